"""A ZIP for Uwazi's import: import.csv with an entity an incident, and for each a text file with all its accounts as attachment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from onrecord.export.bayanat import title_of
from onrecord.export.figures import Wish, bounds_of, number_of
from onrecord.export.incident import Incident, Json
from onrecord.export.notes import with_quote, write_notes
from onrecord.export.sinks import Row, Written, write_csv
from onrecord.export.tables import FormatColumn

ATTACHMENT = "text"  # the key of a row under which the attachment's words stand


def rows(incident: Incident, wish: Wish) -> Iterator[Mapping[str, object]]:
    """The entity of an incident."""
    killed, injured, point = bounds_of(incident, "killed"), bounds_of(incident, "injured"), incident.point
    url = next((str(document["url"]) for document in incident.documents if document.get("url")), None)
    note = write_notes(incident, wish, number_of(incident, "killed", wish))
    yield {
        "Title": f"{title_of(incident)} ({incident.id})",
        "Incident ID": incident.id,
        "Type": incident.type.get("acled_sub_event") or incident.type.get("plover"),
        "Days": day_range(incident.days.first, incident.days.last),
        "Place_geolocation": f"{point[0]}|{point[1]}" if point else None,
        "Places": piped(place["name"] for place in incident.places),
        "Country": incident.country,
        "Actors": piped(party.name for party in incident.actors),
        "Killed low": killed[0],
        "Killed high": killed[1],
        "Injured low": injured[0],
        "Injured high": injured[1],
        "Sources": piped(incident.listed("sources")),
        "Notes": note,
        "Report": f"report|{url}" if url else None,
        "Attachments": f"{incident.id}.txt",
        ATTACHMENT: "\n".join([note, "", *accounts(incident.tellings)]),
    }


def accounts(tellings: Iterable[tuple[Json, Json]]) -> Iterator[str]:
    """Each report with its words and figures."""
    for document, record in tellings:
        yield f"{document.get('publisher') or document['id']}, {document.get('published') or 'no day of publication'}: {document.get('title') or ''}"
        yield from (f"  “{mention['quote']}”" for mention in record.get("mentions") or ())
        yield from (f"  {with_quote(document, figure)}" for figure in record.get("toll") or ())


def day_range(first: date | None, last: date | None) -> str | None:
    """Days as Uwazi has a range: start:end, an unknown end blank."""
    days = [f"{day:%Y/%m/%d}" if day else "" for day in (first, last)]
    return ":".join(days) if any(days) else None


def piped(values: Iterable[object]) -> str:
    """Several values of one property; a bar inside one would part it."""
    return "|".join(dict.fromkeys(str(value).replace("|", "/").strip() for value in values))


def write_zip(path: Path, found: Iterable[Row], columns: tuple[FormatColumn, ...]) -> Written:
    """The ZIP, its attachments beside import.csv at its root."""
    with TemporaryDirectory(prefix="onrecord-", dir=path.parent) as folder, ZipFile(path, "w", ZIP_DEFLATED) as archive:
        table = Path(folder) / "import.csv"
        written = write_csv(table, attach(archive, found), columns)
        archive.write(table, "import.csv")
    return written


def attach(archive: ZipFile, found: Iterable[Row]) -> Iterator[Row]:
    """The same rows, while the words of each go into a file of their own."""
    for row in found:
        archive.writestr(str(row["Attachments"]), str(row[ATTACHMENT]).encode("utf-8", "replace"))
        yield row
