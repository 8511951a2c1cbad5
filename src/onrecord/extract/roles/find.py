"""Triggers with everything that the grammar ties to them: the event mentions of a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.extract.counts.comparisons import COMPARED
from onrecord.extract.roles.anchors import (
    Anchor,
    Found,
    count_of,
    find_anchors,
    find_factuality,
    is_definite,
    is_elsewhere,
    is_found,
    is_late,
    is_other,
    ordinal_of,
)
from onrecord.extract.roles.dates import tie_times
from onrecord.extract.roles.fill import fill_actors, fill_targets, foiling_verbs, turn_losses
from onrecord.extract.roles.habits import is_general, is_habitual
from onrecord.extract.roles.items import number_items
from onrecord.extract.roles.near import Ground, Tied, cue_tokens, is_of_deed, tie_mentions, tie_responsibilities, to_ground
from onrecord.extract.roles.openings import find_apart, is_given, is_main, is_presupposed, is_since_when, points_back
from onrecord.extract.roles.passages import find_passage_times, is_done, is_hours_off
from onrecord.extract.roles.phrases import Phrases, to_phrases
from onrecord.extract.roles.ties import Spot, find_ties
from onrecord.extract.roles.wheres import tie_places
from onrecord.model.chains import Chains
from onrecord.model.mentions import FactualityMention, FigureMention, TimeMention
from onrecord.model.reading import EventMention, Filler, Responsibility, ScopeMention
from onrecord.model.values import Harm, Realis
from onrecord.vocab.triggers import Lexicon

AT_SITES = (".prep:in", ".prep:at", ".prep:near", ".prep:inside", ".prep:outside", ".prep:under", ".prep:beside")
CASES = "scope.counted-cases"
BEHIND_TIME = 40  # characters: "two days after the second raid"
NOUNS = frozenset({"NOUN", "PROPN"})
HURT = frozenset({Harm.KILLED, Harm.INJURED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Everything of one report that its event mentions are made from."""

    found: Found
    chains: Chains
    anchors: Sequence[Anchor]
    sure: Sequence[FactualityMention]
    ground: Ground
    phrases: Phrases
    times: Tied
    places: Tied
    means: Tied
    scopes: Tied
    passage_times: Mapping[int, tuple[int, ...]]  # by the anchor's number
    ties: Sequence[tuple[int, ...]]
    apart: frozenset[int]  # sentences that open with words that set them apart, or an entry of a log
    items: Mapping[int, int]  # the item of a list that a sentence stands in
    figures: Mapping[int, tuple[int, ...]]  # by the token of their harm word
    victims: Mapping[int, tuple[int, ...]]
    responsibilities: dict[int, tuple[Responsibility, ...]]
    weapons: frozenset[int]  # tokens of means
    deeds: frozenset[int]  # tokens of triggers: none acts, but for people whose name tells of a deed ("protesters")
    hours: frozenset[int]  # tokens of times
    grounds: frozenset[int]  # tokens of places by name


def find_events(doc: Doc, found: Found, *, lexicon: Lexicon) -> tuple[EventMention, ...]:
    """Event mentions in text order."""
    around = look_around(doc, found, find_anchors(doc, found, lexicon))
    return turn_losses([to_event(number, around) for number in range(len(around.anchors))])


