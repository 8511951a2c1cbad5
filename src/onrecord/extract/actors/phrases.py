"""What the words of one noun phrase say about who it names."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extract.actors.draft import Draft
from onrecord.extract.actors.matches import PLACE_LIKE, Match, generic_at
from onrecord.extract.actors.names import is_named_state, is_proper, left_edge, name_at, name_extent, taken_in
from onrecord.extract.actors.owners import Context, Owner, code_of, find_owner, name_text, owner_after, side_of
from onrecord.extract.actors.rules import load_name_words
from onrecord.model.text import Span
from onrecord.vocab.actors import GenericEntry, fold
from onrecord.vocab.words import word_set

NOMINAL = frozenset({"NOUN", "PROPN"})
MODIFYING = frozenset({"compound", "nmod", "amod"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
STATE_SLOTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "poss", "attr"})
STATE_PREPOSITIONS = frozenset({"by", "against", "with", "between", "on", "toward", "towards"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
NAMED_ENTITIES = frozenset({"ORG", "NORP"})
EMPTY_HEADS = frozenset(
    {"group", "network", "cell", "organisation", "organization", "movement", "militia", "insurgency", "faction", "member", "element"}
)
OWNED = frozenset({"his", "her", "my", "our"})  # "his movement" is the one that he speaks for
MEMBERS = frozenset({"member", "element"})
TELLING_HEADS = frozenset({"source", "reporter", "correspondent", "journalist", "agency", "activist", "monitor", "report", "newspaper"})
PLURAL_TAGS = frozenset({"NNS", "NNPS"})
PLURAL_WORDS = frozenset({"police", "people", "troops", "military", "personnel", "staff", "youth", "gendarmerie"})
SPEECH = frozenset(
    {
        "say", "tell", "add", "report", "claim", "announce", "state", "confirm", "deny", "insist", "warn", "argue", "note", "explain", "write", "call",
        "accuse", "declare", "tweet", "quote", "estimate", "describe", "ask", "urge", "vow", "threaten", "acknowledge", "admit", "allege", "suggest",
    }
)  # fmt: skip


def is_modifier(token: Token) -> bool:
    """True of a word before the noun that it says more about."""
    return token.dep_ in MODIFYING and token.head.i > token.i and token.head.pos_ in NOMINAL and taken_in(token.head) != token


def base_draft(token: Token, context: Context, rule: str) -> Draft:
    """A draft with all that its place in the sentence tells."""
    begin, end = name_extent(token)
    name_span, name = name_at(context.doc, begin, end)
    start = min(context.doc[left_edge(token)].idx, name_span.start) if token.pos_ in NOMINAL else name_span.start
    return Draft(
        token=token.i,
        begin=begin,
        end=end,
        span=Span(start, max(name_span.end, token.idx + len(token))),
        name=name,
        rule=rule,
        sentence=context.sentences[token.i],
        head=fold(token.lemma_.lower()),
        is_plural=token.tag_ in PLURAL_TAGS or token.lower_ in PLURAL_WORDS,
        is_definite=any(child.lower_ in DEFINITE or (child.lower_ in OWNED and token.lemma_ in EMPTY_HEADS) for child in token.lefts),
        is_subject=token.dep_ in SUBJECTS or (token.dep_ == "pobj" and token.head.dep_ == "agent"),
        is_speaker=token.dep_ in SUBJECTS and token.head.lemma_ in SPEECH,
        verb=token.head.i if token.dep_ in SUBJECTS else None,
        sex=sex_of(token),
    )


def sex_of(token: Token) -> str | None:
    """Female or male, by the noun itself or a rank before it ("Mr", "spokeswoman")."""
    words = load_name_words()
    for word in (token.lemma_.lower(), token.lower_, *(child.lower_.rstrip(".") for child in token.lefts)):
        if word in words.female:
            return "female"
        if word in words.male:
            return "male"
    return None


def read_phrase(token: Token, context: Context) -> Draft | None:
    """The mention that a token heads, or None if it names nobody."""
    match = context.matches.get(token.i)
    if match is not None and match.root != token.i:
        return None
    if token.pos_ not in NOMINAL and match is None:
        return None
    if is_modifier(token):
        return None
    if match is not None:
        return read_named(token, match, context)
    generic = generic_at(token, context.actors)
    if generic is not None and not is_person_name(token):
        if is_named_state(token) and not acts_as_state(token):
            return None
        return read_generic(token, generic[0], generic[1], context)
    return read_unlisted(token, context)


def read_named(token: Token, match: Match, context: Context) -> Draft | None:
    """A mention of an entry of the list."""
    if match.form.sort == "demonym":
        return read_people_of(token, match, context) if token.pos_ in NOMINAL else None
    if match.form.sort == "capital" and not acts_as_seat(token):
        return None
    if match.form.sort == "state" and not acts_as_state(token):
        return None
    if match.form.sort == "state" and is_branch(token, match):
        return read_branch(token, match, context)
    draft = base_draft(token, context, f"actors.named.{match.form.sort}")
    set_entry(draft, match, context)
    draft.is_generic, draft.is_itself = False, True
    draft.sort = "state" if match.form.sort in PLACE_LIKE else match.form.sort
    draft.is_person = match.form.sort == "person"
    if match.form.sort != "person":
        draft.name = name_text(context.doc, match)
        draft.is_plural = False
    return draft


def is_branch(token: Token, match: Match) -> bool:
    """True of a country's name behind that of an organisation: "Amnesty Kenya", "UNICEF Yemen"; not of "North Sudan"."""
    before = token.doc[match.start - 1] if match.start else None
    if before is None or before.dep_ != "compound" or before.head.i != token.i or before.is_sent_end:
        return False
    return before.text[0].isupper() and before.lower_ not in word_set("words.which-country") | load_name_words().titles


