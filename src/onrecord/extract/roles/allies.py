"""Who else acts in a deed: those who fight alongside its doer, and the armed people whose coming a passive deed is told with ("when gunmen entered a bar")."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.extract.roles.grammar import children, is_passive, with_conjuncts
from onrecord.extract.roles.phrases import Phrases
from onrecord.model.reading import Filler
from onrecord.vocab.actors import ARMED_GROUPS

FORCEFUL = frozenset({"ASSAULT", "COERCE"})
STATE_KINDS = frozenset({"State forces", "External/Other forces"})
STATE = "actors.named.state"
BESIDE = frozenset({"alongside"})
TOGETHER = frozenset({"together", "along", "jointly"})
JOINING = {"work": "with", "fight": "with", "accompany": "by", "join": "by", "flank": "by", "back": "by", "support": "by", "assist": "by"}
TOLD_WITH = frozenset({"when", "as", "after"})


def find_allies(filler: Filler, verb: Token, phrases: Phrases) -> Iterator[Filler]:
    """Armed people who act with somebody: "soldiers backed by tribal fighters", "the army, together with a militia"."""
    doer = phrases.doc[filler.token]
    for noun in (*beside(doer), *beside(verb), *joined(doer), *joined(verb)):
        for token in with_conjuncts((noun,)):
            found = phrases.read(token, "object", filler.rule)
            if found is not None and found.token != filler.token and is_armed(found, phrases):
                yield found


def beside(word: Token) -> Iterator[Token]:
    """Nouns behind "alongside" and "together with"."""
    for child in children(word, "prep"):
        is_with = child.lower_ == "with" and child.i > 0 and child.nbor(-1).lower_ in TOGETHER
        if child.lower_ in BESIDE or is_with:
            yield from children(child, "pobj")


def joined(word: Token) -> Iterator[Token]:
    """Nouns behind "working with", "backed by", said of a doer."""
    for clause in children(word, "acl", "advcl"):
        link = JOINING.get(clause.lemma_)
        if link is not None and clause.tag_ in {"VBG", "VBN"}:
            yield from (noun for child in children(clause, "prep", "agent") if child.lower_ == link for noun in children(child, "pobj"))


def find_comers(verb: Token, phrases: Phrases) -> Iterator[Filler]:
    """Of a passive deed by nobody, the armed group that does something when it happens: "nine were killed when gunmen entered a bar"."""
    if verb.pos_ != "VERB" or not is_passive(verb) or children(verb, "agent"):
        return
    for clause in children(verb, "advcl"):
        if any(child.lower_ in TOLD_WITH for child in children(clause, "advmod", "mark")) and not is_passive(clause):
            found = (phrases.read(noun, "subject", "roles.actor.subject") for noun in with_conjuncts(children(clause, "nsubj")))
            yield from (
                one for one in found if one is not None and one.actor is not None and phrases.actors[one.actor].kind in ARMED_GROUPS
            )


def is_armed(filler: Filler, phrases: Phrases) -> bool:
    """True of forces and armed groups; a state that backs somebody does not fight."""
    actor = phrases.actors[filler.actor] if filler.actor is not None else None
    return actor is not None and not actor.is_person and actor.rule != STATE and actor.kind in ARMED_GROUPS | STATE_KINDS
