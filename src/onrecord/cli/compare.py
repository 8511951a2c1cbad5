"""What `onrecord compare` does: read two sets, and show what they have in common and what not."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from onrecord.cli.output import check_output, open_output
from onrecord.cli.words import clean
from onrecord.errors import InvalidInputError
from onrecord.export.comparison import Nearness, place_rows, render_comparison, rows_of, summary_lines
from onrecord.pipeline.comparing import Bounds, compare_sets, sides_of
from onrecord.pipeline.queries import read_day

FORMATS = ("text", "jsonl")
MOST_PLACES = 10  # that are told beside the events; the page has all


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareWish:
    """What the user asked for, as given."""

    left: str
    right: str | None
    origins: tuple[str | None, str | None]
    by: str | None
    bounds: Mapping[str, str | None]
    days: int
    km: float
    accounts: str
    to: str
    html: Path | None


def read_bounds(given: Mapping[str, str | None]) -> Bounds:
    """Days and a country as the user gave them.

    Raises:
        InvalidInputError: if a day is none.
    """
    since, until = (read_day(name, given.get(name)) for name in ("since", "until"))
    return Bounds(since=since, until=until, country=given.get("country"))


def compare_all(wish: CompareWish) -> None:
    """Compare two sets, and write what was found.

    Raises:
        OnrecordError: if one cannot be read, or the page not be written.
    """
    if wish.to not in FORMATS:
        raise InvalidInputError(f"--format {wish.to}: expected {' or '.join(FORMATS)}")
    check_output(wish.html)
    near, (left, right) = Nearness(days=wish.days, km=wish.km), sides_of(wish.left, wish.right, wish.origins, wish.by)
    names = (left.called, right.called) if left.called != right.called else (f"{left.called} (A)", f"{right.called} (B)")
    found = compare_sets(left, right, near, accounts=wish.accounts, bounds=read_bounds(wish.bounds))
    if wish.html:
        with open_output(wish.html) as stream:
            stream.write(render_comparison(found, names, near))
    if wish.to == "jsonl":
        sys.stdout.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows_of(found))
        return
    console = Console(highlight=False, soft_wrap=True)
    for row in rows_of(found):
        sign = "=" if row["left"] and row["right"] else "<" if row["left"] else ">"
        console.print(
            Text(f"{sign} {row['days']}  {clean(row['place'])}", style="bold").append(f"  {clean(row['figures'])}", style="not bold")
        )
        for words in filter(None, (row["left"], row["right"])):
            console.print(Text(f"    {clean(words)}", style="dim"))
    for place in list(place_rows(found))[:MOST_PLACES]:
        counts = f"{place['both']} both, {place['left']} {names[0]} alone, {place['right']} {names[1]} alone"
        console.print(Text(clean(f"{place['place']}: {counts}; killed: {place['left_killed']} against {place['right_killed']}")))
    for line in summary_lines(found, names):
        console.print(Text(clean(line)))
