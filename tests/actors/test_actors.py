"""Who is named in a report, and what shorter words stand for."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from onrecord.annotate import annotate_document
from onrecord.extract.actors.coreference import full_name
from onrecord.extract.actors.find import find_actors
from onrecord.model.mentions import ActorMention
from onrecord.model.text import Document
from onrecord.vocab.actors import load_actors

MINUSMA = "actor:united-nations-multidimensional-integrated-stabilization-mission-in-mali"
DocOf = Callable[[str], Doc]


def find(doc: Doc) -> tuple[ActorMention, ...]:
    return find_actors(doc, load_actors())


def mention_of(doc: Doc, word: str) -> tuple[int, tuple[ActorMention, ...]]:
    """The last mention headed by a word."""
    found = find(doc)
    return max(index for index, mention in enumerate(found) if doc[mention.token].text == word), found


@pytest.mark.parametrize(
    ("text", "head", "name", "kind", "actor_id"),
    [
        ("Malian soldiers shelled the hill.", "soldiers", "Malian soldiers", "State forces", "state:ML:military"),
        ("The army fired on the crowd.", "army", "army", "State forces", None),
        ("Amnesty Kenya said nine men were shot.", "Kenya", "Amnesty Kenya", "other", None),
        ("UNICEF Yemen said two boys died.", "Yemen", "UNICEF Yemen", "other", None),
        ("Eastern Libya attacked the port.", "Libya", "Libya", "State forces", "state:LY"),
        ("French jets hit the camp.", "jets", "French jets", "State forces", "state:FR:air-force"),
        ("Gaddafi's forces shelled the port.", "forces", "Gaddafi's forces", "State forces", "state:LY:military"),
        ("Rebels took the bridge.", "Rebels", "Rebels", "Rebel group", None),
        ("Rebel forces took the bridge.", "forces", "Rebel forces", "Rebel group", None),
        ("Boko Haram attacked the village.", "Haram", "Boko Haram", "Rebel group", "actor:boko-haram"),
        ("Unidentified gunmen opened fire.", "gunmen", "Unidentified gunmen", "Political militia", None),
        ("Armed herders burned the farm.", "herders", "Armed herders", "Identity militia", None),
        ("Protesters marched to the palace.", "Protesters", "Protesters", "Protesters", None),
        ("An angry mob burned the shop.", "mob", "angry mob", "Rioters", None),
        ("Shells killed four residents.", "residents", "residents", "Civilians", None),
        ("Coalition forces raided the compound.", "forces", "Coalition forces", "External/Other forces", None),
        ("MINUSMA withdrew its patrol.", "MINUSMA", "MINUSMA", "External/Other forces", MINUSMA),
        ("The Khartoum regime bombed the hills.", "regime", "Khartoum regime", "State forces", "state:SD:government"),
        ("Taliban fighters stormed the post.", "fighters", "Taliban fighters", "Rebel group", "actor:taliban"),
        ("A minister of Chad's tolerated opposition left.", "minister", "minister", "Civilians", None),
        ("Human Rights Watch condemned the raid.", "Watch", "Human Rights Watch", "other", "monitor:human-rights-watch"),
    ],
)
def test_a_mention_has_the_kind_and_id_that_its_words_fix(  # noqa: PLR0917
    doc_of: DocOf, text: str, head: str, name: str, kind: str, actor_id: str | None
) -> None:
    index, found = mention_of(doc_of(text), head)
    mention = found[index]
    assert (mention.kind, mention.actor_id) == (kind, actor_id)
    assert mention.name.startswith(name)


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("A rebel attack killed nine.", "rebel", None),
        ("Israeli strikes killed nine.", "Israeli", "IL"),
        ("The Taliban attack killed nine.", "Taliban", "AF"),
    ],
)
def test_the_owner_before_a_deed_is_a_mention(doc_of: DocOf, text: str, word: str, country: str | None) -> None:
    index, found = mention_of(doc_of(text), word)
    assert found[index].country == country


@pytest.mark.parametrize(
    "text", ["Clashes continued in Syria.", "He flew to Mali on Monday.", "KABUL, Afghanistan (March 3) - Two men were arrested."]
)
def test_a_country_that_only_says_where_is_no_actor(doc_of: DocOf, text: str) -> None:
    assert not [mention for mention in find(doc_of(text)) if mention.actor_id]


def test_a_country_that_acts_is_one(doc_of: DocOf) -> None:
    index, found = mention_of(doc_of("Ethiopia shelled the border town."), "Ethiopia")
    assert (found[index].actor_id, found[index].kind) == ("state:ET", "State forces")


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        (
            "The Lebanese Observatory for Detainees was founded in Tyre. The Observatory said 12 had died.",
            "Observatory",
            "Lebanese Observatory for Detainees",
        ),
        ("The Syrian Observatory for Human Rights (SOHR) reported a strike.", "SOHR", "Syrian Observatory for Human Rights"),
        ("Boko Haram attacked a village on Monday. The group took hostages.", "group", "Boko Haram"),
        ("Karim Haddad, a lawyer, was freed on Monday. Mr Haddad thanked his family.", "Haddad", "Karim Haddad"),
        ("The Malian army entered the town. Later the army shelled a hill.", "army", "Malian army"),
        ("Rebels attacked the town because they wanted the bridge.", "they", "Rebels"),
        ("The newspaper reported a raid. It said that nobody had died.", "It", "newspaper"),
        ("The Iraqi army said it had fired first.", "it", "Iraqi army"),
        ("A spokeswoman met a soldier in Lagos. She said nothing.", "She", "spokeswoman"),
        ("Members of Boko Haram burned the town. The group then left.", "Members", "Boko Haram"),
        ("The Kachin Independence Army shelled a camp. A KIA officer spoke.", "KIA", "Kachin Independence Army"),
        ("A spokesman for the health ministry, Omar Hadi, said it. He left.", "He", "Omar Hadi"),
        ("The troops met the rebels and attacked them.", "them", "rebels"),
        ("Nine suspects were held. Troops fired on bakers outside the mill, killing five of them.", "them", "bakers"),
    ],
)
def test_shorter_words_stand_for_the_full_name(doc_of: DocOf, text: str, word: str, name: str) -> None:
    index, found = mention_of(doc_of(text), word)
    assert full_name(index, found) == name


@pytest.mark.parametrize(
    "text", ["The police said it was clear that nobody had died.", "The army attacked. It was not known who had fired."]
)
def test_an_empty_it_stands_for_nobody(doc_of: DocOf, text: str) -> None:
    assert not [mention for mention in find(doc_of(text)) if mention.is_pronoun and mention.antecedent is not None]


def test_the_office_beside_a_name_gives_it_kind_and_owner(doc_of: DocOf) -> None:
    index, found = mention_of(doc_of("Boko Haram spokesman Abu Qaqa claimed the attack."), "Qaqa")
    assert (found[index].name, found[index].actor_id, found[index].kind) == ("Abu Qaqa", "actor:boko-haram", "Rebel group")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_gives_mentions_in_order_without_circles(text: str) -> None:
    found = find(annotate_document(Document(id="any", text=text)))
    assert all(first.token < second.token for first, second in pairwise(found))
    for index, mention in enumerate(found):
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        seen = [index]
        while (following := found[seen[-1]].antecedent) is not None:
            assert following not in seen
            seen.append(following)
