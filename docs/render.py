"""Writes the parts of README and docs that come from the program itself: `python docs/render.py`; tests check that they are fresh."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from onrecord.cli.page import print_page
from onrecord.cli.scores import print_agreement, print_evaluation
from onrecord.evaluate.gold import load_gold
from onrecord.evaluate.report import compare_coders, evaluate_results
from onrecord.export.tables import format_columns
from onrecord.export.writers import WRITERS
from onrecord.ingest.published import parse_published
from onrecord.model.captures import Stated
from onrecord.pipeline.gold import read_gold
from onrecord.pipeline.inputs import read_results
from onrecord.settings import Settings, show_settings
from onrecord.vocab.rules import all_rules, rule_files

ROOT = Path(__file__).resolve().parent.parent
MARK = "<!-- {}: written by docs/render.py -->"
WIDTH = 100


def render_reading() -> str:
    """The page of the bundled report, as the first screen of the README shows it."""
    stated = Stated(published=parse_published("2024-05-06"))
    result, _ = next(iter(read_results(str(ROOT / "examples" / "market.txt"), stated=stated, settings=Settings())))
    shown = result.to_dict()
    shown["document"]["id"] = "examples/market.txt"  # type: ignore[index]
    stream = io.StringIO()
    print_page(shown, text=result.document.text, console=Console(file=stream, width=WIDTH, color_system=None, highlight=False))
    lines = (line.rstrip() for line in stream.getvalue().splitlines())
    return "```text\n" + "\n".join(lines) + "\n```"


def render_settings() -> str:
    """A table of all settings."""
    rows = [
        f"| `{shown.name}` | {'none' if shown.value is None else f'`{str(shown.value).lower()}`'} | {shown.meaning} |"
        for shown in show_settings(Settings())
    ]
    return "\n".join(["| setting | default | meaning |", "| --- | --- | --- |", *rows])


def render_rules() -> str:
    """A table of all rule files with a rule of each."""
    first = {rule.file: rule.id for rule in reversed(all_rules())}
    names = sorted({path.name for path in rule_files()})
    rows = [f"| `{name}` | {f'`{first[name]}`' if name in first else 'word lists'} |" for name in names]
    return "\n".join(["| file | a rule of it |", "| --- | --- |", *rows])


def render_formats() -> str:
    """A table of the columns of each format."""
    names: dict[str, list[str]] = {}
    for writer in WRITERS:
        names.setdefault(writer.columns, []).append(writer.name)
    return "\n\n".join(map(_columns, names, names.values()))


def _columns(table: str, names: list[str]) -> str:
    """A format, or several of one table."""
    columns = format_columns(table)
    cells = [[f"`{column.name}`", column.type, column.ours.replace("|", chr(92) + "|"), column.imported] for column in columns]
    width = 4 if any(column.imported for column in columns) else 3
    head = ["column", "type", "ours", "imported"][:width]
    rows = [f"| {' | '.join(row[:width])} |" for row in (head, ["---"] * width, *cells)]
    return "\n".join([f"## {', '.join(names)}", "", *rows])


def render_evaluation() -> str:
    """The table of the gold that is shipped."""
    path = next(path for path in (ROOT / "evaluation" / "gold" / "reports.jsonl", ROOT / "examples" / "gold.jsonl") if path.exists())
    gold = load_gold(path)
    results = [result.to_dict() for result, _ in read_gold(gold, settings=Settings())]
    return _run(
        f"evaluate {_name(path)}", lambda console: print_evaluation(evaluate_results(gold, results), title=_name(path), console=console)
    )


def render_agreement() -> str:
    """The table of two coders of the example."""
    first, second = (ROOT / "examples" / name for name in ("gold.jsonl", "gold-second.jsonl"))
    agreement = compare_coders(load_gold(first), load_gold(second))
    title = f"{_name(second)} against {_name(first)}"
    return _run(
        f"evaluate {_name(first)} --second {_name(second)}", lambda console: print_agreement(agreement, title=title, console=console)
    )


def _run(arguments: str, show: Callable[[Console], None]) -> str:
    """What a command shows, below the command."""
    stream = io.StringIO()
    show(Console(file=stream, width=WIDTH, color_system=None, highlight=False))
    lines = (line.rstrip() for line in stream.getvalue().strip().splitlines())
    return f"```console\n$ onrecord {arguments}\n" + "\n".join(lines) + "\n```"


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


PARTS: tuple[tuple[str, str, Callable[[], str]], ...] = (
    ("README.md", "reading", render_reading),
    ("docs/settings.md", "settings", render_settings),
    ("docs/rules.md", "rules", render_rules),
    ("docs/formats.md", "formats", render_formats),
    ("docs/evaluate.md", "evaluation", render_evaluation),
    ("docs/evaluate.md", "agreement", render_agreement),
)


def renew(content: str, name: str, part: str) -> str:
    """A page with one part written anew, between its mark and the next mark's end."""
    mark, end = MARK.format(name), f"<!-- end of {name} -->"
    pattern = re.compile(re.escape(mark) + ".*?" + re.escape(end), re.DOTALL)
    return pattern.sub(lambda _: f"{mark}\n{part}\n{end}", content)


def main() -> None:
    """Write all parts."""
    for file, name, render in PARTS:
        path = ROOT / file
        path.write_text(renew(path.read_text(encoding="utf-8"), name, render()), encoding="utf-8")
        sys.stdout.write(f"{file}: {name}\n")


if __name__ == "__main__":
    main()
