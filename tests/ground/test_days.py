"""Times are read as intervals of civil days against the day of publication."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from onrecord.extract.times.find import find_times
from onrecord.ground.calendar import season_bounds, step, thanksgiving, to_day, weekday_before
from onrecord.ground.days import find_dateline, ground_times, to_timex
from onrecord.model.values import Basis, TimeRef

DocOf = Callable[[str], Doc]
MONDAY = date(2013, 3, 11)


def read(doc: Doc, published: date | None = MONDAY) -> list[TimeRef | None]:
    return list(ground_times(find_times(doc), published=published))


def interval(ref: TimeRef | None) -> str:
    return f"{ref.earliest or ''}..{ref.latest or ''}" if ref else "none"


@pytest.mark.parametrize(
    ("sentence", "expected", "value"),
    [
        ("The post was shelled on Monday.", "2013-03-11..2013-03-11", "2013-03-11"),
        ("Nine were hurt between 30 December 2012 and 2 January 2013.", "2012-12-30..2013-01-02", "2012-12-30"),
        ("Nine were hurt in the week to 4 March 2013.", "2013-02-26..2013-03-04", "2013-03-04"),
        ("Nine were hurt in the month to 4 March 2013.", "2013-02-05..2013-03-04", "2013-03-04"),
        ("They struck at dawn on Sunday.", "2013-03-10..2013-03-10", "2013-03-10TMO"),
        ("A mine went off late Tuesday.", "2013-03-05..2013-03-05", "2013-03-05"),
        ("He was shot last Monday.", "2013-03-04..2013-03-04", "2013-03-04"),
        ("They will meet next Monday.", "2013-03-18..2013-03-18", "2013-03-18"),
        ("They will meet on Friday.", "2013-03-15..2013-03-15", "2013-03-15"),
        ("The bus was hit last week.", "2013-03-04..2013-03-10", "2013-W10"),
        ("The bus was hit on Friday last week.", "2013-03-08..2013-03-08", "2013-03-08"),
        ("The bus was hit last month.", "2013-02-01..2013-02-28", "2013-02"),
        ("The bus was hit earlier this month.", "2013-03-01..2013-03-10", "2013-03"),
        ("The camp fell just over a year ago.", "2012-01-01..2012-03-11", "2012"),
        ("The camp fell two days ago.", "2013-03-09..2013-03-09", "2013-03-09"),
        ("The camp fell on 3 March.", "2013-03-03..2013-03-03", "2013-03-03"),
        ("The camp fell on Nov. 13.", "2012-11-13..2012-11-13", "2012-11-13"),
        ("The vote will be held on Nov. 13.", "2013-11-13..2013-11-13", "2013-11-13"),
        ("The camp fell on the night of March 3-4.", "2013-03-03..2013-03-04", "2013-03-03TNI"),
        ("The camp fell between 3 and 5 May 2011.", "2011-05-03..2011-05-05", "2011-05-03"),
        ("It was shelled from March 30 to April 2, 2011.", "2011-03-30..2011-04-02", "2011-03-30"),
        ("They fought from Thursday to Saturday.", "2013-03-07..2013-03-09", "2013-03-07"),
        ("They fought overnight.", "2013-03-10..2013-03-11", "2013-03-10TNI"),
        ("The town has been cut off since mid-2012.", "2012-05-01..2013-03-11", "2012"),
        ("More than 300 people have been killed in two years of fighting.", "2011-03-11..2013-03-11", "P2Y"),
        ("Forty were killed over the past two weeks.", "2013-02-25..2013-03-11", "P2W"),
        ("Forty have been killed so far this year.", "2013-01-01..2013-03-11", "2013"),
        ("They held it for 40 minutes.", "..", "PT40M"),
        ("They were beaten in the 1990s.", "1990-01-01..1999-12-31", "199X"),
        ("It was destroyed last summer.", "2012-06-01..2012-08-31", "2012-SU"),
        ("It was destroyed last November.", "2012-11-01..2012-11-30", "2012-11"),
        ("It was destroyed on New Year's Eve.", "2012-12-31..2012-12-31", "2012-12-31"),
        ("It was bombed after 9/11.", "2001-09-11..2001-09-11", "2001-09-11"),
        ("They fired until 2011.", "..2011-12-31", "2011"),
        ("They met on 13/02/2013.", "2013-02-13..2013-02-13", "2013-02-13"),
        ("They met on 10/11/2012.", "2012-11-10..2012-11-10", "2012-11-10"),
        ("A car blew up at 5am on Sunday.", "2013-03-10..2013-03-10", "2013-03-10T05:00"),
        ("A car blew up at 00:40.", "..", "2013-03-11T00:40"),
        ("In the first nine months of 2012 forty died.", "2012-01-01..2012-09-30", "P9M"),
        ("In the last two weeks of 2012 forty died.", "2012-12-18..2012-12-31", "P2W"),
        ("It is the ninth well to be blown up since November.", "2012-11-01..2013-03-11", "2012-11"),
        ("Before dawn on 3 March a mine went off.", "2013-03-03..2013-03-03", "2013-03-03TMO"),
        ("Shells fell during the night.", "2013-03-10..2013-03-11", "2013-03-11TNI"),
        ("Inmates fought on Friday and Saturday.", "2013-03-08..2013-03-09", "2013-03-08"),
        ("A car blew up in the siege of 1992-95.", "1992-01-01..1995-12-31", "1992"),
    ],
)
def test_a_time_is_an_interval_of_days(sentence: str, expected: str, value: str, doc_of: DocOf) -> None:
    ref = read(doc_of(sentence))[0]
    assert (interval(ref), ref and ref.value) == (expected, value)


@pytest.mark.parametrize(
    "sentence",
    [
        "It fell on Monday.",
        "It fell on 3 March.",
        "It fell last week.",
        "It fell two days ago.",
        "It fell yesterday.",
        "It fell last summer.",
        "It fell in March.",
    ],
)
def test_without_a_day_of_publication_relative_times_stay_open(sentence: str, doc_of: DocOf) -> None:
    (ref,) = read(doc_of(sentence), None)
    assert ref is not None
    assert (ref.earliest, ref.latest, ref.basis) == (None, None, None)


def test_without_a_day_of_publication_full_dates_are_read(doc_of: DocOf) -> None:
    (ref,) = read(doc_of("It fell on 3 March 2011."), None)
    assert interval(ref) == "2011-03-03..2011-03-03"
    assert ref is not None
    assert ref.basis is Basis.STATED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The post fell on Friday. Two days later the army left.", "2013-03-10..2013-03-10"),
        ("The post fell on 3 May 2011. The next day the army left.", "2011-05-04..2011-05-04"),
        ("The post fell on 3 May 2011. He was shot that night.", "2011-05-03..2011-05-03"),
        ("The post fell on 3 May 2011. They left the following year.", "2012-01-01..2012-12-31"),
        ("A truce was signed. Two days later the army left.", ".."),
        ("In January 2011 they took nine men. A month later all were freed.", "2011-02-01..2011-02-28"),
        ("In January 2011 they took nine men. Two days later all were freed.", ".."),
    ],
)
def test_a_time_of_the_tale_is_counted_from_the_last_day_told(text: str, expected: str, doc_of: DocOf) -> None:
    assert interval(read(doc_of(text))[-1]) == expected


def test_a_time_after_a_happening_is_counted_from_its_day_or_stays_open(doc_of: DocOf) -> None:
    assert interval(read(doc_of("The raid came a day after Saturday's vote."))[0]) == "2013-03-10..2013-03-10"
    assert interval(read(doc_of("On Friday they met. The raid came a day after the vote."))[-1]) == ".."


@pytest.mark.parametrize("sentence", ["The road is now open.", "The market opens every Friday.", "Shops close weekly."])
def test_words_that_tell_no_day_of_a_happening_give_none(sentence: str, doc_of: DocOf) -> None:
    mentions = find_times(doc_of(sentence))
    (ref,) = ground_times(mentions, published=MONDAY)
    assert ref is None
    assert to_timex(mentions[0], ref)[1] in {"PRESENT_REF", "XXXX-WXX-5", "P1W"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TALOR, Ruvia, May 3, 2011 (Wire) -- Nine were killed on Monday.", "2011-05-02..2011-05-02"),
        ("Release 2011-05-A-12\n\nTALOR, Ruvia (May 3) - Nine were killed yesterday.", "2011-05-02..2011-05-02"),
        ("TALOR, Ruvia (May 3) - Nine were killed yesterday.", ".."),
        ("May 3: Forces search Talor\nRelease 2011-05-A-12\n\nNine were killed yesterday.", "2011-05-02..2011-05-02"),
    ],
)
def test_a_dateline_with_a_year_stands_for_the_day_of_publication(text: str, expected: str, doc_of: DocOf) -> None:
    assert interval(read(doc_of(text), None)[-1]) == expected


def test_a_dateline_is_given_to_who_asks(doc_of: DocOf) -> None:
    assert find_dateline(find_times(doc_of("TALOR, Ruvia, May 3, 2011 (Wire) -- Nine were killed."))) == date(2011, 5, 3)
    assert find_dateline(find_times(doc_of("Nine were killed on May 3, 2011."))) is None


def test_days_that_the_calendar_has_not_stay_open(doc_of: DocOf) -> None:
    assert interval(read(doc_of("It fell on 30 February 2011."))[0]) == ".."


def test_the_calendar_is_right_at_its_edges() -> None:
    assert to_day(2013, 2, 29) is None
    assert step(date(2012, 2, 29), "year", -1) == date(2011, 2, 28)
    assert step(date(1, 1, 1), "century", -50) == date.min
    assert season_bounds("WI", 2012) == (date(2012, 12, 1), date(2013, 2, 28))
    assert thanksgiving(2016) == date(2016, 11, 24)
    assert weekday_before(MONDAY, 1, inclusive=True) == MONDAY
    assert weekday_before(MONDAY, 1, inclusive=False) == MONDAY - timedelta(days=7)


WORDS = [
    "Monday",
    "last",
    "next",
    "the",
    "March",
    "30",
    "3",
    "2013",
    "0",
    "two",
    "9999",
    "years",
    "centuries",
    "ago",
    "-",
    "to",
    "night",
    "of",
    "overnight",
    "days",
    "later",
    "in",
    "1500s",
    "second",
    "quarter",
    "99",
    "31st",
    "century",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=20), st.dates() | st.none())
def test_whatever_is_written_its_first_day_is_not_after_its_last(words: list[str], published: date | None) -> None:
    mentions = find_times(Doc(Vocab(), words=words))
    refs = ground_times(mentions, published=published)
    assert len(refs) == len(mentions)
    assert all(ref is None or not (ref.earliest and ref.latest) or ref.earliest <= ref.latest for ref in refs)
    assert all(to_timex(mention, ref)[1] for mention, ref in zip(mentions, refs, strict=True))
