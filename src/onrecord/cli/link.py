"""`onrecord link`: the records of many documents as incidents, from files of results or an archive."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from onrecord.cli.app import tell
from onrecord.cli.output import check_output, open_output
from onrecord.cli.words import clean
from onrecord.errors import InvalidInputError
from onrecord.evaluate.lines import read_lines
from onrecord.evaluate.results import is_of_text, load_results
from onrecord.link.features import Features, Story, features_of, main_incidents, story_of
from onrecord.link.linking import Key, Link, Linking, link_records, main_clusters
from onrecord.model.pairings import standing_pairings

EXPECTED = 'documents as onrecord read takes them, {"id": ..., "text": ...}'
MOST_REASONS = 6  # of a link on a line; the rest weighs least


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
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Results with their texts, and for a copy of a document that document, all by the document's id in the results; and what people decided on pairs of records."""

    results: tuple[Mapping[str, Any], ...]
    texts: Mapping[str, str]
    copies: Mapping[str, str]
    decided: Mapping[tuple[str, str], bool] = field(default_factory=dict)


def link_all(wish: LinkWish) -> None:
    """Link records, and write incidents, clusters, or the links with their reasons.

    Raises:
        OnrecordError: if a file or the archive cannot be read, or a file cannot be written.
    """
    for path in (wish.clusters, wish.output):
        check_output(path)
    material = find_material(wish.source)
    linking = link_material(material)
    if wish.clusters:
        write_clusters(wish.clusters, linking, [each for result in material.results for each in features_of(result)])
    if wish.dry_run or not wish.clusters:
        with open_output(wish.output) as stream:
            (print_links if wish.dry_run else write_incidents)(stream, linking)
    tell(count_words(linking, len(material.results)))


def link_material(material: Material) -> Linking:
    """The incidents of all results."""
    return link_records(
        (each for result in material.results for each in features_of(result)),
        stories_of(material.results, material.texts),
        decided=material.decided,
    )


def find_material(source: Source) -> Material:
    """The results that are meant.

    Raises:
        OnrecordError: if a file or the archive cannot be read.
    """
    if not source.results:
        return read_archive(source)
    results = load_all(source.results)
    return Material(results=results, texts=load_texts(source.texts), copies=find_copies(results))


def read_archive(source: Source) -> Material:
    """All that an archive holds; a document is called by its name, or by its id where several have that name."""
    from onrecord.cli.archive import opened  # noqa: PLC0415  only an archive needs it
    from onrecord.store.pairings import read_pairings  # noqa: PLC0415  only an archive needs it
    from onrecord.store.read import read_results  # noqa: PLC0415  only an archive needs it
    from onrecord.store.stories import read_kept  # noqa: PLC0415  only an archive needs it

    with opened(source.target, source.files).reading() as connection:
        kept = list(read_kept(connection))
        decided = standing_pairings(read_pairings(connection))
        names = Counter(each.name for each in kept)
        called = {each.id: each.name if names[each.name] == 1 else each.id for each in kept}
        results = [result for result in read_results(connection) if result["document"]["archive_id"] in called]
    return Material(
        results=tuple({**result, "document": {**result["document"], "id": called[result["document"]["archive_id"]]}} for result in results),
        texts={called[each.id]: each.text for each in kept},
        copies={called[each.id]: called[each.original] for each in kept if each.original in called},
        decided=decided,
    )


def load_all(paths: Sequence[Path]) -> tuple[Mapping[str, Any], ...]:
    """The results of all files.

    Raises:
        InvalidInputError: if two files have a result of one document.
    """
    found: dict[str, Mapping[str, Any]] = {}
    for path in paths:
        for result in load_results(path):
            document: Any = result["document"]
            name = str(document["id"])
            if name in found:
                raise InvalidInputError(f"{path}: document '{name}' has a result in another file, too; expected one")
            found[name] = result
    return tuple(found.values())


def find_copies(results: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Documents with the very text of an earlier one."""
    first: dict[str, str] = {}
    copies = {}
    for result in results:
        document = result["document"]
        earlier = first.setdefault(str(document.get("sha256") or document["id"]), str(document["id"]))
        if earlier != str(document["id"]):
            copies[str(document["id"])] = earlier
    return copies


def load_texts(paths: Sequence[Path]) -> dict[str, str]:
    """The texts that were read, by document."""
    entries = ((number, entry, entry.get("text")) for path in paths for number, entry in read_lines(path, expected=EXPECTED))
    return {str(entry.get("id") or f"line-{number}"): text for number, entry, text in entries if isinstance(text, str)}


def stories_of(results: Sequence[Mapping[str, Any]], texts: Mapping[str, str]) -> Iterator[Story]:
    """The stories of all documents; a text counts only where it is the one that was read."""
    for result in results:
        text = texts.get(str(result["document"]["id"]))
        yield story_of(result, text if text is not None and is_of_text(result, text) else None)


def write_clusters(path: Path, linking: Linking, features: Sequence[Features]) -> None:
    """For each document the incident of its main record."""
    with open_output(path) as stream:
        stream.write(json.dumps(main_clusters(linking, main_incidents(features)), ensure_ascii=False, indent=0) + "\n")


def write_incidents(stream: IO[str], linking: Linking) -> None:
    """One incident a line, with its records and the links that hold them together."""
    incident_of = {key: incident.id for incident in linking.incidents for key in incident.members}
    links: dict[str, list[Link]] = {}
    for link in linking.links:
        links.setdefault(incident_of[link.left], []).append(link)
    for incident in linking.incidents:
        line = {
            "id": incident.id,
            "records": list(map(to_member, incident.members)),
            "links": list(map(to_dict, links.get(incident.id, ()))),
        }
        stream.write(json.dumps(line, ensure_ascii=False) + "\n")


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
    """Each link with its score and its reasons, then those that a person should look at."""
    for title, links in (("The same incident", linking.links), ("Possibly the same", linking.possible)):
        stream.write(f"{title}: {len(links):,} links\n")
        for link in links:
            stream.write(f"  {link.score:.2f}  {clean(' '.join(link.left))} = {clean(' '.join(link.right))}\n")
            stream.write(f"        {clean(', '.join(reason.words for reason in link.reasons[:MOST_REASONS]))}\n")


def count_words(linking: Linking, documents: int) -> str:
    """What was found, in a line."""
    several = [incident for incident in linking.incidents if len(incident.members) > 1]
    records = sum(len(incident.members) for incident in linking.incidents)
    return (
        f"{records:,} incident records of {documents:,} documents: {len(linking.incidents):,} incidents, {len(several):,} of them in several records; "
        f"{len(linking.possible):,} pairs may be one"
    )
