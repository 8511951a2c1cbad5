"""Find every noun phrase that can act, be acted on, be harmed or speak."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from onrecord.extract.actors.coreference import find_antecedents
from onrecord.extract.actors.draft import Draft
from onrecord.extract.actors.matches import find_matches
from onrecord.extract.actors.modifiers import read_modifier
from onrecord.extract.actors.owners import Context
from onrecord.extract.actors.phrases import base_draft, read_phrase
from onrecord.extract.actors.resolver import Resolver, resolve_drafts
from onrecord.model.mentions import ActorMention, PlaceMention
from onrecord.vocab.actors import ActorList

PRONOUNS = frozenset(
    {"it", "its", "itself", "they", "them", "their", "themselves", "he", "him", "his", "himself", "she", "her", "hers", "herself"}
)
PLURAL_PRONOUNS = frozenset({"they", "them", "their", "themselves"})
PERSONAL_PRONOUNS = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})


EMPTY_VERBS = frozenset({"be", "seem", "appear", "take", "happen", "remain"})
OPINION_VERBS = frozenset(
    {"know", "believe", "think", "say", "report", "rule", "expect", "hope", "understand", "allege", "claim", "estimate"}
)
CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "csubjpass", "advcl", "prt"})
MINDED = frozenset(
    {"willing", "ready", "prepared", "determined", "committed", "eager", "unwilling", "responsible"}
)  # what only somebody is
UNLISTED = frozenset({"actors.person", "actors.organisation"})


def find_actors(
    doc: Doc, actors: ActorList, *, places: Sequence[PlaceMention] = (), resolver: Resolver = find_antecedents
) -> tuple[ActorMention, ...]:
    """Mentions in text order, each with the one that it stands for. A name known as a place is no unlisted person or organisation."""
    context = Context(doc, actors, find_matches(doc, actors), number_sentences(doc))
    drafts: dict[int, Draft] = {}
    for token in doc:
        draft = read_pronoun(token, context) if token.lower_ in PRONOUNS else read_phrase(token, context)
        if draft is not None:
            drafts[token.i] = draft
    for token in doc:
        if token.i not in drafts and (draft := read_modifier(token, context, drafts)) is not None:
            drafts[token.i] = draft
    drop_inner(doc, drafts, places)
    found = [drafts[index] for index in sorted(drafts)]
    resolve_drafts(doc, found, resolver)
    return tuple(draft.to_mention() for draft in found)


def drop_inner(doc: Doc, drafts: dict[int, Draft], places: Sequence[PlaceMention]) -> None:
    """Leave out unlisted names that are places, and what is only the tail of a longer name."""
    tails = {index for token, draft in drafts.items() for index in range(token + 1, draft.end)}
    starts = {index for place in places for index in range(place.span.start, place.span.end)}
    for token, draft in tuple(drafts.items()):
        is_tail = token in tails and (draft.rule in UNLISTED or draft.rule == "actors.generic.organisations")
        if is_tail or (
            draft.rule in UNLISTED and doc[token].idx in starts and not any(child.dep_ == "appos" for child in doc[token].children)
        ):
            del drafts[token]


def number_sentences(doc: Doc) -> tuple[int, ...]:
    """The number of its sentence for each token."""
    numbers: list[int] = []
    for number, sentence in enumerate(doc.sents):
        numbers += [number] * len(sentence)
    return tuple(numbers)


def read_pronoun(token: Token, context: Context) -> Draft | None:
    """A pronoun that may stand for an actor; "it" without meaning is none."""
    if token.dep_ == "expl" or token.pos_ not in {"PRON", "DET"} or is_empty_it(token):
        return None
    draft = base_draft(token, context, "actors.pronoun")
    draft.is_pronoun, draft.is_plural = True, token.lower_ in PLURAL_PRONOUNS
    draft.is_person, draft.head = token.lower_ in PERSONAL_PRONOUNS, token.lower_
    draft.name = token.text
    draft.sex = sex_of_pronoun(token)
    return draft


def sex_of_pronoun(token: Token) -> str | None:
    """Female of "she", male of "he"."""
    if token.lower_ not in PERSONAL_PRONOUNS:
        return None
    return "female" if token.lower_ in {"she", "her", "hers", "herself"} else "male"


def is_empty_it(token: Token) -> bool:
    """True of "it" in "it is clear that", "it appears to", "it was not known who", "it was chaos"."""
    if token.lower_ != "it" or token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    verb = token.head
    rights = {child.dep_ for child in verb.rights}
    if verb.lemma_ == "be" and rights & {"attr", "acomp"}:
        return not any(child.lower_ in MINDED for child in verb.rights)
    is_open = verb.lemma_ in EMPTY_VERBS or (token.dep_ == "nsubjpass" and verb.lemma_ in OPINION_VERBS)
    return is_open and bool(rights & CLAUSES)
