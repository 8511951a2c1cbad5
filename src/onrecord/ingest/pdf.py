"""A PDF with a text layer to a document: its lines joined to paragraphs, its pages in order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.errors import InvalidInputError
from onrecord.ingest.intake import Intake
from onrecord.ingest.prepare import prepare_document
from onrecord.model.captures import Stated
from onrecord.model.text import Document
from onrecord.settings import Settings

MARK = b"%PDF-"
HYPHEN = re.compile(r"(?<=[a-z])-$")
CLOSED = re.compile(r"[.!?:;][\"'”’)\]]*$")
FULL = 0.6  # of the longest line of a page: a line at least so long goes on in the next one


def is_pdf(content: bytes) -> bool:
    """True if the bytes begin as a PDF does."""
    return content.startswith(MARK)


def read_pdf_bytes(content: bytes, *, name: str, stated: Stated, settings: Settings, charset: str | None = None) -> Intake:  # noqa: ARG001  one shape for all readers
    """The document of a PDF's text layer, to which offsets refer.

    Raises:
        InvalidInputError: if it is no PDF that can be read, has no text layer, or the extra is not installed.
    """
    text = "\n\n".join(page for page in pages_of(content, name=name, limit=settings.max_characters) if page)
    if not text.strip():
        raise InvalidInputError(
            f"{name}: this PDF has no text layer, so there is nothing to read; expected one with text, not scanned pages"
        )
    document = Document(
        id=name, text=text, title=stated.title, published=stated.published, publisher=stated.publisher, url=stated.url, is_plain=False
    )
    return prepare_document(document, settings=settings)


def pages_of(content: bytes, *, name: str, limit: int) -> Iterator[str]:
    """The text of each page, until there is more than the limit.

    Raises:
        InvalidInputError: if it cannot be read, or the extra is not installed.
    """
    try:
        import pypdfium2  # noqa: PLC0415  an extra
    except ModuleNotFoundError as error:
        raise InvalidInputError(f"{name}: this is a PDF file, which needs pip install 'onrecord[pdf]'") from error
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise InvalidInputError(f"{name}: this PDF cannot be read ({error})") from error
    total = 0
    try:
        for number in range(len(document)):
            page = join_lines(page_text(document, number, name))
            total += len(page)
            yield page
            if total > limit:
                return
    finally:
        document.close()


def page_text(document: object, number: int, name: str) -> str:
    """The text layer of a page.

    Raises:
        InvalidInputError: if the page cannot be read.
    """
    import pypdfium2  # noqa: PLC0415  an extra

    try:
        page = document[number]  # type: ignore[index]
        layer = page.get_textpage()
        text: str = layer.get_text_range()
        layer.close()
        page.close()
    except pypdfium2.PdfiumError as error:
        raise InvalidInputError(f"{name}: page {number + 1} of this PDF cannot be read ({error})") from error
    return text


def join_lines(text: str) -> str:
    """Paragraphs of the lines of a page: a line that goes on is joined to the next, a word that is divided at its end made whole."""
    lines = [" ".join("".join(letter for letter in line if letter.isprintable() or letter == "\t").split()) for line in text.splitlines()]
    longest = max(map(len, lines), default=0)
    paragraphs: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and line:
            before = paragraphs[-1]
            paragraphs[-1] = HYPHEN.sub("", before) + line if HYPHEN.search(before) and line[0].islower() else f"{before} {line}"
        elif line:
            paragraphs.append(line)
        goes_on = bool(line) and len(line) >= FULL * longest and not (CLOSED.search(line) and len(line) < longest * 0.9)
    return "\n".join(paragraphs)
