"""Days, figures, types and places of a record in the words of a page; `record` is a dict as the output contract has it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date

Entry = Mapping[str, object]

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
HIDDEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
CERTAINTIES = {"PR": "told as probable", "PS": "told as possible", "U": "told as uncertain"}


def clean(value: object) -> str:
    """Text of a report on one line, without what could steer a terminal or turn its direction."""
    text = "" if value is None else str(value)
    kept = (" " if unicodedata.category(letter) in HIDDEN else letter for letter in text if letter not in BIDI)
    return " ".join("".join(kept).split())


def several(count: int, noun: str) -> str:
    """A number with its noun: "1 document", "2,000 documents"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def spaced(words: str) -> str:
    """Cleaned words that keep a space at either end where they had one."""
    cleaned = clean(words)
    if not cleaned:
        return " " if words else ""
    return f"{' ' if words[0].isspace() else ''}{cleaned}{' ' if words[-1].isspace() else ''}"


def entries(record: Entry, key: str) -> list[Entry]:
    """The list of entries under a key; empty where the record has none."""
    value = record.get(key)
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def names(record: Entry, key: str) -> list[str]:
    """The list of names under a key."""
    value = record.get(key)
    return [clean(each) for each in value] if isinstance(value, list) else []


def part(record: Entry, key: str) -> Entry:
    """The object under a key; empty where the record has none."""
    value = record.get(key)
    return value if isinstance(value, Mapping) else {}


def type_words(record: Entry) -> str:
    """What kind of happening: ACLED's sub-event type, else PLOVER's type with its mode."""
    kind = part(record, "type")
    plover, mode = kind.get("plover"), kind.get("plover_mode")
    words = f"{clean(plover).capitalize()}{f' ({clean(mode)})' if mode else ''}" if plover else "Kind not told"
    return clean(kind.get("acled_sub_event")) or words


def day_words(record: Entry) -> str:
    """The day or days, with the words that they were read from."""
    time = part(record, "time")
    earliest, latest = _day(time.get("earliest")), _day(time.get("latest"))
    text = f" (“{clean(time.get('text'))}”)" if time.get("text") else ""
    if earliest and latest:
        return interval_words(earliest, latest) + text
    if earliest or latest:
        return (f"{_write(earliest)} or later" if earliest else f"{_write(latest)} or earlier") + text
    return "day not known" + text


def interval_words(earliest: date, latest: date) -> str:
    """An interval as short as it can be said."""
    if earliest == latest:
        return _write(earliest)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day}–{_write(latest)}"
    if earliest.year == latest.year:
        return f"{earliest.day} {MONTHS[earliest.month - 1]} – {_write(latest)}"
    return f"{_write(earliest)} – {_write(latest)}"


def newest_first(record: Entry) -> tuple[bool, int]:
    """Order of records on a page: the latest day first, unknown days last."""
    time = part(record, "time")
    day = _day(time.get("latest")) or _day(time.get("earliest"))
    return (day is None, -day.toordinal() if day else 0)


def place_words(record: Entry) -> str:
    """The places, most specific first."""
    return ", ".join(_place(place) for place in entries(record, "places")) or "place not known"


def figure_words(figure: Entry) -> str:
    """How many of whom, with bounds in words."""
    number = count_words(figure.get("low"), figure.get("best"), figure.get("high"), approx=bool(figure.get("approx")))
    victims = f" {clean(figure.get('victims'))}" if figure.get("victims") else ""
    marks = [mark for mark, holds in (("part", figure.get("part_of_total")), ("denied", figure.get("polarity") == "denied")) if holds]
    return number + victims + (f" ({', '.join(marks)})" if marks else "")


def count_words(low: object, best: object, high: object, *, approx: bool = False) -> str:
    """A count with its bounds in words."""
    if best is not None and low == high:
        return f"about {_number(best)}" if approx else _number(best)
    if low is not None and low == high:
        return _number(low)
    if low is not None and high is not None:
        return f"{_number(low)} to {_number(high)}"
    if low is not None:
        return f"at least {_number(low)}"
    return f"at most {_number(high)}" if high is not None else "number not told"


def actor_words(actor: Entry) -> str:
    """Who, and on whose word where it is not the report's own."""
    status, by = clean(actor.get("status")), clean(actor.get("by"))
    name = clean(actor.get("name"))
    if status in {"", "stated"}:
        return f"{name} (says {by})" if by else name
    return f"{name} ({status}{f' by {by}' if by and by != name else ''})"


def victim_words(victim: Entry) -> str:
    """Who was harmed, with what is told of the person."""
    told = [clean(victim.get(key)) for key in ("age", "sex", "status") if victim.get(key) is not None]
    name = clean(victim.get("name"))
    person = f"{name} ({', '.join(told)})" if name and told else name or ", ".join(told) or "a person"
    return f"{person}, {clean(victim.get('harm'))}" if victim.get("harm") else person


def certainty_words(record: Entry) -> str | None:
    """How sure the report is that it happened, where it is not sure."""
    told = [claim for claim in entries(record, "claims") if claim.get("slot") == "happened" and claim.get("polarity") != "-"]
    certainties = [str(claim.get("certainty")) for claim in told]
    return CERTAINTIES.get(certainties[0]) if certainties and len(set(certainties)) == 1 else None


def _place(place: Entry) -> str:
    relation, distance = place.get("relation"), place.get("distance_km")
    before = f"{clean(distance)} km from " if distance is not None else f"{clean(relation)} " if relation not in {None, "in"} else ""
    return before + clean(place.get("name"))


def _number(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) and value else "none" if value == 0 else clean(value)


def _write(day: date | None) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def _day(value: object) -> date | None:
    return date.fromisoformat(value[:10]) if isinstance(value, str) else None
