"""What a database could not hold is one skipped document, or stands there as it can be written: it never stops the others. On both databases."""

from __future__ import annotations

import io
import json
import os
import random
import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy import select
from tests.store.filled import BRIDGE, fill

from onrecord.model.captures import State, Taken
from onrecord.pipeline import taking
from onrecord.store.archive import Archive
from onrecord.store.search import Query, search_records
from onrecord.store.tables import CAPTURE, DOCUMENT, NAME
from onrecord.store.verify import find_faults


def letters(count: int, seed: int = 1) -> str:
    """So many letters that no database packs into fewer."""
    return "".join(random.Random(seed).choices("abcdefghijklmnopqrstuvwxyz", k=count))


def rare(count: int) -> str:
    """Words of rare signs, four bytes each, none twice."""
    return " ".join(chr(0x20000 + number) for number in range(count))


TOLD: tuple[dict[str, Any], ...] = (
    {"title": "a\0b\ud800c"},
    {"id": "id\0\udfff"},
    {"publisher": f"The {letters(9000)} Post"},
    {"url": "https://example.org/\0" + letters(9000)},
    {"language": "e\0"},
    {"published": "2024-05-06T10:00:00.123456+03:00:30.123456"},
    {"title": rare(40_000)},
    {
        "text": f"{BRIDGE} Gunmen of the {letters(9000).title()} Front killed {'9' * 40} farmers near Gao on Monday, {letters(5000).title()} said."
    },
    {"text": f"{BRIDGE}\n{rare(40_000)}\n{rare(35_000)[::-1]}"},
)


@pytest.mark.parametrize("told", TOLD, ids=range(len(TOLD)))
def test_what_a_line_says_is_kept_as_it_can_be_written(archive: Archive, tmp_path: Path, told: dict[str, Any]) -> None:
    lines = [{"text": BRIDGE} | told, {"text": f"{BRIDGE} The road is open."}]
    (tmp_path / "wire.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    report = fill(archive, tmp_path, str(tmp_path / "wire.jsonl"))
    assert (report.added, report.skipped) == (2, [])
    assert fill(archive, tmp_path, str(tmp_path / "wire.jsonl")).known == 2
    with archive.reading() as connection:
        assert len(search_records(connection, Query(words="colonel soldiers", country="ML"))) >= 1
        assert all(len(normal) <= 250 for normal in connection.execute(select(NAME.c.normal)).scalars())
    assert list(find_faults(archive)) == []


@pytest.mark.parametrize(("letter", "what"), [("\0", r"a NUL \(U\+0000\)"), ("\ud812", r"half of a character \(U\+D812\)")])
def test_a_text_that_is_none_is_skipped(archive: Archive, tmp_path: Path, letter: str, what: str) -> None:
    (tmp_path / "wire.jsonl").write_text(json.dumps({"text": BRIDGE + letter}), encoding="utf-8")
    [(_, reason)] = fill(archive, tmp_path, str(tmp_path / "wire.jsonl")).skipped
    assert re.search(what, reason)


def test_a_name_that_is_no_text_and_a_very_long_path_are_kept(archive: Archive, tmp_path: Path) -> None:
    deep = tmp_path / "in" / Path(*[letters(200, seed) for seed in range(14)])
    deep.mkdir(parents=True)
    (deep / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    Path(os.fsdecode(os.fsencode(tmp_path / "in") + b"/b\xff\xfed.txt")).write_text(f"{BRIDGE} The road is open.", encoding="utf-8")
    assert fill(archive, tmp_path, str(tmp_path / "in")).added == 2
    with archive.reading() as connection:
        names = set(connection.execute(select(CAPTURE.c.name)).scalars())
    assert {name.rpartition("/")[2] for name in names} == {"bridge.txt", "b\ufffd\ufffdd.txt"}
    assert list(find_faults(archive)) == []


def test_a_document_that_the_database_does_not_take_is_skipped_without_the_others(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever slips through: here a reason of a document that no database holds."""
    take_in = taking.take_in

    def spoil(capture: Any, settings: Any) -> Taken:
        taken = take_in(capture, settings)
        if b"spoilt" in capture.content:
            object.__setattr__(taken.document, "title", "\ud800")
        return taken

    monkeypatch.setattr(taking, "take_in", spoil)
    texts = [BRIDGE, f"{BRIDGE} This one is spoilt.", f"{BRIDGE} The road is open."]
    (tmp_path / "wire.jsonl").write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
    report = fill(archive, tmp_path, str(tmp_path / "wire.jsonl"))
    assert report.added == 2
    [(name, reason)] = report.skipped
    assert name.endswith("line 2")
    assert reason.startswith("the database refused: ")
    with archive.reading() as connection:
        states = sorted(connection.execute(select(DOCUMENT.c.state)).scalars())
    assert states == [str(State.READ), str(State.READ), str(State.SKIPPED)]
    assert len([path for path in archive.files.rglob("*") if path.is_file()]) == 2
    assert list(find_faults(archive)) == []


def test_a_spoilt_parquet_file_does_not_stop_the_others(archive: Archive, tmp_path: Path) -> None:
    held = io.BytesIO()
    texts = [f"{BRIDGE} Report {number} of them." for number in range(12)]
    pq.write_table(pa.table({"text": texts}), held, compression="none", use_dictionary=False, write_page_checksum=False)
    (tmp_path / "a.parquet").write_bytes(held.getvalue().replace(b"Report 3 of", b"Report \xff of"))
    (tmp_path / "b.parquet").write_bytes(held.getvalue()[:300] + b"\xff" * 900 + held.getvalue()[1200:])
    (tmp_path / "c.txt").write_text(f"{BRIDGE} The road is open.", encoding="utf-8")
    report = fill(archive, tmp_path, *(str(tmp_path / name) for name in ("a.parquet", "b.parquet", "c.txt")))
    assert report.is_complete
    assert str(tmp_path / "c.txt") not in dict(report.skipped)
    assert "cannot be read: 'utf-8' codec" in dict(report.skipped)[f"{tmp_path / 'a.parquet'}, row 4"]
    assert list(find_faults(archive)) == []
