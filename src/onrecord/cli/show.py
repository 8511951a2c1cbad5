"""`onrecord show`: one incident with all its accounts, slot by slot."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass

from rich.console import Console

from onrecord.cli.incident import headline, print_incident
from onrecord.cli.link import Source, find_told
from onrecord.link.accounts import count_origins, find_contradictions, tell_accounts
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
        "headline": headline([record for _, record in incident.tellings]),
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
