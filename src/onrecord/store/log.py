"""The log of an archive: append-only, each line bound to the one before by a SHA-256, so that a changed or missing line shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from onrecord.store.tables import ABOUT, LOG

FIRST = "0" * 64  # what the first line is bound to
AT_ONCE = 1000  # lines held
HEAD = "log"  # row of `about` that says where the log ends, so that missing last lines show


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that was done: when (UTC), what, to what, and how."""

    number: int
    at: str
    kind: str
    subject: str
    detail: str
    previous: str
    hash: str


def read_detail(line: Line) -> dict[str, Any]:
    """What a line tells beside kind and subject; nothing where somebody spoilt it, which its digest shows."""
    try:
        found = json.loads(line.detail)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def now() -> str:
    """The moment in UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def hash_of(*parts: int | str) -> str:
    """The digest of a line's number, time, kind, subject, detail and the digest before it, which binds it to that."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def append_log(connection: Connection, kind: str, subject: str, detail: Mapping[str, object]) -> None:
    """Add a line, in the transaction of what it tells of."""
    append_logs(connection, [(kind, subject, detail)])


def append_logs(connection: Connection, told: Sequence[tuple[str, str, Mapping[str, object]]]) -> None:
    """Add lines of kind, subject and detail, in the transaction of what they tell of."""
    number, previous = read_head(connection)
    at, rows = now(), []
    for kind, subject, detail in told:
        number += 1
        words = json.dumps(detail, ensure_ascii=False, sort_keys=True)
        digest = hash_of(number, at, kind, subject, words, previous)
        rows.append({"number": number, "at": at, "kind": kind, "subject": subject, "detail": words, "previous": previous, "hash": digest})
        previous = digest
    if rows:
        connection.execute(insert(LOG), rows)
        connection.execute(update(ABOUT).where(ABOUT.c.key == HEAD).values(value=f"{number} {previous}"))


def read_head(connection: Connection) -> tuple[int, str]:
    """Number and digest of the last line."""
    value: str = connection.execute(select(ABOUT.c.value).where(ABOUT.c.key == HEAD)).scalar_one()
    number, _, digest = value.partition(" ")
    return int(number), digest


def read_log(connection: Connection) -> Iterator[Line]:
    """All lines in order."""
    last = 0
    while rows := connection.execute(select(LOG).where(LOG.c.number > last).order_by(LOG.c.number).limit(AT_ONCE)).mappings().all():
        yield from (Line(**row) for row in rows)
        last = rows[-1]["number"]


def find_breaks(connection: Connection) -> Iterator[str]:
    """Every place where the chain does not hold."""
    number, previous = 0, FIRST
    for line in read_log(connection):
        if line.number != number + 1:
            yield f"log: {missing(number + 1, line.number - 1)} missing"
        elif line.previous != previous:
            yield f"log line {line.number}: not bound to the line before it"
        if hash_of(line.number, line.at, line.kind, line.subject, line.detail, line.previous) != line.hash:
            yield f"log line {line.number}: changed after it was written"
        number, previous = line.number, line.hash
    last, digest = read_head(connection)
    if number < last:
        yield f"log: {missing(number + 1, last)} missing at the end"
    elif (number, previous) != (last, digest):
        yield f"log: ends at line {number}, not as it did when line {last} was written"


def missing(first: int, last: int) -> str:
    """One line or several."""
    return f"line {first} is" if first == last else f"lines {first} to {last} are"
