"""Which mentions of a report are one: names said shorter, classes said again, pronouns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.extract.actors.appositions import NAMED_BODIES, link_appositions, link_self_names
from onrecord.extract.actors.culprits import link_culprits
from onrecord.extract.actors.draft import Draft
from onrecord.extract.actors.identified import link_identified
from onrecord.extract.actors.short_names import BODY_SORTS, link_acronyms, link_names, link_offices, link_short_names
from onrecord.model.mentions import ActorMention
from onrecord.vocab.actors import ARMED_GROUPS
from onrecord.vocab.triggers import violent_verbs
from onrecord.vocab.words import word_set

ARMED_NAMES = frozenset(
    {
        "front",
        "army",
        "brigade",
        "brigades",
        "movement",
        "militia",
        "cartel",
        "faction",
        "battalion",
        "resistance",
        "fighters",
        "gang",
        "command",
        "legion",
        "squad",
    }
)
ENDINGS = frozenset({"die", "perish", "succumb", "fall", "suffer", "lose"})  # their subject does nothing
AT_LARGE, MEDIA = "actors.generic.civilians", "actors.generic.media"
MONITOR_WORDS = frozenset({"monitor", "group", "watchdog", "organisation", "organization", "ngo"})
MEDIA_WORDS = frozenset(
    {"newspaper", "agency", "paper", "daily", "channel", "broadcaster", "outlet", "network", "website", "magazine", "television"}
)
UNLISTED = frozenset({"actors.organisation", "actors.generic.organisations"})
FIGHTERS = frozenset({"actors.generic.rebels", "actors.generic.fighters", "actors.generic.militia"})
REACH = 2  # sentences back to which a pronoun may point
CLASS_REACH = 6  # sentences back to which "the group" may point
THING_SLOTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
TIMES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
NEARBY = 60  # mentions back to which a pronoun may point, however long the sentence
FARTHEST = 300  # the same of a class said again
LONGEST_OWNER = 2  # words before a class: more are a headline that was taken for one phrase
NEARER, SUBJECT, SPEAKER, NAMED, SAME_SLOT, ONE_FORCE, GOVERNS, COUNTED, AGGRESSOR = 3, 2, 2, 1, 1, 3, 3, 4, 12
ALLEGING = frozenset({"allege"})  # who alleges what "they" did speaks of others
MAX_CLIMB = 12


def full_name(index: int, mentions: Sequence[ActorMention]) -> str:
    """The fullest name in the report of what a mention stands for."""
    return mentions[resolve(index, mentions)].name


def resolve(index: int, mentions: Sequence[ActorMention]) -> int:
    """The index of the mention at the end of a chain of antecedents."""
    seen = {index}
    while (following := mentions[index].antecedent) is not None and following not in seen:
        seen.add(following)
        index = following
    return index


def find_antecedents(doc: Doc, drafts: Sequence[Draft]) -> tuple[int | None, ...]:
    """The resolver of rules: for each draft the one that it stands for. What an apposition or acronym tells is added to the drafts."""
    link_appositions(doc, drafts)
    link_self_names(doc, drafts)
    link_acronyms(doc, drafts)
    link_offices(doc, drafts)
    link_names(drafts)
    link_short_names(drafts)
    link_culprits(doc, drafts)
    things = find_things(doc, drafts)
    for index, draft in enumerate(drafts):
        if draft.antecedent is None and not draft.is_modifier:
            if draft.is_pronoun:
                draft.antecedent = pronoun_antecedent(doc, index, drafts, things)
            else:
                named = class_antecedent(index, drafts)
                draft.antecedent = only_group(index, drafts) if named is None else named
                if draft.antecedent is None:
                    take_side(index, drafts)
            if draft.is_pronoun and draft.antecedent is not None:
                draft.sex = draft.sex or drafts[draft.antecedent].sex
    link_identified(doc, drafts)
    return tuple(draft.antecedent for draft in drafts)


def class_antecedent(index: int, drafts: Sequence[Draft]) -> int | None:
    """What "the group", "the spokesman", "the army" stands for."""
    draft = drafts[index]
    if not draft.is_generic or not draft.is_definite:
        return None
    for other in range(index - 1, max(index - FARTHEST, 0) - 1, -1):
        before = drafts[other]
        if before.is_pronoun or (before.is_modifier and before.sort == "state"):
            continue
        if is_said_fuller(draft, before):
            return other
        if (
            draft.sentence - before.sentence <= CLASS_REACH
            and (is_bare(draft) or is_described(draft, before))
            and is_class_of(draft, before)
        ):
            return other
    return None


def take_side(index: int, drafts: Sequence[Draft]) -> None:
    """Let "the group" be the one whose people were told of last: "Front fighters attacked ... the group said"."""
    draft = drafts[index]
    if (
        draft.head not in NAMED_BODIES
        or not draft.is_definite
        or not draft.is_generic
        or not (is_bare(draft) or is_described(draft, draft))
    ):
        return
    near = (drafts[other] for other in range(index - 1, max(index - FARTHEST, 0) - 1, -1))
    before = next((other for other in near if other.side and other.is_plural and other.kind in ARMED_GROUPS and not other.is_pronoun), None)
    if before is not None and before.side is not None and draft.sentence - before.sentence <= REACH:
        draft.name, draft.kind, draft.actor_id, draft.country = before.side, before.kind, before.actor_id, before.country
        draft.is_generic = False


def only_group(index: int, drafts: Sequence[Draft]) -> int | None:
    """Of "the militants", and of "militants" after "Front militants": the one armed group that is named before."""
    draft = drafts[index]
    if draft.rule not in FIGHTERS or not is_bare(draft) or not draft.is_plural:
        return None
    near = range(max(index - FARTHEST, 0), index)
    alike = [
        other for other in near if drafts[other].head == draft.head and not drafts[other].is_modifier and drafts[other].antecedent is None
    ]
    groups = {drafts[other].actor_id or drafts[other].name: other for other in near if is_armed_group(drafts[other])}
    is_known = draft.is_definite or any(drafts[other].side for other in alike)
    if not is_known or len(groups) != 1 or any(is_bare(drafts[other]) for other in alike):
        return None
    return next(iter(groups.values()))


def is_armed_group(draft: Draft) -> bool:
    """True of a named group that fights against a state, or of its people."""
    return draft.kind == "Rebel group" and not draft.is_pronoun and not draft.is_person and (draft.is_itself or draft.side is not None)


def is_bare(draft: Draft) -> bool:
    """True of a class without any other word: "the group"."""
    return " " not in draft.name


def is_described(draft: Draft, before: Draft) -> bool:
    """True of a class with words that any group may have: "the Somalia-based group", "the Islamist movement"."""
    if draft.is_plural or before.sort in {"monitor", "media"}:
        return False
    words = draft.name.casefold().split()[:-1]
    return all(
        word.endswith(("-based", "-backed", "-linked", "-affiliated", "-aligned")) or word in word_set("words.of-groups") for word in words
    )


def is_said_fuller(draft: Draft, before: Draft) -> bool:
    """True if an earlier mention has the same head and more words ("the army" after "the Malian army")."""
    if before.head != draft.head or before.is_plural != draft.is_plural or not is_bare(draft):
        return False
    owner = before.name[: max(before.name.casefold().find(draft.name.casefold()), 0)].strip()
    has_owner = owner.count(" ") < LONGEST_OWNER and (owner != owner.lower() or before.actor_id is not None or " " in owner)
    return len(before.name) > len(draft.name) and has_owner and before.sort == draft.sort in {"force", "body", "person"}


def is_class_of(draft: Draft, before: Draft) -> bool:
    """True if a class fits a named actor."""
    if before.is_generic:
        return False
    if before.is_person:
        return bool(draft.classes & before.classes) and not draft.is_plural
    if draft.head in NAMED_BODIES and before.is_itself and (before.sort == "group" or names_group(before)):
        return True
    if draft.head in MONITOR_WORDS and before.sort == "monitor":
        return True
    return draft.head in MEDIA_WORDS and before.sort == "media"


def names_group(draft: Draft) -> bool:
    """True of a name on no list that ends in a word for an armed group: "the Delta Front"."""
    return draft.rule in UNLISTED and draft.name.rpartition(" ")[2].casefold() in ARMED_NAMES


@dataclass(frozen=True, slots=True)
class Thing:
    """A noun that names no actor, which a pronoun may stand for instead."""

    token: int
    is_plural: bool
    is_subject: bool


def find_things(doc: Doc, drafts: Sequence[Draft]) -> dict[int, list[Thing]]:
    """Nouns that are no mentions and no times, by sentence."""
    taken = {draft.token for draft in drafts}
    found: dict[int, list[Thing]] = {}
    for number, sentence in enumerate(doc.sents):
        for token in sentence:
            if token.dep_ in THING_SLOTS and token.pos_ in {"NOUN", "PROPN"} and token.i not in taken and token.ent_type_ not in TIMES:
                thing = Thing(token.i, token.tag_ in {"NNS", "NNPS"}, token.dep_ in {"nsubj", "nsubjpass"})
                found.setdefault(number, []).append(thing)
    return found


def pronoun_antecedent(doc: Doc, index: int, drafts: Sequence[Draft], things: Mapping[int, Sequence[Thing]]) -> int | None:
    """The best earlier mention that agrees with a pronoun, or None if there is none or a thing fits better."""
    draft = drafts[index]
    best, weight = None, 0
    is_part = is_of_number(doc[draft.token])
    above, barred = governing_verbs(doc[draft.token]), barred_roots(own_verb(doc[draft.token]), drafts, index)
    for verb in above:
        if doc[verb].lemma_ in ALLEGING:
            barred |= barred_roots(verb, drafts, index)
    does_harm = draft.is_subject and draft.is_plural and does_violence(doc[draft.token])
    for other in range(index - 1, max(index - NEARBY, 0) - 1, -1):
        before = drafts[other]
        distance = draft.sentence - before.sentence
        is_aggressor = does_harm and does_violence(doc[before.token]) and not before.is_pronoun
        if distance > (CLASS_REACH if does_harm else REACH):
            break
        if not agrees(draft, before) or root_of(other, drafts) in barred or (distance > REACH and not is_aggressor):
            continue
        if does_harm and (is_harmless(drafts[root_of(other, drafts)]) or suffers_violence(doc[before.token])):
            continue
        score = closeness(draft, before.is_subject, distance) + NAMED * (not before.is_generic)
        score += AGGRESSOR * is_aggressor
        score += GOVERNS * (before.verb in above and draft.is_subject)
        score += COUNTED * (is_part and (is_acted_on(before, distance) or any(child.dep_ == "nummod" for child in doc[before.token].lefts)))
        score += SPEAKER * (draft.is_speaker and before.is_speaker) - ONE_FORCE * (draft.is_plural and not before.is_plural)
        if score > weight:
            best, weight = other, score
    return None if not draft.is_person and not draft.is_speaker and weight < best_thing(draft, things) else best


def is_acted_on(before: Draft, distance: int) -> bool:
    """True of those whom the same sentence says something is done to: "fired on [farmers], killing five of them"."""
    return distance == 0 and before.is_plural and not before.is_subject and not before.is_pronoun


def does_violence(pronoun: Token) -> bool:
    """True of who kills, shoots or burns: "they shot him"."""
    verb = pronoun.head
    return pronoun.dep_ == "nsubj" and verb.pos_ == "VERB" and verb.lemma_ not in ENDINGS and verb.lemma_.lower() in violent_verbs()


def suffers_violence(token: Token) -> bool:
    """True of whom somebody kills, shoots or burns."""
    return token.dep_ in {"dobj", "nsubjpass"} and token.head.lemma_.lower() in violent_verbs()


def is_harmless(draft: Draft) -> bool:
    """True of newspapers, and of people at large who are hurt in violence and do none."""
    return (
        draft.sort == "media"
        or draft.rule == MEDIA
        or (draft.rule == AT_LARGE and draft.name.rpartition(" ")[2].lower() in word_set("words.harmless"))
    )


def is_of_number(pronoun: Token) -> bool:
    """True of "them" in "two of them": a part of those whose number was told."""
    return pronoun.dep_ == "pobj" and pronoun.head.lower_ == "of" and pronoun.head.head.tag_ == "CD"


def barred_roots(verb: int | None, drafts: Sequence[Draft], index: int) -> frozenset[int]:
    """What the subjects of a verb stand for."""
    if verb is None:
        return frozenset()
    near = range(max(0, index - NEARBY), min(len(drafts), index + NEARBY))
    return frozenset(root_of(other, drafts) for other in near if drafts[other].verb == verb)


def root_of(index: int, drafts: Sequence[Draft]) -> int:
    """The mention at the end of a chain."""
    seen = {index}
    while (following := drafts[index].antecedent) is not None and following not in seen:
        seen.add(following)
        index = following
    return index


def own_verb(token: Token) -> int | None:
    """The verb whose subject an object pronoun cannot be: "the army detained them", "he met Omar Hadi and urged him"."""
    token = token.head.head if is_of_number(token) else token  # "shot four of them"
    if token.dep_ not in {"dobj", "pobj", "dative"} or token.lower_.endswith(("self", "selves")):
        return None
    verb = token.head.head if token.dep_ == "pobj" else token.head
    if verb.pos_ not in {"VERB", "AUX", "ADP"}:
        return None
    for _ in range(MAX_CLIMB):
        if verb.pos_ in {"VERB", "AUX"} and any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.lefts):
            return verb.i
        if verb.head is verb:
            return None
        verb = verb.head
    return None


def governing_verbs(token: Token) -> frozenset[int]:
    """Verbs of the clauses that a pronoun's own clause hangs on: in "the army said it had fired", `it` is likely the army."""
    found: list[int] = []
    verb = token.head
    for _ in range(MAX_CLIMB):
        if verb.dep_ not in {"ccomp", "xcomp", "advcl", "conj"} or verb.head is verb:
            break
        verb = verb.head
        found.append(verb.i)
    return frozenset(found)


