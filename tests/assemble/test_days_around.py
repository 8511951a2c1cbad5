"""Which day a record gets from what stands around it: nights, hours of a log, what was done about a deed, and since when."""

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


MONDAY, SUNDAY, NONE = "2021-06-14..2021-06-14", "2021-06-13..2021-06-13", "None..None"


@pytest.mark.parametrize(
    "words", ["in the night from Sunday to Monday", "on the night of Sunday to Monday", "between 11 p.m. Sunday and 2 a.m. Monday"]
)
def test_a_night_between_two_days_is_of_both(words: str) -> None:
    assert days(f"Gunmen killed two herders near Lokori {words}.") == ["2021-06-13..2021-06-14"]


@pytest.mark.parametrize("words", ["Three days after the murder", "Only three days after that killing"])
def test_days_after_a_deed_are_counted_from_the_day_told_right_before(words: str) -> None:
    text = f"Gunmen murdered a teacher in Tocoa on 3 June. {words}, police arrested a guard in Trujillo."
    assert days(text) == ["2021-06-03..2021-06-03", "2021-06-06..2021-06-06"]


def test_days_after_what_is_no_deed_are_not_counted() -> None:
    text = "Gunmen murdered a teacher in Tocoa on 3 June. Three days after the election, police arrested a guard in Trujillo."
    assert "2021-06-06..2021-06-06" not in days(text)


LOG = [
    "At 03:10 a drone hit a fuel lorry near Sofiya. The driver was killed.\nAt 05:45 a drone hit a bus near Sofiya.\nAt 06:20 a drone hit a van near Sofiya.",
    "0310hrs: A drone hit a fuel lorry near Sofiya. The driver was killed.\n0545hrs: A drone hit a bus near Sofiya.\n0620hrs: A drone hit a van near Sofiya.",
    "A drone hit a fuel lorry near Sofiya on Wednesday at 03:10. At 05:45 on Wednesday a drone hit a bus near Sofiya. At 06:20 on Wednesday a drone hit a van near Sofiya.",
]


@pytest.mark.parametrize("text", LOG)
def test_deeds_at_different_hours_are_apart(text: str) -> None:
    assert days(text) == ["2021-06-16..2021-06-16"] * 3


def test_a_live_report_goes_back_in_time_and_tells_of_one_happening() -> None:
    text = (
        "16:40 Police say three people have died in the attack at a tram stop in Brno.\n"
        "15:50 Four people were stabbed at a tram stop in Brno, witnesses say.\n15:31 An attack is reported in Brno."
    )
    assert days(text) == ["2021-06-16..2021-06-16"]


SEQUELS = [
    "Police on Monday were investigating the murder of a nurse in the town of Holm.",
    "On Monday a court sentenced three men for the murder of a nurse in the town of Holm.",
    "Prosecutors on Monday dropped charges in the murder of a nurse in the town of Holm.",
    "Friends gathered on Monday to remember a nurse who was shot dead in the town of Holm.",
]


@pytest.mark.parametrize("text", SEQUELS)
def test_the_day_of_what_was_done_about_a_deed_is_not_the_deeds(text: str) -> None:
    assert days(text) == [NONE]


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested 30 people on Monday during clashes in the town of Holm.",
        "Troops searched the village of Holm on Monday after an ambush that killed two soldiers.",
        "Police arrested two men on Monday and shot a third in the town of Holm.",
    ],
)
def test_the_day_of_what_was_done_at_the_time_is_the_deeds(text: str) -> None:
    assert set(days(text)) == {MONDAY}


@pytest.mark.parametrize("words", ["where he was pronounced dead early Monday", "where he died in surgery on Monday"])
def test_the_day_of_a_later_death_is_not_the_deeds(words: str) -> None:
    text = f"A clerk was shot in the town of Holm on Sunday night, the coroner says. He was taken to a hospital, {words}."
    assert days(text) == [SUNDAY]


def test_a_death_in_hospital_gives_the_day_if_no_more_is_told() -> None:
    assert days("A clerk who was shot in the town of Holm died in hospital on Monday.") == [MONDAY]


def test_how_long_a_video_is_makes_no_entry_of_a_log() -> None:
    assert days("0:45 Mayor speaks of the fair\n1:05 Gunmen kidnap two deputies in the town of Holm\n2:51 Rain ahead", PUBLISHED) == [NONE]


def test_the_date_of_a_post_that_is_quoted_is_when_it_was_written() -> None:
    assert days("3 people shot in the town of Holm. — Ann Lee (@annlee99) June 15, 2021 Police gave no day of the shooting.") == [NONE]


@pytest.mark.parametrize(
    "text",
    [
        "More than 200 people have been killed in Darfur since the fighting broke out in April.",
        "Since the war began in April, at least 31 medics have been killed in Darfur, the ministry said.",
        "The air force has bombed convoys several times since the civil war erupted in April.",
        "The country has seen four coups since the beginning of the crisis in April.",
    ],
)
def test_what_is_told_since_something_began_is_of_the_time_from_then_on(text: str) -> None:
    assert "2021-04-01..2021-06-16" in days(text)


def test_a_deed_since_when_something_holds_has_its_own_day() -> None:
    assert days("Thousands have fled Gressier since gunmen attacked it on 10 May.")[-1] == "2021-05-10..2021-05-10"


@pytest.mark.parametrize(("words", "first"), [("two days of fighting", "12"), ("a day of clashes", "13")])
def test_days_of_fighting_that_led_up_to_a_deed_are_its_days(words: str, first: str) -> None:
    assert days(f"Troops recaptured the town of Holm on Monday after {words}.") == [f"2021-06-{first}..2021-06-14"]


def test_days_in_captivity_are_not_those_of_the_release() -> None:
    assert days("Nine hostages were released in the town of Holm on Monday after two days in captivity.") == [MONDAY]


def test_what_came_soon_afterwards_is_of_the_day_told_before() -> None:
    text = "Gunmen shot dead a judge in the town of Kidal on Monday. Residents posted videos of lorries set ablaze in Aguelhok soon afterwards."
    assert days(text) == [MONDAY, MONDAY]


def test_a_time_behind_a_deed_is_the_deeds_whatever_was_done_about_it() -> None:
    assert (
        days("The court indicted four men over a shoot-out in the village of Holm in May in which a guard was killed.")[-1]
        == "2021-05-01..2021-05-31"
    )


def test_the_following_day_is_not_the_day_told_before() -> None:
    text = "Gunmen killed nine people near Kidal in April. Four men were arrested the following day in Bankass."
    assert days(text)[-1] == NONE


def test_the_week_before_is_a_week() -> None:
    text = "From 7 to 13 June, 31 civilians were killed in the region. The week before, 22 civilians were killed in the region."
    assert days(text)[-1] == "2021-05-31..2021-06-06"


def test_this_year_ends_for_what_is_told_on_the_day_of_writing() -> None:
    assert days("It is the third fatal stabbing in Salford this year.") == ["2021-01-01..2021-06-16"]


def test_who_died_where_he_was_taken_died_later() -> None:
    text = "A man was stabbed in the town of Holm on Sunday. He was taken to hospital, where he died in the early hours of Monday."
    assert days(text) == [SUNDAY]
