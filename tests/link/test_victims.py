"""Who victims are said to be, and which figures are of some of them."""

from __future__ import annotations

import pytest
from tests.link.accounts import actor, killed

from onrecord.link.victims import is_part, status_of


@pytest.mark.parametrize(
    ("victims", "status"),
    [
        ("civilians", "civilians"),
        ("seven children", "civilians"),
        ("border guards", "fighters"),
        ("people", None),
        ("men", None),
        (None, None),
    ],
)
def test_only_words_that_tell_a_status_give_one(victims: str | None, status: str | None) -> None:
    targets = [actor("the border guards", kind="State forces"), actor("people", kind="Civilians")]
    assert status_of(victims, targets) == status


@pytest.mark.parametrize(
    ("victims", "part"), [("civilians", True), ("embassy staff", True), ("people", False), ("one", False), (None, False)]
)
def test_that_none_of_a_kind_came_to_harm_is_a_part(victims: str | None, *, part: bool) -> None:
    assert is_part({**killed(0), "victims": victims}) is part
    assert not is_part({**killed(3), "victims": victims})
