"""Who acts does not change what is read: sides are swapped in sentence frames, and all but the names must stay.

Language models flip the type of an event with the side that acts in a third to two thirds of such sentences; rules must not.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from onrecord.model.text import Document
from onrecord.pipeline import read_document

FRAMES = tomllib.loads((Path(__file__).parent / "frames.toml").read_text(encoding="utf-8"))
PUBLISHED = date(2021, 6, 16)
LEAST_FRAMES = 200
LEAST_SAME = 0.99
SIDES = (
    ("government forces", "rebel fighters"),
    ("Russian soldiers", "Ukrainian soldiers"),
    ("Israeli soldiers", "Palestinian militants"),
    ("Taliban fighters", "Islamic State fighters"),
    ("Houthi fighters", "Saudi troops"),
)
Reading = list[tuple[object, ...]]


def frames() -> list[tuple[str, bool]]:
    """Each clause in each way of telling it, and whether the definition of its sub-event names the actor."""
    return [
        (told.format(clause=clause), frame.get("names_actor", False))
        for frame in FRAMES["frame"]
        for clause in frame["clauses"]
        for told in FRAMES["told"]
    ]


def readings(frame: str, *, names_actor: bool) -> Iterator[tuple[str, Reading]]:
    """The sentence of each pair of sides, both ways round, with what is read from it."""
    for one, other in SIDES:
        for actor, target in ((one, other), (other, one)):
            text = frame.format(A=actor, B=target)
            text = text[0].upper() + text[1:]
            yield text, [row[:-1] if names_actor else row for row in read(text)]


def read(text: str) -> Reading:
    """Kind, types, figures, day, certainty and score of each record; its sub-event last."""
    result = read_document(Document(id="frame", text=text, published=PUBLISHED, language="en"))
    return [plain(record) for record in cast("list[dict[str, Any]]", result.to_dict()["records"])]


def plain(record: dict[str, Any]) -> tuple[object, ...]:
    """What must be the same whoever acts."""
    return (
        record["kind"],
        record["realis"],
        record["type"]["plover"],
        record["type"]["plover_mode"],
        record["time"]["earliest"],
        tuple((row["harm"], row["low"], row["high"], row["polarity"]) for row in record["toll"]),
        tuple((claim["certainty"], claim["polarity"], claim["score"]) for claim in record["claims"] if claim["slot"] == "happened"),
        record["type"]["acled_sub_event"],
    )


def test_who_acts_does_not_change_what_is_read() -> None:
    asked = frames()
    assert len(asked) >= LEAST_FRAMES
    total, other = 0, []
    for frame, names_actor in asked:
        (first, expected), *swapped = readings(frame, names_actor=names_actor)
        total += len(swapped)
        other += [f"{text}\n  {found}\nbut {first}\n  {expected}" for text, found in swapped if found != expected]
    assert 1 - len(other) / total >= LEAST_SAME, "\n\n".join(other)


@pytest.mark.parametrize("clause", ["{A} killed five {B} on Sunday", "{A} shelled a market on Friday, killing nine traders"])
def test_the_frames_are_read_at_all(clause: str) -> None:
    for text, found in readings(clause + ".", names_actor=False):
        assert [row[2] for row in found] == ["ASSAULT"], text
