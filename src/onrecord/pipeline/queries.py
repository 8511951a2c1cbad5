"""What a user asks of an archive, from the words of the command line to a query."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from datetime import date

from onrecord.errors import InvalidInputError
from onrecord.model.claims import Certainty
from onrecord.model.values import Kind, Realis
from onrecord.store.search import ALL, IMPORTED, READ, Box, Circle, Query, read_figure
from onrecord.vocab.codes import acled_sub_events, plover_types
from onrecord.vocab.countries import countries, country_of_name

CLOSED = {"certainty": tuple(Certainty), "kind": tuple(Kind), "realis": tuple(Realis), "origin": (READ, IMPORTED, ALL)}


def read_query(words: str, given: Mapping[str, str | None], *, figures: Sequence[str], with_copies: bool) -> Query:
    """A query of what was given.

    Raises:
        InvalidInputError: if a value is not of its kind.
    """
    for name, values in CLOSED.items():
        value = given.get(name)
        if value is not None and value.lower() not in {str(each).lower() for each in values}:
            raise InvalidInputError(f"--{name} {value}: expected one of {', '.join(map(str, values))}")
    return Query(
        words=words.strip() or None,
        circle=read_circle(given["near"]) if given.get("near") else None,
        box=read_box(given["box"]) if given.get("box") else None,
        since=read_day("since", given.get("since")),
        until=read_day("until", given.get("until")),
        type=read_type(given.get("type")),
        actor=given.get("actor"),
        source=given.get("source"),
        publisher=given.get("publisher"),
        country=read_country(given.get("country")),
        certainty=given.get("certainty"),
        kind=given.get("kind"),
        realis=given.get("realis"),
        origin=(given.get("origin") or "").lower() or None,
        figures=tuple(map(read_figure, figures)),
        with_copies=with_copies,
    )


def read_country(words: str | None) -> str | None:
    """The code of a country, told by code or name.

    Raises:
        InvalidInputError: if there is none of that name.
    """
    known = countries()
    if not words or words.upper() in known:
        return words.upper() if words else None
    code = country_of_name(words) or country_of_name(words.title())
    if code is None:
        near = difflib.get_close_matches(words.title(), (country.names[0] for country in known.values()), n=1)
        hint = f"; did you mean '{near[0]}'?" if near else ", as Kenya or KE"
        raise InvalidInputError(f"--country {words}: expected the name of a country or its ISO 3166 code of two letters{hint}")
    return code


def read_type(words: str | None) -> str | None:
    """A type of either standard.

    Raises:
        InvalidInputError: if there is none of that name.
    """
    known = {each.lower(): each for each in (*plover_types(), *acled_sub_events().values(), *acled_sub_events())}
    if words and words.lower() not in known:
        near = difflib.get_close_matches(words.lower(), known, n=1, cutoff=0.5)
        hint = f"did you mean '{known[near[0]]}'?" if near else f"PLOVER's are {', '.join(plover_types())}"
        raise InvalidInputError(f"--type {words}: no PLOVER type, nor an ACLED event or sub-event type; {hint}")
    return words


def read_circle(words: str | None) -> Circle:
    """A point and a distance.

    Raises:
        InvalidInputError: if it is none on the globe.
    """
    latitude, longitude, km = read_numbers("near", words, "LAT,LON,KM", 3)
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180 and km > 0):
        raise InvalidInputError(
            f"--near {words}: expected a latitude from -90 to 90, a longitude from -180 to 180, and a distance above 0 km"
        )
    return Circle(latitude, longitude, km)


def read_box(words: str | None) -> Box:
    """A box of degrees.

    Raises:
        InvalidInputError: if it is none on the globe.
    """
    south, west, north, east = read_numbers("box", words, "S,W,N,E", 4)
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise InvalidInputError(
            f"--box {words}: expected south and north from -90 to 90, the south first, and west and east from -180 to 180"
        )
    return Box(south, west, north, east)


def read_numbers(option: str, words: str | None, shape: str, count: int) -> list[float]:
    """So many numbers between commas.

    Raises:
        InvalidInputError: if they are anything else.
    """
    try:
        numbers = [float(each) for each in (words or "").split(",")]
    except ValueError:
        numbers = []
    if len(numbers) != count:
        raise InvalidInputError(f"--{option} {words}: expected {shape}, {count} numbers between commas")
    return numbers


def read_day(option: str, words: str | None) -> date | None:
    """A day.

    Raises:
        InvalidInputError: if it is none.
    """
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as error:
        raise InvalidInputError(f"--{option} {words}: expected a day as YYYY-MM-DD") from error
