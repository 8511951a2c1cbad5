"""Text as it was given, and the pieces of it that values rest on."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime

from onrecord.errors import InvalidValueError

BROKEN = re.compile("[\0\ud800-\udfff]")  # what no file of UTF-8 or no database holds


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text, in Unicode code points; `end` is excluded.

    Raises:
        InvalidValueError: if it is empty, reversed or begins before the text.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidValueError(f"span must have 0 <= start < end, not {self.start}..{self.end}")

    def overlaps(self, other: Span) -> bool:
        """True if both share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True if the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def cover(self, other: Span) -> Span:
        """The shortest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words that a value was read from, and where they stand.

    Raises:
        InvalidValueError: if the quote is not as long as its span.
    """

    span: Span
    quote: str

    def __post_init__(self) -> None:
        if len(self.quote) != self.span.end - self.span.start:
            raise InvalidValueError(f"quote must be as long as {self.span}, not {len(self.quote)} characters")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report: its text, never altered, and what is known about its publication.

    `published` is a day, or a time with its zone where the input has one. `skipped` are boilerplate spans of the text that
    are not read (comment boxes, share lines, repeated leads).
    """

    id: str
    text: str
    title: str | None = None
    published: date | datetime | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    is_plain: bool = True  # False: `text` was extracted from HTML or the like, so results carry it
    skipped: tuple[Span, ...] = ()

    @property
    def sha256(self) -> str:
        """Hex digest of the UTF-8 text."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def publication_day(self) -> date | None:
        """The civil day of publication at the place of publication, or None."""
        return self.published.date() if isinstance(self.published, datetime) else self.published

    def quote(self, span: Span) -> Evidence:
        """The words of a span, as evidence.

        Raises:
            InvalidValueError: if the span ends after the text.
        """
        return Evidence(span, self.text[span.start : span.end])


def whole(words: str) -> str:
    """Words about a report with U+FFFD for each NUL and half of a character, so that they can be written anywhere."""
    return words if words.isascii() and "\0" not in words else BROKEN.sub("\ufffd", words)


def lowered(text: str) -> str:
    """A text in small letters with every character at its offset; the few whose small form is longer ("İ") stay as they are."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
