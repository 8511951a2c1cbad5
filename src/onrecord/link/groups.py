"""Compared pairs -> groups of records, one connected part after the other, so that a large archive needs little memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from onrecord.link.base import keep_numbers
from onrecord.link.cluster import HEAVIEST, POSSIBLE, Grouping, Node, group_records
from onrecord.link.exclude import extent_of
from onrecord.link.parts import Roots, find_root, tie

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BATCH = 20_000  # rows that are fetched at a time
NODES = (
    "SELECT part, n, doc, realis, sub, plover, first, last, points, sites, country, coalesce(killed_high, killed_low, injured_high, injured_low, 0) > 0 AS hurts, "
    f"least({HEAVIEST}, mentions + 2 * figures)::DOUBLE AS mass FROM record JOIN part_of USING (n) ORDER BY part, n"
)
EDGES = (
    "SELECT part, l_n, r_n, weight FROM compared JOIN part_of a ON a.n = l_n JOIN (SELECT n, part AS other FROM part_of) b ON b.n = r_n "
    "WHERE part = other ORDER BY part, l_n, r_n"
)


Decided = Mapping[tuple[int, int], bool]


def find_groups(base: DuckDBPyConnection, decided: Decided = MappingProxyType({})) -> Iterator[Grouping]:
    """The groups of all records that have a link that may be one; others stand alone and are not told."""
    parts = number_parts(base, [pair for pair, is_same in decided.items() if is_same])
    decisions: dict[int, dict[tuple[int, int], bool]] = {}
    for (left, right), is_same in sorted(decided.items()):
        if left in parts and parts[left] == parts.get(right):
            decisions.setdefault(parts[left], {})[left, right] = is_same
    edges = rows(base, EDGES)
    ahead = next(edges, None)
    for part, members in groupby(rows(base, NODES), key=lambda row: row[0]):
        mine = []
        while ahead is not None and ahead[0] == part:
            mine.append(ahead[1:])
            ahead = next(edges, None)
        yield group_records([to_node(*row[1:]) for row in members], mine, decisions.get(part, {}))


def to_node(number: int, doc: str, realis: str, sub: str | None, plover: str | None, *rest: Any) -> Node:
    """A row as a record to be grouped."""
    first, last, points, sites, country, hurts, mass = rest
    spots = tuple(tuple(point) for point in points)
    extent = extent_of(
        realis=realis, kinds=(sub, plover), days=(first, last), points=spots, sites=tuple(sites), hurts=hurts, country=country
    )
    return Node(number, doc, extent, max(1.0, mass))


def rows(base: DuckDBPyConnection, query: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, some at a time."""
    cursor = base.cursor()
    cursor.execute(query)
    while batch := cursor.fetchmany(BATCH):
        yield from batch


def number_parts(base: DuckDBPyConnection, same: Sequence[tuple[int, int]]) -> Mapping[int, int]:
    """The table `part_of`, and the same as it is: which connected part a record belongs to, over all links that may hold and all that a person called the same; a record without any has no row."""
    found = base.execute(f"SELECT l_n, r_n FROM compared WHERE weight >= {POSSIBLE}").fetchnumpy()
    roots: Roots = {}
    for left, right in chain(zip(found["l_n"].tolist(), found["r_n"].tolist(), strict=True), same):
        tie(roots, left, right)
    parts = {number: find_root(roots, number) for number in sorted(roots)}
    keep_numbers(base, "part_of", {"n": list(parts), "part": list(parts.values())})
    return parts
