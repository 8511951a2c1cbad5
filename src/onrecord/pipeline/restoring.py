"""Results that were read elsewhere, line by line, as documents with all their records; a line that is none is told, and the rest goes on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

from onrecord.errors import InvalidInputError, InvalidValueError
from onrecord.export.back.cells import SHOWN, Fault
from onrecord.model.captures import State, Versions
from onrecord.model.imports import CODED, LONGEST_ID, LONGEST_LANGUAGE, Entry, Happening, id_of, to_record
from onrecord.model.judgements import Judgement, Verdict
from onrecord.model.records import SCHEMA, Record
from onrecord.model.text import BROKEN
from onrecord.model.values import Kind
from onrecord.schema.check import find_faults

Json = Mapping[str, Any]
EXPECTED = "a result of onrecord, or an incident, on each line"
UNKNOWN = Versions(onrecord="unknown", rules="unknown", gazetteer="unknown", model="unknown")
LONGEST_INCIDENT, LONGEST_MOMENT = 16, 40  # characters that a database holds
SHAPE_FAULTS = (InvalidValueError, KeyError, TypeError, ValueError, AttributeError)  # what a value of another shape than ours raises


def read_results(path: Path) -> Iterator[Entry | Happening | Fault]:
    """Documents and incidents of a file, in its order.

    Raises:
        InvalidInputError: if there is no such file, or its first line is none of ours.
    """
    if not path.is_file():
        raise InvalidInputError(f"{path}: there is no such file")
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if line.strip(b" \t\r\n\xef\xbb\xbf"):
                yield from read_line(line, number)


def read_line(line: bytes, number: int) -> Iterator[Entry | Happening | Fault]:
    """What a line gives."""
    try:
        told = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        yield Fault(line=number, found=f"no JSON in UTF-8 ({str(error)[:SHOWN]})", expected=EXPECTED)
        return
    if not isinstance(told, dict) or told.get("schema") != SCHEMA:
        yield Fault(line=number, found=repr(told)[:SHOWN], expected=f'{EXPECTED}, an object with "schema": "{SCHEMA}"')
    elif is_broken(told):
        yield Fault(
            line=number, found="a NUL, half of a character, or a number that JSON has not", expected="text and numbers that databases hold"
        )
    elif "incident" in told:
        yield from read_incident(told, number)
    else:
        yield read_result(told, number)


def is_broken(value: object) -> bool:
    """True of a value that holds something that cannot be written everywhere, however deep."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str) and BROKEN.search(each):
            return True
        if isinstance(each, float) and each - each != 0:  # infinite, or no number
            return True
        if isinstance(each, dict):
            waiting += [*each.keys(), *each.values()]
        elif isinstance(each, list):
            waiting += each
    return False


def read_result(told: Json, number: int) -> Entry | Fault:
    """A document with its records."""
    for fault in islice(find_faults(told), 1):
        where, _, words = fault.partition(": found ")
        found, _, expected = words.partition(", expected ")
        return Fault(line=number, column=where, found=found, expected=expected)
    try:
        return to_entry(told, number)
    except SHAPE_FAULTS as error:
        return Fault(line=number, found=str(error)[:200] or type(error).__name__, expected="a result as onrecord export writes it")


def to_entry(told: Json, number: int) -> Entry:
    """A document of a result that is as the schema has it.

    Raises:
        InvalidValueError: if an id is too long, words are not those of the text, or records were made by something that the result does not name.
    """
    document = told["document"]
    records = tuple(map(to_record, told["records"]))
    incidents = {record["id"]: record["incident"] for record in told["records"] if record.get("incident")}
    check_lengths(LONGEST_INCIDENT, *incidents.values())
    archive_id = document.get("archive_id") or id_of("result", document["id"], document["sha256"])
    check_ids(archive_id, document, records)
    check_quotes(document, records)
    return Entry(
        id=archive_id,
        line=number,
        state=State.RESTORED,
        name=document["id"],
        **{key: document[key] for key in ("title", "published", "url", "publisher", "language", "text")},
        text_sha256=document["sha256"],
        length=None if document["text"] else document["length"],
        copy_of=document.get("copy_of"),
        records=records,
        dropped=tuple(told.get("dropped") or ()),
        warnings=tuple(told["warnings"]),
        judgements=tuple(map(to_judgement, told.get("judgements") or ())),
        incidents=incidents,
        versions=versions_of(told.get("read_by") or (), {record.get("version") for record in told["records"]}),
    )


def check_ids(archive_id: str, document: Json, records: tuple[Record, ...]) -> None:
    """Refuse what no database holds.

    Raises:
        InvalidValueError: naming it.
    """
    copy_of = document.get("copy_of") or "-"
    claims = (claim.id for record in records for claim in record.claims)
    check_lengths(LONGEST_ID, archive_id, copy_of, *(record.id for record in records), *claims)
    if len({record.id for record in records}) < len(records):
        raise InvalidValueError("each record of a document must have an id of its own, not one that another has")
    if len(document["language"] or "") > LONGEST_LANGUAGE:
        raise InvalidValueError(f"a language must have at most {LONGEST_LANGUAGE} characters, not {len(document['language'])}")


