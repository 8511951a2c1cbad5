"""Who acts, and to whom it is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.assemble.claims import ClaimMaker, Source
from onrecord.assemble.tellings import Telling, is_any_same, is_same_name
from onrecord.model.claims import Claim, Voice
from onrecord.model.names import normal_name
from onrecord.model.reading import EventMention, Filler, Responsibility
from onrecord.model.records import Json
from onrecord.vocab.lists import nobody, vague_targets

# What a record says of an actor when several tellings differ: their own word first, then the report's, then others'.
STATUS_ORDER = ("claimed", "stated", "accused", "suspected", "denied")
FORCES = frozenset({"State forces", "External/Other forces"})
SETTLED = frozenset({"stated", "claimed"})
NON_STATE = frozenset({"Rebel group", "Political militia", "Identity militia", "other"})
THIRD_PERSON = frozenset({"he", "she", "they", "it", "him", "her", "them"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One telling's word on an actor."""

    filler: Filler
    event: EventMention
    status: str
    by: str | None
    responsibility: Responsibility | None = None


def find_actors(tellings: Sequence[Telling], maker: ClaimMaker, denied_by: Sequence[str] = ()) -> tuple[list[Json], list[Claim]]:
    """Rows of the actors, one a name, and a claim for each word on them; what is left out of the rows stays a claim.

    Who is accused of what somebody denies has happened is denied to have done it.
    """
    source = maker.source
    said = [word for telling in tellings for event in telling.events for word in words_of(event, source) if can_act(word, source)]
    rows: list[Json] = []
    for name, group in by_name(leave_out_repeated(leave_out_nameless(said, source), source)):
        best = min(group, key=lambda word: STATUS_ORDER.index(word.status))
        word = {"status": best.status, "by": best.by}
        if best.status == "accused" and denied_by:
            word = {"status": "denied", "by": denied_by[0]}
        rows.append({**actor_json(name, best.filler, source), **word})
    return rows, [actor_claim(word, actor_json(word.filler.name, word.filler, source), maker) for word in said]


def words_of(event: EventMention, source: Source) -> list[Word]:
    """What one mention says of its actors, and what others say of who is responsible."""
    speaker = source.speaker(event.attributions)
    words = [
        Word(filler=filler, event=event, status=status_of(filler, speaker), by=speaker)
        for filler in event.actors
        if is_named(filler, source)
    ]
    said = (
        Word(filler=word.party, event=event, status=word.status, by=word.by, responsibility=word)
        for word in event.responsibilities
        if not is_speaking_of_others(word.party, word.by, source)
    )
    return [*words, *said]


def status_of(filler: Filler, speaker: str | None) -> str:
    """Status of an actor named by a telling: in the report's own voice, by the actor's own word, or by somebody else's."""
    if speaker is None:
        return "stated"
    return "claimed" if is_same_name(filler.name, speaker) else "accused"


def is_speaking_of_others(filler: Filler, speaker: str | None, source: Source) -> bool:
    """True for "they" in a direct quotation where it was taken for the speaker: who speaks of himself says "we"."""
    if speaker is None or not is_same_name(filler.name, speaker) or source.quote(filler.span).quote.lower() not in THIRD_PERSON:
        return False
    chain = [source.reading.attributions[number] for number in source.chain_at(filler.span)]
    return any(said.voice is not Voice.INDIRECT for said in chain)


def is_named(filler: Filler, source: Source) -> bool:
    """False for a pronoun that stands for nobody known."""
    if filler.actor is None:
        return True
    mention = source.reading.actors[filler.actor]
    return not mention.is_pronoun or normal_name(mention.name) != normal_name(filler.name)


def can_act(word: Word, source: Source) -> bool:
    """False for civilians at large in a violent deed: "people", "children" do not bomb; the parser took its victims for its doers."""
    number = word.filler.actor
    if number is None or word.event.plover != "ASSAULT" or word.responsibility is not None:
        return True
    mention = source.reading.actors[number]
    return not (mention.is_generic and mention.is_plural and source.grounding.actors[number].kind == "Civilians")


def leave_out_repeated(words: list[Word], source: Source) -> list[Word]:
    """A force named by its class alone ("the army", "the assault force") is the force of that state that was named before."""
    kept: list[Word] = []
    for word in words:
        kind = kind_of(word, source)
        is_again = (
            kind in FORCES
            and is_class_only(word, source)
            and any(kind_of(other, source) == kind and other.status in SETTLED for other in kept)
        )
        if not is_again or any(is_same_name(other.filler.name, word.filler.name) for other in kept):
            kept.append(word)
    return kept


