"""Values refuse to be wrong."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InvalidValueError
from onrecord.model.claims import Certainty, Claim, Factuality, Polarity
from onrecord.model.text import Document, Evidence, Span
from onrecord.model.values import Count, PlaceRef, TimeRef


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2)])
def test_a_span_is_never_empty_nor_reversed(start: int, end: int) -> None:
    with pytest.raises(InvalidValueError, match="0 <= start < end"):
        Span(start, end)


def test_spans_overlap_contain_and_cover() -> None:
    assert Span(0, 3).overlaps(Span(2, 5))
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 9).contains(Span(2, 5))
    assert Span(2, 5).cover(Span(7, 9)) == Span(2, 9)


def test_a_quote_is_as_long_as_its_span() -> None:
    with pytest.raises(InvalidValueError, match="as long as"):
        Evidence(Span(0, 4), "abc")


@given(st.text(min_size=1), st.data())
def test_a_quote_is_the_text_at_its_offsets(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert Document(id="d", text=text).quote(Span(start, end)).quote == text[start:end]


@pytest.mark.parametrize(("low", "best", "high"), [(3, 2, None), (None, 5, 4), (-1, None, None), (9, None, 8)])
def test_a_count_keeps_its_order(low: int | None, best: int | None, high: int | None) -> None:
    with pytest.raises(InvalidValueError, match="low <= best <= high"):
        Count(low=low, best=best, high=high)


def test_a_time_does_not_end_before_it_begins() -> None:
    with pytest.raises(InvalidValueError, match="earliest <= latest"):
        TimeRef(earliest=date(2020, 2, 2), latest=date(2020, 2, 1), text="x", basis=None)


@pytest.mark.parametrize("precision", [0, 8])
def test_precision_is_ucdps_one_to_seven(precision: int) -> None:
    with pytest.raises(InvalidValueError, match="1 to 7"):
        PlaceRef(name="Aleppo", precision=precision)


@pytest.mark.parametrize(("certainty", "polarity"), [(Certainty.UNKNOWN, Polarity.POSITIVE), (Certainty.PROBABLE, Polarity.UNKNOWN)])
def test_factuality_is_one_of_factbanks_pairs(certainty: Certainty, polarity: Polarity) -> None:
    with pytest.raises(InvalidValueError):
        Factuality(certainty, polarity)


def test_no_evidence_no_claim() -> None:
    with pytest.raises(InvalidValueError, match="evidence"):
        Claim(id="c", slot="toll", value={}, factuality=Factuality(), attribution=(), evidence=(), rule="r", score=0.5)
