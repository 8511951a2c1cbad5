"""Slots of grammar: from a trigger token to the heads of the phrases that stand in a slot of it.

Slots: subject (logical: of the active, or the agent of the passive), object (likewise), poss, compound, `prep:NAME`, of, by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from spacy.tokens import Token

from onrecord.extract.counts.people import behind_day
from onrecord.vocab.words import word_set

RELATIVES = frozenset({"who", "which", "that", "whom"})
SUBJECT_SHARING = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp"})
PARTICIPLES = frozenset({"acl", "advcl", "amod", "xcomp"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM"})
INSTRUMENTS = frozenset({"use", "employ"})  # "the regime uses militias to kill": both act
TIMES = frozenset({"DATE", "TIME"})  # "by Friday"
DESCRIBING = frozenset(
    {
        "link",
        "loyal",
        "suspect",
        "know",
        "believe",
        "arm",
        "dress",
        "disguise",
        "ally",
        "align",
        "affiliate",
        "back",
        "support",
        "base",
        "wear",
        "tie",
        "join",
    }
)
DISGUISED = frozenset({"dress", "disguise", "pose", "masquerade"})
FINITE = frozenset({"VBD", "VBP", "VBZ"})
# Prepositions behind an object whose gerund is the object's deed: "accused the militia of burning", "kept rebels from storming".
OBJECT_CONTROL = frozenset({"of", "for", "with", "from", "into"})
DOCUMENTS = frozenset({"statement", "declaration", "letter", "communique", "resolution", "message", "note", "decree", "appeal"})
MAX_CLIMB = 4  # verbs that share one subject ("tried to storm and burn")
MAX_CHILDREN = 60
MAX_CONJUNCTS = 40  # a hostile list must not cost more


def with_conjuncts(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """The tokens, and what is coordinated with them.

    Walks the chain of conjuncts itself: spaCy's `Token.conjuncts` goes through a whole list at every member.
    """
    found: dict[int, Token] = {}
    for token in tokens:
        conjunct: Token | None = token
        while conjunct is not None and len(found) < MAX_CONJUNCTS:
            if conjunct is token or conjunct.pos_ in NOMINAL:
                found[conjunct.i] = conjunct
            conjunct = next((child for child in conjunct.rights if child.dep_ == "conj" or is_listed(child)), None)
    return tuple(found.values())


def is_listed(token: Token) -> bool:
    """True for a member of a list that the parser took for another name of the first: "a colonel, [his driver] and two guards"."""
    return (
        token.dep_ == "appos" and token.ent_type_ != "PERSON" and any(child.dep_ == "conj" for child in islice(token.rights, MAX_CHILDREN))
    )


def with_members(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """The tokens, and those who are said to be among them ("armed groups, which included the brigade")."""
    found: list[Token] = []
    for token in tokens:
        found.append(token)
        clauses = [child for child in near_children(token) if child.dep_ in {"relcl", "acl", "prep"}]
        clauses += [inner for clause in clauses for inner in near_children(clause) if inner.dep_ == "ccomp"]
        for clause in clauses:
            if clause.lemma_ == "include":
                found += with_conjuncts(children(clause, "dobj", "pobj"))
    return tuple(dict.fromkeys(found))


def near_children(token: Token) -> Iterator[Token]:
    """Children of a word; of a word that holds a whole hostile text together only the first ones."""
    return islice(token.children, MAX_CHILDREN)


def children(token: Token, *deps: str) -> tuple[Token, ...]:
    """Children with one of some dependencies."""
    return tuple(child for child in near_children(token) if child.dep_ in deps)


def is_passive(token: Token) -> bool:
    """True for a passive verb, and for a participle that has it from its noun or verb ("the soldiers killed in Homs", "was found beaten")."""
    if any(child.dep_ in {"nsubjpass", "auxpass", "agent"} for child in near_children(token)):
        return True
    if token.tag_ != "VBN" or children(token, "aux", "dobj"):
        return False
    return token.dep_ in PARTICIPLES or (token.dep_ == "conj" and bool(children(token.head, "auxpass")))


def own_subject(token: Token) -> tuple[Token, ...]:
    """The grammatical subject of this very verb, relative pronouns replaced by their noun."""
    found = undisguised(children(token, "nsubj", "nsubjpass", "csubj", "expl")) or swallowed_subject(token)
    return tuple(antecedent(subject, token) for subject in found if subject.dep_ != "expl")


def undisguised(subjects: tuple[Token, ...]) -> tuple[Token, ...]:
    """Subjects, with those who are dressed up in place of what they look like: "[gunmen] disguised as police freed"."""
    return tuple(dict.fromkeys(wearer(subject) or subject for subject in subjects))


def wearer(look: Token) -> Token | None:
    """Who wears a look that the parser took for a subject: "men dressed as [monks] attacked"."""
    start = look.left_edge.i
    worn = look.doc[start - 2] if start > 1 and look.doc[start - 1].lower_ == "as" else None
    if worn is None or worn.lemma_ not in DISGUISED:
        return None
    return worn.head if worn.dep_ == "acl" else next(iter(children(worn, "nsubj", "nsubjpass")), None)


def swallowed_subject(verb: Token) -> tuple[Token, ...]:
    """The subject that the parser took into the time before it: "On [9 May soldiers] entered the town", "Over [the past week units] have fired"."""
    if verb.tag_ not in FINITE and not any(child.tag_ in FINITE for child in children(verb, "aux")):
        return ()
    phrases = (child for child in children(verb, "prep") if child.i < verb.i and child.is_sent_start)
    nouns = (noun for child in phrases for noun in children(child, "pobj") if noun.pos_ == "NOUN")
    return tuple(noun for noun in nouns if is_behind_time(noun))[:1]


def is_behind_time(noun: Token) -> bool:
    """True for a plural behind a month or a unit of time of its own phrase that is no unit of time itself."""
    before = noun.nbor(-1) if noun.i else noun
    is_after = before.head == noun and before.dep_ == "compound" and before.ent_type_ in TIMES
    return is_after and noun.tag_ == "NNS" and noun.lower_ not in word_set("words.unit-of-time")


def antecedent(token: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for, else the token itself."""
    if token.lower_ in RELATIVES and verb.dep_ == "ccomp" and verb.head.dep_ == "relcl":
        verb = verb.head  # "which police said killed nine"
    if token.lower_ in RELATIVES and verb.dep_ in {"relcl", "acl"}:
        return thing_before(verb.head) if token.lower_ == "which" else verb.head
    if token.lower_ in RELATIVES and verb.dep_ == "conj" and verb.head.dep_ == "relcl":
        return thing_before(verb.head.head) if token.lower_ == "which" else verb.head.head
    return token


