"""Who is held to have done it, and by whom: claims of responsibility, accusations, suspicion, denials."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from spacy.tokens import Doc, Token

from onrecord.extract.attribution.extents import to_span, verb_group
from onrecord.extract.attribution.held import LIGHT, Held, Rule, is_happening
from onrecord.extract.attribution.naming import Namer
from onrecord.extract.attribution.shapes import VAGUE, read_shape
from onrecord.extract.attribution.speakers import speaker_extent
from onrecord.model.mentions import ActorMention
from onrecord.model.text import Span
from onrecord.vocab.rules import load_rules, texts

# Of "the heat was behind the fires" and "blamed the raid on [the mill]" nobody acts.
OF_ACTORS = frozenset({"adjective", "place", "made", "role", "on"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilityMention:
    """Somebody's word on who did it.

    `party` is the token of who is held responsible, `acts` the tokens that name the act, best first (empty if it is not named). `by_token`,
    `by_span` and `by_name` are who says so, None where nobody is named. `status`: claimed, accused, suspected,
    denied; or stated, where it is for the words around to say by whom.
    """

    party: int
    party_span: Span
    party_name: str | None
    status: str
    cue: Span
    rule: str
    acts: tuple[int, ...] = ()
    by_token: int | None = None
    by_span: Span | None = None
    by_name: str | None = None
    party_actor: int | None = None  # index into the actor mentions
    is_of_group: bool = False  # only an armed group's word makes it its own
    is_of_actor: bool = False  # the words say little by themselves: only somebody who acts is a party to them

    @property
    def act(self) -> int | None:
        """The token that names the act best, or None."""
        return self.acts[0] if self.acts else None


@lru_cache(maxsize=1)
def load_responsibility_rules() -> tuple[Rule, ...]:
    """Read the rules once."""
    path = files("onrecord.vocab") / "data" / "en" / "responsibility.toml"
    allowed = frozenset({"shape", "status", "words", "objects", "gerund", "clause", "bare", "examples", "never"})
    rows = load_rules(path, allowed=allowed, required=frozenset({"shape", "status", "words", "examples", "never"}))
    return tuple(
        Rule(
            id=str(row["id"]),
            shape=str(row["shape"]),
            status=str(row["status"]),
            words=frozenset(texts(row, "words")),
            objects=frozenset(texts(row, "objects")),
            gerund=bool(row.get("gerund", False)),
            clause=bool(row.get("clause", False)),
            bare=bool(row.get("bare", False)),
        )
        for row in rows
    )


@lru_cache(maxsize=1)
def _rules_by_word() -> dict[str, tuple[Rule, ...]]:
    found: dict[str, tuple[Rule, ...]] = {}
    for rule in load_responsibility_rules():
        for word in rule.words:
            found[word] = (*found.get(word, ()), rule)
    return found


def find_responsibility(doc: Doc, actors: tuple[ActorMention, ...] = ()) -> tuple[ResponsibilityMention, ...]:
    """Every word on responsibility, in text order."""
    rules, namer = _rules_by_word(), Namer(doc, actors)
    return tuple(
        _to_mention(doc, held, namer)
        for token in doc
        for rule in rules.get(token.lower_ if token.dep_ == "amod" else token.lemma_.lower(), ())
        for held in read_shape(token, rule)
        if _is_explicit(held) or (held.rule.shape == "own" and not held.acts) or any(is_happening(act) for act in held.acts)
    )


def _is_explicit(held: Held) -> bool:
    """True where the words themselves speak of responsibility, whatever the act is called."""
    return bool(held.rule.objects) or held.rule.shape in {"other", "on", "adjective", "place", "none", "role"}


def _is_specific(act: Token) -> bool:
    """False for a word that only points at an act told elsewhere: "the incident", "it", "carried out"."""
    return act.pos_ != "PRON" and act.lemma_.lower() not in LIGHT | VAGUE


def _to_mention(doc: Doc, held: Held, namer: Namer) -> ResponsibilityMention:
    extent = speaker_extent(held.party, held.cue)
    name, actor = namer.name(held.party.i, extent)
    if name is not None and held.rule.shape == "noun":
        name = name.removeprefix(held.cue.text).strip() or name  # "suspected smugglers" are smugglers
    by = held.by
    by_extent = speaker_extent(by, held.cue) if by is not None else None
    return ResponsibilityMention(
        party=held.party.i,
        party_span=to_span(doc, extent),
        party_name=name,
        status=held.status or held.rule.status,
        cue=to_span(doc, verb_group(held.cue)),
        rule=held.rule.id,
        acts=tuple(dict.fromkeys(act.i for act in held.acts if _is_specific(act))),
        by_token=by.i if by is not None else None,
        by_span=to_span(doc, by_extent) if by_extent is not None else None,
        by_name=namer.name(by.i, by_extent)[0] if by is not None and by_extent is not None else None,
        party_actor=actor,
        is_of_group=held.rule.shape == "motive",
        is_of_actor=held.rule.shape in OF_ACTORS and held.status is None,
    )
