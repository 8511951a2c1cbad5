"""Find the words that tell of a happening, one trigger a head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from onrecord.extract.triggers.conditions import Senses, meets
from onrecord.extract.triggers.rules import Lexicon, is_inflected, stems_of
from onrecord.model.mentions import ActorMention, PlaceMention, TriggerMention
from onrecord.model.text import Span
from onrecord.model.values import Harm
from onrecord.vocab.actors import ARMED_GROUPS
from onrecord.vocab.triggers import KIND_ORDER, Pattern, Trigger
from onrecord.vocab.words import word_set

BEHIND, AHEAD = 8, 16  # tokens before and behind a head in which the other words of its wording stand
REACH = 4  # tokens between two words of one wording ("open heavy fire", "blew the old bridge up")
NOMINAL_DEPS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos", "attr", "poss", "ROOT", "dep"})
MODIFIER_DEPS = frozenset({"compound", "nmod", "amod", "npadvmod"})
BEFORE_NOUN = frozenset({"det", "poss", "amod", "compound", "nummod"})
BESIDE = frozenset({"prt", "dobj", "advmod"})
APART = frozenset(
    {"out", "off", "away", "back", "on"}
)  # words that stand far behind: "forced the agency, a charity, out", "set the old town hall on fire"
DASHES = frozenset({"-", "–", "‑"})
TERRITORY = frozenset({"Government regains territory", "Non-state actor overtakes territory"})
ASKED = frozenset({"REQUEST", "REJECT"})
STATE_FORCES = "State forces"
NAMED_BODY = "actors.named.body"
ARMED = ARMED_GROUPS | {"External/Other forces"}


def find_triggers(
    doc: Doc, lexicon: Lexicon, *, places: Sequence[PlaceMention] = (), actors: Sequence[ActorMention] = ()
) -> tuple[TriggerMention, ...]:
    """Triggers in text order; by the report's `places` and `actors` a condition knows a place and an armed group by name."""
    senses = Senses(
        lexicon.classes,
        places=frozenset(place.token for place in places if not place.is_demonym),
        armed=frozenset(actor.token for actor in actors if is_armed(actor)),
    )
    found: dict[int, TriggerMention] = {}
    stems = {form: frozenset(stems_of(form)) for form in {token.lower_ for token in doc}}
    heads = {form for form, own in stems.items() if not own.isdisjoint(lexicon.heads)}
    words = frozenset[str]().union(*stems.values())
    for token in doc:
        if token.lower_ not in heads and token.lemma_.lower() not in lexicon.heads:
            continue
        mention = find_trigger(token, lexicon, senses, words)
        if mention is not None:
            other = found.get(mention.token)
            if other is None or is_better(mention, other, lexicon):
                found[mention.token] = mention
    return drop_contained([found[number] for number in sorted(found)], lexicon)


def is_armed(actor: ActorMention) -> bool:
    """True for an armed group or a force by name ("FARDC"); a state by its name alone, or a seat of office, may act in other ways."""
    if actor.kind != STATE_FORCES or actor.actor_id is None:
        return actor.kind in ARMED
    is_office = not word_set("words.seats-of-office").isdisjoint(actor.name.lower().split())
    return actor.actor_id.count(":") > 1 or (actor.rule == NAMED_BODY and not is_office)


def drop_contained(mentions: Sequence[TriggerMention], lexicon: Lexicon) -> tuple[TriggerMention, ...]:
    """Without words that are part of a longer wording ("cessation of hostilities").

    Words of harm stay, as figures stand on them, but not where they are asked for ("called for the release").
    """
    kept: list[TriggerMention] = []
    for number, mention in enumerate(mentions):
        near = mentions[max(0, number - REACH) : number + REACH + 1]
        if any(is_more_telling(other, mention, lexicon) for other in near):
            continue
        around = (other for other in near if other.span != mention.span and other.span.contains(mention.span))
        holders = [lexicon[other.rule] for other in around if not is_more_telling(mention, other, lexicon)]
        if not holders or (lexicon[mention.rule].harm is not None and not any(holder.plover in ASKED for holder in holders)):
            kept.append(mention)
    return tuple(kept)


def is_more_telling(one: TriggerMention, other: TriggerMention, lexicon: Lexicon) -> bool:
    """True if one is a part of the other and names a sub-event that the whole does not: "reached a [peace agreement]"."""
    part, whole = lexicon[one.rule], lexicon[other.rule]
    if one.span == other.span or not other.span.contains(one.span) or part.plover != whole.plover:
        return False
    return part.kind == whole.kind == "act" and part.acled is not None and whole.acled is None


def is_better(mention: TriggerMention, other: TriggerMention, lexicon: Lexicon) -> bool:
    """True if a second trigger on one head says more than the first."""
    return KIND_ORDER.index(lexicon[mention.rule].kind) > KIND_ORDER.index(lexicon[other.rule].kind)


