"""Which phrases stand in the roles of a trigger: who acts, to whom or what it is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.extract.roles.allies import FORCEFUL, find_allies, find_comers
from onrecord.extract.roles.anchors import Anchor
from onrecord.extract.roles.grammar import children, fill_slot, object_, prepositional, with_conjuncts, with_members
from onrecord.extract.roles.phrases import Phrases
from onrecord.extract.roles.recipients import is_party, to_recipients
from onrecord.model.mentions import FactualityMention
from onrecord.model.reading import EventMention, Filler
from onrecord.model.values import Realis
from onrecord.vocab.actors import ARMED_GROUPS
from onrecord.vocab.lists import foilers, sites
from onrecord.vocab.words import word_set

LISTED = "victim.listed"  # "the ministry identified the boy as"
WITHIN = frozenset({"at", "in", "inside"})
MEMBERS = "actors.generic.speakers"
CROWDS = frozenset({"Mob violence", "Violent demonstration"})
IDLE = frozenset({"include", "have", "number", "total", "comprise"})  # their subject does nothing
LOSERS, DRIVEN_AT = "prep:from", "prep:into"
ENDINGS = frozenset({"die", "succumb"})
INFLICTED = frozenset({"on", "among", "upon"})
OF_SIDES = frozenset({"of", "from"})
AIMED_NOUNS = frozenset({"attack", "raid", "offensive", "assault", "ambush", "incursion"})
AIMED = frozenset({"prep:into", "prep:on", "prep:at", "prep:against", "prep:over", "prep:onto", "prep:toward", "prep:towards"})
ACTED_ON = frozenset({"nsubjpass", "dobj", "pobj"})


def fill_actors(anchor: Anchor, phrases: Phrases) -> tuple[Filler, ...]:
    """Actors in the slots of who acts; a thing or a place does not act, and neither does who names the dead."""
    token = phrases.doc[anchor.token]
    if anchor.rule == LISTED:
        return ()
    slots = (
        anchor.entry.actor
        if anchor.entry
        else ("subject",)
        if object_(token) and token.lemma_ not in IDLE | word_set("words.undergoing")
        else ()
    )
    fillers = [filler for filler in fill_slots(anchor, slots, "actor", phrases) if filler.actor is not None]
    fillers = fillers or [filler for filler in fill_slots(anchor, ("of",), "actor", phrases) if is_attacker_of(filler, token, phrases)]
    if anchor.kind.plover in FORCEFUL:
        fillers += [ally for filler in fillers[:1] for ally in find_allies(filler, token, phrases)] or (
            list(find_comers(token, phrases)) if not fillers else []
        )
    named = [one for filler in fillers for one in (filler, *other_sides(filler, phrases))]
    return tuple(filler if filler.actor is None else phrases.as_actor(filler) for filler in named)


def is_attacker_of(filler: Filler, noun: Token, phrases: Phrases) -> bool:
    """True of an armed group behind "an attack of", "a raid of": who is attacked stands behind "on"."""
    return noun.lemma_ in AIMED_NOUNS and filler.actor is not None and phrases.actors[filler.actor].kind in ARMED_GROUPS


def other_sides(filler: Filler, phrases: Phrases) -> Iterator[Filler]:
    """The other sides of people who are of several: "fighters of the Front and [the Brigade] attacked", "members of churches and [unions] met"."""
    if filler.actor is None or not (phrases.actors[filler.actor].is_of_side or phrases.actors[filler.actor].rule == MEMBERS):
        return
    for owner in prepositional(phrases.doc[filler.token], OF_SIDES):
        for other in with_conjuncts((owner,))[1:]:
            found = phrases.read(other, "of", filler.rule)
            if found is not None and (found.actor is not None or other.ent_type_ == "GPE"):
                yield found


def fill_targets(anchor: Anchor, sure: FactualityMention, phrases: Phrases) -> tuple[Filler, ...]:
    """People and things in the slots of to whom it is done, and who foiled it."""
    foiler = fill_foiler(sure, phrases)
    if anchor.entry is None:
        return (*foiler, *fill_harm_target(anchor, phrases), *fill_sites(anchor, phrases))
    targets = fill_slots(anchor, anchor.entry.target, "target", phrases)
    if anchor.kind.plover == "ASSAULT":
        targets = tuple(filler for filler in targets if filler.actor is not None or not is_beside_target(filler, targets))
        targets = tuple(
            one for one in targets if not (one.rule.endswith(".of") and is_attacker_of(one, phrases.doc[anchor.token], phrases))
        )
    foiler = () if any(not is_name_only(filler, phrases) for filler in targets) else foiler
    if anchor.kind.plover == "PROTEST" and anchor.deed not in CROWDS:
        targets = tuple(filler for filler in targets if is_party(filler, phrases))  # a march against a law does not hit the law
    sites = () if any(filler.actor is None for filler in targets) else fill_sites(anchor, phrases)
    return (*foiler, *to_recipients(anchor, targets, fill_actors(anchor, phrases), phrases), *sites)


def is_beside_target(filler: Filler, targets: Sequence[Filler]) -> bool:
    """True of where something comes from ("took the hill from the north"), and of what is driven at a target ("a van into a crowd")."""
    is_driven = filler.rule.endswith(".object") and any(other.rule.endswith(DRIVEN_AT) for other in targets)
    return is_driven or filler.rule.endswith(LOSERS)


def is_name_only(filler: Filler, phrases: Phrases) -> bool:
    """True of a town by its name, which is defended by those who hold it: "foiled an attempt to storm Tibu"."""
    return filler.actor is None and phrases.doc[filler.token].pos_ == "PROPN"


def fill_sites(anchor: Anchor, phrases: Phrases) -> tuple[Filler, ...]:
    """The site that violence came to, with the people in it: "nine men were shot dead at a clinic", "a riot in a prison"; who dies in a hospital was hurt elsewhere."""
    if not (anchor.kind.plover == "ASSAULT" or anchor.deed in CROWDS) or phrases.doc[anchor.token].lemma_ in ENDINGS:
        return ()
    words = [phrases.doc[position] for position in (anchor.token, anchor.via) if position is not None]
    heads = [noun for word in words for noun in prepositional(word, WITHIN) if noun.lemma_.lower() in sites()]
    return tuple(replace(site, actor=None) for site in phrases.read_all(heads, "prep", "roles.target.site"))  # "a prison" hit is a place


def fill_slots(anchor: Anchor, slots: Sequence[str], role: str, phrases: Phrases) -> tuple[Filler, ...]:
    """Phrases in some slots of a trigger, one a head."""
    found: dict[int, Filler] = {}
    for slot in slots:
        for filler in phrases.read_all(slot_tokens(anchor, slot, phrases.doc), slot, f"roles.{role}.{slot}"):
            if filler.token != anchor.token:
                found.setdefault(filler.token, filler)
    return tuple(found.values())


def slot_tokens(anchor: Anchor, slot: str, doc: Doc) -> tuple[Token, ...]:
    """Heads in one slot; of a noun with a light verb, the verb's subject and prepositions serve as well."""
    found = with_members(fill_slot(doc[anchor.token], slot) or behind_object(anchor, slot, doc))
    if anchor.via is None or slot in {"object", "compound", "poss", "of"}:
        return found
    return found or tuple(head for head in fill_slot(doc[anchor.via], slot) if head.i != anchor.token)


