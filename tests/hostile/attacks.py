"""Hostile sources as an attacker who knows the formats makes them: each maker gives the ending of a file and its bytes."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import random
import zipfile

import pyarrow as pa
from pyarrow import parquet
from tests.hostile.makers import REPORT, Make
from tests.hostile.pdf import HEAD, join_objects, make_pdf, packed

PAGE = f"<html><body><article><p>{REPORT}</p></article></body></html>".encode()


def record(body: bytes, *, http: str = "", length: int | None = None, more: str = "") -> bytes:
    """A record of a web archive that may lie about its length."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{http}\r\n".encode() + body
    size = len(answer) if length is None else length
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2024-05-06T10:00:00Z\r\n{more}"
    return f"{head}Content-Type: application/http; msgtype=response\r\nContent-Length: {size}\r\n\r\n".encode() + answer + b"\r\n\r\n"


def lying_record(chance: random.Random) -> tuple[str, bytes]:
    lies = (
        record(PAGE, length=chance.choice([-5, 3, 10**12])),
        record(PAGE, http=f"Content-Length: {chance.choice([-1, 0, 10**15])}\r\n"),
        record(b"ffffffffff\r\n" + PAGE, http="Transfer-Encoding: chunked\r\n"),
        record(b"-1\r\n" + PAGE, http="Transfer-Encoding: chunked\r\n"),
        record(gzip.compress(b"a" * 3_000_000), http="Content-Encoding: gzip\r\n"),
        record(b"nothing", http=f"Content-Encoding: {chance.choice(['gzip', 'br', 'deflate', 'gzip, gzip'])}\r\n"),
        record(PAGE + b"\xff", more="").replace(b"text/html", b"text/html; charset=undefined"),
        record(PAGE, more="X: " + "a" * 100_000 + "\r\n"),
        record(PAGE, http="X: a\r\n" * 20_000),
        record(PAGE).replace(b"2024-05-06T10", chance.choice([b"99999-99-99T99", b"0001-01-01T00"])),
        record(PAGE, more="WARC-Target-URI: http://e.org/\x1b[31m\0\u202e\r\n"),
    )
    return ".warc", chance.choice(lies) + record(PAGE) * chance.randrange(2)


def packed_twice(chance: random.Random) -> tuple[str, bytes]:
    inner = chance.choice([json.dumps({"text": REPORT}).encode(), record(PAGE)])
    content = chance.choice(
        [
            gzip.compress(gzip.compress(inner)),
            gzip.compress(inner) + chance.randbytes(200),
            gzip.compress(b"") * 2000 + gzip.compress(inner)[:-6],
            b"\x1f\x8b\x08\x08\0\0\0\0\0\3" + b"a" * 100_000,
            b"".join(gzip.compress(bytes([letter]) * 200_000) for letter in range(10)),
        ]
    )
    return chance.choice([".jsonl.gz", ".csv.gz", ".warc.gz", ".txt", ".gz"]), content


def odd_package(chance: random.Random) -> tuple[str, bytes]:
    held = io.BytesIO()
    link = zipfile.ZipInfo("link.warc")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(link, b"/etc/passwd")
        made.writestr("/etc/absolute.warc", record(PAGE)[: chance.randrange(400)])
        made.writestr("..\\..\\windows.warc", record(PAGE)[: chance.randrange(400)])
        made.writestr("line\nbreak\x1b[2J.warc", chance.randbytes(50))
        made.writestr("packed.warc", b"0" * 3_000_000, compress_type=zipfile.ZIP_BZIP2)
        for number in range(chance.randrange(30)):
            made.writestr(f"{number}.warc", b"")
    content = held.getvalue()
    at = content.rfind(b"PK\x01\x02") + chance.choice([8, 10, 20, 24, 42])  # flags, packing, sizes, offset
    return ".wacz", content[:at] + chance.randbytes(2) + content[at + 2 :]


