"""Read a document through all stages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc

from onrecord.annotate import annotate_document
from onrecord.assemble import assemble_records
from onrecord.extract.find import Vocabulary, extract_reading
from onrecord.ground import ground_reading
from onrecord.model.reading import Reading
from onrecord.model.records import Notice, Result
from onrecord.model.text import Document
from onrecord.settings import Settings
from onrecord.vocab.actors import load_actors
from onrecord.vocab.gazetteer import open_gazetteer
from onrecord.vocab.triggers import load_lexicon

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its name, what it needs and what it gives."""

    name: str
    run: Callable[..., object]
    needs: str
    gives: str


STAGES = (
    Stage("annotate", annotate_document, needs="Document", gives="Doc"),
    Stage("extract", extract_reading, needs="Doc", gives="Reading"),
    Stage("ground", ground_reading, needs="Reading", gives="Grounding"),
    Stage("assemble", assemble_records, needs="Grounding", gives="Record"),
)


@lru_cache(maxsize=4)
def load_vocabulary(settings: Settings) -> Vocabulary:
    """The lists that settings name; loaded once a process."""
    return Vocabulary(
        lexicon=load_lexicon(settings.rules),
        actors=load_actors(settings.actors),
        gazetteer=open_gazetteer(settings.places),
    )


def read_document(document: Document, *, settings: Settings | None = None) -> Result:
    """What one report says happened, as records with their claims."""
    settings = settings or Settings()
    if document.language not in {None, ENGLISH}:
        return Result(document=document, warnings=(Notice("language", f"the text is in '{document.language}'; only English is read"),))
    doc, reading = parse(document, settings)
    return assemble(document, doc, reading, settings)


def parse(document: Document, settings: Settings) -> tuple[Doc, Reading]:
    """Annotate and extract."""
    doc = annotate_document(document, model=settings.model)
    return doc, extract_reading(doc, load_vocabulary(settings), skipped=document.skipped)


def assemble(document: Document, doc: Doc, reading: Reading, settings: Settings) -> Result:
    """Ground and assemble."""
    vocabulary = load_vocabulary(settings)
    grounding = ground_reading(
        reading, published=document.publication_day, actors=vocabulary.actors, gazetteer=vocabulary.gazetteer
    )
    records = assemble_records(document, reading, grounding)
    return Result(document=document, records=records, warnings=tuple(warn(document, reading, grounding.times)))


def warn(document: Document, reading: Reading, times: Iterable[object]) -> Iterator[Notice]:
    """What a reader of the result should know."""
    is_open = any(time is None or getattr(time, "earliest", None) is None for time in times)
    if document.published is None and reading.times and is_open:
        yield Notice(
            "no-publication-date",
            "no day of publication is known, so days told relative to it ('on Monday') stay open; give one with --published YYYY-MM-DD",
        )
