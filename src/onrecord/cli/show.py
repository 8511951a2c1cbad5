"""`onrecord show`: one incident with all its accounts, slot by slot."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.text import Text

from onrecord.cli.link import Source, find_told
from onrecord.cli.words import clean
from onrecord.link.accounts import Account, count_origins, find_contradictions, tell_accounts
from onrecord.link.grades import find_grade
from onrecord.link.policies import POLICIES, check_policy, choose
from onrecord.settings import load_settings

GRADING = "airwars"  # the policy that grades


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowWish:
    """What the user asked for, as given."""

    incident: str
    source: Source
    policy: str | None = None
    to: str = "text"


def show_incident(wish: ShowWish) -> None:
    """Write one incident with its accounts.

    Raises:
        OnrecordError: if there is none of that id, or no such policy.
    """
    policy = wish.policy or load_settings().accounts
    check_policy(policy)
    incident = find_told(wish.source, wish.incident)
    accounts = tell_accounts(incident.tellings, copies=incident.copies)
    chosen = choose(accounts, policy)
    told = {
        "id": incident.id,
        "notes": list(incident.notes),
        "records": [{"document": document, "record": record} for document, record in incident.members],
        "sources": count_origins(accounts),
        "policy": {"name": policy, "words": POLICIES[policy].__doc__},
        "grade": asdict(grade) if policy == GRADING and (grade := find_grade(accounts)) else None,
        "figures": [asdict(figure) for figure in chosen],
        "contradictions": list(find_contradictions(accounts)),
        "accounts": [asdict(account) for account in accounts],
    }
    if wish.to == "json":
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        return
    print_incident(told, accounts, Console(highlight=False, soft_wrap=True))


def print_incident(told: Mapping[str, Any], accounts: Sequence[Account], console: Console) -> None:
    """The page of an incident."""
    documents = len({record["document"] for record in told["records"]})
    console.print(Text(f"Incident {told['id']}", style="bold"))
    for note in told["notes"]:
        console.print(Text(clean(note)))
    console.print(Text(f"{documents} documents, {told['sources']} independent sources, as far as the texts say"))
    console.print(Text(f"{told['policy']['name']}: {told['policy']['words']}", style="dim"))
    if told["grade"]:
        console.print(Text(f"{told['grade']['name']}: {told['grade']['definition']}", style="bold"))
        for line in told["grade"]["why"]:
            console.print(Text(f"  {clean(line)}"))
    for figure in told["figures"]:
        console.print(
            Text(f"{clean(figure['slot'])}: {range_words(figure)} ({told['policy']['name']}, {figure['accounts']} accounts)", style="bold")
        )
    for line in told["contradictions"]:
        console.print(Text(f"! {clean(line)}", style="yellow"))
    for slot in dict.fromkeys(account.slot for account in accounts):
        console.print(Text(f"\n{clean(slot)}", style="bold"))
        for account in accounts:
            if account.slot == slot:
                console.print(Text(f"  {account_line(account)}", style="dim" if account.superseded else ""))


def range_words(figure: Mapping[str, Any]) -> str:
    """A figure by a policy as it is said."""
    low, high = figure["low"], figure["high"]
    if low == high:
        return "not said" if low is None else str(low)
    return f"at least {low}" if high is None else f"up to {high}" if low is None else f"{low} to {high}"


def account_line(account: Account) -> str:
    """An account on a line: when, what, who, in which document, with which words."""
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
    where = f"in {account.document}" if account.source or account.publisher else ""
    words = f"“{account.words}”" if account.words else ""
    return "  ".join(filter(None, (clean(account.published or "no day"), clean(said), clean(account.speaker), clean(where), clean(words))))
