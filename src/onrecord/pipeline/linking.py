"""Results in files as incidents: the records of all of them, linked by what they say and by the words of their reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import InvalidInputError, UnknownCodeError
from onrecord.evaluate.lines import read_lines
from onrecord.evaluate.results import is_of_text, load_results
from onrecord.link.features import Features, Story, features_of, main_incidents, story_of
from onrecord.link.linking import Incident, Linking, link_records, main_clusters
from onrecord.model.incidents import Key

EXPECTED = 'documents as onrecord read takes them, {"id": ..., "text": ...}'
SHOWN = 6  # ids that a message names

Json = Mapping[str, Any]
Telling = tuple[Json, Json]  # a document and one of its records


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Results, for each copy of a document that document, and the incidents that the records are in; all by what the results call a document.

    `unlinked` is how many records of an archive are in no incident yet.
    """

    results: tuple[Json, ...]
    copies: Mapping[str, str]
    incidents: tuple[Incident, ...]
    unlinked: int = 0

    @property
    def features(self) -> Iterator[Features]:
        """All incident records as they are compared."""
        return (each for result in self.results for each in features_of(result))

    @property
    def tellings(self) -> dict[Key, Telling]:
        """All documents with each of their records."""
        return {
            (str(result["document"]["id"]), str(record["id"])): (result["document"], record)
            for result in self.results
            for record in result["records"]
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One incident with everything that tells of it, and what there is to say on its id."""

    id: str
    members: tuple[Key, ...]
    tellings: tuple[Telling, ...]
    copies: Mapping[str, str]
    notes: tuple[str, ...] = ()
    unlinked: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What linking gave: incidents and links, the main incident of each document, how many documents there are, and what there is to say on ids.

    `fresh` is how many records were compared where not all were; then the incidents are those that these are in or may be in.
    """

    linking: Linking
    clusters: Mapping[str, str]
    documents: int
    notes: tuple[str, ...] = ()
    fresh: int | None = None


def link_files(results: Sequence[Path], texts: Sequence[Path]) -> Linked:
    """Link the records of files of results; `texts` are files of the documents that were read.

    Raises:
        OnrecordError: if a file cannot be read, or two have a result of one document.
    """
    found = load_all(results)
    linking = link_results(found, load_texts(texts))
    mains = main_incidents(each for result in found for each in features_of(result))
    return Linked(linking=linking, clusters=main_clusters(linking, mains), documents=len(found))


def gather_files(results: Sequence[Path], texts: Sequence[Path]) -> Material:
    """The results of files with the incidents that they tell of.

    Raises:
        OnrecordError: if a file cannot be read, or two have a result of one document.
    """
    found = load_all(results)
    return Material(results=found, copies=find_copies(found), incidents=link_results(found, load_texts(texts)).incidents)


def link_results(results: Sequence[Json], texts: Mapping[str, str]) -> Linking:
    """The incidents of some results."""
    return link_records((each for result in results for each in features_of(result)), stories_of(results, texts))


def tell_one(material: Material, wanted: str) -> Told:
    """The incident of an id, of the beginning of one, of one of its records, or of a document's only incident.

    Raises:
        UnknownCodeError: if there is none, or more than one.
    """
    found = [
        each for each in material.incidents if each.id.startswith(wanted) or any(record.startswith(wanted) for _, record in each.members)
    ]
    found = found or [each for each in material.incidents if any(document == wanted for document, _ in each.members)]
    if len(found) != 1:
        names = f": {', '.join(each.id for each in found[:SHOWN])}; give more of its id" if found else ""
        raise UnknownCodeError(f"{'more than one' if found else 'no'} incident '{wanted}'{names}")
    tellings = material.tellings
    members = found[0].members
    return Told(id=found[0].id, members=members, tellings=tuple(tellings[key] for key in members), copies=material.copies)


def load_all(paths: Sequence[Path]) -> tuple[Json, ...]:
    """The results of all files.

    Raises:
        InvalidInputError: if two files have a result of one document.
    """
    found: dict[str, Json] = {}
    for path in paths:
        for result in load_results(path):
            document: Any = result["document"]
            name = str(document["id"])
            if name in found:
                raise InvalidInputError(f"{path}: document '{name}' has a result in another file, too; expected one")
            found[name] = result
    return tuple(found.values())


def find_copies(results: Sequence[Json]) -> dict[str, str]:
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


def stories_of(results: Sequence[Json], texts: Mapping[str, str]) -> Iterator[Story]:
    """The stories of all documents; a text counts only where it is the one that was read."""
    for result in results:
        text = texts.get(str(result["document"]["id"]))
        yield story_of(result, text if text is not None and is_of_text(result, text) else None)
