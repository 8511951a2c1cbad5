"""To which group or force somebody belongs, and which attacker is named later."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from spacy.tokens import Doc

from onrecord.extract.actors.coreference import full_name
from onrecord.extract.actors.draft import Draft
from onrecord.extract.actors.find import find_actors
from onrecord.model.mentions import ActorMention
from onrecord.vocab.actors import load_actors

DocOf = Callable[[str], Doc]


def mention_of(doc: Doc, word: str) -> ActorMention:
    """The last mention headed by a word."""
    return [mention for mention in find_actors(doc, load_actors()) if doc[mention.token].text == word][-1]


@pytest.mark.parametrize(
    ("text", "word", "side"),
    [
        ("Gunmen from the Ugandan rebel group ADF burned a lorry.", "Gunmen", "ADF"),
        ("Soldiers of the 12th Brigade shelled the hill.", "Soldiers", "12th Brigade"),
        ("Men of the Ngok tribe ambushed a truck.", "Men", "Ngok tribe"),
        ("The Pattani Front said its fighters had burned the post.", "fighters", "Pattani Front"),
        ("A Houthi spokesman, Yahya Saree, read a statement.", "Saree", "Houthi"),
        ("The Delta Liberation Front (DLF) met. Two of the DLF fighters left.", "fighters", "Delta Liberation Front"),
        ("Loyalists of the former government met.", "Loyalists", None),
        ("Soldiers from Chad crossed the river.", "Soldiers", None),
        ("A nurse from Gulu spoke.", "nurse", None),
    ],
)
def test_words_tell_to_which_side_somebody_belongs(doc_of: DocOf, text: str, word: str, side: str | None) -> None:
    assert mention_of(doc_of(text), word).side == side


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("A gunman killed two people. Police identified the gunman as Kyle Benson, 22.", "gunman", "Kyle Benson"),
        ("A man stabbed two people. The attacker, identified as Kyle Benson, fled.", "man", "Kyle Benson"),
        ("A man stabbed two people. The attacker fled.", "man", "man"),
        ("The Ilma Column (FZT) burned Baga. The FZT left.", "FZT", "Ilma Column"),
        ("Boko Haram fighters burned Baga. The insurgents killed ten people.", "insurgents", "Boko Haram fighters"),
        ("Boko Haram burned Baga and the Taliban burned Dikwa. The insurgents left.", "insurgents", "insurgents"),
    ],
)
def test_who_acted_has_the_name_that_the_report_gives(doc_of: DocOf, text: str, word: str, name: str) -> None:
    doc = doc_of(text)
    found = find_actors(doc, load_actors())
    index = next(index for index, mention in enumerate(found) if doc[mention.token].text == word)
    assert full_name(index, found) == name


def test_another_resolver_can_be_set_in_place_of_the_rules(doc_of: DocOf) -> None:
    doc = doc_of("The Pattani Front burned a post. Its rival, the Yala Column, was blamed. They fled.")

    def all_are_the_last_group(doc: Doc, drafts: Sequence[Draft], /) -> list[int | None]:
        last = max(index for index, draft in enumerate(drafts) if doc[draft.token].text == "Column")
        return [last if draft.is_pronoun else None for draft in drafts]

    found = find_actors(doc, load_actors(), resolver=all_are_the_last_group)
    names = {doc[mention.token].text: full_name(index, found) for index, mention in enumerate(found)}
    assert names["They"] == "Yala Column"
    assert found[-1].kind == next(mention.kind for mention in found if mention.name == "Yala Column")


def test_a_named_state_is_where_somebody_is_and_not_whose(doc_of: DocOf) -> None:
    found = mention_of(doc_of("Gunmen shot dead three farmers in Plateau state on Sunday."), "farmers")
    assert (found.kind, found.side) == ("Civilians", None)


def test_gunmen_at_the_start_of_a_line_are_several_whatever_the_tagger_takes_them_for(doc_of: DocOf) -> None:
    text = "BAMAKO - Gunmen on motorcycles attacked a cattle market in Bankass on Saturday, killing 14 people.\n\nThey fired at everybody."
    found = find_actors(doc_of(text), load_actors())
    index = next(index for index, mention in enumerate(found) if mention.name == "They")
    assert full_name(index, found) == "Gunmen"
