"""A report with the spans of one layer marked: in colour on a terminal, in brackets with their rules elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rich.console import Console
from rich.text import Text

from onrecord.cli.words import clean, spaced
from onrecord.pipeline.layer import Layer

STYLES = {"source": "bold magenta", "cue": "bold yellow", "content": "cyan"}
PLAIN = "bold green"
Mark = tuple[int, int, str, str]  # start, end, label, style


def print_layer(found: Layer, *, console: Console, is_plain: bool) -> None:
    """Print a report with its spans, then its warnings."""
    text = found.document.text
    marks = sorted(list_marks(found), key=lambda mark: (mark[0], -mark[1], mark[2]))
    console.print(Text(clean(found.document.title) or clean(found.document.id), style="bold"))
    for line in (mark_with_brackets if is_plain else mark_with_colours)(text, marks).split(allow_blank=True):
        console.print(line, soft_wrap=is_plain)
    for notice in found.warnings:
        console.print(Text("! ", style="yellow").append(clean(notice.message)))


def list_marks(found: Layer) -> Iterator[Mark]:
    """Every span with its label: the part of an attribution, and the rule."""
    for entry in found.spans:
        start, end, rule = entry.get("start"), entry.get("end"), clean(entry.get("rule"))
        if isinstance(start, int) and isinstance(end, int):
            yield start, end, rule, PLAIN
        for name, style in STYLES.items():
            span = entry.get(name)
            if isinstance(span, list) and span:
                yield int(span[0]), int(span[1]), f"{name} {rule}", style


def mark_with_brackets(text: str, marks: list[Mark]) -> Text:
    """`[words|rule]`; brackets of the report itself are doubled, so that marks can be told from them."""
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[tuple[int, str]]] = {}
    for start, end, label, _ in marks:
        opening.setdefault(start, []).append(end)
        closing.setdefault(end, []).append((start, label))
    line = Text()
    for start, end in pairwise(sorted({0, len(text), *opening, *closing})):
        line.append("[" * len(opening.get(start, ())))
        line.append(lines_of(text[start:end]).replace("[", "[[").replace("]", "]]"))
        for _, label in sorted(closing.get(end, ()), key=lambda mark: -mark[0]):
            line.append(f"|{label}]")
    return line


def mark_with_colours(text: str, marks: list[Mark]) -> Text:
    """Words in the colour of their part; an inner span goes before an outer one."""
    bounds = sorted({0, len(text), *(mark[0] for mark in marks), *(mark[1] for mark in marks)})
    starts: dict[int, list[Mark]] = {}
    for mark in marks:
        starts.setdefault(mark[0], []).append(mark)
    line, under = Text(), list[Mark]()
    for start, end in pairwise(bounds):
        under = [mark for mark in under if mark[1] > start] + starts.get(start, [])
        style = min(under, key=lambda mark: mark[1] - mark[0])[3] if under else ""
        line.append(lines_of(text[start:end]), style=style)
    return line


def lines_of(words: str) -> str:
    """Words of a report without what could steer a terminal; its lines and the spaces at either end of them stay."""
    return "\n".join(spaced(line) for line in words.splitlines(keepends=False)) + ("\n" if words.endswith("\n") else "")
