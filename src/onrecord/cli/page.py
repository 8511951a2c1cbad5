"""A result as a page for a person: newest happening first, totals apart at the end, warnings last."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from onrecord.cli.words import (
    Entry,
    actor_words,
    certainty_words,
    clean,
    count_words,
    day_words,
    entries,
    figure_words,
    names,
    newest_first,
    part,
    place_words,
    spaced,
    type_words,
    victim_words,
)

TITLES = "".join(
    rf"(?<!\b{title})" for title in ("[A-Z]", "Mr", "Dr", "Lt", "St", "Col", "Gen", "Maj", "Sgt", "Mrs")
)  # "Gen. Hassan" is one sentence
SENTENCE_BOUND = re.compile(rf"{TITLES}[.!?…][\"'”’)\]]*\s(?![\sa-z])|[\n\r\u2028\u2029]")
WITHIN = 1500  # characters before and after a trigger in which the bounds of its sentence are looked for
LONGEST = 420  # characters of a sentence that are shown
MOST_QUOTES = 3
LABEL_WIDTH = 9
Row = tuple[str, Text]


def print_page(result: Entry, *, text: str, console: Console) -> None:
    """Print one result; `text` is the document's, from which the quoted words are taken."""
    console.print(render_page(result, text=text))


def render_page(result: Entry, *, text: str) -> RenderableType:
    """One result as a page."""
    records = entries(result, "records")
    incidents = sorted((record for record in records if record.get("kind") != "tally"), key=newest_first)
    tallies = sorted((record for record in records if record.get("kind") == "tally"), key=newest_first)
    return Group(
        *_head(part(result, "document"), len(incidents), len(tallies)),
        *(render_record(record, text=text) for record in incidents),
        *([_heading("Totals over several happenings, places or a period")] if tallies else []),
        *(render_record(record, text=text) for record in tallies),
        *_warnings(entries(result, "warnings")),
    )


