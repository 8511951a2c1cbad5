"""To whom or what it is done."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.assemble.claims import ClaimMaker
from onrecord.assemble.doers import is_named, party_json
from onrecord.assemble.tellings import Telling, is_any_same, is_same_name, victims_of
from onrecord.model.claims import Claim
from onrecord.model.names import normal_name
from onrecord.model.reading import EventMention, Filler
from onrecord.model.records import Json
from onrecord.vocab.lists import nobody, vague_targets


def find_targets(tellings: Sequence[Telling], maker: ClaimMaker) -> tuple[list[Json], list[Claim]]:
    """Rows of the targets, people before things, and a claim for each naming."""
    found = [
        (filler, event) for telling in tellings for event in telling.events for filler in event.targets if is_named(filler, maker.source)
    ]
    doers = [filler.name for telling in tellings for filler in telling.actors]
    found += [(filler, event) for telling in tellings for filler, event in victims_of(telling) if not is_any_same([filler.name], doers)]
    groups: list[tuple[str, list[tuple[Filler, EventMention]]]] = []
    for filler, event in found:
        if not names_somebody(filler.name):
            continue
        group = next((group for name, group in groups if is_same_name(name, filler.name)), None)
        if group is None:
            groups.append((filler.name, [(filler, event)]))
        else:
            group.append((filler, event))
    rows = [party_json(name, group[0][0], maker.source) for name, group in groups]
    claims = [
        maker.of_event("target", {**row, "name": filler.name}, event, rule=filler.rule, spans=[filler.span])
        for row, (_, group) in zip(rows, groups, strict=True)
        for filler, event in group
    ]
    return sorted(leave_out_vague(rows), key=lambda row: row["kind"] == "other"), claims


def leave_out_vague(rows: list[Json]) -> list[Json]:
    """Without "people" and "the gunman" where people are named more particularly."""
    vague = [normal_name(row["name"]).rpartition(" ")[2] in vague_targets() for row in rows]
    if not any(row["kind"] != "other" and not is_vague for row, is_vague in zip(rows, vague, strict=True)):
        return rows
    return [row for row, is_vague in zip(rows, vague, strict=True) if not is_vague]


def names_somebody(name: str) -> bool:
    """False for a phrase that ends in a number word or pronoun: "dozens", "us", but not "the US"."""
    word = normal_name(name).rpartition(" ")[2]
    return bool(word) and (word not in nobody() or name.endswith("US"))
