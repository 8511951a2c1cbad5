"""The formats that keep every account: casualties (a row a figure), tallies (a row a total), claims (a row a claim and its evidence)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from onrecord.export.figures import Wish, bounds_of
from onrecord.export.incident import Incident, Json, Total
from onrecord.export.sides import party_words


def casualty_rows(incident: Incident, _: Wish) -> Iterator[Mapping[str, object]]:
    """Each figure of an incident, with who says so."""
    latitude, longitude = incident.point or (None, None)
    for document, record in incident.tellings:
        certainty = {claim["id"]: claim["certainty"] for claim in record.get("claims") or ()}
        for figure in record.get("toll") or ():
            low, high = bounds_of(incident, figure["harm"])
            yield {
                "incident": incident.id,
                "earliest": incident.days.first,
                "latest": incident.days.last,
                "place": (incident.place or {}).get("name"),
                "country": incident.country,
                "latitude": latitude,
                "longitude": longitude,
                "type": incident.type.get("acled_sub_event"),
                **{
                    key: figure.get(key)
                    for key in ("harm", "low", "best", "high", "approx", "victims", "source", "polarity", "part_of_total", "quote", "claim")
                },
                "certainty": certainty.get(figure.get("claim")),
                "superseded": figure.get("claim") in incident.superseded,
                "min": low,
                "max": high,
                "accused": "; ".join(map(party_words, incident.actors)),
                **told_in(document),
            }


def tally_rows(total: Total, _: Wish) -> Iterator[Mapping[str, object]]:
    """Each harm of a total."""
    record, scope, time = total.record, total.record.get("scope") or {}, total.record.get("time") or {}
    places = record.get("places") or ()
    quotes = {figure["claim"]: figure["quote"] for figure in record.get("toll") or () if figure.get("claim")}
    for harm in record.get("totals") or ():
        yield {
            "tally": total.id,
            "issuer": scope.get("issuer") or next(iter(record.get("sources") or ()), None),
            "as_of": scope.get("as_of") or total.document.get("published"),
            "earliest": time.get("earliest"),
            "latest": time.get("latest"),
            "area": "; ".join(dict.fromkeys(str(place["name"]) for place in places)),
            "country": next((place["country"] for place in places if place.get("country")), None),
            "harm": harm["harm"],
            "low": harm.get("low"),
            "high": harm.get("high"),
            "type": (record.get("type") or {}).get("acled_sub_event"),
            "quote": " … ".join(dict.fromkeys(quotes[claim] for claim in harm.get("claims") or () if claim in quotes)),
            **told_in(total.document),
        }


def refuse_coded(incident: Incident) -> str | None:
    """Why an incident has no claims."""
    return "coded by people: it rests on no words" if incident.is_coded else None


def claim_rows(item: Incident | Total, _: Wish) -> Iterator[Mapping[str, object]]:
    """Each claim of each record, once for each piece of its evidence."""
    tellings = item.tellings if isinstance(item, Incident) else ((item.document, item.record),)
    for document, record in tellings:
        about = {
            "incident": item.id if isinstance(item, Incident) else None,
            "record": record["id"],
            "kind": record["kind"],
            "document": document["id"],
            "publisher": document.get("publisher"),
            "published": document.get("published"),
        }
        for claim in record.get("claims") or ():
            for evidence in claim["evidence"]:
                yield {**about, **claim_cells(claim), **{key: evidence[key] for key in ("start", "end", "quote")}}


def claim_cells(claim: Json) -> dict[str, object]:
    """What a claim says, and who says it."""
    chain = [str(each["source"]) for each in claim.get("attribution") or () if each.get("source")]
    last = (claim.get("attribution") or [{}])[-1]
    return {
        "claim": claim["id"],
        "slot": claim["slot"],
        "value": json.dumps(claim["value"], ensure_ascii=False),
        "factuality": f"{claim['certainty']}{claim['polarity']}",
        "source": chain[-1] if chain else None,
        "chain": " > ".join(chain),
        "cue": last.get("cue"),
        "voice": last.get("voice"),
        "rule": claim["rule"],
        "score": claim["score"],
    }


def told_in(document: Json) -> dict[str, object]:
    """The document that tells it."""
    return {"document": document["id"], **{key: document.get(key) for key in ("publisher", "published", "url")}}
