"""What an incident of several records is said to be."""

from __future__ import annotations

from tests.export.incidents import actor, incident, place, record


def time(earliest: str | None, latest: str | None) -> dict[str, object]:
    return {"earliest": earliest, "latest": latest, "text": None, "basis": "stated"}


def test_the_days_are_those_that_most_records_tell() -> None:
    found = incident(*(record(time=time(day, day)) for day in ("2024-03-09", "2024-03-10", "2024-03-10")))
    assert str(found.days.first) == str(found.days.last) == "2024-03-10"


def test_of_equally_many_the_narrower_days_are_taken() -> None:
    found = incident(record(time=time("2024-03-01", "2024-03-31")), record(time=time("2024-03-10", "2024-03-10")), record(time=None))
    assert found.days.span == 0


def test_an_open_end_is_not_filled_in() -> None:
    found = incident(record(time=time(None, "2024-03-10")))
    assert (found.days.first, found.days.span, found.days.middle) == (None, None, None)


def test_the_point_is_that_of_a_place_before_that_of_its_country() -> None:
    keldin, mali = place(latitude=None, longitude=None, precision=None), place("Mali", latitude=17.0, longitude=-4.0, precision=6)
    assert incident(record(places=[keldin, mali])).point == (17.0, -4.0)
    assert incident(record(places=[keldin, mali, place("Doro")])).point == (14.5, -4.2)


def test_one_actor_has_all_that_is_said_of_its_part() -> None:
    found = incident(record(), record(actors=[actor("dawn front", "Rebel group", "denied", "Dawn Front")]))
    (party,) = found.actors
    assert (party.statuses, party.by, party.is_denied) == (("accused", "denied"), ("the mayor", "Dawn Front"), False)


def test_a_name_means_what_most_records_mean_by_it_whatever_the_last_one_says() -> None:
    libya = place("Tripoli", country="LY", gazetteer="geonames:1", latitude=32.9, longitude=13.2)
    lebanon = place("Tripoli", country="LB", gazetteer=None, latitude=None, longitude=None, precision=6)
    found = incident(*(record(places=[each]) for each in (libya, libya, lebanon)))
    assert (found.country, found.point) == ("LY", (32.9, 13.2))
