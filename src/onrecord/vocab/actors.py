"""The actor list: named actors, states and their forces, and classes of actors; with fast look-ups by word."""

from __future__ import annotations

import csv
import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from onrecord.errors import InvalidRuleError

KINDS = (
    "State forces",
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other forces",
    "other",
)
SORTS = ("group", "body", "person", "media", "monitor", "state")
GENERIC_SORTS = ("force", "body", "vehicle", "people", "person")
COLUMNS = ("id", "name", "aliases", "kind", "country", "since", "until", "sort", "source")
REQUIRED = ("id", "name", "kind")
YEAR = re.compile(r"\d{4}")
POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
PARTING = re.compile(r"[\s\-–/]+")
ACRONYM_LENGTH = 3  # up to here an acronym must stand in capitals: "IS", "UN", "ELN"; longer ones also as "Nato"

ARMED_GROUPS = frozenset({"Rebel group", "Political militia", "Identity militia"})  # ACLED's kinds of armed groups that are of no state


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorEntry:
    """A named actor. `since` and `until` bound the days on which it can act."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    since: date | None = None
    until: date | None = None
    sort: str = "group"
    source: str = ""

    def exists_on(self, day: date | None) -> bool:
        """True if it may have acted on a day; with no day, always."""
        return day is None or ((self.since is None or self.since <= day) and (self.until is None or day <= self.until))


@dataclass(frozen=True, slots=True, kw_only=True)
class GenericEntry:
    """A class of actors: its kind, the state force it means when unowned, and its sort."""

    id: str
    kind: str
    force: str | None
    sort: str


@dataclass(frozen=True, slots=True)
class NameForm:
    """One way to write a name, as folded words, with the ids it may stand for."""

    words: tuple[str, ...]
    ids: tuple[str, ...]
    sort: str
    capitals: str | None = None  # the letters of an acronym, which must be met as written


@dataclass(frozen=True, slots=True)
class ModifierEntry:
    """A word that says whose side a generic actor is on."""

    kind: str
    instead_of: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorList:
    """All that is known of actors. Forms stand under their first word, generic words under their last, the longest first."""

    entries: Mapping[str, ActorEntry]
    forms: Mapping[str, tuple[NameForm, ...]]
    generic: Mapping[str, tuple[tuple[tuple[str, ...], GenericEntry], ...]]
    modifiers: Mapping[str, ModifierEntry]
    forces: Mapping[str, tuple[str, str]]
    country_names: Mapping[str, str]
    generic_forces: Mapping[str, str]

    def entry(self, actor_id: str) -> ActorEntry | None:
        """The entry with an id; forces of states are made when asked for."""
        found = self.entries.get(actor_id)
        parts = actor_id.split(":")
        if found is None and len(parts) == 3 and parts[0] == "state" and parts[2] in self.forces and parts[1] in self.country_names:
            name, kind = self.forces[parts[2]]
            return ActorEntry(
                id=actor_id, name=name.format(country=self.country_names[parts[1]]), kind=kind, country=parts[1], sort="state"
            )
        return found

    def force_of(self, rule: str) -> str | None:
        """The state force that a generic actor's rule stands for ("actors.generic.army": military)."""
        return self.generic_forces.get(rule.removeprefix("actors.generic."))

    def match(self, words: Sequence[str], start: int) -> NameForm | None:
        """The longest form that stands at a place in folded words."""
        for form in self.forms.get(words[start], ()):
            if tuple(words[start : start + len(form.words)]) == form.words:
                return form
        return None

    def lookup(self, name: str) -> tuple[ActorEntry, ...]:
        """Entries that a whole name may stand for."""
        words = fold_words(name)
        if not words:
            return ()
        form = next((form for form in self.forms.get(words[0], ()) if form.words == words and has_capitals(form, name)), None)
        found = (self.entry(actor_id) for actor_id in form.ids) if form else ()
        return tuple(entry for entry in found if entry is not None)


def has_capitals(form: NameForm, text: str) -> bool:
    """True if the text is written as the form demands: acronyms in capitals, names with at least one."""
    if form.capitals is None:
        return any(letter.isupper() for letter in text)
    letters = "".join(letter for letter in text if letter.isalnum())
    return letters == form.capitals or (len(letters) > ACRONYM_LENGTH and letters == form.capitals.capitalize())


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """A word in lower case without diacritics and marks."""
    if word.isascii():
        low = word.lower()
        return low if low.isalnum() else "".join(letter for letter in low if letter.isalnum())
    plain = unicodedata.normalize("NFKD", word).casefold()
    return "".join(letter for letter in plain if letter.isalnum() and not unicodedata.combining(letter))


