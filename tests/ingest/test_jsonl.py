"""JSON Lines: one document a line, a bad line told, the rest done."""

from __future__ import annotations

import gzip
import io
import json
from datetime import date
from pathlib import Path

import pytest

from onrecord.errors import InvalidInputError
from onrecord.ingest.intake import Intake
from onrecord.ingest.jsonl import read_jsonl
from onrecord.ingest.readers import read_input
from onrecord.model.captures import Stated
from onrecord.settings import Settings

TEXT = "At least three people were killed when a shell hit a bakery in the town of Keldin on Monday, the mayor said."


def read(content: bytes, **settings: int) -> list[Intake]:
    limits = Settings(**settings)  # type: ignore[arg-type]
    return list(read_jsonl(io.BytesIO(content), name="in.jsonl", stated=Stated(publisher="Example Post"), settings=limits))


def line(**entry: object) -> bytes:
    return json.dumps(entry).encode() + b"\n"


def test_keys_of_a_line_are_those_of_its_document() -> None:
    document = read(line(id="a", text=TEXT, title="T", published="2013-03-11", url="https://example.org", language="en", more=[1]))[
        0
    ].document
    assert (document.id, document.title, document.published, document.url) == ("a", "T", date(2013, 3, 11), "https://example.org")
    assert document.text == TEXT
    assert document.publisher == "Example Post"


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (b"{\n", "malformed JSON"),
        (b"[1]\n", "a JSON list"),
        (b'"a"\n', "a JSON str"),
        (b"\xff\xfe\n", "not UTF-8"),
        (b"[" * 100_000 + b"\n", "malformed JSON"),
        (line(id="x"), 'no "text"'),
        (line(text=5), '"text" must be a text'),
        (line(text=""), "empty"),
        (line(text="  "), "only white space"),
        (line(text=TEXT, published="soon"), "cannot be read; expected YYYY-MM-DD"),
        (line(text=TEXT, published="9999-01-01"), "lies in the future"),
        (line(text=TEXT + "\ud800"), "half of a character"),
    ],
)
def test_a_bad_line_is_told_and_the_rest_goes_on(bad: bytes, said: str) -> None:
    intakes = read(line(id="a", text=TEXT) + bad + line(id="c", text=TEXT))
    assert [intake.is_failed for intake in intakes] == [False, True, False]
    assert intakes[1].document.id in {"line-2", "x"}
    assert intakes[1].notices[0].message.startswith("in.jsonl, line 2: ")
    assert said in intakes[1].notices[0].message


def test_a_line_beyond_the_limit_is_passed_over() -> None:
    intakes = read(line(id="a", text=TEXT) + b'{"text": "' + b"a" * 5000 + b'"}\n' + line(id="c", text=TEXT), max_bytes=1000)
    assert [intake.document.id for intake in intakes] == ["a", "line-2", "c"]
    assert "'max_bytes'" in intakes[1].notices[0].message


def test_empty_lines_are_no_documents_but_count() -> None:
    assert [intake.document.id for intake in read(b"\xef\xbb\xbf\n\r\n" + line(text=TEXT))] == ["line-3"]


def test_a_stated_language_other_than_english_is_believed() -> None:
    assert not read(line(text=TEXT, language="fr"))[0].is_readable


def test_a_compressed_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(line(id="a", text=TEXT)))
    assert [each.document.id for each in read_input(str(tmp_path / "in.jsonl.gz"), stated=Stated(), settings=Settings())] == ["a"]


def test_a_damaged_compressed_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(line(id="a", text=TEXT) * 1000)[:60])
    with pytest.raises(InvalidInputError, match=r"in\.jsonl\.gz: cannot be read on"):
        list(read_input(str(tmp_path / "in.jsonl.gz"), stated=Stated(), settings=Settings()))
