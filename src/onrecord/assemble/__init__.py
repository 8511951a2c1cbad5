"""The event mentions of one document to records: which tell of one happening, and which are totals over several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.assemble.build import build_record
from onrecord.assemble.claims import Source
from onrecord.assemble.cluster import group_tellings
from onrecord.assemble.groups import Group
from onrecord.assemble.lookalikes import without_lookalikes
from onrecord.assemble.scenes import find_scenes
from onrecord.assemble.select import keep_groups, mark_threats, with_context, without_echoes
from onrecord.assemble.singled import single_out
from onrecord.assemble.tellings import gather_tellings
from onrecord.model.reading import Grounding, Reading
from onrecord.model.records import Record
from onrecord.model.text import Document


def main_country(groups: Sequence[Group], grounding: Grounding) -> str | None:
    """The country of the first happening with a place of its own, else the one that the report names most."""
    refs = (ref for group in groups for telling in group.tellings for ref in telling.places if ref.country)
    return next((ref.country for ref in refs), grounding.country)


def assemble_records(document: Document, reading: Reading, grounding: Grounding) -> tuple[Record, ...]:
    """Records in the order of their first mention."""
    source = Source(document=document, reading=reading, grounding=grounding)
    told = (telling for telling in without_lookalikes(gather_tellings(reading, grounding)) if with_context(telling))
    tellings = without_echoes([part for telling in told for part in single_out(telling)])
    groups = [mark_threats(group, source) for group in keep_groups(group_tellings(tellings, published=grounding.day))]
    source = replace(source, country=main_country(groups, grounding))
    scenes = find_scenes(groups, source)
    records = [build_record(group, source, scene=scene) for group, scene in zip(groups, scenes, strict=True)]
    return tuple(sorted(records, key=lambda record: record.mentions[0].span))