def deep_page(chance: random.Random) -> tuple[str, bytes]:
    count = chance.randrange(1000, 20_000)
    script = "<script type='application/ld+json'>{}</script>"
    bodies = (
        "<table><tr><td>" * count,
        "<b><i><u>" * count,
        "<![CDATA[" * count + "]]>" * count,
        "<!--" * count,
        "<title>" + "x " * count,
        f"<div {' '.join(f'a{number}' for number in range(count))}>",
        "&#x110000;&#xD800;&#0;&amp" * count,
        "<select>" + "<option>a" * count,
        script.format("[" * count),
        script.format('{"@type":"NewsArticle","datePublished":' + "9" * count + "}"),
        script.format('{"@type":"NewsArticle","headline":"\\ud800\\u0000","datePublished":"99999-99-99"}'),
        "<meta charset=idna><meta property='article:published_time' content='0000-00-00T99:99'>\ufffe",
        "word " * count,
        "\u202e\u2066\x1b]0;owned\x07" * (count // 100),
    )
    head = chance.choice(["", "<!---->" * 400, "<?x ?>" * 600, "\ufeff", "<!doctype html>"])
    return chance.choice([".html", ""]), f"{head}<html><body>{chance.choice(bodies)}".encode("utf-8", "replace")


def odd_pdf(chance: random.Random) -> tuple[str, bytes]:
    words = b"BT /F1 9 Tf (Gunmen killed three farmers near Gao on Monday.) Tj ET "
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
    encrypted = b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)
    contents = (
        make_pdf(packed(b"/X Do " * 3), packed(b"/X Do " * 2, form)),  # a form within itself
        make_pdf(packed(b"[" * 50_000 + words)),
        make_pdf(packed(b"q " * 50_000 + words)),
        make_pdf(packed(words)).replace(b"[3 0 R]", b"[2 0 R]"),  # pages within themselves
        make_pdf(packed(words)).replace(b"/Count 1", b"/Count 99"),
        make_pdf(packed(words)).replace(b"/Length ", b"/Length -"),
        make_pdf(packed(words)).replace(b"startxref\n", b"startxref\n9"),
        join_objects((*HEAD[:2], encrypted), b"/Encrypt 3 0 R /ID [<00><00>]"),
        b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer << /Size 1 /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF",
        b"%PDF-1.7\n" + b"1 0 obj\n" * 20_000,
    )
    return chance.choice([".pdf", ""]), chance.choice(contents)


LOCAL = (
    "127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "[fe80::1]", "0", "[", "a b",
    "169.254.169.254", "10.0.0.1", "①②⑦.⓪.⓪.①", "127。0。0。1", "ü" * 90, "user@127.0.0.1", "[64:ff9b::7f00:1]", "127.0.0.1:99999", "127.0.0.1\\@e.org",
)  # fmt: skip


def local_feed(chance: random.Random) -> tuple[str, bytes]:
    schemes = ("http", "https", "file", "ftp", "gopher", "data", "javascript", "HTTP")
    links = "".join(f"<item><link>{chance.choice(schemes)}://{host}/</link></item>" for host in chance.sample(LOCAL, 5))
    entities = "".join(f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 12))
    outside = '<!ENTITY x SYSTEM "file:///etc/passwd">'
    doctype = chance.choice(["", f'<!DOCTYPE rss [<!ENTITY e0 "a">{entities}{outside}]>'])
    words = chance.choice(["", "&e11;", "&x;", "<title>" * 5000, "<!---->" * 300])
    return ".xml", f"<?xml version='1.0'?>{doctype}<rss version='2.0'><channel>{words}{links}</channel></rss>".encode()


