"""Triggers with everything that the grammar ties to them: the event mentions of a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from onrecord.extract.actors.coreference import full_name
from onrecord.extract.actors.names import name_of
from onrecord.extract.counts.numbers import read_number
from onrecord.extract.roles.grammar import fill_slot, prepositional, with_conjuncts, with_members
from onrecord.extract.roles.rules import foilers, grounds, not_targets
from onrecord.extract.roles.ties import Spot, find_ties
from onrecord.model.claims import Factuality
from onrecord.model.mentions import (
    ActorMention,
    AttributionMention,
    FactualityMention,
    FigureMention,
    MeansMention,
    PlaceMention,
    TimeMention,
    TriggerMention,
    VictimMention,
    chain_at,
)
from onrecord.model.reading import EventMention, Filler, Responsibility, ScopeMention
from onrecord.model.text import Span
from onrecord.model.values import EventType, Harm, Realis
from onrecord.vocab.deeds import harm_types
from onrecord.vocab.triggers import Lexicon, Trigger

MAX_CLIMB = 30  # arcs from a word to the trigger it belongs to
NOT_FILLERS = frozenset({"which", "that", "who", "what", "there", "it's", "this", "these", "those", "where", "when"})
NOT_OF_DEEDS = frozenset({"dateline", "age"})  # marks of times that say when it was written, or how old somebody is
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
INFLICTED = frozenset({"on", "among", "upon"})
SAID_TO = frozenset({"accuse", "blame", "tell", "urge", "ask", "warn", "condemn", "criticise", "criticize", "support", "help"})
ACTED_ON = frozenset({"nsubjpass", "dobj", "pobj"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All mentions of one report that event mentions are made of."""

    triggers: tuple[TriggerMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    figures: tuple[FigureMention, ...] = ()
    victims: tuple[VictimMention, ...] = ()
    means: tuple[MeansMention, ...] = ()
    scopes: tuple[ScopeMention, ...] = ()
    attributions: tuple[AttributionMention, ...] = ()
    responsibilities: tuple[tuple[tuple[int, ...], Responsibility], ...] = ()  # with the tokens that name the act, best first
    factuality: Mapping[int, FactualityMention]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A token that an event mention stands on: a trigger of the lexicon, or the harm word of a figure alone."""

    token: int
    span: Span
    rule: str
    kind: EventType
    harm: Harm | None
    entry: Trigger | None = None
    via: int | None = None


def find_events(doc: Doc, found: Found, *, lexicon: Lexicon) -> tuple[EventMention, ...]:
    """Event mentions in text order."""
    anchors = find_anchors(doc, found, lexicon)
    owners = {anchor.token: number for number, anchor in enumerate(anchors)}
    owners |= {anchor.via: number for number, anchor in enumerate(anchors) if anchor.via is not None and anchor.via not in owners}
    sentences = number_sentences(doc)
    times = tie_mentions(doc, found.times, owners, sentences, found.attributions)
    is_day_of_deed = [not NOT_OF_DEEDS & {key for key, _ in time.reading} for time in found.times]
    places = tie_mentions(doc, found.places, owners, sentences, found.attributions)
    is_setting = [is_where(doc, place) for place in found.places]
    means = tie_mentions(doc, found.means, owners, sentences, ())
    scopes = tie_mentions(doc, found.scopes, owners, sentences, ())
    by_token = {actor.token: number for number, actor in enumerate(found.actors)}
    no_targets = {*owners, *(mention.token for mention in (*found.times, *found.means))}
    factuality = [found.factuality.get(anchor.token) or plain_factuality(anchor.token) for anchor in anchors]
    ties = find_ties(
        doc, [to_spot(doc, anchor, sure) for anchor, sure in zip(anchors, factuality, strict=True)], cues=cue_tokens(doc, found)
    )
    words = tie_responsibilities(found, anchors)
    events = []
    for number, anchor in enumerate(anchors):
        token = doc[anchor.token]
        entry = anchor.entry
        sentence = token.sent
        events.append(
            EventMention(
                index=number,
                span=anchor.span,
                token=anchor.token,
                sentence=sentences[anchor.token],
                sentence_span=Span(sentence.start_char, sentence.end_char),
                rule=anchor.rule,
                family=entry.kind if entry else "harm",
                plover=anchor.kind.plover,
                mode=anchor.kind.plover_mode,
                sub_event=anchor.kind.acled_sub_event,
                harm=anchor.harm,
                factuality=factuality[number],
                is_noun=token.pos_ in {"NOUN", "PROPN"},
                is_plural=token.tag_ in {"NNS", "NNPS"},
                number=count_of(token),
                is_definite=is_definite(token),
                actors=tuple(filler for filler in fill_actors(doc, anchor, found.actors, by_token) if filler.token not in owners),
                targets=tuple(
                    filler
                    for filler in (
                        *fill_foiler(doc, factuality[number], found.actors, by_token),
                        *fill_targets(doc, anchor, found.actors, by_token),
                    )
                    if filler.token not in no_targets
                ),
                times=tuple(i for i in times.direct(number) if is_day_of_deed[i]),
                near_times=tuple(i for i in times.near(number) if is_day_of_deed[i]),
                places=tuple(i for i in places.direct(number) if is_setting[i]),
                near_places=tuple(i for i in places.near(number) if is_setting[i]),
                means=tuple(dict.fromkeys((*means.direct(number), *means.near(number)))),
                figures=tuple(i for i, figure in enumerate(found.figures) if figure.token == anchor.token),
                victims=tuple(i for i, victim in enumerate(found.victims) if victim.token == anchor.token),
                attributions=chain_at(found.attributions, anchor.span),
                responsibilities=words.get(number, ()),
                scopes=tuple(found.scopes[i] for i in scopes.direct(number)),
                ties=ties[number],
            )
        )
    return turn_losses(events)


def find_anchors(doc: Doc, found: Found, lexicon: Lexicon) -> tuple[Anchor, ...]:
    """One anchor a token: triggers first, then harm words that only a figure or a named victim found."""
    harms = {mention.token: mention.harm for mention in (*reversed(found.victims), *reversed(found.figures))}
    anchors: dict[int, Anchor] = {}
    for mention in found.triggers:
        entry = lexicon[mention.rule]
        kind = EventType(plover=entry.plover, plover_mode=entry.mode, acled_sub_event=entry.acled)
        harm = entry.harm or harms.get(mention.token)
        anchors[mention.token] = Anchor(mention.token, mention.span, mention.rule, kind, harm, entry, mention.via)
    for alone in (*found.figures, *found.victims):
        if alone.token not in anchors:
            anchors[alone.token] = Anchor(alone.token, alone.span, alone.rule, harm_types()[alone.harm], alone.harm)
    anchors = {token: carried(doc[token], anchor) for token, anchor in anchors.items()}
    return tuple(anchors[token] for token in sorted(anchors))


def carried(token: Token, anchor: Anchor) -> Anchor:
    """A harm word behind its verb stands where the verb stands: "left two soldiers dead"."""
    is_result = token.dep_ in {"oprd", "acomp"} and token.head.pos_ in {"VERB", "AUX"}
    return replace(anchor, via=token.head.i) if is_result and anchor.via is None else anchor


def count_of(token: Token) -> int | None:
    """How many deeds a noun counts ("nine bomb blasts"); None if the words give no number."""
    words = [child.lower_ for child in token.children if child.dep_ == "nummod"]
    found = read_number(words, 0) if words else None
    return found[0] if found else None


def is_where(doc: Doc, place: PlaceMention) -> bool:
    """False for a word for a people, unless it says whose ground it is ("on Iraqi territory"); and for a country or city that acts."""
    token = doc[place.token]
    if place.is_demonym:
        return token.head.lemma_ in grounds()
    if place.country is not None and token.dep_ in {"poss", "compound", "dobj", "nsubjpass"}:
        return token.dep_ == "dobj" and token.head.lemma_ not in SAID_TO
    return token.dep_ not in {"nsubj", "agent", "dative"}


def to_spot(doc: Doc, anchor: Anchor, sure: FactualityMention) -> Spot:
    """What ties look at."""
    family = anchor.entry.kind if anchor.entry else "harm"
    return Spot(
        token=anchor.token,
        via=anchor.via if anchor.via is not None else next((verb.i for verb in foiling_verbs(doc, sure)), None),
        family=family,
        deed=anchor.kind.acled_sub_event if family not in {"generic", "aftermath"} else None,
        plover=anchor.kind.plover,
        is_real=sure.realis in {Realis.ACTUAL, Realis.FAILED},
        is_known=is_definite(doc[anchor.token]),
    )


def is_definite(token: Token) -> bool:
    """True for a noun that takes its deed for known: "the blast", "Monday's attack"."""
    return any(child.lower_ in DEFINITE or child.dep_ == "poss" for child in token.children)


def cue_tokens(doc: Doc, found: Found) -> frozenset[int]:
    """Tokens of reporting verbs."""
    spans = (doc.char_span(said.cue.start, said.cue.end, alignment_mode="expand") for said in found.attributions)
    return frozenset(token.i for span in spans if span is not None for token in span if token.pos_ in {"VERB", "AUX"})


def tie_responsibilities(found: Found, anchors: Sequence[Anchor]) -> dict[int, tuple[Responsibility, ...]]:
    """Give each word on responsibility to the act that it names, else to the violent trigger before it, else to the first one."""
    by_token = {anchor.token: number for number, anchor in enumerate(anchors)}
    violent = [number for number, anchor in enumerate(anchors) if anchor.entry is None or anchor.entry.plover == "ASSAULT"]
    tied: dict[int, tuple[Responsibility, ...]] = {}
    for acts, word in found.responsibilities:
        if word.party.token in by_token:
            continue  # a siege claims lives, not responsibility
        named = [by_token[act] for act in acts if act in by_token]
        before = [number for number in violent if anchors[number].span.start < word.cue.start]
        chosen = (named or before[-1:] or violent[:1])[:1]
        for number in chosen:
            tied[number] = (*tied.get(number, ()), word)
    return tied


def plain_factuality(token: int) -> FactualityMention:
    """Told as a fact."""
    return FactualityMention(token=token, factuality=Factuality(), realis=Realis.ACTUAL, rule="factuality.plain")


def number_sentences(doc: Doc) -> list[int]:
    """The number of its sentence for each token."""
    numbers: list[int] = []
    for number, sentence in enumerate(doc.sents):
        numbers += [number] * len(sentence)
    return numbers


def fill_actors(doc: Doc, anchor: Anchor, actors: Sequence[ActorMention], by_token: Mapping[int, int]) -> tuple[Filler, ...]:
    """Actors in the slots of who acts; a thing or a place does not act."""
    slots = anchor.entry.actor if anchor.entry else ()
    found = fill_slots(doc, anchor, slots, "actor", actors, by_token)
    return tuple(filler for filler in found if filler.actor is not None)


def fill_targets(doc: Doc, anchor: Anchor, actors: Sequence[ActorMention], by_token: Mapping[int, int]) -> tuple[Filler, ...]:
    """People and things in the slots of to whom it is done."""
    if anchor.entry is None:
        return fill_harm_target(doc, anchor, actors, by_token)
    return fill_slots(doc, anchor, anchor.entry.target, "target", actors, by_token)


def fill_slots(
    doc: Doc, anchor: Anchor, slots: Sequence[str], role: str, actors: Sequence[ActorMention], by_token: Mapping[int, int]
) -> tuple[Filler, ...]:
    """Phrases in some slots of a trigger, one a head."""
    found: dict[int, Filler] = {}
    for slot in slots:
        for token in slot_tokens(doc, anchor, slot):
            filler = to_filler(doc, token, slot, f"roles.{role}.{slot}", actors, by_token)
            if filler is not None and filler.token != anchor.token:
                found.setdefault(filler.token, filler)
    return tuple(found.values())


def slot_tokens(doc: Doc, anchor: Anchor, slot: str) -> tuple[Token, ...]:
    """Heads in one slot; of a noun with a light verb, the verb's subject and prepositions serve as well."""
    token = doc[anchor.token]
    found = with_members(fill_slot(token, slot))
    if anchor.via is None or slot in {"object", "compound", "poss", "of"}:
        return found
    return found or tuple(head for head in fill_slot(doc[anchor.via], slot) if head.i != anchor.token)


def fill_harm_target(doc: Doc, anchor: Anchor, actors: Sequence[ActorMention], by_token: Mapping[int, int]) -> tuple[Filler, ...]:
    """Of a harm word outside the lexicon, its subject or object is who was harmed, or those on whom it is inflicted."""
    token = doc[anchor.token]
    heads = [child for child in token.children if child.dep_ in ACTED_ON]
    if token.pos_ == "NOUN" and token.dep_ == "dobj":
        heads += prepositional(token.head, INFLICTED)
    found = (to_filler(doc, head, "object", "roles.target.harm", actors, by_token) for head in with_members(with_conjuncts(heads)))
    return tuple(filler for filler in found if filler is not None)


def foiling_verbs(doc: Doc, sure: FactualityMention) -> tuple[Token, ...]:
    """Verbs among the cues of a failed deed that say who stopped it."""
    if sure.realis is not Realis.FAILED:
        return ()
    spans = (doc.char_span(cue.start, cue.end, alignment_mode="expand") for cue in sure.cues)
    return tuple(token for span in spans if span is not None for token in span if token.lemma_ in foilers())


def turn_losses(events: Sequence[EventMention]) -> tuple[EventMention, ...]:
    """Of a foiled deed without a doer, those who were hurt in it are its doers: "thwarted an assault, killing nine fighters"."""
    turned = list(events)
    for event in events:
        losses = [other for number in event.ties if (other := events[number]).harm is not None and other.targets]
        if event.factuality.realis is Realis.FAILED and not event.actors and losses:
            turned[event.index] = replace(event, actors=losses[0].targets)
            turned[losses[0].index] = replace(losses[0], targets=())
    return tuple(turned)


def fill_foiler(doc: Doc, sure: FactualityMention, actors: Sequence[ActorMention], by_token: Mapping[int, int]) -> tuple[Filler, ...]:
    """Who foils a deed is who it was aimed at: "the army thwarted an attempt to storm the town"."""
    heads = [head for verb in foiling_verbs(doc, sure) for head in fill_slot(verb, "subject")]
    found = (to_filler(doc, head, "subject", "roles.target.foiler", actors, by_token) for head in heads)
    return tuple(filler for filler in found if filler is not None and filler.actor is not None)


def to_filler(doc: Doc, token: Token, slot: str, rule: str, actors: Sequence[ActorMention], by_token: Mapping[int, int]) -> Filler | None:
    """The named phrase at a head, or None where the head names nobody and nothing."""
    if token.lower_ in NOT_FILLERS or token.pos_ not in {"NOUN", "PROPN", "PRON", "ADJ", "NUM", "VERB"}:
        return None
    number = by_token.get(token.i)
    if number is None and slot in {"compound", "poss", "of"}:
        number = next(
            (i for i, actor in enumerate(actors) if actor.span.start <= token.idx < actor.span.end and actor.token != token.head.i), None
        )
    if number is not None:
        actor = actors[number]
        if actor.is_pronoun and actor.antecedent is None:
            return None
        return Filler(span=actor.span, token=token.i, name=full_name(number, actors), rule=rule, actor=number)
    if slot == "compound" or token.pos_ not in {"NOUN", "PROPN"} or token.lemma_.lower() in not_targets():
        return None
    span, name = name_of(doc, token.i)
    return Filler(span=span, token=token.i, name=name, rule=rule)


@dataclass(frozen=True, slots=True)
class Tied:
    """For each anchor, the mentions that its grammar holds, and those in its sentence that no other anchor holds."""

    held: Mapping[int, tuple[int, ...]]
    nearby: Mapping[int, tuple[int, ...]]

    def direct(self, anchor: int) -> tuple[int, ...]:
        """Mentions tied by grammar."""
        return self.held.get(anchor, ())

    def near(self, anchor: int) -> tuple[int, ...]:
        """Mentions of the same sentence."""
        return self.nearby.get(anchor, ())


def tie_mentions(
    doc: Doc,
    mentions: Sequence[TimeMention] | Sequence[PlaceMention] | Sequence[MeansMention] | Sequence[ScopeMention],
    owners: Mapping[int, int],
    sentences: Sequence[int],
    attributions: Sequence[AttributionMention],
) -> Tied:
    """Give each mention to the trigger above it in the parse; one that hangs on a reporting verb belongs to the words, not the deed."""
    cues = [attribution.cue for attribution in attributions]
    sources = [attribution.source for attribution in attributions if attribution.source]
    anchor_tokens = {owner: token for token, owner in reversed(owners.items())}
    by_sentence: dict[int, list[tuple[int, int]]] = {}
    for token, owner in owners.items():
        by_sentence.setdefault(sentences[token], []).append((token, owner))
    held: dict[int, list[int]] = {}
    nearby: dict[int, list[int]] = {}
    for number, mention in enumerate(mentions):
        if any(source.contains(mention.span) for source in sources):
            continue
        owner, is_reporting = climb(doc, mention.token, owners, cues)
        if is_reporting:
            owner = trailing_anchor(doc, mention.token, owners, sentences, is_reporting)
            if owner is None:
                continue
        if owner is not None:
            held.setdefault(owner, []).append(number)
        for token, other in by_sentence.get(sentences[mention.token], ()):
            if owner is None or (
                other != owner and (is_under(doc[token], owner, owners) or is_under(doc[anchor_tokens[owner]], other, owners))
            ):
                nearby.setdefault(other, []).append(number)
    return Tied({key: tuple(value) for key, value in held.items()}, {key: tuple(value) for key, value in nearby.items()})


def climb(doc: Doc, start: int, owners: Mapping[int, int], cues: Sequence[Span]) -> tuple[int | None, Token | None]:
    """The first anchor above a token; and the reporting verb, if that comes first."""
    token = doc[start]
    for _ in range(MAX_CLIMB):
        if token.i in owners:
            return owners[token.i], None
        if token.pos_ == "VERB" and any(cue.start <= token.idx < cue.end for cue in cues):
            return None, token
        if token.head.i == token.i:
            return None, None
        token = token.head
    return None, None


def is_under(token: Token, owner: int, owners: Mapping[int, int]) -> bool:
    """True if the nearest anchor above a token is the owner: what is tied to a deed holds for the deeds that hang on it."""
    for _ in range(MAX_CLIMB):
        if token.head.i == token.i or token.dep_ == "relcl":
            return False
        token = token.head
        if token.i in owners:
            return owners[token.i] == owner
    return False


def trailing_anchor(doc: Doc, start: int, owners: Mapping[int, int], sentences: Sequence[int], cue: Token) -> int | None:
    """The anchor between a reporting verb and a mention behind its content ("claimed the killing of 48 soldiers last week")."""
    between = [token for token in owners if cue.i < token < start and sentences[token] == sentences[start]]
    return owners[max(between)] if between and start - cue.i > max(between) - cue.i else None