def look_around(doc: Doc, found: Found, anchors: Sequence[Anchor]) -> Surroundings:
    """Tie everything found to the anchors."""
    sure = [find_factuality(anchor, found) for anchor in anchors]
    ground = to_ground(doc, anchors, sure)
    deeds = frozenset(ground.owners) - {actor.token for actor in found.actors}
    cues = cue_tokens(doc, found)
    spots = [to_spot(doc, anchor, one) for anchor, one in zip(anchors, sure, strict=True)]
    return Surroundings(
        found=found,
        chains=Chains(found.attributions),
        anchors=anchors,
        sure=sure,
        ground=ground,
        phrases=to_phrases(doc, found.actors),
        times=tie_times(found.times, ground, found.attributions, cues=cues),
        passage_times=find_passage_times(anchors, found.times, ground, cues=cues),
        places=tie_places(found, ground, cues=cues),
        means=tie_mentions(found.means, ground),
        scopes=tie_mentions(found.scopes, ground),
        ties=with_retold(find_ties(doc, spots, cues=cues), anchors, found.figures),
        apart=find_apart(doc),
        items=number_items(doc),
        figures=by_token([figure.token for figure in found.figures]),
        victims=by_token([victim.token for victim in found.victims]),
        responsibilities=tie_responsibilities(doc, found, anchors),
        deeds=deeds,
        weapons=frozenset(means.token for means in found.means),
        hours=frozenset(time.token for time in found.times),
        grounds=frozenset(place.token for place in found.places if not place.is_demonym),
    )


def with_retold(ties: Sequence[tuple[int, ...]], anchors: Sequence[Anchor], figures: Sequence[FigureMention]) -> list[tuple[int, ...]]:
    """The ties, with those of a figure to the one that it retells, adds to or is a part of."""
    at = {anchor.token: number for number, anchor in enumerate(anchors)}
    wholes = ((one.token, next((it for it in (one.retells, one.follows, one.part_of) if it is not None), None)) for one in figures)
    found = {at[token]: at[figures[whole].token] for token, whole in wholes if whole is not None and figures[whole].token != token}
    return [(*own, found[number]) if number in found else own for number, own in enumerate(ties)]


def is_thing(filler: Filler, around: Surroundings) -> bool:
    """True for a time, a deed, and a weapon, which are no targets, unless the weapon is what is acted on ("defused a bomb")."""
    if filler.token in around.weapons:
        return not filler.rule.endswith((".object", ".subject"))
    if filler.rule.endswith(AT_SITES) and filler.token in around.grounds:
        return True  # "a bomb in Kabul": the town is where it was, not what was hit
    return filler.token in around.deeds or filler.token in around.hours


def is_harmed(filler: Filler, anchor: Anchor, around: Surroundings) -> bool:
    """True for whoever a figure of the mention counts: in "a man wounded by a shell died" the man acts in nothing, whatever the parser makes of him."""
    counted = [around.found.figures[number] for number in around.figures.get(anchor.token, ())] if anchor.family == "harm" else []
    return any(figure.victims_token == filler.token and figure.harm in HURT for figure in counted)


def count_of_many(doc: Doc, targets: Sequence[Filler]) -> int | None:
    """The greatest number of what was hit: "burning 160 houses"."""
    return max((number for filler in targets if (number := count_of(doc[filler.token])) is not None), default=None)


def may_be_of(time: TimeMention, anchor: Anchor, token: Token) -> bool:
    """False for a time before the number of another period, which is the period of the number that it is set beside, and for one counted from the deed."""
    return not is_counted_from(time, token) and (anchor.rule != COMPARED or time.span.start > anchor.span.start)


def is_counted_from(time: TimeMention, token: Token) -> bool:
    """True for "two days after the raid" and the raid."""
    return dict(time.reading).get("deed") == token.lower_ and 0 <= token.idx - time.span.end < BEHIND_TIME


def is_among_cases(scope: ScopeMention, token: Token) -> bool:
    """True for what came of cases that somebody counted: "recorded 19 incidents in the region, with 31 civilians killed"."""
    noun = token.doc[scope.token]
    return scope.rule == CASES and token.i > noun.i and noun.dep_ == "dobj" and noun.head.is_ancestor(token)


def is_one_of_many(token: Token) -> bool:
    """True for an apposition that counts the deed together with those before it: "was shot on Monday, the ninth attack this year"."""
    start = token.left_edge.i
    is_aside = start > 0 and token.doc[start - 1].text == "," and token.dep_ not in {"nsubj", "nsubjpass"}
    return is_aside and token.pos_ in NOUNS and (ordinal_of(token) or 0) > 1


