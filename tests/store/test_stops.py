"""A run that is stopped at any moment loses nothing and doubles nothing: the same command ends where an undisturbed one ends."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from tests.store.filled import BRIDGE, MARKET, QUIET, dump, fill, write_reports

from onrecord.errors import ArchiveError
from onrecord.model.captures import Stated
from onrecord.pipeline import adding
from onrecord.pipeline.adding import Report, add_sources
from onrecord.settings import Settings
from onrecord.store.archive import Archive, create_archive
from onrecord.store.files import keep_bytes
from onrecord.store.verify import find_faults

ROOT = Path(__file__).parents[2]
RUNS = int(os.environ.get("TEST_KILLS", "4"))  # a longer run: TEST_KILLS=200
LONGEST = 3.0  # seconds until a run is killed


def many_reports(folder: Path) -> Path:
    """Thirty reports, some of them copies, in a file and in files."""
    write_reports(folder)
    rows = [{"id": f"r{number}", "text": text.replace("four", str(number + 2))} for number, text in enumerate([BRIDGE, QUIET, MARKET] * 8)]
    (folder / "more.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return folder


def start(target: str, files: Path, source: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.killed", target, str(files), str(source)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


@pytest.fixture
def undisturbed(tmp_path: Path) -> Iterator[Archive]:
    """An archive that was filled without a stop."""
    archive = create_archive(str(tmp_path / "whole.sqlite"))
    fill(archive, tmp_path, str(many_reports(tmp_path / "reports")))
    yield archive
    archive.engine.dispose()


def test_runs_that_are_killed_end_as_an_undisturbed_one(target: str, tmp_path: Path, undisturbed: Archive) -> None:
    chance = random.Random(11)
    for _ in range(RUNS):
        process = start(target, tmp_path / "files", tmp_path / "reports")
        assert process.stdout
        process.stdout.readline()
        time.sleep(chance.uniform(0, LONGEST))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    archive = create_archive(target, files=tmp_path / "files")
    fill(archive, tmp_path, str(tmp_path / "reports"))
    assert dump(archive) == dump(undisturbed)
    assert list(find_faults(archive)) == []
    kept = sorted(path.name for path in (tmp_path / "files").rglob("*") if path.is_file())
    assert kept == sorted(path.name for path in undisturbed.files.rglob("*") if path.is_file())
    archive.engine.dispose()


def test_an_interrupt_keeps_what_was_read(archive: Archive, tmp_path: Path, undisturbed: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "AT_ONCE", 3)
    report = Report()

    def stop(so_far: Report) -> None:
        if so_far.found > 9:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_sources(archive, [str(tmp_path / "reports")], stated=Stated(), settings=Settings(), processes=1, report=report, tell=stop)
    assert not report.is_complete
    assert list(find_faults(archive)) == []
    again = fill(archive, tmp_path, str(tmp_path / "reports"))
    assert again.is_complete
    assert dump(archive) == dump(undisturbed)


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(ArchiveError, match="cannot be written: File too large; nothing half-written was left"):
            keep_bytes(folder, b"x" * 5000, "a" * 64)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_a_database_that_cannot_grow_keeps_what_was_complete(tmp_path: Path, undisturbed: Archive) -> None:
    target, files = str(tmp_path / "small.sqlite"), tmp_path / "small"
    archive = create_archive(target, files=files)
    archive.engine.dispose()
    limit = 500_000
    script = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        "sys.argv = ['onrecord', 'add', *sys.argv[1:]]\n"
        "from onrecord.cli import main\n"
        "main()\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "reports"), "--archive", target, "--files", str(files), "--processes", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "the same command goes on from there" in done.stderr
    assert "Traceback" not in done.stderr
    archive = create_archive(target, files=files)
    assert list(find_faults(archive)) == []
    fill(archive, tmp_path, str(tmp_path / "reports"))
    assert dump(archive) == dump(undisturbed)
    archive.engine.dispose()


@pytest.mark.parametrize("target", ["postgresql"], indirect=True)
def test_a_database_that_goes_away_in_the_middle_is_told_and_the_run_goes_on_later(
    archive: Archive, tmp_path: Path, undisturbed: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "AT_ONCE", 3)
    name = archive.engine.url.database
    server = create_engine(archive.engine.url.set(database="onrecord"), isolation_level="AUTOCOMMIT")

    def let_go(report: Report) -> None:
        if report.added >= 6:
            with server.connect() as connection:
                connection.exec_driver_sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
                connection.exec_driver_sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")

    with pytest.raises(ArchiveError, match=r"the database cannot be reached or written: .*; what was complete is kept") as raised:
        add_sources(archive, [str(tmp_path / "reports")], stated=Stated(), settings=Settings(), processes=1, tell=let_go)
    assert "\n" not in str(raised.value)
    with server.connect() as connection:
        connection.exec_driver_sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    server.dispose()
    assert list(find_faults(archive)) == []
    fill(archive, tmp_path, str(tmp_path / "reports"))
    assert dump(archive) == dump(undisturbed)
    assert list(find_faults(archive)) == []
