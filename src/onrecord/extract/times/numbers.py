"""Read how many: figures, words, halves and vague numbers."""

from __future__ import annotations

import re

from onrecord.extract.times.rules import word_values

PARTS = re.compile(r"[\s-]+")
HALF = re.compile(r"[\s-]and[\s-]a[\s-]half$")
FRACTION = re.compile(r"^(\d+)\s(\d)/(\d)$")
UNKNOWN = "X"  # TIMEX3's sign for an unknown number


def read_number(text: str) -> str:
    """A number as figures ("2.5"), or X where the words leave it open; `text` is in lower case."""
    values = word_values()
    known = values["vague"].get(text) or values["article"].get(text)
    if known:
        return known
    fraction = FRACTION.match(text)
    if fraction:
        whole, above, below = (int(part) for part in fraction.groups())
        return plain(whole + above / below) if below else UNKNOWN
    body, halves = HALF.subn("", text)
    try:
        number = float(body)
    except ValueError:
        number = float(sum(int(values["tens"].get(word) or values["ones"].get(word) or 0) for word in PARTS.split(body)))
    return plain(number + 0.5 * halves) if number or body == "zero" or (body and not body.strip("0")) else UNKNOWN


def plain(number: float) -> str:
    """A number without an idle fraction."""
    return str(int(number)) if number == int(number) else str(round(number, 2))
