"""What a person merges, splits, or calls the same or different: done at once, heeded by every later link, and taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.errors import InvalidValueError, UnknownCodeError
from onrecord.model.captures import Stated
from onrecord.model.pairings import Pairs
from onrecord.pipeline.adding import add_sources
from onrecord.pipeline.deciding import decide, merge, split, undo, undo_split
from onrecord.pipeline.incidents import link_archive, tell_archived
from onrecord.settings import Settings
from onrecord.store.archive import Archive, create_archive
from onrecord.store.incidents import read_members
from onrecord.store.verify import find_faults

TEXTS = {
    "agency": "A suicide bomber killed four people at a cattle market in Kabul on Wednesday, police said.",
    "radio": "A suicide bombing at the cattle market in Kabul killed six people on Wednesday, Dr Temur Karim said.",
    "post": "Six people were killed on Wednesday when a suicide bomber blew himself up at the cattle market in Kabul, officials said.",
    "port": "An air strike killed two fishermen off Port Sudan on Monday, the harbour master said.",
    "gao": "Gunmen killed three traders near Gao in Mali on Sunday, a councillor said.",
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of three reports on one bombing and two on other things, linked."""
    folder = tmp_path_factory.mktemp("deciding")
    rows = [{"id": name, "text": text, "published": "2024-03-07"} for name, text in TEXTS.items()]
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    archive = create_archive(str(folder / "onrecord.sqlite"))
    add_sources(archive, [str(folder / "articles.jsonl")], stated=Stated(), settings=Settings(), processes=1)
    link_archive(archive)
    archive.engine.dispose()
    return folder / "onrecord.sqlite"


@pytest.fixture
def archive(filled: Path, tmp_path: Path) -> Archive:
    """A copy of it."""
    (tmp_path / "onrecord.sqlite").write_bytes(filled.read_bytes())
    return create_archive(str(tmp_path / "onrecord.sqlite"), files=filled.with_name("onrecord.files"))


def record(archive: Archive, name: str) -> str:
    return next(record for document, record in tell_archived(archive, name).members if document == name)


def incident(archive: Archive, name: str) -> str:
    return tell_archived(archive, name).id


def names(archive: Archive, wanted: str) -> set[str]:
    return {document for document, _ in tell_archived(archive, wanted).members}


def test_the_archive_is_as_the_tests_take_it(archive: Archive) -> None:
    assert names(archive, "agency") == {"agency", "radio", "post"}
    assert names(archive, "port") == {"port"}


def test_a_merge_holds_at_once_and_in_every_later_link_and_its_undoing_gives_both_ids_back(archive: Archive) -> None:
    market, port = incident(archive, "agency"), incident(archive, "port")
    made = merge(archive, (port, market), by="Ana", why="one campaign")
    assert made.notes == (f"{port} is a part of {market} now",)
    for _ in range(2):
        assert names(archive, port) == {"agency", "radio", "post", "port"}
        assert tell_archived(archive, port).id == market
        link_archive(archive)
    undo(archive, (market, port), by="Ana")
    for _ in range(2):
        assert (incident(archive, "port"), incident(archive, "agency")) == (port, market)
        link_archive(archive)
    assert list(find_faults(archive)) == []


def test_a_merge_that_was_undone_does_not_come_back_by_a_later_merge(archive: Archive) -> None:
    market, port, gao = (incident(archive, name) for name in ("agency", "port", "gao"))
    merge(archive, (port, market), by="Ana")
    merge(archive, (gao, market), by="Ana")
    undo(archive, (market, port), by="Ana")
    link_archive(archive)
    assert (incident(archive, "port"), incident(archive, "agency"), incident(archive, "gao")) == (port, market, market)
    undo(archive, (market, gao), by="Ana")
    link_archive(archive)
    assert (incident(archive, "port"), incident(archive, "agency"), incident(archive, "gao")) == (port, market, gao)
    assert names(archive, port) == {"port"}
    assert list(find_faults(archive)) == []


def test_where_other_decisions_hold_two_together_undoing_names_them_and_parts_nothing(archive: Archive) -> None:
    port, gao = incident(archive, "port"), incident(archive, "gao")
    merge(archive, (port, gao), by="Ana")
    decide(archive, (record(archive, "port"), record(archive, "gao")), Pairs.SAME, by="Ben")
    (note,) = undo(archive, (port, gao), by="Ana").notes
    assert note.startswith(f"they stay one incident by other decisions: {min(record(archive, 'port'), record(archive, 'gao'))} and ")
    assert "are the same (Ben, " in note
    assert incident(archive, "port") == incident(archive, "gao")


def test_an_incident_that_was_merged_and_is_split_off_again_stands_under_its_own_id(archive: Archive) -> None:
    market, port = incident(archive, "agency"), incident(archive, "port")
    merge(archive, (port, market), by="Ana")
    split(archive, market, [record(archive, "port")], by="Ben")
    assert (incident(archive, "port"), names(archive, port)) == (port, {"port"})


