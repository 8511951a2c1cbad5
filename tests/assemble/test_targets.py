"""To whom or what it is done."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from onrecord.model.text import Document
from onrecord.pipeline import read_document


def targets_in(text: str) -> list[str]:
    """The targets of the first record of a report."""
    document = Document(id="report", text=text, published=date(2022, 3, 9), language="en")
    records: Any = read_document(document).to_dict()["records"]
    return [row["name"] for row in records[0]["targets"]]


CASES = [
    ("Soldiers shot dead two protesters in Gitega on Monday.", ["protesters"]),
    ("Rebels shot down a helicopter near Torit on Monday.", ["helicopter"]),
    ("Police defused a bomb in Lyon on Monday.", ["bomb"]),
    ("A bomb killed a colonel, his driver and two bodyguards in Daraa on Monday.", ["colonel", "driver", "bodyguards"]),
    ("A bomb exploded in Kabul on Monday, killing two teachers.", ["teachers"]),
    ("Militiamen raided the village of Boma on Monday, killing nine herders.", ["herders"]),
    ("Gunmen killed three farmers near Gao on Monday. The attack left five people dead.", ["farmers", "people"]),
    ("A man fired at worshippers in Gao on Monday. Nine people were hurt, a doctor said.", ["worshippers"]),
    ("A shell killed nine people in Gao on Monday, among them a nurse and two firefighters.", ["people", "nurse", "firefighters"]),
    ("A raid on Gao on Monday killed 12 civilians, including three women and a boy.", ["civilians"]),
    ("A bomb hit a bank in Gao on Monday and damaged nearby shops and cars, killing nine people.", ["people", "bank"]),
    ("Gunmen attacked a mosque in Gao on Monday, wounding two guards. They set the building on fire.", ["mosque", "guards"]),
    ("A car bomb near a stadium in Gao killed nine people on Monday.", ["people"]),
    ("A driver rammed a crowd in Gao on Monday and hurt two tourists. Police shot the driver dead.", ["crowd", "tourists"]),
    ("Gunmen attacked a clinic near Gao on Monday and killed a nurse. Two hundred families have fled.", ["nurse", "clinic"]),
    ("A drone slammed into the third floor of a block of flats in Gao on Monday.", ["block"]),
    ("A rocket tore through the roof of a school in Gao on Monday.", ["school"]),
    ("Police shot dead Monday two men who had fled a checkpoint near Gao.", ["men"]),
    ("A rocket wounded dozens in Gao on Monday, a police officer and a tribal leader said.", []),
    ("A drone hit a van near Gao on Monday, killing a woman of 60 and her nephew, Governor Elia Mora wrote.", ["woman", "nephew", "van"]),
    ("Nine men were shot dead at a clinic in Ibarra on Monday.", ["men", "clinic"]),
    ("Prisoners rioted in a jail in Ibarra on Monday, injuring two guards.", ["jail", "guards"]),
    ("A boy died in a hospital in Ibarra after a raid on Monday.", ["boy"]),
    ("A rocket hit the courtyard of a school in Ibarra on Monday, killing the headmaster Elia Mora.", ["Elia Mora", "school"]),
    ("A missile struck the tanker Vesta near Aden on Monday.", ["Vesta"]),
    ("It was the 22nd murder of the year in Ibarra.", []),
    ("Last year more than 60 people died in clashes in Ibarra.", ["people"]),
    ("Officers fired tear gas at a march of bakers in Ibarra on Monday.", ["bakers"]),
    ("Police in Ibarra fired on Monday on students protesting against a law, killing two.", ["students"]),
    ("Kenya rejected an invitation on Monday.", []),
    ("At 1 a.m. on Monday shells hit the outskirts of Ibarra, wounding two cooks.", ["cooks"]),
    ("Police in Ibarra detained an editor on Monday. Thirty cooks gathered outside the court to demand his release.", ["editor"]),
    ("Kidnappers in Ibarra freed nine drivers on Monday.", ["drivers"]),
    ("A farmer stepped on a mine near Ibarra on Monday. He lost a foot.", ["farmer"]),
    ("Police in Ibarra foiled an attempt to murder a judge on Monday.", ["judge"]),
    ("Troops fired bullets at dozens of students in Gitega on Monday.", ["students"]),
    ("Rebels attacked a post near Gitega on Monday, killing two soldiers. Four rebels were also killed.", ["soldiers", "post"]),
    ("Soldiers attacked rebels near Gitega on Monday. Two soldiers died.", ["rebels"]),
    ("A man drove a van into a crowd in Trier on Monday, killing nine people.", ["crowd"]),
    ("Police in Ibarra arrested nine suspected hitmen in a raid on a bar on Monday.", ["suspected hitmen", "bar"]),
    ("Rebels ambushed a convoy near Mora on Monday and took four soldiers prisoner.", ["soldiers", "convoy"]),
    ("The army retook the town of Mora from Boko Haram on Monday.", ["Boko Haram"]),
    ("Gunmen attacked a camp of displaced people near Mora on Monday, killing nine men.", ["men", "camp"]),
    ("Chadian warplanes destroyed a 13-storey tower in Sebha on Monday.", ["13-storey tower"]),
    ("Police in Ibarra shot four of the robbers on Monday.", ["robbers"]),
    (
        "Nine people were killed when raiders attacked a mill in Mali on Monday, the mayor of nearby Koro, Musa Keita, said.",
        ["people", "mill"],
    ),
    (
        "A village near Koro was attacked on Monday. The governor blamed the attack on the Group for the Support of Islam and Muslims.",
        ["village"],
    ),
    ("A blast hit a clinic in Ibarra on Monday and damaged nearby houses, killing nine people.", ["people", "clinic"]),
    ("Police killed two robbers in Ibarra on Monday. A rifle was seized.", ["robbers"]),
    ("No fewer than 16 traders were abducted in Ibarra on Monday.", ["traders"]),
    ("Gunmen abducted six clerks near Ibarra on Monday. Two of them have since been freed.", ["clerks"]),
    ("Troops of the 12th Brigade attacked members of the armed group Los Cuervos in Tibu on Monday. A soldier died.", ["Los Cuervos"]),
    ("A soldier, identified as Elia Mora, was wounded near Ibarra on Monday.", ["Elia Mora"]),
    ("A jailer, Elia Mora, was hurt when a bomb went off in Ibarra on Monday.", ["Elia Mora"]),
    ("A mob beat a man to death in Ibarra on Monday. The victim, identified as Elia Mora, was a cook.", ["Elia Mora"]),
    ("A journalist was shot dead in Ibarra on Monday. Police named him as Elia Mora.", ["Elia Mora"]),
    ("A nurse was shot dead in Ibarra on Monday. The army denied targeting nurses on duty.", ["nurse"]),
]


@pytest.mark.parametrize(("text", "targets"), CASES, ids=[text[:40] for text, _ in CASES])
def test_a_record_names_who_or_what_was_hit(text: str, targets: list[str]) -> None:
    assert targets_in(text) == targets


def test_the_gunman_is_no_target_where_others_are_named() -> None:
    assert targets_in("A gunman killed two clerks at a bank in Trier on Monday. The gunman was shot dead.") == ["clerks", "bank"]


def test_a_release_is_of_those_who_were_taken() -> None:
    text = "On Monday soldiers detained nine cooks in Ibarra. Five were released the next day."
    document = Document(id="report", text=text, published=date(2022, 3, 9), language="en")
    records: Any = read_document(document).to_dict()["records"]
    assert [([row["name"] for row in record["actors"]], [row["name"] for row in record["targets"]]) for record in records] == [
        (["soldiers"], ["cooks"])
    ] * 2
