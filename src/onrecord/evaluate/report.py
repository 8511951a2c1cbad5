"""A file of gold against results: every measure with its interval, every fault, and what does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.errors import InvalidGoldError
from onrecord.evaluate.agreement import ALPHAS, OVERLAPS, compare_answers
from onrecord.evaluate.coding import Coding
from onrecord.evaluate.compare import compare_codings
from onrecord.evaluate.measures import MEASURES, RESAMPLES, SEED, Score, score_all
from onrecord.evaluate.results import pair_results
from onrecord.evaluate.sheet import Fault
from onrecord.model.records import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Resampling:
    """How intervals are drawn; none with 0 resamples."""

    resamples: int = RESAMPLES
    seed: int = SEED


DRAWN = Resampling()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Two coders: the second's records, names and figures against the first's (F1), and alpha of each field that both coded."""

    documents: int
    overlaps: dict[str, Score]
    alphas: dict[str, Score]
    notes: tuple[str, ...] = ()

    def to_dict(self) -> Json:
        """The agreement as JSON."""
        scales = {measure.name: measure.scale for measure in ALPHAS}
        alphas = {name: {"scale": scales[name], **score.to_dict()} for name, score in self.alphas.items()}
        return {"documents": self.documents, "f1": _to_dict(self.overlaps), "alpha": alphas, "notes": list(self.notes)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What was measured over the documents of one file of gold."""

    documents: int
    scores: dict[str, Score]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    resampling: Resampling

    def to_dict(self) -> Json:
        """The evaluation as JSON."""
        drawn = {"resamples": self.resampling.resamples, "seed": self.resampling.seed}
        return {"documents": self.documents, **drawn, "measures": _to_dict(self.scores), "notes": list(self.notes)}


def evaluate_results(gold: Sequence[Coding], results: Iterable[Mapping[str, Any]], *, resampling: Resampling = DRAWN) -> Evaluation:
    """Measure results against gold."""
    pairs, notes = pair_results(gold, results)
    sheets = [compare_codings(coding, read) for coding, read in pairs]
    return Evaluation(
        documents=len(sheets),
        scores=score_all(MEASURES, sheets, resamples=resampling.resamples, seed=resampling.seed),
        faults=tuple(fault for sheet in sheets for fault in sheet.faults),
        notes=notes,
        resampling=resampling,
    )


def compare_coders(first: Sequence[Coding], second: Sequence[Coding], *, resampling: Resampling = DRAWN) -> Agreement:
    """Measure how far two coders agree, over the documents that both coded.

    Raises:
        InvalidGoldError: if they coded no document in common, or one id has two texts.
    """
    others = {coding.id: coding for coding in second}
    pairs = [(coding, others[coding.id]) for coding in first if coding.id in others]
    _check_pairs(pairs)
    sheets = [compare_answers(one, other) for one, other in pairs]
    overlaps, alphas = (
        score_all(measures, sheets, resamples=resampling.resamples, seed=resampling.seed) for measures in (OVERLAPS, ALPHAS)
    )
    return Agreement(documents=len(pairs), overlaps=overlaps, alphas=alphas, notes=tuple(_find_notes(first, second, len(pairs))))


def _check_pairs(pairs: Sequence[tuple[Coding, Coding]]) -> None:
    if not pairs:
        raise InvalidGoldError("the two coders have no document in common; expected the same ids in both files")
    for one, other in pairs:
        if one.text != other.text:
            raise InvalidGoldError(f"document '{one.id}' has two texts; expected two coders of one text")


def _find_notes(first: Sequence[Coding], second: Sequence[Coding], both: int) -> list[str]:
    alone = (("first", len(first) - both), ("second", len(second) - both))
    return [f"{number} documents were coded by the {who} coder alone and are left out" for who, number in alone if number]


def _to_dict(scores: Mapping[str, Score]) -> Json:
    return {name: score.to_dict() for name, score in scores.items()}
