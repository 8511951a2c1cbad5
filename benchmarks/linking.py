"""Time, memory and order of linking on records that were made up: `python benchmarks/linking.py [RECORDS ...] [--batches N]`.

A happening has a day, a town, a kind, a toll, a side and a story of its own words; four records on average tell of it (one to twelve), each with the noise that reports have: days
off by one or not told, towns not told or only their province, tolls that grow, a kind told as another, half of the story's words, among words that any report may have, publication up to a week later.
New happenings bring new names, as a growing archive does. Happenings crowd as real ones do: a fifth of them in one town of many, on days that repeat. All is drawn with a fixed seed. The noise is ours, so precision and recall here only compare
versions with each other; docs/linking.md has the figures on real articles.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from onrecord.link.base import open_base
from onrecord.link.compare import compare_all, find_candidates
from onrecord.link.features import Features, Story
from onrecord.link.groups import find_groups
from onrecord.link.identity import keep_ids
from onrecord.link.levels import comparisons, default_weights
from onrecord.link.linking import Earlier, link_records
from onrecord.model.incidents import Key

SIZES = (20_000,)  # quick; docs/linking.md says with which sizes its figures were made
KINDS = (
    "Attack",
    "Armed clash",
    "Air/drone strike",
    "Shelling/artillery/missile attack",
    "Suicide bomb",
    "Remote explosive/landmine/IED",
    "Arrests",
    "Peaceful protest",
)
PER_HAPPENING = (1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 8, 9)  # 4 on average
TOWNS, DAYS, WORDS = 20_000, 3_650, 60_000
START = 735_000


class Happening(NamedTuple):
    """What really happened."""

    day: int
    town: int
    kind: str
    toll: int


def make(records: int, seed: int = 7) -> Iterator[tuple[int, Features, Story]]:
    """Records with the number of their happening."""
    draw = random.Random(seed)
    done = happening = 0
    while done < records:
        what = Happening(START + draw.randrange(DAYS), int(TOWNS * draw.random() ** 2), draw.choice(KINDS), int(draw.expovariate(0.25)))
        words = [f"n{draw.randrange(records)}" for _ in range(6)] + [f"w{draw.randrange(WORDS)}" for _ in range(10)]
        for _ in range(min(draw.choice(PER_HAPPENING), records - done)):
            yield happening, tell(draw, done, what), tell_story(draw, done, words)
            done += 1
        happening += 1


def tell(draw: random.Random, number: int, what: Happening) -> Features:
    """One report's record of a happening."""
    day, town, kind, toll = what
    told = day + draw.choice((0, 0, 0, 0, 0, 0, 0, 0, 1, -1)) if draw.random() < 0.75 else None
    is_placed = draw.random() < 0.7
    point = (-35 + (town * 7919 % 70_000) / 1000, -17 + (town * 104_729 % 68_000) / 1000)
    killed = max(0, toll + draw.choice((0, 0, 0, 1, 2, -1))) if draw.random() < 0.6 else None
    side = (f"side {town % 40}",) if draw.random() < 0.5 else ()
    return Features(
        id=f"{number * 2_654_435_761 % 2**32:08x}", doc=f"d{number}", realis="actual", plover="ASSAULT", sub=kind if draw.random() < 0.85 else "Attack",
        published=day + int(draw.expovariate(0.8)), first=told, last=told, latitude=point[0], longitude=point[1], precision=1 if is_placed else 4,
        country=f"C{town % 50}", admin1=f"C{town % 50}:{town % 700}", places=(f"geonames:{town}",) if is_placed else (), points=(point,) if is_placed else (),
        sites=(f"town {town}",) if is_placed else (), killed_low=killed, killed_high=killed, injured_low=None, injured_high=None, names=(), ages=(),
        actors=side, sides=side, targets=(), means=(), quotes=(), figures=1, mentions=3, order=0,
    )  # fmt: skip


def tell_story(draw: random.Random, number: int, words: list[str]) -> Story:
    """The words of one report: half of the happening's own, and some that any report may have."""
    own = draw.sample(words, 9)
    common = [f"w{int(WORDS * draw.random() ** 6)}" for _ in range(16)]
    return Story(doc=f"d{number}", words=tuple(sorted({*own, *common})))


