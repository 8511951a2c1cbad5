"""`onrecord rule` and `onrecord settings`: what the command knows about its own rules and settings."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from textwrap import shorten

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.cli.words import clean
from onrecord.settings import Value, load_settings, show_settings
from onrecord.vocab.rules import Rule, all_rules, find_rule
from onrecord.vocab.triggers import load_lexicon

LONGEST = 100  # characters of what a rule says, in a list


def explain_rule(rule_id: str, rules_dir: Path | None) -> None:
    """Print a rule with its terms and examples.

    Raises:
        UnknownCodeError: if there is none of that id.
        InvalidRuleError: if the user's rules have a fault.
        SettingsError: if there is no such folder.
    """
    rule = find_rule(rule_id, rules_dir=_folder(rules_dir))
    console = Console(highlight=False)
    console.print(Text(rule.id, style="bold").append(f"  {rule.file}", style="not bold dim"))
    if rule.description:
        console.print(Text(rule.description))
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, words in _lines(rule):
        grid.add_row(label, Text(words))
    console.print(grid)


def list_rules(rules_dir: Path | None) -> None:
    """Print all rules by family, one a line: the id, and what it says."""
    console = Console(highlight=False, soft_wrap=True)
    for family, rules in groupby(sorted(all_rules(_folder(rules_dir)), key=_family), key=_family):
        console.print(Text(family, style="bold"))
        for rule in rules:
            console.print(Text(f"  {rule.id}").append(f"  {shorten(_gist(rule), LONGEST, placeholder='…')}", style="dim"))


def explain_settings() -> None:
    """Print every setting with its value, origin and meaning."""
    console = Console(highlight=False)
    for shown in show_settings(load_settings()):
        line = Text(shown.name, style="bold").append(f" = {_value(shown.value)}", style="not bold cyan")
        console.print(line.append(f"  (from {shown.origin})" if shown.origin != "default" else "  (default)", style="not bold dim"))
        console.print(Padding(Text(shown.meaning), (0, 0, 0, 4), expand=False))


def _family(rule: Rule) -> str:
    """What an id begins with; a list of words is of its file's family."""
    family, dot, _ = rule.id.partition(".")
    return family if dot else Path(rule.file).stem


def _gist(rule: Rule) -> str:
    """A rule in one line: its description, else a sentence that it finds, else what it matches."""
    example = f"“{rule.examples[0]}”" if rule.examples else ""
    return clean(rule.description or example or rule.pattern or ", ".join(value for _, value in rule.terms))


def _value(value: Value) -> str:
    if value is None:
        return "none"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _folder(rules_dir: Path | None) -> Path | None:
    """The folder of the user's rules, refused where `read` would refuse it: what is explained here is what is read with there."""
    folder = load_settings(given={"rules": rules_dir}).rules
    load_lexicon(folder)
    return folder


def _lines(rule: Rule) -> list[tuple[str, str]]:
    lines = [("pattern", rule.pattern)] if rule.pattern else []
    lines += [(name, value) for name, value in rule.terms if value]
    lines += [("matches" if number == 0 else "", example) for number, example in enumerate(rule.examples)]
    return lines + [("never" if number == 0 else "", example) for number, example in enumerate(rule.never)]
