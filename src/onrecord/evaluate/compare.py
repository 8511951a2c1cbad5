"""Compare two codings of one document: records, their values, their figures, and the quotes of a result."""

from __future__ import annotations

from onrecord.evaluate.align import RecordPairs, align_records
from onrecord.evaluate.coding import CodedRecord, Coding, Days
from onrecord.evaluate.figures import compare_tolls
from onrecord.evaluate.match import Pairs, match
from onrecord.evaluate.names import normal, same_name
from onrecord.evaluate.sheet import Sheet

NAME_SLOTS = ("targets", "sources", "denied_by")


def compare_codings(gold: Coding, read: Coding) -> Sheet:
    """What is right and wrong in a reading of a document."""
    sheet = Sheet(gold.id)
    pairs = align_records(gold, read)
    _compare_records(sheet, gold.records, read.records, pairs)
    for one, other in pairs:
        _compare_values(sheet, one, other)
        _compare_places(sheet, one, other)
        _compare_names(sheet, one, other)
    compare_tolls(sheet, gold, read, pairs)
    _check_quotes(sheet, gold, read)
    return sheet


def _compare_records(sheet: Sheet, gold: tuple[CodedRecord, ...], read: tuple[CodedRecord, ...], pairs: RecordPairs) -> None:
    """Found, missed and false records, and tallies among them."""
    sheet.count("records", hits=len(pairs), predicted=len(read), gold=len(gold))
    tallies = [sum(record.is_tally for record in records) for records in (read, gold)]
    sheet.count("tallies", hits=sum(one.is_tally and other.is_tally for one, other in pairs), predicted=tallies[0], gold=tallies[1])
    matched = [{id(pair[side]) for pair in pairs} for side in (0, 1)]
    for record in (record for record in gold if id(record) not in matched[0]):
        sheet.fault("record missed", gold=record.sub_event or record.kind, read=None, record=record)
    for record in (record for record in read if id(record) not in matched[1]):
        sheet.fault("record false", gold=None, read=record.sub_event or record.kind, record=record)


def _compare_values(sheet: Sheet, gold: CodedRecord, read: CodedRecord) -> None:
    """Kind, type, realis and days of a matched record."""
    sheet.judge("kind", gold.kind, read.kind, record=gold)
    if gold.sub_event:
        sheet.judge("sub_event", gold.sub_event, read.sub_event, record=gold)
    sheet.judge("realis", gold.realis, read.realis, record=gold)
    days = [_iso(record.days) for record in (gold, read)]
    sheet.judge("dates exact", *days, record=gold)
    sheet.rate("dates within a day", _days_apart(gold.days, read.days) <= 1)


def _compare_places(sheet: Sheet, gold: CodedRecord, read: CodedRecord) -> None:
    """The first place; half credit for any other place of gold."""
    if not gold.places:
        return
    names = [normal(name) for name in gold.places]
    first = read.places[0] if read.places else None
    is_right = normal(first) == names[0]
    sheet.judge("first place", list(gold.places), first, record=gold, is_right=is_right)
    sheet.rate("first place, half credit", 1.0 if is_right else 0.5 * (normal(first) in names))


def _compare_names(sheet: Sheet, gold: CodedRecord, read: CodedRecord) -> None:
    """Attackers with their status, targets, sources and deniers of a matched record."""
    named, got = ([actor.name for actor in record.attackers] for record in (gold, read))
    for i, j in _match_names(sheet, "attackers", named, got, gold):
        sheet.judge("attacker status", gold.attackers[i].status, read.attackers[j].status, record=gold)
    for slot in NAME_SLOTS:
        _match_names(sheet, slot, list(getattr(gold, slot)), list(getattr(read, slot)), gold)


def _match_names(sheet: Sheet, slot: str, gold: list[str], read: list[str], record: CodedRecord) -> Pairs:
    """Count the names of a slot, matched one to one."""
    pairs = match(gold, read, same_name)
    sheet.count(slot, hits=len(pairs), predicted=len(read), gold=len(gold))
    for number in sorted(set(range(len(gold))) - {i for i, _ in pairs}):
        sheet.fault(f"{slot} missed", gold=gold[number], read=read, record=record)
    for number in sorted(set(range(len(read))) - {j for _, j in pairs}):
        sheet.fault(f"{slot} false", gold=gold, read=read[number], record=record)
    return pairs


def _check_quotes(sheet: Sheet, gold: Coding, read: Coding) -> None:
    """Every quote of a result is the text at its offsets."""
    for place in read.evidence:
        stands = gold.text[place.start : place.end]
        sheet.rate("quotes", stands == place.quote)
        if stands != place.quote:
            sheet.fault("quotes", gold=stands, read=place.quote, quote=place.quote)


def _iso(days: Days) -> list[str | None]:
    return [day.isoformat() if day else None for day in days]


def _days_apart(gold: Days, read: Days) -> float:
    """The greater difference of the two ends, in days; endless if one side leaves an end open that the other gives."""
    gaps = [
        abs((one - other).days) if one and other else 0 if one is other else float("inf") for one, other in zip(gold, read, strict=True)
    ]
    return max(gaps)
