"""The shortest full name of whom or what a noun phrase names."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.extract.actors.rules import NameWords, load_name_words
from onrecord.model.text import Span
from onrecord.vocab.words import word_set

PREMODIFIERS = frozenset(
    {
        "compound",
        "amod",
        "nmod",
        "poss",
        "case",
        "punct",
        "cc",
        "conj",
        "advmod",
        "npadvmod",
        "nummod",
        "quantmod",
        "det",
        "predet",
        "dep",
        "acl",
        "appos",
    }
)
DROPPED = frozenset({"det", "predet", "advmod", "quantmod", "cc", "preconj"})
PROPER = frozenset({"PROPN"})
NOMINAL = frozenset({"NOUN", "PROPN"})
PERSONAL = frozenset({"PERSON"})
BODY_PREPOSITIONS = frozenset({"of", "for", "on", "into"})
MEMBER_PREPOSITIONS = frozenset({"of", "for", "from"})
CAPTIVE = frozenset({"prisoner", "hostage", "captive"})
COMPARED = frozenset({"fewer", "less", "more"})
DASHES = frozenset({"-", "–", "—", "--"})
HYPHENS = frozenset({"-", "–", "/"})
SHORT = 3  # letters of the small words that hyphens join to names ("Lashkar-e-Taiba")
AGES = frozenset({"year-old", "years-old", "month-old", "months-old", "week-old", "day-old"})
AGE = 3  # tokens of one, behind its number
POSSESSIVES = frozenset({"'s", "’s"})
MAX_LEFT = 16  # tokens before a head: longer is a parser's fault or a table
MAX_DEPTH = 3  # prepositional phrases inside one name


def name_of(doc: Doc, token_index: int) -> tuple[Span, str]:
    """The span and text of the shortest full name of the phrase headed by a token, without determiner, count, rank and clauses."""
    return name_at(doc, *name_extent(doc[token_index]))


def name_at(doc: Doc, start: int, end: int) -> tuple[Span, str]:
    """The span and text from one token up to another, white space made plain."""
    text = doc[start:end].text
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])), " ".join(text.split()) or text


def name_extent(head: Token, *, depth: int = 0) -> tuple[int, int]:
    """First token of a name, and the one after its last."""
    words = load_name_words()
    counted = counted_head(head, words)
    if counted is not None and depth < MAX_DEPTH:
        return name_extent(counted, depth=depth + 1)
    start, end = left_edge(head), right_edge(head, words, depth)
    start = skip_determiners(head, start)
    if is_proper(head):
        start = whole_person(head, start)
        start = skip_description(head, start, words)
    while start < head.i and head.doc[start].is_punct:
        start += 1
    return min(start, head.i), max(end, head.i + 1)  # of a hostile parse, too, a name holds its head


def counted_head(head: Token, words: NameWords) -> Token | None:
    """The soldiers of "dozens of soldiers", "one of the soldiers"; None if the head is no quantity."""
    if head.lower_ not in words.quantities and head.tag_ != "CD":
        return None
    preposition = next((child for child in head.rights if child.lower_ == "of"), None)
    if preposition is None:
        return None
    return next((child for child in preposition.rights if child.dep_ == "pobj" and child.pos_ in NOMINAL), None)


def taken_in(token: Token) -> Token:
    """Whoever is taken, where the parser joined him to what he becomes: "took four [soldiers] prisoner"."""
    if token.lower_ in CAPTIVE and token.i and token.nbor(-1).tag_ in {"NNS", "NNPS"} and token.nbor(-1).head == token:
        return token.nbor(-1)
    return token


def left_edge(head: Token) -> int:
    """The first token of what stands before a head and belongs to it."""
    start = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ not in PREMODIFIERS or child.right_edge.i != start - 1 or head.i - child.left_edge.i > MAX_LEFT:
            break
        if child.is_space or (child.pos_ in {"VERB", "ADP"} and child.dep_ not in {"amod", "compound"}):
            break
        start = child.left_edge.i
    return next((index + 1 for index in range(head.i - 1, start, -1) if is_opening(head.doc[index])), start)


def is_opening(token: Token) -> bool:
    """True of what opens a phrase, or stands outside it: an article, a quotation mark, a bracket, a line break."""
    is_quote = token.is_quote and token.tag_ != "POS"  # "the bakers' union"
    is_dash = token.text in DASHES and bool(token.whitespace_) and token.i > 0 and bool(token.nbor(-1).whitespace_)
    return token.lower_ in {"a", "an", "the"} or is_quote or is_dash or token.is_bracket or token.is_space or token.text in {":", ";"}


def whole_person(head: Token, start: int) -> int:
    """Take in the first words of a person's name that the parser tied elsewhere."""
    doc = head.doc
    while (
        head.ent_type_ in PERSONAL
        and start > max(head.sent.start, head.i - MAX_LEFT)
        and doc[start].ent_iob_ == "I"
        and is_capital(doc[start - 1])
    ):
        start -= 1
    return start


