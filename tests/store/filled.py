"""Reports of our own for archives, and everything that an archive holds in a form that can be compared."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select

from onrecord.model.captures import Stated
from onrecord.pipeline.adding import Report, add_sources
from onrecord.settings import Settings
from onrecord.store.archive import Archive
from onrecord.store.tables import CAPTURE, CLAIM, DOCUMENT, FIGURE, JUDGEMENT, LOG, NAME, RECORD

MARKET = (
    "Gunmen attacked a cattle market in Bankass, in central Mali, on Saturday, killing at least 14 people and wounding about 30, the mayor said. "
    "The River Front claimed the attack on Monday. A hospital official put the toll at 17."
)
BRIDGE = (
    "A roadside bomb killed four soldiers near Gao in northern Mali on 3 March 2024, the army said. Nobody has claimed the blast. "
    "The soldiers were on their way to a bridge that floods had damaged, a colonel told reporters."
)
STRIKE = (
    "An air strike on a warehouse in Homs, Syria, killed two people on 11 March 2013, the Valley Monitor said, and hurt nine others nearby."
)
FRENCH = "Trois personnes ont été tuées lundi dans un attentat à la bombe près du marché central de Bamako, selon la police et plusieurs témoins."
QUIET = (
    "The council met on Tuesday to discuss the new bus timetable for the northern suburbs. Fares will stay as they are until the autumn."
)


def write_reports(folder: Path) -> Path:
    """Reports as a user has them: texts, a page, and JSON Lines with a copy, a bad line and one in another language."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    page = f"<html><head><title>Strike in Homs</title></head><body><article><h1>Strike in Homs</h1><p>{STRIKE}</p></article></body></html>"
    (folder / "strike.html").write_text(page, encoding="utf-8")
    rows: list[dict[str, Any]] = [
        {"id": "market", "text": MARKET, "title": "Market attack", "published": "2024-05-06", "publisher": "The Daily"},
        {"id": "copy", "text": MARKET, "published": "2024-05-06", "publisher": "The Evening Post"},
        {"id": "french", "text": FRENCH},
        {"id": "quiet", "text": QUIET, "published": "2024-05-07"},
    ]
    lines = [json.dumps(row) for row in rows]
    (folder / "wire.jsonl").write_text("\n".join([*lines[:2], "{not json", *lines[2:]]) + "\n", encoding="utf-8")
    return folder


def many_reports(folder: Path) -> Path:
    """Thirty reports, some of them copies, in a file and in files."""
    write_reports(folder)
    rows = [{"id": f"r{number}", "text": text.replace("four", str(number + 2))} for number, text in enumerate([BRIDGE, QUIET, MARKET] * 8)]
    (folder / "more.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return folder


def fill(archive: Archive, folder: Path, *names: str, stated: Stated | None = None) -> Report:
    """Add a folder of reports, in this process."""
    sources: Sequence[str] = names or (str(write_reports(folder)),)
    return add_sources(archive, sources, stated=stated or Stated(), settings=Settings(), processes=1)


def dump(archive: Archive) -> dict[str, Any]:
    """Everything that two runs over the same sources must have in common: all but moments, numbers and what hangs on them."""
    with archive.reading() as connection:
        ids = {row.number: row.id for row in connection.execute(select(DOCUMENT.c.number, DOCUMENT.c.id))}
        records = {
            row.number: f"{ids[row.document]} {row.id}"
            for row in connection.execute(select(RECORD.c.number, RECORD.c.document, RECORD.c.id))
        }

        def rows(table: Any, *without: str) -> list[dict[str, Any]]:
            found = [dict(row) for row in connection.execute(select(table).order_by(table.c.number)).mappings()]
            for row in found:
                row.pop("number")
                for column, known in (("document", ids), ("original", ids), ("record", records)):
                    if row.get(column) is not None:
                        row[column] = known.get(row[column], row[column])
            return [{key: value for key, value in row.items() if key not in without} for row in found]

        tables = {table.name: rows(table) for table in (DOCUMENT, RECORD, CLAIM, FIGURE, NAME, JUDGEMENT)}
        log = rows(LOG, "at", "previous", "hash")
        return {**tables, "capture": rows(CAPTURE, "at"), "log": [line for line in log if line["kind"] != "init"]}
