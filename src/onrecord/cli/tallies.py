"""`onrecord tallies`: each total with what it covers of the archive, and what is left over."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.text import Text

from onrecord.cli.incident import range_words
from onrecord.cli.link import Source, find_totals
from onrecord.cli.words import clean
from onrecord.link.tallies import Coverage, Tally, cover, series_of, to_calendars


def show_tallies(source: Source, to: str) -> None:
    """Write all totals.

    Raises:
        OnrecordError: if a file or the archive cannot be read.
    """
    totals = find_totals(source)
    calendars = to_calendars(totals.incidents)
    covered = ((tally, cover(tally, calendars)) for tally in totals.tallies)
    if to == "jsonl":
        sys.stdout.writelines(json.dumps(to_dict(tally, coverage), ensure_ascii=False) + "\n" for tally, coverage in covered)
        return
    console = Console(highlight=False, soft_wrap=True)
    for tally, coverage in covered:
        console.print(Text(tally_line(tally), style="bold"))
        console.print(Text(f"    {coverage_words(tally, coverage)}"))
    for series in series_of(totals.tallies):
        console.print(
            Text(f"\n{clean(series[0].issuer)}, {clean(series[0].harm)}, {clean(series[0].area or 'no area said')}", style="bold")
        )
        for tally in series:
            console.print(Text(f"  {clean(tally.as_of or 'no day')}  {range_words(asdict(tally))}  in {clean(tally.document)}"))
    console.print(Text(f"{len(totals.tallies):,} totals; they add nothing to incidents"))


def tally_line(tally: Tally) -> str:
    """A total on a line: who, as of when, how many, where, in which document."""
    who = tally.issuer or "nobody named"
    return "  ".join(
        map(
            clean,
            (
                who,
                f"as of {tally.as_of or 'no day'}",
                f"{tally.harm}: {range_words(asdict(tally))}",
                tally.area or "no area said",
                f"in {tally.document}",
            ),
        )
    )


def coverage_words(tally: Tally, coverage: Coverage) -> str:
    """What the archive's incidents hold of a total."""
    if tally.first is None or tally.last is None:
        return "its period is not said, so no incident can be held against it"
    if not coverage.incidents:
        return "no incident of the archive lies in its period and area"
    held = range_words({"low": coverage.low, "high": coverage.high})
    count = len(coverage.incidents)
    left = (
        ""
        if coverage.left_low is None and coverage.left_high is None
        else f"; left over: {range_words({'low': coverage.left_low, 'high': coverage.left_high})}"
    )
    return f"{count:,} incident{'' if count == 1 else 's'} of the archive hold{'s' if count == 1 else ''} {held}{left}"


def to_dict(tally: Tally, coverage: Coverage) -> dict[str, Any]:
    """A total with what it covers."""
    plain = asdict(tally)
    del plain["spot"], plain["first"], plain["last"]
    return {**plain, "covers": asdict(coverage)}