def thing_before(noun: Token) -> Token:
    """What "which" stands for: of "a rally for President Sall, which" the rally, for it is never a person."""
    for _ in range(MAX_CLIMB):
        if noun.ent_type_ != "PERSON" or noun.dep_ != "pobj" or noun.head.head.pos_ not in NOMINAL:
            break
        noun = noun.head.head
    return noun


def grammatical_subject(token: Token) -> tuple[Token, ...]:
    """The subject, taken from the verb that shares its own where this verb has none."""
    verb = token
    for _ in range(MAX_CLIMB):
        found = own_subject(verb)
        if found:
            return found
        if verb.dep_ == "acl" and any(child.dep_ == "aux" and child.lower_ == "to" for child in near_children(verb)):
            return ()  # "an attempt to storm the base": the attempt does not storm
        if verb.dep_ in {"acl", "relcl"} and is_document(verb.head):
            verb = verb.head.head
            continue
        if verb.dep_ in {"acl", "relcl"}:
            return (verb.head,)
        if verb.dep_ == "amod":
            return ()
        if verb.dep_ == "pcomp" or verb.dep_ not in SUBJECT_SHARING:
            head = verb.head.head if verb.dep_ == "pcomp" and verb.head.dep_ == "prep" else None
            head = head.head if head is not None and head.dep_ == "acomp" else head  # "are guilty of shelling"
            if head is None or head.pos_ not in {"VERB", "AUX"}:
                return ()
            if verb.dep_ == "pcomp" and verb.head.lower_ in OBJECT_CONTROL and head.i < verb.i:
                controlled = children(head, "nsubjpass") if is_passive(head) else children(head, "dobj")
                if controlled:
                    return controlled
            verb = head
            continue
        if verb.dep_ == "ccomp" and verb.tag_ not in {"VBG", "VB"}:
            return ()
        if verb.head.pos_ not in {"VERB", "AUX"}:
            return ()
        if verb.dep_ == "advcl" and verb.tag_ in FINITE:
            return own_subject(verb.head) if is_described(verb) else ()
        controlled = tuple(noun for noun in children(verb.head, "dobj") if noun.i < verb.i) if verb.dep_ == "xcomp" else ()
        if controlled and verb.tag_ == "VB":
            return (
                (*grammatical_subject(verb.head), *controlled) if verb.head.lemma_ in INSTRUMENTS else controlled
            )  # "ordered troops to storm"
        if verb.dep_ == "advcl" and verb.tag_ == "VBG" and (deed := controlled_deed(verb)) is not None:
            verb = deed
            continue
        if is_passive(verb.head) and verb.dep_ == "advcl" and not is_passive(verb):
            return agents(verb.head) or own_subject(verb.head)
        if is_passive(verb.head) and verb.dep_ == "conj" and not is_passive(verb):
            return own_subject(verb.head)
        verb = verb.head
    return ()


def controlled_deed(verb: Token) -> Token | None:
    """What a verb accuses somebody of, where what came of it stands behind: "accused soldiers of [firing] on farmers, killing five"."""
    gerunds = (
        gerund
        for preposition in children(verb.head, "prep")
        if preposition.lower_ in OBJECT_CONTROL
        for gerund in children(preposition, "pcomp")
    )
    return next((gerund for gerund in gerunds if gerund.i < verb.i), None)