def skip_determiners(head: Token, start: int) -> int:
    """Leave out articles, counts, adverbs, possessive pronouns and stray marks at the front."""
    doc, quantities = head.doc, load_name_words().quantities
    while start < head.i:
        if start + 1 < head.i and doc[start + 1].lower_ == "of" and doc[start].lower_ in quantities:
            start += 2
        elif "".join(word.lower_ for word in doc[start : start + AGE]) in AGES and start + AGE <= head.i:
            start += AGE
        elif doc[start].lower_ in COMPARED and start + 1 < head.i and doc[start + 1].lower_ == "than":
            start += 2
        elif (
            doc[start].is_alpha
            and doc[start].ent_type_ == "DATE"
            and doc[start + 1].ent_type_ == "DATE"
            and doc[start + 1].lower_ in word_set("words.unit-of-time")
        ):
            start += 2  # "[last year] more than 60 people died"
        elif is_dropped(doc[start], head):
            start += 1
        else:
            break
    return start


def is_dropped(token: Token, head: Token) -> bool:
    """True of a word or mark that a name does not begin with."""
    if (
        token.ent_type_ in {"DATE", "TIME"}
        and token.pos_ == "PROPN"
        and head.ent_type_ not in {"DATE", "TIME", "ORG"}
        and head.pos_ == "NOUN"
    ):
        return True  # "On Saturday policemen fired"
    if token.is_punct or token.is_space or token.lower_ in HYPHENS | POSSESSIVES or token.lower_ == "the" or is_quantifier(token):
        return True
    if (token.dep_ == "nummod" and token.tag_ == "JJ") or (token.dep_ == "amod" and token.pos_ == "ADJ" and token.nbor().tag_ == "CD"):
        return True  # "shot dead two marchers", "Eleven villagers" that the tagger takes for an adjective
    if token.tag_ == "CD" and token.is_digit and head.tag_ == "NNP" and token.i == head.i - 1:
        return False  # "the 444 Brigade": what is counted is a plural
    if token.tag_ == "CD" and is_joined(token):
        return False  # "a 13-storey tower"
    if token.tag_ == "CD":
        return not (token.ent_type_ in {"ORG", "FAC"} and head.ent_type_ == token.ent_type_ and token.ent_iob_ == "B")
    return (token.dep_ in DROPPED and not is_capital(token)) or token.pos_ in {"DET", "ADV", "ADP", "SCONJ", "PRON"}


def is_joined(token: Token) -> bool:
    """True of what a hyphen joins to the word behind it."""
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    is_hyphened = following is not None and following.lower_ in HYPHENS and not token.whitespace_ and not following.whitespace_
    return is_hyphened and token.is_digit and "".join(word.lower_ for word in token.doc[token.i + 2 : token.i + 2 + AGE]) not in AGES


def is_quantifier(token: Token) -> bool:
    """True of "other", "several", "dozen" and the like."""
    return token.lower_ in load_name_words().quantifiers


def skip_description(head: Token, start: int, words: NameWords) -> int:
    """Leave out what describes a proper name: rank, office, class, owner ("police chief X", "jihadist group X", "Homs's X")."""
    doc = head.doc
    for index in range(head.i - 1, start - 1, -1):
        token = doc[index]
        if token.lower_ in POSSESSIVES and head.ent_type_ != "ORG":
            return index + 1
        if is_description(token, head, words):
            return skip_office(index + 1, head)
    return start


def is_description(token: Token, head: Token, words: NameWords) -> bool:
    """True of a word before a proper name that is no part of it."""
    if token.lower_ in words.titles or (token.lower_ == "police" and head.ent_type_ == "PERSON"):  # "Superintendent of [Police] Ana Diaz"
        return is_person_like(head, words) or token.lower_ == token.text
    return token.is_alpha and token.is_lower and token.lower_ not in words.particles and not (len(token) <= SHORT and _is_hyphened(token))


