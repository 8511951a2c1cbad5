"""Every kind of source gives its documents as captures; what cannot be read is refused by itself, with the reason."""

from __future__ import annotations

import csv
import gzip
import io
import json
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from onrecord.errors import InvalidInputError
from onrecord.ingest.columns import find_columns, read_mapping
from onrecord.ingest.folders import find_files
from onrecord.ingest.pdf import join_lines
from onrecord.ingest.polite import Visits
from onrecord.ingest.request import Request
from onrecord.ingest.sources import find_in_one
from onrecord.ingest.take import read_capture
from onrecord.model.captures import Capture, Method, Note, Refusal, Stated
from onrecord.settings import Settings

TEXT = "Gunmen killed three farmers near Gao on Monday, the mayor said. Nobody has claimed the attack."
PAGE = f"<html><head><title>Attack</title></head><body><article><p>{TEXT}</p></article></body></html>"
SMALL = Settings(max_bytes=2000, allow_private_addresses=True, pause_seconds=0.0)


def found_in(name: Path | str, *, settings: Settings = SMALL, mapping: str | None = None) -> list[Capture | Refusal | Note]:
    return list(find_in_one(Request(name=str(name), stated=Stated(), settings=settings, mapping=read_mapping(mapping))))


def captures_in(name: Path | str, **more: Any) -> list[Capture]:
    return [found for found in found_in(name, **more) if isinstance(found, Capture)]


def refusals_in(name: Path | str, **more: Any) -> list[str]:
    return [found.reason for found in found_in(name, **more) if isinstance(found, Refusal)]


def write_csv(path: Path, rows: list[list[str]], separator: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=separator).writerows(rows)
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_rows_of_a_csv_are_documents_under_the_names_that_such_columns_have(tmp_path: Path, separator: str) -> None:
    rows = [
        ["Headline", "Body", "Date", "Outlet"],
        ["Attack", TEXT, "2024-05-06", "The Daily"],
        ["", "", "", ""],
        ['Two, "lines"', f"One.\n{TEXT}", "", ""],
    ]
    path = write_csv(tmp_path / "a.csv", rows, separator)
    found = found_in(path)
    assert found[0] == Note(name=str(path), words="columns read: text=Body,title=Headline,published=Date,publisher=Outlet")
    first, second = (read_capture(capture, settings=SMALL).document for capture in captures_in(path))
    assert (first.text, first.title, first.published, first.publisher) == (TEXT, "Attack", date(2024, 5, 6), "The Daily")
    assert (second.text, second.title, second.published) == (f"One.\n{TEXT}", 'Two, "lines"', None)


def test_a_row_keeps_all_its_columns_as_evidence(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["body", "desk"], [TEXT, "foreign"]])
    assert json.loads(captures_in(path)[0].content) == {"body": TEXT, "desk": "foreign"}


def test_the_user_says_which_column_holds_what(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["a", "b"], ["2024-05-06", TEXT]])
    assert refusals_in(path) == ["no column holds the text; there are a, b; say which: --map text=COLUMN"]
    document = read_capture(captures_in(path, mapping="text=b,published=a")[0], settings=SMALL).document
    assert (document.text, document.published) == (TEXT, date(2024, 5, 6))
    assert refusals_in(path, mapping="text=c") == ["there is no column 'c'; there are a, b"]


@pytest.mark.parametrize("words", ["text", "text=", "body=text", "=x"])
def test_a_mapping_that_is_none_is_refused(words: str) -> None:
    with pytest.raises(InvalidInputError, match="is no mapping; expected one of text, id, title"):
        read_mapping(words)


def test_a_column_is_used_once() -> None:
    assert find_columns(["body", "date", "source"], [("title", "source")]) == {"text": "body", "title": "source", "published": "date"}


def test_a_cell_beyond_the_limit_is_refused_and_the_other_rows_are_read(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["text"], [TEXT], ["x" * 5000], [TEXT + " Again."]])
    assert len(captures_in(path)) == 2
    assert refusals_in(path) == ["longer than the 2,000 bytes that the setting 'max_bytes' allows"]
    quoted = write_csv(tmp_path / "b.csv", [["text"], [TEXT], ["\n".join(["x" * 900] * 5)], [TEXT + " Again."]])
    assert refusals_in(quoted) == ["malformed CSV: field larger than field limit (2000)"]
    assert len(captures_in(quoted)) == 2