def read_branch(token: Token, match: Match, context: Context) -> Draft:
    """An organisation's branch in a country: of the kind of the organisation, where that is listed."""
    draft = base_draft(token, context, "actors.organisation")
    draft.is_generic, draft.is_itself, draft.sort, draft.country = False, True, "body", code_of(match)
    whole = context.matches.get(match.start - 1)
    entries = [entry for actor_id in whole.form.ids if (entry := context.actors.entry(actor_id))] if whole is not None else []
    if whole is not None and len(entries) == 1:
        draft.kind, draft.sort = entries[0].kind, whole.form.sort
    return draft


def read_people_of(token: Token, match: Match, context: Context) -> Draft:
    """People named by their country ("Iraqis")."""
    draft = base_draft(token, context, "actors.people-of")
    draft.kind, draft.sort, draft.country, draft.is_plural = "Civilians", "people", code_of(match), True
    draft.is_plural = not any(child.lower_ in {"a", "an"} for child in token.lefts)
    draft.is_person = not draft.is_plural
    return draft


def set_entry(draft: Draft, match: Match, context: Context) -> None:
    """Take id, kind and country of the entry that a name stands for; of several, what they share."""
    entries = [entry for actor_id in match.form.ids if (entry := context.actors.entry(actor_id))]
    kinds, countries = {entry.kind for entry in entries}, {entry.country for entry in entries}
    draft.actor_id = entries[0].id if len(entries) == 1 else None
    draft.kind = kinds.pop() if len(kinds) == 1 else draft.kind
    draft.country = countries.pop() if len(countries) == 1 else None


def acts_as_state(token: Token) -> bool:
    """True where a country's name stands for who acts or is acted on, not for where; never in a dateline ("KABUL, Afghanistan")."""
    if token.i > 1 and token.nbor(-1).text == "," and token.nbor(-2).is_upper:
        return False
    while token.dep_ == "conj" and token.head is not token:
        token = token.head
    if token.dep_ in STATE_SLOTS:
        return True
    return token.dep_ == "pobj" and (token.head.lower_ in STATE_PREPOSITIONS or token.head.dep_ == "agent")


def acts_as_seat(token: Token) -> bool:
    """True where a capital's name stands for its government: it acts, and is no dateline."""
    following = token.nbor().text if token.i + 1 < len(token.doc) else ""
    return token.dep_ == "nsubj" and token.head.pos_ == "VERB" and not token.is_upper and following not in {",", "(", "-", "–", "—"}


def read_generic(token: Token, start: int, generic: GenericEntry, context: Context) -> Draft:
    """A mention of a class of actors, with its owner."""
    draft = base_draft(token, context, generic.id.replace("generic:", "actors.generic."))
    draft.is_plural = draft.is_plural or (token.tag_ == "NNP" and has_plural_form(token))
    draft.kind, draft.sort, draft.is_person = generic.kind, generic.sort, is_one_person(draft, generic)
    draft.classes.add(fold(token.lemma_.lower()))
    owner = find_owner(token, start, generic, context)
    if owner.match is not None:
        set_owner(draft, owner.match, generic, context)
        draft.kind = owner.kind if owner.kind is not None and draft.kind == "other" else draft.kind  # "a spokesman for US forces"
    elif owner.is_unknown:
        draft.kind = "other" if generic.sort != "people" else draft.kind
    elif owner.kind is not None:
        modifier_kind(draft, owner.kind, generic)
    if is_proper(token) and token.i > draft.begin:
        draft.is_generic = False
        draft.is_itself = draft.is_itself or (generic.sort == "body" and owner == Owner())
    return draft


def has_plural_form(token: Token) -> bool:
    """True of a class whose capital at the start of a line the tagger took for a name's: "Gunmen", "Rebels"."""
    return token.lower_.endswith(("men", "s")) and not token.lower_.endswith("ss")


