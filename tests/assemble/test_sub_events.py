"""Which of ACLED's sub-event types a happening is: crowds, means, ground that changes hands, and what was told first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from onrecord.model.text import Document
from onrecord.pipeline import read_document


def types_in(text: str) -> list[str]:
    """The sub-event types of the records of a report that have one."""
    document = Document(id="report", text=text, published=date(2022, 3, 9), language="en")
    records: Any = read_document(document).to_dict()["records"]
    return [record["type"]["acled_sub_event"] for record in records if record["type"]["acled_sub_event"]]


def test_ground_that_is_occupied_does_not_change_hands() -> None:
    assert types_in("Soldiers shot dead a boy during a raid in the occupied city of Ibarra on Monday.") == ["Attack"]


CROWDS = [
    ("Weavers staged a march in Lomé against the levy on Monday.", "Peaceful protest"),
    ("Dozens of widows of miners demonstrated in Oruro on Monday.", "Peaceful protest"),
    ("About 60 nurses gathered outside the ministry in Accra to demand their pay.", "Peaceful protest"),
    ("Police arrested 15 activists who blocked a bridge in Graz.", "Protest with intervention"),
    ("Police broke up a sit-in by porters in Harare on Monday, arresting ten.", "Protest with intervention"),
    ("Soldiers opened fire on people protesting against the vote in Gitega.", "Excessive force against protesters"),
    ("Guards used live bullets to disperse marchers in Amara. One demonstrator died of his wounds.", "Excessive force against protesters"),
    ("Rioters set fire to a bank in Sfax on Monday.", "Violent demonstration"),
    ("Supporters of the opposition clashed with riot police in Khulna on Monday.", "Violent demonstration"),
    ("A mob stoned a driver in Escuintla on Monday.", "Mob violence"),
    ("Villagers beat two alleged horse thieves to death in Bihar.", "Mob violence"),
    ("Inmates rioted in a prison in Cuenca on Monday.", "Mob violence"),
    ("Residents set fire to the hut of an alleged witch in Kisii on Monday.", "Mob violence"),
    ("A mob ransacked a temple in Sylhet on Monday.", "Mob violence"),
    ("Two families fought with machetes in Benue on Monday.", "Mob violence"),
    ("Traders observed a shutdown in Sopore on Monday.", "Peaceful protest"),
]


@pytest.mark.parametrize(("text", "sub_event"), CROWDS, ids=[text[:40] for text, _ in CROWDS])
def test_what_a_crowd_does_and_what_is_done_to_it_gives_the_type(text: str, sub_event: str) -> None:
    assert types_in(text) == [sub_event]


MEANS = [
    ("Warplanes launched missiles at a depot near Sirte on Monday.", "Air/drone strike"),
    ("Mortar bombs hit a camp near Goma on Monday, killing four refugees.", "Shelling/artillery/missile attack"),
    ("The group fired mustard gas shells at soldiers near Tal Afar.", "Chemical weapon"),
    ("The army used mortars against militants near Sirte on Monday.", "Shelling/artillery/missile attack"),
    ("An insurgent drove an explosives-laden truck into a barracks in Gao.", "Suicide bomb"),
    ("A police truck ran over an explosive device in Garissa on Monday.", "Remote explosive/landmine/IED"),
    ("A suicide attacker walked into the mess in Kismayo on Monday and set off his explosives.", "Suicide bomb"),
    ("Rebels set the old customs house on fire in Bunia on Monday.", "Looting/property destruction"),
]


@pytest.mark.parametrize(("text", "sub_event"), MEANS, ids=[text[:40] for text, _ in MEANS])
def test_means_give_the_type(text: str, sub_event: str) -> None:
    assert types_in(text) == [sub_event]


GROUND = [
    ("The M23 took over Rubaya on Monday.", "Non-state actor overtakes territory"),
    ("Government troops recaptured Rubaya from the M23 on Monday.", "Government regains territory"),
    ("Rebels entered the town of Kutum on Monday without a fight.", "Non-violent transfer of territory"),
    ("The army took over Manbij on Monday after a deal with the rebels.", "Non-violent transfer of territory"),
    ("Militiamen drove the rebels out of Bria on Monday.", "Non-state actor overtakes territory"),
    ("Rebels occupied Bria on Monday after soldiers withdrew from the town.", "Non-violent transfer of territory"),
    (
        "Rebels seized the town of Bria from a rival group on Monday. Five people died in the fighting.",
        "Non-state actor overtakes territory",
    ),
]


@pytest.mark.parametrize(("text", "sub_event"), GROUND, ids=[text[:40] for text, _ in GROUND])
def test_who_takes_ground_and_how_gives_the_type(text: str, sub_event: str) -> None:
    assert types_in(text) == [sub_event]


def test_an_armed_group_by_name_is_armed() -> None:
    assert types_in("Al Shabaab vacated the base in Wabho on Monday.") == ["Non-violent transfer of territory"]


@pytest.mark.parametrize("force", ["FARDC", "The Frontier Corps", "The Peshmerga"])
def test_a_state_force_by_name_is_armed(force: str) -> None:
    assert types_in(f"{force} opened a base near Lubero on Monday.") == ["Headquarters or base established"]


def test_people_killed_in_a_raid_say_more_than_the_raid() -> None:
    assert types_in("Police raided a safe house in Gao on Monday, killing two militants.") == ["Armed clash"]


def test_a_curfew_after_a_killing_is_no_killing() -> None:
    assert types_in("A curfew was declared in Udaipur on Monday after riots.")[0] == "Other"


def test_a_seat_of_office_is_not_armed() -> None:
    assert types_in("The White House opened a camp for children on Monday.") == []


def test_who_is_caught_in_fighting_does_not_make_it_an_attack() -> None:
    text = "Two soldiers were killed and six other people wounded when gunmen ambushed an army patrol near Dori on Monday."
    assert types_in(text) == ["Armed clash"]


def test_mass_graves_that_come_to_light_are_of_no_day_of_their_own() -> None:
    assert types_in("Two mass graves were uncovered near Bria on Monday.") == ["Other"]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed two teachers in Kaya on Monday and kidnapped a clerk.",
        "Bandits attacked a village near Zurmi, killing 7 people and rustling cattle.",
    ],
)
def test_the_killing_told_first_is_the_type(text: str) -> None:
    assert types_in(text) == ["Attack"]


def test_what_is_asked_for_did_not_happen() -> None:
    assert types_in("Students rallied in Nairobi on Monday, calling for the release of their leaders.") == ["Peaceful protest"]


def test_sites_are_no_sit_in() -> None:
    assert types_in("The minister visited sites in Khan Younis on Monday.") == []
