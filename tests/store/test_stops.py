"""A run that is stopped at any moment loses nothing and doubles nothing: the same command ends where an undisturbed one ends."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

import pytest
from tests.store.conftest import new_database
from tests.store.filled import dump, fill, many_reports

from onrecord.errors import ArchiveError
from onrecord.model.captures import Stated
from onrecord.pipeline import adding
from onrecord.pipeline.adding import Report, add_sources
from onrecord.settings import Settings
from onrecord.store.archive import Archive, create_archive
from onrecord.store.files import keep_bytes
from onrecord.store.verify import find_faults

ROOT = Path(__file__).parents[2]
RUNS = int(os.environ.get("TEST_KILLS", "12"))  # a longer run: TEST_KILLS=200
LONGEST = 1.0  # seconds until a run is killed


@pytest.fixture(params=["sqlite", "postgresql"])
def targets(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Iterator[str]]:
    """One empty place for an archive after the other."""
    with ExitStack() as ends:
        if request.param == "sqlite":
            yield (str(tmp_path / f"{number}.sqlite") for number in count())
        else:
            yield (ends.enter_context(contextmanager(new_database)()) for _ in count())


def test_runs_that_are_killed_end_as_an_undisturbed_one(targets: Iterator[str], tmp_path: Path, undisturbed: Archive) -> None:
    """Each archive is added to until a run comes to its end; then the next one is begun, until there were enough kills."""
    whole = dump(undisturbed)
    originals = sorted(path.name for path in undisturbed.files.rglob("*") if path.is_file())
    command = [sys.executable, "-m", "tests.store.killed", str(LONGEST), str(tmp_path / "reports")]
    kills = 0
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        for number, target in enumerate(targets):
            files = tmp_path / f"files-{number}"
            answer = "killed"
            while answer == "killed" and kills < RUNS:
                process.stdin.write(f"{target}\t{files}\n")
                process.stdin.flush()
                answer = process.stdout.readline().strip()
                kills += answer == "killed"
            archive = create_archive(target, files=files)
            fill(archive, tmp_path, str(tmp_path / "reports"))
            assert dump(archive) == whole
            assert list(find_faults(archive)) == []
            assert sorted(path.name for path in files.rglob("*") if path.is_file()) == originals
            archive.engine.dispose()
            if kills >= RUNS:
                break
        process.stdin.close()
    assert kills == RUNS


def test_the_workers_of_a_run_that_is_killed_end_with_it(tmp_path: Path) -> None:
    many_reports(tmp_path / "reports")
    command = [sys.executable, "-m", "onrecord", "add", "reports", "--processes", "2"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        wait_until(lambda: len(members_of(process.pid)) >= 5)  # the run, what starts workers and keeps count of them, and the workers
        process.send_signal(signal.SIGKILL)
        process.wait()
        wait_until(lambda: not members_of(process.pid))
    assert members_of(process.pid) == []


def test_an_interrupt_while_workers_start_is_told_in_a_line(tmp_path: Path) -> None:
    many_reports(tmp_path / "reports")
    command = [sys.executable, "-m", "onrecord", "add", "reports", "--processes", "2"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        wait_until(lambda: len(members_of(process.pid)) >= 3)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        out, err = process.communicate(timeout=120)
    assert process.returncode == 130
    assert " ".join(out.split()).endswith("stopped before the end")
    assert "Traceback" not in err


def members_of(session: int) -> list[str]:
    """The processes of a session."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(path.parent.name)
    return found


def wait_until(holds: Callable[[], bool], *, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)


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