def render_record(record: Entry, *, text: str) -> RenderableType:
    """One record: what, when and where on its first line, then a row for each thing that is told of it."""
    grid = Table.grid(padding=(0, 1), expand=False)
    grid.add_column(width=LABEL_WIDTH, justify="right", style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, words in _rows(record, text):
        grid.add_row(label, words)
    return Group(Text(""), _first_line(record), Padding(grid, (0, 0, 0, 2), expand=False))


def _head(document: Entry, incidents: int, tallies: int) -> Iterator[RenderableType]:
    name = clean(document.get("title")) or clean(document.get("id"))
    published = clean(document.get("published"))
    known = [
        clean(document.get("publisher")),
        f"published {published}" if published else "publication day not known",
        f"{incidents} happening{'' if incidents == 1 else 's'}",
        f"{tallies} total{'' if tallies == 1 else 's'}",
    ]
    yield Text(name, style="bold")
    yield Text(" · ".join(each for each in known if each), style="dim")


def _heading(words: str) -> RenderableType:
    return Padding(Rule(Text(words, style="bold"), align="left", style="dim"), (1, 0, 0, 0))


def _first_line(record: Entry) -> Text:
    is_total = record.get("kind") == "tally" and not any(part(record, "type").values())
    line = Text("Total" if is_total else type_words(record), style="bold cyan")
    realis = clean(record.get("realis"))
    if realis and realis != "actual":
        line.append(f" ({realis})", style="bold magenta")
    line.append(" · ", style="dim").append(day_words(record), style="yellow")
    return line.append(" · ", style="dim").append(place_words(record), style="green")


def _rows(record: Entry, text: str) -> Iterator[Row]:
    yield from _parties(record)
    yield from _figures(record)
    yield from _told(record)
    yield from _scope(record)
    for number, quote in enumerate(quotes(record, text)):
        yield ("words" if number == 0 else ""), quote


def _parties(record: Entry) -> Iterator[Row]:
    actors = ", ".join(map(actor_words, entries(record, "actors")))
    targets = ", ".join(clean(target.get("name")) for target in entries(record, "targets"))
    if actors or targets:
        yield "who", Text(f"{actors or 'not told'} → {targets}" if targets else actors)
    means = ", ".join(clean(each.get("name")) for each in entries(record, "means"))
    if means:
        yield "with", Text(means)


def _figures(record: Entry) -> Iterator[Row]:
    harms = [figure.get("harm") for figure in entries(record, "toll") if not figure.get("part_of_total")]
    for figure in entries(record, "toll"):
        words = Text(figure_words(figure), style="bold red")
        if figure.get("quote"):
            words.append(f"  “{clean(figure.get('quote'))}”", style="dim")
        if figure.get("source"):
            words.append(f"  says {clean(figure.get('source'))}")
        yield clean(figure.get("harm")), words
    for total in entries(record, "totals"):
        if harms.count(total.get("harm")) > 1:
            yield "in all", Text(f"{clean(total.get('harm'))} {count_words(total.get('low'), None, total.get('high'))}", style="red")
    for victim in entries(record, "victims"):
        yield "victim", Text(victim_words(victim))


def _told(record: Entry) -> Iterator[Row]:
    """On whose word it rests."""
    sources, certainty = names(record, "sources"), certainty_words(record)
    if sources or certainty:
        yield "told by", Text(", ".join(sources) or "the report").append(f" ({certainty})" if certainty else "", style="magenta")
    denied = names(record, "denied_by")
    if denied:
        yield "denied by", Text(", ".join(denied), style="magenta")


def _scope(record: Entry) -> Iterator[Row]:
    scope = part(record, "scope")
    issuer, as_of = clean(scope.get("issuer")), clean(scope.get("as_of"))
    if record.get("kind") == "tally" and (issuer or as_of):
        yield "counted", Text(" ".join([f"by {issuer}" if issuer else "", f"as of {as_of}" if as_of else ""]).strip())


def quotes(record: Entry, text: str) -> list[Text]:
    """The sentences of a record's mentions with its trigger words marked, and how many more there are."""
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for mention in entries(record, "mentions"):
        start, end = int(str(mention.get("start"))), int(str(mention.get("end")))
        found.setdefault(_sentence(text, start, end), []).append((start, end))
    shown = [_quote(text, bounds, triggers) for bounds, triggers in list(found.items())[:MOST_QUOTES]]
    more = len(found) - len(shown)
    return shown + ([Text(f"and in {more} more sentence{'' if more == 1 else 's'}", style="dim")] if more else [])


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence around a trigger, as far as they are near."""
    floor, ceiling = max(0, start - WITHIN), min(len(text), end + WITHIN)
    before = [match.end() for match in SENTENCE_BOUND.finditer(text, floor, start)]
    after = SENTENCE_BOUND.search(text, end, ceiling)
    return (before[-1] if before else floor), (after.end() if after else ceiling)


def _quote(text: str, bounds: tuple[int, int], triggers: list[tuple[int, int]]) -> Text:
    """A sentence with its triggers marked; of a long one, what stands around the first."""
    first, last = bounds
    if last - first > LONGEST:
        first = max(first, triggers[0][0] - LONGEST // 2)
        last = min(last, max(first + LONGEST, triggers[0][1]))
    line, position = Text("“…" if first > bounds[0] else "“", style="italic"), first
    for start, end in sorted(triggers):
        if position <= start and end <= last:
            line.append(spaced(text[position:start])).append(clean(text[start:end]), style="bold underline")
            position = end
    line.append(spaced(text[position:last]).rstrip())
    return line.append("…”" if last < bounds[1] else "”")


def _warnings(warnings: list[Entry]) -> Iterator[RenderableType]:
    if warnings:
        yield _heading("Warnings")
    for warning in warnings:
        yield Text("! ", style="yellow").append(clean(warning.get("message")))
