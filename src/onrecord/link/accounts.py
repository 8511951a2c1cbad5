"""All that the records of one incident say, slot by slot: who says it, when, in which document, with which words; nothing is settled here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from onrecord.link.moments import find_latest, in_order, is_earlier
from onrecord.link.sums import figures_of
from onrecord.link.victims import is_part, status_of
from onrecord.link.words import fold_name
from onrecord.model.imports import CODED
from onrecord.vocab.place_keys import name_key, skeleton_key

SLOTS = ("day", "place", "actor", "target", "means")
VALUES = {
    "place": "places",
    "actor": "actors",
    "target": "targets",
    "means": "means",
}  # the keys of a record under which its slots' values stand
DENIED = "-"
STATE = "state:"
SPELT = 5  # consonants of a full name from which two that have the same are one
SEVERAL = (2, None)  # how a bare plural is read ("people were killed")
TWO = re.compile(r"\b(?:two|2|couple|pair|both)\b", re.IGNORECASE)

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One source's word on one slot, as one document gives it.

    `origin` is who speaks, in one form: copies of a text and a publisher that quotes another have one. `voice` is for whom: two officials of one government have one.
    `spoken` is when: of a copy the moment of its original, unless its publisher itself brought it again. `entity` is the listed actor or place that is meant, `status` what
    the victims are called; `is_own_deed` marks the word of one who is said to have done it.
    """

    slot: str
    value: str
    low: int | None = None
    high: int | None = None
    source: str | None
    origin: str
    voice: str
    document: str
    publisher: str | None
    published: str | None
    spoken: str | None
    words: str
    certainty: str
    denied: bool
    is_part: bool = False
    superseded: bool = False
    entity: str | None = None
    status: str | None = None
    is_own_deed: bool = False

    @property
    def speaker(self) -> str:
        """Who says it: the source that is quoted, else who published it, else the document."""
        return self.source or self.publisher or self.document

    @property
    def name(self) -> str:
        """The value alone, without how it is known."""
        return self.value.partition(" (")[0]


def tell_accounts(tellings: Iterable[tuple[Json, Json]], *, copies: Mapping[str, str] | None = None) -> tuple[Account, ...]:
    """The accounts of documents and their records of one incident, the earliest first; later ones of one origin on one slot supersede its earlier ones.

    `copies` names for a document the one that it is a copy of.
    """
    told = list(tellings)
    documents = {str(document["id"]): document for document, _ in told}
    found = [
        account for document, record in told for account in accounts_in(document, record, find_original(document, documents, copies or {}))
    ]
    ordered = sorted(
        set(found), key=lambda account: (in_order(account.published), account.document, account.slot, account.value, account.words)
    )
    return mark_superseded(mark_own_deeds(join_voices(ordered)))


def join_voices(accounts: Sequence[Account]) -> list[Account]:
    """The same accounts; a name that elsewhere stands for a listed actor is that actor, a person whose name is spelt in two ways is one."""
    listed = {fold_name(each.source): each for each in accounts if each.source and each.voice != fold_name(each.source)}
    persons: dict[str, Account] = {}
    for each in accounts:
        persons.setdefault(spelling(each.source), each)
    joined = []
    for each in accounts:
        key = spelling(each.source)
        known = listed.get(each.origin) or (persons[key] if key else each)
        joined.append(replace(each, origin=known.origin, voice=known.voice))
    return joined


def spelling(name: str | None) -> str:
    """The consonants of a person's full name, the same for "Fayez" and "Faiz"; empty for other names and for short ones."""
    words = (name or "").split()
    key = skeleton_key(name_key(name or "")) if len(words) > 1 and all(word[:1].isupper() for word in words) else None
    return key if key and len(key) >= SPELT else ""


def mark_own_deeds(accounts: Sequence[Account]) -> list[Account]:
    """The same accounts; the words of those that somebody says did it are marked."""
    doers = {name for each in accounts if each.slot == "actor" for name in (each.entity, fold_name(each.name)) if name}
    return [replace(each, is_own_deed=bool(each.source) and not doers.isdisjoint((each.voice, each.origin))) for each in accounts]


def find_original(document: Json, documents: Mapping[str, Json], copies: Mapping[str, str]) -> Json:
    """The document whose words these are; of an original that tells nothing of this incident only the name is known."""
    name = str(document["id"])
    first = copies.get(name, name)
    return documents.get(first) or {"id": first, "published": document.get("published")}


def accounts_in(document: Json, record: Json, original: Json) -> Iterator[Account]:
    """What one record says."""
    quotes = {claim["id"]: claim for claim in record.get("claims") or ()}
    for figure in figures_of(record):
        claim = quotes.get(figure.get("claim"), {})
        yield account_of(
            document, original, slot=figure["harm"], value=figure_words(figure), low=figure.get("low"), high=figure.get("high"), source=figure.get("source"),
            actor_id=speaker_id(claim, figure.get("source")), words=figure.get("quote") or "", certainty=claim.get("certainty") or "CT",
            denied=figure.get("polarity") == "denied", is_part=is_part(figure), status=status_of(figure.get("victims"), record.get("targets") or ()),
        )  # fmt: skip
    for claim in record.get("claims") or ():
        slot = "day" if claim["slot"] == "time" else claim["slot"]
        value = slot_words(slot, claim.get("value"))
        if slot in SLOTS and value:
            source = (claim.get("attribution") or [{}])[0].get("source")
            words = " … ".join(evidence["quote"] for evidence in claim.get("evidence") or ())
            yield account_of(
                document, original, slot=slot, value=value, source=source, actor_id=speaker_id(claim, source), words=words, certainty=claim["certainty"],
                denied=claim["polarity"] == DENIED, entity=claim["value"].get("actor_id") or claim["value"].get("gazetteer"),
            )  # fmt: skip
    yield from coded_accounts(document, record, original)
    for name in record.get("denied_by") or ():
        yield account_of(document, original, slot="happened", value="denied", source=name, words="", certainty="CT", denied=True)


