from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.extract.places.find import find_places
from onrecord.ground.places import ground_places, place_chains, report_country
from onrecord.model.mentions import PlaceMention
from onrecord.model.text import Span
from onrecord.model.values import PlaceRef
from onrecord.vocab.gazetteer import Gazetteer, open_gazetteer

DocOf = Callable[[str], Doc]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def mention(name: str, start: int = 0, *, within: int | None = None, rule: str = "place.name") -> PlaceMention:
    return PlaceMention(span=Span(start, start + len(name)), token=0, name=name, rule=rule, within=within)


def country(name: str, code: str, *, is_demonym: bool = False) -> PlaceMention:
    return PlaceMention(span=Span(0, len(name)), token=0, name=name, rule="place.country", country=code, is_demonym=is_demonym)


def test_a_neighbourhood_that_no_list_has_stands_at_its_towns_point(gazetteer: Gazetteer) -> None:
    mentions = (mention("Homs"), mention("Karm Zeinab", within=0), mention("Karm Zeinab"), country("Syria", "SY"))
    refs = ground_places(mentions, gazetteer)
    assert refs[1].place == refs[2].place == refs[0].place
    assert (refs[1].precision, refs[2].precision, refs[1].country) == (2, 2, "SY")
    assert [mentions[number].name for number in place_chains(mentions, refs)[2]] == ["Karm Zeinab", "Homs", "Syria"]


def test_the_country_of_the_report_settles_a_name(gazetteer: Gazetteer) -> None:
    for code, name in (("LY", "Libya"), ("LB", "Lebanon")):
        refs = ground_places((country(name, code), country(name, code), mention("Tripoli")), gazetteer)
        assert refs[2].country == code


def test_the_words_settle_a_name_before_the_country_does(gazetteer: Gazetteer) -> None:
    mentions = (country("France", "FR"), country("French", "FR", is_demonym=True), mention("Paris", within=3), mention("Texas"))
    assert ground_places(mentions, gazetteer)[2].country == "US"


def test_other_names_of_one_state_settle_a_common_name(gazetteer: Gazetteer) -> None:
    mentions = tuple(mention(name, start) for start, name in ((0, "Berea"), (20, "Corbin"), (40, "Nicholasville"), (60, "Richmond")))
    refs = ground_places(mentions, gazetteer)
    assert {(ref.place.country, ref.place.admin1) for ref in refs if ref.place} == {("US", "Kentucky")}
    assert refs[3].place is not None


def test_a_town_and_a_county_that_many_states_have_are_those_of_one_state(gazetteer: Gazetteer) -> None:
    refs = ground_places([mention("Lexington"), mention("Henderson County", 40, rule="place.admin2")], gazetteer)
    assert [ref.place.admin1 for ref in refs if ref.place] == ["Tennessee", "Tennessee"]


def test_names_of_states_are_no_villages_of_one_another(gazetteer: Gazetteer) -> None:
    names = ("Kansas", "Louisiana", "California", "Oregon", "Florida")
    refs = ground_places((country("United States", "US"), *(mention(name, 20 * number) for number, name in enumerate(names, 1))), gazetteer)
    assert {ref.place.kind for ref in refs[1:] if ref.place} == {"ADM1"}


def test_people_alone_settle_nothing(gazetteer: Gazetteer) -> None:
    (ref,) = ground_places((mention("Springfield"),), gazetteer)
    assert (ref.place, ref.precision) == (None, None)


def test_a_class_word_chooses_between_a_town_and_its_province(gazetteer: Gazetteer) -> None:
    around = country("Afghanistan", "AF")
    town, province = (ground_places((around, mention("Kunduz", rule=rule)), gazetteer)[1] for rule in ("place.settlement", "place.admin1"))
    assert (town.precision, province.precision) == (1, 4)


def test_a_country_stands_at_its_own_point(gazetteer: Gazetteer) -> None:
    (ref,) = ground_places((country("Syria", "SY"),), gazetteer)
    assert ref.place is not None
    assert (ref.precision, ref.country, ref.place.kind) == (6, "SY", "PCLI")


def test_the_country_of_the_report_is_the_one_it_speaks_of_most() -> None:
    mentions = (country("Syrian", "SY", is_demonym=True), country("Syria", "SY"), country("Russian", "RU", is_demonym=True))
    assert report_country(mentions) == "SY"
    assert report_country(()) is None


def test_a_chain_ends_with_the_words_that_imply_the_country() -> None:
    mentions = (country("Syrian", "SY", is_demonym=True), mention("Homs"))
    refs = (PlaceRef(name="Syrian", country="SY", precision=6), PlaceRef(name="Homs", country="SY", precision=1))
    assert place_chains(mentions, refs)[1] == (1, 0)


def test_a_report_is_settled_from_its_words(doc_of: DocOf, gazetteer: Gazetteer) -> None:
    mentions = find_places(doc_of("Rebels stormed Aleppo's Karm Zeinab. The Syrian army shelled Karm Zeinab on Sunday."), gazetteer)
    refs = ground_places(mentions, gazetteer)
    assert {ref.country for ref in refs} == {"SY"}


def test_nothing_gives_nothing(gazetteer: Gazetteer) -> None:
    assert ground_places((), gazetteer) == ()


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("A blast in Herat, Afghanistan, killed four people.", "Herat", ("PPL", 1)),
        ("KABUL, Afghanistan (Reuters) - A rocket wounded nine people.", "KABUL", ("PPL", 1)),
        ("Thieves shot a guard in Baghdad, Iraq, on Sunday.", "Baghdad", ("PPL", 1)),
        ("Two teachers were abducted in Mopti, Mali.", "Mopti", ("PPL", 1)),
        ("Robbers killed a trader in Lagos, Nigeria, on Sunday.", "Lagos", ("PPL", 1)),
        ("Gunmen killed five farmers in Borno, Nigeria.", "Borno", ("ADM1", 4)),
        ("Gunmen killed two policemen in Kunduz province, Afghanistan.", "Kunduz", ("ADM1", 4)),
        ("Shelling killed six people in Homs Governorate, Syria.", "Homs", ("ADM1", 4)),
    ],
)
def test_a_bare_name_is_the_town_and_not_its_province(
    text: str, name: str, expected: tuple[str, int], doc_of: DocOf, gazetteer: Gazetteer
) -> None:
    mentions = find_places(doc_of(text), gazetteer)
    ref = next(ref for ref in ground_places(mentions, gazetteer) if ref.name.startswith(name))
    assert ref.place is not None
    assert (ref.place.kind, ref.precision) == expected
