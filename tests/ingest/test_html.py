"""Web pages: the article alone, and what the page says about itself."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from onrecord.ingest.html import is_page, read_html_bytes
from onrecord.ingest.intake import Intake
from onrecord.model.captures import Stated
from onrecord.settings import Settings

ARTICLE = (
    "<article><h1>Shell hits bakery</h1><p>At least three people were killed when a shell hit a bakery in the town of Keldin on Monday, "
    "the mayor said.</p><p>The army denied that it had fired, and it blamed rebels who hold the hills above the town.</p>"
    "<p>Four others were wounded, a doctor at the hospital of the town said on Monday evening.</p></article>"
)
MOSCOW = timezone(timedelta(hours=3))


def page(head: str = "", tail: str = "", article: str = ARTICLE) -> bytes:
    return f"<!DOCTYPE html><html><head><title>Shell hits bakery | Example Post</title>{head}</head><body>{article}{tail}</body></html>".encode()


def read(content: bytes, **stated: object) -> Intake:
    return read_html_bytes(content, name="page.html", stated=Stated(**stated), settings=Settings())  # type: ignore[arg-type]


def ld(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def test_the_text_is_the_article_without_menus_and_comments() -> None:
    tail = '<div id="comments"><h3>Comments</h3><p>They killed my cousin too, I saw it myself.</p></div><footer>© Example Post</footer>'
    document = read(page(tail=tail)).document
    assert document.text.splitlines()[1].startswith("At least three people were killed")
    assert "cousin" not in document.text
    assert not document.is_plain


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (meta("article:published_time", "2013-03-11T18:05:00+03:00"), datetime(2013, 3, 11, 18, 5, tzinfo=MOSCOW)),
        (meta("article:published_time", "2013-03-11T18:05:00+0300"), datetime(2013, 3, 11, 18, 5, tzinfo=MOSCOW)),
        (meta("article:published_time", "2013-03-11 18:05:00 +0300"), datetime(2013, 3, 11, 18, 5, tzinfo=MOSCOW)),
        (meta("article:published_time", "2013-03-11T18:05:00"), date(2013, 3, 11)),
        (meta("article:published_time", "2013-03-11"), date(2013, 3, 11)),
        (meta("DC.date.issued", "Mon, 11 Mar 2013 18:05:00 +0300"), datetime(2013, 3, 11, 18, 5, tzinfo=MOSCOW)),
        (ld('{"@type": "NewsArticle", "datePublished": "2013-03-11T18:05:00+03:00"}'), datetime(2013, 3, 11, 18, 5, tzinfo=MOSCOW)),
        (ld('[{"@type": "WebSite"}, {"@graph": [{"@type": ["ReportageNewsArticle"], "datePublished": "2013-03-11"}]}]'), date(2013, 3, 11)),
        (
            ld('{"@type": "WebPage", "mainEntity": {"@type": "Article", "datePublished": "2013-03-11"}, "datePublished": "2001-01-01"}'),
            date(2013, 3, 11),
        ),
        (ld("{broken") + meta("article:published_time", "2013-03-11"), date(2013, 3, 11)),
        (ld('{"@type": "NewsArticle", "headline": "a\nb", "datePublished": "2013-03-11"}'), date(2013, 3, 11)),
        (ld("[" * 5000), None),
        (ld('{"@type": "NewsArticle", "datePublished": "2013-03-11"}') + meta("date", "2001-01-01"), date(2013, 3, 11)),
        (meta("article:modified_time", "2013-03-11"), None),
        ("", None),
    ],
)
def test_the_time_and_zone_of_publication_are_the_page_s_own(head: str, published: date | None) -> None:
    assert read(page(head)).document.published == published


def test_a_visible_time_that_is_marked_as_publication_is_read() -> None:
    article = ARTICLE.replace("<p>", '<time itemprop="datePublished" datetime="2013-03-11T18:05:00+03:00">Monday</time><p>', 1)
    assert read(page(article=article)).document.published == datetime(2013, 3, 11, 18, 5, tzinfo=MOSCOW)


def test_a_day_in_the_page_s_address_is_read_only_if_there_is_nothing_else_and_said() -> None:
    address = '<link rel="canonical" href="https://example.org/2013/03/11/bakery">'
    assert read(page(address)).document.published == date(2013, 3, 11)
    assert [notice.code for notice in read(page(address)).notices] == ["published-from-url"]
    assert read(page(address + meta("date", "2013-03-12"))).document.published == date(2013, 3, 12)


@pytest.mark.parametrize("value", ["9999-01-01", "0001-01-01", "yesterday", "2013-13-41"])
def test_a_page_s_impossible_day_is_told_and_left_unknown(value: str) -> None:
    intake = read(page(meta("article:published_time", value)))
    assert intake.document.published is None
    assert [notice.code for notice in intake.notices] == ["published-unreadable"]


def test_title_publisher_and_address_are_read() -> None:
    head = meta("og:title", "Shell hits bakery") + meta("og:site_name", "Example Post") + meta("og:url", "https://example.org/a")
    document = read(page(head)).document
    assert (document.title, document.publisher, document.url) == ("Shell hits bakery", "Example Post", "https://example.org/a")


def test_json_ld_goes_before_meta_and_the_user_before_both() -> None:
    head = ld('{"@type": "NewsArticle", "headline": "One", "publisher": {"@type": "Organization", "name": "First"}}') + meta(
        "og:title", "Two"
    )
    document = read(page(head)).document
    assert (document.title, document.publisher) == ("One", "First")
    stated = read(page(head), title="Three", published=date(2013, 3, 11)).document
    assert (stated.title, stated.published) == ("Three", date(2013, 3, 11))


def test_a_declared_encoding_is_kept_to() -> None:
    content = page(article=ARTICLE.replace("the mayor", "Mayor Müller")).decode().encode("iso8859-1")
    declared = content.replace(b"<head>", b'<head><meta charset="iso-8859-1">')
    assert "Müller" in read(declared).document.text


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (page(), True),
        (b"\xef\xbb\xbf  <html>", True),
        (b"<?xml version='1.0'?><!-- a --><!DOCTYPE html>", True),
        (b"Three were killed, <b>police</b> said.", False),
        (b"", False),
    ],
)
def test_a_page_is_known_by_how_it_begins(content: bytes, answer: bool) -> None:  # noqa: FBT001
    assert is_page(content) is answer


@pytest.mark.parametrize(
    "hostile", ["<div>" * 20_000, "\x00\x01\ufffe", "&#0;&#x1F;&#55296;", "<svg><script><![CDATA[", "<p>" + "a" * 300_000]
)
def test_a_hostile_page_is_read_or_refused_but_never_crashes(hostile: str) -> None:
    try:
        read(page(tail=hostile))
    except ValueError as error:
        assert "page.html" in str(error)  # noqa: PT017
