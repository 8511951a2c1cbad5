"""Who is held to have done it, and by whom: claims of responsibility, accusations, suspicion, denials."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from spacy.tokens import Doc, Token

from onrecord.extract.attribution.extents import child_of, is_passive, to_span, verb_group
from onrecord.extract.attribution.naming import Namer
from onrecord.extract.attribution.speakers import agent_of, speaker_extent, speaker_of
from onrecord.model.mentions import ActorMention
from onrecord.model.text import Span
from onrecord.vocab.rules import load_rules, texts
from onrecord.vocab.triggers import load_lexicon

NOBODY = frozenset({"no", "nobody", "none", "neither"})
SELF = frozenset({"it", "they", "he", "she", "we", "i"})
OWN = frozenset({"its", "their", "his", "her", "our", "my"})
LIGHT = frozenset(
    {
        "carry",
        "launch",
        "conduct",
        "stage",
        "mount",
        "commit",
        "perpetrate",
        "execute",
        "make",
        "open",
        "perform",
        "be",
        "have",
        "use",
        "undertake",
    }
)
LOST = frozenset({"life", "victim", "soul", "seat", "title", "prize", "victory", "win"})
PASSIVE_NAMES = frozenset({"nsubjpass", "nsubj"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilityMention:
    """Somebody's word on who did it.

    `party` is the token of who is held responsible, `acts` the tokens that name the act, best first (empty if it is not named). `by_token`,
    `by_span` and `by_name` are who says so, None where nobody is named. `status`: claimed, accused, suspected, denied.
    """

    party: int
    party_span: Span
    party_name: str | None
    status: str
    cue: Span
    rule: str
    acts: tuple[int, ...] = ()
    by_token: int | None = None
    by_span: Span | None = None
    by_name: str | None = None
    party_actor: int | None = None  # index into the actor mentions

    @property
    def act(self) -> int | None:
        """The token that names the act best, or None."""
        return self.acts[0] if self.acts else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    id: str
    shape: str
    status: str
    words: frozenset[str]
    objects: frozenset[str]
    gerund: bool
    clause: bool


@dataclass(frozen=True, slots=True)
class _Held:
    """What a rule found, in tokens."""

    rule: _Rule
    cue: Token
    party: Token
    acts: tuple[Token, ...]
    by: Token | None


@lru_cache(maxsize=1)
def load_responsibility_rules() -> tuple[_Rule, ...]:
    """Read the rules once."""
    path = files("onrecord.vocab") / "data" / "en" / "responsibility.toml"
    allowed = frozenset({"shape", "status", "words", "objects", "gerund", "clause", "examples", "never"})
    rows = load_rules(path, allowed=allowed, required=frozenset({"shape", "status", "words", "examples", "never"}))
    return tuple(
        _Rule(
            id=str(row["id"]),
            shape=str(row["shape"]),
            status=str(row["status"]),
            words=frozenset(texts(row, "words")),
            objects=frozenset(texts(row, "objects")),
            gerund=bool(row.get("gerund", False)),
            clause=bool(row.get("clause", False)),
        )
        for row in rows
    )


@lru_cache(maxsize=1)
def _rules_by_word() -> dict[str, tuple[_Rule, ...]]:
    found: dict[str, tuple[_Rule, ...]] = {}
    for rule in load_responsibility_rules():
        for word in rule.words:
            found[word] = (*found.get(word, ()), rule)
    return found


def find_responsibility(doc: Doc, actors: tuple[ActorMention, ...] = ()) -> tuple[ResponsibilityMention, ...]:
    """Every word on responsibility, in text order."""
    rules, namer = _rules_by_word(), Namer(doc, actors)
    return tuple(
        _to_mention(doc, held, namer)
        for token in doc
        for rule in rules.get(token.lower_ if token.dep_ == "amod" else token.lemma_.lower(), ())
        for held in _read(token, rule)
        if _is_explicit(held) or any(_is_happening(act) for act in held.acts)
    )


def _is_explicit(held: _Held) -> bool:
    """True where the words themselves speak of responsibility, whatever the act is called."""
    return bool(held.rule.objects) or held.rule.shape in {"other", "on"}


def _is_happening(act: Token) -> bool:
    """True of a word of the trigger lexicon."""
    patterns = load_lexicon().patterns
    return act.lemma_.lower() not in LIGHT and act.lemma_.lower() in patterns["verbs" if act.pos_ in {"VERB", "AUX"} else "nouns"]


def _read(token: Token, rule: _Rule) -> Iterator[_Held]:
    if rule.shape == "noun":
        if token.dep_ == "amod" and token.head.pos_ in {"NOUN", "PROPN"}:
            yield _Held(rule, token, token.head, _acts_of_party(token.head), None)
        return
    if token.pos_ not in {"VERB", "AUX"} or token.dep_ == "amod" or child_of(token, "neg") is not None:
        return
    yield from {"self": _self, "other": _other, "on": _on, "raised": _raised, "own": _own}[rule.shape](token, rule)


def _self(verb: Token, rule: _Rule) -> Iterator[_Held]:
    speaker = speaker_of(verb)
    if speaker is None or _is_nobody(speaker):
        return
    acts = _self_acts(verb, rule)
    if acts is not None:
        yield _Held(rule, verb, speaker, acts, speaker)


def _self_acts(verb: Token, rule: _Rule) -> tuple[Token, ...] | None:
    """The acts that a speaker owns up to or denies; None if the verb speaks of something else."""
    thing = _theme(verb)
    if rule.objects:
        if thing is not None and thing.lemma_.lower() in rule.objects:
            return _acts_after(thing, verb)
    elif not rule.gerund and thing is not None and thing.lemma_.lower() not in LOST | {"responsibility", "credit", "blame"}:
        return (thing,) if thing.pos_ == "NOUN" else None
    if rule.gerund:
        clause = next((child for child in verb.children if child.dep_ in {"xcomp", "ccomp"} and child.tag_ == "VBG"), None)
        to = next((child for child in verb.children if child.dep_ == "prep" and child.lower_ == "to"), None)
        clause = clause or (child_of(to, "pcomp") if to is not None else None)
        if clause is not None:
            return _with_object(clause)
    if rule.clause:
        clause = child_of(verb, "ccomp")
        if clause is not None and _is_about_self(clause):
            return _with_object(clause)
    return None


def _theme(verb: Token) -> Token | None:
    """What a verb is about: its object, its passive subject, or the noun it stands behind."""
    if is_passive(verb):
        subject = child_of(verb, "nsubjpass")
        return verb.head if subject is not None and verb.dep_ == "relcl" and subject.tag_ in {"WDT", "WP"} else subject
    return verb.head if verb.tag_ == "VBN" and verb.dep_ == "acl" else child_of(verb, "dobj")


def _acts_after(noun: Token, verb: Token) -> tuple[Token, ...]:
    """The blast of "responsibility for the blast", "for which they took responsibility", "claims that it caused the blast"."""
    found = [
        act
        for owner in (noun, verb)
        for preposition in owner.children
        if preposition.dep_ == "prep" and preposition.lower_ in {"for", "in", "of", "to", "with"}
        for act in preposition.children
        if act.dep_ in {"pobj", "pcomp"}
    ]
    clause = child_of(noun, "acl", "relcl")
    acts = [part for act in found for part in _with_object(act) if part.tag_ not in {"WDT", "WP"}]
    if verb.dep_ == "relcl" and len(acts) < len(found):
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


def _other(verb: Token, rule: _Rule) -> Iterator[_Held]:
    party = _theme(verb)
    preposition = _tail(verb, party, {"of", "for", "with", "over", "in"})
    if party is None or preposition is None or _is_nobody(party):
        return
    by = agent_of(verb) if is_passive(verb) or verb.dep_ == "acl" else speaker_of(verb)
    acts = tuple(part for act in preposition.children if act.dep_ in {"pobj", "pcomp"} for part in _with_object(act))
    for each in (party, *party.conjuncts):
        yield _Held(rule, verb, each, acts, by)


def _tail(verb: Token, party: Token | None, words: set[str]) -> Token | None:
    owners = (verb,) if party is None else (verb, party)
    return next(
        (
            child
            for owner in owners
            for child in owner.children
            if child.dep_ == "prep" and child.lower_ in words and child.i > verb.i and child.n_rights
        ),
        None,
    )


def _on(verb: Token, rule: _Rule) -> Iterator[_Held]:
    act = _theme(verb)
    preposition = _tail(verb, act, {"on"})
    if act is None or preposition is None:
        return
    by = agent_of(verb) if is_passive(verb) else speaker_of(verb)
    party = child_of(preposition, "pobj")
    if party is not None:
        for each in (party, *party.conjuncts):
            yield _Held(rule, verb, each, _with_object(act), by)


def _raised(verb: Token, rule: _Rule) -> Iterator[_Held]:
    clause = child_of(verb, "xcomp")
    party = _theme(verb)
    if clause is None or party is None or not (is_passive(verb) or verb.dep_ == "acl"):
        return
    if any(child.dep_ == "auxpass" for child in clause.children):
        return
    acts = _with_object(clause)
    if clause.lemma_ != "be" or len(acts) > 1:
        yield _Held(rule, verb, party, acts, agent_of(verb))


def _own(verb: Token, rule: _Rule) -> Iterator[_Held]:
    clause = child_of(verb, "ccomp")
    if clause is None or not _is_about_self(clause) or is_passive(clause) or child_of(clause, "neg") is not None:
        return
    speaker = speaker_of(verb)
    if speaker is not None and not _is_nobody(speaker):
        yield _Held(rule, verb, speaker, _with_object(clause), speaker)


def _is_about_self(clause: Token) -> bool:
    """True of "it carried out" and "its forces carried out"."""
    subject = child_of(clause, "nsubj")
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


def _to_mention(doc: Doc, held: _Held, namer: Namer) -> ResponsibilityMention:
    extent = speaker_extent(held.party, held.cue)
    name, actor = namer.name(held.party.i, extent)
    by = held.by
    by_extent = speaker_extent(by, held.cue) if by is not None else None
    return ResponsibilityMention(
        party=held.party.i,
        party_span=to_span(doc, extent),
        party_name=name,
        status=held.rule.status,
        cue=to_span(doc, verb_group(held.cue)),
        rule=held.rule.id,
        acts=tuple(dict.fromkeys(act.i for act in held.acts)),
        by_token=by.i if by is not None else None,
        by_span=to_span(doc, by_extent) if by_extent is not None else None,
        by_name=namer.name(by.i, by_extent)[0] if by is not None and by_extent is not None else None,
        party_actor=actor,
    )
