"""Claims: what a record's values rest on, with who says it and how surely."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model.claims import Attribution, Claim, Factuality
from onrecord.model.mentions import AttributionMention
from onrecord.model.reading import EventMention, Grounding, Reading
from onrecord.model.text import Document, Evidence, Span

DENIAL = "deny"
ENCODER = json.JSONEncoder(ensure_ascii=True, sort_keys=True, default=str)
ID_LENGTH = 16  # hex digits: 64 bits, no collision to fear in one archive


def digest(*parts: object) -> str:
    """A short id made of content."""
    return hashlib.sha256(ENCODER.encode(parts).encode()).hexdigest()[:ID_LENGTH]


def make_record_id(document: Document, first: Span) -> str:
    """The id of a record: the text's digest with the place and words of its first mention."""
    return digest(document.sha256, first.start, document.quote(first).quote)


def is_happening(said: AttributionMention, reading: Reading) -> bool:
    """True of "the carnage underscores that": no somebody speaks."""
    if said.source is None or said.source_actor is not None:
        return False
    first = bisect_left(reading.events, said.source.start, key=lambda event: event.span.start)
    last = bisect_left(reading.events, said.source.end, key=lambda event: event.span.start)
    return any(event.token == said.source_token and event.is_noun for event in reading.events[first:last])


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What claims of one document are made from."""

    document: Document
    reading: Reading
    grounding: Grounding
    country: str | None = None  # where its happenings are, ISO code: that of the first one with a place, else the report's

    def quote(self, span: Span) -> Evidence:
        """The words of a span."""
        return self.document.quote(span)

    def attributions(self, chain: Iterable[int]) -> tuple[Attribution, ...]:
        """Attributions of the report as a claim carries them."""
        return tuple(self.attribution(self.reading.attributions[number]) for number in chain)

    def attribution(self, mention: AttributionMention) -> Attribution:
        """One attribution with the words of its source and cue."""
        spans = sorted(span for span in (mention.source, mention.cue) if span is not None)
        actor = mention.source_actor
        return Attribution(
            source=mention.source_name,
            cue=self.quote(mention.cue).quote,
            voice=mention.voice,
            evidence=tuple(self.quote(span) for span in spans),
            actor_id=self.grounding.actors[actor].id if actor is not None else None,
        )

    def chain_at(self, span: Span) -> tuple[int, ...]:
        """Attributions whose content holds a span, outermost first."""
        return self.reading.chains.at(span)

    def teller(self, chain: Iterable[int]) -> AttributionMention | None:
        """The innermost named source of a chain: who gives it; who denies it gives it only where nobody tells it."""
        told = (self.reading.attributions[number] for number in reversed(tuple(chain)))
        named = [said for said in told if said.source_name and not is_happening(said, self.reading)]
        return next((said for said in named if said.stance != DENIAL), named[0] if named else None)

    def speaker(self, chain: Iterable[int]) -> str | None:
        """The name of who gives it."""
        said = self.teller(chain)
        return said.source_name if said else None


@dataclass(frozen=True, slots=True)
class ClaimMaker:
    """Makes the claims of one record."""

    record: str
    source: Source

    def make(  # noqa: PLR0913 - a claim has that many parts
        self,
        slot: str,
        value: object,
        *,
        spans: Iterable[Span],
        rule: str,
        chain: Iterable[int] = (),
        factuality: Factuality | None = None,
        score: float = 0.7,
    ) -> Claim:
        """A claim on a slot; its id is made of all that it says."""
        evidence = tuple(self.source.quote(span) for span in dict.fromkeys(spans))
        attribution = self.source.attributions(chain)
        spots = [(item.span.start, item.span.end) for item in evidence]
        names = [(item.source, item.cue) for item in attribution]
        return Claim(
            id=digest(self.record, slot, value, spots, names, rule),
            slot=slot,
            value=value,
            factuality=factuality or Factuality(),
            attribution=attribution,
            evidence=evidence,
            rule=rule,
            score=score,
        )

    def of_event(self, slot: str, value: object, event: EventMention, *, rule: str, spans: Iterable[Span] = ()) -> Claim:
        """A claim that rests on a mention, its speakers and its certainty."""
        return self.make(
            slot,
            value,
            spans=tuple(spans) or (event.span,),
            rule=rule,
            chain=event.attributions,
            factuality=event.factuality.factuality,
        )
