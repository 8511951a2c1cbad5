"""Hostile sources are one skipped document each: none crashes, hangs, or writes outside the archive."""

from __future__ import annotations

import os
import random
from pathlib import Path

from sqlalchemy import select
from tests.hostile.attacks import ATTACKS, spoilt
from tests.hostile.makers import MAKERS, REPORT

from onrecord.model.captures import Stated
from onrecord.pipeline.adding import Report, add_sources
from onrecord.settings import Settings
from onrecord.store.archive import Archive, create_archive
from onrecord.store.tables import CAPTURE
from onrecord.store.verify import find_faults

COUNT = int(os.environ.get("TEST_HOSTILE", "161"))  # a longer run: TEST_HOSTILE=5000
SETTINGS = Settings(max_bytes=300_000, max_characters=200_000, max_line_characters=100_000, document_seconds=20.0)
KINDS = (*MAKERS, *ATTACKS, spoilt)
NAMES = (
    b"line\nbreak.txt",
    b"\x1b[31mred\x1b]0;owned\x07.txt",
    "\u202etxt.exe".encode(),
    b"\xff\xfe half.txt",
    b"a, line 3.jsonl, row 4.txt",
    b"-rf.txt",
    b"%s%n{0}$(id)`id`.txt",
    b"'; DROP TABLE document; --.txt",
    b" .txt",
    b"x" * 250 + b".txt",
)


def test_hostile_sources_are_skipped_one_by_one(tmp_path: Path) -> None:
    chance = random.Random(3)
    folder = tmp_path / "in" / "reports"
    folder.mkdir(parents=True)
    for number in range(COUNT):
        ending, content = KINDS[number % len(KINDS)](chance)
        (folder / f"{number:05d}{ending}").write_bytes(content)
    (folder / "last.txt").write_text(REPORT, encoding="utf-8")
    archive = create_archive(str(tmp_path / "in" / "onrecord.sqlite"))
    report = add_sources(archive, [str(folder)], stated=Stated(), settings=SETTINGS, processes=2)
    assert report.is_complete
    assert report.added >= 1
    assert len(report.skipped) > COUNT / 3
    assert all(reason and len(reason) < 1000 and "\n" not in reason for _, reason in report.skipped)
    assert [reason for _, reason in report.skipped if "a fault of onrecord" in reason or "process that read it died" in reason] == []
    assert list(find_faults(archive)) == []
    assert [path.name for path in folder.iterdir() if path.suffix != ".xml" and not is_told(path, report, archive)] == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]
    assert {path.name for path in (tmp_path / "in").iterdir()} <= {
        "reports",
        "onrecord.sqlite",
        "onrecord.sqlite-wal",
        "onrecord.sqlite-shm",
        "onrecord.files",
    }
    archive.engine.dispose()


def is_told(path: Path, report: Report, archive: Archive) -> bool:
    """True if something was made of a file, or it is told why not."""
    if any(name.startswith(str(path)) for name, _ in (*report.skipped, *report.notes)):
        return True
    with archive.reading() as connection:
        return connection.execute(select(CAPTURE.c.name).where(CAPTURE.c.name.startswith(str(path)))).first() is not None


def test_files_are_taken_in_whatever_their_names(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        with open(os.path.join(os.fsencode(folder), name), "wb") as stream:  # noqa: PTH118, PTH123  a name may be no text
            stream.write(f"Gunmen killed {number + 2} farmers near Gao on Monday, the mayor of town {number} said.".encode())
    archive = create_archive(str(tmp_path / "onrecord.sqlite"))
    report = add_sources(archive, [str(folder)], stated=Stated(), settings=SETTINGS, processes=1)
    assert (report.added, report.skipped) == (len(NAMES), [])
    assert list(find_faults(archive)) == []
    again = add_sources(archive, [str(folder)], stated=Stated(), settings=SETTINGS, processes=1)
    assert (again.added, again.known) == (0, len(NAMES))
    archive.engine.dispose()
