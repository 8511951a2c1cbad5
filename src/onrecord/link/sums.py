"""Figures of one record that count different victims, added as the record adds them: "two soldiers and three guards" are five."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]


def figures_of(record: Json) -> Iterator[Json]:
    """All figures of a record, and behind them what those come to that are added; what counts no whole by itself is a part.

    Not whole are the figures that are added, and those that the record's total sets aside (an earlier count, somebody singled out).
    """
    totals = {total["harm"]: total["tellings"] for total in record.get("totals") or () if total.get("tellings")}
    whole = {telling["claims"][0] for tellings in totals.values() for telling in tellings if len(telling["claims"]) == 1}
    for figure in record.get("toll") or ():
        is_whole = figure["harm"] not in totals or figure.get("polarity") == "denied" or figure.get("claim") in whole
        yield figure if is_whole else {**figure, "part_of_total": True}
    told = {figure["claim"]: figure for figure in record.get("toll") or () if figure.get("claim")}
    for harm, tellings in totals.items():
        for telling in tellings:
            added = [told[claim] for claim in telling["claims"] if claim in told]
            if len(added) > 1:
                yield {**sum_of(added), "harm": harm, "low": telling["low"], "high": telling["high"]}


def sum_of(added: Sequence[Json]) -> Json:
    """Figures as one, with what they have in common: who gives them, and whom they count."""
    quotes = " … ".join(dict.fromkeys(str(figure["quote"]) for figure in added))
    return {
        "source": shared(added, "source"),
        "victims": shared(added, "victims"),
        "quote": quotes,
        "claim": added[0]["claim"],
        "polarity": "asserted",
    }


def shared(figures: Sequence[Json], key: str) -> Any:
    """What all figures have under a key; None where they differ."""
    first = figures[0].get(key)
    return first if all(figure.get(key) == first for figure in figures) else None
