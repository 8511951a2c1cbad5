"""The trigger lexicon: words that tell of a happening, with its type and the grammar of its roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from onrecord.errors import InvalidRuleError, UnknownCodeError
from onrecord.model.values import Harm, Realis
from onrecord.vocab.codes import event_type
from onrecord.vocab.lists import people
from onrecord.vocab.rules import Row, load_rules, refuse, texts

KIND_ORDER = ("aftermath", "harm", "generic", "means", "act")  # a later kind says more about the deed
KINDS = frozenset(KIND_ORDER)
HARMS = frozenset(Harm)
REALIS = frozenset(Realis)
PARTS = ("verbs", "nouns", "adjectives")
REQUIRED = frozenset({"plover", "kind", "examples", "never"})
OPTIONAL = frozenset({*PARTS, "mode", "acled", "actor", "target", "harm", "realis", "habit", "lasting", "needs", "unless", "description"})
BEHIND_NOUN = frozenset({"of", "to", "in", "on", "for", "from", "into", "by", "with", "unto", "at"})
PLAIN_SLOTS = frozenset({"subject", "object", "dative", "poss", "compound", "of", "by", "clause", "duty", "purpose"})
DEFAULT_ROLES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = MappingProxyType(
    {
        "verbs": (("subject",), ("object", "prep:against")),
        "nouns": (("by", "subject", "poss", "compound"), ("prep:on", "prep:against", "of")),
        "adjectives": ((), ()),
    }
)

Condition = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One entry of the lexicon.

    `kind`: act (names its own sub-event), generic (an attack whose sub-event the parties and means decide), harm (an outcome), means
    (something explodes or lands), aftermath (what follows). `habit` if the word names many deeds by itself ("atrocities"),
    `lasting` if it does where it goes on ("fighting has claimed"). `needs` and `unless` are slots with the words, or classes of words
    ("@person"), of which one must or must not stand there.
    """

    id: str
    kind: str
    part: str
    words: tuple[str, ...]
    plover: str | None
    mode: str | None = None
    acled: str | None = None
    harm: Harm | None = None
    realis: Realis | None = None
    habit: bool = False
    lasting: bool = False
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    needs: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    examples: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """One wording of a trigger: words before its head, and words behind it."""

    trigger: Trigger
    before: tuple[str, ...]
    after: tuple[str, ...]
    others: frozenset[str]

    @property
    def weight(self) -> tuple[int, int, int]:
        """What names the deed goes first, then the longer and more particular wording."""
        words, needs = len(self.before) + len(self.after), len(self.trigger.needs)
        return KIND_ORDER.index(self.trigger.kind), 2 * words + needs, needs


class Lexicon:
    """Triggers by id, and their wordings by the lemma of the head for each part of speech."""

    def __init__(self, triggers: Iterable[Trigger], *, classes: Mapping[str, frozenset[str]], light: Iterable[str] = ()) -> None:
        self._triggers = {trigger.id: trigger for trigger in triggers}
        self.classes = classes
        self.light = frozenset(light)
        self.patterns: dict[str, dict[str, tuple[Pattern, ...]]] = {part: index_patterns(self, part) for part in PARTS}
        self.heads = frozenset(head for patterns in self.patterns.values() for head in patterns)

    def __getitem__(self, trigger_id: str) -> Trigger:
        """The trigger with an id.

        Raises:
            UnknownCodeError: if there is none.
        """
        if trigger_id not in self._triggers:
            raise UnknownCodeError(f"no trigger '{trigger_id}'")
        return self._triggers[trigger_id]

    def __iter__(self) -> Iterator[Trigger]:
        return iter(self._triggers.values())

    def __len__(self) -> int:
        return len(self._triggers)

    def __contains__(self, trigger_id: object) -> bool:
        return trigger_id in self._triggers


@lru_cache(maxsize=1)
def violent_verbs() -> frozenset[str]:
    """Lemmas of verbs that by themselves tell of violence: "shoot", not "do" of "do battle"."""
    verbs = load_lexicon().patterns["verbs"]
    return frozenset(head for head, found in verbs.items() if any(one.trigger.plover == "ASSAULT" and not one.others for one in found))


def index_patterns(triggers: Iterable[Trigger], part: str) -> dict[str, tuple[Pattern, ...]]:
    """Wordings by the lemma of their head, the most particular first."""
    found: dict[str, list[Pattern]] = {}
    for trigger in triggers:
        if trigger.part == part:
            for wording in trigger.words:
                words = wording.replace("-", " ").split()
                head = head_position(wording, part)
                before, after = tuple(words[:head]), tuple(words[head + 1 :])
                pattern = Pattern(trigger, before, after, frozenset(before + after))
                found.setdefault(words[head], []).append(pattern)
    return {head: tuple(sorted(patterns, key=lambda pattern: pattern.weight, reverse=True)) for head, patterns in found.items()}


def head_position(wording: str, part: str) -> int:
    """Of a verb its first word ("carpet-bomb": the last part of it), of a noun the last one before a preposition ("exchange of fire")."""
    if part == "verbs":
        return wording.split(maxsplit=1)[0].count("-")
    words = wording.replace("-", " ").split()
    return next((number - 1 for number, word in enumerate(words) if number and word in BEHIND_NOUN), len(words) - 1)


