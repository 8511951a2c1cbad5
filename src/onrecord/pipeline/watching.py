"""Folders watched: a file is taken in once it has been left alone for a while, and again when it was changed.

Folders are looked through again and again rather than waited on: whether a file is at rest only time tells, and so it works on network drives, too.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.errors import InvalidInputError
from onrecord.ingest.folders import Stamp, find_files, stamp_of

UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".download", ".swp", "~")  # what programs call a file that they still write

LINES = (".jsonl", ".ndjson", ".csv", ".tsv")  # files of many documents, to which programs write line by line
PATIENCE = 10  # looks for which such a file stays the same while its last line has no end: it may be half a line

Add = Callable[[Sequence[str], Mapping[str, Stamp]], None]


@dataclass(slots=True)
class Watch:
    """Folders, how their files looked the last time, and how those looked that were taken in."""

    folders: Sequence[str]
    without: frozenset[Path] = frozenset()
    before: dict[str, Stamp] = field(default_factory=dict)
    taken: dict[str, Stamp] = field(default_factory=dict)
    looks: dict[str, int] = field(default_factory=dict)

    def look(self) -> dict[str, Stamp]:
        """Files that are new or changed and look as they did the last time, each with its stamp, in the order of their paths."""
        now = {
            str(path): stamp
            for folder in self.folders
            for path in find_files(Path(folder), self.without)
            if not path.name.lower().endswith(UNFINISHED) and (stamp := stamp_of(path)) is not None
        }
        self.looks = {name: self.looks.get(name, 0) + 1 for name, stamp in now.items() if self.before.get(name) == stamp}
        rested = {
            name: now[name] for name, looks in self.looks.items() if now[name] != self.taken.get(name) and looks >= patience_for(name)
        }
        self.taken = {name: stamp for name, stamp in self.taken.items() if name in now}
        self.before = now
        return rested


def patience_for(name: str) -> int:
    """For how many looks a file stays the same before it is taken in."""
    return PATIENCE if name.lower().endswith(LINES) and not ends_line(name) else 1


def ends_line(name: str) -> bool:
    """True for a file whose last byte ends a line."""
    try:
        with Path(name).open("rb") as stream:
            stream.seek(-1, os.SEEK_END)
            return stream.read(1) == b"\n"
    except OSError:
        return False


def check_folders(names: Sequence[str]) -> None:
    """Refuse to watch what is no folder.

    Raises:
        InvalidInputError: naming it.
    """
    wrong = next((name for name in names if not Path(name).is_dir()), None)
    if wrong is not None:
        raise InvalidInputError(f"--watch: '{wrong}' is no folder that is there; expected folders to watch")


def watch_folders(
    names: Sequence[str],
    add: Add,
    *,
    seconds: float,
    without: frozenset[Path] = frozenset(),
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Add what comes to rest in some folders, `without` some paths, until it is interrupted; a look every so many seconds.

    Raises:
        InvalidInputError: if one is no folder.
        KeyboardInterrupt: when the user has enough.
    """
    check_folders(names)
    watch = Watch(names, without)
    while True:
        rested = watch.look()
        if rested:
            add(list(rested), rested)
            watch.taken.update(rested)
        sleep(seconds)
