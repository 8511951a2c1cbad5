"""What is one happening, and what is a total over several: short reports of our own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from onrecord.model.text import Document
from onrecord.pipeline import read_document

Row = dict[str, Any]
PUBLISHED = date(2021, 6, 16)  # a Wednesday


def coded(text: str) -> list[Row]:
    """Records that ACLED has a type for, and tallies."""
    document = Document(id="report", text=text, published=PUBLISHED, language="en")
    records: list[Row] = read_document(document).to_dict()["records"]  # type: ignore[assignment]
    return [record for record in records if record["kind"] == "tally" or record["type"]["acled_sub_event"]]


def only(text: str) -> Row:
    """The one record of a report."""
    records = coded(text)
    assert len(records) == 1
    return records[0]


def outline(text: str) -> list[tuple[str, str | None, list[int | None]]]:
    """Kind, type and figures of each record."""
    return [(record["kind"], record["type"]["acled_sub_event"], [row["low"] for row in record["toll"]]) for record in coded(text)]


TALLIES = [
    "More than 400 people have been killed in the province since January, the monitor said.",
    "Forty people were killed across the country on Tuesday, the ministry said.",
    "In the week of 2-8 June, aid workers recorded 19 incidents in Ituri, with 31 people killed and 12 abducted.",
    "The man is accused of building and planting bombs in Gao.",
    "The group carried out a wave of bombings that killed dozens of people.",
    "It was the third such lynching in Punjab this year, according to a rights group.",
    "Nigeria registered 242 homicides in February, the police chief said.",
    "They counted 112 cases of sexual violence in Minova last year.",
    "Fresh tribal fighting in Enga Province has claimed nine lives.",
    "The fighting has uprooted more than 320,000 people in North Kivu.",
    "Air strikes by the army across Idlib killed at least 38 people on Tuesday.",
    "More than 8,400 people have died in the fighting in Yemen.",
    "Militants have seized buses on remote roads in Lamu.",
    "The militants have carried out dozens of attacks in the north since 2017.",
    "Insurgents step up nationwide attacks.",
    "The council protects the gunmen who murder peasants.",
    "At least 14 traders have been shot in Gao since Saturday.",
    "Artillery has killed at least 22 residents of Severodonetsk over the past four days.",
    "It was at least the 22nd mass killing in Mexico this year, according to a count kept by a university.",
    "In 2019 alone, 44 herders were killed in Plateau.",
    "A surge of violence in Jonglei in March left at least 90 people dead.",
    "The killings bring to 27 the number of women murdered in Chihuahua this year.",
    "He was the third bishop to be kidnapped in Nigeria this year.",
    "Soldiers carried out abuses against civilians in Gao, a report said.",
    "Forces waged a campaign of ethnic cleansing in Gao, two groups said.",
    "She is the fifth trade unionist killed in Antioquia this year.",
    "In April, 61 people were killed in West Kordofan, according to doctors.",
    "In April, 4,200 people were killed in Nyala, the ministry said.",
    "It was the second time this month that gunmen have attacked the clinic in Gao.",
    "It is the seventh use of chlorine gas that we have recorded in Idlib since March.",
    "The army has retaken about 40 percent of the district from the rebels.",
    "The rebels have seized dozens of villages in Masisi.",
    "The president condemned the attacks in the towns of Mubi and Gombi on Monday.",
    "In the valley, farmers are regularly beaten by militiamen.",
    "In May the mission documented 87 incidents in which 142 civilians were killed.",
    "Six people were killed in multiple bombings in Basilan.",
    "Truck bombings against churches in Kano have become rare.",
    "The courts in Lima have freed hundreds of rebels since Monday.",
    "At least 2,300 people were killed in Yemen between 1 and 31 May 2021.",
    "From 2 to 9 June, 47 people were killed in Khartoum.",
    "Between 3 May 2021 and 7 May 2021, 12 civilians were killed and 30 were wounded in Ituri, the UN said.",
    "In the month to 4 June 2021, 19 people were killed in Idlib.",
    "Gunmen killed 80 villagers in Zamfara between 2 and 29 May.",
]


@pytest.mark.parametrize("text", TALLIES)
def test_a_total_over_several_happenings_is_a_tally(text: str) -> None:
    assert only(text)["kind"] == "tally"


INCIDENTS = [
    "The mission, which documented 87 incidents in May, said a bomb killed five people in Gao on Monday.",
    "Gunmen have attacked a village near Gao.",
    "Hezbollah says it has fired rockets at a barracks in Safed.",
    "Clashes between two clans killed 56 people in Jonglei in three days of fighting.",
    "Two days after the mayor of Tame was found shot dead, his brother left the town.",
    "It was the second blast in Izmir; it killed two people on 9 June.",
    "A jet dropped two bombs on Loikaw on Monday, killing three people.",
    "Three policemen and five protesters were hurt in Lima on Monday.",
    "The murder of six priests in San Salvador on Monday shocked the city.",
    "Youths set trucks ablaze across the Sinaloa toll road on Monday.",
    "This attack on the market in Goma is a war crime; it killed nine people.",
    "Eighteen inmates were killed in a riot in Manta on Wednesday and Thursday.",
    "The smuggler Juan Roa was killed in Cali on Monday by the squad that had hunted him since March.",
]


INCIDENTS += [
    "Two bombs went off minutes apart near a mosque in Herat on Thursday, killing nine people.",
    "Protests broke out in Lomé after the vote.",
    "The army took half of the town of Derna on Monday.",
    "Soldiers fired mortars across the LoC near Poonch.",
    "Explosion heard in Herat.",
    "Fighting from Monday to Wednesday in Bunia killed 12 people.",
    "The siege of the barracks in Homs lasted from 3 to 10 June and killed 15 people.",
    "Between 2 and 5 June, gunmen killed seven drivers on the road to Bor.",
    "Soldiers shelled Deraa from 3 to 10 June, killing nine people.",
]


@pytest.mark.parametrize("text", INCIDENTS)
def test_one_happening_with_words_like_those_of_a_total_is_an_incident(text: str) -> None:
    assert {record["kind"] for record in coded(text)} == {"incident"}


def test_a_toll_that_grew_is_no_tally() -> None:
    record = only("A bomb exploded in Mosul on Tuesday. Officials first spoke of two dead; the toll later rose to nine.")
    assert record["kind"] == "incident"


def test_other_attacks_and_their_totals_stand_apart() -> None:
    records = coded(
        "A series of raids across Niger killed 60 people on Monday. Three other raids in Dosso region wounded eight people. "
        "Five ambushes killed 11 people in Tahoua."
    )
    assert [(record["kind"], [row["low"] for row in record["toll"]]) for record in records] == [
        ("tally", [60]),
        ("tally", [8]),
        ("tally", [11]),
    ]


def test_minutes_are_no_period_of_a_total() -> None:
    record = only("A man stabbed seven people to death at a station in Sirte on Sunday, walking through the hall for ten minutes.")
    assert record["kind"] == "incident"


def test_bodies_that_somebody_counted_are_no_total() -> None:
    assert only("He said he had counted six bodies of attackers in Gao on Monday.")["kind"] == "incident"


@pytest.mark.parametrize(
    "text",
    [
        "Rebels have been attacking villages near Bunia, residents said.",
        "The army continues to shell villages in Kachin.",
        "Gunmen regularly attack convoys in Borno.",
        "Militants have bombed the pipeline near Arish several times.",
        "Soldiers committed atrocities against villagers in Bor.",
    ],
)
def test_what_somebody_does_again_and_again_is_a_tally(text: str) -> None:
    record = only(text)
    assert record["kind"] == "tally"
    assert record["actors"]


def test_a_habit_of_nobody_known_is_no_record() -> None:
    assert not coded("There have been reports of atrocities.")


def test_an_attack_amid_lasting_violence_is_an_incident() -> None:
    assert only("Gunmen attacked a village near Bor on Monday amid ongoing violence, killing six people.")["kind"] == "incident"


@pytest.mark.parametrize(
    "text",
    [
        "So far this year, 112 rebels have been killed in Bastar, against 57 in all of 2020.",
        "The army counted 112 dead rebels in Bastar this year, up from 57 in the same period last year.",
    ],
)
def test_the_number_of_another_period_is_a_total_of_its_own(text: str) -> None:
    records = coded(text)
    assert [[row["low"] for row in record["toll"]] for record in records] == [[112], [57]]
    assert records[1]["time"]["earliest"] == "2020-01-01"


def test_who_is_fought_against_is_no_number_of_another_period() -> None:
    assert len(coded("Rebels killed 12 soldiers in Bastar on Monday in a fight against 57 policemen, the year's worst clash.")) == 1


def test_a_part_with_a_place_of_its_own_is_a_happening() -> None:
    text = "Israeli strikes across Lebanon on Monday killed at least 38 people, including 14 in a school in Tyre."
    assert outline(text) == [("tally", "Air/drone strike", [38]), ("incident", "Air/drone strike", [14])]


def test_a_part_of_one_happening_is_none() -> None:
    assert outline("A strike on a bus near Tyre killed nine people on Monday, including two boys from Sidon.") == [
        ("incident", "Air/drone strike", [9, 2])
    ]


def test_such_an_incident_is_of_the_kind_that_was_told() -> None:
    text = "A man threw a grenade into a bar in Mitrovica on Monday, wounding two people. It was the sixth such incident there since March."
    assert outline(text) == [("incident", "Grenade", [2]), ("tally", "Grenade", [])]


def test_an_incident_like_nothing_told_is_no_record() -> None:
    assert not coded("A bus fell into a gorge near Mitrovica on Monday. It was the sixth such incident since March.")


def test_totals_of_two_doers_are_two() -> None:
    text = "Rebels have carried out dozens of attacks in Gao since 2017. Soldiers have carried out dozens of attacks there, too."
    assert len(coded(text)) == 2


def test_an_apposition_that_counts_the_deeds_of_a_period_stands_beside_the_deed() -> None:
    text = "Gunmen killed six guards in Kano on Monday, the third such attack in a week, in which 40 people have died."
    assert [(record["kind"], [row["low"] for row in record["toll"]]) for record in coded(text)] == [("incident", [6]), ("tally", [40])]


def test_who_does_many_deeds_is_their_doer() -> None:
    record = only("Rebels have launched a wave of raids on farms in Gao since March.")
    assert record["kind"] == "tally"
    assert [row["name"] for row in record["actors"]] == ["Rebels"]


def test_what_a_group_has_done_over_years_is_not_what_it_did_on_monday() -> None:
    told = outline("The rebels, who have killed thousands of farmers over the past decade, attacked Oicha on Monday and killed six people.")
    assert [(kind, figures) for kind, _, figures in told] == [("tally", [2000]), ("incident", [6])]


def test_a_number_beyond_all_people_is_not_cut_down_to_its_first_word() -> None:
    rows = only("3 trillion people were killed in Mali on Monday.")["toll"]
    assert [row["high"] for row in rows] != [3]


@pytest.mark.parametrize("behind", [" in Lagos on Monday.", ", police said.", ", 34, outside her home."])
def test_who_is_shot_dead_by_name_is_the_victim(behind: str) -> None:
    record = only(f"A gunman shot dead Ruth Amadi{behind}")
    assert [actor["name"] for actor in record["actors"]] == ["gunman"]
    assert [target["name"] for target in record["targets"]] == ["Ruth Amadi"]
    assert [(row["victims"], row["low"]) for row in record["toll"]] == [("Ruth Amadi", 1)]


def test_who_also_died_joins_the_toll_of_several_deeds() -> None:
    text = "Two bombings killed nine soldiers near Gao on Monday, the army said. A driver said two cooks in a passing van also died."
    records = coded(text)
    assert [(record["kind"], [figure["low"] for figure in record["toll"]]) for record in records] == [("tally", [9, 2])]


def test_who_also_hit_somebody_did_so_again() -> None:
    text = "Two bombings killed nine soldiers near Gao on Monday, the army said. Troops also killed two rebels in Mora."
    assert len(coded(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "In April, gunmen killed 12 people in West Kordofan.",
        "Last month a student was killed in West Kordofan.",
        "In April, 14 were killed in Nyala.",
    ],
)
def test_a_month_alone_makes_no_total_of_what_somebody_did_at_one_place(text: str) -> None:
    assert only(text)["kind"] == "incident"


def test_totals_over_different_days_are_apart() -> None:
    text = "Since 2 May, clinics have treated 312 wounded in Tawila. Between 28 May and 3 June, an estimated 7,200 people fled from Tawila."
    assert outline(text) == [("tally", None, [312]), ("tally", None, [7200])]


@pytest.mark.parametrize(
    "text",
    [
        "Robbers stabbed a clerk in Nyala multiple times.",
        "The families in Nyala still wait, four months after 17 students were abducted.",
        "A commander was among three fighters killed on April. 2 near Nyala.",
    ],
)
def test_many_blows_and_a_time_since_are_no_total(text: str) -> None:
    assert only(text)["kind"] == "incident"
