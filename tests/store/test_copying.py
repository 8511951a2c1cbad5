"""A copy of an archive is equal, verifies, and can be added to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store.conftest import new_database
from tests.store.filled import BRIDGE, dump, fill

from onrecord.errors import ArchiveError
from onrecord.model.judgements import Verdict
from onrecord.store.archive import Archive, create_archive
from onrecord.store.copy import copy_archive
from onrecord.store.judge import judge
from onrecord.store.log import read_log
from onrecord.store.search import Circle, Query, search_records
from onrecord.store.verify import find_faults
from onrecord.store.withdraw import withdraw_document


@pytest.fixture(params=["sqlite", "postgresql"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    """An empty archive beside the first."""
    for target in [str(tmp_path / "other.sqlite")] if request.param == "sqlite" else new_database():
        made = create_archive(target, files=tmp_path / "other")
        yield made
        made.engine.dispose()


def test_a_copy_is_equal_and_verifies_and_goes_on(archive: Archive, other: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path / "reports")
    withdraw_document(archive, str(tmp_path / "reports" / "bridge.txt"), why="a legal duty")
    with archive.writing() as connection:
        judge(connection, search_records(connection, Query(words="cattle"))[0]["id"], Verdict.WRONG, by="Ana", why="it was in Koro")
    assert copy_archive(archive, other) == 7
    assert dump(other) == dump(archive)
    assert list(find_faults(other)) == []
    with archive.reading() as one, other.reading() as two:
        assert list(read_log(one)) == list(read_log(two))
        for query in (Query(words="cattle"), Query(circle=Circle(34.73, 36.72, 20)), Query()):
            assert search_records(one, query) == search_records(two, query)
    (tmp_path / "new.txt").write_text(BRIDGE + " The road is open again.", encoding="utf-8")
    assert fill(other, tmp_path, str(tmp_path / "new.txt")).added == 1
    assert list(find_faults(other)) == []


def test_an_archive_that_holds_documents_is_not_copied_over(archive: Archive, other: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path / "reports")
    fill(other, tmp_path / "reports")
    with pytest.raises(ArchiveError, match="has documents of its own; expected an empty one"):
        copy_archive(archive, other)
    assert list(find_faults(other)) == []
