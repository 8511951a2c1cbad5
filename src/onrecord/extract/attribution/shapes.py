"""The shapes of grammar in which an act is laid at somebody's door: from a word of a rule to the party, the act, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.extract.attribution.extents import child_of, is_passive
from onrecord.extract.attribution.speakers import agent_of, speaker_of
from onrecord.vocab.lists import foilers
from onrecord.vocab.triggers import load_lexicon
from onrecord.vocab.words import word_set

NOBODY = frozenset({"no", "nobody", "none", "neither"})
SELF = frozenset({"it", "they", "he", "she", "we", "i"})
OWN = frozenset({"its", "their", "his", "her", "our", "my"})
LIGHT = frozenset(
    {
        "carry", "launch", "conduct", "stage", "mount", "commit", "perpetrate", "execute", "make", "open", "perform", "be", "have", "use", "undertake",
    }
)  # fmt: skip
VAGUE = frozenset({"incident", "act", "thing", "matter", "deed", "crime", "one", "event", "role", "part", "this", "that", "it", "them"})
FOR = frozenset({"responsibility", "credit", "blame"})
LOST = frozenset({"life", "victim", "soul", "seat", "title", "prize", "victory", "win"})
REPORTED = frozenset({"report", "suggestion"})  # who rejects a report owns to nothing, unless it is about himself
LAWYERS = frozenset({"lawyer", "attorney", "counsel", "solicitor"})  # they speak for the accused, who is another
POINTING = frozenset({"the", "that", "this", "its", "their", "his", "her"})
CLAIMING = frozenset({"claim", "take"})
CLAIM_REACH = 60  # tokens back to a claim of responsibility
INVOLVED = frozenset({"involve", "implicate"})  # "denied that its men were involved"
DEEPEST = 3  # nouns inside a noun phrase
RELATIVES = frozenset({"who", "which", "that"})
PARTIES = frozenset({"NOUN", "PROPN", "PRON"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row of responsibility.toml. `bare`: the act need not be named behind the party ("police suspect the gang")."""

    id: str
    shape: str
    status: str
    words: frozenset[str]
    objects: frozenset[str]
    gerund: bool
    clause: bool
    bare: bool


@dataclass(frozen=True, slots=True)
class Held:
    """What a rule found, in tokens."""

    rule: Rule
    cue: Token
    party: Token
    acts: tuple[Token, ...]
    by: Token | None
    status: str | None = None  # where it is another than the rule's


def is_happening(act: Token) -> bool:
    """True of a word of the trigger lexicon."""
    patterns = load_lexicon().patterns
    return act.lemma_.lower() not in LIGHT and act.lemma_.lower() in patterns["verbs" if act.pos_ in {"VERB", "AUX"} else "nouns"]


def read_shape(token: Token, rule: Rule) -> Iterator[Held]:
    """What a word of a rule says of somebody's part in an act."""
    if rule.shape in VERBAL and (token.pos_ not in {"VERB", "AUX"} or token.dep_ == "amod" or child_of(token, "neg") is not None):
        return
    yield from SHAPES[rule.shape](token, rule)


def _noun(word: Token, rule: Rule) -> Iterator[Held]:
    if word.dep_ == "amod" and word.head.pos_ in {"NOUN", "PROPN"}:
        yield Held(rule, word, word.head, _acts_of_party(word.head), None)


def _adjective(word: Token, rule: Rule) -> Iterator[Held]:
    """As in "X is responsible for the blast", "X, responsible for the blast", "they hold X responsible for the blast"."""
    acts = _behind(word, {"for", "of"})
    verb = word.head
    if word.dep_ == "amod" and verb.pos_ in {"NOUN", "PROPN"} and acts and word.i > verb.i:
        holds = verb.dep_ == "dobj" and verb.head.lemma_ == "hold"
        yield Held(rule, word, verb, acts, speaker_of(verb.head), status="accused") if holds else Held(rule, word, verb, acts, None)
    elif verb.lemma_ == "hold":
        party = child_of(word, "nsubj") or _theme(verb)
        for each in (party, *party.conjuncts) if party is not None else ():
            yield Held(rule, verb, each, acts, agent_of(verb) if is_passive(verb) else speaker_of(verb), status="accused")
    elif word.dep_ == "acomp":
        yield from _of_subject(rule, word, verb, acts)


def _place(word: Token, rule: Rule) -> Iterator[Held]:
    """As in "X was behind the blast"."""
    if word.dep_ == "prep" and word.head.lemma_ == "be":
        yield from _of_subject(rule, word, word.head, tuple(thing for thing in word.children if thing.dep_ == "pobj"))