def odd_table(chance: random.Random) -> tuple[str, bytes]:
    wide = ",".join(f"c{number}" for number in range(20_000))
    tables = (
        ',"' * 20_000,
        '\n"' * 20_000,
        '"' * 50_000,
        f"text,{wide}\n{REPORT}",
        "text\n" + ",".join("x" * 2000) + "\n",
        'text,date\n"' + "x\n" * 160_000 + f'",1\n{REPORT}\n',
        f"text,text,text,,\n{REPORT},b,c,d,e\n",
        f'"te\0xt\x1b[31m",text\n"a\0b",{REPORT.replace(",", "")}\n',
        f"text\r{REPORT}\r",
        "=cmd|' /C calc'!A0,text\n1,2\n",
        "",
        "\n" * 5000,
    )
    encoding = chance.choice(["utf-8", "utf-8", "utf-16", "utf-32", "utf-16-be", "cp500"])
    return chance.choice([".csv", ".tsv"]), chance.choice(tables).encode(encoding, "replace")


def odd_lines(chance: random.Random) -> tuple[str, bytes]:
    lines = (
        b'{"text":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
        b'{"text":' + b'{"a":' * 30_000,
        b'{"text":1e99999,"id":1e999}',
        b'{"text":"a","id":' + b"9" * 5000 + b"}",
        b'{"text":NaN}',
        b'{"text":"","text":[]}',
        json.dumps({"text": {"$ne": ""}, "id": ["'; DROP TABLE document; --"]}).encode(),
        json.dumps({"text": "a", "published": chance.choice(["9999-12-31", "0001-01-01", "1e9", "2024-02-30", "\u0664"])}).encode(),
        json.dumps({"text": "a\0b"}).encode(),
        b" " * 100_000,
        b"\xef\xbb\xbf" * 100,
        json.dumps({"text": REPORT}).encode("utf-16"),
        b"{" + b'"a":1,' * 20_000 + b'"text":null}',
    )
    return chance.choice([".jsonl", ".ndjson"]), b"\n".join(chance.sample(lines, 3))


def odd_columns(chance: random.Random) -> tuple[str, bytes]:
    tables = (
        pa.table({"text": pa.DictionaryArray.from_arrays(pa.array([0] * 100, pa.int32()), pa.array(["x" * 500_000]))}),
        pa.table({"text": [[REPORT]], "id": [{"a": [1]}]}),
        pa.table({"text": ["a"], "date": pa.array([2**62], pa.timestamp("us"))}),
        pa.table({"text": pa.array([b"\xff\xfe"], pa.binary())}),
        pa.table({"text": pa.array([None], pa.null())}),
        pa.table({"tex\0t\n": [REPORT]}),
        pa.table({"text": pa.array([], pa.string())}),
    )
    held = io.BytesIO()
    parquet.write_table(chance.choice(tables), held)
    content = bytearray(held.getvalue())
    for _ in range(chance.randrange(6)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return ".parquet", bytes(content)


def odd_text(chance: random.Random) -> tuple[str, bytes]:
    texts = (
        " " * 90_000 + REPORT,
        "\t\n\x0b\x0c\u2028" * 5000 + REPORT,
        "\u202e" + REPORT + "\u2066\u200b\u200d" * 500,
        "\x1b[2J\x1b]0;owned\x07" + REPORT,
        "a\u0301\u0302\u0303" * 5000,
        "(" * 50_000 + REPORT,
        "\r" * 50_000 + REPORT,
        "\ufffe\uffff\U0010ffff" * 100 + REPORT,
    )
    return chance.choice([".txt", ""]), chance.choice(texts).encode(chance.choice(["utf-8", "utf-16", "utf-32-be"]), "surrogatepass")


ATTACKS: tuple[Make, ...] = (
    lying_record, packed_twice, odd_package, deep_page, odd_pdf, local_feed, odd_table, odd_lines, odd_columns, odd_text,
)  # fmt: skip


def spoilt(chance: random.Random) -> tuple[str, bytes]:
    """What another maker makes, with some bytes changed, left out or doubled."""
    ending, content = chance.choice(ATTACKS)(chance)
    held = bytearray(content)
    for _ in range(chance.randrange(1, 9)):
        start = chance.randrange(len(held) + 1)
        end = start + chance.randrange(20)
        held[start:end] = chance.choice([b"", chance.randbytes(5), held[start:end] * 2, bz2.compress(b"")])
    return ending, bytes(held)
