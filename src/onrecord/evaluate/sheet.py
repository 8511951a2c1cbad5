"""What was counted in one document, and where it went wrong."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.evaluate.coding import CodedRecord
from onrecord.model.records import Json

NOTHING = (0.0, 0.0, 0.0)
Answers = tuple[object, object]  # of two coders to one question


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One value that differs: what gold has, what was read, and the words that it hangs on."""

    document: str
    fault: str
    record: str | None
    gold: object
    read: object
    quote: str | None

    def to_dict(self) -> Json:
        """The fault as one line of a file of faults."""
        return {name: getattr(self, name) for name in ("document", "fault", "record", "gold", "read", "quote")}


@dataclass(slots=True)
class Sheet:
    """Counts of one document by the name of their measure: (hits, predicted, gold), or (sum, number, 0) of a rate."""

    document: str
    counts: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    answers: dict[str, list[Answers]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def count(self, name: str, *, hits: float, predicted: float, gold: float) -> None:
        """Add to a measure of precision and recall."""
        self._add(name, (hits, predicted, gold))

    def rate(self, name: str, value: float) -> None:
        """Add one value, from 0 (wrong) to 1 (right)."""
        self._add(name, (float(value), 1.0, 0.0))

    def answer(self, name: str, first: object, second: object) -> None:
        """Add what two coders answered."""
        self.answers.setdefault(name, []).append((first, second))

    def fault(self, name: str, *, gold: object, read: object, record: CodedRecord | None = None, quote: str | None = None) -> None:
        """Note a fault with its words; those of the record's first mention if it has none of its own."""
        words = quote or (record.quote if record else None)
        fault = Fault(document=self.document, fault=name, record=record.id if record else None, gold=gold, read=read, quote=words)
        self.faults.append(fault)

    def judge(  # noqa: PLR0913  one parameter for each thing that a fault says
        self, name: str, gold: object, read: object, *, record: CodedRecord, quote: str | None = None, is_right: bool | None = None
    ) -> None:
        """Count one value as right or wrong, and note it if it is wrong; right is equal where nothing else is said."""
        right = gold == read if is_right is None else is_right
        self.rate(name, right)
        if not right:
            self.fault(name, gold=gold, read=read, record=record, quote=quote)

    def _add(self, name: str, parts: tuple[float, float, float]) -> None:
        one, two, three = self.counts.get(name, NOTHING)
        self.counts[name] = (one + parts[0], two + parts[1], three + parts[2])
