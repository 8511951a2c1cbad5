"""Days at the head of a report that say when it was written: datelines, bylines, dated headlines."""

from __future__ import annotations

import re

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
    r"(?:\d{1,2}[:.]\d\d|[ap]\.?m\.?|[A-Z]{2,4}T|on|at|in|[\s,|:–—-])*$"
)
HEADLINE_AFTER = re.compile(r":\s")
CODED_MONTH = re.compile(r"\b(20\d\d|19\d\d)-(0[1-9]|1[0-2])\b")
WRITTEN_YEAR = re.compile(r"(?<![\d.,$-])(?:19|20)\d\d(?![\d-])")
ANY_MONTH = "any"


def read_header(text: str, start: int, end: int) -> dict[str, str]:
    """Marks of a dateline ("KABUL, May 3 (Reuters) -"), a byline or a dated headline ("May 3: Forces leave"), and the year that the header gives."""
    if end >= HEADER:
        return {}
    line, after = text[max(0, start - LINE) : start], text[end : end + AFTER]
    if is_dateline(line, after) or BYLINE_BEFORE.search(line):
        return {"dateline": "1"} | header_year(text[:start])
    if not line.strip() and HEADLINE_AFTER.match(after):
        return {"headline": "1"} | coded_month(text[end : end + CODE_WITHIN])
    return {}


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