def closeness(draft: Draft, is_subject: bool, distance: int) -> int:  # noqa: FBT001
    """How well place and grammar of an earlier noun fit a pronoun."""
    return NEARER * (REACH + 1 - distance) + SUBJECT * is_subject + SAME_SLOT * (draft.is_subject == is_subject)


def things_before(things: Sequence[Thing], token: int) -> Sequence[Thing]:
    """The last few before a token."""
    stop = bisect_left(things, token, key=lambda thing: thing.token)
    return things[max(0, stop - NEARBY) : stop]


def best_thing(draft: Draft, things: Mapping[int, Sequence[Thing]]) -> int:
    """The score of the best thing before a pronoun: those of its own sentence and the one before it."""
    return max(
        (
            closeness(draft, thing.is_subject, distance)
            for distance in (0, 1)
            for thing in things_before(things.get(draft.sentence - distance, ()), draft.token)
            if thing.is_plural == draft.is_plural
        ),
        default=0,
    )


def agrees(pronoun: Draft, before: Draft) -> bool:
    """True in number and in being a person."""
    if before.is_modifier or (pronoun.sex and before.sex and pronoun.sex != before.sex):
        return False
    if before.is_pronoun:
        return before.antecedent is not None and pronoun.is_plural == before.is_plural and pronoun.is_person == before.is_person
    if pronoun.is_person:
        return before.is_person and not before.is_plural
    if pronoun.is_plural:
        return before.is_plural or before.sort in {"group", "force"}
    return not before.is_person and not before.is_plural and before.sort in BODY_SORTS | {"force"}