def check_quotes(document: Json, records: tuple[Record, ...]) -> None:
    """Refuse words that do not stand in the text, where that is there, or that end behind it.

    Raises:
        InvalidValueError: naming the first.
    """
    text, length = document["text"], document["length"]
    if text is not None and (len(text) != length or hashlib.sha256(text.encode()).hexdigest() != document["sha256"]):
        raise InvalidValueError("document.text must have the length and the digest that the document tells, not others")
    evidence = [each for record in records for each in (*record.mentions, *(one for claim in record.claims for one in claim.evidence))]
    for each in evidence:
        stands = each.span.end <= length if text is None else text[each.span.start : each.span.end] == each.quote
        if not stands:
            raise InvalidValueError(f"'{each.quote[:SHOWN]}' must stand in the text at {each.span.start}..{each.span.end}")


def to_judgement(told: Json) -> Judgement:
    """A person's decision.

    Raises:
        InvalidValueError: if an id or its moment is too long.
    """
    check_lengths(LONGEST_ID, told["record"], told["claim"] or "-")
    check_lengths(LONGEST_MOMENT, told["at"])
    return Judgement(**{**told, "verdict": Verdict(told["verdict"])})


def check_lengths(most: int, *words: object) -> None:
    """Refuse what is no text, or longer than a database holds.

    Raises:
        InvalidValueError: naming it.
    """
    for each in words:
        if not isinstance(each, str) or not 0 < len(each) <= most:
            raise InvalidValueError(f"an id or moment must be text of 1 to {most} characters, not {repr(each)[:SHOWN]}")


def versions_of(read_by: object, wanted: set[str | None]) -> Versions:
    """What read the records of a document: one and the same for all of them.

    Raises:
        InvalidValueError: if it is not what their ids are made from.
    """
    found = [Versions(**{key: each[key] for key in asdict(UNKNOWN)}) for each in read_by]  # type: ignore[attr-defined]
    known = {versions.id: versions for versions in found}
    named = wanted - {None}
    if not named or (named == {UNKNOWN.id} and not known):
        return UNKNOWN
    if len(named) > 1 or not named <= known.keys():
        raise InvalidValueError(
            f"read_by must name what read the records, {', '.join(sorted(map(str, named)))}, not {', '.join(known) or 'nothing'}"
        )
    return known[str(named.pop())]


def read_incident(told: Json, number: int) -> Iterator[Entry | Happening | Fault]:
    """An incident; of one that people coded its event."""
    try:
        redirects = tuple((str(each["id"]), str(each["into"]), str(each["at"])) for each in told.get("redirects") or ())
        entry = to_coded_entry(told, number) if CODED in told else None
        incident = told["incident"] if entry is None or entry.incidents else None  # a total that people coded is in none
        check_lengths(LONGEST_INCIDENT, "-" if entry and incident is None else incident)
        check_lengths(LONGEST_INCIDENT, "-", *(each for old, into, _ in redirects for each in (old, into)))
        check_lengths(LONGEST_MOMENT, "-", *(at for *_, at in redirects))
    except SHAPE_FAULTS as error:
        yield Fault(line=number, found=str(error)[:200] or type(error).__name__, expected="an incident as onrecord export writes it")
        return
    if entry:
        yield entry
    if incident:
        yield Happening(id=incident, redirects=redirects)


def to_coded_entry(told: Json, number: int) -> Entry:
    """The event of an incident that people coded.

    Raises:
        InvalidValueError: if it is none.
    """
    coded = told[CODED]
    if not isinstance(coded["document"], str) or not isinstance(coded["record"][CODED]["by"], str | None):
        raise InvalidValueError("coded must name its document and who coded it, as text")
    body = {**coded["record"], "mentions": [], "claims": []}
    values = {key: value for key, value in body.items() if key not in {"id", "kind", "mentions", "claims"}}
    for fault in islice(find_faults(as_result(body)), 1):
        raise InvalidValueError(f"coded.record.{fault}")
    record = Record(id=body["id"], kind=Kind(body["kind"]), values=values, mentions=(), claims=())
    if record.kind is Kind.INCIDENT:
        check_lengths(LONGEST_INCIDENT, told["incident"])
    check_ids(coded["archive_id"], {"language": None}, (record,))
    return coded_entry(
        coded["archive_id"],
        number,
        coded["document"],
        record,
        versions_of([coded["read_by"]], {coded["read_by"]["id"]}),
        told["incident"] if record.kind is Kind.INCIDENT else None,
    )


def coded_entry(document: str, line: int, name: str, record: Record, versions: Versions, incident: str | None) -> Entry:  # noqa: PLR0913, PLR0917  each says another thing
    """An event that people coded, as a document of its own without any text."""
    coder: Any = record.values[CODED]
    return Entry(
        id=document,
        line=line,
        state=State.CODED,
        name=name,
        publisher=coder["by"],
        records=(record,),
        incidents={record.id: incident} if incident else {},
        versions=versions,
    )


def as_result(body: Json) -> Json:
    """A coded record as far as the schema of results can check it: with words in the places where results must have some."""
    words = {"start": 0, "end": 1, "quote": "-"}
    claim = {
        "id": "-",
        "slot": "happened",
        "value": None,
        "certainty": "CT",
        "polarity": "+",
        "attribution": [],
        "evidence": [words],
        "rule": "-",
        "score": 1,
    }
    toll = [{**figure, "quote": "-"} for figure in body["toll"]]
    document = {**dict.fromkeys(("title", "published", "url", "publisher", "language", "text")), "id": "-", "sha256": "0" * 64, "length": 1}
    return {
        "schema": SCHEMA,
        "document": document,
        "records": [{**body, "toll": toll, "mentions": [words], "claims": [claim]}],
        "warnings": [],
    }
