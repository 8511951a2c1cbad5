"""A watched folder: what comes to rest is taken in, what is still written is not, and an interrupt ends it well."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import pytest
from tests.store.filled import BRIDGE, MARKET, QUIET, dump, fill

from onrecord.errors import InvalidInputError
from onrecord.ingest.folders import Stamp, stamp_of
from onrecord.model.captures import Stated
from onrecord.pipeline.adding import Report, add_sources
from onrecord.pipeline.watching import PATIENCE, Add, Watch, watch_folders
from onrecord.settings import Settings
from onrecord.store.archive import Archive
from onrecord.store.verify import find_faults

ROOT = Path(__file__).parents[2]
Step = Callable[[], object]


def run(folder: Path, steps: Sequence[Step], add: Add, **options: frozenset[Path]) -> None:
    """Watch a folder; between two looks one step after the other happens, and after the last the user has enough."""
    coming = iter(steps)

    def sleep(_: float) -> None:
        step = next(coming, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    with pytest.raises(KeyboardInterrupt):
        watch_folders([str(folder)], add, seconds=1, sleep=sleep, **options)


def taken_in(folder: Path, steps: Sequence[Step]) -> list[list[str]]:
    """The names of the files that were taken in at once, one list for each time."""
    found: list[list[str]] = []

    def add(names: Sequence[str], stamps: Mapping[str, Stamp]) -> None:
        assert stamps == {name: stamp_of(name) for name in names}
        found.append([Path(name).name for name in names])

    run(folder, steps, add)
    return found


def wait() -> None:
    """Nothing happens."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def put(path: Path, words: str) -> Step:
    return partial(path.write_text, words, encoding="utf-8")


def go_on(path: Path, words: str) -> Step:
    def write() -> None:
        with path.open("a", encoding="utf-8") as stream:
            stream.write(words)

    return write


def test_a_file_is_taken_in_when_it_has_been_left_alone_between_two_looks(folder: Path) -> None:
    path = folder / "a.txt"
    assert taken_in(folder, [put(path, "One"), go_on(path, " two"), go_on(path, " three"), wait, wait, wait]) == [["a.txt"]]


def test_a_file_that_is_changed_later_is_taken_in_again(folder: Path) -> None:
    path = folder / "a.txt"
    assert taken_in(folder, [put(path, "One"), wait, wait, put(path, "Another"), wait, wait]) == [["a.txt"], ["a.txt"]]


def test_a_file_that_was_replaced_under_its_name_is_taken_in_again(folder: Path, tmp_path: Path) -> None:
    path, new = folder / "a.txt", tmp_path / "new"
    put(path, "One")()
    before = path.stat()
    put(new, "Two")()
    os.utime(new, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert taken_in(folder, [wait, partial(new.replace, path), wait, wait]) == [["a.txt"], ["a.txt"]]


@pytest.mark.parametrize("name", [".hidden.txt", "a.txt.part", "a.pdf.crdownload", "A.TMP", "a.txt~"])
def test_what_a_program_still_writes_is_left_until_it_has_its_name(folder: Path, name: str) -> None:
    path = folder / name
    assert taken_in(folder, [put(path, "One"), wait, wait, partial(path.rename, folder / "b.txt"), wait, wait]) == [["b.txt"]]


def test_a_file_of_lines_whose_last_line_has_no_end_is_left_for_longer(folder: Path) -> None:
    put(folder / "a.jsonl", '{"text": "half a')()
    put(folder / "b.jsonl", '{"text": "a whole one"}\n')()
    watch = Watch([str(folder)])
    looks = [sorted(Path(name).name for name in watch.look()) for _ in range(3)]
    assert looks[:2] == [[], ["b.jsonl"]]
    watch.taken[str(folder / "b.jsonl")] = stamp_of(folder / "b.jsonl") or (0, 0, 0)
    assert [sorted(Path(name).name for name in watch.look()) for _ in range(PATIENCE)][-1] == ["a.jsonl"]


def test_files_in_new_folders_are_found_and_those_that_are_gone_are_forgotten(folder: Path) -> None:
    deep = folder / "2024"
    path = deep / "a.txt"
    assert taken_in(folder, [deep.mkdir, put(path, "One"), path.unlink, wait, put(path, "One"), wait, wait]) == [["a.txt"]]


def test_only_folders_are_watched(tmp_path: Path) -> None:
    for name in ("none", str(tmp_path / "a.txt"), "https://example.org/", "-"):
        (tmp_path / "a.txt").write_text("a", encoding="utf-8")
        with pytest.raises(InvalidInputError, match="is no folder that is there; expected folders to watch"):
            watch_folders([name], lambda *_: None, seconds=1)


def test_documents_are_added_as_they_come_and_the_archive_itself_is_not(archive: Archive, folder: Path, tmp_path: Path) -> None:
    report = Report()

    def add(names: Sequence[str], stamps: Mapping[str, Stamp]) -> None:
        add_sources(archive, names, stated=Stated(), settings=Settings(), processes=1, report=report, stamps=stamps)

    steps = [put(folder / "a.txt", BRIDGE), put(folder / "b.txt", MARKET), wait, put(folder / "b.txt", QUIET), wait, wait]
    run(tmp_path, steps, add, without=archive.own_paths)
    assert [Path(row["name"]).name for row in dump(archive)["capture"]] == ["a.txt", "b.txt", "b.txt"]
    assert (report.added, report.known, report.skipped) == (3, 0, [])
    assert list(find_faults(archive)) == []


def test_a_file_that_is_written_on_while_it_is_read_gives_nothing_yet(archive: Archive, folder: Path) -> None:
    path = folder / "a.txt"
    put(path, MARKET[:60])()
    stamp = stamp_of(path)
    assert stamp
    put(path, MARKET)()
    report = add_sources(archive, [str(path)], stated=Stated(), settings=Settings(), processes=1, stamps={str(path): stamp})
    assert (report.found, report.added) == (0, 0)
    assert dump(archive)["document"] == []


def test_a_folder_that_holds_the_archive_is_added_without_it(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BRIDGE, encoding="utf-8")
    for _ in range(2):
        report = fill(archive, tmp_path, str(tmp_path))
    assert (report.found, report.known, report.skipped) == (1, 1, [])


def wait_for(words: str, command: Sequence[str], folder: Path, *, seconds: float = 60) -> str:
    """Call a command until it shows some words."""
    end = time.monotonic() + seconds
    while True:
        shown = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout
        if words in shown or time.monotonic() > end:
            return shown
        time.sleep(0.3)


def test_the_command_watches_until_it_is_interrupted_and_ends_well(tmp_path: Path) -> None:
    onrecord = [sys.executable, "-m", "onrecord"]
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    environment = {**os.environ, "ONRECORD_REST_SECONDS": "0.2", "PYTHONPATH": str(ROOT / "src")}
    command = [*onrecord, "add", "inbox", "--watch", "--report", "done.json"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        assert process.stderr.readline() == "onrecord: watching inbox; Ctrl-C ends it\n"
        (inbox / "a.txt").write_text(BRIDGE, encoding="utf-8")
        assert "1 documents, " in process.stderr.readline()
        assert "documents  1 read" in wait_for("1 read", [*onrecord, "status"], tmp_path)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "onrecord: watching has ended; what was read is in the archive" in err
    assert out.startswith("1 document added with ")
    assert '"added": 1' in (tmp_path / "done.json").read_text(encoding="utf-8")
