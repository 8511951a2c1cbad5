"""Weights that an archive teaches without labels."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from tests.link.accounts import WORDS, record, result

from onrecord.errors import InvalidInputError, SettingsError
from onrecord.link.features import features_of, story_of
from onrecord.link.levels import comparisons, default_weights, load_weights, standing_weights, write_weights
from onrecord.link.training import fit, learn_weights


def pattern(**levels: str) -> tuple[int, ...]:
    """The levels of a pair; those that are not named are unknown, or the last."""
    names = [[level.id for level in comparison.levels] for comparison in comparisons()]
    return tuple(
        each.index(levels.get(comparison.id, "unknown" if "unknown" in each else each[-1]))
        for comparison, each in zip(comparisons(), names, strict=True)
    )


def test_what_agrees_in_pairs_of_one_incident_alone_weighs_more_than_before() -> None:
    same = pattern(day="same", published="day", story="close", names="same", kind="same")
    other = pattern(day="apart", published="apart", story="none", names="apart", kind="other")
    learnt = fit([(same, 500), (other, 4_000)], default_weights())
    assert learnt["names", "same"] > default_weights()["names", "same"]
    assert learnt["names", "apart"] < default_weights()["names", "apart"]
    assert learnt.keys() == default_weights().keys()


def test_few_pairs_teach_nothing() -> None:
    told = [result(name, record(name, day="2024-03-06", town="Keldin")) for name in ("a", "b")]
    with pytest.raises(InvalidInputError, match="1 pairs of records are too few to learn from"):
        learn_weights([each for one in told for each in features_of(one)], [story_of(one, WORDS["market"]) for one in told])


def test_weights_are_read_as_they_were_written_and_named_by_a_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    write_weights(stream, {key: bits + 1 for key, bits in default_weights().items()}, "our own")
    (tmp_path / "weights.csv").write_text(stream.getvalue(), encoding="utf-8")
    monkeypatch.setenv("ONRECORD_WEIGHTS", str(tmp_path / "weights.csv"))
    assert standing_weights() == load_weights(tmp_path / "weights.csv") == {key: bits + 1 for key, bits in default_weights().items()}


def test_a_setting_that_names_no_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_WEIGHTS", str(tmp_path / "none.csv"))
    with pytest.raises(SettingsError):
        standing_weights()