def coded_accounts(document: Json, record: Json, original: Json) -> Iterator[Account]:
    """Of a record that people coded what its values say beside figures: it has no claims, and quotes no words."""
    if CODED not in record:
        return
    values = [("day", record.get("time")), *((slot, each) for slot in SLOTS[1:] for each in record.get(VALUES[slot]) or ())]
    for slot, value in values:
        if words := slot_words(slot, value):
            yield account_of(document, original, slot=slot, value=words, source=None, words="", certainty="CT", denied=False)


def speaker_id(claim: Json, source: str | None) -> str | None:
    """The listed actor that speaks, if it is the source that a claim is told by."""
    first = (claim.get("attribution") or [{}])[0]
    return first.get("actor_id") if source and first.get("source") == source else None


def account_of(document: Json, original: Json, *, source: str | None, actor_id: str | None = None, **told: Any) -> Account:
    """An account with where it stands. Two officials of one state have one voice, and each his own word."""
    publishers = original.get("publisher"), document.get("publisher")
    name = source or publishers[0]
    folded = fold_name(name) if name else f"document {original['id']}"
    is_again = publishers[0] is not None and publishers[0] == publishers[1]
    return Account(
        source=source,
        origin=actor_id if actor_id and not actor_id.startswith(STATE) else folded,
        voice=actor_id or folded,
        document=str(document["id"]),
        publisher=publishers[1],
        published=document.get("published"),
        spoken=(document if is_again else original).get("published"),
        **told,
    )


def mark_superseded(accounts: Sequence[Account]) -> tuple[Account, ...]:
    """The same accounts; those that their origin has replaced by a clearly later one on the same slot are marked."""
    replacing: dict[tuple[str, str], list[Account]] = {}
    for account in accounts:
        if can_replace(account):
            replacing.setdefault((account.origin, account.slot), []).append(account)
    last = {key: take_last(each) for key, each in replacing.items()}
    return tuple(replace(account, superseded=is_replaced(account, last.get((account.origin, account.slot), ()))) for account in accounts)


def can_replace(account: Account) -> bool:
    """True for an asserted figure with a bound of its own.

    A part of a total replaces nothing, nor does a bare plural; and only figures are replaced: two actors or places of one source may both stand.
    """
    if account.slot in {*SLOTS, "happened"} or account.is_part or account.denied:
        return False
    is_bare = (account.low, account.high) == SEVERAL and not TWO.search(account.words)
    return not is_bare and (account.low is not None or account.high is not None)


def take_last(accounts: Sequence[Account]) -> tuple[Account, ...]:
    """The accounts that none of the others clearly follows."""
    moments = find_latest(account.spoken for account in accounts)
    return tuple(account for account in accounts if account.spoken in moments)


def is_replaced(account: Account, last: Sequence[Account]) -> bool:
    """True if the last word of its origin on this slot came clearly later and is another."""
    if account.slot in {*SLOTS, "happened"} or account.is_part:
        return False
    later = [each.value for each in last if is_earlier(account.spoken, each.spoken)]
    return bool(later) and account.value not in later


def count_origins(accounts: Iterable[Account]) -> int:
    """How many speak independently of each other, as far as the texts say.

    A document that names its sources has what it knows from them: its own voice counts only where it names none.
    """
    told = list(accounts)
    naming = {account.document for account in told if account.source}
    return len({account.voice for account in told if account.source or account.document not in naming})


def find_contradictions(accounts: Iterable[Account]) -> tuple[str, ...]:
    """The figures on which standing accounts cannot both be right, each with the accounts furthest apart."""
    found = []
    for slot in sorted({account.slot for account in accounts if account.slot not in SLOTS}):
        standing = [each for each in accounts if each.slot == slot and not (each.superseded or each.denied or each.is_part)]
        highest = max((each for each in standing if each.low is not None), key=lambda each: each.low or 0, default=None)
        lowest = min((each for each in standing if each.high is not None), key=lambda each: each.high or 0, default=None)
        if highest and lowest and (highest.low or 0) > (lowest.high or 0):
            found.append(f"{slot}: {highest.speaker} says {highest.value}, {lowest.speaker} {lowest.value}")
    return tuple(found)


def figure_words(figure: Json) -> str:
    """A figure as a person says it."""
    low, high = figure.get("low"), figure.get("high")
    number = (
        "some"
        if low is None and high is None
        else f"up to {high}"
        if low is None
        else f"at least {low}"
        if high is None
        else f"{low} to {high}"
    )
    return str(low) if low is not None and low == high else number


def slot_words(slot: str, value: object) -> str:
    """A value of a claim as a person says it; empty where it says nothing."""
    if not isinstance(value, Mapping):
        return ""
    if slot == "day":
        first, last = value.get("earliest"), value.get("latest")
        return str(first) if first == last and first else f"{first or '…'} to {last or '…'}" if first or last else ""
    name = str(value.get("name") or "")
    status = value.get("status")
    return f"{name} ({status})" if name and status not in {None, "stated"} else name
