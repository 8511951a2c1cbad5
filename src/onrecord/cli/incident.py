"""An incident as a page for a person: what, when and where first, then what its accounts come to, then every account slot by slot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from rich.console import Console
from rich.text import Text

from onrecord.cli.words import clean, day_words, place_words, type_words
from onrecord.link.accounts import Account

ORDER = ("happened", "day", "place", "means", "actor", "target", "killed", "injured")  # of what is told; other harms follow
COUNTRY = 6  # UCDP's where_prec of a whole country
Json = Mapping[str, Any]


def print_incident(told: Json, accounts: Sequence[Account], console: Console) -> None:
    """The page of an incident."""
    documents = len({record["document"] for record in told["records"]})
    console.print(Text(f"Incident {told['id']}", style="bold"))
    console.print(Text(clean(told["headline"]), style="bold cyan"))
    for note in told["notes"]:
        console.print(Text(clean(note)))
    console.print(Text(f"{count(documents, 'document')}, {count(told['sources'], 'independent source')}, as far as the texts say"))
    console.print(Text(f"{told['policy']['name']}: {told['policy']['words']}", style="dim"))
    if told["grade"]:
        console.print(Text(f"{told['grade']['name']}: {told['grade']['definition']}", style="bold"))
        for line in told["grade"]["why"]:
            console.print(Text(f"  {clean(line)}"))
    for figure in told["figures"]:
        console.print(
            Text(
                f"{clean(figure['slot'])}: {range_words(figure)} ({told['policy']['name']}, {count(figure['accounts'], 'account')})",
                style="bold",
            )
        )
    for line in told["contradictions"]:
        console.print(Text(f"! {clean(line)}", style="yellow"))
    for slot in sorted({account.slot for account in accounts}, key=lambda slot: (ORDER.index(slot) if slot in ORDER else len(ORDER), slot)):
        console.print(Text(f"\n{clean(slot)}", style="bold"))
        for account, names in together([account for account in accounts if account.slot == slot]):
            console.print(Text(f"  {account_line(account, names)}", style="dim" if account.superseded else ""))


def headline(records: Sequence[Json]) -> str:
    """What, when and where, each as most records have it; of equally many as that with most figures has it."""
    ranked = sorted(records, key=lambda record: -len(record.get("toll") or ()))
    plain = [{**record, "time": {**(record.get("time") or {}), "text": None}} for record in ranked]
    parts = ([type_words(record) for record in plain], [day_words(record) for record in plain], [where_words(record) for record in plain])
    return " · ".join(most_told(words) for words in parts)


def where_words(record: Json) -> str:
    """The first place of a record, and the country where it is told."""
    places = list(record.get("places") or ())
    country = [place for place in places[1:] if place.get("precision") == COUNTRY]
    return place_words({"places": places[:1] + country[:1]})


def most_told(words: Sequence[str]) -> str:
    """What most say, the first of equally many; that nothing is known only where nobody knows more."""
    known = [each for each in words if not each.lower().endswith(("not known", "not told"))] or list(words)
    return Counter(known).most_common(1)[0][0]


def together(accounts: Sequence[Account]) -> Iterator[tuple[Account, tuple[str, ...]]]:
    """Accounts in their order, each once with the documents that give it: a copy says nothing of its own."""
    found: dict[tuple[object, ...], list[Account]] = {}
    for each in accounts:
        key = (each.value, each.entity, each.speaker, each.words, each.spoken, each.denied, each.superseded, each.is_part, each.is_own_deed)
        found.setdefault(key, []).append(each)
    for same in sorted(found.values(), key=lambda same: accounts.index(same[0])):
        yield same[0], tuple(dict.fromkeys(each.document for each in same if each.source or each.publisher))


def account_line(account: Account, names: Sequence[str]) -> str:
    """An account on a line: when, what, who, in which documents, with which words."""
    marks = [
        word
        for word, holds in (
            ("denied", account.denied),
            ("superseded", account.superseded),
            ("counted in another figure", account.is_part),
            ("word of a doer", account.is_own_deed),
        )
        if holds
    ]
    entity = f" = {account.entity}" if account.entity else ""
    said = account.value + entity + (f" [{', '.join(marks)}]" if marks else "")
    where = f"in {', '.join(names)}" if names else ""
    words = f"“{account.words}”" if account.words else ""
    return "  ".join(filter(None, (moment_words(account.spoken), clean(said), clean(account.speaker), clean(where), clean(words))))


def moment_words(moment: str | None) -> str:
    """A day, or a moment to the minute in UTC where its zone is known."""
    if not moment or "T" not in moment:
        return clean(moment or "no day")
    at = datetime.fromisoformat(moment)
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if at.tzinfo else f"{at:%Y-%m-%d %H:%M}"


def range_words(figure: Json) -> str:
    """A figure by a policy as it is said."""
    low, high = figure["low"], figure["high"]
    if low == high:
        return "not said" if low is None else str(low)
    return f"at least {low}" if high is None else f"up to {high}" if low is None else f"{low} to {high}"


def count(number: int, what: str) -> str:
    """So many of something."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
