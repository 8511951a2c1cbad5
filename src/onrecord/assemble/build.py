"""From a group of tellings to a record with its claims."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.assemble.claims import ClaimMaker, Source, make_record_id
from onrecord.assemble.doers import find_actors
from onrecord.assemble.groups import Group
from onrecord.assemble.intents import as_told
from onrecord.assemble.places import find_places
from onrecord.assemble.setting import find_time
from onrecord.assemble.sources import find_sources
from onrecord.assemble.sub_events import find_sub_event
from onrecord.assemble.targets import find_targets
from onrecord.assemble.tellings import Telling
from onrecord.assemble.toll import find_toll
from onrecord.model.claims import Claim
from onrecord.model.names import normal_name
from onrecord.model.reading import EventMention
from onrecord.model.records import Json, Record
from onrecord.model.values import EventType, Kind
from onrecord.vocab.codes import event_type


def build_record(group: Group, source: Source, *, scene: Sequence[int] = ()) -> Record:
    """A record: a view over the claims that its tellings make; `scene` are places that it takes over."""
    tellings = group.tellings
    events = sorted((event for telling in tellings for event in telling.events), key=lambda event: event.span.start)
    maker = ClaimMaker(make_record_id(source.document, events[0].span), source)
    kind_of_event, decisive = find_type(group)
    sources, denied_by = find_sources(tellings, source)
    actors, actor_claims = find_actors(tellings, maker, denied_by)
    targets, target_claims = find_targets(tellings, maker, actors)
    toll, totals, toll_claims = find_toll(tellings, maker)
    places, place_claims = find_places(tellings, maker, group.kind, scene=scene)
    time, time_claims = find_time(tellings, maker, group.kind)
    means, means_claims = find_means(tellings, maker)
    victims, victim_claims = find_victims(tellings, maker)
    type_json = to_json(kind_of_event)
    claims = [
        *(maker.of_event("happened", True, event, rule=event.rule) for event in events),
        maker.of_event("kind", str(group.kind), tellings[0].lead, rule=group.rule),
        maker.of_event("type", type_json, decisive, rule=decisive.rule),
        maker.of_event("realis", str(tellings[0].realis), tellings[0].lead, rule=tellings[0].lead.factuality.rule),
        *time_claims,
        *place_claims,
        *actor_claims,
        *target_claims,
        *means_claims,
        *toll_claims,
        *victim_claims,
    ]
    scope, scope_claims = find_scope(group, sources, time, maker)
    values: Json = {
        "type": type_json,
        "realis": str(tellings[0].realis),
        "time": time,
        "places": places,
        "actors": actors,
        "targets": targets,
        "means": means,
        "toll": toll,
        "totals": totals,
        "victims": victims,
        "sources": sources,
        "denied_by": denied_by,
        "scope": scope,
    }
    return Record(
        id=maker.record,
        kind=group.kind,
        values=values,
        mentions=tuple(dict.fromkeys(source.quote(event.span) for event in events)),
        claims=tuple({claim.id: claim for claim in (*claims, *scope_claims)}.values()),
    )


def find_type(group: Group) -> tuple[EventType, EventMention]:
    """PLOVER's and ACLED's types; a tally has a sub-event only where its own words name one deed."""
    sub_event, decisive = find_sub_event(group.tellings)
    events = [event for telling in group.tellings for event in telling.events]
    if group.kind is Kind.TALLY and not any(names_deed(event) for event in events):
        sub_event = None
    if group.threat:
        return EventType(plover="THREATEN", plover_mode="violence"), decisive
    return as_told(event_type(decisive.plover, decisive.mode, sub_event), group.tellings[0]), decisive


def names_deed(event: EventMention) -> bool:
    """True if a mention of a total says what its deeds were: "air strikes", "the third raid", not "violence" or "fighting"."""
    is_of_many = event.is_plural or (event.number or event.ordinal or 0) > 1
    if event.is_noun and not is_of_many:
        return False
    return event.family in {"act", "means", "generic"} or (event.family == "harm" and event.is_noun)


def to_json(kind: EventType) -> Json:
    """A type as the contract has it."""
    return {
        "plover": kind.plover,
        "plover_mode": kind.plover_mode,
        "acled_event": kind.acled_event,
        "acled_sub_event": kind.acled_sub_event,
    }


def find_means(tellings: Sequence[Telling], maker: ClaimMaker) -> tuple[list[Json], list[Claim]]:
    """Weapons and instruments, one a name."""
    rows: dict[str, Json] = {}
    claims = []
    for telling in tellings:
        for event in telling.events:
            for number in event.means:
                mention = maker.source.reading.means[number]
                claim = maker.of_event(
                    "means", {"name": mention.name, "category": mention.category}, event, rule=mention.rule, spans=[mention.span]
                )
                claims.append(claim)
                rows.setdefault(normal_name(mention.name), {"name": mention.name, "claim": claim.id})
    return list(rows.values()), claims


def find_victims(tellings: Sequence[Telling], maker: ClaimMaker) -> tuple[list[Json], list[Claim]]:
    """People named or singled out as harmed."""
    rows: dict[tuple[object, ...], Json] = {}
    claims = []
    for telling in tellings:
        for event in telling.events:
            for number in event.victims:
                victim = maker.source.reading.victims[number]
                value: Json = {"name": victim.name, "age": victim.age, "sex": victim.sex, "status": victim.status, "harm": str(victim.harm)}
                claim = maker.of_event("victim", value, event, rule=victim.rule, spans=[victim.span])
                claims.append(claim)
                key = (victim.harm, normal_name(victim.name)) if victim.name else (victim.harm, victim.age, victim.sex, victim.status)
                rows.setdefault(key, {**value, "claim": claim.id})
    return list(rows.values()), claims


def find_scope(group: Group, sources: Sequence[str], time: Json, maker: ClaimMaker) -> tuple[Json | None, list[Claim]]:
    """Of a tally: who issues it, and as of which day."""
    if group.kind is not Kind.TALLY:
        return None, []
    scope: Json = {"issuer": sources[0] if sources else None, "as_of": time["latest"]}
    events = [event for telling in group.tellings for event in telling.events]
    words = next((event for event in events if event.scopes), None)
    spans = [scope_word.span for scope_word in words.scopes] if words else [events[0].span]
    return scope, [maker.of_event("scope", scope, words or events[0], rule=group.rule, spans=spans)]
