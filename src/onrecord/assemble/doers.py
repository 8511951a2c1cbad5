"""Who acts, by whose word: named by the report, claimed, accused, suspected, denied (codebook, `attackers`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.assemble.acting import FORCES, OTHERS_WORD, VEHICLES, Word, is_of_body, kind_of, leave_out_beside, taken_before
from onrecord.assemble.claims import DENIAL, ClaimMaker, Source
from onrecord.assemble.suspects import add_suspect, without_men_at_large
from onrecord.assemble.tellings import DEEDS, Telling, is_any_same, is_same_name, victims_of
from onrecord.model.claims import Claim, Polarity, Voice
from onrecord.model.mentions import AttributionMention
from onrecord.model.names import normal_name
from onrecord.model.reading import EventMention, Filler, Responsibility
from onrecord.model.records import Json
from onrecord.model.values import Realis
from onrecord.vocab.lists import names_somebody
from onrecord.vocab.words import word_set

# What a record says of an actor when several tellings differ: their own claim first, then the report's word, then a denial, then what others say.
STATUS_ORDER = ("claimed", "stated", "denied", "accused", "suspected")
FOUGHT_WITH, CLASHED = "roles.target.prep:with", "roles.actor.prep:with"
ACTING = frozenset({"roles.actor.subject", "roles.actor.by"})
ARMED = FORCES | {"Rebel group", "Political militia", "Identity militia"}
CIVIL = frozenset({"actors.generic.officials", "actors.generic.court", "actors.generic.parliament"})  # "told only by officials: accused"
CIVIL_BODIES = frozenset({"actors.generic.government", "actors.person", *CIVIL})  # they may be those of another state than who acts
STATE = "State forces"  # of the country that is told of: forces of another are external
EITHER = re.compile(r"\beither\b[^,;.]{1,60}\bor\b[^,;.]{1,60}")
LONGEST_SENTENCE = 1000  # characters that are looked at
POSSESSED = "roles.actor.poss"
THREAT, REPORT = "threaten", "attribution.report"
MEDIA = "actors.named.media"
OFFICERS = frozenset({"actors.generic.police", "actors.generic.commander"})
RANK_REACH = 16  # characters before a name in which a rank stands
RETORT = 200  # characters from an accusation to a denial of it
THIRD_PERSON = frozenset({"he", "she", "they", "it", "him", "her", "them"})


def find_actors(tellings: Sequence[Telling], maker: ClaimMaker, denied_by: Sequence[str] = ()) -> tuple[list[Json], list[Claim]]:
    """Rows of the actors, one a name, and a claim for each word on them; what is left out of the rows stays a claim.

    Who is accused of what his own side denies has happened is denied to have done it.
    """
    source = maker.source
    said = [word for telling in tellings for event in telling.events for word in words_of(event, source) if can_act(word, source)]
    held = {word.filler.token for word in said if word.responsibility is not None}
    said = [word for word in said if word.responsibility is not None or word.filler.token not in held]  # "suspected smugglers attacked"
    said = [word for word in said if word.filler.rule != CLASHED] or (
        [word for telling in tellings for word in sides_of_clash(telling, source)] or said
    )
    taken = taken_before(tellings, source) if not said else None
    said = words_of(taken, source) if taken is not None else said
    said = without_men_at_large(add_suspect(own_up(said, tellings, source), tellings, source), source)
    rows: list[Json] = []
    for name, group in by_name(leave_out_beside(said, source)):
        best = min(by_noun(group, source), key=lambda word: STATUS_ORDER.index(word.status))
        denier = find_denier(best, denied_by, source) if best.status in OTHERS_WORD else None
        status, by = ("denied", denier) if denier else (best.status, best.by)
        party = party_json(name, best.filler, source)
        rows.append({**party, "status": status, "by": by})
        rows += ({**party, "status": "denied", "by": word.by} for word in disputing(best, group))
    return rows, [actor_claim(word, party_json(word.filler.name, word.filler, source), maker) for word in said]


def by_noun(group: Sequence[Word], source: Source) -> Sequence[Word]:
    """The words that name somebody, if any does: a witness who says that "they" fired does not say who they were."""
    named = [word for word in group if word.status != "accused" or not is_pronoun(word.filler, source)]
    return named or group


def is_pronoun(filler: Filler, source: Source) -> bool:
    """True of "they"."""
    return filler.actor is not None and source.reading.actors[filler.actor].is_pronoun


def disputing(best: Word, group: Sequence[Word]) -> list[Word]:
    """The word of somebody else who says that those who claim a deed did not do it."""
    if best.status != "claimed":
        return []
    return [word for word in group if word.status == "denied" and word.by and not is_same_name(word.by, word.filler.name)][:1]


def find_denier(word: Word, denied_by: Sequence[str], source: Source) -> str | None:
    """Who of an actor's own side denies that it happened, or what he is accused of."""
    attributions = source.reading.attributions
    said = (mention for mention in attributions if mention.source_name in denied_by or is_retort(mention, word, source))
    own = (one for one in said if is_same_party(word.filler, one, source) or is_same_state(word.filler, one, source))
    return next((mention.source_name for mention in own), None)


