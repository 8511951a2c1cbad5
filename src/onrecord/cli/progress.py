"""A bar on the terminal while many documents are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

T = TypeVar("T")


def show_bar(items: Iterator[T], total: int | None) -> Iterator[T]:
    """The items as they come, counted on a bar that stands apart from the results and goes when they end."""
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("documents"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=total)
        for item in items:
            progress.advance(task)
            yield item
