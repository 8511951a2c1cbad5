"""Plain text to a document; offsets are those of the text as decoded, with its line ends as they are."""

from __future__ import annotations

from onrecord.ingest.decode import decode_bytes
from onrecord.ingest.intake import Intake
from onrecord.ingest.prepare import prepare_document
from onrecord.model.captures import Stated
from onrecord.model.text import Document
from onrecord.settings import Settings


def read_text_bytes(content: bytes, *, name: str, stated: Stated, settings: Settings, charset: str | None = None) -> Intake:
    """The document of a plain text.

    Raises:
        InvalidInputError: if the bytes are no text, or no text that can be read.
    """
    decoded = decode_bytes(content, name=name, declared=charset)
    document = Document(
        id=name, text=decoded.text, title=stated.title, published=stated.published, publisher=stated.publisher, url=stated.url
    )
    return prepare_document(document, settings=settings, notices=decoded.notices)