def is_retort(said: AttributionMention, word: Word, source: Source) -> bool:
    """True of a denial right behind an accusation that only points at it: "they hold the Front responsible; it denied this"."""
    if said.stance != DENIAL or word.responsibility is None or not 0 < said.cue.start - word.responsibility.cue.end <= RETORT:
        return False
    words = source.quote(said.content).quote.lower().split()
    return len(words) <= 2 and words[-1] in word_set("words.pointing") | word_set("words.accusation")


def own_up(words: Sequence[Word], tellings: Sequence[Telling], source: Source) -> list[Word]:
    """Words on a state's forces as their own claim, where they tell the same deed themselves; a state named by a word before its deed gets their name."""
    told = (source.teller(event.attributions) for telling in tellings for event in telling.events if event.family in DEEDS)
    tellers: dict[int | None, AttributionMention] = {}  # the first word of each
    for said in told:
        if said is not None and said.stance != DENIAL:
            tellers.setdefault(said.source_actor, said)

    def owned(word: Word) -> Word:
        if word.event.plover != "ASSAULT" or word.responsibility is not None or word.status not in {"stated", "accused"}:
            return word
        own = next((said for said in tellers.values() if is_own_force(word.filler, said, source)), None)
        if own is None:
            return word
        return replace(word, status="claimed", by=own.source_name, filler=replace(word.filler, name=own.source_name or word.filler.name))

    return [owned(word) for word in words]


def is_own_force(filler: Filler, said: AttributionMention, source: Source) -> bool:
    """True if a force of the state that is named alone speaks, not an official."""
    if filler.actor is None or said.source_actor is None or source.reading.actors[said.source_actor].rule in CIVIL:
        return False
    one, other = source.grounding.actors[filler.actor].id, source.grounding.actors[said.source_actor].id
    return one is not None and other is not None and one.startswith("state:") and other.startswith(f"{one}:")


def sides_of_clash(telling: Telling, source: Source) -> list[Word]:
    """Of a battle that no side is said to have begun, the armed people of both sides who were hurt in it (codebook: if unclear, both).

    Else those whom it was fought with: "guards were hurt in clashes with rioters".
    """
    hurt = (*((filler, event) for event in telling.events for filler in event.targets), *victims_of(telling))
    armed = [(filler, event) for filler, event in hurt if filler.actor is not None and source.grounding.actors[filler.actor].kind in ARMED]
    words = [word_of(filler, event, source) for filler, event in armed]
    if len({kind_of(word, source) for word in words}) > 1:
        return words
    return [
        word_of(filler, event, source)
        for filler, event in hurt
        if filler.rule == FOUGHT_WITH and filler.actor is not None and event.is_noun
    ]


def word_of(filler: Filler, event: EventMention, source: Source) -> Word:
    """The word of who tells a mention on somebody in it."""
    said = source.teller(event.attributions)
    return Word(filler=filler, event=event, status=status_of(filler, said, source), by=said.source_name if said else None)


