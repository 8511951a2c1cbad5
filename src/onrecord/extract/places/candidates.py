"""Parts of capitalised sequences that may be places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from onrecord.extract.places.context import class_of
from onrecord.extract.places.datelines import find_dateline
from onrecord.extract.places.known import LOW, MIDDLE, TOP, Known, is_plain_word, look_up
from onrecord.extract.places.names import HYPHENS, find_names
from onrecord.extract.places.rules import place_rules
from onrecord.extract.places.weights import PLACE_LABELS, Candidate, Part, find_people, find_surnames, weigh
from onrecord.vocab.gazetteer import Gazetteer

WIDEST = 5  # words of a part
DATELINE = 2.0
OWN_ENDINGS = frozenset({"strip", "st", "ave", "rd", "blvd", "avenue", "boulevard", "mount", "heights"})


def find_candidates(doc: Doc, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """The candidates of each capitalised sequence with what speaks for them, in text order."""
    surnames, people, dateline = find_surnames(doc), find_people(doc), find_dateline(doc)
    for start, end in find_names(doc):
        for part in split(doc, start, end, gazetteer):
            found = weigh(doc, part, whole=(start, end), surnames=surnames, people=people)
            is_head = dateline is not None and dateline[0] <= found.start and found.end <= dateline[1]
            yield in_dateline(found, part[2]) if is_head else found


def in_dateline(found: Candidate, known: Known | None) -> Candidate:
    """A name that stands in the dateline: a known one is a place's."""
    found = replace(found, is_dateline=True, weight=found.weight + (DATELINE if known else 0.0))
    return found if known is None or known.country else replace(found, rule=known.rule, is_demonym=False)


def split(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> Iterator[Part]:
    """The whole sequence if it is known or called a place; else what leads it ("Syrian", "Northern") and the rest, or its known parts."""
    while start < end:
        known = look_up(doc[start:end].text, gazetteer)
        if known or is_called_place(doc, start, end):
            yield start, end, known
            return
        leading = find_leading(doc, start, end, gazetteer)
        if leading is None:
            break
        if leading[1]:
            yield start, leading[0], leading[1]
        start = leading[0]
        while start < end and doc[start].text in HYPHENS:
            start += 1
    if is_called_by_next(doc, start, end, gazetteer) or is_taken_whole(doc, start, end, gazetteer):
        yield start, end, None
        return
    parts = [part for part in known_parts(doc, start, end, gazetteer) if is_strong(doc, part, start)]
    yield from parts
    if start < end and not parts and not is_plain_word(doc[start:end].text):
        yield start, end, None


def find_leading(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> tuple[int, Known | None] | None:
    """Where what leads a sequence ends: a direction, or a word that names or implies a country."""
    if end - start > 1 and doc[start].lower_ in place_rules().directions:
        return start + 1, None
    for last in range(min(end - 1, start + 3), start, -1):
        known = look_up(doc[start:last].text, gazetteer)
        if known and known.country and (known.is_demonym or doc[last].text not in HYPHENS):
            return last, known
    return None


def is_strong(doc: Doc, part: tuple[int, int, Known], start: int) -> bool:
    """True for a part that is a place's name beyond doubt enough to break a sequence up."""
    first, last, known = part
    label = doc[last - 1].ent_type_
    if known.country or (label in PLACE_LABELS and known.weight >= LOW):
        return True
    return known.weight >= MIDDLE and (label not in {"PERSON", "ORG"} or (label == "ORG" and first == start))


def is_called_place(doc: Doc, start: int, end: int) -> bool:
    """True if its own words say so: "Katha Township", "Red River", "Highway Two"."""
    if end - start < 2:
        return False
    last = doc[end - 1]
    if last.lower_ in place_rules().organisations:
        return False
    first, rules = doc[start].lower_, place_rules()
    is_opening = first in {"highway", "route", "interstate"} or first in rules.openings or first in rules.streets
    return is_opening or class_of(last) is not None or last.lower_.rstrip(".") in OWN_ENDINGS


def is_called_by_next(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """True if a word behind calls the whole name a place ("the Tala Virkan area"), and it does not begin with a great one ("the Homs Khalidiya district")."""
    if end - start < 2 or end >= len(doc) or class_of(doc[end]) is None or not doc[end].text.islower():
        return False
    return all(known.weight < TOP for _, _, known in known_parts(doc, start, end, gazetteer))


def is_taken_whole(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """True if the model takes just these words for one place, and no great one or country is among them: "Taung Sun"."""
    if (
        end - start < 2
        or doc[start].ent_iob_ != "B"
        or doc[start].ent_type_ not in PLACE_LABELS
        or (end < len(doc) and doc[end].ent_iob_ == "I")
    ):
        return False
    is_one = all(token.ent_iob_ == "I" for token in doc[start + 1 : end])
    return is_one and not any(known.country or known.weight >= TOP for _, _, known in known_parts(doc, start, end, gazetteer))


def known_parts(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> Iterator[tuple[int, int, Known]]:
    """Known parts from left to right, the longest at each place."""
    index = start
    while index < end:
        for last in range(min(end, index + WIDEST), index, -1):
            if doc[last - 1].text in HYPHENS or doc[index].text in HYPHENS or doc[index].text.islower():
                continue
            known = look_up(doc[index:last].text, gazetteer)
            if known:
                yield index, last, known
                index = last - 1
                break
        index += 1
