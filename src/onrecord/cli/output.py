"""Where results go: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import json
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from rich.console import Console
from rich.text import Text

from onrecord.errors import InvalidInputError

OTHERS = frozenset(
    {".csv", ".tsv", ".xls", ".xlsx", ".ods", ".json", ".geojson", ".parquet", ".xml", ".html", ".txt", ".md", ".pdf", ".sqlite", ".db"}
)


def say(words: str | Text, *, indent: int = 4) -> None:
    """A line on standard output: whole where it goes into a file or a pipe, on a terminal broken between words, what follows set in."""
    console = Console(highlight=False)
    for line in (Text(words) if isinstance(words, str) else words).split("\n"):
        if not console.is_terminal:
            console.print(line, soft_wrap=True)
            continue
        for number, piece in enumerate(line.wrap(console, max(20, console.width - indent))):
            console.print(Text(" " * indent if number else "").append_text(piece))


def check_is_lines(path: Path | None) -> None:
    """Refuse a file that is named as something else than the JSON Lines that are written to it.

    Raises:
        InvalidInputError: if its ending is that of another format.
    """
    if path is not None and path.suffix.lower() in OTHERS:
        right = path.with_suffix(".jsonl")
        raise InvalidInputError(
            f"{path}: JSON Lines are written, one result a line; expected for example -o {right}, or another format named"
        )


def check_output(path: Path | None) -> None:
    """Refuse a place where no file can be written, before anything is read.

    Raises:
        InvalidInputError: if it is a folder, or its folder does not exist or may not be written to.
    """
    if path is None:
        return
    if path.is_dir():
        raise InvalidInputError(f"{path}: this is a folder; expected a file to write to, for example {path / 'records.json'}")
    if not path.parent.is_dir():
        raise InvalidInputError(f"{path}: there is no folder '{path.parent}' to write to")
    if not os.access(path.parent, os.W_OK):
        raise InvalidInputError(f"{path}: the folder '{path.parent}' may not be written to")


@contextmanager
def open_output(path: Path | None) -> Iterator[IO[str]]:
    """A stream of UTF-8 text; a file appears under its name only when everything has been written."""
    if path is None:
        with _standard_output() as stream:
            yield stream
    elif path.exists() and not stat.S_ISREG(path.stat().st_mode):
        with path.open("w", encoding="utf-8", newline="\n") as stream:  # a device or a pipe cannot be replaced
            yield stream
    else:
        with _replace(Path(os.path.realpath(path))) as stream:
            yield stream


def write_json(value: object, path: Path) -> None:
    """A value as a JSON file, whole or not at all."""
    with open_output(path) as stream:
        json.dump(value, stream, ensure_ascii=False, indent=2)
        stream.write("\n")


@contextmanager
def _standard_output() -> Iterator[IO[str]]:
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="replace", newline="\n")
    yield sys.stdout
    sys.stdout.flush()


@contextmanager
def _replace(path: Path) -> Iterator[IO[str]]:
    """A file beside the one that is meant, which takes its place at the end."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
        Path(name).chmod(_mode(path))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The mode of the file that is replaced, else what the user's mask gives a new one."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
