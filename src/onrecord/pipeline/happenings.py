"""What exports are made from, read from an archive one after the other: incidents with their figures, totals, results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from onrecord.export.incident import Figure, Incident, Json, Telling, Total, gather
from onrecord.export.sinks import Row
from onrecord.export.writers import Unit
from onrecord.link.accounts import Account, figure_words, tell_accounts
from onrecord.link.policies import choose
from onrecord.model.records import SCHEMA
from onrecord.store.exporting import read_bodies, read_found, read_incidents, read_redirects, read_totals
from onrecord.store.search import IMPORTED, READ, Query
from onrecord.store.stories import read_names


def read_items(connection: Connection, query: Query, unit: Unit, *, accounts: str) -> Iterator[Incident | Total]:
    """What a format is made of, one after the other; documents by what they are called."""
    names = read_names(connection)
    if unit is not Unit.TOTAL:
        for incident, tellings in read_incidents(connection, query):
            yield incident_of(incident, called(tellings, names.called), copies=names.copies, accounts=accounts)
    for telling in read_totals(connection, query):
        ((document, record),) = called([telling], names.called)
        yield Total(document=document, record=record)


def called(tellings: Iterable[tuple[dict[str, Any], dict[str, Any]]], names: Mapping[str, str]) -> list[Telling]:
    """Records with their documents by what those are called."""
    return [({**document, "id": names[document["archive_id"]]}, record) for document, record in tellings]


def incident_of(incident: str, tellings: Sequence[Telling], *, copies: Mapping[str, str], accounts: str) -> Incident:
    """An incident with the figures that a policy makes of its accounts."""
    told = tell_accounts(tellings, copies=copies)
    replaced = {(account.document, account.slot, account.value, account.words) for account in told if account.superseded}
    superseded = (
        str(figure["claim"])
        for document, record in tellings
        for figure in record.get("toll") or ()
        if (str(document["id"]), figure["harm"], figure_words(figure), figure.get("quote") or "") in replaced
    )
    figures = (
        Figure(harm=chosen.slot, low=chosen.low, high=chosen.high, words=words_of(told, chosen.slot, chosen.low, chosen.high))
        for chosen in choose(told, accounts)
    )
    return gather(incident, tellings, figures=figures, superseded=superseded)


def words_of(accounts: Iterable[Account], harm: str, low: int | None, high: int | None) -> str:
    """The words of the account that gives the lower end, else the upper."""
    standing = [each for each in accounts if each.slot == harm and not (each.superseded or each.denied or each.is_part)]
    exact = [each for each in standing if each.low == low] if low is not None else [each for each in standing if each.high == high]
    return exact[0].words if exact else ""


def result_lines(connection: Connection, query: Query, *, accounts: str) -> Iterator[Row]:
    """Results as they were read, a document a line, each record with its incident; behind them a line for each incident with its records and figures."""
    if query.origin != IMPORTED:
        yield from read_found(connection, query)
    redirects, versions = read_redirects(connection), read_bodies(connection)
    for item in read_items(connection, query, Unit.INCIDENT, accounts=accounts):
        if isinstance(item, Incident):
            more = {"redirects": redirects[item.id]} if item.id in redirects else {}
            part = coded_part(*item.tellings[0], versions) if item.is_coded else {}
            yield {**incident_line(item, accounts), **more, **part}
    if query.origin != READ:
        names = read_names(connection)
        for document, record in called(read_totals(connection, replace(query, origin=IMPORTED)), names.called):
            yield {"schema": SCHEMA, "incident": None, **coded_part(document, record, versions)}


def incident_line(incident: Incident, accounts: str) -> Row:
    """An incident on a line behind the results."""
    return {
        "schema": SCHEMA,
        "incident": incident.id,
        "records": [{"document": document["id"], "record": record["id"]} for document, record in incident.tellings],
        "accounts": accounts,
        "figures": [{"harm": figure.harm, "low": figure.low, "high": figure.high} for figure in incident.figures],
    }


def coded_part(document: Json, record: Json, versions: Mapping[str, Any]) -> Row:
    """Of what people coded all that its row gave; it is no result, as nothing of it rests on the words of a report."""
    told = {key: value for key, value in record.items() if key not in {"claims", "mentions", "version"}}
    return {
        "coded": {"archive_id": document["archive_id"], "document": document["id"], "record": told, "read_by": versions[record["version"]]}
    }
