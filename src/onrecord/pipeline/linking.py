"""Results in files as incidents: the records of all of them, linked by what they say and by the words of their reports."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from onrecord.errors import UnknownCodeError
from onrecord.evaluate.lines import read_lines, refuse
from onrecord.evaluate.results import is_of_text
from onrecord.link.features import Story, features_of, main_incidents, story_of
from onrecord.link.linking import Incident, Linking, link_records, main_clusters
from onrecord.link.training import Learnt, learn_weights
from onrecord.model.incidents import Key
from onrecord.schema.check import find_faults

EXPECTED = 'documents as onrecord read takes them, {"id": ..., "text": ...}'
RESULTS = "results as onrecord read gives them with --format jsonl"
FAULTS = 3  # of one line that are told
SHOWN = 6  # ids that a message names

Json = Mapping[str, Any]
Telling = tuple[Json, Json]  # a document and one of its records


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Results of files, for each copy of a document that document, and the incidents that the records are in."""

    results: tuple[Json, ...]
    copies: Mapping[str, str]
    incidents: tuple[Incident, ...]

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
    linking = link_results(found, read_texts(texts))
    mains = main_incidents(each for result in found for each in features_of(result))
    return Linked(linking=linking, clusters=main_clusters(linking, mains), documents=len(found))


def learn_from_files(results: Sequence[Path], texts: Sequence[Path]) -> Learnt:
    """Weights that the records of files teach.

    Raises:
        OnrecordError: if a file cannot be read, or there are too few records.
    """
    found = load_all(results)
    return learn_weights((each for result in found for each in features_of(result)), stories_of(found, read_texts(texts)))


def gather_files(results: Sequence[Path], texts: Sequence[Path]) -> Material:
    """The results of files with the incidents that they tell of.

    Raises:
        OnrecordError: if a file cannot be read, or two have a result of one document.
    """
    found = load_all(results)
    return Material(results=found, copies=find_copies(found), incidents=link_results(found, read_texts(texts)).incidents)


def link_results(results: Sequence[Json], texts: Iterable[tuple[str, str]]) -> Linking:
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
    """The results of all files, each of a document of its own; lines that tell of an incident, as an archive's export has them behind its results, are passed over.

    Raises:
        InvalidGoldError: if a line is no result of the schema, or two are of one document, with file, line, what was found and what was expected.
    """
    found: dict[str, Json] = {}
    for path in paths:
        results: list[tuple[int, Any]] = [
            (number, entry) for number, entry in read_lines(path, expected=RESULTS) if "incident" not in entry
        ]
        refuse(path, [f"{path}, line {number}: {fault}" for number, result in results for fault in islice(find_faults(result), FAULTS)])
        again = [
            f"{path}, line {number}: document '{name}' has a result before this one, expected one"
            for number, name in repeated(results, found)
        ]
        refuse(path, again)
        found.update({result["document"]["id"]: result for _, result in results})
    return tuple(found.values())


def repeated(results: Iterable[tuple[int, Any]], known: Container[str]) -> Iterator[tuple[int, str]]:
    """The lines with a document that an earlier line, or what is known, has, too."""
    here: set[str] = set()
    for number, result in results:
        name = result["document"]["id"]
        if name in known or name in here:
            yield number, name
        here.add(name)


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


def read_texts(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Documents with the texts that were read, one at a time."""
    for path in paths:
        for number, entry in read_lines(path, expected=EXPECTED):
            text = entry.get("text")
            if isinstance(text, str):
                yield str(entry.get("id") or f"line-{number}"), text


def stories_of(results: Sequence[Json], texts: Iterable[tuple[str, str]]) -> Iterator[Story]:
    """The stories of all documents; a text counts only where it is the one that was read."""
    waiting = {str(result["document"]["id"]): result for result in results}
    for document, text in texts:
        if document in waiting and is_of_text(waiting[document], text):
            yield story_of(waiting.pop(document), text)
    yield from map(story_of, waiting.values())
