"""Which day a record gets: short reports of our own."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.model.text import Document
from onrecord.pipeline import read_document

PUBLISHED = date(2021, 6, 16)  # a Wednesday


def days(text: str, published: date | None = PUBLISHED) -> list[str]:
    """The interval of each record that ACLED has a type for, and of each tally."""
    document = Document(id="report", text=text, published=published, language="en")
    records = read_document(document).to_dict()["records"]
    kept = [record for record in records if record["kind"] == "tally" or record["type"]["acled_sub_event"]]  # type: ignore[attr-defined]
    return [f"{record['time']['earliest']}..{record['time']['latest']}" for record in kept]


@pytest.mark.parametrize(
    ("text", "days_of"),
    [
        ("In the week of 2-8 June, aid workers recorded nine shootings in Ituri, with 31 people killed.", "2021-06-02..2021-06-08"),
        ("Last week, the army said it had retaken the town of Bukeo.", "2021-06-07..2021-06-13"),
        ("On 9 June, the ministry said it had lost four soldiers near Bukeo.", "None..None"),
    ],
)
def test_a_period_that_opens_a_sentence_dates_the_deeds_as_well_as_the_words(text: str, days_of: str) -> None:
    assert days(text)[0] == days_of


MONDAY, SUNDAY, NONE = "2021-06-14..2021-06-14", "2021-06-13..2021-06-13", "None..None"


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed in air strikes by the Emirati army across the delta on Monday, the mayor said.",
        "Two sisters were shot dead and a cousin was wounded outside Limuru, Kenya, late Monday, officers said.",
        "Soldiers opened fire on farmers blocking a road near Sanaag on Monday, wounding six.",
        "Guards fired on miners protesting against last month's layoffs in the town of Kolwezi on Monday, killing two.",
    ],
)
def test_a_day_at_the_end_of_a_sentence_is_the_deeds(text: str) -> None:
    assert days(text)[0] == MONDAY


@pytest.mark.parametrize(
    "text",
    [
        "A roadside bomb in Tillaberi killed a colonel and two guards, the ministry said on Monday.",
        "The Hawks of the Delta said on Monday they had fired two rockets at a barracks in Tillaberi.",
        "The army confirmed Monday that its jets had bombed a village near Tillaberi, killing three women.",
    ],
)
def test_the_day_of_a_statement_is_not_the_deeds(text: str) -> None:
    assert days(text) == [NONE]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a bus near Kaya on Monday, killing seven passengers. Police later arrested two men at the scene.",
        "Troops searched houses in Kaya on Monday after a tip. They killed a gunman who fired at them.",
    ],
)
def test_a_deed_that_goes_on_from_a_dated_sentence_has_its_day(text: str) -> None:
    assert set(days(text)) == {MONDAY}


@pytest.mark.parametrize(
    "text",
    [
        "The council met in Kaya on Monday. Two drivers had been abducted near Dori.",
        "The council met in Kaya on Monday. Separately, gunmen abducted two drivers near Dori.",
        "A spokesman said on Monday that talks went on. Gunmen abducted two drivers near Dori.",
    ],
)
def test_what_is_set_apart_from_a_dated_sentence_has_no_day_from_it(text: str) -> None:
    assert days(text) == [NONE]


def test_a_year_right_before_a_noun_is_of_the_deed_unless_the_noun_is_told_by_it() -> None:
    assert days("In 2014 gunmen killed nine worshippers at a shrine in Herat.") == ["2014-01-01..2014-12-31"]
    assert days("Gunmen who opposed the 2014 accord killed nine worshippers at a shrine in Herat.") == [NONE]


def test_the_day_of_a_passage_is_a_claim_on_both_words() -> None:
    text = "Troops searched houses in Kaya on Monday. They killed a gunman."
    document = Document(id="report", text=text, published=PUBLISHED, language="en")
    records = read_document(document).to_dict()["records"]
    claims = [claim for record in records for claim in record["claims"] if claim["rule"] == "time.passage"]  # type: ignore[attr-defined]
    assert [[part["quote"] for part in claim["evidence"]] for claim in claims] == [["Monday", "killed"]]
    assert records[-1]["time"]["basis"] == "relative"  # type: ignore[index]


def test_a_day_without_a_day_of_publication_stays_open_in_its_passage_too() -> None:
    assert set(days("Troops searched houses in Kaya on Monday. They killed a gunman.", None)) == {NONE}


@pytest.mark.parametrize(
    "text",
    [
        "Two men were shot dead at a bar in Kisumu. The killings happened late on Monday, the sheriff said.",
        "A boy is dead after a shooting in Kisumu. Officers found him in the garden on Monday evening.",
    ],
)
def test_what_a_report_opens_with_has_the_day_that_the_next_sentence_gives(text: str) -> None:
    assert days(text)[0] == MONDAY


def test_a_day_that_another_deed_has_is_not_given_to_what_the_report_opens_with() -> None:
    assert days("Two men were shot dead at a bar in Kisumu. Police arrested a suspect on Monday.")[0] == NONE


@pytest.mark.parametrize(
    "text",
    [
        "On Monday two brothers were reported killed in an air strike on Shujaa.",
        "Border guards arrested a smuggler and seized a lorry near Taba on Monday.",
    ],
)
def test_a_day_is_that_of_what_is_reported_and_of_verbs_joined(text: str) -> None:
    assert set(days(text)) == {MONDAY}


def test_the_day_on_which_the_dead_are_found_is_the_last_possible_one() -> None:
    assert days("Two farmers were found dead in a well near Kaya on Monday.") == ["None..2021-06-14"]
    assert days("Gunmen shot two farmers near Kaya on Sunday. The bodies of the two were found in a well on Monday.")[0] == SUNDAY


def test_the_day_of_a_threat_is_not_that_of_what_is_threatened() -> None:
    assert days("The air force will bomb the port of Taba again, the defence minister warned on Monday.") == [NONE]


def test_the_day_of_a_claim_is_not_that_of_the_deed() -> None:
    assert days("Nobody could verify the claim by the Hawks, made on Monday, that they had shelled a checkpoint near Taba.") == [NONE]


def test_a_clock_time_takes_no_day_from_the_passage_away() -> None:
    text = "Gunmen stormed a mill in Gao on Monday. At about 3 p.m. they burned it. Hours later they killed two guards."
    assert set(days(text)) == {MONDAY}


def test_a_period_in_its_sentence_is_no_day_of_an_incident() -> None:
    assert days("Gunmen killed a teacher in Gao; schools there have been shut since early 2019.") == [NONE]


def test_a_time_before_the_verb_is_of_the_deed_in_its_subject() -> None:
    assert days("The three monks abducted in Nakhon on Sunday were freed on Monday.") == [SUNDAY, MONDAY]


def test_a_time_behind_an_accusation_is_of_what_somebody_is_accused_of() -> None:
    assert days("The navy was accused by a fishermen's union of burning nine boats in Chaungtha on Monday.") == [MONDAY]


def test_the_day_of_a_verb_joined_to_a_deed_is_not_the_deeds_if_the_deed_has_its_own() -> None:
    assert days("Raiders looted the mill of Kaya last week and came back on Monday to take the wheat.") == ["2021-06-07..2021-06-13"]


def test_what_a_raid_was_aimed_at_puts_it_in_no_future() -> None:
    assert set(days("Troops held nine men during raids aimed at breaking up a gang across Herat Monday.")) == {MONDAY}


def test_where_somebody_was_found_tells_no_words() -> None:
    assert days("Soldiers shot dead a man found in a cellar in Gao on Monday.") == [MONDAY]


def test_what_has_come_of_a_deed_stays_open_without_a_day_of_publication() -> None:
    assert days("Villagers in Gumla lynched a drover on 14 June 2021. Nine people have been arrested.", None)[-1] == "2021-06-14..None"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Villagers in Gumla lynched a drover on Monday. Nine people have been arrested.", "2021-06-16"),
        ("A man stabbed a waiter in Rennes on Monday. The suspect is in custody.", "2021-06-16"),
        ("Gunmen abducted six clerks near Kankara on Monday. Two of them have since been freed.", "2021-06-16"),
        ("A mob burned a chapel in Jos on Monday. By Tuesday 37 suspects had been arrested in three villages.", "2021-06-15"),
    ],
)
def test_what_has_come_of_a_deed_was_done_between_its_day_and_that_of_writing(text: str, last: str) -> None:
    assert days(text) == [MONDAY, f"2021-06-14..{last}"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Gunmen shot a clerk in Gao on Monday. A few hours later jets bombed a camp near Kidal.", MONDAY),
        ("Rockets hit a mill in Gao on Monday night. Hours later, jets bombed a camp near Kidal.", "2021-06-14..2021-06-15"),
    ],
)
def test_hours_later_is_the_same_day_or_the_one_after_a_night(text: str, day: str) -> None:
    assert days(text) == [MONDAY, day]


def test_what_somebody_had_done_before_is_a_happening_of_its_own() -> None:
    assert days("Police in Quito on Monday shot dead two men who had kidnapped a banker on Sunday.") == [MONDAY, SUNDAY]


@pytest.mark.parametrize(
    "text",
    [
        "Two bodies with gunshot wounds were found on Monday in a van near Kaya.",
        "Officers found Dan Reyes, 40, dead in a parked van in Laredo at 5 a.m. on Monday.",
    ],
)
def test_the_dead_died_by_the_day_on_which_they_are_found(text: str) -> None:
    assert days(text) == ["None..2021-06-14"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Last week, the army said it had retaken the town of Gao.", "2021-06-07..2021-06-13"),
        ("In April the Rights Commission recorded 42 abuses in Haiti, among them the murder of nine drivers.", "2021-04-01..2021-04-30"),
        (
            "On Monday, police said they had arrested three men over the killing of a driver in Durban on Saturday.",
            "2021-06-12..2021-06-12",
        ),
    ],
)
def test_a_period_that_opens_a_sentence_dates_what_is_told_but_a_day_does_not(text: str, day: str) -> None:
    assert days(text)[0] == day


def test_clashes_reported_in_a_town_have_its_day() -> None:
    assert (
        days("Clashes were reported in Tripoli from Sunday night to Monday morning. Nine people were hurt.")[0] == "2021-06-13..2021-06-14"
    )


def test_a_night_by_its_date_runs_to_the_next_day() -> None:
    assert days("Gunmen burned 20 huts in Ogoja on the night of 4 May, villagers said.") == ["2021-05-04..2021-05-05"]


@pytest.mark.parametrize(
    "text",
    [
        "Nine soldiers were killed in an ambush near Gao on Monday. Rebels have since surrounded the town of Gao and closed its roads.",
        "Nine clerks were shot in Gao on Monday. Police said a suspect had been arrested.",
    ],
)
def test_what_was_done_since_was_done_by_the_day_of_writing(text: str) -> None:
    assert days(text)[-1] == "2021-06-14..2021-06-16"


def test_what_was_done_before_a_later_step_is_of_the_tale() -> None:
    assert days("Troops raided a farm near Kaya on Monday. They gave first aid to two men before detaining them.")[-1] == MONDAY


def test_the_days_of_what_is_answered_are_not_those_of_the_tale() -> None:
    text = "Rebels shelled Kole on Monday in retaliation for raids last week. Police arrested two men in the town."
    assert set(days(text)) == {MONDAY}


def test_the_day_on_which_weapons_are_found_is_that_of_the_find() -> None:
    assert set(days("Border guards arrested a smuggler after discovering a weapons cache in Taba on Monday.")) == {MONDAY}


def test_what_has_been_done_is_not_dated_by_a_day_to_come() -> None:
    text = (
        "The vote will be held in Gao on 28 June. On that day the army will guard the polls in Gao. Police have arrested nine men over it."
    )
    assert all(day == NONE or day.split("..")[0] <= day.split("..")[1] for day in days(text))


@pytest.mark.parametrize(
    "head",
    [
        "14 June 2024\n\n",
        "Judge killed in Kidal\n\nJune 14, 2024\n\n",
        "Flash update no. 3 (as of 14 June 2024)\n\n",
        "Incident summary, Sector North | Friday 14 June 2024\n\n",
    ],
)
def test_a_date_that_stands_alone_at_the_head_is_the_day_of_writing(head: str) -> None:
    assert days(f"{head}Gunmen shot dead a judge in the town of Kidal on Wednesday.", None) == ["2024-06-12..2024-06-12"]


def test_dates_on_lines_of_their_own_are_a_diarys_days() -> None:
    text = (
        "Friday 14 March 2025\nArtillery shelled the village of Sofiya. Two women were killed.\n"
        "Saturday 15 March 2025\nGunmen shot dead a driver near Orikhiv."
    )
    assert days(text, None) == ["2025-03-14..2025-03-14", "2025-03-15..2025-03-15"]


def test_an_entry_of_a_live_report_is_of_its_day() -> None:
    text = (
        "17:45 Two people have been killed by a rocket that hit a bus in Lutsk, the mayor says. Four had died at the same stop in May 2020.\n\n"
        "16:30 Police have arrested nine protesters in Rivne.\n\n09:00 Good morning."
    )
    assert days(text)[0] == days(text)[-1] == "2021-06-16..2021-06-16"


def test_entries_of_a_log_are_happenings_apart_each_of_the_last_date() -> None:
    text = (
        "Log of Post 9\n\n3 May 2023\n07:15 Patrol fired upon by gunmen near Qinya; one soldier wounded.\n"
        "4 May 2023\n02:10 A rocket hit the post near Qinya. No casualties."
    )
    assert days(text, None) == ["2023-05-03..2023-05-03", "2023-05-04..2023-05-04"]


def test_a_time_of_day_in_running_text_gives_no_day() -> None:
    assert days("10:15 was the time on his watch. Gunmen shot dead a judge in the town of Kidal.", None) == [NONE]
