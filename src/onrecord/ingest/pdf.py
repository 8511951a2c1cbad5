"""A PDF with a text layer to a document: its lines joined to paragraphs, its pages in order."""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec

from onrecord.errors import InvalidInputError
from onrecord.ingest import pdf_pages
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
    text = "\n\n".join(page for page in pages_of(content, name=name, settings=settings) if page)
    if not text.strip():
        raise InvalidInputError(
            f"{name}: this PDF has no text layer, so there is nothing to read; expected one with text, not scanned pages"
        )
    document = Document(
        id=name, text=text, title=stated.title, published=stated.published, publisher=stated.publisher, url=stated.url, is_plain=False
    )
    return prepare_document(document, settings=settings)


def pages_of(content: bytes, *, name: str, settings: Settings) -> Iterator[str]:
    """The text of each page, until there is more than the settings allow.

    Raises:
        InvalidInputError: if it cannot be read, or the extra is not installed.
    """
    if find_spec("pypdfium2") is None:
        raise InvalidInputError(f"{name}: this is a PDF file, which needs pip install 'onrecord[pdf]'")
    seconds = settings.document_seconds
    # -P: the folder of the file has modules that are called as some of Python's own are
    command = [sys.executable, "-P", pdf_pages.__file__, str(settings.max_characters), str(math.ceil(seconds))]
    try:
        done = subprocess.run(command, input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=seconds, check=False)  # noqa: S603  our own file
    except subprocess.TimeoutExpired as error:
        raise InvalidInputError(
            f"{name}: this PDF takes longer than the {seconds:g} seconds that the setting 'document_seconds' allows"
        ) from error
    pages = [json.loads(line) for line in done.stdout.splitlines(keepends=True) if line.endswith(b"\n")]
    fault = next((page["fault"] for page in pages if "fault" in page), None)
    if fault or done.returncode:
        raise InvalidInputError(
            f"{name}: {fault or 'this PDF cannot be read (it takes too much memory, or breaks the library that reads it)'}"
        )
    yield from (join_lines(page["text"]) for page in pages)


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
