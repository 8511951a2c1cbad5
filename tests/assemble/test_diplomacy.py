"""Who says, promises, refuses or gives what to whom: one happening a sentence, sentences of our own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from onrecord.model.text import Document
from onrecord.pipeline import read_document

RECIPIENTS = [
    ("The junta rejected a proposal from Kenya on Monday.", "REJECT", "junta", ["Kenya"]),
    ("The premier hailed Ghana's reforms on Monday.", "SUPPORT", "premier", ["Ghana"]),
    ("Zambia spurned a US plan on Monday.", "REJECT", "Zambia", ["US"]),
    ("The bloc imposed fresh sanctions on the rebels on Friday.", "SANCTION", "bloc", ["rebels"]),
    ("The ministry refused to lend money to the militia on Monday.", "REJECT", "ministry", ["militia"]),
    ("The guerrillas demanded an apology from Norway on Monday.", "REQUEST", "guerrillas", ["Norway"]),
    ("Oman granted asylum to the rebels on Friday.", "AID", "Oman", ["rebels"]),
]

TYPES = [
    ("Chad said on Monday it will send wheat to Gabon.", "AGREE", "Chad", ["Gabon"]),
    ("The bishop said on Monday that Togo would impose a curfew on Lome.", "THREATEN", "Togo", ["Lome"]),
    ("Kenya said on Monday it is willing to help Malawi.", "AGREE", "Kenya", ["Malawi"]),
    ("Laos said on Monday it will not send food to Burma.", "REJECT", "Laos", ["Burma"]),
    ("The envoy insisted on Monday that the junta must free the monks.", "REQUEST", "envoy", ["junta"]),
    ("The militia sent a letter demanding that the army leave the valley.", "REQUEST", "militia", ["army"]),
    ("Mali ended a curfew in Gao on Monday.", "CONCEDE", "Mali", ["Gao"]),
    ("The nurses called off a strike on Monday.", "CONCEDE", "nurses", []),
    ("Chad deployed a battalion for an offensive against Niger on Monday.", "MOBILIZE", "Chad", ["Niger"]),
]


def find(text: str, plover: str) -> tuple[list[str], list[str]]:
    """Actors and targets of the first record of a type."""
    document = Document(id="report", text=text, published=date(2021, 6, 16), language="en")
    records: list[dict[str, Any]] = read_document(document).to_dict()["records"]  # type: ignore[assignment]
    assert plover in [record["type"]["plover"] for record in records]
    record = next(record for record in records if record["type"]["plover"] == plover)
    return [row["name"] for row in record["actors"]], [row["name"] for row in record["targets"]]


@pytest.mark.parametrize(("text", "plover", "actor", "targets"), RECIPIENTS, ids=[row[0] for row in RECIPIENTS])
def test_the_party_behind_a_thing_receives_the_word_on_it(text: str, plover: str, actor: str, targets: list[str]) -> None:
    assert find(text, plover) == ([actor], targets)


@pytest.mark.parametrize(("text", "plover", "actor", "targets"), TYPES, ids=[row[0] for row in TYPES])
def test_a_deed_that_is_promised_threatened_or_refused_is_not_yet_the_deed(text: str, plover: str, actor: str, targets: list[str]) -> None:
    assert find(text, plover) == ([actor], targets)
