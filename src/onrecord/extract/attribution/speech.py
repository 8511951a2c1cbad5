"""Direct speech: contents grown to whole quotations, and quotations without a verb of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.extract.attribution.draft import Draft
from onrecord.extract.attribution.extents import Extent
from onrecord.extract.attribution.quotes import Quote, quotes_in

SENTENCE_ENDS = frozenset({".", "!", "?"})
AFTER_WHICH = frozenset(".!?…”\"’'")
LONGEST_RANK = 4  # "Brig", "Capt"


def grow_to_quotes(drafts: tuple[Draft, ...], quotes: tuple[Quote, ...]) -> tuple[Draft, ...]:
    """A content that reaches into a quotation holds all of it; one told inside a quotation stays inside."""
    speeches = [quote for quote in quotes if quote.is_speech]
    return tuple(_fit(draft, speeches) for draft in drafts)


def _fit(draft: Draft, quotes: list[Quote]) -> Draft:
    content = draft.content
    for quote in quotes_in(quotes, draft.reach):
        if quote.start <= draft.head < quote.end:
            content = _clip(content, quote)
        else:
            content = tuple(_stretch(piece, quote, draft.cue) for piece in content)
    return replace(draft, content=content) if content else draft


def _clip(content: tuple[Extent, ...], quote: Quote) -> tuple[Extent, ...]:
    clipped = ((max(start, quote.start), min(end, quote.end)) for start, end in content)
    return tuple(piece for piece in clipped if piece[0] < piece[1]) or content


def _stretch(piece: Extent, quote: Quote, cue: Extent) -> Extent:
    start, end = piece
    if end <= quote.start or quote.end <= start:
        return piece
    grown = min(start, quote.start), max(end, quote.end)
    return piece if grown[0] < cue[1] and cue[0] < grown[1] else grown


def continue_speech(doc: Doc, drafts: tuple[Draft, ...], quotes: tuple[Quote, ...]) -> tuple[Draft, ...]:
    """Give quotations that nobody introduces to the speaker of the quotation before them."""
    grown = list(drafts)
    owners, covered = find_owners(drafts, quotes), _covered(doc, drafts)
    owner: int | None = None
    last = -1
    for quote in quotes:
        if not quote.is_speech:
            continue
        own = owners.get(quote.start)
        if own is not None:
            owner, last = own, max(quote.end, grown[own].cue[1])
        elif owner is not None and _follows(doc, quote, last):
            grown[owner] = _with_quote(grown[owner], quote)
            last = quote.end
        elif 1 not in covered[quote.start : quote.end]:
            owner = None
    return tuple(grown)


def find_owners(drafts: Sequence[Draft], quotes: Sequence[Quote]) -> dict[int, int]:
    """For the start of a quotation the index of the innermost draft whose content holds it, its cue outside."""
    best: dict[int, tuple[int, int]] = {}
    for index, draft in enumerate(drafts):
        size = draft.reach[1] - draft.reach[0]
        for piece in draft.content:
            for quote in quotes_in(quotes, piece):
                holds = piece[0] <= quote.start and quote.end <= piece[1] + 1 and not quote.start <= draft.head < quote.end
                if holds and (quote.start not in best or size < best[quote.start][0]):
                    best[quote.start] = size, index
    return {start: index for start, (_, index) in best.items()}


def _covered(doc: Doc, drafts: Sequence[Draft]) -> bytearray:
    """One for each token that is somebody's words."""
    covered = bytearray(len(doc))
    for draft in drafts:
        for start, end in draft.content:
            covered[start:end] = b"\x01" * (end - start)
    return covered


def _follows(doc: Doc, quote: Quote, last: int) -> bool:
    """True if the quotation opens a sentence, and the words since the last one are the rest of its sentence."""
    before = quote.start - 1
    while before >= 0 and doc[before].is_space:
        before -= 1
    if before < 0 or last < 0:
        return False
    gap = doc[last : quote.start] if last < quote.start else doc[0:0]
    stops = sum(token.text in SENTENCE_ENDS and not _is_abbreviation(token) for token in gap)
    breaks = sum("\n" in token.text for token in gap if token.is_space)
    if doc[before].text == ",":
        return stops + breaks == 0
    opens_sentence = quote.continues or doc[before].text[-1] in AFTER_WHICH
    return opens_sentence and stops <= 1 and breaks <= 1


def _is_abbreviation(stop: Token) -> bool:
    """True of the stop in "Col. Hart" where the tokenizer split it off."""
    if stop.i == 0 or stop.i + 1 >= len(stop.doc):
        return False
    before = stop.nbor(-1)
    return not before.whitespace_ and before.is_title and len(before) <= LONGEST_RANK and stop.nbor(1).is_title


def _with_quote(draft: Draft, quote: Quote) -> Draft:
    return replace(draft, content=tuple(sorted((*draft.content, (quote.start, quote.end)))))
