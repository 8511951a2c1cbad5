"""Which times, places, means and scopes belong to which trigger."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from spacy.tokens import Doc, Token

from onrecord.extract.roles.anchors import Anchor, Found
from onrecord.model.mentions import AttributionMention, FactualityMention, TimeMention
from onrecord.model.reading import Responsibility
from onrecord.model.text import Span
from onrecord.model.values import Realis

MAX_CLIMB = 30  # arcs from a word to the trigger it belongs to
REACH = 120  # tokens of one sentence within which a mention may be of an anchor that does not own it
VERBS = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
CONCURRENT = frozenset({"in", "during", "under"})  # "in which", "under which": what the clause tells is of that deed
MAX_PHRASES = 3  # of time and place in a row
SETTINGS = frozenset({"DATE", "TIME", "GPE", "LOC", "FAC"})  # the parser's entities
BEYOND_HAPPENING = frozenset({"dobj", "ccomp", "xcomp", "attr", "acomp", "oprd", "dative", "nsubjpass"})
TOLD = frozenset({"ccomp", "xcomp", "oprd", "acomp", "dep", "parataxis"})  # what a passive verb of reporting tells
SEVERAL = frozenset({"both", "the", "these", "all"})
DEEDS = frozenset({"act", "generic", "means"})
LONGEST_SOURCE = 1000  # characters of a source's phrase that are looked at
NOT_OF_DEEDS = frozenset({"dateline", "age"})  # marks of times that say when it was written, or how old somebody is


class Tieable(Protocol):
    """A mention that stands somewhere in the parse."""

    @property
    def span(self) -> Span:
        """Its extent."""

    @property
    def token(self) -> int:
        """Its head."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where anchors stand: the parse, the anchor at each token (its own or its light verb's), and the sentence of each token."""

    doc: Doc
    owners: Mapping[int, int]
    tokens: Mapping[int, int]
    sentences: Sequence[int]
    by_sentence: Mapping[int, Sequence[tuple[int, int]]]
    bounds: Sequence[Span]  # of the sentences
    unreal: frozenset[int]  # anchors of what is only meant or planned: where it is meant to be is where the deed above it is


def to_ground(doc: Doc, anchors: Sequence[Anchor], sure: Sequence[FactualityMention]) -> Ground:
    """Where the anchors of a report stand."""
    tokens = {number: anchor.token for number, anchor in enumerate(anchors)}
    owners = {anchor.token: number for number, anchor in enumerate(anchors)}
    owners |= {anchor.via: number for number, anchor in enumerate(anchors) if anchor.via is not None and anchor.via not in owners}
    sentences = number_sentences(doc)
    by_sentence: dict[int, list[tuple[int, int]]] = {}
    for token, owner in owners.items():
        by_sentence.setdefault(sentences[token], []).append((token, owner))
    unreal = frozenset(number for number, one in enumerate(sure) if one.realis in {Realis.PLANNED, Realis.HYPOTHETICAL})
    bounds = [Span(sentence.start_char, max(sentence.end_char, sentence.start_char + 1)) for sentence in doc.sents]
    return Ground(doc, owners, tokens, sentences, by_sentence, bounds, unreal)


def number_sentences(doc: Doc) -> list[int]:
    """The number of its sentence for each token."""
    numbers: list[int] = []
    for number, sentence in enumerate(doc.sents):
        numbers += [number] * len(sentence)
    return numbers


@dataclass(frozen=True, slots=True)
class Tied:
    """For each anchor, the mentions that its grammar holds, and those in its sentence that no other anchor holds."""

    held: Mapping[int, tuple[int, ...]]
    nearby: Mapping[int, tuple[int, ...]]

    def direct(self, anchor: int) -> tuple[int, ...]:
        """Mentions tied by grammar."""
        return self.held.get(anchor, ())

    def near(self, anchor: int) -> tuple[int, ...]:
        """Mentions of the same sentence."""
        return self.nearby.get(anchor, ())


@dataclass(frozen=True, slots=True)
class Hold:
    """Who holds a mention: the anchor by its number; nobody, so that any anchor of the sentence may; or the words that report."""

    owner: int | None = None
    is_of_words: bool = False


Holder = Callable[[int, Ground, frozenset[int]], Hold]


def hold_by_grammar(start: int, ground: Ground, cues: frozenset[int]) -> Hold:
    """The trigger above a word in the parse; what hangs on a reporting verb belongs to the words, not the deed."""
    inner = in_subject(start, ground)
    if inner is not None:
        return Hold(inner)
    owner, cue = climb(start, ground, cues)
    beside_noun = noun_before(start, ground)
    if beside_noun is not None and (owner is None or ground.tokens[owner] < ground.tokens[beside_noun]):
        return Hold(beside_noun)
    if cue is None:
        return Hold(owner)
    owner = anchor_before(start, ground) if is_before_speaker(start, cue) else trailing_anchor(start, ground, cue)
    return Hold(owner, is_of_words=owner is None)


