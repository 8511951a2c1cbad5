"""What the figures of one happening come to together, one row a harm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.assemble.breadth import breadth_of
from onrecord.assemble.persons import count_persons, is_one_person, victim_head
from onrecord.assemble.sides import CIVIL
from onrecord.model.mentions import FigureMention
from onrecord.model.names import normal_name
from onrecord.model.records import Json

ONE = re.compile(r"\b(?:one|two|1|2)\b", re.IGNORECASE)
PLURAL_PRONOUNS = frozenset({"they", "them", "themselves", "we", "us"})
OF_HURT = re.compile(r"\bof (?:the|those) (?:injured|wounded)\b", re.IGNORECASE)
NEAR = 10  # characters between two figures of one list
KILLED, INJURED, CAPTURED, ARRESTED = "killed", "injured", "captured", "arrested"
OTHERS = re.compile(r"\b(?:others?|another|additional|further|more|also)\b", re.IGNORECASE)
MORTAL = frozenset({"injured.suffer", "injured.shoot", "injured.stab", "injured.with-wounds", "injured.hit-by-bullet", "injured.wound"})
Counted = tuple[Json, FigureMention]
Ends = tuple[int | None, int | None]


def find_totals(
    toll: Sequence[Json],
    figures: Sequence[FigureMention],
    *,
    added: frozenset[int] = frozenset(),
    beside: Mapping[int, int] | None = None,
    sides: Mapping[int, str | None] | None = None,
) -> list[Json]:
    """One row a harm.

    Figures that stand together on one harm word count different victims and are added; others are tellings of the same victims and
    give the range, unless they count those of another side (`sides`, by harm word), which are added. Those at the harm words `added`
    count further victims and are added to it; those `beside` another stand with it. Parts and denied figures are left out. `tellings` has each telling with what it comes to.
    Captives are told with two words ("captured a commander", "detained him and two others"): the total is that of the word that counts most, unless
    it lists numbers of both.
    """
    rows = list(zip(toll, figures, strict=True))
    at = {figure.token: (beside or {}).get(figure.token, figure.token) for figure in figures if figure.token not in added}
    found = (total_of(harm, rows, added, at, sides or {}) for harm in dict.fromkeys(str(row["harm"]) for row in toll))
    totals = {str(total["harm"]): total for total in found if total is not None}
    if {KILLED, INJURED} <= totals.keys() and all(is_shot(figure) for row, figure in rows if is_among(row, totals[INJURED])):
        totals[INJURED] = without_dead(totals[INJURED], totals[KILLED])
    if {KILLED, INJURED} <= totals.keys() and any(died_of(one, other) for one, other in singles(rows, totals)):
        del totals[INJURED]
    if {CAPTURED, ARRESTED} <= totals.keys() and not are_listed(rows):
        del totals[min((CAPTURED, ARRESTED), key=lambda harm: greatest(totals[harm]))]
    return list(totals.values())


def singles(rows: Sequence[Counted], totals: Mapping[str, Json]) -> Iterator[tuple[Counted, Counted]]:
    """The one who was hurt beside each of those who were killed, where nobody else is said to be hurt."""
    hurt = [(row, figure) for row, figure in rows if is_among(row, totals[INJURED])]
    if totals[INJURED]["high"] == 1:
        yield from ((one, other) for one in hurt for other in rows if is_among(other[0], totals[KILLED]) and other[1].count.high == 1)


def are_listed(rows: Sequence[Counted]) -> bool:
    """True for captives of two kinds in one breath: "captured twelve rebels and arrested 30 suspects"."""
    taken = {
        harm: [figure for row, figure in rows if row["harm"] == harm and (figure.count.high or 0) > 1] for harm in (CAPTURED, ARRESTED)
    }
    pairs = ((one, other) for one in taken[CAPTURED] for other in taken[ARRESTED])
    return any(
        max(one.span.start, other.span.start) - min(one.span.end, other.span.end) < NEAR and victim_head(one) != victim_head(other)
        for one, other in pairs
    )


def greatest(total: Json) -> int:
    """The greatest number that a total gives."""
    return max(end for end in (total["low"], total["high"], 0) if isinstance(end, int))


def is_among(row: Json, total: Json) -> bool:
    """True if a total rests on the claim of a figure."""
    claims = total["claims"]
    return isinstance(claims, list) and row["claim"] in claims


def died_of(hurt: Counted, dead: Counted) -> bool:
    """True for a person who was found hurt and died: "suffering from a gunshot wound ... where he died", "died ... he had a wound to the neck"."""
    (row, wound), (other, death) = hurt, dead
    if wound.token < death.token:
        return is_one_person(wound, death, later=str(other["quote"]))
    return wound.rule in MORTAL and is_one_person(death, wound, later=str(row["quote"]))


def is_shot(figure: FigureMention) -> bool:
    """True for a number of people shot or stabbed of whom the report says that some died: it counts the dead as well."""
    return figure.is_joint and figure.count.low is not None and (figure.count.high or 0) > 1


def without_dead(shot: Json, dead: Json) -> Json:
    """Those who were shot and live: "five were shot, one of them was killed" leaves four."""
    low = None if shot["low"] is None or dead["high"] is None else max(0, shot["low"] - dead["high"])  # type: ignore[operator]
    high = None if shot["high"] is None or dead["low"] is None else max(0, shot["high"] - dead["low"])  # type: ignore[operator]
    return in_one_telling({**shot, "low": low, "high": high})


def total_of(
    harm: str, rows: Sequence[Counted], added: frozenset[int], at: Mapping[int, int], sides: Mapping[int, str | None]
) -> Json | None:
    """What all figures of one harm come to, those of each side by themselves where every one is of a side.

    Whom one source calls civilians another may call fighters: such numbers are only added in one voice.
    """
    groups: dict[int, list[Counted]] = {}
    for row, figure in rows:
        if row["harm"] == harm and not row["part_of_total"] and row["polarity"] == "asserted" and not is_unbounded(figure):
            groups.setdefault(at.get(figure.token, figure.token), []).append((row, figure))
    by_side: dict[str | None, dict[int, list[Counted]]] = {}
    for token, telling in groups.items():
        by_side.setdefault(sides.get(token), {})[token] = telling
    sources = {row["source"] for telling in groups.values() for row, _ in telling}
    if len(by_side) < 2 or None in by_side or (CIVIL in by_side and len(sources) > 1):
        return total_of_side(harm, groups, added)
    found = [total for side in by_side.values() if (total := total_of_side(harm, side, added)) is not None]
    return found[0] if len(found) == 1 else in_one_telling({**found[0], **summed(found)}) if found else None


def in_one_telling(total: Json) -> Json:
    """A total that is made of several, as one telling."""
    return {**total, "tellings": [{end: total[end] for end in ("low", "high", "claims")}]}


def summed(totals: Sequence[Json]) -> Json:
    """What the totals of several sides come to."""
    lows, highs = ([total[end] for total in totals] for end in ("low", "high"))
    claims = [claim for total in totals if isinstance(total["claims"], list) for claim in total["claims"]]
    return {"low": plus(0, lows), "high": plus(0, highs), "claims": claims}  # type: ignore[arg-type]


def total_of_side(harm: str, groups: Mapping[int, list[Counted]], added: frozenset[int]) -> Json | None:
    """What the figures of one harm come to that are of one side, or of none that is known."""
    extra: list[list[Counted]] = [telling for token, telling in groups.items() if token in added]
    wholes = whole_tellings([telling for token, telling in groups.items() if token not in added])
    if not wholes:
        wholes, extra = extra[:1], extra[1:]
    if not wholes:
        return None
    extra += singled_out_before(wholes, [telling for token, telling in groups.items() if token not in added])
    more = [add_up(telling) for telling in extra]
    wholes, more = (grown, []) if more and (grown := grown_tellings(wholes, more)) else (wholes, more)
    counted = persons(wholes)
    low, high = counted or span([add_up(telling) for telling in wholes], least=vouched(wholes))
    tellings = [[pair for telling in wholes for pair in telling]] if counted else wholes
    further = [pair for telling in extra for pair in telling]
    return {
        "harm": harm,
        **with_more(low, high, more),
        "claims": claims_of([*(pair for telling in tellings for pair in telling), *further]),
        "tellings": [
            {**with_more(*(counted or add_up(telling)), more), "claims": claims_of([*telling, *(further if more else ())])}
            for telling in tellings
        ],
    }


def with_more(low: int | None, high: int | None, more: Sequence[Ends]) -> Json:
    """Ends with further victims added."""
    return {"low": plus(low, [least or 0 for least, _ in more]), "high": plus(high, [most for _, most in more])}


def claims_of(counted: Iterable[Counted]) -> list[object]:
    """The claims of some figures."""
    return [row["claim"] for row, _ in counted]


def grown_tellings(wholes: Sequence[list[Counted]], more: Sequence[Ends]) -> list[list[Counted]]:
    """Tellings that count those who came to others already: "13 died ... two of the wounded have died, which makes it 15"."""
    extra = [low or 0 for low, _ in more]
    sums = {plus(add_up(telling)[0], extra) for telling in wholes} - {None}
    return [telling for telling in wholes if add_up(telling)[0] in sums]


def whole_tellings(tellings: Sequence[list[Counted]]) -> list[list[Counted]]:
    """Tellings that count all who were harmed, as far as any does.

    Where one gives a number, a person singled out ("his brother was killed as well") and a bare plural ("killing civilians") tell of
    some of them; and one person of many; so does a number shared with another harm. What a report itself sets aside as the count of an earlier hour gives way
    to what it was followed by; and a smaller number of a narrower kind of people ("three sons") is of some of a greater one ("ten
    people").
    """
    kept = list(tellings)
    for holds in (is_counted, is_by_noun, is_of_several, is_unshared, is_latest):
        kept = [telling for telling in kept if holds(telling)] or kept
    counted = [telling for telling in kept if is_counted(telling)]
    return [telling for telling in kept if not any(is_some_of(telling, other) for other in counted)]


def persons(wholes: Sequence[list[Counted]]) -> Ends | None:
    """How many there are where people are only told one by one ("a man was shot ... a girl was shot")."""
    figures = [figure for telling in wholes for _, figure in telling]
    if len(wholes) < 2 or any(figure.count.high != 1 for figure in figures):
        return None
    found = max(count_persons(figures), *(len(telling) for telling in wholes))
    return (found, found) if found > 1 else None


def singled_out_before(wholes: Sequence[list[Counted]], tellings: Sequence[list[Counted]]) -> list[list[Counted]]:
    """People singled out before a number that does not count them: "killed a commander; two fighters also died", "and 12 others"."""
    singles: list[list[Counted]] = []
    for telling in tellings:
        if telling in wholes:
            break
        singles += [telling] if all(figure.count.high == 1 for _, figure in telling) else []
    return singles if all(is_beside(telling, single) for telling in wholes for single in singles) else []


def is_beside(telling: Sequence[Counted], single: Sequence[Counted]) -> bool:
    """True if a number is told of others, or of a kind of people that the one singled out is not named by."""
    row, figure = telling[0]
    if not is_counted(telling):
        return False
    if OTHERS.search(f"{row['quote']} {figure.victims or ''}"):
        return True
    heads = {normal_name(other.victims or "").rpartition(" ")[2] for _, other in single}
    return breadth(telling) == 1 and not any(head and head in normal_name(figure.victims or "") for head in heads)


def is_counted(telling: Iterable[Counted]) -> bool:
    """True if a figure of the telling is more than one person without a numeral, a plural without a number or nobody."""
    return any(
        figure.count.high != 0
        and ((figure.count.low, figure.count.high) not in {(1, 1), (2, None)} or ONE.search(number_words(row, figure)))
        for row, figure in telling
    )


def number_words(row: Json, figure: FigureMention) -> str:
    """The words of a figure before whom it counts; an age behind a name is no number."""
    quote, victims = str(row["quote"]), figure.victims_span
    return quote if victims is None or victims.start < figure.span.start else quote[: victims.start - figure.span.start]


def is_by_noun(telling: Iterable[Counted]) -> bool:
    """False for "they were shot", which may be said of the dead as well."""
    return not all((figure.victims or "").lower() in PLURAL_PRONOUNS for _, figure in telling)


def is_of_several(telling: Iterable[Counted]) -> bool:
    """True if more than one may have been harmed: beside "a number of people were hurt", a porter who was hurt is one of them."""
    return any(figure.count.high is None or figure.count.high > 1 for _, figure in telling)


def is_unshared(telling: Iterable[Counted]) -> bool:
    """True if the number is not one for the dead and the injured together."""
    return not any(figure.is_joint for _, figure in telling)


def is_latest(telling: Iterable[Counted]) -> bool:
    """True if the report does not set the number aside as that of an earlier hour."""
    return not any(figure.is_superseded for _, figure in telling)


def is_some_of(telling: Sequence[Counted], other: Sequence[Counted]) -> bool:
    """True if a telling counts fewer than another, of a narrower kind of people or in the same voice later on.

    A number told anew counts the same ones, and so does one that opens a report with "at least".
    """
    if any(figure.retells is not None for _, figure in (*telling, *other)):
        return False
    own, all_of = add_up(telling), add_up(other)
    most, least = own[1] or own[0], all_of[0] or all_of[1]
    if most is None or least is None or most >= least:
        return False
    if all(OF_HURT.search(str(row["quote"])) for row, _ in telling):
        return True  # "rose to eight after two of the injured died"
    is_later = other[0][1].token < telling[0][1].token
    if is_later and is_own_voice(telling) and is_own_voice(other):
        return True
    return breadth(telling) < breadth(other) and (is_later or own[1] is not None)


def is_own_voice(telling: Iterable[Counted]) -> bool:
    """True if the report gives the numbers by itself."""
    return all(row["source"] is None for row, _ in telling)


def breadth(telling: Sequence[Counted]) -> int:
    """How wide a kind of people the words name: somebody, people by kin, age or sex, by what they do, or people at large."""
    return max(0 if figure.count.high == 1 else breadth_of(figure.victims or "") for _, figure in telling)


def vouched(tellings: Iterable[Sequence[Counted]]) -> int:
    """What the report says in its own voice that it was at least: a source that counts fewer does not take that back, its own number does."""
    own = [add_up(telling) for telling in tellings if is_own_voice(telling)]
    most = max((high for _, high in own if high is not None), default=None)
    return max((low for low, high in own if low is not None and high != low and (most is None or low <= most)), default=0)


def span(sums: Sequence[Ends], *, least: int) -> Ends:
    """From the least low to the greatest high; an open end is closed by another telling that reaches as far. Nobody is no telling beside somebody."""
    positive = [one for one in sums if one != (0, 0)] or list(sums)
    lows = [low for low, _ in positive if low is not None]
    highs = [high for _, high in positive if high is not None]
    is_open = any(high is None for _, high in positive)
    most = max(highs, default=None)
    if most is None or (is_open and max(lows, default=0) > most):
        return max(min(lows, default=0), least) if lows else None, None
    return min(max(min(lows), least), most) if lows else None, most


def plus(end: int | None, more: Sequence[int | None]) -> int | None:
    """An end of a range with further numbers added; open where it or one of them is."""
    numbers = [number for number in more if number is not None]
    return None if end is None or len(numbers) < len(more) else end + sum(numbers)


def is_unbounded(figure: FigureMention) -> bool:
    """True for a figure whose words give neither end."""
    return figure.count.low is None and figure.count.high is None


def add_up(telling: Sequence[Counted]) -> Ends:
    """Sum of the ends; open where one of them is."""
    lows = [figure.count.low for _, figure in telling if figure.count.low is not None]
    highs = [figure.count.high for _, figure in telling if figure.count.high is not None]
    return (sum(lows) if lows else None), (sum(highs) if len(highs) == len(telling) else None)
