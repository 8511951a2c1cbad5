"""The one strict loader of rule files (TOML), and the way to look a rule up by its id."""

from __future__ import annotations

import contextlib
import difflib
import hashlib
import json
import os
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from onrecord.errors import InvalidRuleError, UnknownCodeError

Row = dict[str, object]

TEXTS = ("examples", "never")
DESCRIBING = ("description", "pattern")
ANY = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule as a person reads it: where it stands, what it says, what it matches and what it must not match.

    `terms` are its other keys in the file's order, as text. An `id` that ends in `*` stands for all ids that begin so.
    """

    id: str
    file: str
    description: str | None = None
    pattern: str | None = None
    examples: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()


def load_rules(path: Path | Traversable, *, allowed: frozenset[str], required: frozenset[str], table: str = "rule") -> tuple[Row, ...]:
    """Read the `[[rule]]` tables of a file; faults are collected and told at once.

    Raises:
        InvalidRuleError: if the file cannot be read, or has an unknown or missing key, a repeated id, or another table.
    """
    content = read_toml(path)
    faults = [f"unknown table '{name}'; expected only [[{table}]]" for name in content if name != table]
    rows = content.get(table, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InvalidRuleError(f"{path.name}: [[{table}]] must be an array of tables")
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        name = row.get("id") or f"{table} number {number}"
        faults += [f"{name}: {fault}" for fault in find_faults(row, allowed=allowed | {"id"}, required=required | {"id"})]
        if str(name) in seen:
            faults.append(f"{name}: repeated id")
        seen.add(str(name))
    refuse(path, faults)
    return tuple(rows)


def find_faults(row: Row, *, allowed: frozenset[str], required: frozenset[str]) -> Iterator[str]:
    """What is wrong with the keys of one rule, and with its examples."""
    for key in row:
        if key not in allowed:
            near = difflib.get_close_matches(key, allowed, n=1)
            yield f"unknown key '{key}'" + (f"; did you mean '{near[0]}'?" if near else "")
    for key in sorted(required - row.keys()):
        yield f"missing key '{key}'"
    if "id" in row and not (isinstance(row["id"], str) and row["id"]):
        yield f"id must be a text, not {row['id']!r}"
    for key in TEXTS:
        if key in row and not is_texts(row[key]):
            yield f"{key} must be a list of at least one text"


def is_texts(value: object) -> bool:
    """True for a list of one or more texts that are not empty."""
    return isinstance(value, list) and bool(value) and all(isinstance(text, str) and text for text in value)


def texts(row: Row, key: str) -> tuple[str, ...]:
    """The texts of a list under a key, none if the key is not there.

    Raises:
        InvalidRuleError: if it is anything but a list of texts.
    """
    value = row.get(key)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise InvalidRuleError(f"{row.get('id')}: {key} must be a list of texts, not {value!r}")
    return tuple(value)


def refuse(path: Path | Traversable, faults: Iterable[str]) -> None:
    """Tell all faults of a file at once.

    Raises:
        InvalidRuleError: if there is a fault.
    """
    found = list(faults)
    if found:
        raise InvalidRuleError(f"{path.name}: " + "; ".join(found))


def read_toml(path: Path | Traversable) -> Row:
    """A file's tables, parsed once for each content: TOML is slow to parse, and the rules are read at every start.

    Raises:
        InvalidRuleError: if it is missing, not UTF-8 or not TOML.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidRuleError(f"{path.name}: cannot be read: {error}") from error
    stored = stored_copy(text)
    tables = read_stored(stored)
    if tables is None:
        try:
            tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise InvalidRuleError(f"{path.name}: not TOML: {error}") from error
        store(stored, tables)
    return tables


def stored_copy(text: str) -> Path:
    """Where the parsed form of a content is kept, in the user's cache folder."""
    folder = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    return Path(folder) / "onrecord" / "rules" / f"{hashlib.sha256(text.encode()).hexdigest()[:32]}.json"


def read_stored(path: Path) -> Row | None:
    """The parsed form of a file, if it is kept and whole."""
    try:
        tables = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return tables if isinstance(tables, dict) else None


def store(path: Path, tables: Row) -> None:
    """Keep the parsed form of a file; where that cannot be done, it is parsed again next time."""
    part = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(tables), encoding="utf-8")
        part.replace(path)
    except (OSError, TypeError):
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def rule_files(rules_dir: Path | None = None) -> tuple[Path | Traversable, ...]:
    """The TOML files of the package, in the order of their names, then those of a user's folder."""
    packaged = sorted(walk(files("onrecord.vocab") / "data"), key=str)
    return (*packaged, *(sorted(rules_dir.glob("*.toml")) if rules_dir else ()))


def walk(folder: Traversable) -> Iterator[Traversable]:
    """All TOML files below a folder."""
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from walk(entry)
        elif entry.name.endswith(".toml"):
            yield entry


@lru_cache(maxsize=4)
def all_rules(rules_dir: Path | None = None) -> tuple[Rule, ...]:
    """Every rule of every file; a user's rule stands in place of the packaged one of its id."""
    found: dict[str, Rule] = {}
    for path in rule_files(rules_dir):
        for rows in read_toml(path).values():
            tables = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
            found |= {str(row["id"]): to_rule(row, path.name) for row in tables if "id" in row}
    return tuple(found.values())


def to_rule(row: Row, file: str) -> Rule:
    """A row as a person reads it."""
    known = {"id", *TEXTS, *DESCRIBING}
    return Rule(
        id=str(row["id"]),
        file=file,
        description=as_text(row.get("description")),
        pattern=as_text(row.get("pattern")),
        examples=texts(row, "examples"),
        never=texts(row, "never"),
        terms=tuple((key, as_text(value) or "") for key, value in row.items() if key not in known),
    )


def as_text(value: object) -> str | None:
    """A value of TOML as a person writes it."""
    if value is None:
        return None
    return ", ".join(str(part) for part in value) if isinstance(value, list) else str(value)


def find_rule(rule_id: str, *, rules_dir: Path | None = None) -> Rule:
    """The rule with an id, else the one that stands for all ids of its kind.

    Raises:
        UnknownCodeError: if there is none; the message names the nearest.
    """
    rules = {rule.id: rule for rule in all_rules(rules_dir)}
    if rule_id in rules:
        return rules[rule_id]
    families = [rule for rule in rules.values() if rule.id.endswith(ANY) and rule_id.startswith(rule.id.removesuffix(ANY))]
    if families:
        return max(families, key=lambda rule: len(rule.id))
    near = difflib.get_close_matches(rule_id, rules, n=1, cutoff=0.4)
    raise UnknownCodeError(f"no rule '{rule_id}'" + (f"; did you mean '{near[0]}'?" if near else ""))
