"""What of a record is compared."""

from __future__ import annotations

from datetime import date

from tests.link.accounts import actor, killed, place, record, result

from onrecord.link.features import features_of, main_incidents, story_of
from onrecord.link.words import fold_name, telling_words


def test_a_record_is_compared_by_its_days_its_town_and_its_figures() -> None:
    (found,) = features_of(result("a", record("r", day="2024-03-06", town="Keldin", toll=(killed(4), killed(6)))))
    assert (found.first, found.last) == (date(2024, 3, 6).toordinal(),) * 2
    assert found.points == ((34.21, 69.1),)
    assert (found.killed_low, found.killed_high) == (4, 6)
    assert found.published == date(2024, 3, 7).toordinal()


def test_a_tally_is_no_incident_and_is_not_compared() -> None:
    tally = {**record("t", day="2024-03-06", toll=(killed(90),)), "kind": "tally", "scope": {"issuer": "Valley Monitor", "as_of": None}}
    assert features_of(result("a", tally)) == ()


def test_a_day_is_never_filled_in_from_the_day_of_publication() -> None:
    (found,) = features_of(result("a", record("r")))
    assert (found.first, found.last) == (None, None)


def test_a_country_fixes_no_place_but_is_known() -> None:
    country = {
        "name": "Afghanistan",
        "country": "AF",
        "admin1": None,
        "latitude": 33.0,
        "longitude": 66.0,
        "gazetteer": "geonames:1",
        "precision": 6,
    }
    (found,) = features_of(result("a", record("r", places=[country])))
    assert (found.points, found.sites, found.places, found.country) == ((), (), (), "AF")


def test_the_main_incident_has_happened_and_has_the_most_figures() -> None:
    few, many = record("few", toll=(killed(1),)), record("many", toll=(killed(4), killed(6)))
    planned = {**record("planned", toll=(killed(1), killed(2), killed(3))), "realis": "planned"}
    assert [each.id for each in main_incidents(features_of(result("a", few, planned, many)))] == ["many"]


def test_sides_are_compared_by_their_entry_else_by_their_name() -> None:
    sides = [actor("The Dawn Front"), actor("Da'esh", actor_id="is")]
    (found,) = features_of(result("a", record("r", actors=sides)))
    assert found.actors == ("dawn front", "is")


def test_names_are_folded() -> None:
    assert fold_name("The Río Verde’s") == "rio verde"


def test_names_tell_a_story_before_other_words() -> None:
    text = " ".join(f"word{number}" for number in range(80)) + " Temur Dilshad"
    assert {"temur", "dilshad"} <= set(telling_words(text))


def test_without_its_text_a_story_is_told_by_the_quotes() -> None:
    told = result("a", record("r", mentions=[{"start": 0, "end": 14, "quote": "Karwan bombing"}]))
    assert {"bombing", "karwan"} <= set(story_of(told).words)
    assert "minaret" in story_of(told, "The minaret fell.").words


def test_what_a_report_is_about_counts_twice_and_what_it_only_has_in_it_once() -> None:
    text = " ".join(f"word{number}" for number in range(40))
    words = telling_words(text + " bridge ferry", title="The ferry", quotes="blew up the bridge")
    assert {"bridge", "bridge ²", "ferry", "ferry ²", "word39"} <= set(words)
    assert len(telling_words(text)) == 50


def test_a_town_that_it_was_only_near_says_nothing_where_another_tells_where_it_was() -> None:
    near = {**place("Keldin"), "relation": "near", "precision": 2}
    (found,) = features_of(result("a", record("r", town="Harsana", places=[place("Harsana"), near])))
    assert (found.places, found.sites) == (("test:Harsana",), ("harsana",))
    (alone,) = features_of(result("a", record("r", places=[near])))
    assert (alone.places, alone.sites) == (("test:Keldin",), ("keldin",))


def test_a_village_on_no_map_is_not_the_town_that_it_is_near() -> None:
    near = {**place("Keldin"), "relation": "near", "precision": 2}
    village = {**near, "name": "Sarband", "relation": "in"}
    (found,) = features_of(result("a", record("r", places=[village, near])))
    assert (found.places, found.sites) == ((), ("sarband",))
    (part,) = features_of(result("a", record("r", places=[{**village, "name": "Old Bazaar"}, place("Keldin")])))
    assert (part.places, part.sites) == (("test:Keldin",), ("keldin", "old bazaar"))


def test_spellings_of_a_group_that_no_list_has_are_one_side_and_words_for_armed_people_are_not() -> None:
    def sides(name: str) -> tuple[str, ...]:
        (found,) = features_of(result("a", record("r", actors=[{"name": name, "kind": "Political militia", "actor_id": None}])))
        return found.sides

    assert sides("Karsan Brigade") == sides("Qarsan Brigade")
    assert sides("militants") == ("militants",)
