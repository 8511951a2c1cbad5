"""Airwars' grades, and why."""

from __future__ import annotations

from typing import Any

import pytest
from tests.link.accounts import Json, actor, killed, record, result

from onrecord.link.accounts import tell_accounts
from onrecord.link.grades import DEFINITIONS, Grade, find_grade
from onrecord.link.policies import choose

ARMY, FRONT = "actor:the-army", "actor:the-front"


def actor_claim(
    name: str, entity: str, source: str | None, *, speaker: str | None = None, denied: bool = False, status: str = "accused"
) -> Json:
    return {
        "id": f"{name}{source}{denied}", "slot": "actor", "value": {"name": name, "actor_id": entity, "kind": "State forces", "status": status},
        "certainty": "CT", "polarity": "-" if denied else "+", "evidence": [], "attribution": [{"source": source, "actor_id": speaker}] if source else [],
    }  # fmt: skip


def toll(low: int, victims: str, source: str | None, *, speaker: str | None = None) -> tuple[Json, Json]:
    """A figure and its claim."""
    figure = {**killed(low, source=source), "victims": victims}
    claim: dict[str, Any] = {"id": figure["claim"], "slot": "toll", "value": {}, "certainty": "CT", "polarity": "+", "evidence": []}
    return figure, {**claim, "attribution": [{"source": source, "actor_id": speaker}] if source else []}


def telling(name: str, *tolls: tuple[Json, Json], actors: tuple[Json, ...] = ()) -> tuple[Json, Json]:
    told = record(
        name,
        toll=tuple(figure for figure, _ in tolls),
        targets=[actor("fighters", kind="Rebel group")],
        claims=[*(claim for _, claim in tolls), *actors],
    )
    return result(name, told, publisher=name)["document"], told


BLAMED = actor_claim("the army", ARMY, "residents")
CASES = {
    "confirmed": [
        telling(
            "a",
            toll(4, "civilians", "the army", speaker=ARMY),
            actors=(actor_claim("the army", ARMY, "the army", speaker=ARMY, status="claimed"),),
        ),
    ],
    "fair": [telling("a", toll(4, "civilians", "residents"), actors=(BLAMED,)), telling("b", toll(5, "people", "the mayor"))],
    "weak": [telling("a", toll(4, "people", "residents"), actors=(BLAMED,))],
    "contested": [
        telling("a", toll(4, "people", "residents"), actors=(BLAMED,)),
        telling("b", toll(4, "people", "the mayor"), actors=(actor_claim("the front", FRONT, "the mayor"),)),
    ],
    "discounted": [telling("a", toll(4, "fighters", "the mayor"), actors=(BLAMED,))],
}


def grade(name: str) -> Grade:
    found = find_grade(tell_accounts(CASES[name]))
    assert found is not None
    return found


@pytest.mark.parametrize("name", CASES)
def test_each_grade_is_given_for_what_it_means_and_says_why(name: str) -> None:
    assert (grade(name).name, grade(name).definition) == (name, DEFINITIONS[name])
    assert grade(name).why


def test_the_word_of_a_doer_never_settles_that_its_victims_were_fighters() -> None:
    own = telling("a", toll(9, "fighters", "the army", speaker=ARMY), actors=(BLAMED,))
    found = find_grade(tell_accounts([own, *CASES["fair"]]))
    assert found is not None
    assert found.name == "fair"
    assert "the army's own word on who its victims were settles nothing" in found.why
    alone = find_grade(tell_accounts([own]))
    assert alone is not None
    assert alone.name == "weak"


def test_a_deed_that_its_doer_denies_is_contested() -> None:
    denial = telling("c", actors=(actor_claim("the army", ARMY, "the army", speaker=ARMY, denied=True),))
    found = find_grade(tell_accounts([*CASES["fair"], denial]))
    assert found is not None
    assert found.name == "contested"


def test_a_side_that_claims_the_deed_stands_before_what_others_blame() -> None:
    claim = telling("c", actors=(actor_claim("the front", FRONT, "the front", speaker=FRONT, status="claimed"),))
    found = find_grade(tell_accounts([*CASES["fair"], claim]))
    assert found is not None
    assert found.name == "fair"


def test_its_figure_takes_in_neither_fighters_nor_the_word_of_a_doer() -> None:
    tellings = [
        telling("a", toll(9, "fighters", "the army", speaker=ARMY), toll(7, "people", "the army", speaker=ARMY), actors=(BLAMED,)),
        *CASES["fair"],
    ]
    (figure,) = choose(tell_accounts(tellings), "airwars")
    assert (figure.low, figure.high) == (4, 5)


def test_an_incident_without_people_hurt_has_no_grade() -> None:
    assert find_grade(tell_accounts([telling("a", toll(0, "people", "the mayor"))])) is None
