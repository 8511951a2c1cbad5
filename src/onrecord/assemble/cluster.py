"""Which tellings of one report are of one happening.

Tellings are taken in text order; each joins the group that it fits best, or begins a new one. What excludes is checked first (`apart`),
then what speaks for and against is added up (`likeness`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.assemble.apart import is_excluded
from onrecord.assemble.groups import FIRST, Group
from onrecord.assemble.kinds import MATERIAL, find_kind
from onrecord.assemble.likeness import Pair, likeness
from onrecord.assemble.tellings import Telling
from onrecord.model.values import Kind

THRESHOLD = 1.0
MOST_GROUPS = 200  # latest groups that a new telling may join
FOCAL = MATERIAL | {"RETREAT"}  # PLOVER types that words go on with
GREAT = "kind.great-figure"  # "the fighting killed 30 and displaced 10,000" may, too
PLURAL = "kind.plural-deeds"  # "the air strikes" may tell of one incident that is known already


def group_tellings(tellings: Sequence[Telling], *, published: date | None) -> list[Group]:
    """Groups in the order of their first telling."""
    groups: list[Group] = []
    focus = Focus()
    for telling in tellings:
        kind, rule = find_kind(telling)
        best, weight = None, THRESHOLD
        first, latest = first_incident(groups), focus.at(telling)
        for group in open_groups(telling, kind, rule, groups):
            score = likeness(Pair(telling, group.sample, group is first, group is latest, group.kind is Kind.TALLY, published))
            if score >= weight:
                best, weight = group, score
        if best is None:
            best = Group(kind, rule)
            groups.append(best)
        best.tellings.append(telling)
        focus.move(telling, best)
    return groups


@dataclass(slots=True)
class Focus:
    """The violent happening that the words before tell of.

    Within a sentence that is the last one; from the sentence before it is what its main clause told of first.
    """

    sentence: int = -1
    topic: Group | None = None
    last: Group | None = None
    is_main: bool = False  # the topic stands in a main clause

    def at(self, telling: Telling) -> Group | None:
        """What a telling may go on with."""
        return self.last if telling.sentence == self.sentence else self.topic

    def move(self, telling: Telling, group: Group) -> None:
        """A telling has joined a group."""
        if telling.plover not in FOCAL or group.kind is Kind.TALLY:
            return
        is_main = any(event.is_main for event in telling.events)
        is_new = telling.sentence != self.sentence
        if self.topic is None or (is_main and (is_new or not self.is_main)):
            self.topic = group
        self.is_main = is_main or (self.is_main and not is_new)
        self.sentence, self.last = telling.sentence, group


def open_groups(telling: Telling, kind: Kind, rule: str, groups: Sequence[Group]) -> Iterator[Group]:
    """Groups that nothing sets apart from a telling."""
    for group in [*groups[:FIRST], *groups[max(FIRST, len(groups) - MOST_GROUPS) :]]:
        may_be_either = rule == PLURAL or (rule == GREAT and telling.is_known) or (telling.is_of_known_many and group.kind is Kind.TALLY)
        if not is_excluded(telling, kind, group) or (may_be_either and not is_excluded(telling, group.kind, group)):
            yield group


def first_incident(groups: Sequence[Group]) -> Group | None:
    """What the report is mostly about."""
    return next((group for group in groups if group.kind is Kind.INCIDENT), None)
