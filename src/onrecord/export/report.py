"""A report that people read: one HTML file that asks nothing of any other host, with a map, charts, incidents with their accounts, and totals beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined

from onrecord.export import charts
from onrecord.export.incident import Incident, Json
from onrecord.export.names import private_names, withhold
from onrecord.export.notes import bounds_words
from onrecord.export.sides import party_words

COLOURS = (
    "#0072b2",
    "#d55e00",
    "#009e73",
    "#cc79a7",
    "#e69f00",
    "#56b4e9",
    "#5c5c5c",
)  # Okabe and Ito 2008: told apart by colour-blind people, too


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalLine:
    """A total with what the incidents hold of it, in words."""

    issuer: str | None
    as_of: str | None
    period: str
    area: str | None
    harm: str
    figure: str
    held: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """How a report was made; `policy` says in words what the accounts policy takes."""

    title: str
    made_at: str
    onrecord: str
    accounts: str
    policy: str
    filters: Mapping[str, object]
    versions: tuple[Mapping[str, Any], ...]
    names_withheld: bool = False


def render_report(incidents: Sequence[Incident], totals: Sequence[TotalLine], facts: Facts) -> str:
    """The page. Everything that a report or a user says is escaped."""
    ordered = sorted(incidents, key=lambda each: (each.days.first is None, each.days.first, each.id))
    return render_page(
        "report.html",
        title=facts.title,
        facts=facts,
        incidents=[clean_line(each) if facts.names_withheld else incident_line(each) for each in ordered],
        totals=totals,
        documents=len({str(document["id"]) for each in incidents for document in each.documents}),
        span=span_words(ordered),
        killed=sum_words(incidents, "killed"),
        injured=sum_words(incidents, "injured"),
        map=charts.draw_map(ordered),
        bars=charts.draw_bars(ordered),
        whiskers=charts.draw_whiskers(ordered),
        unplaced=sum(each.point is None for each in incidents),
        undated=sum(each.days.first is None for each in incidents),
    )


def render_page(template: str, **told: Any) -> str:
    """A page of this room, with what its charts need; everything that it is told is escaped."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string((files("onrecord.export") / "data" / template).read_text(encoding="utf-8"))
    return page.render(colours=COLOURS, width=charts.WIDTH, height=charts.HEIGHT, margin=charts.MARGIN, **told)


def incident_line(incident: Incident) -> dict[str, Any]:
    """An incident as the page shows it."""
    first, last = incident.days.first, incident.days.last
    return {
        "id": incident.id,
        "when": str(first) if first and first == last else f"{first or '…'} to {last or '…'}" if first or last else "no day said",
        "where": ", ".join(str(place["name"]) for place in incident.places[:3]) or "no place said",
        "what": str(incident.type.get("acled_sub_event") or incident.type.get("plover") or "happening"),
        "realis": incident.realis,
        "actors": "; ".join(map(party_words, incident.actors)),
        "targets": ", ".join(party.name for party in incident.targets),
        "figures": [f"{figure.harm}: {bounds_words(figure.low, figure.high)}" for figure in incident.figures],
        "accounts": list(account_lines(incident)),
        "told": ", ".join(str(document.get("publisher") or document["id"]) for document in incident.documents),
        "denied": ", ".join(incident.listed("denied_by")),
    }


def clean_line(incident: Incident) -> dict[str, Any]:
    """The same without private names."""
    return dict(withhold(incident_line(incident), private_names(incident)))


def account_lines(incident: Incident) -> Iterator[dict[str, Any]]:
    """Each figure with who gives it, the earliest first."""
    told = [(document, figure) for document, record in incident.tellings for figure in record.get("toll") or ()]
    for document, figure in sorted(told, key=lambda entry: str(entry[0].get("published") or "")):
        yield {
            "published": str(document.get("published") or "")[:10],
            "harm": figure["harm"],
            "figure": bounds_words(figure.get("low"), figure.get("high")),
            "speaker": str(figure.get("source") or document.get("publisher") or document["id"]),
            "mark": mark_of(figure, incident),
            "quote": figure.get("quote") or "",
        }


def mark_of(figure: Json, incident: Incident) -> str:
    """What there is to say of a figure."""
    if figure.get("polarity") == "denied":
        return "denied"
    if figure.get("claim") in incident.superseded:
        return "superseded"
    return "part of another" if figure.get("part_of_total") else ""


def sum_words(incidents: Sequence[Incident], harm: str) -> str:
    """What all incidents come to, from the least to the most."""
    figures = [figure for each in incidents if each.realis == "actual" and (figure := each.figure(harm))]
    if not figures:
        return ""
    low = sum(figure.low or 0 for figure in figures)
    high = None if any(figure.high is None for figure in figures) else sum(figure.high or 0 for figure in figures)
    return bounds_words(low, high)


def span_words(ordered: Sequence[Incident]) -> str:
    """The first and the last day of all."""
    days = [day for each in ordered for day in (each.days.first, each.days.last) if day]
    return f"{min(days)} to {max(days)}" if days else ""
