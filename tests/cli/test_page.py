"""The page for a person: order, words, and reports that try to steer the terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from tests.sample import TEXT, Json, figure, record, sample_result

from onrecord.cli.page import print_page, quotes
from onrecord.cli.words import actor_words, clean, count_words, day_words, figure_words, type_words


def page(result: Json, *, text: str = TEXT, width: int = 80, colour: bool = False) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=colour, color_system="truecolor" if colour else None, highlight=False)
    print_page(result, text=text, console=console)
    return stream.getvalue()


def test_the_newest_happening_stands_first_unknown_days_last_and_totals_apart_at_the_end() -> None:
    shown = page(sample_result())
    places = [
        shown.index(words) for words in ("Threaten (violent)", "Armed clash", "Consult", "Totals over", "about 40 people", "Warnings")
    ]
    assert places == sorted(places)


def test_a_record_tells_type_day_place_who_and_on_whose_word() -> None:
    shown = page(sample_result(), width=120)
    assert "Armed clash · 5 May 2024 (“at dawn on Sunday”) · 4 km from Keldin, Valdoria" in shown
    assert "who Dawn Front (claimed) → police post" in shown
    assert "killed at least 3 officers  “at least three officers”  says the mayor" in shown
    assert "injured 2 children (part)" in shown
    assert "told by the mayor (told as probable)" in shown
    assert "denied by The army" in shown
    assert "Threaten (violent) (planned)" in shown
    assert "counted by Valley Monitor as of 2024-05-06" in shown


def test_the_quoted_words_are_the_sentence_of_each_mention() -> None:
    assert "“The Dawn Front said it had carried out the attack.”" in page(sample_result())


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(map(len, page(sample_result(), width=width).splitlines())) <= width


def test_without_colours_there_is_nothing_but_text_and_no_space_at_line_ends() -> None:
    shown = page(sample_result())
    assert "\x1b" not in shown
    assert "\x1b" in page(sample_result(), colour=True)


def test_an_empty_result_is_a_page_too() -> None:
    shown = page({**sample_result(), "records": [], "warnings": []})
    assert "0 happenings · 0 totals" in shown
    assert "Warnings" not in shown


def test_markup_and_control_characters_of_a_report_do_nothing() -> None:
    hostile = "[red]Gunmen[/red] \x1b[31mstormed\x1b[0m\x07 the [/] :bomb: \u202epost\u202c\u2028 x"
    result = sample_result()
    start = hostile.index("stormed")
    result["records"] = [{**record(1, "stormed"), "mentions": [{"start": start, "end": start + 7, "quote": "stormed"}]}]
    shown = page(result, text=hostile, colour=True)
    assert "[red]Gunmen[/red]" in shown
    assert "\x07" not in shown
    assert "\x1b[31m" not in shown
    assert "\u202e" not in shown
    assert ":bomb:" in shown


def test_wide_characters_keep_the_columns() -> None:
    result = sample_result()
    result["document"] = {**result["document"], "title": "爆弾攻撃 " * 30}  # type: ignore[dict-item]
    assert page(result).startswith("爆弾攻撃")


@pytest.mark.parametrize(
    ("count", "words"),
    [
        ((48, 48, 48), "48"),
        ((3, None, None), "at least 3"),
        ((70001, None, None), "at least 70,001"),
        ((None, None, 20), "at most 20"),
        ((20, None, 30), "20 to 30"),
        ((0, 0, 0), "none"),
        ((2, None, 2), "2"),
        ((None, None, None), "number not told"),
    ],
)
def test_a_figure_says_its_bounds_in_words(count: tuple[int | None, int | None, int | None], words: str) -> None:
    assert count_words(*count) == words


def test_a_figure_may_be_approximate_a_part_or_denied() -> None:
    assert figure_words(figure("killed", 40, 40, 40, approx=True)) == "about 40"
    assert figure_words(figure("killed", 2, 2, 2, part_of_total=True, victims="children")) == "2 children (part)"
    assert figure_words(figure("killed", 2, 2, 2, polarity="denied")) == "2 (denied)"


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2013-03-11", "2013-03-11", "11 March 2013"),
        ("2013-03-04", "2013-03-10", "4–10 March 2013"),
        ("2013-02-25", "2013-03-03", "25 February – 3 March 2013"),
        ("2012-12-31", "2013-01-01", "31 December 2012 – 1 January 2013"),
        ("2013-03-11", None, "11 March 2013 or later"),
        (None, "2013-03-11", "11 March 2013 or earlier"),
        (None, None, "day not known"),
    ],
)
def test_days_are_as_short_as_they_can_be_said(earliest: str | None, latest: str | None, words: str) -> None:
    assert day_words({"time": {"earliest": earliest, "latest": latest}}) == words


def test_a_type_without_a_name_in_acled_has_plover_s() -> None:
    assert type_words({"type": {"plover": "CONSULT", "plover_mode": "visit", "acled_sub_event": None}}) == "Consult (visit)"
    assert type_words({}) == "Kind not told"


@pytest.mark.parametrize(
    ("status", "by", "words"),
    [
        ("stated", None, "rebels"),
        ("claimed", "rebels", "rebels (claimed)"),
        ("accused", "the army", "rebels (accused by the army)"),
        ("denied", None, "rebels (denied)"),
    ],
)
def test_an_actor_says_on_whose_word(status: str, by: str | None, words: str) -> None:
    assert actor_words({"name": "rebels", "status": status, "by": by}) == words


def test_cleaning_leaves_letters_of_every_script() -> None:
    assert clean("حمص \u200d e\u0301 \U0001f4a5") == "حمص \u200d e\u0301 \U0001f4a5"


def test_two_triggers_of_one_sentence_give_one_quote() -> None:
    assert page(sample_result(), width=200).count("Gunmen stormed a police post") == 1


@pytest.mark.parametrize("opening", ["The army said Gen. Hassan ", "The U.S. envoy ", "They fell back... inflicting losses, and "])
def test_a_title_or_a_pause_does_not_end_a_sentence(opening: str) -> None:
    text = f"It was quiet. {opening}attacked."
    start = text.index("attacked")
    entry = {"mentions": [{"start": start, "end": start + 8, "quote": "attacked"}]}
    assert [quote.plain for quote in quotes(entry, text)] == [f"“{opening}attacked.”"]


def test_of_a_very_long_sentence_the_words_around_the_trigger_are_shown() -> None:
    text = "so " * 600 + "attacked" + " so" * 600
    entry = {"mentions": [{"start": 1800, "end": 1808, "quote": "attacked"}]}
    shown = quotes(entry, text)[0].plain
    assert shown.startswith("“…")
    assert shown.endswith("…”")
    assert len(shown) < 500