def words_of(event: EventMention, source: Source) -> list[Word]:
    """What one mention says of its actors, and what others say of who is responsible."""
    words = [
        Word(filler=filler, event=event, status=status_in(event, filler, said, source), by=said.source_name if said else None)
        for filler in event.actors
        if is_named(filler, source)
        for said in (teller_on(filler, event, source),)
    ]
    words += (word_on(word, event, source) for word in event.responsibilities if is_held(word, source))
    return [replace(word, filler=side_of(word, source)) for word in words]


def teller_on(filler: Filler, event: EventMention, source: Source) -> AttributionMention | None:
    """Who tells what somebody does: not he himself by his threat, nor a newspaper that passes it on, which tells it as the report does."""
    attributions = source.reading.attributions
    chain = (
        number
        for number in event.attributions
        if attributions[number].stance != THREAT or not is_same_party(filler, attributions[number], source)
    )
    said = source.teller(chain)
    return None if said is not None and is_media(said, source) and not is_negative(event) else said


def is_media(said: AttributionMention, source: Source) -> bool:
    """True of a newspaper, an agency, a channel that reports it: what a paper says may be an accusation."""
    return said.source_actor is not None and source.reading.actors[said.source_actor].rule == MEDIA and said.rule == REPORT


def status_in(event: EventMention, filler: Filler, said: AttributionMention | None, source: Source) -> str:
    """Status of an actor named by a telling; what somebody says was not done is denied."""
    if said is not None and is_negative(event):
        return "denied"
    status = status_of(filler, said, source)
    if status in {"stated", "accused"} and is_one_of_two(filler, event, source):
        return "suspected"
    return "stated" if status == "accused" and is_taken_for_known(filler, event) else status


def is_one_of_two(filler: Filler, event: EventMention, source: Source) -> bool:
    """True of "either the army or the militia": who of them it was is not known."""
    start = event.sentence_span.start
    found = EITHER.search(source.document.text, start, min(event.sentence_span.end, start + LONGEST_SENTENCE))
    return found is not None and found.start() <= filler.span.end and filler.span.start < found.end()


def is_taken_for_known(filler: Filler, event: EventMention) -> bool:
    """True of whose deed is known to who speaks of something else: "the army said nobody was hurt in [the Front's attack]"."""
    return event.is_noun and event.is_definite and filler.rule == POSSESSED


def is_negative(event: EventMention) -> bool:
    """True of a deed that is said not to have been done."""
    told = event.factuality
    return told.factuality.polarity is Polarity.NEGATIVE and told.realis is Realis.ACTUAL and event.harm is None


def word_on(word: Responsibility, event: EventMention, source: Source) -> Word:
    """A word on responsibility; where its own grammar does not say by whom, those whom the report quotes there."""
    said = source.teller(source.chain_at(word.cue)) if word.by is None else None
    status = status_of(word.party, said, source) if word.status == "stated" else word.status
    return Word(filler=word.party, event=event, status=status, by=word.by or (said.source_name if said else None), responsibility=word)


def status_of(filler: Filler, said: AttributionMention | None, source: Source) -> str:
    """Status of an actor named by a telling: in the report's own voice, by the word of its own side, or by somebody else's."""
    if said is None:
        return "stated"
    if said.stance == DENIAL:
        return "denied"
    return "claimed" if is_own_side(filler, said, source) else "accused"


def side_of(word: Word, source: Source) -> Filler:
    """Who takes or denies responsibility: the side that a spokesman speaks for (codebook: a spokesman of the attacker's own side)."""
    actor = source.reading.actors[word.filler.actor] if word.filler.actor is not None else None
    if actor is None or actor.side is None:
        return word.filler
    is_speaker = not actor.is_plural and word.status in {"claimed", "denied"} and is_same_name(word.filler.name, word.by or "")
    return replace(word.filler, name=actor.side) if actor.is_of_side or is_speaker else word.filler


def is_own_side(filler: Filler, said: AttributionMention, source: Source) -> bool:
    """True if who speaks is who acts or speaks for them, or their forces do; what is told only by officials is an accusation (codebook)."""
    speaker = source.reading.actors[said.source_actor] if said.source_actor is not None else None
    if is_same_party(filler, said, source) or is_police_chief(filler, said, source):
        return True
    is_civil = (
        speaker is not None and speaker.rule in CIVIL and not word_set("words.of-defence") & set((said.source_name or "").lower().split())
    )
    return not is_civil and is_same_state(filler, said, source)