def measure(records: int) -> float:
    """Link so many records; print what it took; seconds a record."""
    truth: dict[str, int] = {}

    def features() -> Iterator[Features]:
        for happening, each, _ in make(records):
            truth[each.doc] = happening
            yield each

    began = time.perf_counter()
    with open_base(features(), (story for _, _, story in make(records))) as base:
        loaded, spent = time.perf_counter(), time.process_time()
        find_candidates(base)
        compare_all(base, comparisons(), default_weights())
        compared = time.perf_counter()
        groups = [group for grouping in find_groups(base) for group in grouping.groups]
        ended = time.perf_counter()
        spent = time.process_time() - spent
        pairs = base.execute("SELECT count(*) FROM compared").fetchall()[0][0]
        docs = [doc for (doc,) in base.execute("SELECT doc FROM record ORDER BY n").fetchall()]
    peak = peak_kilobytes() / 1e6
    print(
        f"{records:,} records, {len(set(truth.values())):,} happenings: made and loaded in {loaded - began:.0f} s; {pairs:,} pairs compared in {compared - loaded:.1f} s"
    )
    print(
        f"  grouped in {ended - compared:.1f} s; linked in {ended - loaded:.1f} s ({spent:.0f} s of processors); {peak:.1f} GB at most; {score_words(groups, docs, truth)}"
    )
    return (ended - loaded) / records


def peak_kilobytes() -> int:
    """The most memory that this process had; Linux's own line of it begins anew with each program, unlike getrusage, which keeps what a parent had."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    peak = next((line for line in lines if line.startswith("VmHWM:")), None)
    return int(peak.split()[1]) if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def link_in_batches(told: Sequence[tuple[Features, Story]], batches: int) -> dict[Key, str]:
    """The incident of each record where records come some at a time, and each time only the new ones are linked."""
    found: dict[Key, str] = {}
    taken: set[str] = set()
    size = -(-len(told) // batches)
    for end in range(size, len(told) + size, size):
        linking = link_records((each for each, _ in told[:end]), (story for _, story in told[:end]), earlier=Earlier(incidents=found))
        renewal = keep_ids((incident.members for incident in linking.incidents), found, taken=taken)
        found |= {key: incident for incident, members in renewal.members.items() for key in members}
        taken |= renewal.members.keys()
    return found


def count_others(told: Sequence[tuple[Features, Story]], found: Mapping[Key, str]) -> int:
    """How many records are in an incident that does not hold the very records that it holds where all are linked at once."""
    held: dict[str, set[Key]] = defaultdict(set)
    for key, incident in found.items():
        held[incident].add(key)
    whole = link_records((each for each, _ in told), (story for _, story in told))
    return sum(held[found[key]] != set(incident.members) for incident in whole.incidents for key in incident.members)


def measure_batches(records: int, batches: int) -> None:
    """Link so many records, in an order drawn by chance, some at a time; print how many are elsewhere than where all are linked at once."""
    told = [(each, story) for _, each, story in make(records)]
    random.Random(records).shuffle(told)
    others = count_others(told, link_in_batches(told, batches))
    print(f"{records:,} records in {batches:,} batches: {others:,} are in other company than in a full link ({others / records:.2%})")


def score_words(groups: list[tuple[int, ...]], docs: list[str], truth: dict[str, int]) -> str:
    """Precision and recall of pairs."""
    sizes: dict[int, int] = defaultdict(int)
    for happening in truth.values():
        sizes[happening] += 1
    right = made = 0
    for group in groups:
        inside: dict[int, int] = defaultdict(int)
        for number in group:
            inside[truth[docs[number - 1]]] += 1
        made += len(group) * (len(group) - 1) // 2
        right += sum(count * (count - 1) // 2 for count in inside.values())
    wanted = sum(size * (size - 1) // 2 for size in sizes.values())
    return f"pairs: precision {right / max(1, made):.3f}, recall {right / max(1, wanted):.3f}"


def main() -> int:
    """Print what linking takes for each number of records."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", nargs="*", type=int, default=SIZES, help="how many records to make and link")
    parser.add_argument(
        "--batches", type=int, help="link them in so many batches, only the new ones each time, and compare that with a full link"
    )
    wish = parser.parse_args()
    if wish.batches:
        for size in wish.records:
            measure_batches(size, wish.batches)
        return 0
    costs = [measure(size) for size in wish.records]
    if len(costs) > 1:
        print(f"a record costs {costs[-1] / costs[0]:.2f} times as much in the last run as in the first")
    return 0


if __name__ == "__main__":
    sys.exit(main())
