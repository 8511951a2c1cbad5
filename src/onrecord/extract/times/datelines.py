"""Days at the head of a report that say when it was written: datelines, bylines, dated headlines."""

from __future__ import annotations

import re
from functools import lru_cache

HEADER = 900  # characters in which a dateline can stand: headline, byline, summary
LINE = 120  # characters of its line that are looked at on the left
AFTER = 60
CODE_WITHIN = 400  # behind a dated headline
CAPITALS_BEFORE = re.compile(r"[A-Z]{3,}[^\n]{0,60}[,(:\n–—-]\s*$")
NAMES_BEFORE = re.compile(
    r"(?:^|[\n\u2028])\s{0,5}(?!(?:On|In|At|By|Since|From|Until|After|Before)\b)[A-Z][\w'’-]+(?:,? [A-Z][\w.'’-]*){0,5}(?:, | ?\()$"
)
DASH_AFTER = re.compile(
    r"(?:,? (?:\d\d)?\d\d)?\)?,?\s{0,2}(?:\([^()\n]{1,40}\)\s{0,2})?(?:--|[—–:-]|/)|(?:,? \d{4})?\)?[^\S\n\u2028]{0,3}(?:[\n\u2028]|$)"
)
WIRE_AFTER = re.compile(r"(?:,? (?:\d\d)?\d\d)?\s{0,2}\([^()\n]{1,40}\)")
STOP_AFTER = re.compile(r"(?:,? \d{4})?\.\s")
# "By Our Reporter, 3 May", "Last updated 5:40 p.m. Monday": nothing but names, or words of time, stands between.
BYLINE_BEFORE = re.compile(
    r"(?:^|\n)\W{0,5}(?:By|BY)(?:[\s,|•·–—-]{1,5}(?:[A-Z][\w.'’-]*|and|of|for|the|in|at|on|staff|writer|correspondent))+[\s,|•·:–—-]*$"
    r"|(?:\b(?:Published|Updated|Posted|PUBLISHED|UPDATED|POSTED)\s?:|(?:^|[\n|•·(–—-])\s{0,5}(?i:(?:last |first )?(?:published|updated|posted|dated?|issued|released))\b)"
    r"(?:\d{1,2}[:.]\d\d|[ap]\.?m\.?|[A-Z]{2,4}T|on|at|in|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[\s,|:–—-])*$"
    r"|\(@\w{1,30}\)\s{0,2}$"  # of a post that is quoted
)
# "14 June 2024" on a line of its own, "Flash update no. 3 (as of 14 June 2024)", "Incident summary, Sector North | 14 June 2024".
ALONE_BEFORE = re.compile(
    r"(?:^|[\n\u2028])[^\w\n\u2028]{0,5}(?:(?:[A-Z#\d][\w'’#./-]*|no\.|of|for|and|the)[^\S\n]?[,:|–—-]?[^\S\n]?){0,10}(?<![A-Za-z] )\(?$"
    r"|(?:^|[\n\u2028])[^\n\u2028]{1,80}(?: [|·–—] |(?:\(| [–—-] )(?:(?:as|status) (?:of|at|on)|dated|updated|issued|posted) (?:on )?)$"
)
ENTRY_BEFORE = re.compile(r"(?:^|[\n\u2028])[^\w\n\u2028]{0,5}(?:[Aa]t )?$")
# "06:40", "0640hrs", "6.40 p.m.", "At 9 pm": a bare "1945" is a year.
CLOCK = r"(?:(?:[01]?\d|2[0-3])[:.h][0-5]\d\b|(?:[01]\d|2[0-3])[0-5]\d ?(?:hours|hrs|GMT|UTC|local|h\b|Z\b)|\d{1,2} ?[ap]\.?m\b)"
CLIP = re.compile(r"(?m)^[^\w\n]{0,5}0:[0-5]\d\b")  # how long a video is
ENTRY = re.compile(rf"(?m)^[^\w\n]{{0,5}}(?:At )?{CLOCK}")
ALONE_AFTER = re.compile(r"(?:,? \d{4})?\)?[^\S\n\u2028]*(?:[|·][^\n\u2028]{0,30})?(?:[\n\u2028]|$)")
DATED_LINE = re.compile(
    r"(?m)^[^\w\n]{0,5}(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?[^\w\n]{0,5}$"
)
HEADLINE_AFTER = re.compile(r":\s")
CODED_MONTH = re.compile(r"\b(20\d\d|19\d\d)-(0[1-9]|1[0-2])\b")
WRITTEN_YEAR = re.compile(r"(?<![\d.,$-])(?:19|20)\d\d(?![\d-])")
ANY_MONTH = "any"
MANY = 2  # lines that open alike


def read_header(text: str, start: int, end: int) -> dict[str, str]:
    """Marks of a dateline ("KABUL, May 3 (Reuters) -"), a byline or a dated headline ("May 3: Forces leave"), and the year that the header gives.

    A time of day that opens an entry of a log ("06:40 - Two shells fell") is marked as well: it is of the day of the log.
    """
    line, after = text[max(0, start - LINE) : start], text[end : end + AFTER]
    if ENTRY_BEFORE.search(line) and ENTRY.match(text[start:end]) and has_entries(text):
        return {"entry": "1"}
    if end >= HEADER:
        return {}
    if is_dateline(line, after) or BYLINE_BEFORE.search(line):
        return {"dateline": "1"} | header_year(text[:start])
    if ALONE_BEFORE.search(line) and ALONE_AFTER.match(after) and not is_diary(text):
        return {"dateline": "1"} | header_year(text[:start])
    if not line.strip() and HEADLINE_AFTER.match(after):
        return {"headline": "1"} | coded_month(text[end : end + CODE_WITHIN])
    return {}


@lru_cache(maxsize=1)
def has_entries(text: str) -> bool:
    """True for a log or a live report: several lines open with a time of day."""
    return len(ENTRY.findall(text)) >= MANY and CLIP.search(text) is None


@lru_cache(maxsize=1)
def is_diary(text: str) -> bool:
    """True where several lines are dates: each is the day of what stands below it."""
    return len(DATED_LINE.findall(text)) >= MANY


def is_dateline(line: str, after: str) -> bool:
    """True behind a place, in capitals or at the head of its line, if what follows shows that the report begins there."""
    is_named = NAMES_BEFORE.search(line) is not None
    if not is_named and CAPITALS_BEFORE.search(line) is None:
        return False
    return bool(DASH_AFTER.match(after) or WIRE_AFTER.match(after) or (is_named and STOP_AFTER.match(after)))


def header_year(head: str) -> dict[str, str]:
    """The year that the head of a report gives to a dateline without one: by a coded month ("2010-09-12"), or the only year written."""
    coded = coded_month(head)
    if coded:
        return coded
    years = set(WRITTEN_YEAR.findall(head))
    return {"header_year": years.pop(), "header_month": ANY_MONTH} if len(years) == 1 else {}


def coded_month(head: str) -> dict[str, str]:
    """The year and month of a number that a release carries ("2010-09-CA-12")."""
    coded = CODED_MONTH.search(head)
    return {"header_year": coded[1], "header_month": str(int(coded[2]))} if coded else {}
