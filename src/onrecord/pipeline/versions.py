"""What reads: the version of onrecord, and digests of its rules and lists, its places and its parser, the user's own among them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from onrecord import __version__
from onrecord.model.captures import Versions
from onrecord.settings import Settings

SHORT = 16  # hex digits of a digest that only tells versions apart
GAZETTEER = "gazetteer.sqlite"


@lru_cache(maxsize=4)
def find_versions(settings: Settings) -> Versions:
    """The versions of everything that takes part in reading with some settings."""
    data = files("onrecord.vocab") / "data"
    own_rules = sorted(settings.rules.glob("*.toml")) if settings.rules else []
    lists = [*walk(data), *own_rules, *([settings.actors] if settings.actors else [])]
    places = [data / GAZETTEER, *([settings.places] if settings.places else [])]
    return Versions(onrecord=__version__, rules=digest_of(lists), gazetteer=digest_of(places), model=model_version(settings.model))


def walk(folder: Traversable) -> Iterator[Traversable]:
    """The rule files and lists below a folder, in one order everywhere."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from walk(entry)
        elif entry.name.endswith((".toml", ".csv")):
            yield entry


def digest_of(paths: Iterable[Traversable | Path]) -> str:
    """One digest of the names and contents of files."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:SHORT]


def model_version(model: str) -> str:
    """Name and version of an installed pipeline, and of the parser that runs it."""
    try:
        version = metadata.version(model.replace("_", "-"))
    except metadata.PackageNotFoundError:
        version = "unknown"
    return f"{model} {version}, spacy {metadata.version('spacy')}"
