"""Victims counted beside those told before: "one additional suspect", "a fifth man", the bomber who died himself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from onrecord.assemble.claims import ClaimMaker
from onrecord.assemble.persons import victim_head
from onrecord.assemble.tellings import SEIZED, Telling
from onrecord.model.mentions import FigureMention
from onrecord.model.text import Span
from onrecord.model.values import Harm
from onrecord.vocab.words import ordinals, word_set

ALSO = "also "
HURT = (str(Harm.KILLED), str(Harm.INJURED))


def find_further(tellings: Sequence[Telling], maker: ClaimMaker) -> dict[int, int]:
    """Figures of victims beside those counted before ("one additional suspect", "one other man"), with the rank of "a fifth man", else 0.

    Behind a figure of another harm the words look back to that one ("killing four and wounding 22 others").
    """
    found: dict[int, int] = {}
    counted: dict[int, set[str]] = {}
    told: dict[str, dict[int, int]] = {}
    is_found = any(event.is_found for telling in tellings for event in telling.events)
    spans = {event.sentence: event.sentence_span for telling in tellings for event in telling.events}
    for sentence, number in sorted(
        (event.sentence, number) for telling in tellings for event in telling.events for number in event.figures
    ):
        figure = maker.source.reading.figures[number]
        harms = counted.setdefault(sentence, set())
        before = told.setdefault(str(figure.harm), {})
        is_said = is_said_further(figure, maker) or is_besides(figure, spans[sentence], maker)
        is_said = is_said and not harms - {str(figure.harm)}
        rank = rank_of(figure, maker)
        is_next = rank > 1 and rank in {most(before) + 1, sum(most(told.get(harm, {})) for harm in HURT) + 1}
        is_whole = figure.part_of is None
        is_late = not is_whole and most(before) > 0 and is_of_the_wounded(figure, maker)
        if is_late or ((is_said or is_next or (is_doer(figure) and not is_found)) and is_whole):
            found[number] = rank
        harms.add(str(figure.harm))
        if is_whole or is_late:
            count_in(figure, before, is_further=number in found)
    return found


def most(told: Mapping[int, int]) -> int:
    """The greatest number that a word of harm has counted."""
    return max(told.values(), default=0)


def count_in(figure: FigureMention, told: dict[int, int], *, is_further: bool) -> None:
    """Keep how many each word of harm has counted so far; one more raises the greatest number."""
    at = max(told, key=lambda token: told[token]) if is_further and told else figure.token
    told[at] = told.get(at, 0) + (figure.count.low or figure.count.high or 0)


def rank_of(figure: FigureMention, maker: ClaimMaker) -> int:
    """Which one of those harmed somebody is: 5 for "a fifth man"; who "was killed or wounded" is none for sure."""
    if figure.count.high != 1 or figure.is_joint:
        return 0
    words = counted_words(figure, maker).lower().split()
    return next((ordinals()[word] for word in words[:3] if word in ordinals()), 0)


def is_said_further(figure: FigureMention, maker: ClaimMaker) -> bool:
    """True if its words count it beside those before; of captives also "also" does ("the patrol also detained two suspects")."""
    if further_words().search(counted_words(figure, maker)):
        return True
    start = figure.span.start
    return figure.harm in SEIZED and maker.source.document.text[max(0, start - len(ALSO)) : start].lower() == ALSO


def is_besides(figure: FigureMention, sentence: Span, maker: ClaimMaker) -> bool:
    """True for somebody told of behind those counted before: "In addition to the two boys, a girl was hurt"."""
    opening = maker.source.document.text[sentence.start : figure.span.start].lstrip().lower()
    return figure.count.high == 1 and opening.startswith(tuple(word_set("words.besides")))


@lru_cache(maxsize=1)
def further_words() -> re.Pattern[str]:
    """Words that count victims beside those counted before."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(word_set('words.further'))))})\b", re.IGNORECASE)


def counted_words(figure: FigureMention, maker: ClaimMaker) -> str:
    """The words of a figure as far as whom it counts."""
    span, victims = figure.span, figure.victims_span
    quote = maker.source.quote(span).quote
    return quote[: victims.end - span.start] if victims is not None and victims.end > span.start else quote


def is_of_the_wounded(figure: FigureMention, maker: ClaimMaker) -> bool:
    """True for some of the wounded, who died later on: they are more than the dead told before."""
    whole = maker.source.reading.figures[figure.part_of] if figure.part_of is not None else None
    return figure.harm is Harm.KILLED and whole is not None and whole.harm is Harm.INJURED


def is_doer(figure: FigureMention) -> bool:
    """True for the doer who died in his own attack: he is one more than the victims (codebook, decision 4), but one of the dead that were found together."""
    return figure.harm is Harm.KILLED and figure.count.high == 1 and victim_head(figure) in word_set("words.doers-among-dead")
