"""Mentions of actors to entries of the actor list, by the country and the day of the report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onrecord.model.mentions import ActorMention
from onrecord.model.values import ActorRef
from onrecord.vocab.actors import ActorEntry, ActorList

STATE = "State forces"
EXTERNAL = "External/Other forces"
FORCE_PARTS = 3  # "state:SY:military"
ARMED_FORCES = frozenset({"military", "air-force", "navy", "police", "intelligence"})


def ground_actors(
    mentions: Sequence[ActorMention], *, actors: ActorList, report_country: str | None, published: date | None
) -> tuple[ActorRef, ...]:
    """One value a mention, in their order: chains of antecedents lead to one name and id; what no list has keeps None."""
    return tuple(
        ground_actor(mention, mentions[end_of_chain(index, mentions)], actors=actors, report_country=report_country, published=published)
        for index, mention in enumerate(mentions)
    )


def end_of_chain(index: int, mentions: Sequence[ActorMention]) -> int:
    """The mention that one stands for in the end."""
    seen = {index}
    while (following := mentions[index].antecedent) is not None and following not in seen:
        seen.add(following)
        index = following
    return index


def ground_actor(
    mention: ActorMention, full: ActorMention, *, actors: ActorList, report_country: str | None, published: date | None
) -> ActorRef:
    """The value of one mention; `full` has its full name."""
    actor_id = mention.actor_id or full.actor_id or choose(full.name, actors, report_country, published)
    entry = actors.entry(actor_id) if actor_id else None
    kind = mention.kind if mention.kind != "other" else full.kind
    if entry is not None and not entry.exists_on(published):
        actor_id, entry = None, None
    if entry is not None and kind == "other" and not mention.is_person:
        kind = entry.kind
    country = mention.country or full.country or (entry.country if entry else None)
    if actor_id is None and kind == STATE and country in {None, report_country} and report_country:
        country = report_country
        actor_id = home_force(mention, report_country, actors)
    return ActorRef(name=full.name, kind=abroad(kind, actor_id, country, report_country), id=actor_id, country=country)


def choose(name: str, actors: ActorList, report_country: str | None, published: date | None) -> str | None:
    """Of several entries with one name, the only one that existed on the day, or that is of the report's country."""
    living = [entry for entry in actors.lookup(name) if entry.exists_on(published)]
    home = [entry for entry in living if entry.country == report_country and report_country]
    return only(living) or only(home)


def only(entries: Sequence[ActorEntry]) -> str | None:
    """The id of a single entry."""
    return entries[0].id if len(entries) == 1 else None


def home_force(mention: ActorMention, country: str, actors: ActorList) -> str | None:
    """Of "the army" in a report about a country: that country's."""
    force = actors.force_of(mention.rule)
    return f"state:{country}:{force}" if force else None


def abroad(kind: str, actor_id: str | None, country: str | None, report_country: str | None) -> str:
    """A state's armed forces in another country than their own are external."""
    if kind != STATE or not report_country or not country or country == report_country:
        return kind
    parts = actor_id.split(":") if actor_id else []
    is_armed = len(parts) < FORCE_PARTS or parts[2] in ARMED_FORCES or parts[2] == "government"
    return EXTERNAL if is_armed else kind