def fold_words(text: str) -> tuple[str, ...]:
    """The folded words of a name; hyphens part words, a possessive ending is a word of its own."""
    if text.isalpha():
        return (fold(text),) if fold(text) else ()
    parted = POSSESSIVE.sub(" s", text)
    return tuple(folded for word in PARTING.split(parted) if (folded := fold(word)))


@lru_cache(maxsize=4)
def load_actors(user: Path | None = None) -> ActorList:
    """The packaged list, with a user's rows in place of or beside the packaged ones.

    Raises:
        InvalidRuleError: if a file cannot be read or a row is not as it must be; all faults of a file are told at once.
    """
    folder = files("onrecord.vocab") / "data" / "en"
    countries = tuple(rows_of(folder / "countries.csv"))
    states = {f"state:{row['country']}": to_state(row) for _, row in countries}
    named = {entry.id: entry for entry in read_entries(folder / "actors.csv", countries=frozenset(row["country"] for _, row in countries))}
    own = read_entries(user, countries=frozenset(row["country"] for _, row in countries)) if user else ()
    entries = states | named | {entry.id: entry for entry in own}
    forms = Forms()
    for entry in sorted(entries.values(), key=lambda entry: entry in own, reverse=True):
        forms.add_entry(entry, wins=entry in own)
    for _, row in countries:
        forms.add(split_bar(row["capitals"]), f"state:{row['country']}", "capital")
    for _, row in rows_of(folder / "demonyms.csv"):
        forms.add((row["word"],), f"state:{row['country']}", "demonym")
    return ActorList(
        entries=entries,
        forms=forms.by_first_word(),
        generic=load_generic(folder),
        modifiers={
            row["word"]: ModifierEntry(row["kind"], frozenset(split_bar(row["instead_of"])))
            for _, row in rows_of(folder / "actors_modifiers.csv")
        },
        forces={row["force"]: (row["name"], row["kind"]) for _, row in rows_of(folder / "actors_forces.csv")},
        generic_forces={row["id"]: row["force"] for _, row in rows_of(folder / "actors_generic.csv") if row["force"]},
        country_names={row["country"]: split_bar(row["names"])[0] for _, row in countries},
    )


class Forms:
    """Collects ways to write names; a form met again stands for several, but a user's stands alone."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, ...], NameForm] = {}
        self._closed: set[tuple[str, ...]] = set()

    def add_entry(self, entry: ActorEntry, *, wins: bool) -> None:
        """Add a name and its aliases."""
        self.add((entry.name, *entry.aliases), entry.id, entry.sort)
        if wins:
            self._closed |= {fold_words(name) for name in (entry.name, *entry.aliases)}

    def add(self, names: Iterable[str], actor_id: str, sort: str) -> None:
        """Add ways to write one name."""
        for name in names:
            words = fold_words(name)
            if not words or words in self._closed:
                continue
            before = self._found.get(words)
            if before is None:
                self._found[words] = NameForm(words, (actor_id,), sort, capitals_of(name))
            elif before.sort == sort and actor_id not in before.ids:
                self._found[words] = NameForm(words, (*before.ids, actor_id), sort, before.capitals)

    def by_first_word(self) -> dict[str, tuple[NameForm, ...]]:
        """All forms under their first word, the longest first."""
        found: dict[str, list[NameForm]] = {}
        for form in self._found.values():
            found.setdefault(form.words[0], []).append(form)
        return {word: tuple(sorted(forms, key=lambda form: -len(form.words))) for word, forms in found.items()}


def capitals_of(name: str) -> str | None:
    """The letters of an acronym, None of another name."""
    if " " in name:
        return None
    letters = "".join(letter for letter in name if letter.isalnum())
    is_acronym = len(letters) > 1 and letters.upper() == letters and not letters.isdigit()
    return letters if is_acronym else None


def to_state(row: Mapping[str, str]) -> ActorEntry:
    """A country as an actor."""
    names = split_bar(row["names"])
    return ActorEntry(
        id=f"state:{row['country']}", name=names[0], aliases=names[1:], kind="State forces", country=row["country"], sort="state"
    )


def load_generic(folder: Traversable) -> dict[str, tuple[tuple[tuple[str, ...], GenericEntry], ...]]:
    """Classes of actors under the last of their words, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], GenericEntry]]] = {}
    for _, row in rows_of(folder / "actors_generic.csv"):
        entry = GenericEntry(id=f"generic:{row['id']}", kind=row["kind"], force=row["force"] or None, sort=row["sort"])
        for words in split_bar(row["words"]):
            parts = fold_words(words)
            found.setdefault(parts[-1], []).append((parts, entry))
    return {word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in found.items()}


