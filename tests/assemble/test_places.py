"""Where a record says it happened: which places, in which order, and what it takes over from the happening told before."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from onrecord.model.text import Document
from onrecord.pipeline import read_document

Row = dict[str, Any]
PUBLISHED = date(2021, 6, 16)  # a Wednesday


def places(text: str) -> list[list[str]]:
    """The names of the places of each record that ACLED has a type for, and of tallies."""
    document = Document(id="report", text=text, published=PUBLISHED, language="en")
    records: list[Row] = read_document(document).to_dict()["records"]  # type: ignore[assignment]
    coded = [record for record in records if record["kind"] == "tally" or record["type"]["acled_sub_event"]]
    return [[place["name"] for place in record["places"]] for record in coded]


OWN = [
    ("Two herders were shot dead near Talgharo on Monday.", ["Talgharo"]),
    ("A nurse from Nairobi was abducted in Baidoa on Monday.", ["Baidoa"]),
    ("Gunmen based across the border in Chad killed four traders at a market in Geneina on Monday.", ["Geneina"]),
    ("Villagers in Gumla lynched a man on Friday.", ["Gumla"]),
    ("In a separate incident near Gumla on Monday, a driver rammed a bus stop, wounding two women.", ["Gumla"]),
    ("Three men were stabbed, two fatally, outside a bar in Leeds on Monday night, police said.", ["Leeds"]),
    ("Two people were shot, one of them fatally, at a party in Nairobi on Monday, police said.", ["Nairobi"]),
    ("Rockets fired from Lebanon killed two farmers in Metula on Monday.", ["Metula"]),
    ("Gunmen killed a teacher in the Beirut suburb of Choueifat on Monday.", ["Choueifat", "Beirut"]),
    ("In Odesa a drone hit a house in the Moldavanka quarter on Monday, killing a man.", ["Moldavanka", "Odesa"]),
    ("Bandits killed two drivers on the Kaduna-Abuja highway near Talgharo village on Monday.", ["Talgharo"]),
    ("Police in Mozambique opened fire on people marching in the city of Beira on Monday, killing two.", ["Beira"]),
    ("Soldiers shot at students who were blocking a bridge in Rangpur on Monday and killed one.", ["Rangpur"]),
    ("An aid worker from Kisumu was abducted by armed men in Luuq on Wednesday.", ["Luuq"]),
    ("The attack on a convoy, which took place in Tell al-Zara, northern Syria, killed three people.", ["Tell al-Zara", "Syria"]),
    ("Nine people were killed at the Kings Court hotel in Bonny on Monday.", ["Kings Court hotel", "Bonny"]),
    ("Two rockets killed a guard near Erbil airport on Monday.", ["Erbil airport"]),
    ("Soldiers shot dead a nurse in the Dheisheh refugee camp on Monday.", ["Dheisheh refugee camp"]),
    ("Police shot dead a man in a Houston supermarket on Monday.", ["Houston"]),
    ("A man stabbed three dancers on the Reno Strip on Monday.", ["Reno Strip"]),
    ("A farmer threw stones at a tram in Recife on Monday and injured two passengers, police said.", ["Recife"]),
]


@pytest.mark.parametrize(("text", "first"), OWN)
def test_a_happening_is_where_its_words_put_it_most_specific_first(text: str, first: list[str]) -> None:
    assert places(text)[0][: len(first)] == first


TAKEN_OVER = [
    ("A bomb killed four people in Herat on Monday. Two men were arrested on Tuesday.", "Herat"),
    ("A bomb killed four people in Herat on Monday. On 2 May another blast killed a guard at a bus stop there.", "Herat"),
    ("A bomb killed four people in Herat on Monday. In 2019 gunmen killed nine worshippers at a mosque in the same city.", "Herat"),
    ("A bomb killed four people in Herat on Monday. Police in Utrecht said that three brothers had been arrested.", "Utrecht"),
    ("Gunmen came to a bar in Recife on Monday. Two men were killed.", "Recife"),
    ("TALLINN, June 15 - A man stabbed two students on Monday, police said.", "TALLINN"),
]


@pytest.mark.parametrize(("text", "place"), TAKEN_OVER)
def test_a_happening_without_a_place_is_where_the_one_before_it_was(text: str, place: str) -> None:
    assert places(text)[-1][0] == place


NOT_TAKEN_OVER = [
    "A bomb killed four people in Herat on Monday. In 2014 gunmen killed nine worshippers at a shrine.",
    "A bomb killed four people in Herat on Monday. A separate bomb killed two drivers.",
    "A bomb killed four people in Herat on Monday. Elsewhere, two drivers were shot dead.",
    "A bomb killed four people in Herat on Monday. Fighting has killed 40,000 people in Yemen since 2015.",
]


@pytest.mark.parametrize("text", NOT_TAKEN_OVER)
def test_nothing_is_taken_over_from_another_time_or_by_a_total(text: str) -> None:
    assert "Herat" not in places(text)[-1]


def test_the_next_sentence_says_where_in_a_country_it_was() -> None:
    text = "Four people died in a suicide attack on a barracks in a town in Mali. The man drove into the gate of the barracks in Gao."
    assert places(text)[0][0] == "Gao"


def test_a_district_told_first_is_narrowed_by_a_later_telling() -> None:
    text = "Three rebels were killed in a clash in Sukma district on Tuesday. The clash broke out near Talgharo at dawn, police said."
    assert places(text)[0][0] == "Talgharo"


def test_where_a_speaker_is_is_not_where_it_happened() -> None:
    text = "Gunmen shot dead two guards in Kidal on Monday. A spokesman in Dakar said that four others were wounded there."
    assert {name for row in places(text) for name in row} & {"Kidal", "Dakar"} == {"Kidal"}


def test_a_word_that_points_back_means_a_place_of_its_kind() -> None:
    text = "Shells killed two people in Talgharo, a village in Idlib province, on Monday. Since 2019 air strikes have killed 900 people in the province."
    assert places(text)[-1][0] == "Idlib"


def test_a_place_that_is_taken_over_says_so() -> None:
    text = "A bomb killed four people in Herat on Monday. Two men were arrested on Tuesday."
    document = Document(id="report", text=text, published=PUBLISHED, language="en")
    records = read_document(document).records
    rules = {claim.rule for claim in records[-1].claims if claim.slot == "place"}
    assert "place.scene" in rules


def test_people_called_forest_are_no_forest() -> None:
    text = "Police in Bilbao arrested Ana Forest on Monday. They released Ana Forest on Tuesday. A court had sought Forest for a year."
    assert {name for names in places(text) for name in names} == {"Bilbao"}


def test_a_place_taken_over_is_not_handed_on_to_another_year() -> None:
    text = "On 3 May 1974 a bomb killed nine people in Bilbao. Two men were tried in June 1977. They were released in June 1977."
    document = Document(id="report", text=text, language="en")
    records: list[Row] = read_document(document).to_dict()["records"]  # type: ignore[assignment]
    assert not any(place["name"] == "Bilbao" for place in records[-1]["places"])


def test_where_a_deed_was_that_somebody_is_accused_of() -> None:
    assert places("The navy was accused by a fishermen's union of burning nine boats in Chaungtha on Monday.")[0][0] == "Chaungtha"


def test_a_site_without_a_town_is_no_other_place_than_the_town_told_before() -> None:
    text = (
        "A car bomb killed nine people in the Somali town of Baidoa on Monday. Police said the bomber rammed the gate of the Towers Hotel."
    )
    assert len(places(text)) == 1


def test_a_site_is_told_more_closely_than_the_town_of_its_name() -> None:
    text = "A blast killed nine people in Brussels on Monday. The bomb went off at the Brussels airport, the mayor said."
    assert places(text)[0][:2] == ["Brussels airport", "Brussels"]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Gunmen in Mali abducted nine nurses in Kidal on Sunday. Five of them were freed on Tuesday.", ["Mali"]),
        ("The three monks abducted in Tonala, Chiapas, on Sunday were freed on Monday.", ["Chiapas"]),
    ],
)
def test_where_captives_were_let_go_is_not_where_they_were_taken(text: str, where: list[str]) -> None:
    assert places(text)[-1] == where


def test_the_label_of_a_line_says_where_it_was() -> None:
    text = "Robbery, Harbour Street: Two men stabbed a clerk on Monday.\nArson, Quay Road: A van was set on fire on Sunday night."
    assert places(text) == [["Harbour Street"], ["Quay Road"]]


def test_what_is_only_taken_for_known_is_no_scene_of_what_follows() -> None:
    text = "A bomb killed nine people in Gao on Monday. The rebels called it revenge for air strikes on Kidal. Police arrested a suspect."
    assert places(text)[-1] == ["Gao"]


def test_a_month_is_not_close_to_a_day_beyond_it() -> None:
    text = "Gunmen burned a mill in Gao on 2 June. Last month three drivers were abducted on the airport road."
    assert places(text)[-1] == []


def test_a_square_told_later_is_where_in_the_town_it_was() -> None:
    text = "A bomb went off in Kabul on Monday. The bomber blew himself up in Massoud Square, police said."
    assert places(text) == [["Massoud Square", "Kabul"]]


def test_the_hospital_where_somebody_died_is_not_where_it_was() -> None:
    assert places("Two men were stabbed in Leeds on Monday. One of them died at St Luke's Hospital.")[0][0] == "Leeds"
