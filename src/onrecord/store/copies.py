"""Copies: documents with the text of an earlier one, or nearly so, are linked to it, so that a story counts as one source."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from onrecord.model.captures import State
from onrecord.model.text import Document
from onrecord.store.tables import BAND, DOCUMENT

ROWS = 4  # values of a band: texts that share two fifths of their shingles meet in one of 32 bands with about even chance
ALIKE = 0.5  # share of equal values from which a text is a copy: a wire story with a new lead and some paragraphs cut


def find_original(connection: Connection, document: Document, signature: Sequence[int]) -> tuple[int, str] | None:
    """Number and id of the earliest document that a text is a copy of; of a copy its own original."""
    same = connection.execute(
        select(DOCUMENT.c.number, DOCUMENT.c.id, DOCUMENT.c.original)
        .where(DOCUMENT.c.text_sha256 == document.sha256, DOCUMENT.c.state != str(State.WITHDRAWN))
        .order_by(DOCUMENT.c.number)
        .limit(1)
    ).first()
    found = same or find_near(connection, signature)
    if found is None:
        return None
    if found.original is None:
        return found.number, found.id
    original = connection.execute(select(DOCUMENT.c.number, DOCUMENT.c.id).where(DOCUMENT.c.number == found.original)).one()
    return original.number, original.id


def find_near(connection: Connection, signature: Sequence[int]) -> Any:
    """The earliest document whose signature is near enough."""
    if not signature:
        return None
    near = select(BAND.c.document).where(BAND.c.hash.in_(list(bands(signature))))
    rows = connection.execute(
        select(DOCUMENT.c.number, DOCUMENT.c.id, DOCUMENT.c.original, DOCUMENT.c.signature)
        .where(DOCUMENT.c.number.in_(near), DOCUMENT.c.state != str(State.WITHDRAWN))
        .order_by(DOCUMENT.c.number)
    )
    return next((row for row in rows if row.signature and likeness(signature, unpack(row.signature)) >= ALIKE), None)


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Share of equal values: an estimate of the Jaccard likeness of the shingles of both texts."""
    return sum(left == right for left, right in zip(one, other, strict=True)) / len(one) if len(one) == len(other) else 0.0


def bands(signature: Sequence[int]) -> Iterator[str]:
    """Pieces of a signature; two texts that share one are compared."""
    for start in range(0, len(signature), ROWS):
        piece = struct.pack(f">{ROWS}I", *signature[start : start + ROWS])
        yield f"{start // ROWS:02d}{piece.hex()[:22]}"


def unpack(signature: bytes) -> tuple[int, ...]:
    """A signature as it was packed."""
    return struct.unpack(f">{len(signature) // 4}I", signature)


def keep_signature(connection: Connection, number: int, signature: Sequence[int]) -> None:
    """Note where a document can be found by later copies."""
    if signature:
        connection.execute(insert(BAND), [{"document": number, "hash": band} for band in bands(signature)])
