"""Hostile sources are one skipped document each: none crashes, hangs, or writes outside the archive."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

from onrecord.model.captures import Stated
from onrecord.pipeline.adding import add_sources
from onrecord.settings import Settings
from onrecord.store.archive import create_archive
from onrecord.store.verify import find_faults

COUNT = int(os.environ.get("TEST_HOSTILE", "120"))  # a longer run: TEST_HOSTILE=5000
SETTINGS = Settings(max_bytes=300_000, max_characters=200_000, max_line_characters=100_000, document_seconds=20.0)
REPORT = "Gunmen killed three farmers near Gao on Monday, the mayor said. "
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"

Make = Callable[[random.Random], tuple[str, bytes]]


def nested(chance: random.Random) -> tuple[str, bytes]:
    return ".html", b"<html><body>" + b"<div>" * chance.randrange(1000, 50_000) + REPORT.encode()


def nulls(chance: random.Random) -> tuple[str, bytes]:
    return ".txt", REPORT.encode() + b"\0" * chance.randrange(1, 500) + REPORT.encode()


def half_characters(chance: random.Random) -> tuple[str, bytes]:
    text = REPORT + chr(0xD800 + chance.randrange(0x700)) + REPORT
    return ".jsonl", json.dumps({"text": text}).encode()


def mixed_encodings(chance: random.Random) -> tuple[str, bytes]:
    pieces = [REPORT.encode(), "Köln 東京 ".encode("utf-16-le"), "naïve café ".encode("cp1252"), bytes(chance.randbytes(40))]
    chance.shuffle(pieces)
    return chance.choice([".txt", ".html", ".csv"]), b"".join(pieces * 3)


def cut_gzip(chance: random.Random) -> tuple[str, bytes]:
    whole = gzip.compress(json.dumps({"text": REPORT * 20}).encode() * 30)
    return chance.choice([".jsonl.gz", ".csv.gz", ".warc.gz"]), whole[: chance.randrange(1, len(whole))]


def bomb(chance: random.Random) -> tuple[str, bytes]:
    return chance.choice([".jsonl.gz", ".csv.gz", ".warc.gz"]), gzip.compress(b"a" * chance.randrange(1_000_000, 5_000_000))


def package(chance: random.Random) -> tuple[str, bytes]:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("../" * chance.randrange(1, 9) + "escaped.warc", b"WARC/1.0\r\n" + chance.randbytes(50))
        made.writestr("/etc/escaped.warc.gz", gzip.compress(b"0" * 2_000_000))
        made.writestr("archive/data.warc", chance.randbytes(300))
    content = held.getvalue()
    return ".wacz", content if chance.random() < 0.6 else content[: chance.randrange(10, len(content))]


def bad_warc(chance: random.Random) -> tuple[str, bytes]:
    head = f"WARC/1.{chance.randrange(9)}\r\nWARC-Type: response\r\nContent-Length: {chance.choice(['-1', 'x', '99999999999', '3', ''])}\r\n\r\n"
    return ".warc", head.encode() * chance.randrange(1, 5) + HTTP + chance.randbytes(chance.randrange(200)) + b"\r\n\r\n"


def wide_cell(chance: random.Random) -> tuple[str, bytes]:
    quote = chance.choice([b'"', b""])
    return ".csv", b"text,date\n" + quote + b"x" * chance.randrange(300_001, 900_000) + b"\n" + REPORT.encode() + b",2024-05-06\n"


def random_bytes(chance: random.Random) -> tuple[str, bytes]:
    endings = [".txt", ".html", ".jsonl", ".csv", ".parquet", ".pdf", ".warc", ".wacz", ".xml", ""]
    heads = [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"PAR1", b"\x1f\x8b", b"<html>", b"<rss>", b"WARC/1.0\r\n", b"\xff\xfe"]
    return chance.choice(endings), chance.choice(heads) + chance.randbytes(chance.randrange(0, 3000))


def bad_lines(chance: random.Random) -> tuple[str, bytes]:
    lines = [
        b"{",
        b"[]",
        b'{"text": 1}',
        b'{"text": ""}',
        b'{"text": null}',
        b"[" * 20_000,
        b'{"text": "a", "published": "tomorrow"}',
        b"\xff",
        b"null",
        b'{"id": {}}',
    ]
    return ".jsonl", b"\n".join(chance.sample(lines, 4))


def bad_feed(chance: random.Random) -> tuple[str, bytes]:
    entity = b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    body = (
        b"<rss><channel>"
        + b"<item><link>http://127.0.0.1:1/&b;</link></item>" * chance.randrange(3)
        + chance.choice([b"</channel></rss>", b""])
    )
    return ".xml", chance.choice([b"", b'<?xml version="1.0"?>']) + chance.choice([b"", entity]) + body


MAKERS: tuple[Make, ...] = (
    nested, nulls, half_characters, mixed_encodings, cut_gzip, bomb, package, bad_warc, wide_cell, random_bytes, bad_lines, bad_feed,
)  # fmt: skip


def test_hostile_sources_are_skipped_one_by_one(tmp_path: Path) -> None:
    chance = random.Random(3)
    folder = tmp_path / "in" / "reports"
    folder.mkdir(parents=True)
    for number in range(COUNT):
        ending, content = MAKERS[number % len(MAKERS)](chance)
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
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]
    assert {path.name for path in (tmp_path / "in").iterdir()} <= {
        "reports",
        "onrecord.sqlite",
        "onrecord.sqlite-wal",
        "onrecord.sqlite-shm",
        "onrecord.files",
    }
    archive.engine.dispose()