def _of_subject(rule: Rule, cue: Token, verb: Token, acts: tuple[Token, ...]) -> Iterator[Held]:
    """Of a verb without an object, its subject is the party."""
    subject = child_of(verb, "nsubj")
    party = verb.head if subject is not None and subject.lower_ in RELATIVES and verb.dep_ == "relcl" else subject
    if party is None or _is_nobody(party) or party.tag_ in {"WP", "WDT"} or (child_of(verb, "aux") is not None and verb.tag_ == "VB"):
        return
    status = "denied" if any(child.dep_ == "neg" for word in (verb, cue) for child in word.children) else None
    for each in (party, *party.conjuncts):
        yield Held(rule, cue, each, acts, None, status)


def _made(noun: Token, rule: Rule) -> Iterator[Held]:
    """As in "the blast was the work of X", "the blast bore the hallmarks of X"."""
    verb, parties = noun.head, _behind(noun, {"of"})
    act = child_of(verb, "nsubj")
    if noun.dep_ in {"attr", "dobj"} and act is not None and child_of(verb, "neg") is None:
        yield from (Held(rule, noun, each, (act,), None) for party in parties for each in (party, *party.conjuncts))


def _none(noun: Token, rule: Rule) -> Iterator[Held]:
    """As in "X had nothing to do with the blast", "X played no role in the blast"."""
    verb = noun.head
    if noun.dep_ != "dobj" or not (noun.lower_ == "nothing" or _is_nobody(noun) or child_of(verb, "neg") is not None):
        return
    clause = child_of(noun, "acl", "relcl")
    bringing = (noun, verb) if clause is None else (noun, clause)
    acts = tuple(act for word in bringing for act in _behind(word, {"in", "with", "to"}))
    party = speaker_of(verb)
    if party is not None and acts:
        yield from (Held(rule, verb, each, acts, None) for each in (party, *party.conjuncts))


def _word(noun: Token, rule: Rule) -> Iterator[Held]:
    """As in "the claim by X that it fired the shot", "X's claim to have fired the shot", "a claim of responsibility by X"."""
    if noun.pos_ != "NOUN":
        return
    named = next((thing for thing in _behind(noun, {"of"}) if thing.lemma_ in rule.objects), None)
    party = child_of(noun, "poss") or agent_of(noun) or (agent_of(named) if named is not None else None)
    clause = child_of(noun, "acl", "relcl", "ccomp")
    if party is None:
        return
    if clause is not None and (_is_about_self(clause) or (clause.tag_ in {"VB", "VBN"} and child_of(clause, "nsubj") is None)):
        yield Held(rule, noun, party, _with_object(clause), party)
    elif named is not None:
        yield Held(rule, noun, party, _behind(noun, {"for"}) or _behind(named, {"for"}), party)


def _behind(word: Token, prepositions: set[str]) -> tuple[Token, ...]:
    """What some prepositions of a word bring, light verbs with their objects."""
    found = (
        act
        for child in word.children
        if child.dep_ == "prep" and child.lower_ in prepositions
        for act in child.children
        if act.dep_ in {"pobj", "pcomp"}
    )
    return tuple(part for act in found for part in _with_object(act))


def _self(verb: Token, rule: Rule) -> Iterator[Held]:
    speaker = speaker_of(verb)
    if speaker is None or _is_nobody(speaker) or speaker.lemma_.lower() in LAWYERS:
        return
    acts = _self_acts(verb, rule)
    if acts is not None:
        claimant = _claimant(verb) if not acts else None
        yield Held(rule, verb, claimant if claimant is not None else speaker, acts, speaker)


def _claimant(verb: Token) -> Token | None:
    """Who claimed what somebody else disputes: "the cell claimed responsibility, but police rejected the claim"."""
    thing = child_of(verb, "dobj")
    if thing is None or thing.lemma_ != "claim" or not any(child.lower_ in POINTING for child in thing.lefts):
        return None
    before = (verb.doc[index] for index in range(verb.i - 1, max(verb.i - CLAIM_REACH, 0), -1))
    claims = (word for word in before if word.lemma_ in CLAIMING and word.pos_ == "VERB")
    claim = next((word for word in claims if (about := child_of(word, "dobj")) is not None and about.lemma_ in FOR), None)
    return speaker_of(claim) if claim is not None else None


