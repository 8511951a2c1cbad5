"""Test sentences with tags: "[At least 12 people](toll harm=killed low=12) were killed"."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass

TAGGED = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """What a stretch of a test sentence must be read as."""

    name: str
    start: int
    end: int
    values: tuple[tuple[str, str], ...]

    def __getitem__(self, key: str) -> str:
        return dict(self.values)[key]


def read_tagged(sentence: str) -> tuple[str, tuple[Tag, ...]]:
    """The plain text of a tagged sentence, and its tags; several tags of one stretch stand apart by semicolons."""
    plain, tags, position = "", [], 0
    for found in TAGGED.finditer(sentence):
        plain += sentence[position : found.start()]
        start, plain = len(plain), plain + found[1]
        tags += [read_tag(words, start, len(plain)) for words in found[2].split(";")]
        position = found.end()
    return plain + sentence[position:], tuple(tags)


def read_tag(words: str, start: int, end: int) -> Tag:
    """One tag: its name, then values such as `low=12` or `victims="Syrian soldiers"`."""
    name, *values = shlex.split(words)
    pairs = (value.partition("=") for value in values)
    return Tag(name=name, start=start, end=end, values=tuple((key, value) for key, _, value in pairs))
