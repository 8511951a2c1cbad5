"""Which column of a table, or key of a line, holds what: as the user says, else by the names that such columns commonly have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from onrecord.errors import InvalidInputError

# Ours, and the names that archives, spreadsheets and news services give it; the first that is there is taken.
COMMON: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "full_text", "fulltext", "article_text", "maintext", "notes", "description"),
    "id": ("id", "doc_id", "document_id", "article_id", "uid", "guid"),
    "title": ("title", "headline", "heading"),
    "published": (
        "published",
        "date",
        "published_at",
        "publish_date",
        "date_publish",
        "publication_date",
        "pub_date",
        "pubdate",
        "datetime",
    ),
    "url": ("url", "link", "source_url", "permalink", "web_url"),
    "publisher": ("publisher", "outlet", "source_name", "site", "domain", "source"),
    "language": ("language", "lang"),
}
KEYS = tuple(COMMON)
MOST, LONGEST = 20, 40  # names of a table that are told, and characters of each


def read_mapping(words: str | None) -> tuple[tuple[str, str], ...]:
    """A mapping as a user writes it: `text=body,published=date`.

    Raises:
        InvalidInputError: if it is none, or maps something that documents do not have.
    """
    pairs = []
    for piece in (words or "").split(","):
        ours, equals, theirs = (part.strip() for part in piece.partition("="))
        if not piece.strip():
            continue
        if not equals or not theirs or ours not in KEYS:
            raise InvalidInputError(
                f"--map {words}: '{piece.strip()}' is no mapping; expected one of {', '.join(KEYS)}, then = and a column's name"
            )
        pairs.append((ours, theirs))
    return tuple(pairs)


def find_columns(names: Iterable[str], given: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each of ours the column that holds it: as given, else by a common name, whatever its case.

    Raises:
        InvalidInputError: if a column that was given is not there, or none holds the text.
    """
    known = list(names)
    by_name = {name.strip().lower(): name for name in reversed(known)}
    said = dict(given)
    missing = [theirs for theirs in said.values() if theirs not in known]
    if missing:
        raise InvalidInputError(f"there is no column '{missing[0]}'; there are {tell_names(known)}")
    guessed = {ours: next((by_name[name] for name in common if name in by_name), None) for ours, common in COMMON.items()}
    taken = set(said.values())
    found = {ours: theirs for ours, theirs in guessed.items() if theirs is not None and ours not in said and theirs not in taken} | said
    if "text" not in found:
        raise InvalidInputError(f"no column holds the text; there are {tell_names(known)}; say which: --map text=COLUMN")
    return {ours: found[ours] for ours in KEYS if ours in found}


def tell_names(names: Iterable[str]) -> str:
    """The first names of a table, as far as they fit a line."""
    return ", ".join(" ".join(name.split())[:LONGEST] for name in islice(names, MOST))


def tell_columns(columns: Mapping[str, str]) -> str:
    """A mapping as a user would write it."""
    return ",".join(f"{ours}={theirs}" for ours, theirs in columns.items())
