"""Mentions of actors settled by the country and the day of the report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from spacy.tokens import Doc

from onrecord.extract.actors.find import find_actors
from onrecord.ground.actors import ground_actors
from onrecord.model.values import ActorRef
from onrecord.vocab.actors import load_actors

DocOf = Callable[[str], Doc]


def ground(doc: Doc, word: str, *, country: str | None, day: date | None = None) -> ActorRef:
    """The value of the last mention headed by a word."""
    actors = load_actors()
    mentions = find_actors(doc, actors)
    refs = ground_actors(mentions, actors=actors, report_country=country, published=day)
    assert len(refs) == len(mentions)
    return [ref for mention, ref in zip(mentions, refs, strict=True) if doc[mention.token].text == word][-1]


@pytest.mark.parametrize(
    ("text", "word", "country", "kind", "actor_id"),
    [
        ("The army shelled the hill.", "army", "ML", "State forces", "state:ML:military"),
        ("The regime denied it.", "regime", "SD", "State forces", "state:SD:government"),
        ("Police fired tear gas.", "Police", "KE", "State forces", "state:KE:police"),
        ("The army shelled the hill.", "army", None, "State forces", None),
        ("French jets hit the camp.", "jets", "ML", "External/Other forces", "state:FR:air-force"),
        ("French jets hit the camp.", "jets", "FR", "State forces", "state:FR:air-force"),
        ("Gunmen opened fire.", "Gunmen", "ML", "Political militia", None),
    ],
)
def test_state_forces_are_those_of_the_reports_country(  # noqa: PLR0917
    doc_of: DocOf, text: str, word: str, country: str | None, kind: str, actor_id: str | None
) -> None:
    ref = ground(doc_of(text), word, country=country)
    assert (ref.kind, ref.id) == (kind, actor_id)


def test_a_group_that_had_ended_is_not_the_one_of_the_list(doc_of: DocOf) -> None:
    doc = doc_of("The Tamil Tigers attacked the base.")
    assert ground(doc, "Tigers", country="LK", day=date(2006, 1, 1)).id == "actor:liberation-tigers-of-tamil-eelam"
    assert ground(doc, "Tigers", country="LK", day=date(2020, 1, 1)).id is None


def test_one_name_of_two_groups_is_settled_by_the_country(doc_of: DocOf) -> None:
    doc = doc_of("The ADF attacked the village.")
    assert ground(doc, "ADF", country="CD", day=date(2020, 1, 1)).id == "actor:allied-democratic-forces"
    assert ground(doc, "ADF", country=None, day=date(2020, 1, 1)).id is None


def test_a_pronoun_has_the_name_and_id_of_what_it_stands_for(doc_of: DocOf) -> None:
    ref = ground(doc_of("Boko Haram said it had fired first."), "it", country="NG")
    assert (ref.name, ref.id) == ("Boko Haram", "actor:boko-haram")
