"""What was considered and not taken: deeds that became no record, and words beside a happening that are not its day, place or figure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from onrecord.model.claims import Polarity
from onrecord.model.mentions import PlaceMention, SetAside, TimeMention
from onrecord.model.reading import EventMention, Reading
from onrecord.model.records import Dropped, Record
from onrecord.model.text import Document, Span
from onrecord.model.values import Reach, Realis

LITTLE_KNOWN = "aside.little-known"
OTHER_TIME = "aside.time"
DURATION = "aside.duration"
OTHER_PLACE = "aside.place"
PLAIN = "factuality.plain"
BESIDE = frozenset({Reach.HARM, Reach.AFTERMATH, Reach.SCENE})


def find_dropped(document: Document, reading: Reading, records: Sequence[Record]) -> tuple[Dropped, ...]:
    """What the sentences of happenings say beside the values of the records, in text order."""
    sentences = sorted({event.sentence_span for event in reading.events})
    starts = [sentence.start for sentence in sentences]
    told: dict[Span, list[str]] = {}  # by sentence the records that it tells of
    cited: dict[str, set[Span]] = {}  # by record the words that its claims rest on
    for record in records:
        cited[record.id] = {evidence.span for claim in record.claims for evidence in claim.evidence}
        for mention in record.mentions:
            number = bisect_right(starts, mention.span.start) - 1
            told.setdefault(sentences[number], []).append(record.id)

    def records_at(span: Span) -> tuple[str, ...]:
        number = bisect_right(starts, span.start) - 1
        if number < 0 or span.start >= sentences[number].end:
            return ()
        return tuple(dict.fromkeys(told.get(sentences[number], ())))

    asides = [*reading.set_aside, *list_times(reading.times), *list_places(reading.places)]
    rows = [
        Dropped(slot=aside.slot, evidence=document.quote(aside.span), rule=aside.rule, records=near)
        for aside in asides
        if (near := records_at(aside.span)) and not any(aside.span in cited[record] for record in near)
    ]
    rows += list_deeds(document, reading, {mention.span for record in records for mention in record.mentions})
    return tuple(sorted(rows, key=lambda row: (row.evidence.span, row.slot, row.rule)))


def list_times(times: Sequence[TimeMention]) -> Iterator[SetAside]:
    """Times, each to be set aside unless a record has it."""
    for time in times:
        yield SetAside(span=time.span, slot="time", rule=DURATION if time.type == "DURATION" else OTHER_TIME)


def list_places(places: Sequence[PlaceMention]) -> Iterator[SetAside]:
    """Places by name, each to be set aside unless a record has it."""
    for place in places:
        if not place.is_demonym:
            yield SetAside(span=place.span, slot="place", rule=OTHER_PLACE)


def list_deeds(document: Document, reading: Reading, recorded: set[Span]) -> Iterator[Dropped]:
    """Words for deeds that are on no record: told as not real, or with too little known."""
    for event in reading.events:
        if event.span not in recorded:
            yield Dropped(slot="happened", evidence=document.quote(event.span), rule=why_no_record(event, reading))


def why_no_record(event: EventMention, reading: Reading) -> str:
    """The rule by which the deed is not told as a fact, or is none of violence, else that too little is known about it."""
    told = event.factuality
    lookalike = next((one.rule for one in reading.lookalikes if one.reach in BESIDE and event.sentence_span.overlaps(one.span)), None)
    if lookalike is not None:
        return lookalike
    is_fact = told.realis is Realis.ACTUAL and told.factuality.polarity is not Polarity.NEGATIVE
    return LITTLE_KNOWN if is_fact or told.rule == PLAIN else told.rule
