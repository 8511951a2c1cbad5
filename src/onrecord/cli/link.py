"""`onrecord link`: the records of many documents as incidents, from files of results or an archive."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from onrecord.cli.app import tell
from onrecord.cli.archive import opened
from onrecord.cli.output import check_output, open_output
from onrecord.cli.progress import progress_line, time_words
from onrecord.cli.words import clean
from onrecord.errors import InvalidInputError
from onrecord.link.levels import write_weights
from onrecord.link.linking import Link, Linking
from onrecord.model.incidents import Key
from onrecord.pipeline.incidents import Step, learn_from_archive, link_archive, tell_archived
from onrecord.pipeline.linking import Linked, Told, gather_files, learn_from_files, link_files, tell_one
from onrecord.pipeline.totals import Totals, gather_file_totals, gather_totals

MOST_REASONS = 6  # of a link on a line; the rest weighs least
MOST_SHOWN = 10  # incidents that are not what they were and are told one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the records are: files of results with the texts that were read, or, without files, an archive."""

    results: tuple[Path, ...] = ()
    texts: tuple[Path, ...] = ()
    target: str | None = None
    files: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkWish:
    """What the user asked for, as given."""

    source: Source
    clusters: Path | None = None
    output: Path | None = None
    since: str | None = None
    dry_run: bool = False
    train: Path | None = None


def link_all(wish: LinkWish) -> None:
    """Link records, and write incidents, clusters, or the links with their reasons.

    Raises:
        OnrecordError: if a file or the archive cannot be read, or a file cannot be written.
    """
    for path in (wish.clusters, wish.output, wish.train):
        check_output(path)
    if wish.train:
        train(wish.source, wish.train)
        return
    linked = link_source(wish)
    if wish.clusters:
        write_clusters(wish.clusters, linked.clusters)
    if wish.dry_run or wish.output or (wish.source.results and not wish.clusters):
        with open_output(wish.output) as stream:
            (print_links if wish.dry_run else write_incidents)(stream, linked.linking)
    tell_linked(linked)


def tell_linked(linked: Linked) -> None:
    """Say what linking gave, and the first incidents that are not what they were."""
    for note in linked.notes[:MOST_SHOWN]:
        tell(note)
    if len(linked.notes) > MOST_SHOWN:
        tell(f"and {len(linked.notes) - MOST_SHOWN:,} more incidents are not what they were; onrecord log tells them all")
    tell(count_words(linked))


def train(source: Source, path: Path) -> None:
    """Write the weights that records teach, and link nothing."""
    learnt = learn_from_files(source.results, source.texts) if source.results else learn_from_archive(opened(source.target, source.files))
    with open_output(path) as stream:
        write_weights(
            stream,
            learnt.weights,
            f"Bits that each level adds, learnt from {learnt.pairs:,} compared pairs of records by onrecord link --train.",
        )
    tell(f"weights learnt from {learnt.pairs:,} pairs; name the file in the setting weights, and link again")


def link_source(wish: LinkWish) -> Linked:
    """Link what is meant."""
    source = wish.source
    if not source.results:
        archive = opened(source.target, source.files)
        with progress_line(step_words, lambda step: (step.done, step.total)) as show:
            return link_archive(archive, since=wish.since, with_clusters=wish.clusters is not None, dry_run=wish.dry_run, tell=show)
    if wish.since is not None:
        raise InvalidInputError("--since: files of results have no moment at which they were added; it is for an archive")
    return link_files(source.results, source.texts)


def step_words(step: Step, left: float | None) -> str:
    """What linking is at, on a line."""
    return f"{step.words}: {step.done:,} of {step.total:,} documents{time_words(left)}" if step.total else step.words


def find_told(source: Source, wanted: str) -> Told:
    """One incident with everything that tells of it."""
    if source.results:
        return tell_one(gather_files(source.results, source.texts), wanted)
    told = tell_archived(opened(source.target, source.files), wanted)
    tell_unlinked(told.unlinked)
    return told


def find_totals(source: Source) -> Totals:
    """All totals with the incidents that they may cover."""
    if source.results:
        return gather_file_totals(source.results, source.texts)
    totals = gather_totals(opened(source.target, source.files))
    tell_unlinked(totals.unlinked)
    return totals


def tell_unlinked(count: int) -> None:
    """Say that something was added since the archive was linked."""
    if count:
        tell(f"{count:,} records are in no incident yet; onrecord link puts them there")


def write_clusters(path: Path, clusters: Mapping[str, str]) -> None:
    """For each document the incident of its main record."""
    with open_output(path) as stream:
        stream.write(json.dumps(clusters, ensure_ascii=False, indent=0) + "\n")


def write_incidents(stream: IO[str], linking: Linking) -> None:
    """One incident a line, with its records and the links that hold them together."""
    links = links_within(linking)
    for incident in linking.incidents:
        line = {
            "id": incident.id,
            "records": list(map(to_member, incident.members)),
            "links": list(map(to_dict, links.get(incident.id, ()))),
        }
        stream.write(json.dumps(line, ensure_ascii=False) + "\n")


def links_within(linking: Linking) -> dict[str, list[Link]]:
    """The links that hold each incident together."""
    incident_of = {key: incident.id for incident in linking.incidents for key in incident.members}
    links: dict[str, list[Link]] = {}
    for link in linking.links:
        links.setdefault(incident_of[link.left], []).append(link)
    return links


def to_member(key: Key) -> dict[str, str]:
    """A record by its document and its id."""
    return {"document": key[0], "record": key[1]}


def to_dict(link: Link) -> dict[str, Any]:
    """A link with what speaks for and against it."""
    return {
        "left": to_member(link.left),
        "right": to_member(link.right),
        "score": round(link.score, 3),
        "features": [{"name": reason.name, "level": reason.level, "bits": reason.bits, "words": reason.words} for reason in link.reasons],
    }


def print_links(stream: IO[str], linking: Linking) -> None:
    """Each link with its score and its reasons, incident by incident, then those that a person should look at."""
    stream.write(f"The same incident: {len(linking.links):,} links\n")
    sizes = {incident.id: len(incident.members) for incident in linking.incidents}
    for incident, links in links_within(linking).items():
        stream.write(f"incident {incident}, {sizes[incident]:,} records\n")
        stream.writelines(map(link_words, links))
    stream.write(f"Possibly the same: {len(linking.possible):,} links\n")
    stream.writelines(map(link_words, linking.possible))


def link_words(link: Link) -> str:
    """A link on two lines: its score and its records, then what speaks for and against it."""
    reasons = clean(", ".join(reason.words for reason in link.reasons[:MOST_REASONS]))
    return f"  {link.score:.2f}  {clean(' '.join(link.left))} = {clean(' '.join(link.right))}\n        {reasons}\n"


def count_words(linked: Linked) -> str:
    """What was found, in a line."""
    incidents = linked.linking.incidents
    several = sum(len(incident.members) > 1 for incident in incidents)
    records = sum(len(incident.members) for incident in incidents)
    what = f"{len(incidents):,} incidents, {several:,} of them in several records; {len(linked.linking.possible):,} pairs may be one"
    if linked.fresh is None:
        return f"{records:,} incident records of {linked.documents:,} documents: {what}"
    return f"{linked.fresh:,} incident records compared with those of {linked.documents:,} documents; they are in, or may be in, {what}"
