"""`onrecord names`: the actors and places of all documents, with their spellings; groups that no list knows, for a person to confirm."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from onrecord.cli.app import tell
from onrecord.cli.archive import opened
from onrecord.cli.link import Source
from onrecord.cli.output import check_output, open_output
from onrecord.cli.words import clean
from onrecord.link.entities import Entity, find_actors, find_places
from onrecord.pipeline.incidents import read_all
from onrecord.pipeline.linking import load_all
from onrecord.vocab.actors import COLUMNS


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesWish:
    """What the user asked for, as given."""

    source: Source
    new: Path | None = None


def show_names(wish: NamesWish) -> None:
    """Write all actors and places, or the unlisted groups as rows of a list of actors.

    Raises:
        OnrecordError: if a file or the archive cannot be read, or a file cannot be written.
    """
    check_output(wish.new)
    source = wish.source
    results = load_all(source.results) if source.results else read_all(opened(source.target, source.files))
    actors = find_actors(results)
    new = [each for each in actors if each.id is None]
    if wish.new:
        write_rows(wish.new, new)
        tell(f"{len(new):,} groups that no list has; keep the rows that are right, and name the file in the setting actors")
        return
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    for title, entities in (
        ("Listed actors", [each for each in actors if each.id]),
        ("Groups that no list has, to be confirmed", new),
        ("Places", find_places(results)),
    ):
        console.print(Text(f"{title}: {len(entities):,}", style="bold"))
        for each in entities:
            console.print(Text(f"  {entity_line(each)}"))


def entity_line(entity: Entity) -> str:
    """An entity on a line: its id, kind, spellings and documents, and what was joined with it."""
    joined = f"joined with {', '.join(entity.joined)}" if entity.joined else ""
    count = f"{entity.documents:,} document{'' if entity.documents == 1 else 's'}"
    return "  ".join(filter(None, map(clean, (entity.id or "", " = ".join(entity.names), entity.kind or "", count, joined))))


def write_rows(path: Path, entities: Sequence[Entity]) -> None:
    """Groups as rows of a list of actors, the most frequent spelling as the name, the others as its aliases."""
    with open_output(path) as stream:
        rows = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        rows.writeheader()
        for each in entities:
            rows.writerow(
                {
                    "id": f"own:{slug(each.names[0])}",
                    "name": each.names[0],
                    "aliases": "|".join(each.names[1:]),
                    "kind": each.kind,
                    "sort": "group",
                }
            )


def slug(name: str) -> str:
    """A name as the end of an id."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "unnamed"
