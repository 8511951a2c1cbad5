"""One line says how far a run is: documents, rate, time left, kept, skipped and why."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from onrecord.cli.add import progress_words
from onrecord.cli.progress import time_words
from onrecord.ingest.folders import Meter
from onrecord.pipeline.adding import Report, kind_of


def test_the_line_says_what_a_person_wants_to_know() -> None:
    report = Report(added=1200, copies=80, known=30, records=410, start=time.monotonic() - 100)
    for number in range(9):
        report.skip(f"{number}.html", "no article was found in this web page; expected a page with at least one full sentence of a report")
    for number in range(4):
        report.skip(f"wire.jsonl, line {number}", f"malformed JSON (at {number})")
    report.skip("c.pdf", "this PDF has no text layer, so there is nothing to read")
    assert progress_words(report, 125.0) == (
        "1,244 documents, 12/s, 2 min left · 1,200 kept, 30 known before, 80 copies, 410 records"
        " · 14 skipped: 9 no article was found in this web page, 4 malformed JSON, …"
    )
    assert report.to_dict()["reasons"] == {"no article was found in this web page": 9, "malformed JSON": 4, "this PDF has no text layer": 1}


def test_the_time_that_is_left_is_not_told_where_it_is_not_known() -> None:
    assert progress_words(Report(), None).startswith("0 documents, 0/s · 0 kept")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (0.4, ", 0 s left"), (59, ", 59 s left"), (60, ", 1 min left"), (5400, ", 2 h left"), (200_000, ", 2 d left")],
)
def test_time_is_told_as_people_say_it(seconds: float | None, words: str) -> None:
    assert time_words(seconds) == words


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("longer than the 50,000,000 bytes that the setting 'max_bytes' allows", "longer than the … bytes that the setting … allows"),
        ("a fault of onrecord: ValueError: 7", "a fault of onrecord"),
        ("the server answered 404", "the server answered 404"),
        ("half of a character (U+D800) at offset 7; expected Unicode text", "half of a character"),
    ],
)
def test_reasons_are_counted_without_what_is_peculiar_to_one_document(reason: str, kind: str) -> None:
    assert kind_of(reason) == kind


def test_bytes_are_counted_as_they_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 5000)
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.txt").write_bytes(b"y" * 300)
    meter = Meter()
    meter.measure([str(tmp_path), str(tmp_path / "a.txt"), str(tmp_path / "none")])
    assert meter.total == 10_300
    with meter.open(tmp_path / "a.txt") as stream:
        stream.read(10)
        stream.read()
    assert meter.done == 5000


@pytest.mark.parametrize("name", ["https://example.org/feed.xml", "-"])
def test_how_much_the_web_and_standard_input_hold_is_not_known(name: str, tmp_path: Path) -> None:
    meter = Meter()
    meter.measure([str(tmp_path), name])
    assert meter.total is None
