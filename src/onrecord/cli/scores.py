"""The tables of `onrecord evaluate`."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.words import clean
from onrecord.evaluate.agreement import ALPHAS
from onrecord.evaluate.measures import Score
from onrecord.evaluate.report import Agreement, Evaluation, Resampling

NONE = "–"


def print_evaluation(evaluation: Evaluation, *, title: str, console: Console) -> None:
    """One line a measure, and how to read it."""
    console.print(Text(f"{clean(title)}: {_documents(evaluation.documents)}", style="bold"))
    console.print(_found_table(evaluation.scores))
    console.print(Text(_explain(evaluation.resampling), style="dim"))
    console.print(Text(_quote_words(evaluation.scores["quotes"])))
    _print_notes(evaluation.notes, console)


def print_agreement(agreement: Agreement, *, title: str, console: Console) -> None:
    """What the second coder found of the first's, and alpha a field."""
    console.print()
    console.print(Text(f"Two coders, {clean(title)}: {_documents(agreement.documents)}", style="bold"))
    console.print(_found_table(agreement.overlaps))
    console.print(Text("\nKrippendorff's alpha over the records, attackers and figures that both coded", style="bold"))
    console.print(_alpha_table(agreement.alphas))
    console.print(
        Text("1 is full agreement, 0 what chance gives. Krippendorff asks for .800, and .667 for tentative conclusions.", style="dim")
    )
    _print_notes(agreement.notes, console)


def _found_table(scores: Mapping[str, Score]) -> Table:
    table = _table("measure", "precision", "recall", "value", "95 % interval", "counted")
    for name, score in scores.items():
        numbers = (score.precision, score.recall, score.value)
        shown = [_number(number) if index == 2 or "hits" in dict(score.counted) else "" for index, number in enumerate(numbers)]
        table.add_row(name, *shown, _interval(score), _counted(score))
    return table


def _alpha_table(scores: Mapping[str, Score]) -> Table:
    table = _table("field", "alpha", "95 % interval", "scale", "pairs")
    for measure in ALPHAS:
        score = scores[measure.name]
        remark = "" if score.value is not None else " (nothing varies)"
        table.add_row(measure.name, _number(score.value), _interval(score), measure.scale, f"{dict(score.counted)['n']:,}{remark}")
    return table


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    table.add_column(first, no_wrap=True)
    for name in others:
        table.add_column(name, no_wrap=True, justify="left" if name in {"scale", "counted", "pairs"} else "right")
    return table


def _counted(score: Score) -> str:
    counted = dict(score.counted)
    if "n" in counted:
        return f"of {counted['n']:,}"
    false = counted["predicted"] - counted["hits"]
    return f"{counted['hits']:,} of {counted['gold']:,} found, {false:,} false"


def _explain(resampling: Resampling) -> str:
    drawn = f"95 % interval: documents drawn again {resampling.resamples:,} times, seed {resampling.seed}." if resampling.resamples else ""
    return f"value: F1 where there are precision and recall, else the share that is right. {drawn}".rstrip()


def _quote_words(quotes: Score) -> str:
    number = dict(quotes.counted)["n"]
    wrong = round(number * (1 - quotes.value)) if quotes.value is not None else 0
    return f"{number:,} quotes of evidence: {wrong:,} are not the text at their offsets."


def _print_notes(notes: tuple[str, ...], console: Console) -> None:
    for note in notes:
        console.print(Text(f"! {clean(note)}", style="yellow"))


def _documents(number: int) -> str:
    return f"{number:,} document{'' if number == 1 else 's'}"


def _number(value: float | None) -> str:
    return NONE if value is None else f"{value:.3f}"


def _interval(score: Score) -> str:
    return f"{_number(score.interval[0])} to {_number(score.interval[1])}" if score.interval else ""