def test_a_table_whose_names_are_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["\n".join(["x" * 900] * 5)], [TEXT]])
    assert refusals_in(path) == ["malformed CSV: field larger than field limit (2000)"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_a_csv_as_spreadsheets_write_unicode_is_read(tmp_path: Path, encoding: str) -> None:
    words = f"\ufefftext\tdate\r\n{TEXT} Gao, Ȋ.\t2024-05-06\r\n{TEXT}\t2024-05-07\r\n"
    (tmp_path / "a.tsv").write_bytes(words.removeprefix("\ufeff" if len(encoding) == 6 else "").encode(encoding))
    documents = [read_capture(capture, settings=SMALL).document for capture in captures_in(tmp_path / "a.tsv")]
    assert [document.text for document in documents] == [f"{TEXT} Gao, Ȋ.", TEXT]


def test_a_row_with_too_many_cells_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["text", "date"], [TEXT, "2024-05-06", "more"], [TEXT]])
    assert refusals_in(path) == ["3 cells under 2 names"]
    assert len(captures_in(path)) == 1


def test_a_csv_in_another_encoding_and_a_compressed_one_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(f'text\n"Le Café. {TEXT}"\n'.encode("cp1252"))
    assert "Café" in read_capture(captures_in(tmp_path / "a.csv")[0], settings=SMALL).document.text
    with gzip.open(tmp_path / "b.csv.gz", "wt", encoding="utf-8") as stream:
        stream.write(f'text\n"{TEXT}"\n')
    assert len(captures_in(tmp_path / "b.csv.gz")) == 1
    (tmp_path / "c.csv.gz").write_bytes((tmp_path / "b.csv.gz").read_bytes()[:40])
    assert refusals_in(tmp_path / "c.csv.gz")[0].startswith("cannot be read on: ")


def test_rows_of_a_parquet_file_are_documents(tmp_path: Path) -> None:
    table = pa.table({"id": [7, 8], "content": [TEXT, None], "published_at": [datetime(2024, 5, 6, 10, tzinfo=UTC), None], "n": [1.5, 2.0]})
    parquet.write_table(table, tmp_path / "a.parquet")
    first, second = (read_capture(capture, settings=SMALL) for capture in captures_in(tmp_path / "a.parquet"))
    assert (first.document.id, first.document.text, first.document.publication_day) == ("7", TEXT, date(2024, 5, 6))
    assert second.is_failed
    (tmp_path / "b.parquet").write_bytes(b"PAR1 no")
    assert refusals_in(tmp_path / "b.parquet")[0].startswith("not a Parquet file that can be read")


def test_keys_of_json_lines_can_be_mapped(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"maintext": TEXT, "when": "2024-05-06"}), encoding="utf-8")
    document = read_capture(captures_in(tmp_path / "a.jsonl", mapping="text=maintext,published=when")[0], settings=SMALL).document
    assert (document.text, document.published) == (TEXT, date(2024, 5, 6))


def warc_record(
    body: bytes, *, kind: str = "text/html; charset=utf-8", status: str = "200 OK", url: str = "https://example.org/a", encoding: str = ""
) -> bytes:
    extra = f"Content-Encoding: {encoding}\r\n" if encoding else ""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}Content-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2024-05-06T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def test_pages_of_a_web_archive_are_documents_of_the_time_when_they_were_captured(tmp_path: Path) -> None:
    content = b"".join([
        warc_record(PAGE.encode()),
        warc_record(b"gone", status="404 Not Found"),
        warc_record(b"\x89PNG", kind="image/png"),
        warc_record(gzip.compress(PAGE.replace("Gao", "Kidal").encode()), url="https://example.org/b", encoding="gzip"),
        warc_record(b"x" * 3000, url="https://example.org/c"),
    ])  # fmt: skip
    (tmp_path / "a.warc").write_bytes(content)
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(content))
    for name in ("a.warc", "a.warc.gz"):
        first, second = captures_in(tmp_path / name)
        assert (first.url, first.method, first.at) == ("https://example.org/a", Method.WARC, datetime(2024, 5, 6, 10, tzinfo=UTC))
        assert ("Content-Type", "text/html; charset=utf-8") in first.headers
        assert read_capture(first, settings=SMALL).document.text == TEXT
        assert "Kidal" in read_capture(second, settings=SMALL).document.text
        assert refusals_in(tmp_path / name) == ["more than the 2,000 bytes that the setting 'max_bytes' allows"]


