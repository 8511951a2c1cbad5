"""Hostile sources of the usual kinds: each maker gives the ending of a file and its bytes."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable

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
