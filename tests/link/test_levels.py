"""Each level is tested on two records written by hand, and every level has words and a weight."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.link.accounts import WORDS, Json, actor, killed, record, result

from onrecord.errors import InvalidRuleError
from onrecord.link.base import open_base
from onrecord.link.compare import compare_all, find_candidates
from onrecord.link.features import features_of, story_of
from onrecord.link.levels import comparisons, default_weights, load_comparisons, load_weights


def level_of(
    comparison: str, left: Json, right: Json, *, published: str = "2024-03-07", words: tuple[str, str] = ("market", "market")
) -> str:
    """The level that two records fall into."""
    results = [result("a", left), result("b", right, published=published)]
    stories = [story_of(each, WORDS[word]) for each, word in zip(results, words, strict=True)]
    with open_base([each for one in results for each in features_of(one)], stories) as base:
        find_candidates(base)
        compare_all(base, comparisons(), default_weights())
        (number,) = base.execute(f"SELECT {comparison} FROM compared").fetchall()[0]
    return str(next(each for each in comparisons() if each.id == comparison).levels[number].id)


@pytest.mark.parametrize(
    ("days", "level"),
    [
        (("2024-03-06", "2024-03-06"), "same"),
        (("2024-03-06", "2024-03-07"), "next"),
        (("2024-03-06", "2024-03-09"), "near"),
        (("2024-03-06", "2024-03-13"), "week"),
        (("2024-03-01", "2024-03-28"), "apart"),
        (("2024-03-06", None), "unknown"),
    ],
)
def test_days(days: tuple[str, str | None], level: str) -> None:
    assert level_of("day", record("l", day=days[0]), record("r", day=days[1])) == level


def test_a_week_that_holds_the_day_overlaps_with_it() -> None:
    week = record("r", time={"earliest": "2024-03-04", "latest": "2024-03-10", "text": "this week", "basis": "relative"})
    assert level_of("day", record("l", day="2024-03-06"), week) == "overlap"


@pytest.mark.parametrize(
    ("towns", "level"),
    [
        (("Keldin", "Keldin"), "entry"),
        (("Keldin", "Harsana"), "town"),
        (("Keldin", "Port Azure"), "same-country"),
        (("Keldin", None), "unknown"),
    ],
)
def test_places(towns: tuple[str, str | None], level: str) -> None:
    assert level_of("place", record("l", town=towns[0]), record("r", town=towns[1])) == level


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        (killed(9), killed(9), "same-many"),
        (killed(2), killed(2), "same-some"),
        (killed(1), killed(1), "same-one"),
        (killed(4), killed(3, 6), "overlap"),
        (killed(4), killed(5), "close"),
        (killed(4), killed(31), "apart"),
    ],
)
def test_figures(left: Json, right: Json, level: str) -> None:
    assert level_of("killed", record("l", toll=(left,)), record("r", toll=(right,))) == level


def test_sides_of_one_entry_are_the_same_whatever_they_are_called() -> None:
    left, right = (record(name, actors=[actor(called, actor_id="is")]) for name, called in (("l", "ISIL"), ("r", "Da'esh")))
    assert level_of("actors", left, right) == "same"


def test_reports_in_the_same_words_are_copies() -> None:
    assert level_of("story", record("l"), record("r")) == "copy"


def test_every_level_but_the_unknown_has_words() -> None:
    assert [level for each in comparisons() for level in each.levels if not level.unknown and not level.words] == []


@pytest.mark.parametrize("names", [("day", "published"), ("killed",), ("story",)])
def test_a_level_further_down_never_weighs_more(names: tuple[str, ...]) -> None:
    for comparison in comparisons():
        if comparison.id in names:
            bits = [default_weights()[comparison.id, level.id] for level in comparison.levels if not level.unknown]
            assert bits == sorted(bits, reverse=True)


def test_a_weight_without_a_level_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.csv"
    path.write_text("comparison,level,bits\nday,never,1\n", encoding="utf-8")
    with pytest.raises(InvalidRuleError, match=r"day\.never"):
        load_weights(path)


def test_a_level_that_can_never_be_reached_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "levels.toml"
    path.write_text('[[comparison]]\nid = "day"\n[[comparison.level]]\nid = "any"\n[[comparison.level]]\nid = "other"\n', encoding="utf-8")
    with pytest.raises(InvalidRuleError, match="only the last level has no `when`"):
        load_comparisons(path)
