import sqlite3
from pathlib import Path

import pytest

from onrecord.errors import UnknownCodeError
from onrecord.vocab.countries import countries, country_of_capital, country_of_demonym, country_of_name
from onrecord.vocab.gazetteer import Gazetteer, abbreviations, open_gazetteer
from onrecord.vocab.place_keys import bare_key, name_key, skeleton_key


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Homs", "SY"),
        ("Deir ez-Zor", "SY"),
        ("al-Hasakah", "SY"),
        ("Hasakah", "SY"),
        ("Kunduz", "AF"),
        ("Côte-Saint-Luc", "CA"),
        ("N.M.", "US"),
        ("Sinai", "EG"),
    ],
)
def test_a_place_is_found_under_the_spellings_of_its_name(gazetteer: Gazetteer, name: str, country: str) -> None:
    assert country in {match.place.country for match in gazetteer.find(name)}


def test_what_no_list_has_is_not_found(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Ardeshqul Tepe") == ()
    assert gazetteer.find("") == ()


def test_another_spelling_is_found_by_its_consonants_within_a_country(gazetteer: Gazetteer) -> None:
    assert any(match.place.country == "SY" for match in gazetteer.find_spelled_alike("Maarat al-Numan", country="SY"))


def test_a_province_is_its_own_first_level(gazetteer: Gazetteer) -> None:
    province = next(match.place for match in gazetteer.find("Kunduz Province") if match.place.kind == "ADM1")
    assert province.admin1 == "Kunduz"


def test_the_file_credits_its_source(gazetteer: Gazetteer) -> None:
    assert "GeoNames" in gazetteer.metadata()["credit"]
    assert "CC BY 4.0" in gazetteer.metadata()["credit"]


def test_the_file_cannot_be_written(gazetteer: Gazetteer) -> None:
    with pytest.raises(sqlite3.OperationalError):
        gazetteer._connection.execute("DELETE FROM place")


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnknownCodeError, match=r"reinstall onrecord"):
        open_gazetteer(path=tmp_path / "none.sqlite")


def test_a_users_place_hides_others_of_its_name(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("name,alternate names,country,lat,lon,kind\nHoms,Old Homs,SY,34.73,36.71,neighbourhood\n", encoding="utf-8")
    layered = open_gazetteer(path)
    assert [match.place.id for match in layered.find("Homs")] == ["user:homs-sy"]
    assert layered.find("Old Homs")[0].place.latitude == 34.73


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Syria", "SY"),
        ("US", "US"),
        ("U.S.", "US"),
        ("us", None),
        ("Britain", "GB"),
        ("DR Congo", "CD"),
        ("Burma", "MM"),
        ("the Netherlands", "NL"),
        ("car", None),
        ("Kosovo", "XK"),
    ],
)
def test_countries_have_formal_and_informal_names(name: str, code: str | None) -> None:
    assert country_of_name(name) == code


def test_words_for_people_and_capitals_imply_a_country() -> None:
    assert country_of_demonym("Syrian") == "SY"
    assert country_of_demonym("Filipinos") == "PH"
    assert country_of_demonym("Kurdish") is None
    assert country_of_capital("Damascus") == "SY"
    assert country_of_capital("Kiev") == country_of_capital("Kyiv") == "UA"


def test_every_country_has_an_entry(gazetteer: Gazetteer) -> None:
    assert [code for code in countries() if gazetteer.country(code) is None] == []


def test_every_abbreviation_has_an_entry(gazetteer: Gazetteer) -> None:
    assert [short for short in abbreviations() if not gazetteer.find(short)] == []


def test_keys_forget_case_diacritics_and_articles() -> None:
    assert name_key("Al-Ḩasakah") == "al hasakah"
    assert bare_key("al hasakah") == "hasakah"
    assert skeleton_key("qamishli") == skeleton_key("kamishly")
    assert skeleton_key("ab") is None
