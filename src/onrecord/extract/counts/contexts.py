"""What surrounds a figure: harm that did not happen, totals over a period, denials."""

from __future__ import annotations

import re

from spacy.tokens import Token

from onrecord.vocab.words import ordinals, word_set

UNREAL = frozenset({"could", "would", "might", "will", "should", "can", "shall", "must", "'ll", "wo", "ca", "'d", "may", "cannot", "let"})
IMPLICATIVE = frozenset(
    {"manage", "go", "help", "proceed", "use", "continue", "appear", "seem", "believe", "say", "report", "think", "know", "happen"}
)
IMPLICATIVE |= {
    "fear",
    "presume",
    "force",
    "confirm",
    "allege",
    "claim",
    "estimate",
    "understand",
    "bind",
    "suppose",
    "bring",
    "rise",
    "feel",
    "live",
}
IFS = frozenset({"if", "unless", "until", "lest", "whether"})
WISHES = frozenset(
    {"threaten", "vow", "plan", "want", "try", "attempt", "seek", "order", "intend", "hope", "avoid", "prevent", "refuse", "pledge"}
)
WISHES |= {
    "plot",
    "conspire",
    "aim",
    "promise",
    "swear",
    "urge",
    "refrain",
    "risk",
    "warn",
    "fail",
    "stop",
    "charge",
    "propose",
    "suspect",
    "consider",
}
WISHES |= {"minimize", "minimise", "reduce", "eliminate", "limit", "lessen", "mitigate", "expect", "fear", "cease", "reward"}
WISHES |= {
    "bent",
    "capable",
    "likely",
    "ready",
    "willing",
    "able",
    "unable",
    "danger",
    "threat",
    "attempt",
    "plan",
    "plot",
    "intention",
    "desire",
    "intent",
}
PREVENTED = frozenset({"prevent", "avoid", "avert", "minimize", "minimise"})
UNREAL_ADJECTIVES = frozenset(
    {"attempted", "planned", "threatened", "foiled", "failed", "potential", "possible", "future", "further", "imminent"}
)
ILLNESSES = frozenset(
    {"cancer", "illness", "disease", "pneumonia", "stroke", "covid", "covid-19", "coronavirus", "cholera", "malaria", "ebola", "overdose"}
)
ILLNESSES |= {
    "natural",
    "heart",
    "aids",
    "tuberculosis",
    "leukemia",
    "leukaemia",
    "complications",
    "age",
    "diabetes",
    "dengue",
    "influenza",
    "flu",
}
ILL_WORDS = 7  # words behind "died" in which the illness is named
DENIALS = frozenset({"deny", "refute", "reject", "dispute", "dismiss"})
MOST_CHILDREN = 80  # more hang on a word only where there is no grammar
CLIMB = 6
TOTAL = re.compile(
    r"\b(?:since (?:the|january|february|march|april|may|june|july|august|september|october|november|december|early|late|mid|last|\d{4}|\w+ began)"
    r"|so far this|this (?:year|month|week)|(?:in|over|during|for|within) (?:the |just |only |more than |at least |about )*(?:past|last|previous|\w+) "
    r"(?:\w+ )?(?:months|years|weeks|decades)|(?:every|each|per|a|last) year(?! ago| earlier| later| before| after| on| old)|across the country|nationwide|throughout the country|in recent (?:weeks|months|years)"
    r"|overall|in total|altogether|during the (?:war|conflict|uprising|year))\b",
    re.IGNORECASE,
)


def is_real(token: Token) -> bool:
    """False for harm that is only possible, planned, feared, wished or denied by a plain "not"."""
    if any(child.dep_ == "amod" and child.lower_ in UNREAL_ADJECTIVES for child in token.lefts) or is_illness(token) or is_untold(token):
        return False
    verb = token
    is_joined_infinitive = False
    for step in range(CLIMB):
        if is_unreal_verb(verb, is_first=step == 0 or is_joined_infinitive):
            return False
        above = verb.head
        if above.i == verb.i:
            return True
        if verb.dep_ in {"xcomp", "acl", "pcomp"} and verb.tag_ in {"VB", "VBG"} and above.lemma_.lower() in WISHES:
            return False
        if verb.dep_ == "nsubjpass" and above.lemma_.lower() in PREVENTED:
            return False
        if (
            verb.dep_ in {"prep", "pobj", "dobj"}
            and step < 4
            and above.lemma_.lower() in WISHES
            and above.pos_ in {"NOUN", "VERB", "ADJ"}
            and not (above.lemma_.lower() == "charge" and verb.lower_ == "in")  # "charged in the deaths of two men"
        ):
            return False
        if verb.dep_ not in {
            "conj",
            "xcomp",
            "acomp",
            "oprd",
            "pcomp",
            "prep",
            "acl",
            "dobj",
            "advcl",
            "attr",
            "pobj",
            "auxpass",
            "appos",
            "ccomp",
        }:
            return True
        if verb.dep_ in {"pobj", "appos"} and step > 2:
            return True
        if verb.dep_ == "ccomp" and verb.tag_ not in {"VB", "VBN", "VBG", "JJ"}:
            return True
        if verb.dep_ == "advcl" and verb.tag_ not in {"VBG", "VB"}:
            return True
        if verb.dep_ == "conj" and any(child.lower_ == "but" for child in above.rights):
            return True  # "did not name them but said that six were killed"
        if verb.dep_ in {"conj", "acomp"} and any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children):
            return True
        is_joined_infinitive = verb.dep_ == "conj" and verb.tag_ == "VB"
        verb = above
    return True