def by_token(tokens: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Numbers of mentions by the token that they stand at."""
    found: dict[int, tuple[int, ...]] = {}
    for number, token in enumerate(tokens):
        found[token] = (*found.get(token, ()), number)
    return found


def to_spot(doc: Doc, anchor: Anchor, sure: FactualityMention) -> Spot:
    """What ties look at."""
    return Spot(
        token=anchor.token,
        via=anchor.via if anchor.via is not None else next((verb.i for verb in foiling_verbs(sure, doc)), None),
        family=anchor.family,
        deed=anchor.deed,
        plover=anchor.kind.plover,
        is_real=sure.realis in {Realis.ACTUAL, Realis.FAILED},
        is_known=is_definite(doc[anchor.token]),
        ordinal=ordinal_of(doc[anchor.token]),
        is_alone=anchor.rule == COMPARED or is_one_of_many(doc[anchor.token]),
    )


def to_event(number: int, around: Surroundings) -> EventMention:
    """One event mention."""
    anchor, sure, found, ground = around.anchors[number], around.sure[number], around.found, around.ground
    doc = ground.doc
    token = doc[anchor.token]
    sentence = ground.bounds[ground.sentences[anchor.token]]
    targets = tuple(filler for filler in fill_targets(anchor, sure, around.phrases) if not is_thing(filler, around))
    times = tuple(i for i in around.times.direct(number) if is_of_deed(found.times[i]) and not is_counted_from(found.times[i], token))
    return EventMention(
        index=number,
        span=anchor.span,
        token=anchor.token,
        sentence=ground.sentences[anchor.token],
        sentence_span=sentence,
        rule=anchor.rule,
        family=anchor.family,
        plover=anchor.kind.plover,
        mode=anchor.kind.plover_mode,
        sub_event=anchor.kind.acled_sub_event,
        harm=anchor.harm,
        factuality=sure,
        is_noun=token.pos_ in NOUNS,
        is_plural=token.tag_ in {"NNS", "NNPS"},
        is_habitual=is_habitual(anchor, doc),
        is_general=is_general(anchor, doc, around.deeds | around.hours | around.weapons),
        number=count_of(token) if token.pos_ in NOUNS else count_of_many(doc, targets),
        ordinal=ordinal_of(token),
        is_other=is_other(token),
        is_elsewhere=is_elsewhere(token) or (anchor.via is not None and is_elsewhere(doc[anchor.via])),
        is_definite=is_definite(token),
        is_apart=ground.sentences[anchor.token] in around.apart or is_since_when(token) or any(is_hours_off(found.times[i]) for i in times),
        is_main=is_main(token),
        item=around.items.get(ground.sentences[anchor.token], 0),
        is_given=is_given(token, is_known=token.pos_ in NOUNS and is_definite(token)),
        points_back=points_back(token),
        is_done=is_done(anchor, doc),
        is_found=is_found(anchor, doc),
        is_late=is_late(anchor, doc),
        actors=tuple(
            filler
            for filler in fill_actors(anchor, around.phrases)
            if filler.token not in around.deeds and not is_harmed(filler, anchor, around)
        ),
        targets=targets,
        times=times,
        near_times=tuple(i for i in around.times.near(number) if is_of_deed(found.times[i]) and may_be_of(found.times[i], anchor, token)),
        passage_times=around.passage_times.get(number, ()),
        places=around.places.direct(number),
        near_places=around.places.near(number),
        means=around.means.direct(number),
        figures=around.figures.get(anchor.token, ()),
        victims=around.victims.get(anchor.token, ()),
        attributions=() if is_presupposed(token) else around.chains.at(anchor.span),
        responsibilities=around.responsibilities.get(number, ()),
        scopes=tuple(found.scopes[i] for i in around.scopes.direct(number))
        + tuple(found.scopes[i] for i in around.scopes.near(number) if is_among_cases(found.scopes[i], token)),
        ties=around.ties[number],
    )
