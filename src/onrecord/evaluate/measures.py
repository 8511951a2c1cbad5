"""The measures: what each makes of the counts of many documents, and its 95 % interval over documents drawn again."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from onrecord.evaluate.alpha import Distance, alpha
from onrecord.evaluate.sheet import NOTHING, Sheet
from onrecord.model.records import Json

LOW, HIGH = 0.025, 0.975  # between them lie 95 % of the resamples
RESAMPLES = 1000
SEED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The value of a measure; `counted` says of how much: hits, predicted and gold, or n. None where nothing was asked."""

    value: float | None
    counted: tuple[tuple[str, int], ...]
    precision: float | None = None
    recall: float | None = None
    interval: tuple[float, float] | None = None

    def to_dict(self) -> Json:
        """The score as JSON."""
        shares: Json = {"precision": self.precision, "recall": self.recall} if dict(self.counted).keys() != {"n"} else {}
        return {"value": self.value, **shares, "interval": list(self.interval) if self.interval else None, **dict(self.counted)}


class Measure(Protocol):
    """Something that can be measured over documents."""

    @property
    def name(self) -> str:
        """What it is called, in tables and floors."""

    def score(self, sheets: Sequence[Sheet]) -> Score:
        """Its value over some documents."""


@dataclass(frozen=True, slots=True)
class Found:
    """How much of gold is found, and how much of what is found is in gold; the value is F1."""

    name: str

    def score(self, sheets: Sequence[Sheet]) -> Score:
        """F1 with precision and recall."""
        hits, predicted, gold = _add_up(self.name, sheets)
        counted = (("hits", int(hits)), ("predicted", int(predicted)), ("gold", int(gold)))
        f1 = _share(2 * hits, predicted + gold)
        return Score(value=f1, precision=_share(hits, predicted), recall=_share(hits, gold), counted=counted)


@dataclass(frozen=True, slots=True)
class Rate:
    """The share that is right."""

    name: str

    def score(self, sheets: Sequence[Sheet]) -> Score:
        """The mean."""
        total, number, _ = _add_up(self.name, sheets)
        return Score(value=_share(total, number), counted=(("n", int(number)),))


@dataclass(frozen=True, slots=True)
class Alpha:
    """Krippendorff's alpha of two coders' answers; `scale` names how far two answers are apart."""

    name: str
    scale: str
    distance: Distance

    def score(self, sheets: Sequence[Sheet]) -> Score:
        """Alpha over all pairs of answers; None where they do not vary."""
        answers = [pair for sheet in sheets for pair in sheet.answers.get(self.name, ())]
        return Score(value=alpha(answers, self.distance), counted=(("n", len(answers)),))


MEASURES: tuple[Measure, ...] = (
    Found("records"),
    Rate("kind"),
    Found("tallies"),
    Rate("sub_event"),
    Rate("realis"),
    Rate("dates exact"),
    Rate("dates within a day"),
    Rate("first place"),
    Rate("first place, half credit"),
    Found("attackers"),
    Rate("attacker status"),
    Found("targets"),
    Found("sources"),
    Found("denied_by"),
    Found("figures at their record"),
    Found("figures in the document"),
    Rate("figure source given"),
    Rate("figure source name"),
    Rate("figure polarity"),
    Rate("figure part_of_total"),
    Rate("quotes"),
)


def score_all(measures: Sequence[Measure], sheets: Sequence[Sheet], *, resamples: int = RESAMPLES, seed: int = SEED) -> dict[str, Score]:
    """Every measure by name, with its interval: the same sheets and seed give the same numbers."""
    drawn = _resample(measures, sheets, resamples=resamples, seed=seed)
    return {measure.name: replace(measure.score(sheets), interval=_interval(drawn[measure.name])) for measure in measures}


def _resample(measures: Sequence[Measure], sheets: Sequence[Sheet], *, resamples: int, seed: int) -> dict[str, list[float]]:
    """The values of each measure over documents drawn again with replacement; none of a single document."""
    draw = random.Random(seed)  # noqa: S311  a statistic, not a secret
    values: dict[str, list[float]] = {measure.name: [] for measure in measures}
    for _ in range(resamples if len(sheets) > 1 else 0):
        chosen = [sheets[number] for number in draw.choices(range(len(sheets)), k=len(sheets))]
        for measure in measures:
            value = measure.score(chosen).value
            if value is not None:
                values[measure.name].append(value)
    return values


def _interval(values: list[float]) -> tuple[float, float] | None:
    ordered = sorted(values)
    return (ordered[int(len(ordered) * LOW)], ordered[int(len(ordered) * HIGH)]) if ordered else None


def _add_up(name: str, sheets: Sequence[Sheet]) -> tuple[float, float, float]:
    counts = [sheet.counts.get(name, NOTHING) for sheet in sheets]
    return sum(count[0] for count in counts), sum(count[1] for count in counts), sum(count[2] for count in counts)


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None
