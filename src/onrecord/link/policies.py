"""Named policies that make one figure of many accounts; each says in words what it does, and none changes an account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from onrecord.errors import UnknownCodeError
from onrecord.link.accounts import SLOTS, Account, take_last
from onrecord.link.moments import in_order
from onrecord.link.victims import FIGHTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A figure by a policy; either end may be open."""

    slot: str
    low: int | None
    high: int | None
    accounts: int


Policy = Callable[[Sequence[Account]], Sequence[Account]]


def take_all(accounts: Sequence[Account]) -> Sequence[Account]:
    """From the lowest low to the highest high of all accounts that their source has not replaced."""
    return accounts


def take_lowest(accounts: Sequence[Account]) -> Sequence[Account]:
    """The lowest figure that somebody gives as certain, else the lowest of all."""
    certain = [account for account in accounts if account.certainty == "CT"] or list(accounts)
    return [min(certain, key=lambda account: (floor(account), in_order(account.spoken), account.document))]


def take_latest(accounts: Sequence[Account]) -> Sequence[Account]:
    """What was published last, a copy when its original was; of several figures that none clearly follows all."""
    return take_last(accounts)


def take_majority(accounts: Sequence[Account]) -> Sequence[Account]:
    """The figure that most independent sources give; of equally many the lowest."""
    said = Counter(bounds for _, bounds in {(account.origin, (account.low, account.high)) for account in accounts})
    most = max(said.values())
    best = min(
        (bounds for bounds, count in said.items() if count == most), key=lambda bounds: tuple(-1 if end is None else end for end in bounds)
    )
    return [account for account in accounts if (account.low, account.high) == best]


def take_civilians(accounts: Sequence[Account]) -> Sequence[Account]:
    """From the lowest low to the highest high of those who are not called fighters, on the word of others than the doers; with the grade that Airwars would give."""
    return [account for account in accounts if account.status != FIGHTERS and not account.is_own_deed]


POLICIES: Mapping[str, Policy] = MappingProxyType(
    {"range": take_all, "conservative": take_lowest, "latest": take_latest, "majority": take_majority, "airwars": take_civilians}
)


def check_policy(name: str) -> None:
    """Refuse a name that no policy has.

    Raises:
        UnknownCodeError: if there is no such policy.
    """
    if name not in POLICIES:
        raise UnknownCodeError(f"no policy '{name}'; there are {', '.join(POLICIES)}")


def choose(accounts: Sequence[Account], policy: str = "range") -> tuple[Chosen, ...]:
    """One figure for each harm. Denied figures, parts of a total, and what its source has replaced take no part.

    Raises:
        UnknownCodeError: if there is no such policy.
    """
    check_policy(policy)
    counted = [each for each in accounts if each.slot not in {*SLOTS, "happened"} and not (each.superseded or each.denied or each.is_part)]
    taken = {
        harm: POLICIES[policy]([each for each in counted if each.slot == harm]) for harm in dict.fromkeys(each.slot for each in counted)
    }
    return tuple(to_figure(harm, accounts) for harm, accounts in taken.items() if accounts)


def to_figure(harm: str, accounts: Sequence[Account]) -> Chosen:
    """The range of some accounts; an end is open only where none of them closes it."""
    lows = [account.low for account in accounts if account.low is not None]
    highs = [end for account in accounts for end in (account.high, account.low) if end is not None]
    is_open = not any(account.high is not None for account in accounts)
    return Chosen(slot=harm, low=min(lows, default=None), high=None if is_open else max(highs), accounts=len(accounts))


def floor(account: Account) -> int:
    """The least that an account can mean."""
    return account.low if account.low is not None else account.high or 0
