"""What people judge stays: through reading again and adding again, in copies and exports; it goes only with its document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete, update
from tests.store.filled import MARKET, QUIET, dump, fill

from onrecord.errors import InvalidValueError, UnknownCodeError
from onrecord.model.captures import Stated
from onrecord.model.judgements import Judgement, Verdict
from onrecord.model.records import Result
from onrecord.model.text import Document
from onrecord.pipeline import rereading
from onrecord.pipeline.rereading import reread_archive
from onrecord.pipeline.run import read_document
from onrecord.settings import Settings
from onrecord.store.archive import Archive
from onrecord.store.judge import judge
from onrecord.store.judgements import read_judgements
from onrecord.store.log import read_log
from onrecord.store.read import count_all, find_record, read_results
from onrecord.store.search import Query, search_records
from onrecord.store.tables import CLAIM, JUDGEMENT
from onrecord.store.verify import find_faults
from onrecord.store.withdraw import withdraw_document


@pytest.fixture
def market(archive: Archive, tmp_path: Path) -> dict[str, Any]:
    """The record of an attack, in an archive where it is told in one report."""
    (tmp_path / "market.txt").write_text(MARKET, encoding="utf-8")
    (tmp_path / "quiet.txt").write_text(QUIET, encoding="utf-8")
    fill(archive, tmp_path, str(tmp_path / "market.txt"), str(tmp_path / "quiet.txt"))
    with archive.reading() as connection:
        (result, _) = read_results(connection)
    record: dict[str, Any] = next(record for record in result["records"] if record["type"]["acled_sub_event"] == "Attack")
    return record


def decide(archive: Archive, wanted: str, verdict: Verdict, *, by: str = "Ana", why: str = "") -> Judgement:
    with archive.writing() as connection:
        return judge(connection, wanted, verdict, by=by, why=why)


def nothing(document: Document, *, settings: Settings) -> Result:
    """As rules would read that find no record."""
    return replace(read_document(document, settings=settings), records=())


def without_last_claim(document: Document, *, settings: Settings) -> Result:
    result = read_document(document, settings=settings)
    return replace(result, records=tuple(replace(record, claims=record.claims[:-1]) for record in result.records))


def test_the_later_judgement_stands_and_none_is_erased(archive: Archive, market: dict[str, Any]) -> None:
    decide(archive, market["id"][:10], Verdict.RIGHT, by="Ana Müller", why="as the report has it")
    decide(archive, market["id"], Verdict.WRONG, by="Ben")
    with archive.reading() as connection:
        made = read_judgements(connection, [market["id"]])
        (shown,) = (record for record in search_records(connection, Query()) if record["id"] == market["id"])
        judged = count_all(connection)["judged"]
    assert [(each.verdict, each.by, each.why, each.at[-6:]) for each in made] == [
        ("right", "Ana Müller", "as the report has it", "+00:00"),
        ("wrong", "Ben", "", "+00:00"),
    ]
    assert shown["judged"] == "wrong"
    assert judged == {"wrong": 1, "no longer read": 0}
    assert list(find_faults(archive)) == []


def test_a_claim_is_judged_by_itself(archive: Archive, market: dict[str, Any]) -> None:
    claim = market["claims"][-1]["id"]
    made = decide(archive, claim, Verdict.UNSURE)
    assert (made.record, made.claim) == (market["id"], claim)
    with archive.reading() as connection:
        assert [record["judged"] for record in search_records(connection, Query()) if record["id"] == market["id"]] == [None]
        assert count_all(connection)["judged"] == {"unsure": 1, "no longer read": 0}


def test_the_log_tells_what_was_judged_without_names_and_words(archive: Archive, market: dict[str, Any]) -> None:
    made = decide(archive, market["id"], Verdict.WRONG, by="Ana", why="it was in Koro")
    with archive.reading() as connection:
        *_, line = read_log(connection)
    assert (line.kind, line.subject) == ("judge", market["id"])
    assert made.sha256 in line.detail
    assert '"verdict": "wrong"' in line.detail
    assert "Ana" not in line.detail
    assert "Koro" not in line.detail


def test_an_export_has_what_people_judged(archive: Archive, market: dict[str, Any]) -> None:
    made = decide(archive, market["id"], Verdict.RIGHT, why="yes")
    with archive.reading() as connection:
        results = list(read_results(connection))
    assert [result["judgements"] for result in results] == [[made.to_dict()], []]
    assert made.to_dict() == {"record": market["id"], "claim": None, "verdict": "right", "by": "Ana", "at": made.at, "why": "yes"}


def test_judgements_stay_when_documents_are_added_and_read_again(archive: Archive, market: dict[str, Any], tmp_path: Path) -> None:
    decide(archive, market["id"], Verdict.RIGHT)
    before = dump(archive)["judgement"]
    fill(archive, tmp_path, str(tmp_path / "market.txt"))
    found = reread_archive(archive, settings=Settings(), with_current=True, processes=1)
    assert found.judged_counts == {"changed": 0, "vanished": 0}
    assert dump(archive)["judgement"] == before


def test_a_judged_record_that_vanishes_is_told_and_its_judgement_stays(
    archive: Archive, market: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = decide(archive, market["id"], Verdict.RIGHT)
    monkeypatch.setattr(rereading, "read_document", nothing)
    found = reread_archive(archive, settings=Settings(), with_current=True, processes=1)
    assert found.judged_counts == {"changed": 0, "vanished": 1}
    assert [dict(change.judged) for change in found.changes if change.judged] == [{market["id"]: "right"}]
    with archive.reading() as connection:
        assert read_judgements(connection, [market["id"]]) == [made]
        assert count_all(connection)["judged"] == {"right": 1, "no longer read": 1}
        assert next(iter(read_results(connection)))["judgements"] == [made.to_dict()]
        with pytest.raises(UnknownCodeError, match=f"record {market['id']} is no longer read from its document; Ana judged it right"):
            find_record(connection, market["id"][:12])
    assert list(find_faults(archive)) == []
    monkeypatch.setattr(rereading, "read_document", read_document)
    reread_archive(archive, settings=Settings(), with_current=True, processes=1)
    with archive.reading() as connection:
        assert [record["judged"] for record in search_records(connection, Query()) if record["id"] == market["id"]] == ["right"]


def test_a_judged_claim_that_vanishes_is_told(archive: Archive, market: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    claim = market["claims"][-1]["id"]
    decide(archive, claim, Verdict.WRONG)
    monkeypatch.setattr(rereading, "read_document", without_last_claim)
    found = reread_archive(archive, settings=Settings(), with_current=True, processes=1)
    assert found.judged_counts == {"changed": 1, "vanished": 0}
    assert [dict(change.judged) for change in found.changes if change.judged] == [{claim: "wrong"}]


def test_judgements_go_with_a_withdrawn_document(archive: Archive, market: dict[str, Any], tmp_path: Path) -> None:
    decide(archive, market["id"], Verdict.RIGHT, why="the trader told me himself")
    withdraw_document(archive, str(tmp_path / "market.txt"), why="a source at risk")
    assert dump(archive)["judgement"] == []
    with archive.reading() as connection:
        assert count_all(connection)["judged"] == {"no longer read": 0}
    assert list(find_faults(archive)) == []
    if archive.is_sqlite:
        kept = b"".join(path.read_bytes() for path in Path(archive.name).parent.glob("onrecord.sqlite*"))
        assert b"the trader told me" not in kept


def test_a_copy_of_the_withdrawn_document_keeps_the_judgement(archive: Archive, market: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text(MARKET, encoding="utf-8")
    fill(archive, tmp_path, str(tmp_path / "copy.txt"), stated=Stated(publisher="The Evening Post"))
    made = decide(archive, market["id"], Verdict.RIGHT)
    withdraw_document(archive, str(tmp_path / "market.txt"), why="a source at risk")
    with archive.reading() as connection:
        assert read_judgements(connection, [market["id"]]) == [made]
        assert [record["judged"] for record in search_records(connection, Query()) if record["id"] == market["id"]] == ["right"]
    assert list(find_faults(archive)) == []


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda c: c.execute(update(JUDGEMENT).values(verdict="wrong")), "by Ana: not as the log has it"),
        (lambda c: c.execute(update(JUDGEMENT).values(by="Ben")), "by Ben: not as the log has it"),
        (lambda c: c.execute(delete(JUDGEMENT)), "of log line 4: missing"),
    ],
    ids=["verdict changed", "name changed", "gone"],
)
def test_a_judgement_that_was_changed_behind_the_archive_is_found(
    archive: Archive, market: dict[str, Any], spoil: Callable[[Connection], object], message: str
) -> None:
    decide(archive, market["id"], Verdict.RIGHT)
    with archive.writing() as connection:
        spoil(connection)
    assert message in "\n".join(find_faults(archive))


def test_what_is_judged_must_be_there_and_somebody_must_judge(archive: Archive, market: dict[str, Any]) -> None:
    with pytest.raises(UnknownCodeError, match="no record or claim 'zz' in the archive"):
        decide(archive, "zz", Verdict.RIGHT)
    with pytest.raises(UnknownCodeError, match="more than one record ''"):
        decide(archive, "", Verdict.RIGHT)
    with archive.writing() as connection:
        connection.execute(update(CLAIM).where(CLAIM.c.id == market["claims"][0]["id"]).values(id=f"{market['id'][:8]}ffffffff"))
    with pytest.raises(UnknownCodeError, match=r"begins the id of record .* and of claim .*; give more of the id"):
        decide(archive, market["id"][:8], Verdict.RIGHT)
    with pytest.raises(InvalidValueError, match="must say who judged"):
        decide(archive, market["id"], Verdict.RIGHT, by=" ")
    assert dump(archive)["judgement"] == []