def to_trigger(row: Row) -> Trigger:
    """A row as a trigger.

    Raises:
        InvalidRuleError: if a value is not one that its key can have.
    """
    name = str(row["id"])
    parts = [part for part in PARTS if part in row]
    if len(parts) != 1 or not texts(row, parts[0]):
        raise InvalidRuleError(f"{name}: must have words under exactly one of {', '.join(PARTS)}")
    if row["kind"] not in KINDS:
        raise InvalidRuleError(f"{name}: kind must be one of {', '.join(sorted(KINDS))}, not {row['kind']!r}")
    try:
        codes = event_type(text_of(row, "plover"), text_of(row, "mode"), text_of(row, "acled"))
    except UnknownCodeError as error:
        raise InvalidRuleError(f"{name}: {error}") from error
    actor, target = DEFAULT_ROLES[parts[0]]
    return Trigger(
        id=name,
        kind=str(row["kind"]),
        part=parts[0],
        words=texts(row, parts[0]),
        plover=codes.plover,
        mode=codes.plover_mode,
        acled=codes.acled_sub_event,
        harm=to_harm(row),
        realis=to_realis(row),
        habit=bool(row.get("habit", False)),
        lasting=bool(row.get("lasting", False)),
        actor=to_slots(row, "actor") if "actor" in row else actor,
        target=to_slots(row, "target") if "target" in row else target,
        needs=to_conditions(row, "needs"),
        unless=to_conditions(row, "unless"),
        examples=texts(row, "examples"),
        never=texts(row, "never"),
    )


def text_of(row: Row, key: str) -> str | None:
    """A text under a key, or None."""
    value = row.get(key)
    return None if value is None else str(value)


def to_harm(row: Row) -> Harm | None:
    """The harm that the word does in itself."""
    if "harm" not in row:
        return None
    if row["harm"] not in HARMS:
        raise InvalidRuleError(f"{row['id']}: harm must be one of {', '.join(Harm)}, not {row['harm']!r}")
    return Harm(str(row["harm"]))


def to_realis(row: Row) -> Realis | None:
    """The realis that the word implies."""
    if "realis" not in row:
        return None
    if row["realis"] not in REALIS:
        raise InvalidRuleError(f"{row['id']}: realis must be one of {', '.join(Realis)}, not {row['realis']!r}")
    return Realis(str(row["realis"]))


def to_slots(row: Row, key: str) -> tuple[str, ...]:
    """Slots of a role."""
    slots = texts(row, key)
    for slot in slots:
        check_slot(row, slot)
    return slots


def check_slot(row: Row, slot: str) -> None:
    """Refuse a slot that the grammar does not know."""
    if slot not in PLAIN_SLOTS and not (slot.startswith("prep:") and slot[5:]):
        raise InvalidRuleError(f"{row['id']}: no slot '{slot}'; there are {', '.join(sorted(PLAIN_SLOTS))} and prep:NAME")


def to_conditions(row: Row, key: str) -> tuple[Condition, ...]:
    """Conditions on what stands in slots."""
    conditions = row.get(key, {})
    if not isinstance(conditions, dict):
        raise InvalidRuleError(f"{row['id']}: {key} must be a table of slots, not {conditions!r}")
    for slot in conditions:
        check_slot(row, slot)
    return tuple((slot, frozenset(texts({"id": row["id"], slot: words}, slot))) for slot, words in conditions.items())


def load_triggers(path: Path | Traversable) -> tuple[Trigger, ...]:
    """Triggers of one file; its faults are told at once.

    Raises:
        InvalidRuleError: if the file has a fault.
    """
    triggers, faults = [], []
    for row in load_rules(path, allowed=REQUIRED | OPTIONAL, required=REQUIRED, table="trigger"):
        try:
            triggers.append(to_trigger(row))
        except InvalidRuleError as error:
            faults.append(str(error))
    refuse(path, faults)
    return tuple(triggers)


@lru_cache(maxsize=1)
def load_classes() -> Mapping[str, frozenset[str]]:
    """Classes of words that conditions name ("@person"); whoever is on the list of people is a person."""
    path = files("onrecord.vocab") / "data" / "en" / "word_classes.toml"
    rows = load_rules(path, allowed=frozenset({"words", "entities", "description"}), required=frozenset({"words", "description"}))
    classes = {str(row["id"]): frozenset((*texts(row, "words"), *texts(row, "entities"))) for row in rows}
    return MappingProxyType(classes | {"person": classes["person"] | people()})


def load_lexicon(rules_dir: Path | None = None) -> Lexicon:
    """The packaged lexicon with a user's own triggers, which stand in place of packaged ones of the same id.

    Raises:
        InvalidRuleError: if a file has a fault, or an id stands in two files of one folder.
    """
    return _read_lexicon(rules_dir)


@lru_cache(maxsize=4)
def _read_lexicon(rules_dir: Path | None) -> Lexicon:
    """A cache tells `load()` from `load(None)`: hence a function without a default."""
    triggers = gather_triggers(packaged_files())
    if rules_dir is not None:
        triggers |= gather_triggers(tuple(sorted(rules_dir.glob("*.toml"))))
    classes = load_classes()
    return Lexicon(triggers.values(), classes=classes, light=classes["light-verb"])


def packaged_files() -> tuple[Traversable, ...]:
    """The trigger files of the package."""
    folder = files("onrecord.vocab") / "data" / "en" / "triggers"
    return tuple(sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name))


def gather_triggers(paths: Iterable[Path | Traversable]) -> dict[str, Trigger]:
    """Triggers of several files by id."""
    found: dict[str, Trigger] = {}
    for path in paths:
        triggers = load_triggers(path)
        refuse(path, (f"{trigger.id}: repeated id, it stands in another file too" for trigger in triggers if trigger.id in found))
        found |= {trigger.id: trigger for trigger in triggers}
    return found
