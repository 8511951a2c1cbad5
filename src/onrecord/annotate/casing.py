"""Lines in Headline Case or CAPITALS, cased as they would stand in running text: a model that was trained on such text reads them as one name."""

from __future__ import annotations

import csv
import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.vocab.countries import country_of_capital, country_of_demonym, country_of_name
from onrecord.vocab.reading import reading_words
from onrecord.vocab.triggers import load_lexicon

LINE = re.compile(r"[^\n\r\u2028\u2029]+")
WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
LONGEST = 250  # characters of a headline; a line of capitals may be of any length, as whole reports are
FEWEST = 3  # words without which a line may as well be a name
LONGEST_ACRONYM = 5
SENTENCE_END = frozenset(".!?:\"“”'‘’•-–—*()[]")
INFLECTIONS = (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
TRAILING = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Usage:
    """How the running text of a report writes its words: in small letters, as names (away from the start of a sentence), names of two words."""

    small: frozenset[str]
    names: dict[str, str]
    pairs: frozenset[tuple[str, str]]


def find_headlines(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of the lines in headline case."""
    return tuple(match.span() for match in LINE.finditer(text) if is_headline(match[0]))


def recase_lines(text: str, lines: Sequence[tuple[int, int]], *, common: Container[str] = frozenset()) -> str:
    """The text with some of its lines as running text would have them; every offset stays.

    `common` are words known to be no names, beside those of the rules.
    """
    usage = find_usage(text, lines)
    pieces, position = [], 0
    for start, end in lines:
        pieces += [text[position:start], recase_line(text[start:end], usage, common)]
        position = end
    return "".join([*pieces, text[position:]])


def is_headline(line: str) -> bool:
    """True for a line that may tell of a happening in which hardly a word of weight has small letters."""
    if len(line) > LONGEST and not line[:LONGEST].isupper():
        return False
    listed, words = reading_words(), WORD.findall(line)
    if not line.isupper() and (line.rstrip().endswith(".") or not listed.finite.isdisjoint(words)):
        return False
    words = [word for word in words if word[0].isalpha() and word not in listed.small]
    if len(words) < FEWEST or sum(word[0].islower() for word in words) * 10 > len(words):
        return False
    heads = load_lexicon().heads  # a letterhead or a list of names has none of these
    return any(form in heads for word in words for form in base_forms(word.lower()))


def find_usage(text: str, headlines: Sequence[tuple[int, int]]) -> Usage:
    """How words are written outside the headlines."""
    small, names, pairs = set(), {}, set()
    position = 0
    for start, end in [*headlines, (len(text), len(text))]:
        before, last = "", position
        for match in WORD.finditer(text, position, start):
            word, gap = match[0], text[last : match.start()]
            if word[0].islower():
                small.add(word)
            elif before and not SENTENCE_END.intersection(gap):
                names[word.lower()] = word
            if gap == " " and word[0].isupper() and before[:1].isupper():
                pairs.add((before.lower(), word.lower()))
            before, last = word, match.end()
        position = end
    return Usage(frozenset(small), names, frozenset(pairs))


def recase_line(line: str, usage: Usage, common: Container[str]) -> str:
    """A headline as running text."""
    words = list(WORD.finditer(line))
    capitals = sum(match[0].isupper() for match in words) * 5 >= len(words) * 4
    recase = recase_capitals if capitals else recase_title
    keys = ["", *(match[0].lower() for match in words), ""]
    recased: list[str] = []
    for number, match in enumerate(words, 1):
        is_named = is_place(line, words[number - 1 : number + 1], keys[number - 1])
        is_named = is_named or (keys[number - 1], keys[number]) in usage.pairs or (keys[number], keys[number + 1]) in usage.pairs
        recased.append(recase(match[0], usage, common, is_named=is_named))
    return join_words(line, words, recased)


def join_words(line: str, words: list[re.Match[str]], recased: list[str]) -> str:
    """The line with its words recased; its first word and the first part of a name ("New York") keep their capital."""
    pieces, position = [], 0
    for number, (match, word) in enumerate(zip(words, recased, strict=True)):
        following = words[number + 1] if number + 1 < len(words) else None
        opens = (
            word in reading_words().opens_name
            and following is not None
            and recased[number + 1][0].isupper()
            and following.start() == match.end() + 1
        )
        written = word[0].upper() + word[1:] if opens or not number else word
        pieces += [line[position : match.start()], written if len(written) == len(match[0]) else match[0]]
        position = match.end()
    return "".join([*pieces, line[position:]])


def is_place(line: str, words: Sequence[re.Match[str]], before: str) -> bool:
    """True for the first of two words in a line such as "in Nice, France"."""
    if before not in reading_words().before_place or len(words) != len(("Nice", "France")):
        return False
    return line[words[0].end() : words[1].start()] == ", " and is_name(words[1][0].capitalize())


def recase_title(word: str, usage: Usage, common: Container[str], *, is_named: bool) -> str:
    """A word of a line in headline case: a common word loses its capital."""
    key = word.lower()
    if is_named or word[1:] != word[1:].lower() or len(word) == 1 or key in reading_words().calendar:
        return word
    if key in usage.small:
        return key
    return word if key in usage.names or is_name(word) or not is_common(key, common) else key


def recase_capitals(word: str, usage: Usage, common: Container[str], *, is_named: bool) -> str:
    """A word of a line in capitals: small letters for a common one, one capital for a name, acronyms stay."""
    key = word.lower()
    if key in reading_words().acronyms:
        return word
    if is_named or (key in usage.names and key not in usage.small):
        return usage.names.get(key, word.capitalize())
    if key in usage.small:
        return key
    if key in reading_words().calendar or is_name(word.capitalize()):
        return word.capitalize()
    if is_common(key, common):
        return key
    return word if len(word) <= LONGEST_ACRONYM else word.capitalize()


def is_name(word: str) -> bool:
    """True for countries, capitals and the words for their people."""
    return bool(country_of_demonym(word) or country_of_name(word) or country_of_capital(word))


def is_common(key: str, common: Container[str]) -> bool:
    """True for a word of the rules or of `common`, inflected or not."""
    return any(form in reading_words().small or form in rule_words() or form in common for form in base_forms(TRAILING.sub("", key)))


def base_forms(key: str) -> Iterator[str]:
    """A word and what it may be an inflection of."""
    yield key
    for ending, base in INFLECTIONS:
        if key.endswith(ending) and len(key) > len(ending) + 1:
            stem = key.removesuffix(ending)
            yield stem + base
            if not base and stem[-1] == stem[-2:-1]:
                yield stem[:-1]


@lru_cache(maxsize=1)
def rule_words() -> frozenset[str]:
    """Words that tell of a happening, words for people and for kinds of actors."""
    folder = files("onrecord.vocab") / "data" / "en"
    words = set(load_lexicon().heads)
    for name, column in (("people.csv", "word"), ("actors_generic.csv", "words")):
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            words.update(word for word in re.split(r"[ |-]", row[column]) if word.islower())
    return frozenset(words)