def behind_object(anchor: Anchor, slot: str, doc: Doc) -> tuple[Token, ...]:
    """Where a verb's object is no target, what stands behind it may be one: "dropped [bombs on the town]", "drove [a van packed with mines into a wall]"."""
    if anchor.entry is None or "object" in anchor.entry.target or slot not in anchor.entry.target or slot not in AIMED:
        return ()
    things = children(doc[anchor.token], "dobj")
    return tuple(noun for thing in things for word in (thing, *children(thing, "acl")) for noun in fill_slot(word, slot))


def fill_harm_target(anchor: Anchor, phrases: Phrases) -> tuple[Filler, ...]:
    """Of a harm word outside the lexicon, its subject or object is who was harmed, or those on whom it is inflicted."""
    token = phrases.doc[anchor.token]
    heads = [child for child in token.children if child.dep_ in ACTED_ON]
    if token.pos_ == "NOUN" and token.dep_ == "dobj":
        heads += prepositional(token, INFLICTED) or prepositional(token.head, INFLICTED)
    harmed = phrases.read_all(with_members(with_conjuncts(heads)), "object", "roles.target.harm")
    if harmed or token.lemma_ != "lose":
        return harmed
    return phrases.read_all(fill_slot(token, "subject"), "subject", "roles.target.harm")  # "he lost a leg"


def fill_foiler(sure: FactualityMention, phrases: Phrases) -> tuple[Filler, ...]:
    """Who foils a deed is who it was aimed at: "the army thwarted an attempt to storm the town"."""
    heads = [head for verb in foiling_verbs(sure, phrases.doc) for head in fill_slot(verb, "subject")]
    return tuple(filler for filler in phrases.read_all(heads, "subject", "roles.target.foiler") if filler.actor is not None)


def foiling_verbs(sure: FactualityMention, doc: Doc) -> tuple[Token, ...]:
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
