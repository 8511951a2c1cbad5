"""The report that people read, made of an archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from onrecord import __version__
from onrecord.errors import InvalidInputError
from onrecord.export.files import replacing
from onrecord.export.incident import Incident
from onrecord.export.names import private_names, withhold
from onrecord.export.notes import bounds_words
from onrecord.export.report import Facts, TotalLine, render_report
from onrecord.export.writers import Unit
from onrecord.link.policies import POLICIES, check_policy
from onrecord.link.tallies import Coverage, Happened, Tally, cover, find_tallies, happened, to_calendars
from onrecord.pipeline.exporting import Exporting, ExportWish, link_new, of_one_origin
from onrecord.pipeline.happenings import read_items
from onrecord.store.archive import Archive
from onrecord.store.exporting import read_versions
from onrecord.store.log import append_log


def write_report(archive: Archive, wish: ExportWish, *, title: str) -> int:
    """Write the page of the incidents and totals that are wished, and tell how many incidents it has; records in no incident yet are linked first.

    Raises:
        OnrecordError: if there is no such policy, the archive cannot be read, or the file not be written.
    """
    output = wish.output
    if output is None or output.is_dir() or not output.parent.is_dir():
        raise InvalidInputError(f"{output}: expected a file in a folder that is there, for example report.html")
    check_policy(wish.accounts)
    link_new(archive, Exporting())
    wish = of_one_origin(archive, wish, {})
    with archive.reading() as connection:
        items = list(read_items(connection, wish.query, Unit.BOTH, accounts=wish.accounts))
        versions = read_versions(connection, wish.query.origin)
    incidents = [item for item in items if isinstance(item, Incident)]
    facts = Facts(
        title=title,
        made_at=datetime.now(UTC).isoformat(timespec="minutes"),
        onrecord=__version__,
        accounts=wish.accounts,
        policy=POLICIES[wish.accounts].__doc__ or "",
        filters=wish.filters,
        versions=versions,
        names_withheld=not wish.with_names,
    )
    names = set() if wish.with_names else {name for item in items for name in private_names(item)}
    tallies = find_tallies({"document": item.document, "records": [item.record]} for item in items if not isinstance(item, Incident))
    with replacing(output) as file:
        file.write_text(
            render_report(incidents, clean_totals(list(total_lines(list(tallies), incidents)), names), facts),
            encoding="utf-8",
            errors="replace",
        )
    with archive.writing() as connection:
        append_log(connection, "report", output.name, {"incidents": len(incidents)})
    return len(incidents)


def clean_totals(lines: list[TotalLine], names: set[str]) -> list[TotalLine]:
    """Totals without some names."""
    issuers = [withhold({"issuer": line.issuer}, names)["issuer"] for line in lines]
    return [replace(line, issuer=None if issuer is None else str(issuer)) for line, issuer in zip(lines, issuers, strict=True)]


def total_lines(tallies: list[Tally], incidents: list[Incident]) -> Iterator[TotalLine]:
    """Each total with what the incidents hold of it."""
    calendars = to_calendars(map(happening, incidents if tallies else ()))
    for tally in sorted(tallies, key=lambda tally: (tally.as_of or "", tally.document, tally.record, tally.harm)):
        days = [date.fromordinal(day).isoformat() if day else "…" for day in (tally.first, tally.last)]
        yield TotalLine(
            issuer=tally.issuer,
            as_of=str(tally.as_of or "")[:10],
            period=" to ".join(days) if tally.first or tally.last else "",
            area=tally.area,
            harm=tally.harm,
            figure=bounds_words(tally.low, tally.high),
            held=held_words(tally, cover(tally, calendars)),
        )


def happening(incident: Incident) -> Happened:
    """An incident as totals may cover it, with the figures that the page gives for it."""
    figures = {figure.harm: (figure.low, figure.high) for figure in incident.figures}
    return replace(happened(incident.id, incident.tellings, {}), figures=figures)


def held_words(tally: Tally, coverage: Coverage) -> str:
    """What the incidents hold of a total."""
    if tally.first is None or tally.last is None:
        return "its period is not said"
    if not coverage.incidents:
        return "none lies in its period and area"
    count = len(coverage.incidents)
    left = (
        ""
        if coverage.left_low is None and coverage.left_high is None
        else f"; left over {bounds_words(coverage.left_low, coverage.left_high)}"
    )
    return f"{bounds_words(coverage.low, coverage.high)} in {count} incident{'' if count == 1 else 's'}{left}"
