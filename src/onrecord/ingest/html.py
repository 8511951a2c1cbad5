"""A web page to a document: its article, and what the page says about itself."""

from __future__ import annotations

import logging
import re
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.errors import InvalidInputError
from onrecord.ingest.boilerplate import SENTENCE_END, match_line
from onrecord.ingest.decode import decode_bytes
from onrecord.ingest.html_bounds import check_page
from onrecord.ingest.html_metadata import PageMetadata, find_metadata
from onrecord.ingest.intake import Intake
from onrecord.ingest.prepare import prepare_document
from onrecord.ingest.published import check_published
from onrecord.model.captures import Stated
from onrecord.model.records import Notice
from onrecord.model.text import Document
from onrecord.settings import Settings

if TYPE_CHECKING:  # the import itself is slow
    from lxml.html import HtmlElement, HTMLParser
    from trafilatura.settings import Extractor

PAGE = re.compile(
    rb"\A\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?>.{0,2000}?-->)\s*+)*+<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
WORDS = 5  # of the shortest sentence of a report
HEAD = 4096
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
UNPRINTABLE = bytes([*range(9), 11, 12, *range(14, 32)])  # XML has no place for them, nor for two that are no characters:
NO_CHARACTERS = ("\ufffe", "\uffff")


def is_page(content: bytes) -> bool:
    """True if the bytes begin as a web page does."""
    return PAGE.match(content.removeprefix(b"\xef\xbb\xbf")[:HEAD]) is not None


def read_html_bytes(content: bytes, *, name: str, stated: Stated, settings: Settings, charset: str | None = None) -> Intake:
    """The document of a web page; its text is the article alone, to which offsets refer.

    Raises:
        InvalidInputError: if the bytes are no page, or a page without an article.
    """
    declared = CHARSET.search(content[:HEAD])
    decoded = decode_bytes(content, name=name, declared=charset or (declared[1].decode("ascii") if declared else None))
    if not decoded.text.strip():
        raise InvalidInputError(f"{name}: empty; expected a web page with an article")
    check_page(decoded.text, name=name)
    tree = _parse(decoded.text, name=name)
    metadata = find_metadata(tree)
    text = _extract_article(tree)
    if not any(is_sentence(line) and not match_line(line) for line in text.splitlines()):
        raise InvalidInputError(
            f"{name}: no article was found in this web page; expected a page with at least one full sentence of a report"
        )
    published, notices = _published(metadata, stated)
    document = Document(
        id=name,
        text=text,
        title=stated.title or metadata.title,
        published=published,
        publisher=stated.publisher or metadata.publisher,
        url=stated.url or metadata.url,
        is_plain=False,
    )
    return prepare_document(document, settings=settings, notices=(*decoded.notices, *notices))


def is_sentence(line: str) -> bool:
    """True for a line that ends as a sentence does, and is no shorter than one."""
    words = line.split()
    return len(words) >= WORDS and SENTENCE_END.search(words[-1]) is not None


def _parse(page: str, *, name: str) -> HtmlElement:
    from lxml import etree, html  # noqa: PLC0415  plain text must not pay for it

    for each in NO_CHARACTERS:
        page = page.replace(each, "")
    try:
        return html.document_fromstring(page.encode("utf-8", "replace").translate(None, UNPRINTABLE), parser=_parser())
    except (etree.ParserError, ValueError) as error:
        raise InvalidInputError(f"{name}: this web page cannot be parsed ({error}); expected HTML") from error


@lru_cache(maxsize=1)
def _parser() -> HTMLParser:
    """A parser whose elements are all of one class: lxml's own asks Python for the class of each, which is a tenth of what reading a page costs."""
    from lxml import etree, html  # noqa: PLC0415  plain text must not pay for it

    parser = html.HTMLParser(encoding="utf-8")
    classes = {
        "element": html.HtmlElement,
        "comment": html.HtmlComment,
        "pi": html.HtmlProcessingInstruction,
        "entity": html.HtmlEntity,
    }
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(**classes))
    return parser


def _extract_article(tree: HtmlElement) -> str:
    """The article's paragraphs, a line each; comments of readers, menus and footers are left out. The tree loses its styles and scripts."""
    import trafilatura  # noqa: PLC0415  plain text must not pay for it
    from lxml import etree  # noqa: PLC0415  plain text must not pay for it

    etree.strip_elements(tree, "style", with_tail=False)  # they are no part of an article, and the tree is copied again and again
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            script.text = None
    return trafilatura.extract(tree, options=_options()) or ""


@lru_cache(maxsize=1)
def _options() -> Extractor:
    """How trafilatura extracts: as it does by itself, but for comments of readers."""
    from trafilatura.settings import Extractor  # noqa: PLC0415  plain text must not pay for it

    return Extractor(comments=False, tables=True, output_format="txt")


def _published(metadata: PageMetadata, stated: Stated) -> tuple[date | datetime | None, tuple[Notice, ...]]:
    """What the user states, else what the page says, if it can be; a page's mistake is told, not raised."""
    if stated.published or (metadata.published is None and metadata.unreadable is None):
        return stated.published, ()
    try:
        check_published(metadata.published)
    except InvalidInputError as error:
        return None, (Notice("published-unreadable", f"the page's own {error}; taken as unknown"),)
    if metadata.published is None:
        return None, (
            Notice("published-unreadable", f"the page's own publication day '{metadata.unreadable}' cannot be read; taken as unknown"),
        )
    return metadata.published, metadata.notices
