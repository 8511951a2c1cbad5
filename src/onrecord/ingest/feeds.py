"""RSS and Atom feeds to captures: the page behind each entry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.errors import FetchError
from onrecord.ingest.request import Found, Request, moment
from onrecord.ingest.url import Page, is_url, join_address
from onrecord.model.captures import Capture, Method, Refusal

FEED = re.compile(
    rb"\A\s*(?:<\?xml[^>]{0,300}>\s*)?(?:<!--(?>.{0,2000}?-->)\s*+)*+(?:<\?[^>]{0,300}>\s*)*+<(?:rss|feed|rdf:RDF)\b",
    re.IGNORECASE | re.DOTALL,
)
HEAD = 6000


def is_feed(content: bytes) -> bool:
    """True if the bytes begin as a feed does."""
    return FEED.match(content.removeprefix(b"\xef\xbb\xbf")[:HEAD]) is not None


def find_in_feed(content: bytes, base: str, request: Request) -> Found:
    """The pages that a feed names, in its order, each once; one that cannot be fetched is a refusal."""
    links = list(dict.fromkeys(links_of(content, base)))
    if not links:
        yield Refusal(name=request.name, reason="this feed has no entries with an address")
    for link in links:
        try:
            page = request.visits.fetch(link, settings=request.settings)
        except FetchError as error:
            yield Refusal(name=link, reason=str(error).removeprefix(f"{link}: "))
        else:
            yield page_capture(link, page, request, Method.FEED)


def links_of(content: bytes, base: str) -> Iterator[str]:
    """The addresses of the entries of a feed."""
    import feedparser  # noqa: PLC0415  only feeds need it

    for entry in feedparser.parse(content).entries:
        link = join_address(base, str(entry.get("link") or "").strip())
        if is_url(link):
            yield link


def page_capture(name: str, page: Page, request: Request, method: Method) -> Capture:
    """A page that was fetched."""
    return Capture(
        name=name,
        content=page.content,
        method=method,
        at=moment(),
        url=page.url,
        media_type=page.type,
        charset=page.charset,
        headers=page.headers,
        stated=request.stated,
    )
