"""The last step of every reader: limits, language and boilerplate of a text that is about to be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from onrecord.errors import InvalidInputError
from onrecord.ingest.boilerplate import find_boilerplate
from onrecord.ingest.intake import READABLE_LANGUAGES, Intake
from onrecord.ingest.language import find_language
from onrecord.ingest.published import check_published
from onrecord.model.records import Notice
from onrecord.model.text import BROKEN, Document, whole
from onrecord.settings import Settings


def prepare_document(document: Document, *, settings: Settings, notices: tuple[Notice, ...] = (), today: date | None = None) -> Intake:
    """A document with its language and boilerplate found; its text is never altered.

    Raises:
        InvalidInputError: if there is nothing to read, more than the settings allow, or a publication day that cannot be.
    """
    document = with_whole_words(document)
    check_text(document.text, name=document.id, settings=settings)
    try:
        check_published(document.published, today=today)
    except InvalidInputError as error:
        raise InvalidInputError(f"{document.id}: {error}") from error
    stated = (document.language or "").lower()[:2] or None
    language = stated if stated not in READABLE_LANGUAGES else find_language(document.text)
    if language not in READABLE_LANGUAGES:
        message = f"the text is in another language ('{language}'); only English is read, so there are no records"
        return Intake(document=replace(document, language=language), notices=(*notices, Notice("not-english", message)))
    skipped = tuple(sorted({*document.skipped, *find_boilerplate(document.text)}))
    return Intake(document=replace(document, language=language, skipped=skipped), notices=notices)


def with_whole_words(document: Document) -> Document:
    """A document with what is said about it as it can be written; of its text halves of characters are refused."""
    title, url, publisher, language = (
        whole(words) if words is not None else None for words in (document.title, document.url, document.publisher, document.language)
    )
    return replace(document, id=whole(document.id), title=title, url=url, publisher=publisher, language=language)


def check_text(text: str, *, name: str, settings: Settings) -> None:
    """Refuse a text that is empty, too long, or not text.

    Raises:
        InvalidInputError: naming the setting that would allow it, where there is one.
    """
    if not text:
        raise InvalidInputError(f"{name}: empty; expected the text of a report")
    if not text.strip():
        raise InvalidInputError(f"{name}: holds only white space; expected the text of a report")
    if len(text) > settings.max_characters:
        found = f"{len(text):,} characters of text, more than the {settings.max_characters:,} that the setting 'max_characters' allows"
        raise InvalidInputError(f"{name}: {found}")
    longest = max(map(len, text.splitlines()))
    if longest > settings.max_line_characters:
        found = f"a line of {longest:,} characters, more than the {settings.max_line_characters:,} that the setting 'max_line_characters' allows"
        raise InvalidInputError(f"{name}: {found}")
    broken = BROKEN.search(text)
    if broken:
        what = "half of a character" if broken[0] != "\0" else "a NUL"
        raise InvalidInputError(f"{name}: {what} (U+{ord(broken[0]):04X}) at offset {broken.start()}; expected Unicode text")
