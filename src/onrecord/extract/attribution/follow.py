"""Sentences whose speaker another one names: between two of one speaker ("... the governor wrote. Six were hurt. He said ..."), or behind reports."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span

from onrecord.extract.attribution.draft import Draft
from onrecord.model.chains import NO_TELLING
from onrecord.vocab.words import word_set

PRONOUNS = frozenset({"he", "she", "it", "they"})
MOST = 2  # sentences between the two


def follow_speakers(doc: Doc, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """A speaker who goes on as "he said" has said what stands between, too, in the same paragraph and where nobody else speaks."""
    sentences = list(doc.sents)
    starts = [sentence.start for sentence in sentences]
    spoken: dict[int, list[int]] = {}
    for index, draft in enumerate(drafts):
        for number in range(_number(starts, draft.reach[0]), _number(starts, max(draft.reach[1] - 1, draft.head)) + 1):
            spoken.setdefault(number, []).append(index)
    grown = list(drafts)
    for index, draft in enumerate(drafts):
        if draft.speaker is not None and doc[draft.speaker].lower_ in PRONOUNS and _tells(draft):
            between = _between(sentences, spoken, drafts, _number(starts, draft.head))
            if between is not None:
                grown[index] = replace(draft, content=(between, *draft.content))
    return tuple(grown)


def follow_reports(doc: Doc, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """What follows on somebody's word of reports and is told "reportedly" is of those: "staff received reports of raids. In one case ..."."""
    if not any(_is_hearsay(draft) for draft in drafts):
        return drafts
    sentences = list(doc.sents)
    starts = [sentence.start for sentence in sentences]
    by_sentence: dict[int, list[int]] = {}
    for index, draft in enumerate(drafts):
        by_sentence.setdefault(_number(starts, draft.head), []).append(index)
    grown, last, reporter = list(drafts), -2, None
    for number in sorted(by_sentence):
        found = [drafts[index] for index in by_sentence[number]]
        if reporter is not None and number == last + 1 and all(_is_hearsay(draft) for draft in found):
            for index in by_sentence[number]:
                grown[index] = replace(drafts[index], speaker=reporter.speaker, source=reporter.source)
        else:
            tellers = [draft for draft in found if draft.speaker is not None and (draft.rule.strong or draft.shape == "noun")]
            reporter = tellers[0] if tellers and _is_of_reports(sentences[number]) else None
        last = number
    return tuple(grown)


def _is_of_reports(sentence: Span) -> bool:
    return any(token.lemma_.lower() in word_set("words.reports") for token in sentence)


def _is_hearsay(draft: Draft) -> bool:
    return draft.speaker is None and draft.rule.strong and draft.shape in {"adverb", "passive"}


def _number(starts: Sequence[int], token: int) -> int:
    return bisect_right(starts, token) - 1


def _tells(draft: Draft) -> bool:
    return draft.rule.strong and draft.rule.stance not in NO_TELLING and draft.shape in {"before", "clause", "unparsed"}


def _between(sentences: Sequence[Span], spoken: dict[int, list[int]], drafts: Sequence[Draft], last: int) -> tuple[int, int] | None:
    """From the end of the speaker's former sentence to the start of the one at hand; None if others speak or a paragraph ends."""
    first = last - 1
    while first >= 0 and last - first <= MOST and first not in spoken:
        first -= 1
    if first < 0 or first == last - 1 or first not in spoken:
        return None
    former = drafts[spoken[first][-1]]
    start, end = sentences[first + 1].start, sentences[last - 1].end
    doc = sentences[last].doc
    is_apart = any(token.is_space and "\n" in token.text for token in doc[start - 1 : end]) or any(
        token.is_quote for token in doc[start:end]
    )
    if is_apart or former.speaker is None or not _tells(former) or former.shape != "before":
        return None
    return start, end
