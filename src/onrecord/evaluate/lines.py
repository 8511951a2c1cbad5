"""JSON Lines of which every line is an object, or the file is refused."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import InvalidGoldError
from onrecord.model.records import Json

SHOWN = 20  # faults of one file that are told


def read_lines(path: Path, *, expected: str) -> Iterator[tuple[int, Json]]:
    """Every line that is not blank, with its number; the file may be compressed with gzip.

    Raises:
        InvalidGoldError: naming the file, the line and what was found.
    """
    for number, line in enumerate(_read(path, expected), start=1):
        if line.strip():
            yield number, _parse(line, f"{path}, line {number}", expected)


def refuse(path: Path, faults: list[str]) -> None:
    """Raise the faults of a file, once, if there are any.

    Raises:
        InvalidGoldError: with a line for each fault.
    """
    if faults:
        more = [f"{path}: and {len(faults) - SHOWN} faults more"] if len(faults) > SHOWN else []
        raise InvalidGoldError("\n".join([*faults[:SHOWN], *more]))


def _read(path: Path, expected: str) -> Iterator[str]:
    """The lines of a file, one at a time."""
    before = 0
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
            for line in stream:
                yield line.decode("utf-8" if before else "utf-8-sig")
                before += len(line)
    except FileNotFoundError as error:
        raise InvalidGoldError(f"{path}: there is no such file; expected {expected}") from error
    except UnicodeDecodeError as error:
        raise InvalidGoldError(f"{path}: not UTF-8 at byte {before + error.start}; expected {expected}") from error
    except (OSError, EOFError, zlib.error) as error:
        raise InvalidGoldError(f"{path}: cannot be read ({error}); expected {expected}") from error


def _parse(line: str, where: str, expected: str) -> Json:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InvalidGoldError(f"{where}: malformed JSON ({error}); expected {expected}") from error
    if not isinstance(entry, dict):
        raise InvalidGoldError(f"{where}: found a JSON {type(entry).__name__}; expected {expected}")
    return entry
