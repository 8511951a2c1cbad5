"""A part of a total that has a place of its own is a happening by itself: "killed 38 across the province, including 14 in a school in Tal Rif" (codebook, decision 2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.assemble.kinds import find_kind
from onrecord.assemble.tellings import Telling
from onrecord.model.reading import EventMention
from onrecord.model.values import Kind

REACH = 45  # characters between the number and the place that it is told of


def single_out(telling: Telling) -> Iterator[Telling]:
    """The telling without such parts, and a telling for each of them."""
    parts = dict(placed_parts(telling)) if find_kind(telling)[0] is Kind.TALLY else {}
    if not parts:
        yield telling
        return
    events = tuple(without(event, parts) for event in telling.events)
    yield replace(telling, events=events)
    for figure, place in parts.items():
        yield replace(telling, events=(of_part(telling, figure, place),))


def placed_parts(telling: Telling) -> Iterator[tuple[int, int]]:
    """Parts of the telling's own figures, each with the place that stands right behind it."""
    reading, numbers = telling.reading, telling.figure_ids
    starts = sorted(reading.figures[number].span.start for number in numbers)
    for number in numbers:
        figure = reading.figures[number]
        if figure.part_of not in numbers:
            continue
        end = figure.span.end
        limit = min([end + REACH, telling.lead.sentence_span.end, *(start for start in starts if start >= end)])
        near = reading.place_starts.within(end, limit)
        place = next((index for index in near if not reading.places[index].is_demonym), None)
        if place is not None:
            yield number, place


def without(event: EventMention, parts: dict[int, int]) -> EventMention:
    """The mention without what is told of the parts."""
    places = frozenset(parts.values())
    return replace(
        event,
        figures=tuple(number for number in event.figures if number not in parts),
        places=tuple(number for number in event.places if number not in places),
        near_places=tuple(number for number in event.near_places if number not in places),
    )


def of_part(telling: Telling, figure: int, place: int) -> EventMention:
    """The deed of the telling, told of one part."""
    span = telling.reading.figures[figure].span
    lead = replace(telling.lead, span=span, figures=(figure,), places=(place,), near_places=(), targets=(), victims=(), scopes=())
    return replace(lead, is_plural=False, is_definite=False, is_habitual=False, number=None)
