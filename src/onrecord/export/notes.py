"""A note on an incident in ACLED's manner, made from its accounts: when, who, what, where, how many according to whom, and how one number was made of them."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.export.figures import Wish
from onrecord.export.incident import Days, Incident, Json
from onrecord.export.sides import party_words

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def write_notes(incident: Incident, wish: Wish, fatalities: int | None) -> str:
    """The note, a sentence for each thing that is told; of what people coded it is theirs, if there is one."""
    if incident.coder_words:
        return incident.coder_words
    sentences = [opening(incident), *figure_sentences(incident), *denials(incident), fatality_remark(incident, wish, fatalities)]
    return " ".join(filter(None, sentences))


def opening(incident: Incident) -> str:
    """When, who, to whom, what, where."""
    who = " and ".join(map(party_words, incident.actors[:2])) or "an unnamed actor"
    whom = ", ".join(party.name for party in incident.targets[:3])
    what = str(incident.type.get("acled_sub_event") or incident.type.get("plover") or "event").lower()
    place = incident.place
    where = f" {place.get('relation') or 'in'} {place['name']}" if place else ""
    return f"{day_words(incident.days)}, {what}{where}: {who}{f', against {whom}' if whom else ''}."


def day_words(days: Days) -> str:
    """When, as in "On 8 April 2022" or "Between ... and ... (as reported)"."""
    if days.first is None or days.last is None:
        return "On an unknown day"
    if days.first == days.last:
        return f"On {long_day(days.first.isoformat())}"
    return f"Between {long_day(days.first.isoformat())} and {long_day(days.last.isoformat())} (as reported)"


def long_day(day: str) -> str:
    """An ISO day as in "8 April 2022"."""
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


def figure_sentences(incident: Incident) -> Iterator[str]:
    """Each figure once, with who gives it."""
    told = [
        (document, figure)
        for document, record in incident.tellings
        for figure in record.get("toll") or ()
        if figure.get("polarity") != "denied"
    ]
    yield from dict.fromkeys(figure_sentence(document, figure) for document, figure in told)


def figure_sentence(document: Json, figure: Json) -> str:
    """A figure as in "local officials: 17 killed"."""
    speaker = figure.get("source") or document.get("publisher") or document["id"]
    part = ", part of a total" if figure.get("part_of_total") else ""
    return f"{speaker}: {bounds_words(figure.get('low'), figure.get('high'))} {figure['harm']}{part}."


def with_quote(document: Json, figure: Json) -> str:
    """The same with its words, where it has some."""
    return figure_sentence(document, figure) + (f" “{figure['quote']}”" if figure.get("quote") else "")


def bounds_words(low: int | None, high: int | None) -> str:
    """Bounds as a person says them."""
    if low is None and high is None:
        return "an unknown number"
    if low is None:
        return f"up to {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"


def denials(incident: Incident) -> Iterator[str]:
    """Who denies that it happened."""
    if denied := incident.listed("denied_by"):
        yield f"Denied by {', '.join(denied)}."


def fatality_remark(incident: Incident, wish: Wish, fatalities: int | None) -> str:
    """How the number of fatalities was made."""
    figure = incident.figure("killed")
    if figure is None:
        return "Casualties unknown." if not incident.figures else "Fatalities unknown."
    if figure.low == figure.high == fatalities:
        return ""
    return f"Fatalities coded as {fatalities} ({bounds_words(figure.low, figure.high)}; {wish.accounts}, {wish.numbers})."
