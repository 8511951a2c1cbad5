"""Which of two moments of publication is clearly the earlier one."""

from __future__ import annotations

import pytest

from onrecord.link.moments import find_latest, is_earlier, read_moment


@pytest.mark.parametrize("words", [None, "", "yesterday", "2024-13-01", "0001-01-01", "9999-12-31"])
def test_what_is_no_moment_is_not_known(words: str | None) -> None:
    assert read_moment(words) is None
    assert not is_earlier(words, "2024-03-07")
    assert not is_earlier("2024-03-07", words)


def test_a_time_without_a_zone_is_its_day() -> None:
    assert read_moment("2024-03-07T09:11:00") == read_moment("2024-03-07")


def test_of_days_and_times_all_are_the_latest_that_none_clearly_follows() -> None:
    assert find_latest([None, "2024-03-01", "2024-03-07", "2024-03-07T12:00:00Z"]) == {"2024-03-07", "2024-03-07T12:00:00Z"}


def test_where_no_moment_is_known_none_is_later() -> None:
    assert find_latest([None, "soon"]) == {None, "soon"}
