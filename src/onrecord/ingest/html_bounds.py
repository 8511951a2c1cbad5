"""Web pages that would take the parser of HTML, which nothing can interrupt, very long or very much memory: they are refused before it sees them."""

from __future__ import annotations

import re

from onrecord.errors import InvalidInputError

MOST_TAGS = 200_000  # a page of so many takes 15 s and 500 MB; the longest pages of an encyclopaedia have half as many
SHORT = 100_000  # characters of a page that cannot hold so many attributes
MOST_COMPARISONS = 2_000_000_000  # of names of attributes, each of which libxml2 compares with all before it in its tag: 8 s
QUOTED = re.compile(r"=\s*(?>\"[^\"]*\"|'[^']*')")
TAG = re.compile(r"<[a-zA-Z](?>[^>=]+|=\s*+(?>\"[^\"]*\"|'[^']*'|))*+")


def check_page(page: str, *, name: str) -> None:
    """Refuse a page of very many tags, or of tags with very many attributes.

    Raises:
        InvalidInputError: saying how many are too many.
    """
    if page.count("<") > MOST_TAGS:
        raise InvalidInputError(f"{name}: this web page has more than {MOST_TAGS:,} tags; expected a page with an article")
    if len(page) > SHORT and sum(count_attributes(match[0]) ** 2 for match in TAG.finditer(page)) > MOST_COMPARISONS:
        raise InvalidInputError(f"{name}: this web page has tags with tens of thousands of attributes; expected a page with an article")


def count_attributes(tag: str) -> int:
    """About how many attributes a tag has, at the most."""
    return len(QUOTED.sub("=", tag).split())