def is_class_only(word: Word, source: Source) -> bool:
    """True for a name without a country or a proper name in it."""
    number = word.filler.actor
    return number is not None and source.reading.actors[number].is_generic and source.reading.actors[number].country is None


def leave_out_nameless(words: list[Word], source: Source) -> list[Word]:
    """Where a group is named, its nameless actor is left out (codebook): "a suicide bomber" beside the Taliban."""

    def is_nameless(word: Word) -> bool:
        number = word.filler.actor
        return number is None or (source.reading.actors[number].is_generic and source.grounding.actors[number].id is None)

    named = {word.status for word in words if not is_nameless(word) and kind_of(word, source) in NON_STATE}
    settled = bool(named & {"stated", "claimed"})
    return [word for word in words if not (is_nameless(word) and kind_of(word, source) in NON_STATE and (settled or word.status in named))]


def kind_of(word: Word, source: Source) -> str:
    """ACLED's kind of an actor."""
    number = word.filler.actor
    return source.grounding.actors[number].kind if number is not None else "other"


def by_name(words: Iterable[Word]) -> list[tuple[str, list[Word]]]:
    """Words gathered under one name each; the first name is kept."""
    groups: list[tuple[str, list[Word]]] = []
    for word in words:
        group = next((group for name, group in groups if is_same_name(name, word.filler.name)), None)
        if group is None:
            groups.append((word.filler.name, [word]))
        else:
            group.append(word)
    return groups


def actor_json(name: str, filler: Filler, source: Source) -> Json:
    """Name, id and kind of an actor or target."""
    ref = source.grounding.actors[filler.actor] if filler.actor is not None else None
    return {"name": name, "actor_id": ref.id if ref else None, "kind": ref.kind if ref else "other"}


def actor_claim(word: Word, ref: Json, maker: ClaimMaker) -> Claim:
    """One word on an actor as a claim."""
    value = {**ref, "status": word.status}
    spans = [word.filler.span, word.responsibility.cue] if word.responsibility else [word.filler.span]
    rule = word.responsibility.rule if word.responsibility else word.filler.rule
    return maker.of_event("actor", value, word.event, rule=rule, spans=spans)


def find_targets(tellings: Sequence[Telling], maker: ClaimMaker) -> tuple[list[Json], list[Claim]]:
    """Rows of the targets, people before things, and a claim for each naming."""
    found = [
        (filler, event) for telling in tellings for event in telling.events for filler in event.targets if is_named(filler, maker.source)
    ]
    doers = [filler.name for telling in tellings for filler in telling.actors]
    found += [(filler, event) for telling in tellings for filler, event in victims_of(telling) if not is_any_same([filler.name], doers)]
    groups: list[tuple[str, list[tuple[Filler, EventMention]]]] = []
    for filler, event in found:
        if not names_somebody(filler.name):
            continue
        group = next((group for name, group in groups if is_same_name(name, filler.name)), None)
        if group is None:
            groups.append((filler.name, [(filler, event)]))
        else:
            group.append((filler, event))
    rows = [actor_json(name, group[0][0], maker.source) for name, group in groups]
    claims = [
        maker.of_event("target", {**row, "name": filler.name}, event, rule=filler.rule, spans=[filler.span])
        for row, (_, group) in zip(rows, groups, strict=True)
        for filler, event in group
    ]
    return sorted(leave_out_vague(rows), key=lambda row: row["kind"] == "other"), claims


def leave_out_vague(rows: list[Json]) -> list[Json]:
    """Without "people" and "the gunman" where people are named more particularly."""
    vague = [normal_name(row["name"]).rpartition(" ")[2] in vague_targets() for row in rows]
    if not any(row["kind"] != "other" and not is_vague for row, is_vague in zip(rows, vague, strict=True)):
        return rows
    return [row for row, is_vague in zip(rows, vague, strict=True) if not is_vague]


def names_somebody(name: str) -> bool:
    """False for a phrase that ends in a number word or pronoun: "dozens", "us", but not "the US"."""
    word = normal_name(name).rpartition(" ")[2]
    return bool(word) and (word not in nobody() or name.endswith("US"))


def victims_of(telling: Telling) -> list[tuple[Filler, EventMention]]:
    """Whom the figures of a telling count: they are who was hit."""
    found = []
    for event in telling.events:
        for number in event.figures:
            figure = telling.reading.figures[number]
            if (
                figure.victims
                and figure.victims_span
                and figure.victims_token not in {None, figure.token}
                and figure.part_of is None
                and figure.count.high != 0
            ):
                filler = Filler(
                    span=figure.victims_span,
                    token=figure.victims_token or 0,
                    name=figure.victims,
                    rule=figure.rule,
                    actor=telling.reading.figure_actors[number],
                )
                found.append((filler, event))
    return found