def tie_mentions(
    mentions: Sequence[Tieable],
    ground: Ground,
    attributions: Sequence[AttributionMention] = (),
    *,
    cues: frozenset[int] = frozenset(),
    hold: Holder = hold_by_grammar,
) -> Tied:
    """Give each mention to the trigger that holds it, and to others of its sentence that may share it."""
    sources = {
        position
        for said in attributions
        if said.source
        for position in range(said.source.start, min(said.source.end, said.source.start + LONGEST_SOURCE))
    }
    held: dict[int, list[int]] = {}
    nearby: dict[int, list[int]] = {}
    for number, mention in enumerate(mentions):
        found = hold(mention.token, ground, cues)
        if found.is_of_words or (mention.span.start in sources and not is_told_in(found, sources, ground)):
            continue
        if found.owner is not None:
            held.setdefault(found.owner, []).append(number)
        for other in beside(mention.token, found.owner, ground):
            nearby.setdefault(other, []).append(number)
    return Tied({key: tuple(value) for key, value in held.items()}, {key: tuple(value) for key, value in nearby.items()})


def is_told_in(found: Hold, sources: Container[int], ground: Ground) -> bool:
    """True if who holds a mention stands in the phrase of a source as well: "survivors of the blast in Herat on Monday said"."""
    return found.owner is not None and ground.doc[ground.tokens[found.owner]].idx in sources


def beside(token: int, owner: int | None, ground: Ground) -> list[int]:
    """Anchors of the sentence that a mention may be of as well: any if nobody owns it, else those that hang together with its owner."""
    found = [spot for spot in ground.by_sentence.get(ground.sentences[token], ()) if abs(spot[0] - token) <= REACH]
    if owner is None:
        return list(dict.fromkeys(other for _, other in found))
    at_owner = ground.doc[ground.tokens[owner]]
    linked = (
        other
        for spot, other in found
        if other != owner and (is_under(ground.doc[spot], owner, ground) or (owner in ground.unreal and is_under(at_owner, other, ground)))
    )
    return list(dict.fromkeys(linked))


def climb(start: int, ground: Ground, cues: frozenset[int]) -> tuple[int | None, Token | None]:
    """The first anchor above a token; and the reporting verb, if that comes first and the token hangs on no verb of what is said."""
    token = ground.doc[start]
    is_of_content = False
    for _ in range(MAX_CLIMB):
        if token.i in ground.owners:
            return ground.owners[token.i], None
        if token.i in cues:
            return None, None if is_of_content else token
        if token.pos_ == "VERB" and (subject := subject_of_event(token)) in ground.owners:
            return ground.owners[subject], None
        if token.head.i == token.i:
            return None, None
        is_of_content = is_of_content or (token.dep_ == "ccomp" and token.pos_ in VERBS)
        token = token.head
    return None, None


def in_subject(start: int, ground: Ground) -> int | None:
    """The anchor in the subject of a verb that a phrase of time or place stands before: "two men arrested in Gao on Monday were freed".

    Parsers often hang such a phrase on the verb behind it.
    """
    token = ground.doc[start]
    phrase = token.head if token.dep_ == "pobj" else token
    verb = phrase.head
    if verb.pos_ not in VERBS or phrase.i > verb.i:
        return None
    subject = next((child for child in verb.lefts if child.dep_ in SUBJECTS and child.i < phrase.i), None)
    if subject is None:
        return None
    last = min(phrase.i, subject.right_edge.i + 1)
    inner = [spot for spot in ground.by_sentence.get(ground.sentences[start], ()) if subject.i < spot[0] < last]
    return max(inner)[1] if inner else None


def noun_before(start: int, ground: Ground) -> int | None:
    """The anchor that is the noun right before a phrase of time or place, other such phrases left out: "raids last month in Zamfara".

    Parsers often hang such a phrase on the verb of the sentence.
    """
    token = ground.doc[start]
    if token.dep_ == "compound":
        token = token.head  # "in Kunduz province"
        start = token.i
    for _ in range(MAX_PHRASES):
        phrase = token.head if token.dep_ == "pobj" else token
        position = phrase.left_edge.i - 1
        if position < 0 or phrase.i > start:
            return None
        token = ground.doc[position]
        if token.pos_ not in {"NOUN", "PROPN"}:
            return None
        if position in ground.owners:
            return ground.owners[position]
        if token.ent_type_ not in SETTINGS:
            return None
    return None


def subject_of_event(verb: Token) -> int:
    """The subject of a verb that only says that it happened ("the blast occurred in", "the attack took place at"); -1 for other verbs."""
    subject = -1
    for child in verb.children:
        if child.dep_ in BEYOND_HAPPENING and child.lower_ != "place":
            return -1
        if child.dep_ == "nsubj":
            subject = child.i
    return subject


def is_under(token: Token, owner: int, ground: Ground) -> bool:
    """True if the nearest anchor above a token is the owner: what is tied to a deed holds for the deeds that hang on it."""
    for _ in range(MAX_CLIMB):
        if token.head.i == token.i or (token.dep_ == "relcl" and not is_concurrent(token)):
            return False
        token = token.head
        if token.i in ground.owners:
            return ground.owners[token.i] == owner
    return False