def _is_hyphened(token: Token) -> bool:
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    before = token.nbor(-1) if token.i else None
    return any(near is not None and near.lower_ in HYPHENS for near in (following, before))


def skip_office(start: int, head: Token) -> int:
    """Leave out the rest of an office: "of State" in "Secretary of State X"."""
    doc = head.doc
    if start < head.i and doc[start].lower_ in {"of", "for"}:
        while start < head.i and doc[start].ent_type_ not in PERSONAL:
            start += 1
    return start


def is_person_like(head: Token, words: NameWords) -> bool:
    """True if a proper name may be a person's: the model's label is not trusted alone."""
    return head.ent_type_ in PERSONAL or (head.lower_ not in words.classes and head.lower_ not in words.titles)


def is_proper(token: Token) -> bool:
    """True of a capitalised proper noun."""
    return token.pos_ in PROPER and is_capital(token)


def is_capital(token: Token) -> bool:
    """True if its first letter is a capital."""
    return token.text[:1].isupper()


def right_edge(head: Token, words: NameWords, depth: int) -> int:
    """The token after the last one of a name: names run on over "of" and "for", and body nouns keep what they are about."""
    doc, end = head.doc, head.i + 1
    while end < min(len(doc), head.i + MAX_LEFT) and is_name_tail(doc[end], head, end):
        end += 1
    while end < len(doc) and depth < MAX_DEPTH:
        tail = tail_end(doc[end], head, words, depth)
        if tail is None:
            break
        end = tail
        depth += 1
    return end


def is_name_tail(token: Token, head: Token, end: int) -> bool:
    """True of a token right after the head that is still its name ("Battalion 375", the rest of a badly parsed name)."""
    if not is_proper(head) or token.is_space or (token.is_punct and token.lower_ not in HYPHENS):
        return False
    if token.tag_ == "CD":
        is_number = head.lower_ in load_name_words().classes and (end + 1 == len(token.doc) or token.nbor().pos_ not in NOMINAL)
        return token.is_digit and (is_number or (token.head.i == head.i and token.dep_ in {"nummod", "appos"}))
    is_inside = token.ent_iob_ == "I" and head.ent_type_ == token.ent_type_ and token.ent_type_ in {"PERSON", "ORG"}
    has_join = token.lower_ in HYPHENS and end + 1 < len(token.doc) and token.nbor().is_alpha and not token.whitespace_
    return (
        is_inside
        and (token.pos_ == "PROPN" or has_join)
        and token.head.i <= head.i + MAX_LEFT
        and head.left_edge.i <= token.head.i <= head.right_edge.i
    )


def tail_end(preposition: Token, head: Token, words: NameWords, depth: int) -> int | None:
    """End of a prepositional phrase that belongs to the name, or None."""
    if preposition.dep_ != "prep" and preposition.pos_ != "ADP":
        return None
    target = next((child for child in preposition.rights if child.dep_ == "pobj"), None)
    if target is None or target.i - preposition.i > MAX_LEFT or not keeps_tail(preposition, target, head, words):
        return None
    return name_extent(target, depth=MAX_DEPTH if depth else depth + 1)[1]


def keeps_tail(preposition: Token, target: Token, head: Token, words: NameWords) -> bool:
    """True if what follows a preposition is part of the name before it."""
    word = preposition.lower_
    if target.ent_type_ in {"DATE", "TIME"}:
        return False
    if head.ent_type_ in {"ORG", "FAC"} and preposition.ent_iob_ == "I":
        return True
    if is_capital(head) and is_proper(head):
        return word in {"of", "for"} and is_capital(target) and head.lower_ not in words.quantities
    if head.lower_ in words.bodies:
        return word in BODY_PREPOSITIONS
    has_owner = any(child.dep_ in {"compound", "amod", "poss", "nmod"} and is_capital(child) for child in head.lefts)
    return head.lower_ in words.members and word in MEMBER_PREPOSITIONS and not has_owner


def is_named_state(token: Token) -> bool:
    """True of a part of a country by its name: "Borno state" is where something happens more often than who does it."""
    return token.lower_ == "state" and any(is_proper(child) for child in token.lefts)
