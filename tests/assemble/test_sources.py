"""Who tells it and who denies it."""

from __future__ import annotations

import pytest
from tests.assemble.test_records import only, read


@pytest.mark.parametrize(
    ("text", "sources", "denied_by"),
    [
        ("Rabat denies that its drones bombed the depot at Tifariti in May, as Algiers alleges.", ["Algiers"], ["Rabat"]),
        ("The army rejected claims by residents that its drones had bombed a clinic in Kutum.", ["residents"], ["army"]),
        (
            "Villagers say Chadian jets bombed a wedding in Kutum, killing nine, but the air force denied that any raid had taken place.",
            ["Villagers"],
            ["air force"],
        ),
        (
            "Residents said gunmen shot dead four herders near Bangui on Friday. The governor dismissed the reports as rumours.",
            ["Residents"],
            ["governor"],
        ),
        (
            "Residents said soldiers shot dead four herders near Bangui on Friday. The army called the report a fabrication.",
            ["Residents"],
            ["army"],
        ),
        (
            "Dakar said two of its soldiers were shot by Gambian troops near Bignona. Banjul said its troops had opened no fire.",
            ["Dakar"],
            ["Banjul"],
        ),
        ("Residents said gunmen shot dead four herders near Bangui on Friday. Police disputed the number.", ["Residents"], []),
        ("Police said they had foiled a bomb attack on the market in Mopti on Friday.", ["Police"], []),
        ("Police said drones had bombed a school in Sumy on Friday. The army said its drones had not hit homes in Sumy.", ["Police"], []),
        ("The mayor said that gunmen shot at a bus in Mopti but that nobody was killed.", ["mayor"], []),
        ("Gunmen raided a mine near Kita on Friday. A doctor put the toll at 19.", [], []),
        ("Gunmen raided a mine near Kita on Friday. The Kita clinic said 14 wounded people had been brought in.", [], []),
        ("Gunmen raided a mine near Kita on Friday. The raid lasted two hours, a driver said.", ["driver"], []),
        ("Gunmen raided a mine near Kita on Friday. The mayor confirmed the raid.", ["mayor"], []),
        ("Gunmen raided a mine near Kita on Friday. The bishop condemned the raid.", [], []),
        ("A bomb killed six people in Herat on Friday. The Dawn Front claimed the bombing and said it had killed 40.", [], []),
        ("Troops burned a market at Sagu on Friday, two drivers and a local councillor said.", ["drivers", "local councillor"], []),
        (
            "Citing a customs officer, Delta Radio reported that troops had burned a market at Sagu.",
            ["customs officer", "Delta Radio"],
            [],
        ),
        ("The army said two rockets had been fired at Sderot. Hamas claimed the rocket fire.", ["army"], []),
        (
            "The Kita Rights League said it had received reports of seven killings in Mopti. In one case, two men were reportedly beaten to death.",
            ["Kita Rights League"],
            [],
        ),
        ("The mayor said a shell had hit a bakery in Sumy on Monday. Minsk denies targeting civilians.", ["mayor"], []),
        ("The mayor said a shell had hit a bakery in Sumy on Monday. Minsk denied shelling the town.", ["mayor"], ["Minsk"]),
        ("The office has received allegations that soldiers executed nine men in Gao on Friday.", ["office"], []),
        (
            "Jets bombed a mill in Gao, the radio's correspondent reported, quoting medical sources.",
            ["medical sources", "radio's correspondent"],
            [],
        ),
        ("Gunmen abducted nine travellers near Kita on Sunday. Police spokesman Joe Tamu confirmed the incident.", ["Joe Tamu"], []),
        ("Gunmen shot nine men in Kita. The Dawn Front claimed the attack, but the army disputed the claim.", [], []),
        ("Shells hit a camp near Gao on Monday, killing four cooks. The army denied shelling the camp.", [], []),
        (
            "Nine people were killed when raiders attacked a mill in Mali on Monday, the mayor of nearby Koro, Musa Keita, said.",
            ["Musa Keita"],
            [],
        ),
        ("LAGOS: Nine men died in a bomb attack in Kano on Monday.", [], []),
        ("Policemen in Cocula shot nine students on Monday, witnesses said. The mayor has denied ordering the attack.", ["witnesses"], []),
        (
            "The Chadian army denied striking homes and said its forces had destroyed a Libyan post near Sebha on Monday.",
            ["Chadian army"],
            [],
        ),
        ("The mayor said jets had bombed a mill in Gao. Minsk neither confirmed nor denied the raid.", ["mayor"], []),
        ("Relatives said that the kidnappers had threatened to kill the hostages near Kita.", ["Relatives"], []),
        ("Nine farmers died, by the count of a priest, when gunmen raided a village near Kita on Friday.", [], []),
    ],
)
def test_who_tells_it_and_who_denies_it_are_kept_apart(text: str, sources: list[str], denied_by: list[str]) -> None:
    record = only(text)
    assert (record["sources"], record["denied_by"]) == (sources, denied_by)


def test_who_is_accused_of_what_is_denied_is_denied_to_have_done_it() -> None:
    record = only("Rabat denies that its drones bombed the depot at Tifariti in May, as Algiers alleges.")
    assert {(actor["status"], actor["by"]) for actor in record["actors"]} == {("denied", "Rabat")}


def test_what_a_deed_was_done_in_answer_to_is_taken_for_known() -> None:
    text = "The Dawn Front claimed a car bombing in Mopti on Friday, saying it was in retaliation for army air strikes in Kidal that killed 12 herders."
    strikes = next(record for record in read(text) if record["type"]["acled_sub_event"] == "Air/drone strike")
    assert strikes["sources"] == []
    assert [figure["source"] for figure in strikes["toll"]] == [None]


def test_who_blames_somebody_for_a_deed_does_not_tell_it() -> None:
    record = only(
        "The bombing of the water tower in Obo on Saturday, which killed four guards, was blamed on the Dawn Front by the governor."
    )
    assert (record["sources"], record["toll"][0]["source"]) == ([], None)


def test_who_denies_his_part_in_a_deed_takes_it_for_known() -> None:
    record = only("The Dawn Front denied responsibility for the shelling of Obo airport, in which a cleaner was wounded on Tuesday.")
    assert [(figure["source"], figure["polarity"]) for figure in record["toll"]] == [(None, "asserted")]


def test_who_speaks_for_the_publisher_of_a_transcript_is_no_source() -> None:
    text = (
        "ANCHOR: Good evening. Our correspondent in Dakar, Mary Hale, has more. Mary, what do we know?\n\n"
        "HALE: Gunmen raided a mine near Kita on Friday. The owners say that one guard was killed.\n\n"
        "ANCHOR: Thank you, Mary."
    )
    record = only(text)
    assert record["sources"] == ["owners"]
    assert read("MARY HALE, HOST:\n" + text.replace("ANCHOR", "HALE").replace("Mary Hale", "Ann Lee"))[0]["sources"] == ["owners"]
    assert [figure["source"] for figure in record["toll"]] == ["owners"]
