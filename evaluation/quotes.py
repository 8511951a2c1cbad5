"""Counts the quotes of results that are not the text at their offsets: `python evaluation/quotes.py DOCUMENTS.jsonl[.gz] ...`; there must be none.

Reads any JSON Lines of documents (`id`, `text`, and what else `onrecord read` takes from a line); without a file, the gold of this folder.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import onrecord
from onrecord.errors import OnrecordError

GOLD = Path(__file__).resolve().parent / "gold"


def main(arguments: list[str] | None = None) -> int:
    """Check every file and print a line for each, and a line for each fault: 0 if there is none."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="documents to read (default: our own gold)")
    options = parser.parse_args(arguments)
    all_faults = 0
    for path in options.files or sorted(GOLD.glob("*.jsonl")):
        documents, quotes, faults = check_file(path)
        print(f"{path.name}: {documents:,} documents, {quotes:,} quotes, {faults} are not the text at their offsets", flush=True)
        all_faults += faults
    return 1 if all_faults else 0


def check_file(path: Path) -> tuple[int, int, int]:
    """How many documents were read, how many quotes their results hold, and how many of these are wrong."""
    documents = quotes = faults = 0
    for line in read_lines(path):
        row = json.loads(line)
        documents += 1
        for quote in quotes_of(row):
            quotes += 1
            if row["text"][quote["start"] : quote["end"]] != quote["quote"]:
                faults += 1
                print(f"{path.name}, {row.get('id')}: {quote}", file=sys.stderr)
    return documents, quotes, faults


def read_lines(path: Path) -> Iterator[str]:
    """The lines of a plain or compressed file that are not empty."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as stream:
        yield from (line for line in stream if line.strip())


def quotes_of(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every quote of a document's result; none if the document is refused."""
    try:
        result = onrecord.read(row["text"], published=row.get("published"), title=row.get("title"))
    except OnrecordError as error:
        print(f"{row.get('id')}: not read: {error}", file=sys.stderr)
        return
    yield from walk(result.to_dict())


def walk(value: Any) -> Iterator[dict[str, Any]]:
    """Everything below a value that has offsets and a quote."""
    if isinstance(value, dict):
        if {"start", "end", "quote"} <= value.keys():
            yield value
        for each in value.values():
            yield from walk(each)
    elif isinstance(value, list):
        for each in value:
            yield from walk(each)


if __name__ == "__main__":
    sys.exit(main())