def test_what_is_split_stays_apart_in_every_later_link_and_comes_back_when_it_is_undone(archive: Archive) -> None:
    market, out = incident(archive, "agency"), record(archive, "radio")
    made = split(archive, "agency", [out[:10]], by="Ana", why="another market")
    other = incident(archive, "radio")
    assert other != market == incident(archive, "post")
    assert made.notes == (f"1 record is incident {other} now, 2 records incident {market}; the larger part keeps the id",)
    link_archive(archive)
    assert (incident(archive, "radio"), names(archive, market)) == (other, {"agency", "post"})
    undo_split(archive, market, [out], by="Ana")
    for _ in range(2):
        assert names(archive, market) == {"agency", "radio", "post"}
        assert incident(archive, other) == market
        link_archive(archive)
    assert list(find_faults(archive)) == []


def test_the_larger_part_keeps_the_id_also_where_it_is_what_was_named(archive: Archive) -> None:
    market = incident(archive, "agency")
    split(archive, market, [record(archive, "radio"), record(archive, "post")], by="Ana")
    assert incident(archive, "radio") == incident(archive, "post") == market != incident(archive, "agency")
    undo_split(archive, market, [record(archive, "radio"), record(archive, "post")], by="Ana")
    assert incident(archive, "agency") == market


def test_an_incident_tells_what_people_decided_on_it(archive: Archive) -> None:
    merge(archive, ("agency", "port"), by="Ana Diallo", why="one campaign")
    assert any("are the same (Ana Diallo, " in note and note.endswith("“one campaign”") for note in tell_archived(archive, "radio").notes)
    assert not any("decided" in note for note in tell_archived(archive, "gao").notes)


def test_incidents_called_the_same_come_together_with_the_next_link(archive: Archive) -> None:
    port, gao = incident(archive, "port"), incident(archive, "gao")
    decide(archive, (port, gao), Pairs.SAME, by="Ana")
    assert incident(archive, "port") != incident(archive, "gao")
    link_archive(archive)
    assert names(archive, "gao") == {"port", "gao"}
    undo(archive, (gao, port), by="Ben")
    for _ in range(2):
        assert (incident(archive, "gao"), names(archive, gao), names(archive, port)) == (gao, {"gao"}, {"port"})
        link_archive(archive)


def test_a_record_and_an_incident_can_be_called_different(archive: Archive) -> None:
    decide(archive, (record(archive, "radio"), incident(archive, "agency")), Pairs.DIFFERENT, by="Ana")
    link_archive(archive)
    assert names(archive, "agency") == {"agency", "post"}


def test_contradictions_are_told_when_they_are_made_and_by_every_link_until_one_is_taken_back(archive: Archive) -> None:
    market, port, gao = (incident(archive, name) for name in ("agency", "port", "gao"))
    assert decide(archive, (market, port), Pairs.SAME, by="Ana").contradictions == ()
    assert decide(archive, (port, gao), Pairs.SAME, by="Ben").contradictions == ()
    (told,) = decide(archive, (market, gao), Pairs.DIFFERENT, by="Eva").contradictions
    assert all(name in told for name in ("Ana", "Ben", "Eva", market, port, gao))
    assert told in link_archive(archive).notes
    assert undo(archive, (market, gao), by="Eva").contradictions == ()
    assert not any("contradict" in note for note in link_archive(archive).notes)


def test_what_is_taken_back_can_be_named_by_records_and_documents_too(archive: Archive) -> None:
    port = incident(archive, "port")
    merge(archive, ("agency", "port"), by="Ana")
    undo(archive, ("port", record(archive, "agency")[:10]), by="Ana")
    assert (incident(archive, "port"), names(archive, port)) == (port, {"port"})
    split(archive, "agency", [record(archive, "radio")], by="Ana")
    undo_split(archive, "agency", [record(archive, "radio")], by="Ana")
    assert names(archive, "radio") == {"agency", "radio", "post"}


def test_what_cannot_be_decided_is_refused(archive: Archive) -> None:
    market, port = incident(archive, "agency"), incident(archive, "port")
    with pytest.raises(InvalidValueError, match="are one incident"):
        merge(archive, ("radio", market), by="Ana")
    with pytest.raises(InvalidValueError, match="expected some that go and some that stay"):
        split(archive, port, [record(archive, "port")], by="Ana")
    with pytest.raises(UnknownCodeError, match=f"no record 'zz' in incident {port}, which holds {record(archive, 'port')}"):
        split(archive, port, ["zz"], by="Ana")
    with pytest.raises(UnknownCodeError, match=f"no decision on '{market}' and '{port}' stands"):
        undo(archive, (market, port), by="Ana")
    with pytest.raises(InvalidValueError, match="must say who made it"):
        merge(archive, (market, port), by=" ")
    with archive.reading() as connection:
        assert len(set(read_members(connection).values())) == 3
