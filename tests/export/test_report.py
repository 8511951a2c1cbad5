"""The report that people read: what stands on it, what it never holds, and where its shapes lie."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.export.incidents import actor, figure, incident, place, record

from onrecord.export.charts import HEIGHT, MOST_BARS, WIDTH, draw_bars, draw_map, draw_whiskers, periods_of
from onrecord.export.incident import Figure
from onrecord.export.report import Facts, TotalLine, render_report

VERSION = {"onrecord": "0", "rules": "r", "gazetteer": "g", "model": "m"}
TOTAL = TotalLine(
    issuer="Valley Monitor", as_of="2024-03-31", period="", area="Mopti", harm="killed", figure="at least 40", held="3 in 1 incident"
)


def facts(*, names_withheld: bool = False, title: str = "March") -> Facts:
    return Facts(
        title=title, made_at="2024-04-01", onrecord="0", accounts="range", policy="From the lowest.", filters={"country": "ML"}, versions=(VERSION,),
        names_withheld=names_withheld,
    )  # fmt: skip


def day(number: int) -> dict[str, object]:
    told = (date(2024, 1, 1) + timedelta(days=number)).isoformat()
    return {"earliest": told, "latest": told, "text": None, "basis": "stated"}


def test_a_report_has_incidents_with_their_accounts_totals_apart_and_how_it_was_made() -> None:
    page = render_report([incident(), incident(name="6a00000000000000", places=[], figures=[])], [TOTAL], facts())
    said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "2 incidents in 1 documents, 2024-03-10 to 2024-03-10. Reported killed, all incidents together: 3" in said
    assert "2024-03-10 · Keldin · Attack By Dawn Front (accused by the mayor). Against villagers. killed: 3." in said
    assert "2024-03-11 killed: 3 The Valley “killed three people”" in said
    assert "Valley Monitor 2024-03-31 Mopti killed: at least 40 3 in 1 incident" in said
    assert "1 incidents have no point" in said
    assert "onrecord 0, rules r, places g, m" in said


def test_a_report_asks_nothing_of_other_hosts_and_runs_nothing() -> None:
    hostile = "<script src=https://example.org/x.js></script><img src=x onerror=alert(1)>"
    told = record(
        places=[place(hostile)], actors=[actor(hostile, "Rebel group")], toll=[figure(quote=hostile, source=hostile)], sources=[hostile]
    )
    page = render_report([incident(told)], [], facts(title=hostile))
    assert hostile not in page
    assert not re.search(r"<(?:script|img|iframe|link|object)|<[^>]*\b(?:src|href|url)\s*=", page)
    assert "default-src 'none'" in page


def test_private_names_are_withheld_from_a_report() -> None:
    victim = {"name": "Amina Sesay", "age": None, "sex": None, "status": None, "harm": "killed", "claim": "c1"}
    told = incident(record(victims=[victim], toll=[figure(quote="killed Amina Sesay", source="Jo Bah")], sources=["Jo Bah"], claims=[]))
    assert "Amina Sesay" in render_report([told], [], facts())
    assert not re.search("Amina|Sesay|Jo Bah", render_report([told], [], facts(names_withheld=True)))


def test_a_report_of_nothing_is_a_page() -> None:
    assert "0 incidents in 0 documents" in render_report([], [], facts())


POINTS = st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=8)


@given(POINTS)
def test_every_point_lies_on_the_map(points: list[tuple[float, float]]) -> None:
    told = [incident(record(places=[place(latitude=latitude, longitude=longitude)])) for latitude, longitude in points]
    drawn = draw_map(told)
    assert drawn is not None
    assert all(0 <= dot.x <= WIDTH and 0 <= dot.y <= drawn.height <= HEIGHT + 0.1 for dot in drawn.dots)
    assert len(drawn.dots) == len(points)


@given(st.lists(st.integers(0, 20_000), min_size=1, max_size=30))
def test_every_day_lies_in_a_period_and_there_are_not_too_many(numbers: list[int]) -> None:
    days = [date(1970, 1, 1) + timedelta(days=number) for number in numbers]
    name, periods = periods_of(days)
    assert len(periods) <= MOST_BARS
    assert periods == sorted(set(periods))
    assert periods[0] <= min(days)
    assert max(days) < periods[-1] + timedelta(days={"week": 7, "month": 31, "year": 366}[name])


def test_days_at_the_ends_of_the_calendar_have_their_periods() -> None:
    name, periods = periods_of([date.min, date.max])
    assert (name, periods[0], periods[-1]) == ("year", date.min, date(9999, 1, 1))


def test_bars_count_incidents_by_week_and_type() -> None:
    drawn = draw_bars(
        [incident(record(time=day(0))), incident(record(time=day(2))), incident(record(time=day(8), type={"plover": "CONSULT"}))]
    )
    assert drawn is not None
    assert [[(part.kind, part.count) for part in bar.parts] for bar in drawn.bars] == [[("Violence against civilians", 2)], [("Other", 1)]]


def test_whiskers_go_from_the_least_to_the_most_and_are_open_where_somebody_leaves_them_so() -> None:
    figures = ([Figure(harm="killed", low=3, high=5)], [Figure(harm="killed", low=4, high=None)])
    drawn = draw_whiskers([incident(record(time=day(0)), figures=each) for each in figures])
    assert drawn is not None
    assert [(whisker.words, whisker.is_open, whisker.low > whisker.high) for whisker in drawn.whiskers] == [("7 to 9 or more", True, True)]


def test_names_on_the_map_never_stand_over_each_other() -> None:
    near = [incident(name=f"{number}f", places=[place(f"Quarter {number}", latitude=14.5 + number / 1000)]) for number in range(4)]
    found = draw_map([*near, incident(name="9f", places=[place("Doro", latitude=18.0)])])
    assert found is not None
    assert [dot.label for dot in found.dots if dot.is_labelled] == ["Quarter 0", "Doro"]


def test_one_total_is_told_as_one() -> None:
    said = " ".join(render_report([incident()], [TOTAL], facts()).split())
    assert "<strong>3</strong>. One total of others stands apart and is not added." in said
