"""Files below a folder, how many bytes they are, and whether they are still being written."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import IO, Any

from onrecord.ingest.url import is_url

Stamp = tuple[int, int, int]


def find_files(root: Path, without: frozenset[Path] = frozenset()) -> Iterator[Path]:
    """Every file below a folder in the order of its path; hidden ones, links that lead out of it, and paths to leave out are passed over."""
    inside, names, waiting = root.resolve(), {path.name for path in without}, [root]

    def is_wanted(path: Path) -> bool:
        return not path.name.startswith(".") and not (path.name in names and path.resolve() in without)

    while waiting:
        folder = waiting.pop()
        entries = [(folder / entry.name, entry) for entry in look_into(folder)]
        yield from (path for path, entry in entries if is_wanted(path) and is_file_inside(path, entry, inside))
        waiting += [path for path, entry in reversed(entries) if is_wanted(path) and entry.is_dir(follow_symlinks=False)]


def look_into(folder: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder, in the order of names; nothing of one that may not be looked into."""
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=attrgetter("name"))
    except OSError:
        return []


def is_file_inside(path: Path, entry: os.DirEntry[str], root: Path) -> bool:
    """True for a file, or a link to one that does not lead out; False for a link that leads to itself."""
    try:
        return entry.is_file() and (not entry.is_symlink() or path.resolve().is_relative_to(root))
    except (OSError, RuntimeError):
        return False


def stamp_of(path: Path | str) -> Stamp | None:
    """Size, time of the last change and number of a file: while it is written they do not stay; None if it is gone."""
    try:
        found = os.stat(path)  # noqa: PTH116  a path comes as text as often
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino


@dataclass(slots=True)
class Meter:
    """How many bytes of the sources are read, and of how many; `total` is None where that is not known."""

    done: int = 0
    total: int | None = None

    def open(self, path: Path) -> IO[bytes]:
        """A file whose bytes count when they are read."""
        return io.BufferedReader(Counted(path, self))

    def measure(self, names: Iterable[str], without: frozenset[Path] = frozenset()) -> None:
        """Find out how many bytes some sources have, if all are files and folders."""
        names = list(names)
        if not any(is_url(name) or name == "-" for name in names):
            self.total = sum((stamp_of(path) or (0,))[0] for name in names for path in files_of(name, without))


class Counted(io.FileIO):
    """A file that tells a meter what is read from it."""

    def __init__(self, path: Path, meter: Meter) -> None:
        super().__init__(path, "rb")
        self._meter = meter

    def readinto(self, buffer: Any, /) -> int:
        """Read, and count."""
        count = super().readinto(buffer)
        self._meter.done += count
        return count

    def readall(self) -> bytes:
        """Read to the end, and count."""
        content = super().readall()
        self._meter.done += len(content)
        return content


def files_of(name: str, without: frozenset[Path]) -> Iterator[Path]:
    """The files that a path stands for."""
    path = Path(name)
    if path.is_dir():
        yield from find_files(path, without)
    elif path.is_file():
        yield path
