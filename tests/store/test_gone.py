"""A database server that stops in the middle of a run, and comes back: nothing is half-written, and the same command ends whole."""

from __future__ import annotations

import io
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import IO

import pytest
from sqlalchemy import Connection, func, select
from tests.store.filled import BRIDGE, FRENCH, MARKET, QUIET, dump, fill
from tests.store.servers import Server, throw_away_server

from onrecord.errors import ArchiveError
from onrecord.model.captures import Stated, Taken, Versions, Written
from onrecord.pipeline import adding
from onrecord.pipeline.adding import Report, add_sources
from onrecord.settings import Settings
from onrecord.store import write
from onrecord.store.archive import Archive, create_archive
from onrecord.store.tables import DOCUMENT
from onrecord.store.verify import find_faults

GONE = r"the database cannot be reached or written: .*; what was complete is kept, and the same command goes on from there"
NUMBERS = count()
FIRST = 25  # lines to begin with
LITTLE = 1_600_000  # bytes: more than any file of an empty archive has
Stop = Callable[[pytest.MonkeyPatch, Callable[[], None]], None]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with throw_away_server() as running:
        yield running


@pytest.fixture
def archive(server: Server, tmp_path: Path) -> Iterator[Archive]:
    """An empty archive on the server."""
    made = create_archive(server.make_database(f"archive_{next(NUMBERS)}"), files=tmp_path / "files")
    yield made
    made.engine.dispose()


def between_transactions(patch: pytest.MonkeyPatch, stop: Callable[[], None]) -> None:
    """Stop when some transactions are through."""
    add_some(patch, before=lambda calls: stop() if calls == 3 else None)


def within_a_transaction(patch: pytest.MonkeyPatch, stop: Callable[[], None]) -> None:
    """Stop when all of a transaction is written and it is not through yet."""
    add_some(patch, after=lambda calls: stop() if calls == 3 else None)


def add_some(
    patch: pytest.MonkeyPatch, *, before: Callable[[int], None] = lambda _: None, after: Callable[[int], None] = lambda _: None
) -> None:
    """Let something be done before or after the documents of a transaction are written."""
    calls, add = count(1), write.add_batch

    def add_batch(connection: Connection, batch: Sequence[Taken], versions: Versions) -> list[Written]:
        call = next(calls)
        before(call)
        done = add(connection, batch, versions)
        after(call)
        return done

    patch.setattr(adding, "AT_ONCE", 3)
    patch.setattr(adding, "add_batch", add_batch)


@pytest.mark.parametrize("when", [between_transactions, within_a_transaction])
@pytest.mark.parametrize("mode", ["immediate", "fast"])
def test_a_server_that_stops_and_starts_again_loses_nothing(
    server: Server, archive: Archive, tmp_path: Path, undisturbed: Archive, *, when: Stop, mode: str
) -> None:
    report = Report()
    with pytest.MonkeyPatch.context() as patch:
        when(patch, lambda: server.stop(mode))
        with pytest.raises(ArchiveError, match=GONE) as raised:
            add_sources(archive, [str(tmp_path / "reports")], stated=Stated(), settings=Settings(), processes=1, report=report)
    assert "\n" not in str(raised.value)
    with pytest.raises(ArchiveError, match=GONE):
        fill(archive, tmp_path, str(tmp_path / "reports"))
    server.start()
    assert documents_in(archive) == report.added + len(report.skipped) == 6
    assert list(find_faults(archive)) == []
    fill(archive, tmp_path, str(tmp_path / "reports"))
    assert dump(archive) == dump(undisturbed)
    assert list(find_faults(archive)) == []


def test_the_command_tells_in_a_line_that_the_server_is_gone_and_ends_whole_when_it_is_back(server: Server, tmp_path: Path) -> None:
    texts = [text.replace("four", str(number + 2)) for number, text in enumerate([BRIDGE, QUIET, MARKET] * 20)]
    lines = [json.dumps({"id": f"r{number}", "text": text}) + "\n" for number, text in enumerate(texts)]
    target, whole = (server.make_database(f"command_{next(NUMBERS)}") for _ in range(2))
    archive, undisturbed = (create_archive(address, files=tmp_path / address[-9:]) for address in (target, whole))
    command = [sys.executable, "-m", "onrecord", "add", "-", "--archive", target, "--files", str(archive.files), "--processes", "2"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdin
        sent = feed(process.stdin, lines[:50], until=lambda: documents_in(archive) > 0)
        archive.engine.dispose()
        server.stop()
        _, err = process.communicate("".join(lines[sent:]), timeout=120)
    server.start()
    told = [line for line in err.splitlines() if "database" in line]
    assert process.returncode == 2
    assert len(told) == 1
    assert re.search(GONE, told[0])
    assert "Traceback" not in err
    assert 0 < documents_in(archive) < len(lines)
    assert list(find_faults(archive)) == []
    assert subprocess.run(command, input="".join(lines), capture_output=True, text=True, check=False).returncode == 0
    add_sources(undisturbed, ["-"], stated=Stated(), settings=Settings(), processes=1, standard_input=io.BytesIO("".join(lines).encode()))
    assert dump(archive) == dump(undisturbed)
    assert list(find_faults(archive)) == []
    for each in (archive, undisturbed):
        each.engine.dispose()


def test_a_server_whose_disk_is_full_is_told_and_the_same_command_ends_whole(
    server: Server, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "AT_ONCE", 20)
    noise = random.Random(7)
    words = [FRENCH + " " + " ".join(f"mot{noise.getrandbits(64):x}" for _ in range(400)) for _ in range(500)]
    many = tmp_path / "many.jsonl"
    many.write_text("\n".join(json.dumps({"id": f"r{number}", "text": text}) for number, text in enumerate(words)), encoding="utf-8")
    server.stop("fast")
    server.start(most=LITTLE)
    try:
        with pytest.raises(
            ArchiveError, match=r"could not extend file .*; what was complete is kept, and the same command goes on from there"
        ) as raised:
            fill(archive, tmp_path, str(many))
        assert "\n" not in str(raised.value)
    finally:
        archive.engine.dispose()
        server.stop("fast")
        server.start()
    assert 0 < documents_in(archive) < len(words)
    assert list(find_faults(archive)) == []
    fill(archive, tmp_path, str(many))
    assert documents_in(archive) == len(words)
    assert list(find_faults(archive)) == []


def documents_in(archive: Archive) -> int:
    """How many documents an archive holds."""
    with archive.reading() as connection:
        return connection.execute(select(func.count()).select_from(DOCUMENT)).scalar_one()


def feed(stream: IO[str], lines: Sequence[str], *, until: Callable[[], bool]) -> int:
    """Send lines one by one, as a feed does, until something holds; how many were sent."""
    for sent, line in enumerate(lines):
        if until():
            return sent
        stream.write(line)
        stream.flush()
        time.sleep(0.02 if sent < FIRST else 1.0)  # the programs that read have to start
    return len(lines)
