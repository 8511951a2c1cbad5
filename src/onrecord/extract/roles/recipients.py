"""To whom a word or a gift goes: the party behind the thing that is promised, refused or demanded ("rejected a call from the bishop")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from onrecord.extract.roles.anchors import Anchor
from onrecord.extract.roles.grammar import children, near_children, with_conjuncts
from onrecord.extract.roles.phrases import Phrases
from onrecord.model.reading import Filler

# PLOVER's types that need a party to receive them; a thing that is blown up or burnt is a target itself.
RECEIVED = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "AID", "COOPERATE", "MOBILIZE"})
PARTIES = frozenset({"GPE", "ORG", "NORP", "PERSON"})
INWARD = frozenset({"prep", "pobj", "dobj", "dative", "poss", "amod", "compound", "nmod", "pcomp", "xcomp", "acomp", "agent"})
ABOUT = frozenset({"to", "on", "upon", "against", "with", "for", "from", "at", "towards", "toward"})
SENT = frozenset({"troop", "troops", "force", "soldier", "peacekeeper", "reservist"})
OWNING = {"poss": "poss", "amod": "compound", "compound": "compound", "nmod": "compound"}
DEEPEST = 6


def to_recipients(anchor: Anchor, targets: tuple[Filler, ...], actors: Iterable[Filler], phrases: Phrases) -> tuple[Filler, ...]:
    """Targets with the parties behind them in place of things; things stay where no party is named."""
    if anchor.entry is None or anchor.entry.plover not in RECEIVED:
        return targets
    own = {filler.name for filler in actors}
    heads = [phrases.doc[filler.token] for filler in targets if not is_party(filler, phrases)] or wording_nouns(anchor, phrases)
    parties = [filler for filler in targets if is_party(filler, phrases)]
    parties += [filler for head in heads for filler in parties_under((head, *right_behind(head)), phrases) if filler.name not in own]
    if not parties and anchor.entry.part == "verbs" and anchor.entry.acled is None:
        parties = [filler for filler in parties_under(content_of(anchor, phrases), phrases) if filler.name not in own]
    if not parties and anchor.entry.acled is None:
        parties = [filler for filler in grounds_of(anchor, phrases) if filler.name not in own]
    things = (filler for filler in targets if not anchor.span.contains(filler.span))
    return tuple({filler.token: filler for filler in parties or things}.values())


def grounds_of(anchor: Anchor, phrases: Phrases) -> Iterator[Filler]:
    """The country or town that it is done in, where it is done to nobody else: "lifted the curfew imposed in Chad" (PLOVER: a place may be the recipient)."""
    verb = phrases.doc[anchor.token]
    things = children(verb, "dobj", "nsubjpass")
    holders = (verb, *things, *(clause for thing in things for clause in children(thing, "acl")))
    places = (noun for word in holders for phrase in children(word, "prep") if phrase.lower_ == "in" for noun in children(phrase, "pobj"))
    for noun in places:
        if noun.ent_type_ in {"GPE", "LOC"} or any(child.ent_type_ == "GPE" for child in children(noun, "compound")):
            filler = phrases.read(noun, "prep:in", "roles.target.recipient")
            if filler is not None:
                yield filler


def right_behind(thing: Token) -> tuple[Token, ...]:
    """Phrases right behind an object that the parser gave to its verb: "lifted a curfew [in Gao]"."""
    return tuple(child for child in children(thing.head, "prep") if child.i == thing.right_edge.i + 1) if thing.dep_ == "dobj" else ()


def wording_nouns(anchor: Anchor, phrases: Phrases) -> list[Token]:
    """Objects that belong to the words of a trigger: "demanded the release of the monks"."""
    return [child for child in children(phrases.doc[anchor.token], "dobj") if anchor.span.start <= child.idx < anchor.span.end]


def content_of(anchor: Anchor, phrases: Phrases) -> tuple[Token, ...]:
    """What a verb of speech is about, besides its object: "refused to leave the pact", "agreed to a visit"."""
    verb = phrases.doc[anchor.token]
    clauses = children(verb, "xcomp", "acomp", "ccomp" if anchor.kind.plover == "THREATEN" else "xcomp")
    phrases_behind = (child for word in (verb, *children(verb, "dobj")) for child in children(word, "prep"))
    return (*clauses, *(child for child in phrases_behind if child.lower_ in ABOUT))


def is_party(filler: Filler, phrases: Phrases) -> bool:
    """True for an actor, and for a name of somebody or of a country."""
    return filler.actor is not None or phrases.doc[filler.token].ent_type_ in PARTIES


def parties_under(heads: Iterable[Token], phrases: Phrases) -> tuple[Filler, ...]:
    """The parties that stand nearest below some words, those of one depth together."""
    level = list(heads)
    for _ in range(DEEPEST):
        level = [child for head in level for child in near_children(head) if child.dep_ in INWARD]
        found = tuple(read_parties(level, phrases))
        if found or not level:
            return found
    return ()


def read_parties(tokens: Iterable[Token], phrases: Phrases) -> Iterator[Filler]:
    """Those of some words that name a party, and what is coordinated with them."""
    for token in tokens:
        for noun in with_conjuncts((token,)):
            slot = OWNING.get(token.dep_, "object")
            filler = phrases.read(noun, slot, "roles.target.recipient")
            if filler is not None and is_party(filler, phrases) and not is_class_word(filler, phrases):
                yield filler


def is_class_word(filler: Filler, phrases: Phrases) -> bool:
    """True for an adjective that names nobody ("terrorist acts"), and for troops that are sent or withdrawn."""
    token = phrases.doc[filler.token]
    names_nobody = token.dep_ == "amod" or (token.dep_ == "dobj" and token.lemma_ in SENT)
    return names_nobody and filler.actor is not None and phrases.actors[filler.actor].is_generic
