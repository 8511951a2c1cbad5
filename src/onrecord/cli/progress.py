"""One line on the terminal that says how far a long run is; it stands apart from results, and goes when the run ends."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

T = TypeVar("T")
Words = Callable[[T, float | None], str]
Parts = tuple[int, int | None]


def show_bar(items: Iterator[T], total: int | None) -> Iterator[T]:
    """The items as they come, counted on a bar."""
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("documents"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=total)
        for item in items:
            progress.advance(task)
            yield item


@contextmanager
def progress_line(words: Words[T], parts: Callable[[T], Parts]) -> Iterator[Callable[[T], None]]:
    """What to call with the state of a run: `words` are shown, given the state and the seconds that are left, which follow from its parts.

    Nothing is shown where there is no terminal.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with Progress(
        TextColumn("{task.description}", markup=False), BarColumn(bar_width=12), console=Console(stderr=True), transient=True
    ) as progress:
        task = progress.add_task("", total=None)

        def show(state: T) -> None:
            done, total = parts(state)
            progress.update(task, completed=min(done, total) if total else done, total=total)
            progress.update(task, description=words(state, progress.tasks[0].time_remaining))

        yield show


def time_words(seconds: float | None) -> str:
    """How long, as people say it; nothing where it is not known."""
    if seconds is None:
        return ""
    for size, name in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f", {seconds / size:.0f} {name} left"
    return f", {seconds:.0f} s left"
