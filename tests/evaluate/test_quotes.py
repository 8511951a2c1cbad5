"""`evaluation/quotes.py`: quotes that are not the text at their offsets are counted, whatever file the documents stand in."""

from __future__ import annotations

import gzip
import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
ROW = {"id": "a", "text": "Gunmen killed three farmers in Gao on Monday.", "published": "2024-05-06", "records": []}


def load_quotes() -> ModuleType:
    spec = importlib.util.spec_from_file_location("quotes", ROOT / "evaluation" / "quotes.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


QUOTES = load_quotes()


def test_all_quotes_of_a_compressed_file_are_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with gzip.open(tmp_path / "a.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.write(json.dumps(ROW) + "\n\n")
    assert QUOTES.main([str(tmp_path / "a.jsonl.gz")]) == 0
    assert "1 documents, " in (shown := capsys.readouterr().out)
    assert " 0 quotes" not in shown
    assert ", 0 are not the text" in shown


def test_a_wrong_quote_fails_the_check_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(ROW), encoding="utf-8")
    monkeypatch.setattr(QUOTES, "quotes_of", lambda _: [{"start": 0, "end": 6, "quote": "Gunman"}])
    assert QUOTES.main([str(tmp_path / "a.jsonl")]) == 1
    told = capsys.readouterr()
    assert "1 are not the text" in told.out
    assert "a.jsonl, a: " in told.err


def test_a_document_that_is_refused_has_no_quotes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "b", "text": " "}), encoding="utf-8")
    assert QUOTES.main([str(tmp_path / "a.jsonl")]) == 0
    assert "b: not read" in capsys.readouterr().err