def is_untold(token: Token) -> bool:
    """True for harm of which nothing is known: "no word on casualties", "no details of those killed"."""
    word = token.head.head if token.dep_ == "pobj" else None
    if word is None or word.lower_ not in word_set("words.tidings"):
        return False
    return any(child.lower_ in {"no", "without", "little"} for child in word.lefts)


def is_illness(token: Token) -> bool:
    """True for a death that the words make a natural one ("died of cancer")."""
    if token.lemma_.lower() not in {"die", "death", "dead"}:
        return False
    words = [word.lower_ for word in token.doc[token.i + 1 : token.i + 1 + ILL_WORDS]]
    cause = next((index for index, word in enumerate(words) if word in {"of", "from", "after", "with"}), None)
    return cause is not None and not ILLNESSES.isdisjoint(words[cause + 1 : cause + 5])


def is_unreal_verb(verb: Token, *, is_first: bool) -> bool:
    """True for a modal, an "if", a plain "not", or a bare infinitive."""
    if verb.n_lefts + verb.n_rights > MOST_CHILDREN:
        return False
    words = [child for child in verb.children if child.i < verb.i]
    lowered = {child.lower_ for child in words}
    if lowered & IFS and any(child.dep_ in {"mark", "advmod"} and child.lower_ in IFS for child in words):
        return True
    has_perfect = "have" in lowered
    if any(
        child.dep_ == "aux" and child.lower_ in UNREAL and not (has_perfect and child.lower_ in {"may", "might", "must"}) for child in words
    ):
        return True
    if any(child.dep_ == "neg" and child.lower_ != "no" for child in verb.children):
        return True
    is_infinitive = any(child.lower_ == "to" and child.dep_ == "aux" for child in words)
    if is_infinitive and is_first and not has_perfect:
        return not (verb.dep_ in {"xcomp", "oprd"} and verb.head.lemma_.lower() in IMPLICATIVE)
    return False


def is_plainly_negated(token: Token) -> bool:
    """True for a passive with "not" and no modal ("the officer was not hurt")."""
    words = {child.lower_ for child in token.children if child.dep_ in {"aux", "auxpass"}}
    has_not = any(child.dep_ == "neg" for child in token.children)
    return has_not and bool(words & {"was", "were"}) and words.isdisjoint(UNREAL | {"to"})


def is_total(token: Token) -> bool:
    """True if the words around say that it is a total over a period or a country."""
    if is_of_series(token):
        return True
    first, last = clause(token)
    found = TOTAL.search(token.doc[first:last].text)
    if found is None:
        return False
    words = token.doc.char_span(token.doc[first].idx + found.start(), token.doc[first].idx + found.end(), alignment_mode="expand")
    return words is None or not is_in_aside(words[0], token)


def is_of_series(token: Token) -> bool:
    """True for what a series has come to in the perfect: "the third such raid this month, in which 40 have died"."""
    noun = next((child for child in token.head.children if child.dep_ == "attr"), None) if token.dep_ == "ccomp" else token.head
    if noun is None or token.dep_ not in {"relcl", "ccomp"} or not any(child.lower_ == "such" for child in noun.lefts):
        return False
    is_nth = any(child.lower_ in ordinals() or child.lower_[:-2].isdigit() for child in noun.lefts)
    return is_nth and any(child.dep_ == "aux" and child.lower_ in {"have", "has"} for child in token.children)


def is_in_aside(word: Token, token: Token) -> bool:
    """True for a word of a relative clause or an apposition that the harm word is not in ("the men who had hunted him since June")."""
    for _ in range(CLIMB):
        if word.i in {token.i, word.head.i}:
            return False
        if word.dep_ in {"relcl", "appos"}:
            return not word.is_ancestor(token)
        word = word.head
    return False


def clause(token: Token) -> tuple[int, int]:
    """The words that hang on a harm word, or on the verb that holds it, within reach."""
    top = token
    while top.dep_ in {"acomp", "oprd", "amod", "pobj", "prep", "dobj", "attr", "acl", "nsubjpass", "nsubj"} and top.head.i != top.i:
        top = top.head
        if top.pos_ in {"VERB", "AUX"}:
            break
    first, last = top.left_edge.i, top.right_edge.i + 1
    return max(first, token.i - 30), min(last, token.i + 30)


def is_of_others(word: Token) -> bool:
    """True of a report, of somebody's part in a deed, and of a clause with "as X alleges"."""
    if word.dep_ == "dobj" and word.lemma_.lower() in word_set("words.reports") | word_set("words.responsibility"):
        return True
    return any(child.dep_ == "advcl" and child.left_edge.lower_ == "as" and child.i > word.i for child in word.children)


def is_denied(token: Token) -> bool:
    """True if somebody denies the figure in so many words ("denied that three men were killed").

    Not what others tell, which is denied as theirs ("denied that two had died, as Riga alleges", "rejected a report that two had died"), nor
    what happened with somebody else's part in it ("denied responsibility for the raid, in which two men died").
    """
    verb = token
    for _ in range(CLIMB):
        if verb.head.i == verb.i or is_of_others(verb):
            return False
        if verb.head.lemma_.lower() in DENIALS and verb.dep_ in {"ccomp", "xcomp", "dobj", "pcomp"}:
            return True
        verb = verb.head
    return False
