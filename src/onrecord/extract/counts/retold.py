"""Numbers that a report gives again without a word of harm: "the rebels put the figure at 31", "the hospital says nine"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from spacy.tokens import Doc

from onrecord.extract.counts.breakdowns import told_before
from onrecord.extract.counts.cues import Cue
from onrecord.extract.counts.drafts import Draft
from onrecord.extract.counts.phrases import QUOTES, At, Phrase
from onrecord.extract.counts.quantities import Quantity
from onrecord.extract.counts.sentences import sentence_start
from onrecord.model.values import Harm
from onrecord.vocab.words import word_set

RETOLD = "toll.retold"
REACH = 20  # tokens before a number in which the words stand
NEAR = 60  # tokens between a number and the one before it that it tells anew
ENDS = frozenset({".", ",", ";", "!", "?", ")", "–", "—", "-", "and", "but", "while", "dead", "or"})


def retold_figures(doc: Doc, drafts: list[Draft], at: At, cues: Sequence[Cue]) -> Iterator[Draft]:
    """A figure of the harm told last for each number that is given without one."""
    if not cues:
        return
    taken = {position for draft in drafts for position in range(draft.phrase.first, draft.phrase.last)}
    for quantity in {quantity.start: quantity for quantity in at.values()}.values():
        is_speaker = doc[quantity.end - 1].dep_ == "nsubj"  # `said one` of the residents
        if quantity.start in taken or is_speaker or not ends_clause(doc, quantity.end) or not is_given(doc, quantity):
            continue
        whole = figure_before(quantity, drafts)
        harm = whole.harm if whole is not None else harm_before(doc, quantity, cues)
        if harm is not None:
            yield retold(doc, quantity, harm, whole)


def figure_before(quantity: Quantity, drafts: list[Draft]) -> Draft | None:
    """The figure that a number tells anew: of the dead where its sentence tells of them, too ("killed nine and wounded 30")."""
    whole = told_before(drafts, quantity.start)
    if whole is None or whole.phrase.count.high == 1 or quantity.start - whole.phrase.last >= NEAR:
        return None
    first = sentence_start(whole.cue)
    same = (draft for draft in drafts if first <= draft.cue.i <= whole.cue.i and draft.phrase.count.high not in {0, 1})
    return next((draft for draft in same if draft.harm is Harm.KILLED and not draft.is_part), whole)


def harm_before(doc: Doc, quantity: Quantity, cues: Sequence[Cue]) -> Harm | None:
    """The harm of which its sentence asks how many there were: "how many have died is not known, but a count stands at 90"."""
    first = sentence_start(doc[quantity.start])
    if "how many" not in doc[first : quantity.start].text.lower():
        return None
    inside = [cue.rule.harms[0] for cue in cues if first <= cue.token.i < quantity.start]
    return inside[-1] if inside else None


def ends_clause(doc: Doc, position: int) -> bool:
    """True if nothing that a number could count follows it."""
    while position < len(doc) and doc[position].lower_ in QUOTES:
        position += 1
    return position == len(doc) or doc[position].is_space or doc[position].lower_ in ENDS


def is_given(doc: Doc, quantity: Quantity) -> bool:
    """True for a number right behind words that give one."""
    first = max(sentence_start(doc[quantity.start]), quantity.start - REACH)
    return giving().search(doc[first : quantity.start].text.lower().rstrip("\"'“”‘’ ")) is not None


@lru_cache(maxsize=1)
def giving() -> re.Pattern[str]:
    """A noun for a number with a word that says what it reached, or a verb of telling; both at the end of the words."""
    nouns, reached, verbs = (
        "|".join(re.escape(word) for word in sorted(word_set(name), key=len, reverse=True))
        for name in ("words.toll-number", "words.toll-reached", "words.gives-a-number")
    )
    return re.compile(rf"\b(?:(?:{nouns})(?! of\b)\b[^.;]{{0,80}} (?:{reached})|{verbs})$")


def retold(doc: Doc, quantity: Quantity, harm: Harm, anew: Draft | None) -> Draft:
    """The figure that stands on the number alone."""
    number = doc[quantity.end - 1]
    phrase = Phrase(
        first=quantity.start,
        last=quantity.end,
        head=number.i,
        kind="number",
        count=quantity.count,
        quantity=quantity.start,
        rule=quantity.rule,
    )
    return Draft(cue=number, harm=harm, phrase=phrase, rule=RETOLD, anew=anew)
