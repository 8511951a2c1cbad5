"""Names, codes and regions of countries, as formats ask for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from onrecord.export.tables import read_table
from onrecord.vocab import countries as names


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country: its usual English name, ISO 3166 codes, and regions of ACLED and UCDP."""

    name: str
    iso3: str
    numeric: int | None
    acled_region: str
    ucdp_region: str


UNKNOWN = Country(name="", iso3="", numeric=None, acled_region="", ucdp_region="")


@lru_cache(maxsize=1)
def countries() -> Mapping[str, Country]:
    """All countries by their ISO 3166 alpha-2 code."""
    return {
        row["country"]: Country(
            name=names.countries()[row["country"]].names[0],
            iso3=row["iso3"],
            numeric=int(row["numeric"]) if row["numeric"] else None,
            acled_region=row["acled_region"],
            ucdp_region=row["ucdp_region"],
        )
        for row in read_table("country_codes")
    }


def country_of(code: str | None) -> Country:
    """A country by its code; of an unknown code every value is empty."""
    return countries().get(code or "", UNKNOWN)
