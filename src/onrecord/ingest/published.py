"""Reading and checking the day, or the time and zone, of publication."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from onrecord.errors import InvalidInputError

EARLIEST = date(1800, 1, 1)
EXPECTED = "expected YYYY-MM-DD, or a date-time with its offset such as 2013-03-11T18:05:00+03:00"


def parse_published(value: str | date | datetime) -> date | datetime:
    """A publication day, or a time where the value holds one with its zone; a time without a zone is read as its day.

    Raises:
        InvalidInputError: if the value is neither.
    """
    if isinstance(value, datetime):
        return value.replace(microsecond=0) if value.tzinfo else value.date()
    if isinstance(value, date):
        return value
    text = value.strip()
    try:
        return date.fromisoformat(text) if _is_day(text) else parse_published(datetime.fromisoformat(text))
    except ValueError as error:
        raise InvalidInputError(f"publication day '{value[:60]}' cannot be read; {EXPECTED}") from error


def parse_page_time(value: str) -> date | datetime | None:
    """A publication time as pages and feeds write it: ISO 8601 in its looser forms, or RFC 2822; None if it is neither."""
    text = value.strip()[:60]
    for candidate in (text, text.replace(" ", "T", 1), text.replace(" ", "T", 1).replace(" ", "")):
        try:
            return parse_published(candidate)
        except InvalidInputError:
            continue
    try:
        return parse_published(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def check_published(published: date | datetime | None, *, today: date | None = None) -> None:
    """Refuse a day that cannot be one of publication.

    Raises:
        InvalidInputError: if it lies in the future everywhere on earth, or before newspapers as we know them.
    """
    if published is None:
        return
    day = published.date() if isinstance(published, datetime) else published
    last = (today or datetime.now(UTC).date()) + timedelta(days=1)  # it may be tomorrow already at the place of publication
    if day > last:
        raise InvalidInputError(f"publication day {day} lies in the future; expected a day up to today")
    if day < EARLIEST:
        raise InvalidInputError(f"publication day {day} is too early; expected {EARLIEST} or later")


def _is_day(text: str) -> bool:
    return len(text) == len("2013-03-11") and text[4:5] == "-"
