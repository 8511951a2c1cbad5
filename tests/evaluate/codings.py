"""Small codings for the tests of this room."""

from __future__ import annotations

from datetime import date
from typing import Any

from onrecord.evaluate.coding import CodedActor, CodedFigure, CodedMention, CodedRecord, Coding, find_quote

TEXT = (
    "Raiders struck Karibib at noon on Friday. At least 4 guards died, the village council said. "
    "A mine outside Usakos killed six. All told, 75 were killed in Namibia."
)
FRIDAY = date(2021, 7, 9)


def mentions(*quotes: str) -> tuple[CodedMention, ...]:
    """Mentions with their places in the text."""
    return tuple(CodedMention(quote=quote, spans=find_quote(quote, TEXT)) for quote in quotes)


def killed(low: int | None, high: int | None, quote: str, **more: Any) -> CodedFigure:
    """A figure of killed people."""
    return CodedFigure(harm="killed", low=low, high=high, quote=quote, spans=find_quote(quote, TEXT), **more)


def record(number: int, quote: str, **values: Any) -> CodedRecord:
    """An attack with one mention."""
    return CodedRecord(**{"id": f"r{number}", "kind": "incident", "sub_event": "Attack", "mentions": mentions(quote), **values})


def coding(*records: CodedRecord) -> Coding:
    """The text as coded."""
    return Coding(id="d", text=TEXT, published="2021-07-12", records=records)


def gold() -> Coding:
    """A raid, a mine and a tally."""
    raid = record(
        1,
        "Raiders struck Karibib",
        sub_event="Armed clash",
        days=(FRIDAY, FRIDAY),
        places=("Karibib", "Namibia"),
        attackers=(CodedActor(name="Raiders"),),
        targets=("guards",),
        sources=("village council",),
        toll=(killed(4, None, "At least 4 guards", source="village council"),),
    )
    mine = record(
        2,
        "A mine outside Usakos",
        sub_event="Remote explosive/landmine/IED",
        places=("Usakos", "Namibia"),
        toll=(killed(6, 6, "killed six"),),
    )
    tally = record(3, "75 were killed", kind="tally", sub_event=None, places=("Namibia",), toll=(killed(75, 75, "75 were killed"),))
    return coding(raid, mine, tally)
