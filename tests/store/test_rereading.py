"""Documents are read again with other rules: ids of what is unchanged stay, and every difference is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.store.filled import dump, fill

from onrecord.model.captures import Versions
from onrecord.model.records import Result
from onrecord.model.text import Document
from onrecord.pipeline import rereading
from onrecord.pipeline.rereading import Rereading, reread_archive
from onrecord.pipeline.run import read_document
from onrecord.settings import Settings
from onrecord.store.archive import Archive
from onrecord.store.verify import find_faults

NEWER = Versions(onrecord="9", rules="r", gazetteer="g", model="m")


def reread(archive: Archive, **options: Any) -> Rereading:
    return reread_archive(archive, settings=Settings(), processes=1, **options)


def without_versions(archive: Archive) -> dict[str, Any]:
    found = dump(archive)
    return {
        table: [{key: value for key, value in row.items() if key != "version"} for row in rows]
        for table, rows in found.items()
        if table != "log"
    }


def spoilt(document: Document, *, settings: Settings) -> Result:
    """As other rules would read: one document loses its records, the records of another lose their last claim."""
    result = read_document(document, settings=settings)
    if document.publisher == "The Daily":
        return replace(result, records=())
    if document.publisher == "The Evening Post":
        return replace(result, records=tuple(replace(record, claims=record.claims[:-1]) for record in result.records))
    return result


def test_the_same_rules_give_the_same_records_with_the_same_ids(archive: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path / "reports")
    before = without_versions(archive)
    found = reread(archive, with_current=True)
    assert (found.documents, found.changed, found.changes, found.failed) == (5, 0, [], [])
    assert found.claims_kept == len(before["claim"])
    assert without_versions(archive) == before
    assert list(find_faults(archive)) == []


def test_only_what_another_version_read_is_read_again(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(archive, tmp_path / "reports")
    assert reread(archive).documents == 0
    monkeypatch.setattr(rereading, "find_versions", lambda _: NEWER)
    assert reread(archive).documents == 5
    assert reread(archive).documents == 0
    assert {row["version"] for row in dump(archive)["claim"]} == {NEWER.id}


def test_what_vanished_and_changed_and_appeared_is_told(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(archive, tmp_path / "reports")
    before = without_versions(archive)
    monkeypatch.setattr(rereading, "read_document", spoilt)
    found = reread(archive, with_current=True)
    kinds = {(change.change, len(change.claims_vanished) > 0, len(change.claims_appeared) > 0) for change in found.changes}
    assert kinds == {("vanished", True, False), ("changed", True, False)}
    assert list(find_faults(archive)) == []
    monkeypatch.setattr(rereading, "read_document", read_document)
    back = reread(archive, with_current=True)
    assert back.record_counts["appeared"] == found.record_counts["vanished"]
    assert back.claim_counts["appeared"] == found.claim_counts["vanished"]
    assert without_versions(archive) == before


def test_a_dry_run_writes_nothing(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(archive, tmp_path / "reports")
    before = dump(archive)
    monkeypatch.setattr(rereading, "read_document", spoilt)
    assert reread(archive, with_current=True, dry_run=True).changed > 0
    assert dump(archive) == before


def test_a_document_that_fails_keeps_what_it_had(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(archive, tmp_path / "reports")
    before = dump(archive)
    monkeypatch.setattr(rereading, "read_document", lambda *_, **__: int("none"))
    found = reread(archive, with_current=True)
    assert len(found.failed) == 5
    assert found.failed[0][1].startswith("ValueError: ")
    assert dump(archive) == before