def test_a_package_of_web_archives_is_read_without_being_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as package:
        package.writestr("archive/data.warc.gz", gzip.compress(warc_record(PAGE.encode())))
        package.writestr("../../escaped.warc", warc_record(PAGE.encode(), url="https://example.org/b"))
        package.writestr("pages/pages.jsonl", "{}")
    assert [capture.url for capture in captures_in(tmp_path / "a.wacz")] == ["https://example.org/b", "https://example.org/a"]
    assert sorted(path.name for path in tmp_path.parent.rglob("escaped*")) == []


def test_a_record_or_a_member_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    whole = warc_record(PAGE.encode())
    (tmp_path / "a.warc").write_bytes(warc_record(b"no gzip", encoding="gzip") + whole.replace(b"2024-05-06T10", b"0001-01-01T00") + whole)
    assert len(captures_in(tmp_path / "a.warc")) == 2
    assert refusals_in(tmp_path / "a.warc") == [
        "cannot be read: it is not packed as it says (Error -3 while decompressing data: incorrect header check)"
    ]
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as package:
        package.writestr("a.warc", b"broken")
        package.writestr("b.warc", b"0" * 100_000, compress_type=zipfile.ZIP_BZIP2)
        package.writestr("c.warc", whole)
    assert len(captures_in(tmp_path / "a.wacz")) == 1
    assert refusals_in(tmp_path / "a.wacz")[1] == "encrypted, or packed in a way that such packages do not use"


