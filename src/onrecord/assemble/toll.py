"""Figures of one happening: each once, with its bounds and who gives it; and their totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.assemble.breadth import breadth_of
from onrecord.assemble.claims import ClaimMaker
from onrecord.assemble.further import find_further
from onrecord.assemble.persons import are_two, victim_head
from onrecord.assemble.sides import sides_of
from onrecord.assemble.tellings import Telling
from onrecord.assemble.totals import find_totals
from onrecord.model.claims import Claim
from onrecord.model.mentions import FigureMention
from onrecord.model.records import Json

ARTICLES = ("a ", "an ")


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
    introduced: dict[int, int] = {}
    further = find_further(tellings, maker)
    sides = sides_of(tellings)
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
        key = same_figure(figure, rows, first, sides, rank=further.get(number))
        if key in rows and key not in opening and row["source"] == rows[key]["source"] and is_brought_in(figure, first[key], row):
            introduced[figure.token] = first[key].token
            key = (*key, figure.victims)
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
    return toll, find_totals(counted, kept, added=added, beside=introduced | told_beside(kept, maker), sides=sides), claims


def is_brought_in(figure: FigureMention, before: FigureMention, row: Json) -> bool:
    """True for a person whom the words bring in by another calling than one told before: "The driver was hurt. A passer-by was hit"."""
    quote = str(row["quote"]).lower()
    is_new = figure.count.high == 1 and quote.startswith(ARTICLES) and victim_head(figure) != victim_head(before)
    return is_new and breadth_of(figure.victims or "") == 1 and breadth_of(before.victims or "") == 1


def told_beside(figures: Sequence[FigureMention], maker: ClaimMaker) -> dict[int, int]:
    """For the harm word of "three others" that of those they are counted beside: "a man was shot in the leg and three others in the arm"."""
    found = ((figure, maker.source.reading.figures[figure.follows]) for figure in figures if figure.follows is not None)
    return {figure.token: told.token for figure, told in found if figure.harm is told.harm and told.token != figure.token}


def is_part(figure: FigureMention, maker: ClaimMaker) -> bool:
    """True for a part of a number of the same harm; the dead among those who were shot are a number of their own."""
    return figure.part_of is not None and maker.source.reading.figures[figure.part_of].harm is figure.harm


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
    rows: dict[tuple[object, ...], Json],
    first: dict[tuple[object, ...], FigureMention],
    sides: Mapping[int, str | None],
    *,
    rank: int | None,
) -> tuple[object, ...]:
    """The key of the row that this figure repeats, or a key of its own.

    Equal numbers of one harm are one figure, unless both name victims of another kind in one sentence ("3 women and 3 children"), or one
    is of further victims, of another person, or of people of another side.
    """
    key: tuple[object, ...] = (figure.harm, figure.count.low, figure.count.high, figure.polarity, rank)
    while key in rows and (is_other(first[key], figure) or are_of_two_sides(first[key], figure, sides)):
        key = (*key, figure.victims)
    return key


def are_of_two_sides(one: FigureMention, other: FigureMention, sides: Mapping[int, str | None]) -> bool:
    """True for an officer and a rebel, whose numbers are equal by chance."""
    first, second = sides.get(one.token), sides.get(other.token)
    return first is not None and second is not None and first != second


def is_other(one: FigureMention, other: FigureMention) -> bool:
    """True for figures of other victims."""
    is_another = other.follows is not None and one.harm is other.harm and one.span.start < other.span.start
    return are_two(one, other) or is_another or (one.token == other.token and victim_head(one) != victim_head(other))
