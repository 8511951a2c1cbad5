"""How records of different documents are compared: levels.toml says the levels, weights.csv what each weighs."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import IO

from onrecord.errors import InvalidRuleError
from onrecord.settings import load_settings
from onrecord.vocab.rules import Row, find_faults, read_toml, refuse

ALLOWED = frozenset({"id", "when", "words", "unknown"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How far two records agree in one thing; `when` is the condition, `words` says it. The last level of a comparison has no condition."""

    id: str
    when: str | None = None
    words: str | None = None
    unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One thing that two records are compared in, with its levels; the first that holds counts."""

    id: str
    levels: tuple[Level, ...]


Weights = Mapping[tuple[str, str], float]


@lru_cache(maxsize=1)
def comparisons() -> tuple[Comparison, ...]:
    """All comparisons, in the order of the file."""
    return load_comparisons(data("levels.toml"))


def load_comparisons(path: Path | Traversable) -> tuple[Comparison, ...]:
    """Comparisons of a file.

    Raises:
        InvalidRuleError: if a key is unknown or missing, an id repeated, or a level other than the last has no condition.
    """
    content = read_toml(path)
    rows = content.get("comparison")
    if set(content) != {"comparison"} or not isinstance(rows, list):
        raise InvalidRuleError(f"{path.name}: expected only [[comparison]]")
    refuse(path, [fault for row in rows for fault in comparison_faults(row)])
    return tuple(Comparison(id=row["id"], levels=tuple(Level(**level) for level in row["level"])) for row in rows)


def comparison_faults(row: Row) -> list[str]:
    """What is wrong with one comparison."""
    levels = row.get("level")
    if not isinstance(levels, list) or not levels:
        return [f"{row.get('id')}: expected at least one [[comparison.level]]"]
    faults = [f"{row.get('id')}: {fault}" for level in levels for fault in find_faults(level, allowed=ALLOWED, required=frozenset({"id"}))]
    names = [level.get("id") for level in levels]
    faults += [f"{row.get('id')}: repeated level '{name}'" for name in sorted({str(name) for name in names if names.count(name) > 1})]
    faults += [
        f"{row.get('id')}: only the last level has no `when`, not '{level.get('id')}'" for level in levels[:-1] if "when" not in level
    ]
    return faults + ([f"{row.get('id')}: the last level has no `when`"] if "when" in levels[-1] else [])


@lru_cache(maxsize=1)
def default_weights() -> Weights:
    """What each level weighs where an archive has none of its own."""
    return load_weights(data("weights.csv"))


def standing_weights() -> Weights:
    """What each level weighs: as the file in the setting `weights` says, else as packaged.

    Raises:
        OnrecordError: if there is no such file, or it is not as it must be.
    """
    path = load_settings().weights
    return load_weights(path) if path else default_weights()


def write_weights(stream: IO[str], weights: Weights, comment: str) -> None:
    """Weights as a file of them."""
    stream.write(f"# {comment}\n")
    rows = csv.writer(stream, lineterminator="\n")
    rows.writerow(("comparison", "level", "bits"))
    rows.writerows((comparison, level, f"{bits:.3f}") for (comparison, level), bits in weights.items())


def load_weights(path: Path | Traversable) -> Weights:
    """Weights in bits: what a level adds to the log2 odds that two records tell of one incident. A level that says nothing either way has none.

    Raises:
        InvalidRuleError: if a level has no weight, or a weight no level.
    """
    rows = read_table(path)
    weights = {(row["comparison"], row["level"]): float(row["bits"]) for row in rows}
    wanted = {(comparison.id, level.id) for comparison in comparisons() for level in comparison.levels if not level.unknown}
    odd = sorted(wanted ^ weights.keys())
    if odd:
        raise InvalidRuleError(f"{path.name}: levels and weights differ: {', '.join('.'.join(each) for each in odd)}")
    return weights


def read_table(path: Path | Traversable) -> list[dict[str, str]]:
    """The rows of a CSV file; lines that begin with # are comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def data(name: str) -> Traversable:
    """A file of this list."""
    return files("onrecord.link") / name
