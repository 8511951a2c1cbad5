"""Copies: documents with the text of an earlier one, or nearly so, are linked to it, so that a story counts as one source."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import eq

from sqlalchemy import Connection, select

from onrecord.model.captures import State
from onrecord.model.text import Document
from onrecord.store.dialects import is_one_of
from onrecord.store.rows import insert_plain
from onrecord.store.tables import BAND, DOCUMENT

WIDTH = 4  # bytes of a value
ROWS = 4  # values of a band: texts that share two fifths of their shingles meet in one of 32 bands with about even chance
ALIKE = 0.3  # share of all shingles of two texts that both have, from which they may be copies: half of a wire story with a new lead
HELD = 0.6  # share of the shorter one's shingles that the longer one has, from which they are: what was cut does not speak against it, what was added does
HASHES = 2**32  # values of a signature are below it

Comer = tuple[str, Document, Sequence[int]]  # id, document and signature of one that comes new


@dataclass(frozen=True, slots=True)
class Original:
    """The document that another is a copy of; one of the same batch has no number yet."""

    id: str
    number: int | None


@dataclass(slots=True)
class Candidate:
    """A document that others can be copies of, with the original that it is a copy of itself; `bands` are the pieces that it can be found by."""

    original: Original
    text_sha256: str | None
    signature: Sequence[int]
    bands: tuple[str, ...]


def find_originals(connection: Connection, comers: Sequence[Comer]) -> dict[str, Original]:
    """For each document that is a copy, the earliest document that it is a copy of: of one in the archive, or of one before it in its batch."""
    pieces = {document_id: bands(signature) for document_id, _, signature in comers}
    before = Before()
    for candidate in find_candidates(connection, comers, pieces):
        before.add(candidate)
    found: dict[str, Original] = {}
    for document_id, document, signature in comers:
        if not document.text:
            continue
        own = Candidate(Original(document_id, None), document.sha256, signature, pieces[document_id])
        best = before.find(own)
        if best is not None:
            found[document_id] = own.original = best
        before.add(own)
    return found


@dataclass(slots=True)
class Before:
    """Documents that came before, by text and by the pieces of their signatures."""

    by_text: dict[str, Candidate] = field(default_factory=dict)
    by_band: dict[str, list[tuple[int, Candidate]]] = field(default_factory=dict)
    count: int = 0

    def add(self, candidate: Candidate) -> None:
        """One more, later than all others."""
        if candidate.text_sha256:
            self.by_text.setdefault(candidate.text_sha256, candidate)
        for band in candidate.bands:
            self.by_band.setdefault(band, []).append((self.count, candidate))
        self.count += 1

    def find(self, comer: Candidate) -> Original | None:
        """The original of a document: of the same text first, else of the earliest one that is near enough."""
        if comer.text_sha256 in self.by_text:
            return self.by_text[comer.text_sha256].original
        near = {number: candidate for band in comer.bands for number, candidate in self.by_band.get(band, ())}
        return next((near[number].original for number in sorted(near) if is_copy(comer.signature, near[number].signature)), None)


def find_candidates(connection: Connection, comers: Sequence[Comer], pieces: Mapping[str, tuple[str, ...]]) -> Iterator[Candidate]:
    """The documents of the archive with a text of the comers, or with a piece of a signature of theirs, in their order."""
    texts = {document.sha256 for _, document, _ in comers if document.text}
    wanted = {band for own in pieces.values() for band in own}
    shared: dict[int, list[str]] = {}
    for piece in connection.execute(select(BAND.c.document, BAND.c.hash).where(is_one_of(connection, BAND.c.hash, wanted))):
        shared.setdefault(piece.document, []).append(piece.hash)
    rows = connection.execute(
        select(DOCUMENT.c.number, DOCUMENT.c.id, DOCUMENT.c.original, DOCUMENT.c.text_sha256, DOCUMENT.c.signature)
        .where(DOCUMENT.c.text_sha256.in_(texts) | DOCUMENT.c.number.in_(shared), DOCUMENT.c.state != str(State.WITHDRAWN))
        .order_by(DOCUMENT.c.number)
    ).all()
    linked = {row.original for row in rows if row.original is not None}
    known = connection.execute(select(DOCUMENT.c.number, DOCUMENT.c.id).where(DOCUMENT.c.number.in_(linked))) if linked else ()
    ids = {row.number: row.id for row in known}
    for row in rows:
        original = Original(ids[row.original], row.original) if row.original is not None else Original(row.id, row.number)
        yield Candidate(original, row.text_sha256, unpack(row.signature or b""), tuple(shared.get(row.number, ())))


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Share of equal values: an estimate of the Jaccard likeness of the shingles of both texts."""
    return sum(map(eq, one, other)) / len(one) if one and len(one) == len(other) else 0.0


def is_copy(one: Sequence[int], other: Sequence[int]) -> bool:
    """True of two texts of which the longer one holds most of the shorter one. How they were found: benchmarks/copies.py."""
    alike = likeness(one, other)
    return alike >= ALIKE and alike * count_shingles(list(map(min, one, other))) >= HELD * min(count_shingles(one), count_shingles(other))


def count_shingles(signature: Sequence[int]) -> float:
    """About how many shingles a text has, told by how small the smallest hash values are (Cohen 1997); of the smaller values of two texts, those of both together."""
    return HASHES * len(signature) / (sum(signature) + 1) - 1


def bands(signature: Sequence[int]) -> tuple[str, ...]:
    """Pieces of a signature; two texts that share one are compared."""
    digits, width = pack(signature).hex(), 2 * WIDTH * ROWS
    return tuple(f"{number:02d}{digits[number * width : number * width + 22]}" for number in range(len(signature) // ROWS))


def pack(signature: Sequence[int]) -> bytes:
    """A signature as bytes, the same on every machine."""
    return struct.pack(f">{len(signature)}I", *signature)


def unpack(signature: bytes) -> tuple[int, ...]:
    """A signature as it was packed."""
    return struct.unpack(f">{len(signature) // WIDTH}I", signature)


def keep_signatures(connection: Connection, signatures: Iterable[tuple[int, Sequence[int]]]) -> None:
    """Note where documents can be found by later copies."""
    insert_plain(connection, BAND, ("document", "hash"), [(number, band) for number, signature in signatures for band in bands(signature)])
