"""`onrecord evaluate`: how well reports are read, against gold; and how far two coders agree."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from onrecord.cli.app import tell
from onrecord.cli.batch import PAGE_WIDTH
from onrecord.cli.output import check_output, open_output
from onrecord.errors import InvalidInputError
from onrecord.evaluate.coding import Coding
from onrecord.evaluate.gold import load_gold
from onrecord.evaluate.report import Agreement, Evaluation, Resampling, compare_coders, evaluate_results
from onrecord.evaluate.results import load_results
from onrecord.evaluate.sheet import Fault
from onrecord.model.records import Result
from onrecord.pipeline.gold import read_gold
from onrecord.settings import Value, load_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the user asked for, as given."""

    gold: Path
    results: Path | None = None
    second: Path | None = None
    format: str | None = None
    errors: Path | None = None
    output: Path | None = None
    resampling: Resampling
    given: tuple[tuple[str, Value], ...] = ()


def evaluate_gold(wish: Wish) -> bool:
    """Measure and write the table; True if every text was read.

    Raises:
        OnrecordError: if the wish cannot be met.
    """
    _check_wish(wish)
    gold = load_gold(wish.gold)
    second = load_gold(wish.second) if wish.second else None
    agreement = compare_coders(gold, second, resampling=wish.resampling) if second else None
    results, all_read = _find_results(wish, gold)
    evaluation = evaluate_results(gold, results, resampling=wish.resampling)
    _write(wish, evaluation, agreement)
    return all_read


def _check_wish(wish: Wish) -> None:
    """Refuse what cannot be, before anything is read."""
    own = [name for name, value in wish.given if value is not None]
    if wish.results and own:
        raise InvalidInputError(f"--{own[0]} says how texts are read, but with --results none is; leave one of them out")
    for path in (wish.output, wish.errors):
        check_output(path)


def _find_results(wish: Wish, gold: Sequence[Coding]) -> tuple[Sequence[Mapping[str, Any]], bool]:
    """Results that are at hand, or those of reading the texts of gold now; and whether all were read."""
    if wish.results:
        return load_results(wish.results), True
    settings = load_settings(given=dict(wish.given))
    answers = list(_show_progress(read_gold(gold, settings=settings), len(gold)))
    for result, is_failed in answers:
        if is_failed:
            tell(result.warnings[-1].message)
    return [result.to_dict() for result, _ in answers], not any(is_failed for _, is_failed in answers)


def _show_progress(answers: Iterator[tuple[Result, bool]], total: int) -> Iterator[tuple[Result, bool]]:
    if not sys.stderr.isatty():
        return answers
    from onrecord.cli.progress import show_bar  # noqa: PLC0415  slow to import

    return show_bar(answers, total)


def _write(wish: Wish, evaluation: Evaluation, agreement: Agreement | None) -> None:
    """The table or the numbers, and the faults where they are asked for."""
    is_json = wish.format == "json" or (wish.format is None and wish.output is not None and wish.output.suffix.lower() == ".json")
    with open_output(wish.output) as stream:
        (_write_json if is_json else _write_table)(stream, wish, evaluation, agreement)
    if wish.errors:
        with open_output(wish.errors) as stream:
            _write_faults(stream, evaluation.faults)
        tell(f"{len(evaluation.faults):,} faults written to {wish.errors}")


def _write_json(stream: IO[str], wish: Wish, evaluation: Evaluation, agreement: Agreement | None) -> None:
    numbers = {"gold": str(wish.gold), **evaluation.to_dict(), "agreement": agreement.to_dict() if agreement else None}
    stream.write(json.dumps(numbers, ensure_ascii=False, indent=2) + "\n")


def _write_table(stream: IO[str], wish: Wish, evaluation: Evaluation, agreement: Agreement | None) -> None:
    from rich.console import Console  # noqa: PLC0415  only a table needs it

    from onrecord.cli.scores import print_agreement, print_evaluation  # noqa: PLC0415  only a table needs it

    is_plain = wish.output is not None or not stream.isatty()
    console = Console(file=stream, width=PAGE_WIDTH if is_plain else None, color_system=None if is_plain else "auto", highlight=False)
    print_evaluation(evaluation, title=str(wish.gold), console=console)
    if agreement and wish.second:
        print_agreement(agreement, title=f"{wish.second} against {wish.gold}", console=console)


def _write_faults(stream: IO[str], faults: Iterable[Fault]) -> None:
    stream.writelines(json.dumps(fault.to_dict(), ensure_ascii=False) + "\n" for fault in faults)
