"""Codes of PLOVER and ACLED."""

from __future__ import annotations

import pytest

from onrecord.errors import UnknownCodeError
from onrecord.vocab.codes import acled_inter, acled_sub_events, event_type, plover_modes, plover_types, types_told_alone


def test_all_types_of_both_standards_are_there() -> None:
    assert (len(plover_types()), len(acled_sub_events()), len(acled_inter())) == (16, 25, 8)
    assert {of for of, _ in plover_modes()} < set(plover_types())


def test_the_acled_event_follows_from_the_sub_event() -> None:
    assert event_type("ASSAULT", "aerial", "Air/drone strike").acled_event == "Explosions/Remote violence"


def test_diplomacy_has_no_acled_code() -> None:
    assert event_type("CONSULT", "visit").acled_event is None


@pytest.mark.parametrize(
    ("codes", "fault"),
    [
        (("ASSALT",), "no PLOVER type 'ASSALT'; did you mean 'ASSAULT'"),
        (("CONSULT", "aerial"), "no mode 'aerial' of PLOVER type CONSULT; it has multilateral"),
        (("ASSAULT", None, "Air strike"), "did you mean 'Air/drone strike'"),
    ],
)
def test_an_unknown_code_is_refused(codes: tuple[str, ...], fault: str) -> None:
    with pytest.raises(UnknownCodeError, match=fault):
        event_type(*codes)


def test_types_told_of_one_side_are_plovers() -> None:
    assert {"ASSAULT", "RETREAT"} <= types_told_alone() < set(plover_types())
