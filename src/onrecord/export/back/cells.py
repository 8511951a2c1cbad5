"""The cells of one row as values; each that is not what it must be is noted with its column, what was found and what was expected."""

from __future__ import annotations

import difflib
import math
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from onrecord.export.sinks import FORMULA, INVISIBLE

DAYS = ("%Y-%m-%d", "%d %B %Y", "%d-%m-%Y", "%d/%m/%Y")
UNKNOWN = frozenset({"", "NA", "NaN", "None", "null"})
LARGEST = 2**63 - 1  # a whole number that every database holds
SHOWN = 60  # characters of a cell that a message shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A cell, or a whole line, that is not what it must be; `about` is the document that the line would be, where that much is known."""

    line: int
    column: str | None = None
    found: str
    expected: str
    about: str | None = None

    @property
    def words(self) -> str:
        """Where, what was found, what was expected."""
        where = f"line {self.line}, column {self.column}" if self.column else f"line {self.line}"
        return f"{where}: {self.found}; expected {self.expected}"


@dataclass(slots=True)
class Cells:
    """One row of a table; `faults` grow as cells are read that are not of their kind."""

    line: int
    row: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)

    def text(self, column: str) -> str:
        """The words of a cell, without an apostrophe that keeps a spreadsheet from running them; empty where it says nothing."""
        words = (self.row.get(column) or "").strip()
        if words[:1] == "'" and words[1:].lstrip(INVISIBLE)[:1] in FORMULA:
            words = words[1:]
        return "" if words in UNKNOWN else words

    def needed(self, column: str, expected: str) -> str:
        """The words of a cell that must say something."""
        words = self.text(column)
        if not words:
            self.refuse(column, "nothing", expected)
        return words

    def names(self, column: str) -> list[str]:
        """The names in a cell, a semicolon between, each once."""
        return list(dict.fromkeys(filter(None, (name.strip() for name in self.text(column).split(";")))))

    def day(self, column: str) -> date | None:
        """A day as ISO has it, also with a time behind it, or as older exports of ACLED's write it ("10 March 2024", "10-03-2024")."""
        words = self.text(column)
        for shape in DAYS if words else ():
            with suppress(ValueError):
                return datetime.strptime(words[:10] if shape == DAYS[0] else words, shape).replace(tzinfo=UTC).date()
        if words:
            self.refuse(column, f"'{words}' is no day", "YYYY-MM-DD")
        return None

    def decimal(self, column: str, least: float = -math.inf, most: float = math.inf) -> float | None:
        """A number within bounds."""
        words = self.text(column)
        if not words:
            return None
        try:
            found = float(words)
        except ValueError:
            found = math.nan
        if math.isfinite(found) and least <= found <= most:
            return found
        bounds = f" from {least:g} to {most:g}" if math.isfinite(found) else ""
        self.refuse(column, f"'{words}'" if bounds else f"'{words}' is no number", f"a number{bounds}")
        return None

    def number(self, column: str, least: int = 0, most: int = LARGEST) -> int | None:
        """A whole number within bounds."""
        found = self.decimal(column)
        if found is None:
            return None
        whole = int(found)
        if whole == found and least <= whole <= most:
            return whole
        bounds = f"from {least}" + ("" if most == LARGEST else f" to {most}")
        self.refuse(column, f"'{self.text(column)}'", f"a whole number {bounds}")
        return None

    def choice(self, column: str, known: Collection[str], what: str) -> str | None:
        """One of some codes, whatever the case of its letters."""
        words = self.text(column)
        found = {each.casefold(): each for each in known}
        if not words or words.casefold() in found:
            return found.get(words.casefold())
        near = difflib.get_close_matches(words[:SHOWN].casefold(), found, n=1)
        self.refuse(column, f"'{words}'", f"{what}, perhaps '{found[near[0]]}'" if near else what)
        return None

    def refuse(self, column: str, found: str, expected: str) -> None:
        """Note a fault."""
        shown = found if len(found) <= SHOWN else f"{found[:SHOWN]}…"
        self.faults.append(Fault(line=self.line, column=column, found=shown, expected=expected))