def is_concurrent(clause: Token) -> bool:
    """True for a relative clause that tells what happened in a deed: "a raid in which two men were held"."""
    return any(child.lower_ in CONCURRENT and any(word.lower_ == "which" for word in child.rights) for child in clause.lefts)


def trailing_anchor(start: int, ground: Ground, cue: Token) -> int | None:
    """The anchor between a reporting verb and a mention behind its content ("claimed the killing of 48 soldiers last week")."""
    found = ground.by_sentence.get(ground.sentences[start], ())
    between = [(token, owner) for token, owner in found if cue.i < token < start]
    return max(between)[1] if between else None


def is_of_deed(time: TimeMention) -> bool:
    """False for a dateline and an age."""
    return not NOT_OF_DEEDS & {key for key, _ in time.reading}


def is_several(noun: Token) -> bool:
    """True of "both attacks", "the bombings": all that were told before."""
    return noun.tag_ == "NNS" and any(child.lower_ in SEVERAL for child in noun.lefts)


def tie_responsibilities(doc: Doc, found: Found, anchors: Sequence[Anchor]) -> dict[int, tuple[Responsibility, ...]]:
    """Give each word on responsibility to the acts that it names; one that names none to the violent trigger before it, else to the first one.

    Who claims "both attacks" claims all that were told before. Of what somebody is said to have done besides ("accused of stirring up the crowd") there is no trigger, and the word is of no deed.
    """
    by_token = {anchor.token: number for number, anchor in enumerate(anchors)}
    by_token |= {anchor.via: number for number, anchor in enumerate(anchors) if anchor.via is not None and anchor.via not in by_token}
    violent = [number for number, anchor in enumerate(anchors) if anchor.entry is None or anchor.entry.plover == "ASSAULT"]
    tied: dict[int, tuple[Responsibility, ...]] = {}
    for acts, word in found.responsibilities:
        if word.party.token in by_token:
            continue  # a siege claims lives, not responsibility
        named = [by_token[act] for act in acts if act in by_token] or (
            told_before(acts, word, anchors, doc) if word.status == "denied" else []
        )
        before = [number for number in violent if anchors[number].span.start < word.cue.start]
        chosen = named[:1] if acts else (before[-1:] or violent[:1])
        if named and word.status == "claimed" and is_several(doc[anchors[named[0]].token]):
            chosen = [*named[:1], *(number for number in before if anchors[number].family in DEEDS)]
        if named and word.status == "denied":
            chosen = [*named[:1], *told_before([anchors[named[0]].token], word, anchors, doc)]
        for number in dict.fromkeys(chosen):
            tied[number] = (*tied.get(number, ()), word)
    return tied


def told_before(acts: Sequence[int], word: Responsibility, anchors: Sequence[Anchor], doc: Doc) -> list[int]:
    """The deed right before that is told by the word of an act: "denied having [fired] at the ship" of two missiles that were fired."""
    verbs = {doc[act].lemma_ for act in acts if doc[act].pos_ in VERBS}
    start = doc[acts[0]].sent.start if verbs else 0
    first = doc[start - 1].sent.start if start else 0
    before = [
        number
        for number, anchor in enumerate(anchors)
        if anchor.kind.plover == "ASSAULT"
        and first <= anchor.token
        and anchor.span.start < word.cue.start
        and doc[anchor.token].lemma_ in verbs
    ]
    return before[-1:]


def cue_tokens(doc: Doc, found: Found) -> frozenset[int]:
    """Tokens of reporting verbs; "a bomb found in a lorry" and "two men were found in a lorry" tell no words."""
    spans = (doc.char_span(said.cue.start, said.cue.end, alignment_mode="expand") for said in found.attributions)
    return frozenset(token.i for span in spans if span is not None for token in span if token.pos_ in VERBS and not is_of_thing(token))


def is_of_thing(verb: Token) -> bool:
    """True for a participle or passive of which a thing is all that is told: "found in a lorry", "clashes were reported in Gao"."""
    arcs = {child.dep_ for child in verb.children}
    return verb.dep_ == "acl" or ("auxpass" in arcs and not arcs & TOLD)


def is_before_speaker(start: int, cue: Token) -> bool:
    """True if the reporting verb and who speaks stand behind a mention, and the content before it: "two men died in Gao on Monday, police said"."""
    speaker = next((child for child in cue.children if child.dep_ in SUBJECTS), cue)
    content = next((child for child in cue.children if child.dep_ in {"ccomp", "dep"}), None)
    return start < min(cue.i, speaker.left_edge.i) and content is not None and content.i < start


def anchor_before(start: int, ground: Ground) -> int | None:
    """The last anchor of the sentence before a word."""
    found = [spot for spot in ground.by_sentence.get(ground.sentences[start], ()) if spot[0] < start]
    return max(found)[1] if found else None
