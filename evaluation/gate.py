"""Fails if a measure falls under its floor: `python evaluation/gate.py`; `--raise` lifts floors to what is reached.

Each file of `evaluation/gold/` is measured by `onrecord evaluate`; `floors.json` holds a floor for each of its measures, and the digest of the file
that they were set on. Floors are only ever raised; who means to lower one does so by hand, and says why in the commit.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ADVICE = "look at what changed, then run: python evaluation/gate.py --raise"

Floors = dict[str, dict[str, Any]]  # of a file: {"digest": ..., "floors": {measure: value}}
Scores = Mapping[str, Mapping[str, Any]]  # of a measure: what `onrecord evaluate --format json` says
Measure = Callable[[Path], Scores]


@dataclass(frozen=True)
class Case:
    """One file of gold with what was measured on it."""

    name: str
    digest: str
    scores: Scores


def main(arguments: list[str] | None = None, *, folder: Path = HERE, measure: Measure | None = None) -> int:
    """Measure, show, and compare with the floors: 0 if all hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="raises", action="store_true", help="lift floors to what is reached; none is lowered")
    options = parser.parse_args(arguments)
    floors: Floors = json.loads((folder / "floors.json").read_text(encoding="utf-8"))
    cases = [take(path, measure or evaluate) for path in sorted((folder / "gold").glob("*.jsonl"))]
    if not cases and not floors:
        print(f"skipped: no file of gold in {folder / 'gold'}")
        return 0
    for case in cases:
        print("\n".join(show(case, floors.get(case.name, {}).get("floors", {}))))
    if options.raises:
        write_floors(folder / "floors.json", raised(floors, cases))
    faults = list(find_falls(floors, cases)) + ([] if options.raises else list(find_gaps(floors, cases)))
    print("\n".join(["", *(f"FAILED {fault}" for fault in faults)] if faults else ["", "all floors hold"]))
    return 1 if faults else 0


def take(path: Path, measure: Measure) -> Case:
    """Measure one file."""
    return Case(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), measure(path))


def evaluate(path: Path) -> Scores:
    """The measures of a file, as any user gets them."""
    command = [sys.executable, "-m", "onrecord", "evaluate", str(path), "--format", "json"]
    scores: Scores = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)["measures"]
    return scores


def show(case: Case, floors: Mapping[str, float]) -> Iterator[str]:
    """The table of one file: what was reached, within which interval, and the floor."""
    yield f"\n{case.name}"
    yield f"{'measure':26} {'value':>7}  {'95 % interval':16} {'of':>6} {'floor':>7}"
    for name, score in case.scores.items():
        interval = " to ".join(map(number, score["interval"] or ()))
        size = score.get("gold", score.get("n"))
        yield f"{name:26} {number(score['value']):>7}  {interval:16} {size:>6} {number(floors.get(name)):>7}"


def find_falls(floors: Floors, cases: list[Case]) -> Iterator[str]:
    """Every measure under its floor, and every floor that nothing was measured for."""
    scores = {case.name: case.scores for case in cases}
    for file, entry in floors.items():
        for name, floor in entry["floors"].items():
            found = scores.get(file, {}).get(name, {}).get("value")
            if found is None or found < floor:
                yield f"{file}, {name}: found {number(found)}, floor {number(floor)}"


def find_gaps(floors: Floors, cases: list[Case]) -> Iterator[str]:
    """Every file of gold without floors, or that is not the one that they were set on."""
    for case in cases:
        if case.name not in floors:
            yield f"{case.name}: no floors are set; {ADVICE}"
        elif floors[case.name]["digest"] != case.digest:
            yield f"{case.name}: not the gold that the floors were set on; {ADVICE}"


def raised(floors: Floors, cases: list[Case]) -> Floors:
    """Floors lifted to what was reached; none is lowered or dropped."""
    return {
        **floors,
        **{case.name: {"digest": case.digest, "floors": lift(floors.get(case.name, {}).get("floors", {}), case.scores)} for case in cases},
    }


def lift(floors: Mapping[str, float], scores: Scores) -> dict[str, float]:
    """The floors of one file, each the greater of what it was and what was reached, cut after three digits."""
    reached = {name: math.floor(score["value"] * 1000) / 1000 for name, score in scores.items() if score["value"] is not None}
    return {**floors, **{name: max(value, floors.get(name, 0.0)) for name, value in reached.items()}}


def write_floors(path: Path, floors: Floors) -> None:
    """Write floors, one a line."""
    path.write_text(json.dumps(floors, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def number(value: float | None) -> str:
    """Three digits, or a dash."""
    return "–" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    sys.exit(main())
