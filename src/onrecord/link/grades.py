"""How well harm to civilians is attested, by the grades that Airwars publishes with each of its incidents; which rule gave a grade is told with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from onrecord.link.accounts import Account, count_origins
from onrecord.link.victims import CIVILIANS, FIGHTERS

HARMS = frozenset({"killed", "injured"})
MOST_NAMED = 4
DEFINITIONS: Mapping[str, str] = MappingProxyType(
    {  # in Airwars' words, as its incident pages explain them (airwars.org, "civilian harm status")
        "confirmed": "A specific belligerent has accepted responsibility for civilian harm.",
        "fair": "Reported by two or more credible sources, with likely or confirmed near actions by a belligerent.",
        "weak": "Single source claim, though sometimes featuring significant information.",
        "contested": "Competing claims of responsibility e.g. multiple belligerents, or casualties also attributed to ground forces.",
        "discounted": "Those killed were combatants, or other parties most likely responsible.",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A grade, Airwars' definition of it, and what in the accounts gave it."""

    name: str
    definition: str
    why: tuple[str, ...]


def find_grade(accounts: Sequence[Account]) -> Grade | None:
    """The grade of an incident; None where nobody tells of people killed or injured.

    The word of a side on whom it hit counts for nothing but against itself: it can accept that civilians came to harm, and never settles that they were fighters.
    Whether a source is credible the accounts do not tell: every independent one counts.
    """
    harm = [
        each for each in accounts if each.slot in HARMS and not (each.denied or each.superseded) and (each.high is None or each.high > 0)
    ]
    if not harm:
        return None
    others = [each for each in harm if not each.is_own_deed]
    sides = find_sides(accounts)
    own = tuple(f"{name}'s own word on who its victims were settles nothing" for name in name_all(set(harm) - set(others)))
    accepting = [each for each in harm if each.is_own_deed and each.status == CIVILIANS and each.origin in sides.get("claimed", ())]
    if accepting:
        return to_grade("confirmed", f"{', '.join(name_all(set(accepting)))} claims the deed and says that civilians came to harm")
    if others and all(each.status == FIGHTERS for each in others):
        return to_grade(
            "discounted", f"all victims of whom others than the doers tell are fighters ({', '.join(name_all(set(others)))})", *own
        )
    blamed = sides.get("blamed", ())
    if len(blamed) > 1:
        return to_grade("contested", f"the deed is laid to {' and to '.join(blamed)}", *own)
    if sides.get("denied"):
        return to_grade("contested", f"{', '.join(sides['denied'])} denies the deed", *own)
    count = count_origins(each for each in others if each.status != FIGHTERS)
    told = f"{count} independent source{'' if count == 1 else 's'} beside the doers tell{'s' if count == 1 else ''} of people killed or injured"
    if count > 1 and sides.get("named"):
        return to_grade("fair", told, f"{', '.join(sides['named'])} is said to have done it", *own)
    return to_grade("weak", told, *(() if sides.get("named") else ("nobody is named who did it",)), *own)


def to_grade(name: str, *why: str) -> Grade:
    """A grade with its definition."""
    return Grade(name=name, definition=DEFINITIONS[name], why=why)


def find_sides(accounts: Sequence[Account]) -> dict[str, tuple[str, ...]]:
    """All sides that are named; the origins of those that claim the deed; those between which words differ that do not all say the same; who denies its own part.

    A side that claims the deed stands before all that others blame.
    """
    told = [each for each in accounts if each.slot == "actor" and each.entity]
    standing = [each for each in told if not each.denied]
    claims = [each for each in standing if is_of_itself(each)]
    blaming = claims or [each for each in standing if each.source]
    voices = {
        entity: {each.origin for each in blaming if each.entity == entity} for entity in dict.fromkeys(each.entity for each in blaming)
    }
    alone = [entity for entity, ours in voices.items() if all(ours != theirs for other, theirs in voices.items() if other != entity)]
    return {
        "named": tuple(dict.fromkeys(each.name for each in standing)),
        "claimed": tuple(dict.fromkeys(each.origin for each in claims)),
        "blamed": tuple(next(each.name for each in blaming if each.entity == entity) for entity in alone),
        "denied": tuple(dict.fromkeys(each.speaker for each in told if each.denied and is_of_itself(each))),
    }


def is_of_itself(account: Account) -> bool:
    """True where a side speaks of its own part."""
    return account.entity in {account.voice, account.origin}


def name_all(accounts: set[Account]) -> list[str]:
    """Who speaks, some of them by name."""
    names = sorted({account.speaker for account in accounts})
    return names[:MOST_NAMED] + ([f"{len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else [])