def test_a_web_archive_of_failures_and_pictures_says_that_it_holds_no_page(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(warc_record(b"gone", status="404 Not Found") + warc_record(b"\x89PNG", kind="image/png"))
    assert captures_in(tmp_path / "a.warc") == []
    assert refusals_in(tmp_path / "a.warc") == ["holds no page or text that a server answered with"]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.wacz"])
def test_a_web_archive_without_answers_is_told(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as package:
        package.writestr("pages/pages.jsonl", "{}")
    (tmp_path / "a.warc").write_bytes(b"")
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(b"") * 100)
    assert refusals_in(tmp_path / name)[0].startswith(("no web archive, or one", "holds no web archive"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.warc.gz", gzip.compress(warc_record(PAGE.encode()), mtime=0)[:60]),
        ("b.warc.gz", b"\x1f\x8b not gzip"),
        ("c.warc", b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"),
        ("d.warc", b"\x00\xff" * 500),
        ("e.wacz", b"PK\x03\x04 no zip"),
        ("f.warc", b""),
    ],
)
def test_a_broken_web_archive_gives_no_document_and_no_crash(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert [read_capture(capture, settings=SMALL).is_failed for capture in captures_in(tmp_path / name)] in ([], [True])


def make_pdf(lines: list[str]) -> bytes:
    """A PDF of one page with a text layer, as small as one can be."""
    words = "".join(f"({line.replace('(', '[').replace(')', ']')}) Tj T* " for line in lines)
    stream = f"BT /F1 10 Tf 40 750 Td 14 TL {words}ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, io.SEEK_END)
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def test_the_text_layer_of_a_pdf_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(
        make_pdf(
            [
                "Gunmen killed three farmers near Gao on Mon-",
                "day, the mayor said on Tuesday morning in",
                "the town.",
                "Nobody has claimed it.",
            ]
        )
    )
    intake = read_capture(captures_in(tmp_path / "a.pdf")[0], settings=SMALL)
    assert (
        intake.document.text
        == "Gunmen killed three farmers near Gao on Monday, the mayor said on Tuesday morning in the town.\nNobody has claimed it."
    )
    assert not intake.document.is_plain


@pytest.mark.parametrize(("content", "reason"), [(make_pdf([]), "no text layer"), (b"%PDF-1.4 broken", "cannot be read")])
def test_a_pdf_without_text_and_a_broken_one_are_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    intake = read_capture(captures_in(tmp_path / "a.pdf")[0], settings=SMALL)
    assert intake.is_failed
    assert reason in intake.notices[-1].message


def test_short_lines_of_a_page_stay_apart() -> None:
    assert join_lines("A HEADLINE\nThe first line is a long one that goes on\nin the second.\n\nAnother.") == (
        "A HEADLINE\nThe first line is a long one that goes on in the second.\nAnother."
    )


class Site(BaseHTTPRequestHandler):
    """A site with a feed, a page that robots.txt forbids, and one that leads elsewhere."""

    pages: dict[str, tuple[int, str, str]] = {}  # noqa: RUF012  set by each test
    asked: list[str] = []  # noqa: RUF012  what was asked for, in order

    def do_GET(self) -> None:
        self.asked.append(self.path)
        status, kind, body = self.pages.get(self.path, (404, "text/plain", "no"))
        self.send_response(status)
        if status == 302:
            self.send_header("Location", body)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: Any) -> None: ...


@pytest.fixture
def site() -> Iterator[Callable[[dict[str, tuple[int, str, str]]], str]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    Site.asked = []

    def serve(pages: dict[str, tuple[int, str, str]]) -> str:
        Site.pages = pages
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    server.shutdown()
    server.server_close()
    thread.join()


HTML = (200, "text/html; charset=utf-8", PAGE)
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><link>/a</link></item><item><link>/private/b</link></item><item><link>/gone</link></item><item><link>/a</link></item>
<item><link>file:///etc/passwd</link></item><item><link>/away</link></item></channel></rss>"""


def test_the_pages_of_a_feed_are_fetched_as_its_host_allows(site: Callable[..., str]) -> None:
    robots = (200, "text/plain", "User-agent: *\nDisallow: /private/\n")
    pages = {
        "/feed": (200, "application/rss+xml", FEED),
        "/a": HTML,
        "/private/b": HTML,
        "/robots.txt": robots,
        "/away": (302, "text/html", "file:///etc/passwd"),
    }
    address = site(pages)
    assert [(capture.url, capture.method) for capture in captures_in(f"{address}/feed")] == [(f"{address}/a", Method.FEED)]
    reasons = refusals_in(f"{address}/feed")
    assert "robots.txt asks not to fetch it" in reasons[0]
    assert "the server answered 404" in reasons[1]
    assert "not a web address" in reasons[2]
    assert "not a web address" in reasons[3]
    assert len(reasons) == 4
    assert "/private/b" not in Site.asked
    assert Site.asked.count("/robots.txt") == 2  # once in each of the two runs


def test_a_feed_on_a_public_host_may_not_lead_to_a_private_one(site: Callable[..., str]) -> None:
    address = site({"/feed": (200, "application/rss+xml", FEED)})
    refused = refusals_in(f"{address}/feed", settings=Settings(pause_seconds=0.0))
    assert "private address" in refused[0]
    assert Site.asked == []


def test_an_address_of_a_feed_that_is_none_does_not_stop_the_others(site: Callable[..., str]) -> None:
    links = ["http://[", "http://a%5Bb/", f"http://{'ü' * 90}/", "http://a b/", "//[", "/a"]
    items = "".join(f"<item><link>{link}</link></item>" for link in links)
    address = site({"/feed": (200, "application/rss+xml", f"<rss version='2.0'><channel>{items}</channel></rss>"), "/a": HTML})
    assert [capture.url for capture in captures_in(f"{address}/feed")] == [f"{address}/a"]
    assert all("not a web address" in reason or "no such host" in reason for reason in refusals_in(f"{address}/feed"))


def test_rules_of_a_host_that_are_none_are_passed_over(site: Callable[..., str]) -> None:
    lines = ("User-agent: *", "Crawl-delay: ²", f"Crawl-delay: {'9' * 5000}", "Disallow: //[", "Request-rate: ²/1", "Disallow: /b")
    address = site({"/a": HTML, "/b": HTML, "/robots.txt": (200, "text/plain; charset=utf-8", "\n".join(lines))})
    settings = replace(SMALL, max_bytes=10_000)
    assert len(captures_in(f"{address}/a", settings=settings)) == 1
    assert "robots.txt asks not to fetch it" in refusals_in(f"{address}/b", settings=settings)[0]


def test_a_host_that_fails_to_say_what_it_allows_is_left_alone(site: Callable[..., str]) -> None:
    address = site({"/a": HTML, "/robots.txt": (503, "text/plain", "busy")})
    assert "robots.txt asks not to fetch it" in refusals_in(f"{address}/a")[0]
    assert Site.asked == ["/robots.txt"]


def test_a_host_is_let_rest_between_two_requests(site: Callable[..., str]) -> None:
    address = site({"/a": HTML, "/b": HTML, "/robots.txt": (200, "text/plain", "User-agent: *\nCrawl-delay: 7\n")})
    rests: list[float] = []
    visits = Visits(sleep=rests.append)
    for path in ("/a", "/b"):
        visits.fetch(f"{address}{path}", settings=SMALL)
    assert [round(rest) for rest in rests] == [7, 7]


def test_a_link_that_leads_to_itself_hides_no_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "m").symlink_to("m")
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "z.txt", "sub/q.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert [path.relative_to(tmp_path).as_posix() for path in find_files(tmp_path)] == ["a.txt", "z.txt", "sub/q.txt"]
