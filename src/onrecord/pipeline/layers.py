"""What each layer of reading found in a report, as spans: for people who tune rules, doubt a record or measure."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.ground.days import to_timex
from onrecord.model.reading import Grounding, Reading
from onrecord.model.records import Json
from onrecord.model.text import Document, Span
from onrecord.pipeline.layer import Layer
from onrecord.pipeline.run import parse_and_ground
from onrecord.settings import Settings

DEMONYM = "place.demonym"
VENUE = "place.venue"


def span_json(span: Span | None) -> list[int] | None:
    """Start and end, or None."""
    return [span.start, span.end] if span else None


def bounds(span: Span) -> Json:
    """Start and end as keys."""
    return {"start": span.start, "end": span.end}


def list_attributions(reading: Reading, _: Grounding) -> list[Json]:
    """Source, cue and content of what is attributed."""
    return [
        {
            "source": span_json(said.source),
            "cue": span_json(said.cue),
            "content": span_json(said.content),
            "name": said.source_name,
            "rule": said.rule,
        }
        for said in reading.attributions
    ]


def list_times(reading: Reading, grounding: Grounding) -> list[Json]:
    """Time expressions with TIMEX3 type and value, also where the day stays open."""
    return [
        {**bounds(mention.span), "type": kind, "value": value, "rule": mention.rule}
        for mention, ref in zip(reading.times, grounding.times, strict=True)
        for kind, value in [to_timex(mention, ref)]
    ]


def list_places(reading: Reading, grounding: Grounding) -> list[Json]:
    """Names of places with coordinates, also as part of an organisation's name; words for a country's people, and hotels, malls and the like, are left out."""
    return [
        {
            **bounds(mention.span),
            "latitude": ref.place.latitude if ref.place else None,
            "longitude": ref.place.longitude if ref.place else None,
            "rule": mention.rule,
        }
        for mention, ref in zip(reading.places, grounding.places, strict=True)
        if mention.rule not in {DEMONYM, VENUE}
    ]


def list_actors(reading: Reading, grounding: Grounding) -> list[Json]:
    """Actors with their entry in the list."""
    return [
        {
            **bounds(mention.span),
            "name": mention.name,
            "actor_id": ref.id,
            "kind": ref.kind,
            "rule": mention.rule,
        }
        for mention, ref in zip(reading.actors, grounding.actors, strict=True)
    ]


def list_counts(reading: Reading, _: Grounding) -> list[Json]:
    """Figures with their bounds."""
    return [
        {
            **bounds(figure.span),
            "harm": str(figure.harm),
            "low": figure.count.low,
            "high": figure.count.high,
            "victims": figure.victims,
            "rule": figure.rule,
        }
        for figure in reading.figures
    ]


def list_triggers(reading: Reading, _: Grounding) -> list[Json]:
    """Words that tell of a happening."""
    return [
        {**bounds(event.span), "plover": event.plover, "acled_sub_event": event.sub_event, "rule": event.rule} for event in reading.events
    ]


LAYERS: dict[str, Callable[[Reading, Grounding], list[Json]]] = {
    "attribution": list_attributions,
    "time": list_times,
    "place": list_places,
    "actor": list_actors,
    "count": list_counts,
    "trigger": list_triggers,
}


def read_layer(document: Document, layer: str, *, settings: Settings | None = None) -> Layer:
    """The spans of one layer, as the scorers read them.

    Raises:
        KeyError: if there is no such layer.
    """
    list_spans = LAYERS[layer]
    reading, grounding = parse_and_ground(document, settings or Settings())
    return Layer(document=document, name=layer, spans=tuple(list_spans(reading, grounding)))