def _self_acts(verb: Token, rule: Rule) -> tuple[Token, ...] | None:
    """The acts that a speaker owns up to or denies; None if the verb speaks of something else."""
    thing = _theme(verb)
    if rule.objects:
        if thing is not None and thing.lemma_.lower() in rule.objects:
            acts = _acts_after(thing, verb)
            return None if thing.lemma_ in REPORTED and not acts else acts
    elif not rule.gerund and thing is not None and thing.lemma_.lower() not in LOST | {"responsibility", "credit", "blame"}:
        return (thing,) if thing.pos_ == "NOUN" else None
    if rule.gerund:
        clause = next((child for child in verb.children if child.dep_ in {"xcomp", "ccomp"} and is_gerund(child)), None)
        to = next((child for child in verb.children if child.dep_ == "prep" and child.lower_ == "to"), None)
        clause = clause or (child_of(to, "pcomp") if to is not None else None)
        if clause is not None:
            return _acts_of(clause)
    if rule.clause:
        clause = child_of(verb, "ccomp")
        if clause is not None and _is_about_self(clause):
            return _acts_of(clause)
    return None


def _acts_of(clause: Token) -> tuple[Token, ...] | None:
    """What a clause says that somebody did; None for what befell him."""
    if is_undergone(clause):
        return None
    return _behind(clause, {"in"}) if clause.lemma_ in INVOLVED else _with_object(clause)


def is_gerund(verb: Token) -> bool:
    """True of "shelling" and "having shelled"."""
    return verb.tag_ == "VBG" or (verb.tag_ == "VBN" and any(child.lower_ == "having" for child in verb.lefts))


def is_undergone(clause: Token) -> bool:
    """True of what befalls a side: who lost men, or came under fire, has done nothing, nor does he deny a deed."""
    if clause.lemma_.lower() in word_set("words.undergoing"):
        return True
    return clause.lemma_ in {"be", "come"} and any(child.dep_ == "prep" and child.lower_ == "under" for child in clause.rights)


def _theme(verb: Token) -> Token | None:
    """What a verb is about: its object, its passive subject, or the noun it stands behind."""
    if is_passive(verb):
        subject = child_of(verb, "nsubjpass")
        return verb.head if subject is not None and verb.dep_ == "relcl" and subject.tag_ in {"WDT", "WP"} else subject
    return verb.head if verb.tag_ == "VBN" and verb.dep_ == "acl" else child_of(verb, "dobj")


def _acts_after(noun: Token, verb: Token) -> tuple[Token, ...]:
    """The blast of "responsibility for the blast", "for which they took responsibility", "claims that it caused the blast"."""
    bringing = {"for"} if noun.lemma_ in FOR else {"for", "in", "of", "to", "with"}  # "responsibility in a statement"
    found = [
        act
        for owner in (noun, verb)
        for preposition in owner.children
        if preposition.dep_ == "prep" and preposition.lower_ in bringing
        for act in preposition.children
        if act.dep_ in {"pobj", "pcomp"}
    ]
    clause = child_of(noun, "acl", "relcl")
    acts = [part for act in found for part in _with_object(act) if part.tag_ not in {"WDT", "WP"}]
    if verb.dep_ == "relcl" and len(acts) < len(found) and is_happening(verb.head):
        acts.append(verb.head)
    return (*acts, *(_with_object(clause) if clause is not None else ()))


def _with_object(act: Token) -> tuple[Token, ...]:
    """The act, its conjuncts, and the object that a light verb brings; the word that says most first."""
    brought = [thing for verb in (act, *act.conjuncts) if verb.lemma_.lower() in LIGHT for thing in _things(verb)]
    return (*brought, act, *act.conjuncts)


