"""Read a document through all stages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from onrecord.annotate import annotate_document
from onrecord.assemble import assemble_records
from onrecord.assemble.set_aside import find_dropped
from onrecord.extract.find import Vocabulary, extract_reading
from onrecord.ground import ground_reading
from onrecord.model.reading import Grounding, Reading
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
    reading, grounding = parse_and_ground(document, settings)
    records = assemble_records(document, reading, grounding)
    dropped = find_dropped(document, reading, records)
    return Result(document=document, records=records, dropped=dropped, warnings=tuple(warn(document, grounding)))


def parse_and_ground(document: Document, settings: Settings) -> tuple[Reading, Grounding]:
    """Annotate, extract and ground."""
    vocabulary = load_vocabulary(settings)
    doc = annotate_document(document, model=settings.model)
    reading = extract_reading(doc, vocabulary, skipped=document.skipped)
    published = document.publication_day
    return reading, ground_reading(reading, published=published, actors=vocabulary.actors, gazetteer=vocabulary.gazetteer)


def warn(document: Document, grounding: Grounding) -> Iterator[Notice]:
    """What a reader of the result should know."""
    is_open = any(time is None or (time.earliest is None and time.latest is None) for time in grounding.times)
    if document.published is None and is_open:
        yield Notice(
            "no-publication-date",
            "no day of publication is known, so days told relative to it ('on Monday') stay open; give one with --published YYYY-MM-DD",
        )
