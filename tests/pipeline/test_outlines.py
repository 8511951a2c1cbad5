"""What linking compares of a document is worked out once, and anew where the document was read again; it is what files of results give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select, update
from tests.store.filled import fill

from onrecord.link.base import record_line, story_line
from onrecord.link.features import features_of, story_of
from onrecord.pipeline import outlines
from onrecord.pipeline.incidents import LAST, Step, link_archive
from onrecord.pipeline.outlines import prepare, record_lines, story_lines
from onrecord.pipeline.rereading import reread_archive
from onrecord.settings import Settings
from onrecord.store.archive import Archive, create_archive
from onrecord.store.read import read_results
from onrecord.store.tables import DOCUMENT, OUTLINE
from onrecord.store.withdraw import withdraw_document


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = create_archive(str(tmp_path / "onrecord.sqlite"))
    fill(archive, tmp_path / "reports")
    return archive


def kept(archive: Archive) -> set[str]:
    with archive.reading() as connection:
        return set(connection.execute(select(DOCUMENT.c.name).join(OUTLINE, OUTLINE.c.document == DOCUMENT.c.number)).scalars())


def lines(archive: Archive) -> tuple[list[str], list[str]]:
    with archive.reading() as connection:
        return sorted("\n".join(record_lines(connection)).splitlines()), sorted(story_lines(connection))


def test_an_archive_compares_what_files_of_the_same_results_do(archive: Archive) -> None:
    with archive.reading() as connection:
        texts = {row.id: row.text for row in connection.execute(select(DOCUMENT.c.id, DOCUMENT.c.text))}
        results = [each for each in read_results(connection) if each["records"]]
    for result in results:
        result["document"]["id"] = result["document"]["archive_id"]
    told = sorted(record_line(each) for result in results for each in features_of(result))
    stories = {story_line(story_of(result, texts[result["document"]["id"]])) for result in results}
    for _ in range(2):
        assert lines(archive)[0] == told
        assert stories <= set(lines(archive)[1])
        prepare(archive)


def test_it_is_worked_out_once(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[Step] = []
    link_archive(archive, tell=steps.append)
    assert [(step.done, step.total) for step in steps if step.total] == [(5, 5)]
    assert next(step.words for step in steps if not step.total).startswith("comparing ")
    monkeypatch.setattr(outlines, "outline_of", None)
    link_archive(archive, since=LAST)


def test_a_dry_run_keeps_nothing(archive: Archive) -> None:
    link_archive(archive, dry_run=True)
    assert kept(archive) == set()


def test_what_is_read_again_or_withdrawn_has_none_any_more(archive: Archive) -> None:
    link_archive(archive)
    before = lines(archive)
    withdraw_document(archive, "market", why="a source at risk")
    assert "market" not in kept(archive)
    reread_archive(archive, settings=Settings(), with_current=True, processes=1)
    assert kept(archive) == set()
    link_archive(archive)
    assert set(lines(archive)[0]) < set(before[0])


def test_one_of_another_form_is_made_anew(archive: Archive) -> None:
    link_archive(archive)
    before = lines(archive)
    with archive.writing() as connection:
        connection.execute(update(OUTLINE).values(form="0", records=json.dumps({}), story=""))
    assert lines(archive) == before
    prepare(archive)
    assert lines(archive) == before
