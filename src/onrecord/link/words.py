"""The words of a story that tell it from others, and names as they are compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from onrecord.model.names import without_marks

WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
SHORTEST = 3  # letters; shorter words hardly tell a story from another
MOST = 50  # words kept of a story. Of 30, 50 and 80 on articles on shootings 50 parted them best, and 30 hardly worse
FIRST = 10  # words of them that count twice. On the same articles and on news of many kinds 5 helped less, 15 no more
TWICE = "²"  # what tells the second time that a word counts from the first
BONUS = (
    2  # how many more times a word counts that is mostly written as a name, as often if it stands in the title, and if a record quotes it
)
COMMON = frozenset(
    """
    about after all also and are been before but could for from had has have her him his into its more not one out over said says she than that the their them
    then there they this told two was were when where which who will with would
    """.split()  # noqa: SIM905  a list of words is read as one
)
ARTICLES = frozenset({"the", "a", "an", "al", "el"})


def telling_words(text: str, *, title: str = "", quotes: str = "") -> tuple[str, ...]:
    """The words that stand most often in a text and its title, names, words of the title and words that its records quote before others; in the order of the alphabet.

    The first of them are said twice, so that they count more in what two stories share: a long report has many words that its story does not hang on.
    How rare a word is among the stories of an archive is weighed later, so common words may stay here.
    """
    counts: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for match in WORD.finditer(f"{title}\n{text}"):
        word = fold(match.group())
        if len(word) >= SHORTEST:
            counts[word] += 1
            names[word] += match.group()[0].isupper()
    titled, quoted = fold_words(title), fold_words(quotes)

    def weigh(word: str) -> int:
        return counts[word] + BONUS * ((2 * names[word] >= counts[word]) + (word in titled) + (word in quoted))

    ranked = sorted(counts.keys() - COMMON, key=lambda word: (-weigh(word), -len(word), word))
    return tuple(sorted([*ranked[:MOST], *(f"{word} {TWICE}" for word in ranked[:FIRST])]))


def fold_words(text: str) -> frozenset[str]:
    """The words of a text, folded."""
    return frozenset(fold(word) for word in WORD.findall(text))


def find_quotes(value: object) -> Iterator[str]:
    """Every quote in a result, wherever it stands."""
    if isinstance(value, dict):
        quote = value.get("quote")
        if isinstance(quote, str):
            yield quote
        for each in value.values():
            yield from find_quotes(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from find_quotes(each)


def fold_name(name: str) -> str:
    """A name without case, marks over letters, punctuation and leading articles: "Al-Waʿr" and "al Waar" differ, "The Army" and "army" do not."""
    words = [fold(word) for word in WORD.findall(name)]
    while len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return " ".join(words)


def fold(word: str) -> str:
    """A word in small letters without marks and without the genitive."""
    return without_marks(word).lower().replace("’", "'").removesuffix("'s")