def read_entries(path: Path | Traversable, *, countries: frozenset[str]) -> tuple[ActorEntry, ...]:
    """Rows of a list of named actors.

    Raises:
        InvalidRuleError: if a column or row is not as it must be; the message names file, line, fault and the nearest right thing.
    """
    faults: list[str] = []
    found: dict[str, ActorEntry] = {}
    for line, row in rows_of(path, allowed=COLUMNS, required=REQUIRED):
        own = [*row_faults(row, countries)]
        if row["id"] in found:
            own.append(f"repeated id '{row['id']}'")
        faults += [f"line {line}: {fault}" for fault in own]
        if not own:
            found[row["id"]] = to_entry(row)
    if faults:
        raise InvalidRuleError(f"{path.name}: " + "; ".join(faults))
    return tuple(found.values())


def row_faults(row: Mapping[str, str], countries: frozenset[str]) -> Iterator[str]:
    """What is wrong with one row."""
    for key in REQUIRED:
        if not row.get(key):
            yield f"{key} must not be empty"
    if row.get("kind"):
        yield from not_among("kind", row["kind"], KINDS)
    if row.get("sort"):
        yield from not_among("sort", row["sort"], SORTS)
    if row.get("country") and row["country"] not in countries:
        yield f"country must be an ISO 3166 alpha-2 code, not '{row['country']}'"
    for key in ("since", "until"):
        if row.get(key) and not is_day(row[key]):
            yield f"{key} must be a year or an ISO day, not '{row[key]}'"


def not_among(key: str, value: str, right: Sequence[str]) -> Iterator[str]:
    """The fault of a value outside a closed set, with the nearest right one."""
    if value not in right:
        near = difflib.get_close_matches(value, right, n=1, cutoff=0.4) or difflib.get_close_matches(
            value.capitalize(), right, n=1, cutoff=0.4
        )
        yield f"no {key} '{value}'" + (f"; did you mean '{near[0]}'?" if near else f"; expected one of {', '.join(right)}")


def to_entry(row: Mapping[str, str]) -> ActorEntry:
    """A row that is right as an entry."""
    return ActorEntry(
        id=row["id"],
        name=row["name"],
        aliases=split_bar(row.get("aliases", "")),
        kind=row["kind"],
        country=row.get("country") or None,
        since=to_day(row.get("since", ""), month=1, day=1),
        until=to_day(row.get("until", ""), month=12, day=31),
        sort=row.get("sort") or "group",
        source=row.get("source", ""),
    )


def is_day(text: str) -> bool:
    """True of a year or an ISO day."""
    try:
        to_day(text, month=1, day=1)
    except ValueError:
        return False
    return True


def to_day(text: str, *, month: int, day: int) -> date | None:
    """An ISO day, or a day of a year; None of an empty text."""
    if not text:
        return None
    return date(int(text), month, day) if YEAR.fullmatch(text) else date.fromisoformat(text)


def rows_of(
    path: Path | Traversable, *, allowed: Sequence[str] | None = None, required: Sequence[str] = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a CSV file with their line numbers; lines that open with # are comments.

    Raises:
        InvalidRuleError: if it cannot be read, or has an unknown or missing column or a row of another length.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidRuleError(f"{path.name}: cannot be read: {error}") from error
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip() and not line.startswith("#")]
    if not lines:
        raise InvalidRuleError(f"{path.name}: has no header; expected {', '.join(allowed or required)}")
    rows = csv.reader(line for _, line in lines)
    header = [name.strip() for name in next(rows)]
    faults = [*column_faults(header, allowed, required)]
    body = list(zip((number for number, _ in lines[1:]), rows, strict=False))
    faults += [f"line {number}: {len(row)} fields; expected {len(header)}" for number, row in body if len(row) != len(header)]
    if faults:
        raise InvalidRuleError(f"{path.name}: " + "; ".join(faults))
    for number, row in body:
        yield number, dict(zip(header, (value.strip() for value in row), strict=True))


def column_faults(header: Sequence[str], allowed: Sequence[str] | None, required: Sequence[str]) -> Iterator[str]:
    """Columns that are unknown, missing or repeated."""
    for name in header:
        if allowed is not None and name not in allowed:
            near = difflib.get_close_matches(name, allowed, n=1)
            yield f"unknown column '{name}'" + (f"; did you mean '{near[0]}'?" if near else "")
        if header.count(name) > 1:
            yield f"repeated column '{name}'"
    for name in required:
        if name not in header:
            yield f"missing column '{name}'"


def split_bar(text: str) -> tuple[str, ...]:
    """Texts between bars."""
    return tuple(part.strip() for part in text.split("|") if part.strip())
