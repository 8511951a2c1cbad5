"""What `onrecord compare` does: read two sets, and show what they have in common and what not."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from onrecord.cli.output import check_output, open_output
from onrecord.cli.words import clean
from onrecord.errors import InvalidInputError
from onrecord.export.comparison import Nearness, render_comparison, rows_of, summary_lines
from onrecord.pipeline.comparing import compare_sets

FORMATS = ("text", "jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareWish:
    """What the user asked for, as given."""

    left: str
    right: str
    days: int
    km: float
    accounts: str
    to: str
    html: Path | None


def compare_all(wish: CompareWish) -> None:
    """Compare two sets, and write what was found.

    Raises:
        OnrecordError: if one cannot be read, or the page not be written.
    """
    if wish.to not in FORMATS:
        raise InvalidInputError(f"--format {wish.to}: expected {' or '.join(FORMATS)}")
    check_output(wish.html)
    near, names = Nearness(days=wish.days, km=wish.km), (Path(wish.left).name, Path(wish.right).name)
    found = compare_sets(wish.left, wish.right, near, accounts=wish.accounts)
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
    for line in summary_lines(found, names):
        console.print(Text(clean(line)))
