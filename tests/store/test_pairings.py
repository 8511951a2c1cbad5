"""Decisions on pairs of records are kept, copied and verified, on both databases."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, event, select, update
from tests.store.filled import fill

from onrecord.errors import InvalidValueError, UnknownCodeError
from onrecord.model import pairings
from onrecord.model.pairings import Pairing, Pairs, decided_pairs, find_chain, find_contradictions, to_verdicts
from onrecord.model.values import Kind
from onrecord.pipeline.incidents import link_archive
from onrecord.store.archive import Archive, create_archive
from onrecord.store.copy import copy_archive
from onrecord.store.incidents import find_incident
from onrecord.store.pairings import own_records, pair, read_pairings
from onrecord.store.read import find_record
from onrecord.store.search import Query, search_records
from onrecord.store.tables import PAIRING, RECORD
from onrecord.store.verify import find_faults
from onrecord.store.withdraw import withdraw_document


def two_records(archive: Archive) -> tuple[str, str]:
    with archive.reading() as connection:
        cattle, soldiers = (search_records(connection, Query(words=words))[0]["id"] for words in ("cattle", "soldiers"))
    return cattle, soldiers


def test_a_decision_is_kept_and_a_later_one_stands_instead(archive: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path / "reports")
    one, other = two_records(archive)
    with archive.writing() as connection:
        pair(connection, (one, other), Pairs.SAME, by="Ana", why="one operation")
        pair(connection, (other, one), Pairs.DIFFERENT, by="Ben")
    with archive.reading() as connection:
        kept = read_pairings(connection)
    assert [(each.by, each.why) for each in kept] == [("Ana", "one operation"), ("Ben", "")]
    assert to_verdicts(decided_pairs(kept)) == {(min(one, other), max(one, other)): False}
    assert list(find_faults(archive)) == []


def test_a_decision_that_was_changed_or_removed_shows(archive: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path / "reports")
    with archive.writing() as connection:
        pair(connection, two_records(archive), Pairs.SAME, by="Ana")
        connection.execute(update(PAIRING).values(verdict=str(Pairs.DIFFERENT)))
    assert any("not as the log has it" in fault for fault in find_faults(archive))
    with archive.writing() as connection:
        connection.execute(delete(PAIRING))
    assert [fault.rpartition(": ")[2] for fault in find_faults(archive)] == ["missing"]


def test_a_copy_of_an_archive_has_its_decisions(archive: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path / "reports")
    with archive.writing() as connection:
        made = pair(connection, two_records(archive), Pairs.SAME, by="Ana")
    other = create_archive(str(tmp_path / "other.sqlite"), files=tmp_path / "other")
    copy_archive(archive, other)
    with other.reading() as connection:
        assert read_pairings(connection) == [made]
    assert list(find_faults(other)) == []
    other.engine.dispose()


def test_a_decision_on_a_tally_is_refused(archive: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path / "reports")
    one, other = two_records(archive)
    with archive.writing() as connection:
        connection.execute(update(RECORD).where(RECORD.c.id == other).values(kind=str(Kind.TALLY)))
    for verdict in (Pairs.SAME, Pairs.DIFFERENT):
        with (
            pytest.raises(InvalidValueError, match=f"{other} is a tally, which is never a part of an incident"),
            archive.writing() as connection,
        ):
            pair(connection, (one, other), verdict, by="Ana")
    with archive.reading() as connection:
        assert read_pairings(connection) == []


def test_a_record_called_the_same_as_itself_is_refused_plainly(archive: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path / "reports")
    one, _ = two_records(archive)
    with pytest.raises(InvalidValueError, match=f"are one record, {one}; a decision must be on two"), archive.writing() as connection:
        pair(connection, (one, one[:12]), Pairs.SAME, by="Ana")


def test_a_decision_on_no_record_is_refused(archive: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path / "reports")
    with pytest.raises(UnknownCodeError, match="no record or incident 'zz'"), archive.writing() as connection:
        pair(connection, (two_records(archive)[0], "zz"), Pairs.SAME, by="Ana")


@pytest.mark.parametrize(("left", "right", "by"), [("a", "a", "Ana"), ("b", "a", "Ana"), ("a", "b", " ")])
def test_a_decision_is_on_two_records_and_somebodys(left: str, right: str, by: str) -> None:
    with pytest.raises(InvalidValueError):
        Pairing(left=left, right=right, verdict=Pairs.SAME, by=by, at="2024-03-07T00:00:00+00:00")


def test_a_decision_that_was_taken_back_is_gone() -> None:
    made = [Pairing(left="a", right="b", verdict=verdict, by="Ana", at="2024-03-07T00:00:00+00:00") for verdict in (Pairs.SAME, Pairs.OPEN)]
    assert decided_pairs(made) == {}


def test_a_decision_goes_with_the_document_of_its_record(archive: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path / "reports")
    with archive.writing() as connection:
        pair(connection, two_records(archive), Pairs.SAME, by="Ana", why="a witness who fled told us")
    with archive.reading() as connection:
        document = str(find_record(connection, search_records(connection, Query(words="soldiers"))[0]["id"])[1].id)
    withdraw_document(archive, document, why="a source at risk")
    with archive.reading() as connection:
        assert read_pairings(connection) == []
    assert list(find_faults(archive)) == []


def decision(left: str, right: str, verdict: Pairs = Pairs.SAME, *, by: str = "Ana", **records: Any) -> Pairing:
    return Pairing(left=left, right=right, verdict=verdict, by=by, at="2024-03-07T00:00:00+00:00", **records)


def test_a_decision_on_incidents_is_on_each_record_of_the_one_with_each_of_the_other() -> None:
    made = decision("i", "j", left_records=("a", "b"), right_records=("b", "c"))
    assert set(made.pairs) == {("a", "b"), ("a", "c"), ("b", "c")}


def test_what_is_taken_back_leaves_other_decisions_on_the_same_records() -> None:
    merged = decision("i", "j", left_records=("a", "b"), right_records=("c",))
    one = decision("a", "c", Pairs.DIFFERENT)
    assert to_verdicts(decided_pairs([merged, one])) == {("a", "c"): False, ("b", "c"): True}
    assert to_verdicts(decided_pairs([merged, one, decision("a", "c", Pairs.OPEN)])) == {("a", "c"): True, ("b", "c"): True}


def test_decisions_that_cannot_all_hold_are_told_with_who_and_when() -> None:
    made = [decision("a", "b"), decision("b", "c", by="Ben"), decision("a", "c", Pairs.DIFFERENT, by="Eva")]
    (found,) = find_contradictions(decided_pairs(made))
    assert found.different.by == "Eva"
    assert [each.by for each in found.same] == ["Ana", "Ben"]
    assert "a and c are different (Eva, 2024-03-07T00:00:00+00:00); but a and b are the same (Ana" in found.words
    assert not find_contradictions(decided_pairs(made[:2]))
    assert not find_contradictions(decided_pairs([*made, decision("b", "c", Pairs.OPEN)]))


def test_incidents_that_are_called_different_contradict_each_other_once() -> None:
    whole = decision("i", "j", Pairs.DIFFERENT, left_records=("a", "b"), right_records=("c", "d"))
    through = [decision("a", "x"), decision("c", "x"), decision("b", "y"), decision("d", "y")]
    assert len(find_contradictions(decided_pairs([whole, *through]))) == 1
    assert not find_contradictions(decided_pairs([whole, through[0], through[3]]))


def test_a_decision_on_incidents_goes_when_a_side_has_no_record_left(archive: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path / "reports")
    link_archive(archive)
    with archive.writing() as connection:
        made = pair(connection, (find_incident(connection, "market").id, two_records(archive)[1]), Pairs.SAME, by="Ana")
        copies = [document for document, _ in find_incident(connection, "market").members]
    assert len(made.left_records + made.right_records) == 1
    for document, kept in zip(copies, ([made], []), strict=True):
        withdraw_document(archive, document, why="a source at risk")
        with archive.reading() as connection:
            assert read_pairings(connection) == kept
        assert list(find_faults(archive)) == []


def test_contradictions_of_large_incidents_are_found_with_one_search(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []

    def search(same: Mapping[str, Mapping[str, Pairing]], start: str, end: str) -> tuple[Pairing, ...]:
        searched.append(start)
        return find_chain(same, start, end)

    monkeypatch.setattr(pairings, "find_chain", search)
    left, right = (tuple(f"{side}{number:03}" for number in range(60)) for side in "lr")
    made = [
        decision("i", "j", left_records=left, right_records=right),
        decision("i", "k", Pairs.DIFFERENT, left_records=left, right_records=("apart",)),
        decision("i", "l", Pairs.DIFFERENT, left_records=left, right_records=left[1:]),
    ]
    (found,) = find_contradictions(decided_pairs(made))
    assert (found.different.right, [each.right for each in found.same]) == ("l", ["j"])
    assert len(searched) == 1


def test_a_merge_that_is_taken_back_takes_its_records_out_of_later_decisions() -> None:
    first = decision("a", "b", left_records=("a1", "a2"), right_records=("b1",))
    later = decision("a", "c", left_records=("a1", "a2", "b1"), right_records=("c1",))
    assert ("b1", "c1") in decided_pairs([first, later])
    back = decision("a", "b", Pairs.OPEN, left_records=("a1", "a2"), right_records=("b1",))
    assert set(decided_pairs([first, later, back])) == {("a1", "c1"), ("a2", "c1")}
    assert set(decided_pairs([later, first, back])) == set(decided_pairs([later])), "an earlier decision held them for another reason"


def test_only_records_that_no_other_document_has_are_its_own(archive: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path / "reports")
    with archive.reading() as connection:
        rows = connection.execute(select(RECORD.c.document, RECORD.c.id)).all()
        asked: list[str] = []
        event.listen(connection, "before_cursor_execute", lambda *told: asked.append(told[2]))
        for document in {row.document for row in rows}:
            others = {row.id for row in rows if row.document != document}
            assert own_records(connection, document) == {row.id for row in rows if row.document == document} - others
    assert asked
    assert not any("NOT IN" in statement for statement in asked), "nothing may read the records of all other documents"
