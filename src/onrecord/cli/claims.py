"""Why a record says what it says: for each value its words, the rule that found it, who says so, how sure they are, and the score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule as Line
from rich.table import Table
from rich.text import Text

from onrecord.cli.words import Entry, clean, entries, names, type_words
from onrecord.errors import UnknownCodeError
from onrecord.vocab.rules import Rule, find_rule

ALL = "all"
CERTAINTIES = {"CT": "certain", "PR": "probable", "PS": "possible", "U": "not told how sure"}
POLARITIES = {"-": "said not to be so", "u": "left open whether so"}
LONGEST = 160  # characters of one quote
BESIDE = "considered and dropped"
NO_RECORD = "told of, and on no record"
SLOTS = {"toll": "no figure", "time": "not its day", "place": "not its place", "happened": "no record"}


def print_claims(result: Entry, *, wanted: str, rules_dir: Path | None, console: Console) -> None:
    """Print the claims of all records, or of those whose id begins as wanted."""
    for record in choose_records(result, wanted):
        console.print(render_claims(record, rules_dir=rules_dir))
        print_dropped(
            [each for each in entries(result, "dropped") if record.get("id") in names(each, "records")], BESIDE, rules_dir, console
        )
    if wanted == ALL:
        print_dropped([each for each in entries(result, "dropped") if not names(each, "records")], NO_RECORD, rules_dir, console)


def print_dropped(dropped: Sequence[Entry], title: str, rules_dir: Path | None, console: Console) -> None:
    """Print words that gave no value, each with the slot that they were considered for and why not; nothing where there are none."""
    if not dropped:
        return
    console.print(Padding(Text(title, style="bold cyan"), (1, 0, 0, 0)))
    for each in dropped:
        words = Text(f"“{_short(clean(each.get('quote')))}”  {SLOTS.get(clean(each.get('slot')), 'no value')}: ")
        console.print(Padding(words.append(why_words(clean(each.get("rule")), rules_dir), style="dim"), (0, 0, 0, 2), expand=False))


def why_words(rule_id: str, rules_dir: Path | None) -> str:
    """What a rule says, else a sentence that shows it, with its id."""
    rule = _find(rule_id, rules_dir)
    if rule and rule.description:
        return f"{rule.description} ({rule_id})"
    return f"as in “{_short(clean(rule.examples[0]))}” ({rule_id})" if rule and rule.examples else rule_id


def choose_records(result: Entry, wanted: str) -> list[Entry]:
    """The records to explain."""
    return [record for record in entries(result, "records") if wanted == ALL or clean(record.get("id")).startswith(wanted)]


def check_record(result: Entry, wanted: str) -> None:
    """Refuse an id that no record has.

    Raises:
        UnknownCodeError: if there is none; the message names those that there are.
    """
    if wanted != ALL and not choose_records(result, wanted):
        known = ", ".join(clean(record.get("id")) for record in entries(result, "records"))
        raise UnknownCodeError(f"no record '{clean(wanted)}' to explain; there are {known or 'no records'}; 'all' explains every one")


def render_claims(record: Entry, *, rules_dir: Path | None) -> RenderableType:
    """One record: its kind and id, then its claims."""
    title = Text(f"Why: {type_words(record)}", style="bold").append(f"  {clean(record.get('id'))}", style="not bold dim")
    return Group(
        Padding(Line(title, align="left", style="dim"), (1, 0, 0, 0)),
        *(_render_claim(claim, rules_dir) for claim in entries(record, "claims")),
    )


def _render_claim(claim: Entry, rules_dir: Path | None) -> RenderableType:
    grid = Table.grid(padding=(0, 1), expand=False)
    grid.add_column(width=7, justify="right", style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, words in _rows(claim, rules_dir):
        grid.add_row(label, Text(words))
    head = Text(clean(claim.get("slot")), style="bold cyan").append(f" {value_words(claim.get('value'))}", style="not bold default")
    return Group(head, Padding(grid, (0, 0, 0, 2), expand=False))


def _rows(claim: Entry, rules_dir: Path | None) -> Iterator[tuple[str, str]]:
    yield "words", " · ".join(f"“{_short(clean(evidence.get('quote')))}”" for evidence in entries(claim, "evidence"))
    rule_id = clean(claim.get("rule"))
    rule = _find(rule_id, rules_dir)
    yield "rule", f"{rule_id}: {rule.description}" if rule and rule.description else rule_id
    if rule and rule.examples:
        yield "as in", f"“{_short(clean(rule.examples[0]))}”"
    yield "told by", chain_words(claim)
    yield "sure", sure_words(claim)


def _find(rule_id: str, rules_dir: Path | None) -> Rule | None:
    try:
        return find_rule(rule_id, rules_dir=rules_dir)
    except UnknownCodeError:
        return None


def chain_words(claim: Entry) -> str:
    """Who says so, the one who says it first last: the report gives a governor, who gives the police."""
    chain = [f"{clean(said.get('source')) or 'somebody'} (“{clean(said.get('cue'))}”)" for said in entries(claim, "attribution")]
    return " → ".join(["the report", *chain])


def sure_words(claim: Entry) -> str:
    """How sure the source is, and how sure onrecord is of having read it right."""
    told = [CERTAINTIES.get(str(claim.get("certainty")), ""), POLARITIES.get(str(claim.get("polarity")), "")]
    return f"{', '.join(each for each in told if each)}; score {claim.get('score')}"


def value_words(value: object) -> str:
    """A claim's value in one line; what is not known is left out."""
    if isinstance(value, Mapping):
        known = ((key, each) for key, each in value.items() if each is not None and each != [])
        return ", ".join(f"{clean(key)} {value_words(each)}" for key, each in known)
    if isinstance(value, list):
        return ", ".join(map(value_words, value))
    return str(value).lower() if isinstance(value, bool) else clean(value)


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
