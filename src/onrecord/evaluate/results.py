"""Results of the output contract as codings: what is compared with gold are tallies, and incidents that ACLED has a type for."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.errors import InvalidGoldError
from onrecord.evaluate.coding import CodedActor, CodedFigure, CodedMention, CodedQuote, CodedRecord, Coding
from onrecord.evaluate.lines import read_lines, refuse
from onrecord.model.records import SCHEMA, Json
from onrecord.model.text import Span

EXPECTED = f"results as `onrecord read GOLD.jsonl --format jsonl` gives them (schema {SCHEMA})"


def load_results(path: Path) -> tuple[Json, ...]:
    """The results of a file, one a line; lines that tell of an incident, as an archive's export has them behind its results, are passed over.

    Raises:
        InvalidGoldError: if a line is no result, with file, line and what was found.
    """
    entries = [(number, entry) for number, entry in read_lines(path, expected=EXPECTED) if "incident" not in entry]
    refuse(path, [f"{path}, line {number}: {fault}" for number, entry in entries for fault in _find_faults(entry)])
    ids = Counter(_document_id(entry) for _, entry in entries)
    refuse(path, [f"{path}: document '{each}' has {number} results, expected one" for each, number in ids.items() if number > 1])
    return tuple(entry for _, entry in entries)


def pair_results(gold: Sequence[Coding], results: Iterable[Mapping[str, Any]]) -> tuple[tuple[tuple[Coding, Coding], ...], tuple[str, ...]]:
    """Each document of gold with what was read from it (nothing if there is no result), and notes on what does not fit.

    Raises:
        InvalidGoldError: if a result is not as the output contract has it.
    """
    by_id = {_document_id(result): result for result in results}
    notes = list(_find_notes(gold, by_id))
    return tuple((coding, _read_coding(coding, by_id.get(coding.id))) for coding in gold), tuple(notes)


def is_of_text(result: Mapping[str, Any], text: str) -> bool:
    """True unless a result says that it was read from another text."""
    digest = result["document"].get("sha256")
    return digest in {None, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()}


def _find_faults(entry: Mapping[str, Any]) -> Iterator[str]:
    if entry.get("schema") != SCHEMA:
        yield f"schema: found {entry.get('schema')!r}, expected {EXPECTED}"
    elif not isinstance(entry.get("document"), dict) or not entry["document"].get("id"):
        yield f"document.id: found none, expected {EXPECTED}"
    elif not isinstance(entry.get("records"), list):
        yield f"records: found no list, expected {EXPECTED}"


def _document_id(result: Mapping[str, Any]) -> str:
    return str(result["document"]["id"])


def _find_notes(gold: Sequence[Coding], by_id: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    missing = [coding.id for coding in gold if coding.id not in by_id]
    if missing:
        yield f"{len(missing)} documents of gold have no result and count as found empty; the first is '{missing[0]}'"
    extra = sorted(by_id.keys() - {coding.id for coding in gold})
    if extra:
        yield f"{len(extra)} results are of no document of gold; the first is '{extra[0]}'"
    other = [coding.id for coding in gold if coding.id in by_id and not is_of_text(by_id[coding.id], coding.text)]
    if other:
        yield f"{len(other)} results were read from another text than gold has, so their words cannot fit; the first is '{other[0]}'"


def _read_coding(gold: Coding, result: Mapping[str, Any] | None) -> Coding:
    try:
        return _to_coding(gold, result)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise InvalidGoldError(f"the result of '{gold.id}' is not as the contract has it ({error!r}); expected {EXPECTED}") from error


def _to_coding(gold: Coding, result: Mapping[str, Any] | None) -> Coding:
    records = (result or {}).get("records") or []
    coded = [record for record in records if record.get("kind") == "tally" or _sub_event(record)]
    evidence = tuple(_find_quotes(records))
    return Coding(id=gold.id, text=gold.text, records=tuple(map(_to_record, coded)), evidence=evidence)


def _to_record(record: Mapping[str, Any]) -> CodedRecord:
    return CodedRecord(
        id=str(record.get("id")),
        kind=str(record.get("kind")),
        sub_event=_sub_event(record),
        mentions=tuple(CodedMention(quote=mention["quote"], spans=_spans(mention)) for mention in record.get("mentions") or []),
        realis=record.get("realis") or "actual",
        sources=tuple(record.get("sources") or ()),
        denied_by=tuple(record.get("denied_by") or ()),
        days=_days(record.get("time") or {}),
        places=_names(record.get("places")),
        attackers=tuple(_to_actor(actor) for actor in record.get("actors") or [] if actor.get("name")),
        targets=_names(record.get("targets")),
        toll=tuple(map(_to_figure, record.get("toll") or [])),
    )


def _to_actor(actor: Mapping[str, Any]) -> CodedActor:
    return CodedActor(name=actor["name"], status=actor.get("status") or "stated", by=actor.get("by"))


def _to_figure(figure: Mapping[str, Any]) -> CodedFigure:
    return CodedFigure(
        harm=str(figure.get("harm")),
        low=figure.get("low"),
        high=figure.get("high"),
        victims=figure.get("victims"),
        source=figure.get("source"),
        polarity=figure.get("polarity") or "asserted",
        part_of_total=bool(figure.get("part_of_total")),
        quote=figure.get("quote"),
    )


def _find_quotes(value: object) -> Iterator[CodedQuote]:
    """Every object with a quote and its offsets, wherever it stands in a result."""
    if isinstance(value, dict):
        if {"start", "end", "quote"} <= value.keys():
            yield CodedQuote(start=int(value["start"]), end=int(value["end"]), quote=value["quote"])
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _find_quotes(each)


def _spans(mention: Mapping[str, Any]) -> tuple[Span, ...]:
    """Where a mention stands; nowhere if its offsets hold no words."""
    start, end = mention["start"], mention["end"]
    return (Span(start, end),) if 0 <= start < end else ()


def _sub_event(record: Mapping[str, Any]) -> str | None:
    return (record.get("type") or {}).get("acled_sub_event")


def _names(entries: list[Mapping[str, Any]] | None) -> tuple[str, ...]:
    return tuple(entry["name"] for entry in entries or [] if entry.get("name"))


def _days(time: Mapping[str, Any]) -> tuple[date | None, date | None]:
    earliest, latest = (date.fromisoformat(time[end][:10]) if time.get(end) else None for end in ("earliest", "latest"))
    return earliest, latest
