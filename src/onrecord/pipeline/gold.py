"""Reads the texts of gold, as a user's reports are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from onrecord.evaluate.coding import Coding
from onrecord.ingest.prepare import prepare_document
from onrecord.ingest.published import parse_published
from onrecord.model.records import Result
from onrecord.model.text import Document
from onrecord.pipeline.inputs import answer_all, read_intake
from onrecord.settings import Settings


def read_gold(gold: Iterable[Coding], *, settings: Settings) -> Iterator[tuple[Result, bool]]:
    """The results of the texts of gold in order, each with whether its document failed; what was coded is not looked at.

    Raises:
        InvalidInputError: if a text cannot be one of a report.
    """
    intakes = (prepare_document(_to_document(coding), settings=settings) for coding in gold)
    return answer_all(intakes, read=partial(read_intake, settings=settings), empty=Result, is_batch=True)


def _to_document(coding: Coding) -> Document:
    published = parse_published(coding.published) if coding.published else None
    return Document(id=coding.id, text=coding.text, title=coding.title, published=published)
