"""The noun phrase of who speaks, found from the reporting verb."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.extract.attribution.extents import Extent, child_of, is_passive, noun_phrase
from onrecord.vocab.words import word_set

RELATIVES = frozenset({"who", "which", "that"})
DEEPEST = 6
LONGEST_ADJUNCT = 6  # tokens behind a verb that ends its sentence: "said on Friday."
LONGEST_STRETCH = 20  # words of a speaker's noun phrases in a row
FINITE = frozenset({"VBD", "VBP", "VBZ"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
BEFORE_NOUNS = frozenset({"compound", "nmod", "poss", "amod"})
GOING_ON = frozenset({"add", "note", "stress", "explain"})
PRONOUNS = frozenset({"he", "she", "it", "they"})


def speaker_of(verb: Token, depth: int = 0) -> Token | None:
    """The token that heads the speaker's noun phrase, or None if nobody is named."""
    if is_passive(verb):
        return agent_of(verb)
    subject = _subject_of(verb)
    if subject is not None:
        return _antecedent(subject, verb)
    if verb.tag_ == "VBN" and (verb.dep_ in {"acl", "amod"} or verb.left_edge.lower_ in {"as", "when"} or verb.lemma_ == "ask"):
        return agent_of(verb)  # "when asked"
    return _inherited(verb, depth) if depth < DEEPEST else None


def _subject_of(verb: Token) -> Token | None:
    """The subject nearest to a verb: the parser may see a second one in what is said ("killed a man, his driver and ..., police said")."""
    before = [child for child in verb.lefts if child.dep_ == "nsubj"]
    behind = [child for child in verb.rights if child.dep_ == "nsubj"]
    named = next((child for child in behind[1:] if child.ent_type_ == "PERSON"), None)  # "said the sub-prefect, Luc Humbert"
    return before[-1] if before else named or next(iter(behind), None)


def stretch_before(verb: Token) -> Extent | None:
    """The words between the last comma and a verb that ends its sentence, where the parser saw no subject in them.

    Speakers in a row ("..., residents and a local chief said.") are often read as a part of the clause before the comma, and one behind
    a noun ("killed a guard and his son, Governor Bilyk wrote on Telegram.") as an apposition.
    """
    doc, sentence = verb.doc, verb.sent
    if verb.tag_ not in FINITE or sentence.end - verb.i - 1 > LONGEST_ADJUNCT:
        return None
    rest = doc[verb.i + 1 : sentence.end]
    if any(token.tag_ in FINITE or token.is_quote for token in rest):
        return None
    end = verb.i - is_behind_name(verb)
    start = end
    while start > max(sentence.start, end - LONGEST_STRETCH) and not doc[start - 1].is_punct:
        start -= 1
    words = doc[start:end]
    if start <= sentence.start or doc[start - 1].text != "," or not len(words) or words[0].dep_ in {"cc", "mark"}:
        return None
    if any(token.tag_ in FINITE or token.tag_ in {"WP", "WDT"} for token in words) or sentence[0].dep_ == "mark":
        return None
    return (start, end) if words[-1].pos_ in NOUNS else None


def is_behind_name(verb: Token) -> bool:
    """True of a verb behind a person's name between commas: "..., the mayor of Bara, [Musa Keita,] said"."""
    doc = verb.doc
    return verb.i > 1 and doc[verb.i - 1].text == "," and doc[verb.i - 2].ent_type_ == "PERSON" and doc[verb.i - 2].pos_ == "PROPN"


def head_of(doc: Doc, stretch: Extent) -> Token:
    """The noun that heads the first of the noun phrases in a row."""
    nouns = (token for token in doc[stretch[0] : stretch[1]] if token.pos_ in NOUNS and token.dep_ not in BEFORE_NOUNS)
    return next(nouns, doc[stretch[0] : stretch[1]].root)


def agent_of(verb: Token) -> Token | None:
    """X of "by X"."""
    by = next((child for child in verb.children if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")), None)
    return child_of(by, "pobj") if by is not None else None


def speaker_extent(speaker: Token, verb: Token) -> Extent:
    """The speaker's full noun phrase, on its own side of the verb."""
    start, end = noun_phrase(speaker)
    if start <= verb.i < end:
        return (start, verb.i) if speaker.i < verb.i and not _relative_between(speaker, verb) else _before_clause(speaker, start, verb)
    return start, end


def _antecedent(subject: Token, verb: Token) -> Token:
    """The noun that "who" stands for."""
    if verb.dep_ == "relcl" and subject.lower_ in RELATIVES:
        return verb.head
    return subject


def _inherited(verb: Token, depth: int) -> Token | None:
    """The subject of the verb that governs this one: "said, adding that", "was quoted as saying"."""
    head = verb.head
    if head == verb:
        return None
    if verb.dep_ == "acl" and head.pos_ in {"NOUN", "PROPN"}:
        return _issuer_of(head, depth) or head
    if verb.dep_ == "pcomp" and head.head.pos_ in {"VERB", "AUX"}:
        return _quoted(head.head) if head.lower_ == "as" else speaker_of(head.head, depth + 1)
    if verb.dep_ == "xcomp":
        thing = child_of(head, "dobj")
        return thing if thing is not None else _subject_or_inherited(head, depth)
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and head.dep_ == "ccomp" and head.head.pos_ == "VERB":
        subject = child_of(head, "nsubj", "nsubjpass")
        if verb.lemma_ in GOING_ON or (subject is not None and subject.lower_ in PRONOUNS):
            return _subject_or_inherited(head.head, depth)  # "said they had fled, adding that"
    if verb.dep_ in {"conj", "advcl", "dep", "ccomp"} and head.pos_ in {"VERB", "AUX"}:
        return _subject_or_inherited(head, depth)
    return None


def _issuer_of(noun: Token, depth: int) -> Token | None:
    """X of "X issued a statement saying", "in a letter saying ..., X"; None if the noun carries nobody's words."""
    if noun.lemma_.lower() not in word_set("words.carriers"):
        return None
    owner = child_of(noun, "poss")
    if owner is not None:
        return owner
    governor = noun.head if noun.dep_ == "dobj" else noun.head.head if noun.dep_ == "pobj" else None
    return speaker_of(governor, depth + 1) if governor is not None and governor.pos_ == "VERB" and depth < DEEPEST else None


def _quoted(verb: Token) -> Token | None:
    """X of "X was quoted as saying" and "quoted X as saying"."""
    return child_of(verb, "nsubjpass") if is_passive(verb) else child_of(verb, "dobj")


def _subject_or_inherited(verb: Token, depth: int) -> Token | None:
    subject = child_of(verb, "nsubj", "nsubjpass")
    if subject is not None:
        return _antecedent(subject, verb)
    return speaker_of(verb, depth + 1)


def _relative_between(speaker: Token, verb: Token) -> bool:
    return verb.dep_ in {"relcl", "acl"} and speaker.i < verb.i


def _before_clause(speaker: Token, start: int, verb: Token) -> Extent:
    """The part of a phrase before the relative clause in which it speaks, with the pronoun that stands for it (PARC's source)."""
    pronoun = child_of(verb, "nsubj", "nsubjpass")
    if pronoun is not None and speaker.i < pronoun.i < verb.i and pronoun.lower_ in RELATIVES:
        return start, pronoun.i + 1
    end = verb.left_edge.i
    while end - 1 > speaker.i and speaker.doc[end - 1].is_punct:
        end -= 1
    return start, max(end, speaker.i + 1)
