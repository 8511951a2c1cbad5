"""What a reader hands on: a document with what a user should know about how it was read."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.records import Notice
from onrecord.model.text import Document, whole

NOT_READ = "not-read"
READABLE_LANGUAGES = frozenset({None, "en"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """A document as taken in. A failed one has no text to read, and its notices say why."""

    document: Document
    notices: tuple[Notice, ...] = ()
    is_failed: bool = False

    @property
    def is_readable(self) -> bool:
        """True if there is text in a language that onrecord reads."""
        return not self.is_failed and self.document.language in READABLE_LANGUAGES


def failed_intake(name: str, message: str) -> Intake:
    """A document that could not be read, with the reason."""
    return Intake(document=Document(id=whole(name), text=""), notices=(Notice(NOT_READ, whole(message)),), is_failed=True)
