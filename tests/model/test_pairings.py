"""What decisions hold once others were taken back: a merge that was undone leaves nothing behind in merges made since."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.pairings import Pairing, Pairs, decided_pairs, find_bond, words_of

RECORDS = {"A": ("a1", "a2"), "B": ("b1",), "C": ("c1",), "D": ("d1", "d2"), "E": ("e1",), "F": ("f1",)}


@dataclass
class Desk:
    """Somebody who merges incidents and takes merges back, and what holds then: the merges that stand, by the ids that they were on."""

    made: list[Pairing] = field(default_factory=list)
    standing: list[tuple[str, str]] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=lambda: {each: each for each in RECORDS})  # the id of the whole that each is a part of

    def whole(self, incident: str) -> tuple[str, ...]:
        return tuple(record for each, kept in self.kept.items() if kept == incident for record in RECORDS[each])

    def merge(self, one: str, other: str) -> None:
        """The wholes of two become one, under the id of the first."""
        ours, theirs = self.kept[one], self.kept[other]
        if ours != theirs:
            self.note(ours, theirs, Pairs.SAME)
            self.standing.append((ours, theirs))
            self.kept = {each: ours if kept == theirs else kept for each, kept in self.kept.items()}

    def undo(self, index: int) -> None:
        """The part that came by a merge goes out again, under its own id; what came to it by others goes with it."""
        if not self.standing:
            return
        ours, theirs = self.standing.pop(index % len(self.standing))
        whole = self.kept[theirs]
        out = self.reached(theirs)
        self.note(ours, theirs, Pairs.OPEN)
        self.kept = {each: theirs if each in out else whole if kept == whole else kept for each, kept in self.kept.items()}

    def reached(self, start: str) -> set[str]:
        """The incidents that are one with another by the merges that stand."""
        found: set[str] = set()
        fresh = {start}
        while fresh:
            found |= fresh
            fresh = {each for pair in self.standing if not found.isdisjoint(pair) for each in pair} - found
        return found

    def note(self, one: str, other: str, verdict: Pairs) -> None:
        left, right = sorted((one, other))
        ours, theirs = self.whole(left), self.whole(right)
        at = f"2024-03-07T00:00:{len(self.made):02}+00:00"
        self.made.append(Pairing(left=left, right=right, verdict=verdict, by="Ana", at=at, left_records=ours, right_records=theirs))


def test_a_merge_that_was_undone_does_not_come_back_through_later_merges_with_others() -> None:
    desk = Desk()
    desk.merge("A", "B")
    desk.merge("C", "A")  # now C holds A's records and B's
    desk.merge("C", "D")
    desk.undo(0)
    assert find_bond(decided_pairs(desk.made), RECORDS["A"], RECORDS["B"]) == ()
    assert find_bond(decided_pairs(desk.made), RECORDS["B"], RECORDS["D"]) == ()
    assert find_bond(decided_pairs(desk.made), RECORDS["A"], RECORDS["D"])


def test_the_decisions_that_hold_two_together_are_named() -> None:
    two = [
        Pairing(left=left, right=right, verdict=Pairs.SAME, by=by, at="2024-03-07T00:00:00+00:00")
        for left, right, by in (("a", "c", "Ana"), ("b", "c", "Ben"))
    ]
    bond = find_bond(decided_pairs(two), ("a",), ("b",))
    assert [words_of(each) for each in bond] == [
        "a and c are the same (Ana, 2024-03-07T00:00:00+00:00)",
        "b and c are the same (Ben, 2024-03-07T00:00:00+00:00)",
    ]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), st.sampled_from(sorted(RECORDS)), st.sampled_from(sorted(RECORDS))),
        st.tuples(st.just("undo"), st.integers(0, 5), st.none()),
    ),
    max_size=12,
)


@given(STEPS)
def test_what_decisions_hold_together_is_what_the_merges_that_stand_hold_together(steps: list[tuple[str, str, str]]) -> None:
    desk = Desk()
    for step, one, other in steps:
        desk.merge(one, other) if step == "merge" else desk.undo(int(one))
    decided = decided_pairs(desk.made)
    for one, other in combinations(RECORDS, 2):
        assert bool(find_bond(decided, RECORDS[one], RECORDS[other])) is (other in desk.reached(one))
