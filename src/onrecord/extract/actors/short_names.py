"""Names told again in another form: the same words, other names of one entry of the list, acronyms, surnames, one word of a longer name."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from onrecord.extract.actors.appositions import is_class
from onrecord.extract.actors.draft import Draft
from onrecord.extract.actors.rules import load_name_words
from onrecord.vocab.actors import fold_words

BODY_SORTS = frozenset({"group", "body", "media", "monitor", "state"})
LONGEST_ACRONYM = 4
LONGEST_LETTERS = 8


def link_acronyms(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Of "Free People's Front (FPF)" the letters stand for the name before them, later too; in brackets right behind it whatever they are."""
    known: dict[str, int] = {}
    by_end = {draft.end: index for index, draft in enumerate(drafts)}
    for index, draft in enumerate(drafts):
        letters = initials(draft.name)
        if len(letters) > 1 and not draft.is_plural and draft.sort in BODY_SORTS | {"force"}:
            known.setdefault(letters, index)
        before = by_end.get(draft.begin - 1) if draft.begin and doc[draft.begin - 1].text == "(" else None
        if before is not None and is_acronym(draft.name) and not drafts[before].is_person:
            known.setdefault(draft.name.casefold(), before)
    for index, draft in enumerate(drafts):
        text = doc[draft.token].text
        if is_acronym(text) and draft.antecedent is None and known.get(text.casefold(), index) != index:
            target = drafts[known[text.casefold()]]
            target.antecedent = None if target.antecedent == index else target.antecedent  # beside each other the full name stands for both
            draft.antecedent = known[text.casefold()]
            draft.kind, draft.actor_id, draft.country = target.kind, draft.actor_id or target.actor_id, draft.country or target.country


def link_offices(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Of "Superintendent of Police Ana Diaz" the letters of the office stand for her when it is told again: "the SP said"."""
    titles = load_name_words().titles | load_name_words().classes
    offices: dict[int, str] = {}
    text = doc.text
    for index, draft in enumerate(drafts):
        words = text[draft.span.start : draft.span.end]
        if draft.is_person and words.split(maxsplit=1)[0].lower() in titles:
            offices[index] = initials(words)
        if draft.rule != "actors.organisation" or not draft.is_definite or draft.antecedent is not None or not is_acronym(draft.name):
            continue
        holder = next((other for other in reversed(offices) if offices[other].startswith(draft.name.casefold())), None)
        if holder is not None and len(offices[holder]) > len(draft.name):
            draft.antecedent, draft.kind, draft.is_person = holder, drafts[holder].kind, True


def is_acronym(text: str) -> bool:
    """True of a few capitals."""
    return text.isupper() and 2 <= len(text) <= LONGEST_LETTERS


def initials(name: str) -> str:
    """First letters of the capitalised words of a name."""
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper()).casefold() if " " in name else ""


def link_names(drafts: Sequence[Draft]) -> None:
    """The same entry of the list under several names, the longest stands for all; the same words twice, the first."""
    fullest: dict[str, int] = {}
    for index, draft in enumerate(drafts):
        if draft.is_pronoun or not draft.is_itself or (draft.is_modifier and draft.sort == "state"):
            continue
        key = draft.actor_id or " ".join(fold_words(draft.name))
        best = fullest.setdefault(key, index)
        if len(draft.name) > len(drafts[best].name):
            fullest[key] = index
    for index, draft in enumerate(drafts):
        best = fullest.get(draft.actor_id or " ".join(fold_words(draft.name)), index) if draft.is_itself else index
        if best != index and drafts[best].antecedent is None and draft.antecedent is None:
            draft.antecedent = best


def link_short_names(drafts: Sequence[Draft]) -> None:
    """Surnames, and "the Observatory" for the longer name that it is a word of."""
    people: dict[str, list[int]] = {}
    bodies: dict[str, list[int]] = {}
    for index, draft in enumerate(drafts):
        words = fold_words(draft.name)
        if draft.is_generic or draft.is_pronoun or len(words) < 2:
            continue
        if draft.is_person and draft.name[:1].isupper() and not is_class(draft):
            for part in range(1, len(words)):
                people.setdefault(" ".join(words[part:]), []).append(index)
        elif draft.is_itself or draft.sort in {"body", "group"}:
            for word in (word for word in words if len(word) > LONGEST_ACRONYM):
                bodies.setdefault(word, []).append(index)
    for index, draft in enumerate(drafts):
        if draft.is_pronoun or draft.antecedent is not None:
            continue
        words = fold_words(draft.name)
        key = " ".join(words)
        fuller = nearest([other for other in people.get(key, ()) if other != index], index) if draft.name[:1].isupper() else None
        if fuller is not None:
            draft.antecedent, draft.is_person, draft.is_generic = fuller, True, False
        elif len(words) == 1 and draft.name[:1].isupper() and draft.is_definite and draft.actor_id is None:
            draft.antecedent = nearest([other for other in bodies.get(words[0], []) if other != index], index)
            draft.is_person, draft.is_generic = draft.is_person and draft.antecedent is None, draft.is_generic and draft.antecedent is None


def nearest(others: Sequence[int], index: int) -> int | None:
    """The last one before, else the first one after."""
    earlier = [other for other in others if other < index]
    return earlier[-1] if earlier else (others[0] if others else None)
