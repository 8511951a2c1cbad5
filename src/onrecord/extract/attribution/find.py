"""Find who says what in a parsed report."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from onrecord.extract.attribution.adopt import adopt_quotes
from onrecord.extract.attribution.colons import find_colon_drafts, find_tail_drafts
from onrecord.extract.attribution.draft import Draft
from onrecord.extract.attribution.extents import to_span
from onrecord.extract.attribution.follow import follow_reports, follow_speakers
from onrecord.extract.attribution.naming import FIRST_PERSONS, Namer
from onrecord.extract.attribution.quotes import Quote, find_quotes, quotes_in
from onrecord.extract.attribution.rules import load_lexicon
from onrecord.extract.attribution.sift import sift
from onrecord.extract.attribution.speech import continue_speech, grow_to_quotes
from onrecord.extract.attribution.unread import find_unread_drafts
from onrecord.extract.attribution.verbs import find_verb_drafts
from onrecord.extract.attribution.words import find_word_drafts
from onrecord.model.chains import Chains
from onrecord.model.claims import Voice
from onrecord.model.mentions import ActorMention, AttributionMention
from onrecord.model.text import Span


def find_attributions(doc: Doc, actors: tuple[ActorMention, ...] = ()) -> tuple[AttributionMention, ...]:
    """All attributions of a report, in the order of their cues."""
    lexicon, quotes = load_lexicon(), find_quotes(doc)
    found = (*find_verb_drafts(doc, lexicon, quotes), *find_word_drafts(doc, lexicon), *find_unread_drafts(doc, lexicon))
    kept = tuple(sift(doc, found, quotes))
    colon = lexicon.by_id["attribution.colon"]
    colons = find_colon_drafts(doc, colon, quotes)
    begun = {draft.content[0][0] for draft in kept}  # contents with a reporting verb of their own
    ended = {draft.content[0][1] for draft in kept if draft.shape == "before"}
    kept = (
        *kept,
        *(draft for draft in colons if not begun & {draft.content[0][0], draft.content[0][0] + 1} and not _is_told(draft, ended)),
    )
    grown = grow_to_quotes((*kept, *find_tail_drafts(doc, colon)), quotes)
    drafts = follow_speakers(doc, continue_speech(doc, (*grown, *adopt_quotes(doc, grown, quotes)), quotes))
    drafts = follow_reports(doc, drafts)
    namer = Namer(doc, actors)
    ordered = sorted(drafts, key=lambda draft: (draft.cue, draft.content))
    mentions = tuple(_to_mention(doc, draft, quotes, namer) for draft in ordered)
    return _by_context(doc, mentions)


def _is_told(draft: Draft, ended: set[int]) -> bool:
    """True of "Shooting, Lake Road: Two men were hurt, police said": the words behind the colon have a speaker of their own."""
    start, end = draft.content[0]
    return draft.source is not None and any(start < stop < end for stop in ended)


def _by_context(doc: Doc, mentions: tuple[AttributionMention, ...]) -> tuple[AttributionMention, ...]:
    """Within somebody's words "I" and "we" are that somebody."""
    chains = Chains(mentions)

    def resolved(mention: AttributionMention) -> AttributionMention:
        if mention.source_token is None or doc[mention.source_token].lower_ not in FIRST_PERSONS:
            return mention
        outer = [mentions[number] for number in chains.at(mention.cue) if mentions[number].source_name is not None]
        return replace(mention, source_name=outer[-1].source_name, source_actor=outer[-1].source_actor) if outer else mention

    return tuple(resolved(mention) for mention in mentions)


def chain_at(attributions: tuple[AttributionMention, ...], span: Span) -> tuple[AttributionMention, ...]:
    """The attributions whose content holds a span and that tell it, outermost first."""
    return tuple(attributions[number] for number in Chains(attributions).at(span))


def _to_mention(doc: Doc, draft: Draft, quotes: tuple[Quote, ...], namer: Namer) -> AttributionMention:
    pieces = tuple(to_span(doc, piece) for piece in draft.content)
    mention = AttributionMention(
        cue=to_span(doc, draft.cue),
        content=pieces[0].cover(pieces[-1]),
        rule=draft.rule.id,
        pieces=pieces,
        voice=_voice(draft, quotes),
        stance=draft.rule.stance,
        factuality=draft.rule.factuality,
    )
    if draft.source is None or draft.speaker is None:
        return mention
    name, actor = namer.name(draft.speaker, draft.source)
    source, others = to_span(doc, draft.source), namer.name_others(draft.speaker, draft.source)
    return replace(mention, source=source, source_name=name, source_token=draft.speaker, source_actor=actor, co_sources=others)


def _voice(draft: Draft, quotes: tuple[Quote, ...]) -> Voice:
    """Direct if all of it is quoted, mixed if some, else indirect."""
    inside = [(piece, quote) for piece in draft.content for quote in quotes_in(quotes, piece)]
    if not inside:
        return Voice.INDIRECT
    quoted = sum(min(end, quote.end) - max(start, quote.start) for (start, end), quote in inside)
    total = sum(end - start for start, end in draft.content)
    return Voice.DIRECT if quoted >= total - 2 else Voice.MIXED
