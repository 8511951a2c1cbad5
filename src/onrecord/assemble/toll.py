"""Figures of one happening: each once, with its bounds and who gives it; and their totals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from onrecord.assemble.claims import ClaimMaker
from onrecord.assemble.persons import are_two, victim_head
from onrecord.assemble.tellings import SEIZED, Telling
from onrecord.assemble.totals import find_totals
from onrecord.model.claims import Claim
from onrecord.model.mentions import FigureMention
from onrecord.model.records import Json
from onrecord.model.values import Harm
from onrecord.vocab.words import word_set

ALSO = "also "


def find_toll(tellings: Sequence[Telling], maker: ClaimMaker) -> tuple[list[Json], list[Json], list[Claim]]:
    """Rows of the toll, its totals, and a claim for each telling of a figure.

    The same figure told twice stands once in the toll, with its first quote; every telling is a claim. A figure of the first
    sentence without a source, as headlines have, gives way to its first telling with one.
    """
    reading = maker.source.reading
    rows: dict[tuple[object, ...], Json] = {}
    first: dict[tuple[object, ...], FigureMention] = {}
    claims = []
    opening: set[tuple[object, ...]] = set()
    further = find_further(tellings, maker)
    told = {number: event for telling in reversed(tellings) for event in reversed(telling.events) for number in event.figures}
    for number in dict.fromkeys(number for telling in tellings for number in telling.figure_ids):
        figure, event = reading.figures[number], told[number]
        chain = event.attributions if event.is_given else maker.source.chain_at(figure.span) or event.attributions
        row = figure_json(figure, maker, chain)
        claim = maker.make(
            "toll",
            {key: row[key] for key in ("harm", "low", "best", "high", "approx", "victims", "polarity", "part_of_total")},
            spans=[figure.span],
            rule=figure.rule,
            chain=chain,
            factuality=event.factuality.factuality,
        )
        claims.append(claim)
        key = same_figure(figure, row, rows, first, is_further=number in further)
        if key not in rows:
            rows[key] = {**row, "claim": claim.id}
            first[key] = figure
            if event.sentence == 0:
                opening.add(key)
        elif key in opening and rows[key]["source"] is None and row["source"] is not None and not figure.is_superseded:
            rows[key] = {**row, "claim": claim.id}
            first[key] = figure
    toll = list(rows.values())
    kept = [first[key] for key in rows]
    added = frozenset(figure.token for number in further if (figure := reading.figures[number]) in kept)
    counted = [{**row, "part_of_total": is_part(figure, maker)} for row, figure in zip(toll, kept, strict=True)]
    return toll, find_totals(counted, kept, added=added), claims


def is_part(figure: FigureMention, maker: ClaimMaker) -> bool:
    """True for a part of a number of the same harm; the dead among those who were shot are a number of their own."""
    return figure.part_of is not None and maker.source.reading.figures[figure.part_of].harm is figure.harm


@lru_cache(maxsize=1)
def further_words() -> re.Pattern[str]:
    """Words that count victims beside those counted before."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(word_set('words.further'))))})\b", re.IGNORECASE)


def find_further(tellings: Sequence[Telling], maker: ClaimMaker) -> frozenset[int]:
    """Figures of victims beside those counted before ("one additional suspect", "one other man").

    Behind a figure of another harm the words look back to that one ("killing four and wounding 22 others").
    """
    found: set[int] = set()
    counted: dict[int, set[str]] = {}
    for sentence, number in sorted(
        (event.sentence, number) for telling in tellings for event in telling.events for number in event.figures
    ):
        figure = maker.source.reading.figures[number]
        harms = counted.setdefault(sentence, set())
        is_said = is_said_further(figure, maker) and not harms - {str(figure.harm)}
        if (is_said or is_doer(figure)) and figure.part_of is None:
            found.add(number)
        harms.add(str(figure.harm))
    return frozenset(found)


def is_said_further(figure: FigureMention, maker: ClaimMaker) -> bool:
    """True if its words count it beside those before; of captives also "also" does ("the patrol also detained two suspects")."""
    if further_words().search(counted_words(figure, maker)):
        return True
    start = figure.span.start
    return figure.harm in SEIZED and maker.source.document.text[max(0, start - len(ALSO)) : start].lower() == ALSO


def counted_words(figure: FigureMention, maker: ClaimMaker) -> str:
    """The words of a figure as far as whom it counts."""
    span, victims = figure.span, figure.victims_span
    quote = maker.source.quote(span).quote
    return quote[: victims.end - span.start] if victims is not None and victims.end > span.start else quote


def is_doer(figure: FigureMention) -> bool:
    """True for the doer who died in his own attack: he is one more than the victims (codebook, decision 4)."""
    return figure.harm is Harm.KILLED and figure.count.high == 1 and victim_head(figure) in word_set("words.doers-among-dead")


def figure_json(figure: FigureMention, maker: ClaimMaker, chain: tuple[int, ...]) -> Json:
    """A figure as the contract has it."""
    return {
        "harm": str(figure.harm),
        "low": figure.count.low,
        "best": figure.count.best,
        "high": figure.count.high,
        "approx": figure.count.approx,
        "victims": figure.victims,
        "source": maker.source.speaker(chain),
        "polarity": figure.polarity,
        "part_of_total": figure.part_of is not None,
        "quote": maker.source.quote(figure.span).quote,
    }


def same_figure(
    figure: FigureMention,
    row: Json,
    rows: dict[tuple[object, ...], Json],
    first: dict[tuple[object, ...], FigureMention],
    *,
    is_further: bool,
) -> tuple[object, ...]:
    """The key of the row that this figure repeats, or a key of its own.

    Equal numbers of one harm are one figure, unless both name victims of another kind in one sentence ("3 women and 3 children"), or one
    is of further victims, or of another person.
    """
    key: tuple[object, ...] = (figure.harm, figure.count.low, figure.count.high, figure.polarity, is_further)
    while key in rows and is_other(first[key], figure):
        key = (*key, row["victims"])
    return key


def is_other(one: FigureMention, other: FigureMention) -> bool:
    """True for figures of other victims."""
    return are_two(one, other) or (one.token == other.token and victim_head(one) != victim_head(other))
