import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from onrecord.extract.places.find import find_places
from onrecord.extract.places.rules import place_rules
from onrecord.model.mentions import PlaceMention
from onrecord.vocab.gazetteer import Gazetteer, open_gazetteer
from onrecord.vocab.rules import all_rules

DocOf = Callable[[str], Doc]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def names(mentions: tuple[PlaceMention, ...]) -> list[str]:
    return [mention.name for mention in mentions if not mention.is_demonym]


def containers(mentions: tuple[PlaceMention, ...]) -> dict[str, str]:
    return {mention.name: mentions[mention.within].name for mention in mentions if mention.within is not None}


def marked(text: str) -> tuple[str, list[str]]:
    return re.sub(r"[\[\]]", "", text), re.findall(r"\[(.+?)\]", text)


EXAMPLES = [(rule.id, text) for rule in all_rules() if rule.file == "places.toml" for text in (*rule.examples, *rule.never)]


@pytest.mark.parametrize(("rule", "sentence"), EXAMPLES)
def test_the_examples_of_the_rules_hold(doc_of: DocOf, gazetteer: Gazetteer, rule: str, sentence: str) -> None:
    text, wanted = marked(sentence)
    assert names(find_places(doc_of(text), gazetteer)) == wanted


@pytest.mark.parametrize(
    "sentence",
    [
        "Gunmen shot two shopkeepers in [Mosul] on Friday.",
        "Shells fell on [Homs], [Hama] and [Idlib].",
        "A convoy was hit in [Ardesh Township], [Sagaing Region].",
        "He was arrested in [Gallup], [N.M.], in May.",
        "President Jordan met the general.",
        "The newspaper Al-Watan printed the denial.",
        "A mine killed two herders near [Talgharo] on Sunday.",
        "Fighters burned the warehouse at [Talgharo] and fled.",
        "She teaches chemistry at Talgharo.",
        "They met in TGO and at TGO.",
        "A mob burned a bus in the [Tala Virkan] area on Friday.",
        "Shells hit the [Aleppo] Salaheddin district.",
        "Fighters attacked an outpost at [Taung Kyar] on Friday.",
        "The mayor of [Talgharo] was shot dead.",
        "[GUJRANWALA]: Two shopkeepers were shot dead on Friday.",
        "[BISSAU] (Newswire) - Soldiers opened fire.",
        "[PORT-AU-PRINCE], [Haiti] - Soldiers opened fire.",
        "PHOTOS: Soldiers opened fire.",
    ],
)
def test_names_of_places_are_found_and_others_are_not(doc_of: DocOf, gazetteer: Gazetteer, sentence: str) -> None:
    text, wanted = marked(sentence)
    assert names(find_places(doc_of(text), gazetteer)) == wanted


@pytest.mark.parametrize(
    ("text", "inner", "outer"),
    [
        ("Rebels stormed Aleppo's Karm Zeinab at noon.", "Karm Zeinab", "Aleppo"),
        ("Shells fell on the Karm Zeinab district of Aleppo.", "Karm Zeinab", "Aleppo"),
        ("Two children died in Azaz, Syria.", "Azaz", "Syria"),
        ("A mine exploded in Azaz in northern Syria.", "Azaz", "Syria"),
        ("A mine exploded in the Syrian town of Azaz.", "Azaz", "Syrian"),
    ],
)
def test_words_put_one_place_in_another(doc_of: DocOf, gazetteer: Gazetteer, text: str, inner: str, outer: str) -> None:
    assert containers(find_places(doc_of(text), gazetteer))[inner] == outer


def test_a_list_of_towns_holds_none_in_another(doc_of: DocOf, gazetteer: Gazetteer) -> None:
    assert containers(find_places(doc_of("Clashes were reported in Homs, Hama and Idlib."), gazetteer)) == {}


def test_a_country_in_a_force_s_name_is_between_nothing(doc_of: DocOf, gazetteer: Gazetteer) -> None:
    found = find_places(doc_of("Clashes between the Sudanese Armed Forces and rebels broke out in El Fasher."), gazetteer)
    assert [place.relation for place in found] == ["in", "in"]


def test_distance_and_relation_are_read(doc_of: DocOf, gazetteer: Gazetteer) -> None:
    far, one, other = find_places(doc_of("A bomb exploded 20 km north of Kunduz. The road between Cairo and Suez was cut."), gazetteer)
    assert (far.relation, far.distance_km) == ("near", 20.0)
    assert (one.relation, other.relation) == ("between", "between")


def test_a_name_settled_once_is_a_place_throughout(doc_of: DocOf, gazetteer: Gazetteer) -> None:
    text = "Troops entered Aleppo's Karm Zeinab. Troops shelled Karm Zeinab again."
    assert names(find_places(doc_of(text), gazetteer)).count("Karm Zeinab") == 2


def test_a_word_for_people_implies_its_country(doc_of: DocOf, gazetteer: Gazetteer) -> None:
    mention = find_places(doc_of("Turkish jets returned."), gazetteer)[0]
    assert (mention.is_demonym, mention.country) == (True, "TR")


def test_a_capital_can_stand_for_its_government(doc_of: DocOf, gazetteer: Gazetteer) -> None:
    mention = find_places(doc_of("The Damascus regime rejected the report."), gazetteer)[0]
    assert (mention.rule, mention.is_demonym, mention.country) == ("place.metonym", True, "SY")


def test_rules_load_without_a_fault() -> None:
    assert place_rules().classes["province"] == "place.admin1"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(max_size=120)
    | st.lists(
        st.sampled_from(["in", "of", "Homs", "-", "al", "'s", ",", "and", "the", "near", "A", "N.M.", "\n", "district"]), max_size=25
    ).map(" ".join)
)
def test_any_text_is_read_and_quotes_are_its_own(doc_of: DocOf, gazetteer: Gazetteer, text: str) -> None:
    doc = doc_of(text)
    mentions = find_places(doc, gazetteer)
    assert all(doc.text[mention.span.start : mention.span.end] == mention.name for mention in mentions)
    assert all(mention.within is None or 0 <= mention.within < len(mentions) for mention in mentions)
