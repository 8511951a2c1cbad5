"""The shapes of grammar in which an act is laid at somebody's door: from a word of a rule to the party, the act, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from onrecord.extract.attribution.extents import child_of, is_passive
from onrecord.extract.attribution.held import Held, Rule, behind, is_happening, is_nobody, theme_of, with_object
from onrecord.extract.attribution.own import is_about_self, read_motive, read_own, read_self
from onrecord.extract.attribution.speakers import agent_of, speaker_of

VAGUE = frozenset({"incident", "act", "thing", "matter", "deed", "crime", "one", "event", "role", "part", "this", "that", "it", "them"})
DEEPEST = 3  # nouns inside a noun phrase
RELATIVES = frozenset({"who", "which", "that"})
PARTIES = frozenset({"NOUN", "PROPN", "PRON"})


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
    acts = behind(word, {"for", "of"})
    verb = word.head
    if word.dep_ == "amod" and verb.pos_ in {"NOUN", "PROPN"} and acts and word.i > verb.i:
        holds = verb.dep_ == "dobj" and verb.head.lemma_ == "hold"
        yield Held(rule, word, verb, acts, speaker_of(verb.head), status="accused") if holds else Held(rule, word, verb, acts, None)
    elif verb.lemma_ == "hold":
        party = child_of(word, "nsubj") or theme_of(verb)
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
    if party is None or is_nobody(party) or party.tag_ in {"WP", "WDT"} or (child_of(verb, "aux") is not None and verb.tag_ == "VB"):
        return
    if is_open(verb):
        return
    status = "denied" if any(child.dep_ == "neg" for word in (verb, cue) for child in word.children) else None
    for each in (party, *party.conjuncts):
        yield Held(rule, cue, each, acts, None, status)


def is_open(verb: Token) -> bool:
    """True below "to confirm or deny": nothing is said."""
    verbs = {verb.head.lemma_, *(other.lemma_ for other in verb.head.conjuncts)} if verb.dep_ == "ccomp" else set()
    return verbs >= {"confirm", "deny"}


def _role(noun: Token, rule: Rule) -> Iterator[Held]:
    """As in "X is the main suspect in the blast"."""
    if noun.dep_ == "attr" and noun.head.lemma_ in {"be", "remain"}:
        yield from _of_subject(rule, noun, noun.head, behind(noun, {"in", "of", "for", "over"}))


def _made(noun: Token, rule: Rule) -> Iterator[Held]:
    """As in "the blast was the work of X", "the blast bore the hallmarks of X"."""
    verb, parties = noun.head, behind(noun, {"of"})
    act = child_of(verb, "nsubj")
    if noun.dep_ in {"attr", "dobj"} and act is not None and child_of(verb, "neg") is None:
        yield from (Held(rule, noun, each, (act,), None) for party in parties for each in (party, *party.conjuncts))


def _none(noun: Token, rule: Rule) -> Iterator[Held]:
    """As in "X had nothing to do with the blast", "X played no role in the blast"."""
    verb = noun.head
    if noun.dep_ != "dobj" or not (noun.lower_ == "nothing" or is_nobody(noun) or child_of(verb, "neg") is not None):
        return
    clause = child_of(noun, "acl", "relcl")
    bringing = (noun, verb) if clause is None else (noun, clause)
    acts = tuple(act for word in bringing for act in behind(word, {"in", "with", "to"}))
    party = speaker_of(verb)
    if party is not None and acts:
        yield from (Held(rule, verb, each, acts, None) for each in (party, *party.conjuncts))


def _word(noun: Token, rule: Rule) -> Iterator[Held]:
    """As in "the claim by X that it fired the shot", "X's claim to have fired the shot", "a claim of responsibility by X"."""
    if noun.pos_ != "NOUN":
        return
    named = next((thing for thing in behind(noun, {"of"}) if thing.lemma_ in rule.objects), None)
    party = child_of(noun, "poss") or agent_of(noun) or (agent_of(named) if named is not None else None)
    clause = child_of(noun, "acl", "relcl", "ccomp")
    if party is None:
        return
    if clause is not None and (is_about_self(clause) or (clause.tag_ in {"VB", "VBN"} and child_of(clause, "nsubj") is None)):
        yield Held(rule, noun, party, with_object(clause), party)
    elif named is not None:
        yield Held(rule, noun, party, behind(noun, {"for"}) or behind(named, {"for"}), party)


def _other(verb: Token, rule: Rule) -> Iterator[Held]:
    party = theme_of(verb)
    if party is None or is_nobody(party):
        return
    preposition = _tail(verb, party, {"of", "for", "with", "over", "in"})
    if preposition is None and not (rule.bare and party.pos_ in PARTIES and child_of(verb, "ccomp", "xcomp") is None):
        return
    by = agent_of(verb) if is_passive(verb) or verb.dep_ == "acl" else speaker_of(verb)
    found = (act for act in preposition.children if act.dep_ in {"pobj", "pcomp"}) if preposition is not None else ()
    acts = tuple(part for act in found for part in with_object(act))
    if rule.bare and not any(is_happening(act) for act in acts):
        acts = ()  # "blamed looters in uniform", "blamed followers of the priest"
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
    act = theme_of(verb)
    preposition = _tail(verb, act, {"at"} if rule.objects else {"on"})
    if act is None or preposition is None or (rule.objects and act.lemma_ not in rule.objects):
        return
    by = agent_of(verb) if is_passive(verb) else speaker_of(verb)
    party = child_of(preposition, "pobj")
    if party is not None:
        yield from _each(rule, verb, party, () if rule.objects else with_object(act), by)


def _raised(verb: Token, rule: Rule) -> Iterator[Held]:
    clause = child_of(verb, "xcomp")
    party = theme_of(verb)
    if clause is None or party is None or not (is_passive(verb) or verb.dep_ == "acl"):
        return
    if any(child.dep_ == "auxpass" for child in clause.children):
        return
    acts = with_object(clause)
    if clause.lemma_ != "be" or len(acts) > 1:
        yield Held(rule, verb, party, acts, agent_of(verb))


def _acts_of_party(party: Token) -> tuple[Token, ...]:
    """What suspected people are told to have done."""
    head = party.head
    if party.dep_ == "nsubj" and head.pos_ == "VERB":
        return with_object(head)
    if party.dep_ == "pobj" and head.dep_ in {"agent", "prep"} and head.lower_ == "by" and head.head != head:
        return with_object(head.head)
    return ()


VERBAL = frozenset({"self", "other", "on", "raised", "own", "motive"})
SHAPES: dict[str, Callable[[Token, Rule], Iterator[Held]]] = {
    "self": read_self,
    "other": _other,
    "on": _on,
    "raised": _raised,
    "own": read_own,
    "noun": _noun,
    "adjective": _adjective,
    "place": _place,
    "made": _made,
    "role": _role,
    "none": _none,
    "motive": read_motive,
    "word": _word,
}
