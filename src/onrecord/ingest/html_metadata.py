"""What a web page says about itself: title, publisher, address, and the day, time and zone of publication."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.ingest.published import parse_page_time
from onrecord.model.records import Notice

if TYPE_CHECKING:  # the import itself is slow
    from lxml.html import HtmlElement

ARTICLE = re.compile(r"(?:Article|Posting|Report|Liveblog\w*|WebPage|CreativeWork)\Z")
PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "publishdate", "publish-date", "publication_date", "pubdate", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "article.published", "date.issued", "displaydate", "date",
)  # fmt: skip
TITLES = ("og:title", "twitter:title", "dc.title", "headline", "parsely-title", "title")
PUBLISHERS = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher")
URLS = ("og:url", "twitter:url", "parsely-link")
URL_DAY = re.compile(r"/(?:19|20)\d\d[/-](?:0[1-9]|1[0-2])[/-](?:0[1-9]|[12]\d|3[01])(?=[/_-]|\Z)")
LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """A page's own words about itself. `unreadable` is a publication time that nothing could be made of."""

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | datetime | None = None
    unreadable: str | None = None
    notices: tuple[Notice, ...] = ()


def find_metadata(tree: HtmlElement) -> PageMetadata:
    """The page's JSON-LD first, then its meta elements, then its visible marks."""
    metas = _metas(tree)
    articles = tuple(_articles(tree))
    url = _first((*_ld(articles, "url"), _address(tree, metas)))
    times = tuple(time for time in (*_ld(articles, "datePublished"), *_named(metas, PUBLISHED), *_marked_times(tree)) if time)
    published = next((moment for moment in map(parse_page_time, times) if moment), None)
    by_url = None if published or times else _day_of_url(url)
    return PageMetadata(
        title=_first((*_ld(articles, "headline"), *_named(metas, TITLES), *_texts(tree, "h1"), *_texts(tree, "title"))),
        publisher=_first((*_ld_names(articles, "publisher"), *_named(metas, PUBLISHERS))),
        url=url,
        published=published or by_url,
        unreadable=times[0][:60] if times and not published else None,
        notices=(Notice("published-from-url", f"the page gives no publication day; {by_url} was read from its address"),) if by_url else (),
    )


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The first content of each name of a meta element, names in lower case."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = meta.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _named(metas: dict[str, str], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(metas[name] for name in names if name in metas)


def _articles(tree: HtmlElement) -> Iterator[dict[str, object]]:
    """The JSON-LD objects that stand for the article, then those for the page."""
    objects: list[dict[str, object]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            objects += _objects(_load(script.text or ""))
    found = [(kind, each) for each in objects if (kind := _kind(each))]
    yield from (each for kind, each in found if not kind.endswith(("WebPage", "CreativeWork")))
    yield from (each for kind, each in found if kind.endswith(("WebPage", "CreativeWork")))


def _load(script: str) -> object:
    """JSON-LD as pages write it: comments around it, raw line breaks inside strings."""
    content = re.sub(r"\A\s*(?:<!--|//\s*<!\[CDATA\[)|(?:-->|//\s*\]\]>)\s*\Z", "", script)
    try:
        return json.loads(content, strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: object, depth: int = 0) -> list[dict[str, object]]:
    """All objects of a JSON value, outermost first, to a depth that no honest page passes."""
    if depth > 6:
        return []
    if isinstance(value, list):
        return [each for item in value for each in _objects(item, depth + 1)]
    if not isinstance(value, dict):
        return []
    nested = [each for item in value.values() if isinstance(item, (dict, list)) for each in _objects(item, depth + 1)]
    return [value, *nested]


def _kind(value: dict[str, object]) -> str | None:
    types = value.get("@type")
    names = types if isinstance(types, list) else [types]
    return next((name for name in names if isinstance(name, str) and ARTICLE.search(name)), None)


def _ld(articles: tuple[dict[str, object], ...], key: str) -> tuple[str, ...]:
    return tuple(value.strip() for each in articles if isinstance(value := each.get(key), str) and value.strip())


def _ld_names(articles: tuple[dict[str, object], ...], key: str) -> tuple[str, ...]:
    """Names of an organisation that is given as an object, a list or a text."""
    parties = [each.get(key) for each in articles]
    flat = [part for party in parties for part in (party if isinstance(party, list) else [party])]
    names = [part.get("name") if isinstance(part, dict) else part for part in flat]
    return tuple(name.strip() for name in names if isinstance(name, str) and name.strip())


def _address(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    canonical = next((link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"), None)
    return _first((canonical, *_named(metas, URLS)))


def _marked_times(tree: HtmlElement) -> Iterator[str]:
    """Times that the page shows and marks as those of publication; else its only marked time."""
    times = [each for each in tree.iter("time") if each.get("datetime")]
    marked = [each for each in times if "publish" in (each.get("itemprop") or "").lower() or each.get("pubdate") is not None]
    for each in marked or (times if len(times) == 1 else []):
        yield str(each.get("datetime"))


def _texts(tree: HtmlElement, tag: str) -> tuple[str, ...]:
    """The words of the first element of a kind."""
    return tuple(" ".join(str(each.text_content()).split()) for each in islice(tree.iter(tag), 1))


def _day_of_url(url: str | None) -> date | None:
    match = URL_DAY.search(url or "")
    if not match:
        return None
    try:
        return date.fromisoformat(match[0].strip("/").replace("/", "-"))
    except ValueError:
        return None


def _first(values: tuple[str | None, ...]) -> str | None:
    """The first value that says something, on one line, cut to a sane length."""
    return next((" ".join(value.split())[:LONGEST] for value in values if value and value.strip()), None)
