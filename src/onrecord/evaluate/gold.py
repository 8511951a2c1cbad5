"""Gold, one document a line in the form of the codebook: read strictly, as a fault in gold looks like a fault of the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.evaluate.coding import CodedActor, CodedFigure, CodedMention, CodedRecord, Coding, find_quote
from onrecord.evaluate.lines import read_lines, refuse
from onrecord.evaluate.shapes import LINE, find_faults

EXPECTED = 'JSON Lines of gold, {"id", "title", "published", "text", "records"} (docs/evaluate.md)'


def load_gold(path: Path) -> tuple[Coding, ...]:
    """The documents of a file of gold, in order.

    Raises:
        InvalidGoldError: with file, line, field, what was found and what was expected, for every fault of the file.
    """
    entries = list(read_lines(path, expected=EXPECTED))
    if not entries:
        refuse(path, [f"{path}: empty; expected {EXPECTED}"])
    faults = [f"{path}, line {number}: {fault}" for number, entry in entries for fault in _find_entry_faults(entry)]
    refuse(path, faults)
    refuse(path, [f"{path}, line {number}: {fault}" for number, fault in _find_repeated(entries)])
    return tuple(_to_coding(entry) for _, entry in entries)


def _find_entry_faults(entry: Mapping[str, Any]) -> Iterator[str]:
    """Faults of the fields; only where there are none, those of the fields together."""
    text = entry.get("text")
    faults = list(find_faults(entry, LINE, text=text if isinstance(text, str) else ""))
    yield from faults or _find_record_faults(entry["records"])


def _find_record_faults(records: list[dict[str, Any]]) -> Iterator[str]:
    """What no field tells alone."""
    ids = [record["id"] for record in records]
    for number, record in enumerate(records):
        at = f"records[{number}]"
        if record["id"] in ids[:number]:
            yield f"{at}.id: found '{record['id']}' again, expected an id of its own"
        if not record["mentions"]:
            yield f"{at}.mentions: found none, expected the words that tell of it"
        if record["kind"] == "incident" and record["sub_event"] is None:
            yield f"{at}.sub_event: found null, expected a type, as every incident has one"
        yield from _find_reversed(record, "earliest", "latest", at)
        for place, figure in enumerate(record["toll"]):
            yield from _find_reversed(figure, "low", "high", f"{at}.toll[{place}]")


def _find_reversed(entry: Mapping[str, Any], first: str, last: str, at: str) -> Iterator[str]:
    low, high = entry[first], entry[last]
    if low is not None and high is not None and low > high:
        yield f"{at}.{first}: found {low}, expected no more than {last}, which is {high}"


def _find_repeated(entries: list[tuple[int, dict[str, Any]]]) -> Iterator[tuple[int, str]]:
    lines: dict[str, int] = {}
    for number, entry in entries:
        first = lines.setdefault(entry["id"], number)
        if first != number:
            yield number, f"id: found '{entry['id']}' again, which line {first} has; expected an id of its own"


def _to_coding(entry: Mapping[str, Any]) -> Coding:
    text = entry["text"]
    records = tuple(_to_record(record, text) for record in entry["records"])
    return Coding(id=entry["id"], text=text, title=entry.get("title"), published=entry["published"], records=records)


def _to_record(record: Mapping[str, Any], text: str) -> CodedRecord:
    return CodedRecord(
        id=record["id"],
        kind=record["kind"],
        sub_event=record["sub_event"],
        mentions=tuple(CodedMention(quote=quote, spans=find_quote(quote, text)) for quote in record["mentions"]),
        realis=record["realis"],
        sources=tuple(record["sources"]),
        denied_by=tuple(record["denied_by"]),
        days=(_to_day(record["earliest"]), _to_day(record["latest"])),
        places=tuple(record["places"]),
        attackers=tuple(CodedActor(**attacker) for attacker in record["attackers"]),
        targets=tuple(record["targets"]),
        toll=tuple(_to_figure(figure, text) for figure in record["toll"]),
    )


def _to_figure(figure: Mapping[str, Any], text: str) -> CodedFigure:
    told = {key: value for key, value in figure.items() if key != "approx"}
    return CodedFigure(**told, spans=find_quote(figure["quote"], text))


def _to_day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