def _things(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in {"dobj", "attr"}:
            yield child
        elif child.dep_ == "prep" and child.lower_ == "behind":
            yield from (thing for thing in child.children if thing.dep_ == "pobj")


def _other(verb: Token, rule: Rule) -> Iterator[Held]:
    party = _theme(verb)
    if party is None or _is_nobody(party):
        return
    preposition = _tail(verb, party, {"of", "for", "with", "over", "in"})
    if preposition is None and not (rule.bare and party.pos_ in PARTIES and child_of(verb, "ccomp", "xcomp") is None):
        return
    by = agent_of(verb) if is_passive(verb) or verb.dep_ == "acl" else speaker_of(verb)
    found = (act for act in preposition.children if act.dep_ in {"pobj", "pcomp"}) if preposition is not None else ()
    acts = tuple(part for act in found for part in _with_object(act))
    if rule.bare and preposition is not None and preposition.lower_ == "in" and not any(is_happening(act) for act in acts):
        acts = ()  # "blamed looters in uniform"
    yield from _each(rule, verb, party, acts, by)


def _each(rule: Rule, verb: Token, party: Token, acts: tuple[Token, ...], by: Token | None) -> Iterator[Held]:
    """Every party of a row; of two who blame each other, each by the other."""
    if party.lower_ == "other" and any(child.lower_ == "each" for child in party.lefts):
        both = (by, *by.conjuncts) if by is not None else ()
        yield from (Held(rule, verb, one, acts, other) for one in both for other in both if one is not other)
        return
    named = next((child for child in party.rights if child.dep_ == "appos" and child.ent_type_ == "PERSON"), party)
    for each in (party, *party.conjuncts, *named.conjuncts):  # "charged two men, Ali Sow and Musa Ba"
        yield Held(rule, verb, each, acts, by)


def _tail(verb: Token, party: Token | None, words: set[str]) -> Token | None:
    """The preposition that brings the act; a gerund may hang on a noun inside the party ("supporters of the mayor of burning")."""
    agent = agent_of(verb)
    owners = (verb,) if party is None else (verb, party, *_inner_nouns(party))
    owners = (
        (*owners, *(child for child in party.rights if child.dep_ == "acl")) if party is not None else owners
    )  # "the gang known as X of"
    owners = (*owners, agent) if agent is not None else owners  # "was accused by the force of burning"
    found = [
        child
        for owner in owners
        for child in owner.children
        if child.dep_ == "prep" and child.lower_ in words and child.i > verb.i and child.n_rights
    ]
    gerund = next((child for child in found if child_of(child, "pcomp") is not None), None)
    return gerund or next((child for child in found if child.head in {verb, party}), None)


def _inner_nouns(noun: Token) -> Iterator[Token]:
    for _ in range(DEEPEST):
        preposition = child_of(noun, "prep")
        inner = child_of(preposition, "pobj") if preposition is not None else None
        if inner is None:
            return
        yield inner
        noun = inner


def _on(verb: Token, rule: Rule) -> Iterator[Held]:
    act = _theme(verb)
    preposition = _tail(verb, act, {"at"} if rule.objects else {"on"})
    if act is None or preposition is None or (rule.objects and act.lemma_ not in rule.objects):
        return
    by = agent_of(verb) if is_passive(verb) else speaker_of(verb)
    party = child_of(preposition, "pobj")
    if party is not None:
        yield from _each(rule, verb, party, () if rule.objects else _with_object(act), by)


def _raised(verb: Token, rule: Rule) -> Iterator[Held]:
    clause = child_of(verb, "xcomp")
    party = _theme(verb)
    if clause is None or party is None or not (is_passive(verb) or verb.dep_ == "acl"):
        return
    if any(child.dep_ == "auxpass" for child in clause.children):
        return
    acts = _with_object(clause)
    if clause.lemma_ != "be" or len(acts) > 1:
        yield Held(rule, verb, party, acts, agent_of(verb))


def _own(verb: Token, rule: Rule) -> Iterator[Held]:
    clause = child_of(verb, "ccomp")
    if clause is None or not _is_about_self(clause) or is_passive(clause) or is_undergone(clause) or clause.lemma_ in foilers():
        return
    thing = child_of(clause, "dobj")
    is_negated = child_of(clause, "neg") is not None or (thing is not None and _is_nobody(thing))
    speaker = speaker_of(verb)
    if speaker is not None and not _is_nobody(speaker):
        yield Held(rule, verb, speaker, _with_object(clause), speaker, "denied" if is_negated else None)


def _is_about_self(clause: Token) -> bool:
    """True of "it carried out" and "its forces carried out"."""
    subject = child_of(clause, "nsubj") or (child_of(clause, "nsubjpass") if clause.lemma_ in INVOLVED else None)
    if subject is None:
        return False
    if is_quoted(subject) and subject.lower_ not in {"i", "we"}:
        return False  # who is quoted speaks of himself as "I" or "we"
    return subject.lower_ in SELF or any(child.lower_ in OWN for child in subject.children)


def is_quoted(subject: Token) -> bool:
    """True if a quotation mark opens right before a subject."""
    return subject.left_edge.i > 0 and subject.nbor(subject.left_edge.i - 1 - subject.i).is_quote


def _is_nobody(token: Token) -> bool:
    return token.lower_ in NOBODY or any(child.lower_ in NOBODY for child in token.children if child.dep_ in {"det", "neg"})


def _acts_of_party(party: Token) -> tuple[Token, ...]:
    """What suspected people are told to have done."""
    head = party.head
    if party.dep_ == "nsubj" and head.pos_ == "VERB":
        return _with_object(head)
    if party.dep_ == "pobj" and head.dep_ in {"agent", "prep"} and head.lower_ == "by" and head.head != head:
        return _with_object(head.head)
    return ()


VERBAL = frozenset({"self", "other", "on", "raised", "own"})
SHAPES: dict[str, Callable[[Token, Rule], Iterator[Held]]] = {
    "self": _self,
    "other": _other,
    "on": _on,
    "raised": _raised,
    "own": _own,
    "noun": _noun,
    "adjective": _adjective,
    "place": _place,
    "made": _made,
    "none": _none,
    "word": _word,
}
