"""Totals beside incidents: what they cover, what is left over, and series of one issuer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.link.accounts import Json, killed, place, record, result

from onrecord.link.exclude import Spot
from onrecord.link.features import features_of, to_day
from onrecord.link.linking import link_records
from onrecord.link.tallies import Happened, Tally, cover, find_tallies, is_covered, series_of, to_calendars

NOWHERE = Spot((), ())


def total(
    name: str, number: int, *, issuer: str = "Valley Monitor", as_of: str = "2024-03-31", first: str | None = "2024-03-01", **more: object
) -> Json:
    """A document with a running total of March."""
    scope = {"issuer": issuer, "as_of": as_of}
    when = {"earliest": first, "latest": as_of, "text": "since March", "basis": "relative"} if first else None
    return result(
        name, {**record(f"{name}t", toll=(killed(number),)), "kind": "tally", "scope": scope, "time": when, **more}, published=as_of
    )


def incident(name: str, day: str, low: int, high: int | None, *, town: str = "Keldin") -> Happened:
    found = place(town)
    spot = Spot(((found["latitude"], found["longitude"]),), (town.lower(),))
    when = to_day(day)
    return Happened(
        id=name, first=when, last=when, country="AF", admin1=f"AF:{found['admin1']}", spot=spot, figures={"killed": (low, high)}
    )


def first(document: Json) -> Tally:
    return next(find_tallies([document]))


COUNTRY = {
    "name": "Afghanistan",
    "country": "AF",
    "admin1": None,
    "latitude": 33.0,
    "longitude": 66.0,
    "gazetteer": "geonames:1",
    "precision": 6,
}
PROVINCE = {**COUNTRY, "name": "Keldin Province", "admin1": "Keldin Province", "precision": 4}


def test_what_incidents_do_not_hold_of_a_total_is_left_over() -> None:
    held = to_calendars([incident("a", "2024-03-06", 3, 5), incident("b", "2024-03-09", 2, 2, town="Port Azure")])
    found = cover(first(total("m", 90, places=[COUNTRY])), held)
    assert (found.incidents, found.low, found.high) == (("a", "b"), 5, 7)
    assert (found.left_low, found.left_high) == (83, 85)


def test_an_open_incident_leaves_it_open_how_little_is_left_over() -> None:
    found = cover(first(total("m", 90, places=[COUNTRY])), to_calendars([incident("a", "2024-03-06", 3, None)]))
    assert (found.high, found.left_low, found.left_high) == (None, None, 87)


def test_a_total_of_a_province_covers_that_province_alone() -> None:
    tally = first(total("m", 90, places=[PROVINCE]))
    assert is_covered(tally, incident("a", "2024-03-06", 3, 5))
    assert not is_covered(tally, incident("b", "2024-03-06", 3, 5, town="Port Azure"))


def test_a_total_covers_nothing_after_its_day_nor_before_its_period() -> None:
    tally = first(total("m", 90, as_of="2024-03-10", places=[COUNTRY]))
    assert tally.last == date(2024, 3, 10).toordinal()
    assert [is_covered(tally, incident("a", day, 1, 1)) for day in ("2024-02-28", "2024-03-10", "2024-03-11")] == [False, True, False]


def test_incidents_outside_of_its_period_or_of_another_harm_are_not_looked_at() -> None:
    tally = first(total("m", 90, as_of="2024-03-10", places=[COUNTRY]))
    days = ("2024-02-28", "2024-03-01", "2024-03-10", "2024-03-11")
    calendars = to_calendars([incident(day, day, 1, 1) for day in days])
    assert [each.id for each in calendars["killed"].between(tally.first or 0, tally.last or 0)] == ["2024-03-01", "2024-03-10"]
    assert cover(replace(tally, harm="injured"), calendars).incidents == ()


def test_a_total_without_a_period_covers_nothing() -> None:
    assert not is_covered(first(total("m", 90, first=None, places=[COUNTRY])), incident("a", "2024-03-06", 3, 5))


def test_an_incident_without_a_day_is_not_covered() -> None:
    undated = Happened(id="a", first=None, last=None, country="AF", admin1=None, spot=NOWHERE, figures={"killed": (1, 1)})
    assert not is_covered(first(total("m", 90, places=[COUNTRY])), undated)


def test_successive_totals_of_one_issuer_are_a_series() -> None:
    days = ("2024-03-20", "2024-03-10", "2024-03-31")
    tallies = [
        first(total(f"m{day}", 40 + index, as_of=day, issuer="The Valley Monitor", places=[COUNTRY])) for index, day in enumerate(days)
    ]
    other = first(total("o", 70, issuer="Red Crescent", places=[COUNTRY]))
    (series,) = series_of([*tallies, other])
    assert [tally.as_of for tally in series] == sorted(days)


def test_a_total_is_never_part_of_an_incident() -> None:
    told = total("m", 90, places=[COUNTRY])
    assert link_records(features_of(told), ()).incidents == ()
