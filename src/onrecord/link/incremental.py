"""New records beside incidents that are there: only they are compared with all, and only the incidents that they touch are grouped again.

A full link may group otherwise where the words of many new reports make a word common that told old ones apart; the two differ in under one record of a hundred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from onrecord.link.base import keep_numbers
from onrecord.link.cluster import POSSIBLE
from onrecord.link.compare import Rows, compare_all, find_pairs
from onrecord.link.levels import Weights, comparisons

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Decided = Mapping[tuple[int, int], bool]


def compare_fresh(
    base: DuckDBPyConnection,
    fresh: AbstractSet[int],
    incidents: Mapping[int, str],
    decided: Decided,
    weights: Weights,
) -> set[int]:
    """Compare new records with all, then those that they may be one with among each other; the numbers of all that are to be grouped now.

    `incidents` are those of the other records. The table `compared` holds pairs of the records that are to be grouped, and no others.
    """
    ask_documents(base, fresh)
    find_pairs(base, asked=Rows.ASKED, others=Rows.ALL)
    compare_all(base, comparisons(), weights)
    found = base.execute(f"SELECT l_n, r_n FROM compared WHERE weight >= {POSSIBLE}").fetchnumpy()
    near = find_near({*fresh, *found["l_n"].tolist(), *found["r_n"].tolist()}, incidents, decided)
    ask_documents(base, near, without=fresh)
    find_pairs(base, asked=Rows.ASKED, others=Rows.ASKED)
    compare_all(base, comparisons(), weights)
    keep_numbers(base, "near", {"n": sorted(near)})
    base.execute("DELETE FROM compared WHERE l_n NOT IN (FROM near) OR r_n NOT IN (FROM near)")
    return near


def ask_documents(base: DuckDBPyConnection, numbers: Collection[int], *, without: Collection[int] = ()) -> None:
    """The table `asked_doc`: the documents of some records, but for those of others."""
    keep_numbers(base, "wanted", {"n": sorted(numbers)})
    keep_numbers(base, "unwanted", {"n": sorted(without)})
    told = "SELECT DISTINCT doc FROM record SEMI JOIN {} USING (n)"
    base.execute(f"CREATE OR REPLACE TEMP TABLE asked_doc AS {told.format('wanted')} EXCEPT {told.format('unwanted')}")


def find_near(touched: Iterable[int], incidents: Mapping[int, str], decided: Decided) -> set[int]:
    """Records with all others of their incidents, with those that people called the same, and with those on whom people decided since they were put there."""
    held: dict[str, set[int]] = defaultdict(set)
    for number, incident in incidents.items():
        held[incident].add(number)
    same: dict[int, set[int]] = defaultdict(set)
    near: set[int] = set()
    waiting = set(touched)
    for (left, right), is_same in decided.items():
        if is_same:
            same[left].add(right)
            same[right].add(left)
        if left in incidents and right in incidents and is_same != (incidents[left] == incidents[right]):
            waiting |= {left, right}
    while waiting:
        near |= waiting
        with_others = (held[incidents[number]] for number in waiting if number in incidents)
        waiting = set().union(*with_others, *(same[number] for number in waiting if number in same)) - near
    return near