def is_police_chief(filler: Filler, said: AttributionMention, source: Source) -> bool:
    """True of a person with a rank of police who tells what an officer did: "an officer shot a man, Chief Ann Marr said"."""
    if filler.actor is None or said.source is None or source.reading.actors[filler.actor].rule not in OFFICERS:
        return False
    words = source.document.text[max(said.source.start - RANK_REACH, 0) : said.source.end].lower().replace(".", "").split()
    return not word_set("words.police-rank").isdisjoint(words)


def is_same_party(filler: Filler, said: AttributionMention, source: Source) -> bool:
    """True if who speaks has the name of who acts, or of the side that he belongs to."""
    actors = source.reading.actors
    if filler.actor is not None and said.source_actor is not None and is_class(said.source_actor, source):
        one, other = source.grounding.actors[filler.actor], source.grounding.actors[said.source_actor]
        if one.kind != other.kind:
            return False  # "the army" is no "New People's Army"
    if said.source is not None and is_of_body(said.source, filler, source):
        return True
    names = [filler.name, (actors[filler.actor].side or "") if filler.actor is not None else ""]
    speakers = [said.source_name or "", (actors[said.source_actor].side or "") if said.source_actor is not None else ""]
    return is_any_same(names, speakers)


def is_class(number: int, source: Source) -> bool:
    """True of somebody named by a class word alone."""
    actor = source.reading.actors[number]
    return actor.is_generic and actor.side is None


def is_same_state(filler: Filler, said: AttributionMention, source: Source) -> bool:
    """True if who speaks is of the same state as the forces that act; an aircraft that no word gives to a state may be anybody's."""
    if filler.actor is None or said.source_actor is None:
        return False
    doer, one, other = (
        source.reading.actors[filler.actor],
        source.grounding.actors[said.source_actor],
        source.grounding.actors[filler.actor],
    )
    if doer.rule in VEHICLES and doer.country is None:
        return False
    if one.kind not in FORCES or other.kind not in FORCES:
        return False
    if one.country is not None and one.country == other.country:
        return True  # forces abroad are external, their government is not
    if one.kind != other.kind:
        return False
    speaker = source.reading.actors[said.source_actor]
    is_local = (
        one.kind == STATE and speaker.country is None and (speaker.rule not in CIVIL_BODIES or doer.country in {None, source.country})
    )
    return is_local or one.country == other.country


def is_held(word: Responsibility, source: Source) -> bool:
    """False for a word on a pronoun that stands for nobody known, or for others than who speaks."""
    return is_named(word.party, source) and not is_speaking_of_others(word.party, word.by, source)


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
    """False for victims by that word, and for civilians at large in a violent deed: "people", "children" do not bomb; the parser took its victims for its doers.

    Men, youths and villagers may, where the grammar says so itself.
    """
    if not names_somebody(word.filler.name):
        return False
    number = word.filler.actor
    if number is None or word.event.plover != "ASSAULT" or word.responsibility is not None:
        return True
    mention = source.reading.actors[number]
    if not (mention.is_generic and mention.is_plural and source.grounding.actors[number].kind == "Civilians") or mention.is_of_side:
        return True
    return word.filler.rule in ACTING and normal_name(mention.name).rpartition(" ")[2] not in word_set("words.harmless")


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


def actor_claim(word: Word, ref: Json, maker: ClaimMaker) -> Claim:
    """One word on an actor as a claim."""
    value = {**ref, "status": word.status}
    spans = [word.filler.span, word.responsibility.cue] if word.responsibility else [word.filler.span]
    rule = word.responsibility.rule if word.responsibility else word.filler.rule
    return maker.of_event("actor", value, word.event, rule=rule, spans=spans)


def party_json(name: str, filler: Filler, source: Source) -> Json:
    """Name, id and kind of an actor or target."""
    ref = source.grounding.actors[filler.actor] if filler.actor is not None else None
    return {"name": name, "actor_id": ref.id if ref else None, "kind": ref.kind if ref else "other"}
