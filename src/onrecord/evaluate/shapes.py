"""What a line of gold must hold, as tables: each field with its check, which says what was expected where a value is wrong."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.model.values import Harm, Kind, Realis
from onrecord.vocab.codes import acled_sub_events

STATUSES = ("stated", "claimed", "accused", "suspected", "denied")
POLARITIES = ("asserted", "denied")
LONGEST = 60  # characters of a found value that a message shows

Check = Callable[[object, str], str | None]  # of a value, with the text of its report: what was expected, None if it is right
Shape = Mapping[str, "Field"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of gold; `parts` is the shape of each of its objects, `is_many` says that it is a list."""

    check: Check
    parts: Shape | None = None
    is_many: bool = False
    is_optional: bool = False


def is_text(value: object, text: str) -> str | None:  # noqa: ARG001  one shape for all checks
    """Text that is not empty."""
    return None if isinstance(value, str) and value.strip() else "text that is not empty"


def is_day(value: object, text: str) -> str | None:  # noqa: ARG001  one shape for all checks
    """An ISO day."""
    return None if isinstance(value, str) and _is_iso_day(value) else "a day as YYYY-MM-DD"


def is_number(value: object, text: str) -> str | None:  # noqa: ARG001  one shape for all checks
    """A number of people or things."""
    return None if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else "a whole number, 0 or more"


def is_flag(value: object, text: str) -> str | None:  # noqa: ARG001  one shape for all checks
    """True or false."""
    return None if isinstance(value, bool) else "true or false"


def is_object(value: object, text: str) -> str | None:  # noqa: ARG001  one shape for all checks
    """A JSON object; its fields are checked by its shape."""
    return None if isinstance(value, dict) else "an object"


def is_quote(value: object, text: str) -> str | None:
    """Words that stand in the report as they are."""
    if not isinstance(value, str) or not value.strip():
        return "words of the text"
    if value in text:
        return None
    near = re.search(r"\W+".join(map(re.escape, re.findall(r"\w+", value))) or r"(?!)", text, re.IGNORECASE)
    return "words that stand in the text as they are" + (f"; did you mean {_show(near[0])}?" if near else "")


def one_of(codes: Iterable[str]) -> Check:
    """One of some codes."""
    known = tuple(codes)

    def check(value: object, text: str) -> str | None:  # noqa: ARG001  one shape for all checks
        if value in known:
            return None
        near = difflib.get_close_matches(str(value), known, n=1)
        return (
            f"one of {', '.join(known)}" if len(known) < 10 else "one of the codebook's" + (f"; did you mean '{near[0]}'?" if near else "")
        )

    return check


def or_null(check: Check) -> Check:
    """The same, or null."""

    def check_given(value: object, text: str) -> str | None:
        expected = None if value is None else check(value, text)
        return expected and _before_hint(expected, ", or null")

    return check_given


FIGURE: Shape = {
    "harm": Field(one_of(Harm)),
    "low": Field(or_null(is_number)),
    "high": Field(or_null(is_number)),
    "victims": Field(or_null(is_quote)),
    "source": Field(or_null(is_quote)),
    "polarity": Field(one_of(POLARITIES)),
    "part_of_total": Field(is_flag),
    "quote": Field(is_quote),
    "approx": Field(is_flag, is_optional=True),
}
ATTACKER: Shape = {"name": Field(is_quote), "status": Field(one_of(STATUSES)), "by": Field(or_null(is_quote))}
RECORD: Shape = {
    "id": Field(is_text),
    "kind": Field(one_of(Kind)),
    "sub_event": Field(or_null(one_of(acled_sub_events()))),
    "mentions": Field(is_quote, is_many=True),
    "realis": Field(one_of(Realis)),
    "sources": Field(is_quote, is_many=True),
    "denied_by": Field(is_quote, is_many=True),
    "earliest": Field(or_null(is_day)),
    "latest": Field(or_null(is_day)),
    "places": Field(is_text, is_many=True),  # an implied country need not stand in the text
    "attackers": Field(is_object, ATTACKER, is_many=True),
    "targets": Field(is_quote, is_many=True),
    "toll": Field(is_object, FIGURE, is_many=True),
}
LINE: Shape = {
    "id": Field(is_text),
    "title": Field(or_null(is_text), is_optional=True),
    "published": Field(or_null(is_day)),
    "text": Field(is_text),
    "records": Field(is_object, RECORD, is_many=True),
    **{name: Field(or_null(is_text), is_optional=True) for name in ("url", "publisher", "licence", "credit", "region", "style")},
}


def find_faults(entry: Mapping[str, object], shape: Shape, *, text: str, at: str = "") -> Iterator[str]:
    """What is wrong with an object, one line a fault: the field, what was found, what was expected."""
    for name in entry.keys() - shape.keys():
        near = difflib.get_close_matches(name, shape, n=1)
        yield f"{at}{name}: an unknown key; expected {f'{near[0]!r}' if near else ', '.join(shape)}"
    for name, field in shape.items():
        if name in entry:
            yield from _find_field_faults(entry[name], field, text=text, at=f"{at}{name}")
        elif not field.is_optional:
            yield f"{at}{name}: missing; expected it in every such object (null and [] are answers)"


def _find_field_faults(value: object, field: Field, *, text: str, at: str) -> Iterator[str]:
    if field.is_many and not isinstance(value, list):
        yield f"{at}: found {_show(value)}, expected a list"
        return
    values = enumerate(value) if field.is_many and isinstance(value, list) else [(None, value)]
    for number, each in values:
        where = at if number is None else f"{at}[{number}]"
        expected = field.check(each, text)
        if expected:
            yield f"{where}: found {_show(each)}, expected {expected}"
        elif field.parts and isinstance(each, dict):
            yield from find_faults(each, field.parts, text=text, at=f"{where}.")


def _is_iso_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _before_hint(expected: str, words: str) -> str:
    """A remark put before "did you mean"."""
    what, mark, hint = expected.partition("; did you mean")
    return f"{what}{words}{mark}{hint}"


def _show(value: object) -> str:
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"
