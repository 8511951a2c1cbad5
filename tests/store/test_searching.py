"""Records are found by words, place, days, type, people, figures and sources, in one order, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from tests.store.filled import fill

from onrecord.errors import InvalidInputError
from onrecord.model.values import Harm
from onrecord.store.archive import Archive
from onrecord.store.dialects import has_postgis
from onrecord.store.search import Box, Circle, Figure, Query, count_records, read_figure, search_records

ATTACK, BOMB, STRIKE = "Bankass", "Gao", "Homs"


@pytest.fixture
def filled(archive: Archive, tmp_path: Path) -> Iterator[Archive]:
    fill(archive, tmp_path / "reports")
    yield archive
    archive.engine.dispose()


def find(archive: Archive, query: Query, **page: int) -> list[dict[str, Any]]:
    with archive.reading() as connection:
        return search_records(connection, query, **page)


def first_places(archive: Archive, query: Query) -> set[str]:
    """The most specific places of the incidents that are found, copies once."""
    found = find(archive, query, limit=100)
    return {record["places"][0]["name"] for record in found if record["places"] and record["kind"] == "incident"}


QUERIES = [
    (Query(words="cattle market"), {ATTACK}),
    (Query(words='"cattle market" hospital'), {ATTACK}),
    (Query(words='"market cattle"'), set()),
    (Query(words="bridge"), {BOMB}),
    (Query(words='NEAR OR "; --'), set()),
    (Query(words="bridge soldiers", actor="nobody"), set()),
    (Query(words="cattle", figures=(Figure(Harm.KILLED, ">=", 1),)), {ATTACK}),
    (Query(circle=Circle(14.35, -3.61, 60)), {ATTACK}),
    (Query(circle=Circle(34.73, 36.72, 20)), {STRIKE}),
    (Query(circle=Circle(34.0, 36.0, 20)), set()),
    (Query(box=Box(10, -10, 20, 5)), {ATTACK, BOMB}),
    (Query(box=Box(-90, 170, 90, -170)), set()),
    (Query(since=date(2024, 5, 1)), {ATTACK}),
    (Query(until=date(2013, 12, 31)), {STRIKE}),
    (Query(since=date(2024, 3, 3), until=date(2024, 3, 3)), {BOMB}),
    (Query(type="air/drone strike"), {STRIKE}),
    (Query(type="ASSAULT"), {ATTACK, BOMB, STRIKE}),
    (Query(actor="the river front"), {ATTACK}),
    (Query(actor="river"), {ATTACK}),
    (Query(actor="iver"), set()),
    (Query(actor="100%_"), set()),
    (Query(source="army"), {BOMB}),
    (Query(publisher="the daily"), {ATTACK}),
    (Query(country="sy"), {STRIKE}),
    (Query(certainty="CT"), {ATTACK, BOMB, STRIKE}),
    (Query(kind="tally"), set()),
    (Query(realis="actual"), {ATTACK, BOMB, STRIKE}),
    (Query(figures=(Figure(Harm.KILLED, ">=", 10),)), {ATTACK}),
    (Query(figures=(Figure(Harm.KILLED, "=", 4),)), {BOMB}),
    (Query(figures=(Figure(Harm.KILLED, "<=", 3),)), {STRIKE}),
    (Query(figures=(Figure(Harm.KILLED, "<=", 5), Figure(Harm.INJURED, ">=", 9))), {STRIKE}),
    (Query(words="market", country="SY"), set()),
]


@pytest.mark.parametrize(("query", "places"), QUERIES, ids=[str(number) for number in range(len(QUERIES))])
def test_everything_that_is_asked_must_hold(filled: Archive, query: Query, places: set[str]) -> None:
    assert first_places(filled, query) == places


def test_pages_follow_each_other_without_gap_or_repetition(filled: Archive) -> None:
    whole = find(filled, Query(), limit=100)
    pages = [record for offset in range(0, len(whole), 2) for record in find(filled, Query(), limit=2, offset=offset)]
    assert pages == whole
    with filled.reading() as connection:
        assert count_records(connection, Query()) == len(whole)


def test_the_latest_day_comes_first_and_records_without_a_day_last(filled: Archive) -> None:
    days = [record["time"]["latest"] or record["time"]["earliest"] or "" for record in find(filled, Query(), limit=100)]
    assert days == sorted(days, reverse=True)


def test_copies_can_be_left_out(filled: Archive) -> None:
    found = find(filled, Query(words="cattle"), limit=100)
    without = find(filled, Query(words="cattle", with_copies=False), limit=100)
    assert {record["document"]["publisher"] for record in found} == {"The Daily", "The Evening Post"}
    assert {record["document"]["publisher"] for record in without} == {"The Daily"}


@pytest.mark.parametrize("words", ["killed", "killed>", "killed>=x", "dead>=3", "killed>=-1", "killed==3", ">=3", "killed>=9999999999999"])
def test_a_condition_on_figures_that_is_none_is_refused(words: str) -> None:
    with pytest.raises(InvalidInputError, match="expected a harm, one of >= <= =, and a number"):
        read_figure(words)


def test_a_condition_on_figures_is_read() -> None:
    assert read_figure(" killed >= 10 ") == Figure(Harm.KILLED, ">=", 10)


PLACES = [query for query, _ in QUERIES if query.circle or query.box] + [
    Query(circle=Circle(0, 0, 30_000)),
    Query(circle=Circle(89, 10, 7000)),
    Query(circle=Circle(20, 179.9, 9000)),
    Query(box=Box(-90, -180, 90, 180)),
    Query(box=Box(10, 30, 40, -10)),
]


@pytest.mark.parametrize("target", ["postgresql"], indirect=True)
def test_postgis_is_used_where_the_server_has_it(archive: Archive) -> None:
    with archive.reading() as connection:
        there = connection.execute(text("SELECT count(*) FROM pg_available_extensions WHERE name = 'postgis'")).scalar_one()
        assert has_postgis(connection) is bool(there)


@pytest.mark.parametrize("target", ["postgresql"], indirect=True)
def test_plain_postgresql_finds_the_same_places_as_postgis(filled: Archive) -> None:
    found = [find(filled, query, limit=100) for query in PLACES]
    with filled.writing() as connection:
        connection.execute(text("DROP EXTENSION IF EXISTS postgis CASCADE"))
        assert not has_postgis(connection)
    assert [find(filled, query, limit=100) for query in PLACES] == found
    assert len(found[5]) == len(found[8]) > len(found[0]) > 0
