"""Totals beside incidents: what each says, which incidents it covers, and what is left over. A tally never adds to an incident."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.link.accounts import tell_accounts
from onrecord.link.exclude import Spot
from onrecord.link.features import place_features, to_day, to_features
from onrecord.link.policies import choose
from onrecord.link.words import fold_name
from onrecord.model.values import Kind

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A total of one harm as a document gives it, with its issuer, its as-of day, its period (days as ordinals, either end may be open) and its area."""

    document: str
    record: str
    issuer: str | None
    as_of: str | None
    first: int | None
    last: int | None
    area: str | None
    country: str | None
    admin1: str | None
    spot: Spot
    harm: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """An incident as a tally may cover it: its days, its place, and its figures by a policy."""

    id: str
    first: int | None
    last: int | None
    country: str | None
    admin1: str | None
    spot: Spot
    figures: Mapping[str, tuple[int | None, int | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The incidents that a tally covers, what they hold together, and what is left over; `high` of what they hold is None where one is open."""

    incidents: tuple[str, ...]
    low: int
    high: int | None
    left_low: int | None
    left_high: int | None


def find_tallies(results: Iterable[Json]) -> Iterator[Tally]:
    """The totals of all results that give a number, one for each harm."""
    for result in results:
        for record in result["records"]:
            if record["kind"] == Kind.TALLY:
                yield from tallies_in(result["document"], record)


def tallies_in(document: Json, record: Json) -> Iterator[Tally]:
    """The totals of one record. It counts nothing after its as-of day, else after the day of publication."""
    scope, when, places = record.get("scope") or {}, record.get("time") or {}, record.get("places") or ()
    found = place_features(places)
    ends = [day for day in (to_day(when.get("latest")), to_day(scope.get("as_of") or document.get("published"))) if day is not None]
    for total in record.get("totals") or ():
        if total.get("low") is not None or total.get("high") is not None:
            yield Tally(
                document=str(document["id"]),
                record=str(record["id"]),
                issuer=scope.get("issuer") or next(iter(record.get("sources") or ()), None),
                as_of=scope.get("as_of") or document.get("published"),
                first=to_day(when.get("earliest")),
                last=min(ends, default=None),
                area=", ".join(dict.fromkeys(place["name"] for place in places)) or None,
                country=found["country"],
                admin1=found["admin1"],
                spot=Spot(found["points"], found["sites"]),
                harm=total["harm"],
                low=total.get("low"),
                high=total.get("high"),
            )


def happened(incident: str, tellings: Sequence[tuple[Json, Json]], copies: Mapping[str, str]) -> Happened:
    """An incident with the days and places that most of its records tell, and its figures by the policy `range`."""
    features = [to_features(record, doc=str(document["id"])) for document, record in tellings]
    days = Counter((each.first, each.last) for each in features if each.first is not None or each.last is not None)
    areas = Counter((each.country, each.admin1) for each in features if each.country)
    (first, last), _ = min(days.items(), key=lambda entry: (-entry[1], str(entry[0]))) if days else ((None, None), 0)
    (country, admin1), _ = min(areas.items(), key=lambda entry: (-entry[1], str(entry[0]))) if areas else ((None, None), 0)
    spot = Spot(
        tuple(sorted({point for each in features for point in each.points})),
        tuple(sorted({site for each in features for site in each.sites})),
    )
    figures = {figure.slot: (figure.low, figure.high) for figure in choose(tell_accounts(tellings, copies=copies))}
    return Happened(id=incident, first=first, last=last, country=country, admin1=admin1, spot=spot, figures=figures)


def is_covered(tally: Tally, incident: Happened) -> bool:
    """True if all days of the incident lie in the tally's period and its place in the tally's area; where either is not known, it is not."""
    if tally.first is None or tally.last is None or incident.first is None or incident.last is None:
        return False
    if not (tally.first <= incident.first and incident.last <= tally.last):
        return False
    if tally.spot.points:
        return bool(incident.spot.points) and tally.spot.meets(incident.spot)
    if tally.admin1:
        return tally.admin1 == incident.admin1
    return tally.country is not None and tally.country == incident.country


@dataclass(frozen=True, slots=True)
class Calendar:
    """Incidents that a tally of one harm may cover, in the order of their first days, and those days: a tally looks at no others than those of its period."""

    firsts: Sequence[int]
    incidents: Sequence[Happened]

    def between(self, first: int, last: int) -> Sequence[Happened]:
        """The incidents that began in a period."""
        return self.incidents[bisect_left(self.firsts, first) : bisect_right(self.firsts, last)]


def to_calendars(incidents: Iterable[Happened]) -> dict[str, Calendar]:
    """For each harm the incidents with a figure of it and with a first day."""
    found: dict[str, list[tuple[int, Happened]]] = {}
    for each in incidents:
        if each.first is not None:
            for harm in each.figures:
                found.setdefault(harm, []).append((each.first, each))
    ordered = {harm: sorted(dated, key=lambda entry: (entry[0], entry[1].id)) for harm, dated in found.items()}
    return {harm: Calendar([first for first, _ in dated], [each for _, each in dated]) for harm, dated in ordered.items()}


def cover(tally: Tally, calendars: Mapping[str, Calendar]) -> Coverage:
    """The incidents with that harm that a tally covers, and what is left over between them and the total."""
    calendar = calendars.get(tally.harm)
    near = calendar.between(tally.first, tally.last) if calendar and tally.first is not None and tally.last is not None else ()
    covered = sorted((each for each in near if is_covered(tally, each)), key=lambda each: each.id)
    bounds = [each.figures[tally.harm] for each in covered]
    low = sum(least or 0 for least, _ in bounds)
    high = None if any(most is None for _, most in bounds) else sum(most or 0 for _, most in bounds)
    return Coverage(
        incidents=tuple(each.id for each in covered),
        low=low,
        high=high,
        left_low=None if tally.low is None or high is None else max(0, tally.low - high),
        left_high=None if tally.high is None else max(0, tally.high - low),
    )


def series_of(tallies: Iterable[Tally]) -> tuple[tuple[Tally, ...], ...]:
    """Successive totals: those of one issuer, harm and area, in the order of their as-of days; the longest first."""
    found: dict[tuple[str, str, str], list[Tally]] = {}
    for tally in tallies:
        if tally.issuer:
            found.setdefault((fold_name(tally.issuer), tally.harm, fold_name(tally.area or "")), []).append(tally)
    series = [tuple(sorted(each, key=lambda tally: (tally.as_of or "", tally.document, tally.record))) for each in found.values()]
    return tuple(
        sorted((each for each in series if len({tally.as_of for tally in each}) > 1), key=lambda each: (-len(each), each[0].issuer or ""))
    )