def is_described(verb: Token) -> bool:
    """True of the verb behind a participle that the parser took for the main one: "gunmen linked to a cartel [killed] nine people"."""
    before, has_mark = verb.head, any(child.dep_ in {"mark", "advmod", "aux"} for child in verb.lefts)
    is_participle = before.tag_ in {"VBD", "VBN"} and before.lemma_ in DESCRIBING and not children(before, "aux", "auxpass", "dobj")
    return is_participle and not has_mark and before.i < verb.i and not any(token.text in ",;" for token in verb.doc[before.i : verb.i])


def is_document(noun: Token) -> bool:
    """True for a text that somebody gives out: what it says its issuer says ("issued a statement demanding")."""
    return noun.lemma_ in DOCUMENTS and noun.dep_ == "dobj" and noun.head.pos_ == "VERB"


def agents(token: Token) -> tuple[Token, ...]:
    """Who did it, of a passive."""
    by = children(token, "agent") or tuple(child for child in children(token, "prep") if child.lower_ == "by")
    return tuple(noun for child in by for noun in children(child, "pobj") if noun.ent_type_ not in TIMES)


def subject(token: Token) -> tuple[Token, ...]:
    """The logical subject."""
    if token.pos_ == "ADJ":
        return (token.head,) if token.dep_ == "amod" else grammatical_subject(token.head) if token.dep_ == "acomp" else ()
    if token.pos_ not in {"VERB", "AUX"}:
        return ()
    return agents(token) if is_passive(token) else grammatical_subject(token)


def object_(token: Token) -> tuple[Token, ...]:
    """The logical object."""
    if not is_passive(token):
        found = children(token, "dobj", "dative") or behind_day(token)
        if not found and token.dep_ == "relcl" and own_subject(token):
            return (token.head,) if not any(child.lower_ in {"where", "when"} for child in near_children(token)) and gap(token) else ()
        return tuple(antecedent(noun, token) for noun in found)
    if token.dep_ == "amod":
        return (token.head,)
    return own_subject(token) or grammatical_subject(token)


def gap(token: Token) -> bool:
    """True if a relative clause leaves out its object ("the town that rebels attacked")."""
    return not children(token, "dobj") and any(
        child.lower_ in RELATIVES and child.dep_ in {"dobj", "pobj"} for child in near_children(token)
    )


def prepositional(token: Token, names: frozenset[str]) -> tuple[Token, ...]:
    """Nouns behind prepositions of the trigger."""
    found: list[Token] = []
    for child in near_children(token):
        if child.dep_ in {"prep", "agent", "dative"} and child.lower_ in names:
            found += [noun for noun in near_children(child) if noun.dep_ in {"pobj", "pcomp"}]
            found += [noun for inner in children(child, "prep") for noun in children(inner, "pobj")]
    return tuple(found)


def modifiers(token: Token) -> tuple[Token, ...]:
    """Nouns and adjectives in front of a noun ("US air strikes", "the Taliban attack")."""
    return tuple(child for child in near_children(token) if child.dep_ in {"compound", "amod", "nmod"} and child.i < token.i)


def asked(token: Token) -> tuple[Token, ...]:
    """Subjects of the clause that a verb of speech takes: "demanded that the army withdraw"."""
    return tuple(part for clause in children(token, "ccomp") for part in children(clause, "nsubj", "nsubjpass"))


def duty(token: Token) -> tuple[Token, ...]:
    """Modals of the clause that a verb of speech takes: "must" in "insisted that they must leave"."""
    return tuple(part for clause in children(token, "ccomp") for part in children(clause, "aux") if part.tag_ == "MD")


def purpose(token: Token) -> tuple[Token, ...]:
    """What a deed is done for: "demand" in "gathered at the gate to demand jobs"."""
    return tuple(verb for verb in children(token, "advcl", "xcomp") if any(child.lower_ == "to" for child in children(verb, "aux")))


SLOTS: dict[str, Callable[[Token], tuple[Token, ...]]] = {
    "subject": subject,
    "object": object_,
    "poss": lambda token: children(token, "poss"),
    "compound": modifiers,
    "of": lambda token: prepositional(token, frozenset({"of"})),
    "by": agents,
    "clause": asked,
    "duty": duty,
    "purpose": purpose,
    "dative": lambda token: tuple(noun for noun in children(token, "dative") if noun.pos_ != "ADP"),
}


def fill_slot(token: Token, slot: str) -> tuple[Token, ...]:
    """Heads of the phrases in a slot, with what is coordinated with them.

    Raises:
        KeyError: if there is no such slot.
    """
    if slot.startswith("prep:"):
        return with_conjuncts(prepositional(token, frozenset({slot[5:]})))
    return with_conjuncts(SLOTS[slot](token))