def is_one_person(draft: Draft, generic: GenericEntry) -> bool:
    """True of a class of people in the singular, not of a body of them."""
    return generic.sort in {"person", "people", "force"} and not draft.is_plural and draft.head not in load_name_words().collectives


def modifier_kind(draft: Draft, kind: str, generic: GenericEntry) -> None:
    """Change the kind by the side that a word before tells of."""
    if kind == "Rebel group" and generic.kind == "State forces" and generic.sort in {"person", "body"}:
        draft.kind = "other"
    elif generic.id != "generic:media" and (kind != "External/Other forces" or generic.sort in {"force", "vehicle", "people"}):
        draft.kind = kind


def set_owner(draft: Draft, match: Match, generic: GenericEntry, context: Context) -> None:
    """What a listed owner makes of a class: "Taliban fighters" are the Taliban, "Syrian jets" Syria's air force."""
    if match.form.sort in PLACE_LIKE:
        draft.country = code_of(match)
        if generic.force and draft.country:
            draft.actor_id = f"state:{draft.country}:{generic.force}"
        return
    before = draft.kind
    if generic.kind == "Civilians" and generic.sort == "people":
        return
    set_entry(draft, match, context)
    draft.is_generic = False
    draft.side = name_text(context.doc, match) if match.form.sort != "person" else None
    if match.form.sort == "person" and draft.kind == "State forces" and generic.force and draft.country:
        draft.actor_id = f"state:{draft.country}:{generic.force}"
    if draft.actor_id is None and len(match.form.ids) > 1:
        draft.kind = before
    if (draft.head in EMPTY_HEADS and match.form.sort == "group") or (
        draft.head in TELLING_HEADS and match.form.sort in {"monitor", "media"}
    ):
        draft.name, draft.is_itself = name_text(context.doc, match), True
        draft.is_plural, draft.is_person = draft.is_plural and draft.head in MEMBERS, False


def is_person_name(token: Token) -> bool:
    """True of a capitalised name that the model takes for a person's and that is no title or class."""
    words = load_name_words()
    return is_proper(token) and token.ent_type_ == "PERSON" and token.lower_ not in words.classes | words.titles


def read_unlisted(token: Token, context: Context) -> Draft | None:
    """A person or an organisation that is on no list."""
    if not is_proper(token):
        return None
    described = describe_person(token, context)
    if is_person_name(token) or described is not None:
        draft = base_draft(token, context, "actors.person")
        draft.is_generic, draft.is_person, draft.sort = False, True, "person"
        if described is not None:
            draft.kind, draft.actor_id, draft.country = described.kind, described.actor_id, described.country
            draft.side = described.side
            draft.classes |= described.classes
        return draft
    if token.ent_type_ in NAMED_ENTITIES or (token.ent_type_ == "" and (token.dep_ in {"nsubj", "agent"} or is_bracketed(token))):
        draft = base_draft(token, context, "actors.organisation")
        draft.is_generic, draft.is_itself, draft.sort = False, True, "body"
        return draft
    return None


def is_bracketed(token: Token) -> bool:
    """True of capitals in brackets right behind a name: "the Delta Front (DF)"."""
    return (
        token.is_upper
        and token.dep_ == "appos"
        and token.i > 0
        and token.nbor(-1).text == "("
        and token.doc[token.i + 1 : token.i + 2].text == ")"
    )


def describe_person(token: Token, context: Context) -> Draft | None:
    """What the rank or office before a name tells ("police chief X", "Taliban spokesman X")."""
    first, name_start = left_edge(token), name_extent(token)[0]
    for index in range(min(name_start, token.i) - 1, first - 1, -1):
        word = context.doc[index]
        if word.pos_ not in NOMINAL and word.lower_ not in load_name_words().titles:
            continue
        generic = generic_at(word, context.actors)
        if generic is None:
            continue
        if generic[1].sort not in {"person", "people", "force"}:
            return None
        return read_office(word, token, generic, first, context)
    return None


def read_office(word: Token, person: Token, generic: tuple[int, GenericEntry], first: int, context: Context) -> Draft:
    """An office as a draft of its own, for its kind and owner."""
    start, entry = generic
    draft = Draft(
        token=word.i, span=Span(word.idx, word.idx + len(word)), name=word.text, rule="actors.person", sentence=0, kind=entry.kind
    )
    draft.classes |= {fold(word.lemma_.lower())}
    matches = dict.fromkeys(match for index in range(word.i - 1, first - 1, -1) if (match := context.matches.get(index)))
    named = sorted(matches, key=lambda match: match.form.sort in PLACE_LIKE)
    kinds = [kind for index in range(first, start) if (kind := side_of(context.doc[index], context, entry))]
    if named:
        set_owner(draft, named[0], entry, context)
    elif kinds:
        modifier_kind(draft, kinds[-1], entry)
    elif (later := owner_after(person, context)) is not None and later.match is not None:
        set_owner(draft, later.match, entry, context)
    return draft
