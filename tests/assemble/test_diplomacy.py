"""Who says, promises, refuses or gives what to whom: one happening a sentence, sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.model.text import Document
from onrecord.pipeline import read_document

RECIPIENTS = [
    ("The junta rejected a proposal from Kenya on Monday.", "REJECT", "junta", ["Kenya"]),
    ("The premier praised Ghana's reforms on Monday.", "SUPPORT", "premier", ["Ghana"]),
    ("Zambia rejected a US proposal on Monday.", "REJECT", "Zambia", ["US"]),
    ("The bloc imposed fresh sanctions on the rebels on Friday.", "SANCTION", "bloc", ["rebels"]),
    ("The ministry refused to lend money to the militia on Monday.", "REJECT", "ministry", ["militia"]),
    ("The guerrillas demanded an apology from Norway on Monday.", "REQUEST", "guerrillas", ["Norway"]),
    ("Peru granted asylum to the rebels on Friday.", "AID", "Peru", ["rebels"]),
]


def find(text: str, plover: str) -> tuple[list[str], list[str]]:
    """Actors and targets of the record of a type."""
    records = read_document(Document(id="report", text=text, published=date(2021, 6, 16), language="en")).to_dict()["records"]
    found = [record for record in records if record["type"]["plover"] == plover]  # type: ignore[union-attr,index,call-overload]
    assert len(found) == 1, [record["type"] for record in records]  # type: ignore[union-attr,index,call-overload]
    return tuple([row["name"] for row in found[0][slot]] for slot in ("actors", "targets"))  # type: ignore[return-value,index,call-overload]


@pytest.mark.parametrize(("text", "plover", "actor", "targets"), RECIPIENTS, ids=[row[0] for row in RECIPIENTS])
def test_the_party_behind_a_thing_receives_the_word_on_it(text: str, plover: str, actor: str, targets: list[str]) -> None:
    assert find(text, plover) == ([actor], targets)
