"""Figures of one happening: each once, with its bounds and who gives it; and their totals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from onrecord.assemble.claims import ClaimMaker
from onrecord.assemble.tellings import Telling
from onrecord.model.claims import Claim
from onrecord.model.mentions import FigureMention
from onrecord.model.names import normal_name
from onrecord.model.records import Json
from onrecord.vocab.words import word_set

ONE = re.compile(r"\b(?:one|two|1|2)\b", re.IGNORECASE)
Counted = tuple[Json, FigureMention]


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
        chain = maker.source.chain_at(figure.span) or event.attributions
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
        elif key in opening and rows[key]["source"] is None and row["source"] is not None:
            rows[key] = {**row, "claim": claim.id}
            first[key] = figure
    toll = list(rows.values())
    kept = [first[key] for key in rows]
    added = frozenset(figure.token for number in further if (figure := reading.figures[number]) in kept)
    return toll, find_totals(toll, kept, added=added), claims


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
        if further_words().search(maker.source.quote(figure.span).quote) and not harms - {str(figure.harm)} and figure.part_of is None:
            found.add(number)
        harms.add(str(figure.harm))
    return frozenset(found)


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
    is of further victims.
    """
    key: tuple[object, ...] = (figure.harm, figure.count.low, figure.count.high, figure.polarity, is_further)
    while key in rows and first[key].token == figure.token and victim_head(first[key]) != victim_head(figure):
        key = (*key, row["victims"])
    return key


def victim_head(figure: FigureMention) -> str:
    """Last word of whom it counts."""
    return normal_name(figure.victims or "").rpartition(" ")[2]


def find_totals(toll: Sequence[Json], figures: Sequence[FigureMention], *, added: frozenset[int] = frozenset()) -> list[Json]:
    """One row a harm.

    Figures that stand together on one harm word count different victims and are added; others are tellings of the same victims and
    give the range. Those at the harm words `added` count further victims and are added to it. Parts and denied figures are left out.
    """
    totals: list[Json] = []
    for harm in dict.fromkeys(str(row["harm"]) for row in toll):
        groups: dict[int, list[Counted]] = {}
        for row, figure in zip(toll, figures, strict=True):
            if row["harm"] == harm and not row["part_of_total"] and row["polarity"] == "asserted" and not is_unbounded(figure):
                groups.setdefault(figure.token, []).append((row, figure))
        extra = [rows for token, rows in groups.items() if token in added]
        wholes = whole_tellings([rows for token, rows in groups.items() if token not in added])
        if not wholes:
            wholes, extra = whole_tellings(extra), []
        if wholes:
            more = [add_up([row for row, _ in rows]) for rows in extra]
            sums = [add_up([row for row, _ in rows]) for rows in wholes]
            positive = [one for one in sums if one != (0, 0)] or sums
            totals.append(
                {
                    "harm": harm,
                    "low": plus(min((low for low, _ in positive if low is not None), default=None), [low or 0 for low, _ in more]),
                    "high": plus(
                        None if any(high is None for _, high in positive) else max(high for _, high in positive if high is not None),
                        [high for _, high in more],
                    ),
                    "claims": [row["claim"] for rows in (*wholes, *extra) for row, _ in rows],
                }
            )
    return totals


def whole_tellings(tellings: Sequence[Sequence[Counted]]) -> list[Sequence[Counted]]:
    """Tellings that count all who were harmed.

    Where one gives a number, a person singled out ("his brother was killed as well") and a bare plural ("killing civilians") tell of
    some of them.
    """
    counted = [rows for rows in tellings if any(is_numbered(row, figure) for row, figure in rows)]
    return list(counted or tellings)


def is_numbered(row: Json, figure: FigureMention) -> bool:
    """False for one person without a numeral and for a plural without a number."""
    if (figure.count.low, figure.count.high) not in {(1, 1), (2, None)}:
        return True
    return ONE.search(str(row["quote"])) is not None


def plus(end: int | None, more: Sequence[int | None]) -> int | None:
    """An end of a range with further numbers added; open where it or one of them is."""
    numbers = [number for number in more if number is not None]
    return None if end is None or len(numbers) < len(more) else end + sum(numbers)


def is_unbounded(figure: FigureMention) -> bool:
    """True for a figure whose words give neither end."""
    return figure.count.low is None and figure.count.high is None


def add_up(rows: Sequence[Json]) -> tuple[int | None, int | None]:
    """Sum of the ends; open where one of them is."""
    lows = [row["low"] for row in rows if isinstance(row["low"], int)]
    highs = [row["high"] for row in rows if isinstance(row["high"], int)]
    return (sum(lows) if lows else None), (sum(highs) if len(highs) == len(rows) else None)
