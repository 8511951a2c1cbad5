"""What would take for ever, or all memory, is refused or read in time that grows with its length; each of these once hung, or took gigabytes."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet
from tests.hostile.pdf import make_pdf, packed

from onrecord.errors import InvalidInputError
from onrecord.ingest.boilerplate import find_boilerplate
from onrecord.ingest.feeds import is_feed
from onrecord.ingest.html import is_page, is_sentence, read_html_bytes
from onrecord.ingest.intake import Intake
from onrecord.ingest.pdf import read_pdf_bytes
from onrecord.ingest.request import Request
from onrecord.ingest.separators import find_dialect
from onrecord.ingest.sources import find_in_one
from onrecord.model.captures import Capture, Method, Refusal, State, Stated
from onrecord.pipeline import taking
from onrecord.settings import Settings

REPORT = "Gunmen killed three farmers near Gao on Monday, the mayor said."
SETTINGS = Settings()


def page(body: str) -> bytes:
    return f"<html><body><article><p>{REPORT}</p></article>{body}</body></html>".encode()


@pytest.mark.parametrize(("ending", "answers"), [(b"<html>", (True, False)), (b"<rss>", (False, True)), (b"x", (False, False))])
def test_comments_before_a_page_or_a_feed_are_passed_over(ending: bytes, answers: tuple[bool, bool]) -> None:
    content = b"<!---->" * 500 + ending
    assert (is_page(content), is_feed(content)) == answers


@pytest.mark.parametrize("space", [" ", "\t", "\u00a0", "\u3000"])
def test_a_long_line_of_white_space_is_no_line_of_a_report(space: str) -> None:
    assert find_boilerplate(space * 300_000 + f"\n{REPORT}\n" + space * 300_000) == ()


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (REPORT, True),
        ("“We heard it,” said the mayor of Gao.” \u00a0", True),
        ("They fled . ", False),
        ("Home World Sport Weather Contact us", False),
        ("word " * 100_000, False),
        ("word " * 100_000 + "end.", True),
    ],
)
def test_a_sentence_has_five_words_and_an_end(line: str, *, answer: bool) -> None:
    assert is_sentence(line) is answer


@pytest.mark.parametrize(
    ("sample", "separator"),
    [
        ("text,date\na;b;c,1\n", ","),
        ("text;date\n1,2,3;4\n", ";"),
        ("a\tb\tc\n1,5\t2\t3\n", "\t"),
        ("a|b\n'x'|2\n", "|"),
        ("text\nonly one\n", ","),
        ("'text';'date'\n'a;b';2\n", ";"),
        ("", ","),
        (',"' * 30_000, ","),
        ('\n"' * 30_000, ","),
        (", '" * 20_000, ","),
        ("a,'b," * 12_000, ","),
    ],
)
def test_the_separator_is_what_the_first_rows_agree_on(sample: str, separator: str) -> None:
    assert find_dialect(sample).delimiter == separator


def test_a_space_behind_each_separator_is_part_of_no_cell() -> None:
    assert find_dialect('id, text\n1, "Two men, he said"\n').skipinitialspace
    assert not find_dialect("id,text\n1, two\n").skipinitialspace


def read(reader: Callable[..., Intake], content: bytes) -> Intake:
    return reader(content, name="a", stated=Stated(), settings=SETTINGS)


@pytest.mark.parametrize(
    "body",
    ["<br>" * 300_000, "<!--" * 300_000, "<b><i>" * 150_000],
    ids=["line breaks", "comments without end", "elements within elements"],
)
def test_a_page_of_very_many_tags_is_refused(body: str) -> None:
    with pytest.raises(InvalidInputError, match="more than 200,000 tags"):
        read(read_html_bytes, page(body))


def test_a_tag_of_very_many_attributes_is_refused_also_behind_a_quoted_bracket() -> None:
    names = " ".join(f"a{number}=1" for number in range(100_000))
    with pytest.raises(InvalidInputError, match="tens of thousands of attributes"):
        read(read_html_bytes, page(f"<div title='>' alt=\">\" {names}>"))


def test_a_page_with_long_attributes_and_scripts_is_read() -> None:
    words = "if (a < b) then c or d; " * 20_000
    body = f"<div data-props='{words}'></div><img src='data:image/png;base64,{'A' * 200_000}'><script>{words}</script>"
    assert read(read_html_bytes, page(body)).document.text == REPORT


LEVEL = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
PDFS = {
    "a state kept twenty million times": make_pdf(packed(b"q " * 20_000_000)),
    "forms within forms": make_pdf(
        packed(b"/X Do " * 10), *(packed(b"/X Do " * 10, LEVEL % number) for number in range(7, 15)), packed(b"", LEVEL % 15)
    ),
}


@pytest.mark.parametrize("content", PDFS.values(), ids=PDFS.keys())
def test_a_pdf_that_takes_all_memory_ends_the_process_that_reads_it_alone(content: bytes) -> None:
    with pytest.raises(InvalidInputError, match="takes too much memory, or breaks the library"):
        read(read_pdf_bytes, content)


def test_a_pdf_that_takes_too_long_is_refused_naming_the_setting() -> None:
    slow = make_pdf(packed(b"BT /F1 9 Tf (Gunmen killed three farmers.) Tj ET " * 300_000))
    with pytest.raises(InvalidInputError, match=r"the 0\.2 seconds that the setting 'document_seconds' allows"):
        read_pdf_bytes(slow, name="a", stated=Stated(), settings=Settings(document_seconds=0.2))


def test_a_library_that_goes_on_after_any_fault_does_not_go_on_after_the_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def go_on(*_: object, **__: object) -> Intake:
        end = time.monotonic() + 20
        while time.monotonic() < end:
            try:
                zlib.decompress(b"nothing")
            except Exception:  # noqa: BLE001  as libraries do
                continue
        raise AssertionError

    monkeypatch.setattr(taking, "read_capture", go_on)
    capture = Capture(name="a", content=b"x", method=Method.FILE, at=datetime.now(UTC))
    taken = taking.take(capture, Settings(document_seconds=0.3))
    assert taken.state is State.SKIPPED
    assert taken.reason == "not read within the 0.3 seconds that the setting 'document_seconds' allows"


def test_a_document_that_takes_all_memory_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> Intake:
        raise MemoryError

    monkeypatch.setattr(taking, "read_capture", fail)
    taken = taking.take(Capture(name="a", content=b"x", method=Method.FILE, at=datetime.now(UTC)), SETTINGS)
    assert taken.reason == "takes more memory than there is for one document"


def test_a_long_text_that_a_table_holds_once_for_a_million_rows_is_refused_without_being_made(tmp_path: Path) -> None:
    texts = pa.DictionaryArray.from_arrays(pa.array([0] * 2000 + [1], pa.int32()), pa.array(["x" * 20_000_000, REPORT]))
    parquet.write_table(pa.table({"text": texts, "number": [1] * 2001}), tmp_path / "a.parquet", compression="zstd")
    request = Request(name=str(tmp_path / "a.parquet"), stated=Stated(), settings=Settings(max_bytes=10_000_000))
    _, *refused, last = find_in_one(request)
    assert [type(found) for found in refused] == [Refusal] * 2000
    assert isinstance(last, Capture)
