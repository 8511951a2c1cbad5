"""What becomes one record, what becomes two, and what a record says: short reports of our own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from onrecord.model.text import Document
from onrecord.pipeline import read_document

Row = dict[str, Any]
PUBLISHED = date(2021, 6, 16)  # a Wednesday


def read(text: str) -> list[Row]:
    document = Document(id="report", text=text, published=PUBLISHED, language="en")
    return read_document(document).to_dict()["records"]  # type: ignore[return-value]


def coded(text: str) -> list[Row]:
    """Records that ACLED has a type for, and tallies."""
    return [record for record in read(text) if record["kind"] == "tally" or record["type"]["acled_sub_event"]]


def only(text: str) -> Row:
    records = coded(text)
    assert len(records) == 1, [record["type"] for record in records]
    return records[0]


SUB_EVENTS = [
    ("Warplanes bombed a village near Marib on Tuesday, killing six people.", "Air/drone strike"),
    ("A suicide bomber blew himself up outside a mosque in Quetta on Monday, killing nine worshippers.", "Suicide bomb"),
    ("A roadside bomb killed four soldiers near Gao on Monday.", "Remote explosive/landmine/IED"),
    ("Shells fired by the army hit a school in Avdiivka on Monday and killed two teachers.", "Shelling/artillery/missile attack"),
    ("Gunmen shot dead three farmers in Plateau state on Sunday.", "Attack"),
    ("Soldiers killed five militants in a gun battle near Derna on Sunday.", "Armed clash"),
    ("Insurgents attacked a military base near Maiduguri on Sunday.", "Armed clash"),
    ("Rebels launched an offensive on the town of Goma on Sunday.", "Armed clash"),
    ("Police arrested eleven students in Kampala on Sunday.", "Arrests"),
    ("Kidnappers abducted two aid workers near Baidoa on Sunday.", "Abduction/forced disappearance"),
    ("Thousands of people protested in Minsk on Sunday against the election.", "Peaceful protest"),
    ("Dozens protested in Minsk.", "Peaceful protest"),
    ("A constable was wounded in an encounter with rebels near Bastar.", "Armed clash"),
    ("Two factions battled each other near Azaz.", "Armed clash"),
    ("Students of two halls fought with machetes in Jos; six were hurt.", "Mob violence"),
    ("Unknown gunmen whisked away a ruler in Ekiti.", "Abduction/forced disappearance"),
    ("A bomb exploded in Gao.", "Remote explosive/landmine/IED"),
    ("Bandits stopped a minibus near Funtua and took away six passengers.", "Abduction/forced disappearance"),
    ("Coalition aircraft carried out a raid on the port of Hodeida.", "Air/drone strike"),
    ("ISIS captured the gas field of Akkas after clashes with the army.", "Non-state actor overtakes territory"),
    ("Youths from two quarters clashed in Jos over a football match.", "Mob violence"),
    ("Rebel fighters pulled out of Zabadani under a deal.", "Non-violent transfer of territory"),
    ("Kenyan troops vacated their base in Dhobley; al-Shabaab moved in at dusk.", "Non-violent transfer of territory"),
    ("Militiamen blew up the home of a judge in Ibb.", "Looting/property destruction"),
    ("Militiamen blew up the home of a judge in Ibb, killing his two sons.", "Remote explosive/landmine/IED"),
    ("Bandits burst into Kuki village and ran off with nine women.", "Abduction/forced disappearance"),
    ("Police kept the widows from marching to the palace in Dakar.", "Protest with intervention"),
    ("Villagers pelted a lorry with stones near Durban.", "Mob violence"),
    ("Rioters pelted the police with bottles in Durban.", "Violent demonstration"),
    ("Rebel fighters dislodged the army from Kitshanga.", "Non-state actor overtakes territory"),
    ("Two gangs fired at each other in Cité Soleil.", "Armed clash"),
    ("Tribal fighters ambushed a convoy near Abyan.", "Armed clash"),
    ("Tribal fighters ambushed an aid convoy near Abyan.", "Attack"),
    ("The guerrillas declared an armed strike in Chocó.", "Change to group/activity"),
    ("A guard of the mayor was taken by Taliban fighters in Qaisar.", "Abduction/forced disappearance"),
    ("Three nurses went missing near Djibo on Monday.", "Abduction/forced disappearance"),
    ("Rival fans fought in Lyon before the match.", "Mob violence"),
    ("Three demonstrators were killed in Lomé on Saturday.", "Excessive force against protesters"),
    ("Three demonstrators were killed by gunmen in Lomé on Saturday.", "Attack"),
    ("A bus was hit by a mortar bomb in Horlivka.", "Shelling/artillery/missile attack"),
    ("Hundreds took part in a procession in Tbilisi.", "Peaceful protest"),
    ("Soldiers found and detonated an IED near Hombori.", "Disrupted weapons use"),
    ("IS fighters fired shells filled with mustard gas at a post near Makhmour.", "Chemical weapon"),
]


@pytest.mark.parametrize(("text", "sub_event"), SUB_EVENTS, ids=[sub_event for _, sub_event in SUB_EVENTS])
def test_deed_means_and_parties_give_the_sub_event(text: str, sub_event: str) -> None:
    assert only(text)["type"]["acled_sub_event"] == sub_event


def test_whom_a_figure_counts_and_how_many_are_two_things_that_are_known() -> None:
    text = (
        "Gunmen killed two guards in Gao on Monday. A medic, Ali Sow, sustained an injury when a mine went off as his team was returning."
    )
    assert ("injured", 1, 1) in {(row["harm"], row["low"], row["high"]) for record in coded(text) for row in record["toll"]}


def test_harm_joins_the_deed_that_caused_it() -> None:
    record = only("A car bomb exploded at a market in Mosul on Tuesday, killing at least 12 people and wounding 30 others.")
    assert {(row["harm"], row["low"], row["high"]) for row in record["toll"]} == {("killed", 12, None), ("injured", 30, 30)}


def test_a_later_sentence_on_the_attack_joins_it() -> None:
    record = only(
        "Gunmen attacked a bus near Kirkuk on Tuesday, killing seven passengers. The attack was the third on that road. "
        "A doctor said the dead included two children."
    )
    assert ("killed", 7, 7) in {(row["harm"], row["low"], row["high"]) for row in record["toll"]}


def test_two_places_are_two_incidents() -> None:
    records = coded("A bomb killed three people in Baghdad on Tuesday. Another bomb killed five people in Basra on Tuesday.")
    assert [record["places"][0]["name"] for record in records] == ["Baghdad", "Basra"]


def test_an_older_attack_is_an_incident_of_its_own() -> None:
    records = coded("A bomb killed three people in Baghdad on Tuesday. In 2016, a truck bomb killed 300 people in Baghdad.")
    assert [record["time"]["earliest"] for record in records] == ["2021-06-15", "2016-01-01"]


def test_a_counter_strike_is_an_incident_of_its_own() -> None:
    records = coded("Rebels shelled the town of Sirte on Tuesday. The air force bombed the rebels there hours later.")
    assert [record["type"]["acled_sub_event"] for record in records] == ["Shelling/artillery/missile attack", "Air/drone strike"]


def test_who_claims_it_is_an_actor_by_his_own_word() -> None:
    record = only("A bomb killed four policemen in Quetta on Tuesday. The Taliban claimed responsibility for the attack.")
    assert [(row["name"], row["status"], row["by"]) for row in record["actors"]] == [("Taliban", "claimed", "Taliban")]


def test_who_is_blamed_is_accused_by_the_one_who_says_so() -> None:
    record = only("A bomb killed four policemen in Quetta on Tuesday. The interior minister blamed the Taliban for the attack.")
    assert ("Taliban", "accused") in {(row["name"], row["status"]) for row in record["actors"]}


def test_a_figure_has_the_one_who_gives_it() -> None:
    record = only("A bomb exploded in Quetta on Tuesday. A hospital doctor said that at least 14 people were killed.")
    assert [(row["low"], row["high"], row["source"]) for row in record["toll"]] == [(14, None, "hospital doctor")]


def test_the_reports_own_voice_is_no_source() -> None:
    assert only("A bomb killed 14 people in Quetta on Tuesday.")["toll"][0]["source"] is None


def test_who_foils_an_attack_is_its_target_and_who_is_hurt_its_doer() -> None:
    record = only("The army repelled an attack on its base near Bosaso on Tuesday, killing nine fighters.")
    assert record["totals"] == [{**record["totals"][0], "harm": "killed", "low": 9, "high": 9}]


def test_what_is_only_feared_is_no_record() -> None:
    assert not coded("Aid groups fear that an attack on the town could kill thousands of people.")


def test_nothing_is_filled_in_where_nothing_is_told() -> None:
    record = only("Gunmen killed two farmers.")
    assert (record["time"]["earliest"], record["time"]["latest"], record["time"]["basis"]) == (None, None, None)
    assert not record["places"]


def test_parts_are_not_added_to_the_total() -> None:
    record = only("An air strike killed nine people in Idlib on Tuesday, including three children.")
    assert [(row["harm"], row["low"], row["high"]) for row in record["totals"]] == [("killed", 9, 9)]


def test_different_victims_of_one_telling_are_added() -> None:
    record = only("An air strike killed two women and a child in Idlib on Tuesday.")
    assert [(row["harm"], row["low"], row["high"]) for row in record["totals"]] == [("killed", 3, 3)]


def test_two_tellings_give_the_range() -> None:
    record = only(
        "An air strike killed four people in Idlib on Tuesday, residents said. A rescue group said six people were killed in the strike."
    )
    assert [(row["low"], row["high"]) for row in record["totals"] if row["harm"] == "killed"] == [(4, 6)]


@pytest.mark.parametrize(
    ("text", "tellings"),
    [
        ("An air strike killed two women and a child in Idlib on Tuesday.", [(3, 3, [2, 1])]),
        (
            "An air strike killed four people in Idlib on Tuesday, residents said. A rescue group said six people were killed in the strike.",
            [(4, 4, [4]), (6, 6, [6])],
        ),
        ("An air strike killed nine people in Idlib on Tuesday, including three children.", [(9, 9, [9])]),
    ],
)
def test_each_telling_of_the_same_victims_is_told_with_what_it_adds_up_to(text: str, tellings: list[tuple[int, int, list[int]]]) -> None:
    record = only(text)
    (total,) = record["totals"]
    by_claim = {row["claim"]: row["low"] for row in record["toll"]}
    assert [(each["low"], each["high"], [by_claim[claim] for claim in each["claims"]]) for each in total["tellings"]] == tellings


def test_a_person_singled_out_is_part_of_the_number_told() -> None:
    record = only("An air strike killed six people in Idlib on Tuesday. The strike also killed a teacher.")
    assert [(row["low"], row["high"]) for row in record["totals"] if row["harm"] == "killed"] == [(6, 6)]


TOTALS = [
    ("At least nine people were killed in the strike. A clinic said that 11 people were killed.", (9, 11)),
    ("At least nine people were killed in the strike. A clinic said that six people were killed.", (9, None)),
    ("Nine people were killed in the strike. Three sons of a baker were killed.", (9, 9)),
    ("Nine people were killed in the strike. Officials first spoke of four dead.", (9, 9)),
    ("A baker was killed in the strike. The strike also killed 12 other members of the clan.", (13, 13)),
    ("At least four cooks were killed in the strike. A clinic said that seven people were killed.", (4, 7)),
    ("Nine people were killed in the strike. Three tailors were killed in it.", (9, 9)),
    ("Nine people were killed in the strike. Dozens of them were killed, a baker wrote.", (9, None)),
    ("A man of the town was killed in the strike. A woman was also killed.", (2, 2)),
    ("The strike killed nine tailors. A clinic put the figure at six.", (6, 9)),
    ("The strike killed a commander. Two rebels were also killed in the strike.", (3, 3)),
    ("Six people were killed in the strike. A seventh died of his wounds on Sunday.", (7, 7)),
    ("Six people were killed in the strike. A sixth victim was a cook, who died in hospital.", (6, 6)),
    ("The strike killed nine people and wounded 20. Two of the wounded died on Wednesday.", (11, 11)),
    ("The strike killed nine people and wounded 20. Two of the wounded died, which brought the death toll to 11.", (11, 11)),
    ("The raid killed 23 people in Kurya, 9 in Keita and 4 in Badarawa.", (36, 36)),
    ("Six soldiers were killed in the strike. Four rebels were killed in it as well.", (10, 10)),
    ("Six rebels were killed in the strike, the army said. Residents said six traders were killed.", (6, 6)),
]


@pytest.mark.parametrize(("text", "ends"), TOTALS)
def test_tellings_of_some_give_way_and_others_are_added(text: str, ends: tuple[int, int | None]) -> None:
    record = only(f"An air strike hit a house in Idlib on Tuesday. {text}")
    assert [(row["low"], row["high"]) for row in record["totals"] if row["harm"] == "killed"] == [ends]


def test_the_dead_among_those_who_were_shot_are_not_among_the_injured() -> None:
    record = only("Five people were shot in a bar in Gary on Tuesday. One of them was killed.")
    assert [(row["harm"], row["low"], row["high"]) for row in record["totals"]] == [("injured", 4, 4), ("killed", 1, 1)]


def test_two_verbs_of_one_subject_tell_one_act() -> None:
    record = only("A patrol arrested a rebel commander and detained three suspected smugglers in Gao on Tuesday.")
    assert [(row["low"], row["high"]) for row in record["totals"]] == [(4, 4)]


def test_that_nobody_died_is_on_record_with_what_happened() -> None:
    record = only("A riot at the prison in Cali on Tuesday ended without deaths.")
    assert [(row["harm"], row["low"], row["high"]) for row in record["totals"]] == [("killed", 0, 0)]


def test_who_gives_a_number_anew_is_its_source_and_none_of_the_record() -> None:
    record = only("Gunmen attacked a market in Dori on Tuesday and killed nine people. The mayor put the figure at 12.")
    assert [(row["high"], row["source"]) for row in record["toll"]] == [(9, None), (12, "mayor")]
    assert record["sources"] == []


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("Masked men took the imam from his house in Jos on Tuesday.", "abducted"),
        ("The police are holding an editor in Lomé.", "arrested"),
    ],
)
def test_a_verb_known_for_a_seizure_counts_whom_it_takes(text: str, harm: str) -> None:
    assert [(row["harm"], row["low"], row["high"]) for row in only(text)["totals"]] == [(harm, 1, 1)]


def test_how_long_something_came_after_makes_no_period() -> None:
    records = coded("Three nuns were seized near Jos last month; they were let go after nine days.")
    assert [record["kind"] for record in records] == ["incident", "incident"]


def test_captives_who_are_also_told_of_are_further_ones() -> None:
    record = only("A patrol arrested a rebel leader near Gao on Tuesday. In the raid the patrol also detained one suspected smuggler.")
    assert [(row["low"], row["high"]) for row in record["totals"]] == [(2, 2)]


def test_two_people_of_another_age_are_two_figures() -> None:
    record = only("A 31-year-old driver was shot in the wrist in Reno on Tuesday. A 19-year-old cook was shot in the hip.")
    assert [(row["harm"], row["high"]) for row in record["toll"]] == [("injured", 1), ("injured", 1)]


def test_one_of_several_who_were_hurt_does_not_lower_their_number() -> None:
    record = only("Several porters were hurt by a bomb near Gao on Tuesday. A cook was hurt by it.")
    assert [(row["low"], row["high"]) for row in record["totals"]] == [(3, None)]


def test_who_flees_is_on_record_with_the_fighting() -> None:
    record = only("Rebels attacked the town of Rubaya on Tuesday and killed nine people. At least 6,000 households have fled.")
    assert ("displaced", 6000, None) in {(row["harm"], row["low"], row["high"]) for row in record["toll"]}


def test_a_bomber_who_dies_is_one_more_than_his_victims() -> None:
    record = only("A suicide bomber blew himself up outside a mosque in Quetta on Monday, killing nine worshippers.")
    assert [(row["low"], row["high"]) for row in record["totals"] if row["harm"] == "killed"] == [(10, 10)]


def test_that_nobody_was_hurt_is_no_happening_by_itself() -> None:
    assert not read("The constable was not hurt.")


def test_the_same_text_gives_the_same_ids() -> None:
    text = "A bomb killed three people in Baghdad on Tuesday. Police arrested two men in Basra."
    assert [record["id"] for record in read(text)] == [record["id"] for record in read(text)]


def test_every_claim_rests_on_words_of_the_text() -> None:
    text = "The Taliban said their fighters had killed 20 soldiers near Ghazni on Monday, but the army denied it."
    for record in read(text):
        for claim in record["claims"]:
            assert claim["evidence"]
            assert all(item["quote"] == text[item["start"] : item["end"]] for item in claim["evidence"])


def test_a_relative_clause_belongs_to_the_deed_before_it_where_the_parser_hung_it_elsewhere() -> None:
    text = (
        "Gunmen shot a guard at a ministry in Bamako on Monday. "
        "They called it a reply to army air raids in the dry hills of Kidal last week that left as many as nine herders dead."
    )
    raids = [record for record in coded(text) if record["type"]["acled_sub_event"] == "Air/drone strike"]
    assert [(row["harm"], row["low"], row["high"]) for record in raids for row in record["toll"]] == [("killed", None, 9)]


def test_what_a_bombing_is_said_to_be_is_the_bombing() -> None:
    record = only("The depot bombing was an assault on 7 June 2019 on a bus station in Sousse that killed four guards.")
    assert record["type"]["acled_sub_event"] == "Remote explosive/landmine/IED"
    assert record["time"]["earliest"] == "2019-06-07"
    assert [row["low"] for row in record["toll"]] == [4]


def test_the_second_attack_is_not_the_first() -> None:
    records = coded(
        "Three raids killed 25 villagers in Nigeria on Monday. The first raid came at a market in Maiduguri and killed 15. "
        "The second raid struck a farm near Maiduguri, killing ten."
    )
    assert [[row["low"] for row in record["toll"]] for record in records] == [[25], [15], [10]]


def test_a_stop_without_a_space_ends_a_sentence_behind_a_figure() -> None:
    record = only("A blast in Herat on Monday killed six people and wounded 31.Firemen closed the road.")
    assert ("injured", 31, 31) in {(row["harm"], row["low"], row["high"]) for row in record["toll"]}


def test_a_further_victim_is_added_to_the_number_told() -> None:
    record = only("Police arrested a smuggler in Agadez on Sunday. During the search they also arrested one other man.")
    assert [(row["harm"], row["low"], row["high"]) for row in record["totals"]] == [("arrested", 2, 2)]


def test_weapons_that_nobody_uses_are_no_attack() -> None:
    record = only("Soldiers detained a mechanic in Gao on Sunday. The mechanic had sold landmines to smugglers for years.")
    assert record["type"]["acled_sub_event"] == "Arrests"


def test_a_phrase_of_time_and_place_belongs_to_the_deed_right_before_it() -> None:
    records = coded(
        "Gunmen shot dead two judges in Kaduna on Monday. "
        "The group said it carried out the shooting in revenge for army raids last month in Zamfara state."
    )
    shot = next(record for record in records if any(row["low"] == 2 for row in record["toll"]))
    assert (shot["time"]["earliest"], shot["places"][0]["name"]) == ("2021-06-14", "Kaduna")


def test_towns_of_two_cities_are_apart_though_no_list_knows_the_places_in_them() -> None:
    records = coded(
        "A gunman killed six people near the Palm Hall in Lagos on Sunday. The 2017 shooting at the Reed Club in Nairobi left nine dead."
    )
    assert [[row["low"] for row in record["toll"]] for record in records] == [[6], [9]]


def test_what_the_attack_is_said_to_have_been_joins_it() -> None:
    record = only(
        "An attack on a clinic in northern Syria on Friday killed at least five nurses. Villagers say the attack in Azaz was an air raid."
    )
    assert record["type"]["acled_sub_event"] == "Air/drone strike"
    assert [row["low"] for row in record["toll"]] == [5]


def test_whose_forces_they_are_is_not_where_it_happened() -> None:
    record = only("The village near Aleppo was shelled on Monday by troops of either the local council or Turkey.")
    assert "Turkey" not in [place["name"] for place in record["places"]]


def test_who_is_asked_stands_in_the_clause_of_the_demand() -> None:
    (record,) = read("The opposition demanded on Monday that the army withdraw from Gao.")[:1]
    assert record["type"]["plover"] == "REQUEST"
    assert [row["name"] for row in record["targets"]] == ["army"]


def test_a_resignation_needs_no_other_side() -> None:
    (record,) = read("The interior minister resigned on Monday.")
    assert record["type"]["plover"] == "RETREAT"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The army put the number of dead militants in Gao at 20 on Monday.", [("killed", 20, "militants")]),
        ("The number of people killed in Gao on Monday rose to 45.", [("killed", 45, "people")]),
        ("A number of people were killed in Gao on Monday.", [("killed", 2, "people")]),
    ],
)
def test_a_number_of_the_harmed_is_the_number_that_it_reaches(text: str, figures: list[tuple[str, int, str]]) -> None:
    assert [(row["harm"], row["low"], row["victims"]) for row in only(text)["toll"]] == figures


def test_a_figure_of_the_headline_has_the_source_that_the_body_names() -> None:
    record = only(
        "Eleven soldiers killed in Benin attack\n\nGunmen attacked a post in Banikoara on Monday, killing 11 soldiers, two officers said."
    )
    assert [(row["low"], row["source"], row["quote"]) for row in record["toll"]] == [(11, "officers", "killing 11 soldiers")]


def test_a_bare_plural_of_harm_alone_is_no_record() -> None:
    assert not coded("The bishop spoke of deaths and of hope.")


def test_what_a_bomber_drives_into_is_a_target() -> None:
    record = only(
        "A suicide bomber crashed a truck loaded with explosives into a wall of the Kenyan embassy in Kabul, killing nine guards."
    )
    assert {row["name"] for row in record["targets"]} == {"Kenyan embassy", "guards"}


def test_nobody_is_known_to_be_hurt_where_there_is_no_word_on_it() -> None:
    assert not only("A bomb exploded in Herat on Monday. There was no word on casualties.")["toll"]


def test_whoever_is_hurt_does_not_act() -> None:
    record = only("A cook wounded when soldiers fired on a crowd in Kasese died on Tuesday.")
    assert [row["name"] for row in record["actors"]] == ["soldiers"]
    assert "cook" in {row["name"] for row in record["targets"]}


def test_a_name_behind_an_age_is_no_second_victim() -> None:
    record = only("Soldiers shot and wounded a 17-year-old, Yunus Hamdan, as he stood on a roof in Jenin on Tuesday.")
    assert [(row["low"], row["high"]) for row in record["totals"]] == [(1, 1)]


def test_one_more_victim_who_died_elsewhere_is_of_the_same_happening() -> None:
    record = only("Two guards were killed by a bomb in Mandera on Saturday. A third guard died while being flown to Nairobi.")
    assert [(row["low"], row["high"]) for row in record["totals"] if row["harm"] == "killed"] == [(3, 3)]


def test_what_follows_but_is_not_denied() -> None:
    record = only("Shells hit Ariha on Monday. State media did not speak of civilians but said nine rebels were killed.")
    assert [(row["low"], row["high"]) for row in record["totals"]] == [(9, 9)]


def test_captives_of_two_kinds_in_one_breath_are_both_counted() -> None:
    record = only("The army captured 12 rebels and arrested 30 suspects in Gao on Monday.")
    assert {row["harm"]: row["low"] for row in record["totals"]} == {"captured": 12, "arrested": 30}


def test_bullets_that_strike_are_a_happening_of_their_own() -> None:
    records = coded("An air strike hit a market in Kobane.\nBullets struck a school in Afrin, injuring two pupils.")
    assert [[row["low"] for row in record["toll"]] for record in records] == [[], [2]]


def test_lynchings_are_deeds_and_no_number_of_dead() -> None:
    record = only("Four people were killed in three lynchings in Wakiso this month.")
    assert (record["type"]["acled_sub_event"], [row["low"] for row in record["toll"]]) == ("Mob violence", [4])


def test_what_was_counted_before_gives_way() -> None:
    record = only("More than 60 people were killed in the attack on the camp near Bria, the mission said. Before that it had counted 45.")
    assert [(row["low"], row["high"]) for row in record["totals"]] == [(61, None)]