def find_trigger(token: Token, lexicon: Lexicon, senses: Senses, words: frozenset[str]) -> TriggerMention | None:
    """The trigger that stands at a token, if there is one; `words` are all of the report's, so that most wordings are passed over fast."""
    around: frozenset[str] | None = None
    for part, lemma in readings(token, lexicon):
        for pattern in lexicon.patterns[part][lemma]:
            if pattern.others:
                if not pattern.others <= words:
                    continue
                around = words_around(token) if around is None else around
                if not pattern.others <= around:
                    continue
            mention = to_mention(token, pattern, lexicon, senses)
            if mention is not None:
                return mention
    return None


def words_around(token: Token) -> frozenset[str]:
    """Forms and lemmas near a token: most wordings of several words can be passed over by them."""
    near = token.doc[max(0, token.i - BEHIND) : token.i + AHEAD]
    return frozenset(stem for other in near if other.i != token.i for stem in stems_of(other.lower_))


def readings(token: Token, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Parts of speech and lemmas under which a token may stand in the lexicon, the tagger's own first."""
    form = token.lower_
    for part in parts_of(token):
        patterns = lexicon.patterns[part]
        lemma = token.lemma_.lower()
        tried = (lemma, *stems_of(form)) if part != "adjectives" else (form,)
        yield from ((part, stem) for stem in dict.fromkeys(tried) if stem in patterns)


def parts_of(token: Token) -> tuple[str, ...]:
    """Parts of speech that a token can have, beginning with the tagger's; it errs most in headlines and capitals."""
    pos = token.pos_
    if pos in {"VERB", "AUX"}:
        if token.tag_ in {"VBG", "VB", "VBP", "VBZ"} and looks_nominal(token):
            return ("nouns", "verbs")
        return ("verbs", "nouns") if looks_nominal(token) or token.is_title else ("verbs", "adjectives")
    if pos in {"NOUN", "PROPN"}:
        return ("nouns", "verbs", "adjectives") if looks_verbal(token) else ("nouns", "adjectives")
    if pos in {"ADJ", "ADV"}:
        return ("adjectives", "verbs", "nouns") if is_inflected(token.lower_) else ("adjectives", "nouns")
    return ("verbs",) if is_inflected(token.lower_) and pos not in {"PRON", "DET", "ADP", "PART", "SCONJ", "CCONJ"} else ()


def looks_nominal(token: Token) -> bool:
    """True for what stands where a noun stands."""
    return any(child.dep_ in BEFORE_NOUN and child.i < token.i for child in token.children) or token.dep_ in {
        "pobj",
        "dobj",
        "nsubjpass",
        "compound",
    }


def looks_verbal(token: Token) -> bool:
    """True for an inflected form tagged as a noun in a line of capitals, or with a subject or object of its own."""
    if not is_inflected(token.lower_):
        return False
    if any(child.dep_ in {"nsubj", "nsubjpass", "dobj", "aux", "auxpass"} for child in token.children):
        return True
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return following is not None and not token.is_sent_start and (following.pos_ in {"PROPN", "NUM", "NOUN", "DET"} or following.like_num)


def to_mention(token: Token, pattern: Pattern, lexicon: Lexicon, senses: Senses) -> TriggerMention | None:
    """A mention, if the other words of the wording and its conditions are there."""
    is_noun = pattern.trigger.part == "nouns"
    first = match_before(token, pattern.before)
    last = match_after(token, pattern.after, is_noun=is_noun)
    if first is None or last is None:
        return None
    head = nominal_head(token, last, lexicon) if is_noun else token
    if head is None or (pattern.trigger.part == "verbs" and is_mere_modifier(token, pattern.trigger)):
        return None
    via = find_light_verb(head, lexicon) if is_noun else None
    if not meets(head, pattern.trigger, senses, via):
        return None
    start, end = min(first.idx, head.idx), max(end_of(last), end_of(head))
    return TriggerMention(
        span=Span(start, end), token=head.i, rule=pattern.trigger.id, is_noun=is_noun, via=via.i if via is not None else None
    )


def end_of(token: Token) -> int:
    """Offset behind a token."""
    return token.idx + len(token.text)


def match_before(token: Token, words: tuple[str, ...]) -> Token | None:
    """The first token of the words that must stand directly before, dashes between them passed over; None if they do not."""
    doc, position = token.doc, token.i
    for word in reversed(words):
        position -= 1
        if position >= 0 and doc[position].text in DASHES:
            position -= 1
        if position < 0 or not is_word(doc[position], word):
            return None
    return doc[position]


def match_after(token: Token, words: tuple[str, ...], *, is_noun: bool) -> Token | None:
    """The last token of the words that must follow in this order, near or as children; None if they do not."""
    doc, last = token.doc, token
    for word in words:
        reach = 2 if is_noun else REACH
        nearby = doc[last.i + 1 : min(last.i + 1 + reach, len(doc))]
        found = next((other for other in nearby if is_word(other, word)), None)
        if found is None and not is_noun:
            found = next(
                (
                    child
                    for child in token.children
                    if (child.dep_ in BESIDE or child.lower_ in APART) and child.i > last.i and is_word(child, word)
                ),
                None,
            )
        if found is None or any(other.is_sent_start for other in doc[token.i + 1 : found.i + 1]):
            return None
        last = found if found.i > last.i else last
    return last


def is_word(token: Token, word: str) -> bool:
    """True if a token is a word or a form of it."""
    return token.lower_ == word or (token.is_alpha and word in stems_of(token.lower_))


def nominal_head(token: Token, last: Token, lexicon: Lexicon) -> Token | None:
    """Where a noun's roles stand: itself, the last word of its wording if that is its head ("sit-in"), or the light noun that it modifies.

    None for a word that only describes another ("protest leader"), unlike "bombing campaign".
    """
    if last.i > token.i and token.head.i == last.i and token.dep_ in MODIFIER_DEPS:
        return last
    if token.dep_ not in MODIFIER_DEPS or token.head.i <= token.i or token.head.pos_ not in {"NOUN", "PROPN"}:
        return token
    carriers = lexicon.classes["carrier-noun"]
    if token.head.i == token.i + 1 and not carriers.isdisjoint(stems_of(token.head.lower_)):
        return token.head if token.head.dep_ not in MODIFIER_DEPS else None
    between = token.doc[token.i + 1 : token.head.i]
    is_headline_verb = token.head.i > token.i + 1 and any(not other.is_alpha for other in between)
    return token if is_headline_verb else None


def is_mere_modifier(token: Token, trigger: Trigger) -> bool:
    """True for a participle that only describes ("exploding costs", "warring sides"), and for words about a deed ("the proposed visit")."""
    if token.dep_ not in {"amod", "compound"} or token.head.i < token.i or token.is_title:
        return False
    if trigger.harm is Harm.DISPLACED and not any(child.dep_ == "nummod" for child in token.head.lefts):
        return True  # "a camp of displaced people"
    if token.tag_ == "VBN" and trigger.acled in TERRITORY and not any(child.dep_ in {"agent", "npadvmod"} for child in token.children):
        return True  # "the occupied West Bank city of"
    return token.tag_ not in {"VBN", "VBD"} or (trigger.acled is None and trigger.kind == "act")


def find_light_verb(token: Token, lexicon: Lexicon) -> Token | None:
    """The verb that carries a noun's roles: above it ("launched an assault"), or behind it ("an assault launched by")."""
    noun = token
    for _ in range(3):
        if noun.dep_ != "conj":
            break
        noun = noun.head
    noun = counting_noun(noun)
    if noun.dep_ in {"dobj", "nsubjpass", "pobj", "nsubj"}:
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        between = noun.head.lower_ if noun.dep_ == "pobj" else None
        if is_light(verb, between, lexicon) and (noun.dep_ != "nsubj" or noun.dep_ == "nsubjpass"):
            return verb
    if noun.dep_ == "nsubj" and happens(noun.head, lexicon):
        return noun.head
    return next((child for child in token.children if child.dep_ in {"acl", "relcl"} and is_light(child, None, lexicon)), None)


def counting_noun(noun: Token) -> Token:
    """What a deed is counted by, where words such as "dozens of" or "a wave of" stand before it; else the noun itself."""
    above = noun.head.head
    is_counted = noun.dep_ == "pobj" and noun.head.lower_ == "of" and above.lower_ in word_set("words.of-many")
    return above if is_counted else noun


def happens(verb: Token, lexicon: Lexicon) -> bool:
    """True for a verb that only says that its subject happened: "clashes broke out between the two"."""
    behind = [child.lower_ for child in verb.children if child.dep_ in {"prt", "dobj"}]
    words = [" ".join((stem, *behind)) for stem in {verb.lemma_.lower(), *stems_of(verb.lower_)}]
    return not lexicon.classes["happening-verb"].isdisjoint(words)


def is_light(verb: Token, preposition: str | None, lexicon: Lexicon) -> bool:
    """True for a verb of the light verbs, with its particle or preposition."""
    if verb.pos_ not in {"VERB", "AUX", "ADJ"}:
        return False
    stems = {verb.lemma_.lower(), *stems_of(verb.lower_)}  # the lemmatizer takes "staged" for a form of "stag"
    if preposition is not None:
        return any(f"{stem} {preposition}" in lexicon.light for stem in stems)
    if not lexicon.light.isdisjoint(stems):
        return True
    particles = [child.lower_ for child in verb.children if child.dep_ in {"prt", "prep", "advmod"}]
    return any(f"{stem} {particle}" in lexicon.light for stem in stems for particle in particles)
