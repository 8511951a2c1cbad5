"""Copies of wire stories that are recognised, and other reports that are taken for copies: `python benchmarks/copies.py [STORIES]`.

Stories are made of sentences of our own, with a fixed seed: a town, a day, sides, tolls, witnesses, officials, background. Of each story another paper makes a copy: its own
headline, and for each copy by chance a new lead, paragraphs cut (from the end, or here and there, at most half of the story), and a credit line; once more with every paragraph in
another house's style, too (spelling, figures for numbers in words, another word for "said"), which changes two or three words of each sentence. The copy or the original may come first. What must not be called a copy: other stories, and the report of another author on the same
happening with the same names and figures.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.ingest.signature import make_signature
from onrecord.model.text import Document
from onrecord.store.copies import Before, Candidate, Original, bands

STORIES = 500
UNRELATED = 200  # of the other stories, each held against all those after it
TOWNS = ["Keldin", "Harsana", "Port Azure", "Omra", "Belsk", "Tarvan", "Queresh", "Lower Sabin", "Dombo", "Maruti", "Elvas Norte", "Zhelin"]
SIDES = [
    "the Northern Front",
    "government troops",
    "the Karsan Brigade",
    "border guards",
    "gunmen",
    "a militia loyal to the mayor",
    "rebels",
    "naval infantry",
]
NAMES = [
    "Temur Karim",
    "Dilshad Noor",
    "Amina Osei",
    "Petar Vidak",
    "Rosa Quispe",
    "Habib Sane",
    "Lena Dorn",
    "Yusuf Baktash",
    "Mirela Stan",
    "Osman Dury",
]
OFFICES = [
    "police chief",
    "hospital director",
    "governor",
    "fire officer",
    "district commissioner",
    "deputy mayor",
    "army spokesman",
    "ambulance driver",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
PLACES = [
    "cattle market",
    "bus depot",
    "grain store",
    "ferry landing",
    "textile mill",
    "school yard",
    "customs post",
    "tea house",
    "water tower",
    "mosque",
    "chapel",
]
NUMBERS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "eleven", "twelve", "fourteen", "twenty"]
DEEDS = ["shelled", "stormed", "set fire to", "opened fire on", "bombed", "raided", "overran", "fired rockets at"]
AFTER = [
    "Smoke hung over the quarter",
    "Shops stayed shut",
    "Phones were down",
    "Roads out of the town were closed",
    "Families slept in the open",
    "Schools sent pupils home",
]
BECAUSE = [
    "a dispute over tolls",
    "the arrest of a commander",
    "a failed truce",
    "last month's vote",
    "a quarrel over wells",
    "the closing of a road",
    "a raid across the river",
]
WORKS = [
    "selling onions",
    "mending a net",
    "waiting for a lorry",
    "on the way to work",
    "asleep upstairs",
    "queueing for bread",
    "loading sacks",
    "teaching a class",
]
SAW = [
    "the roof came down",
    "everybody ran",
    "the windows burst",
    "there was a flash",
    "dust covered the street",
    "people lay on the ground",
    "a wall fell on the carts",
]
VERBS = [
    "promised an inquiry",
    "asked for blood donors",
    "called for calm",
    "blamed outsiders",
    "sent lorries with tents",
    "cancelled all leave",
    "visited the wounded",
]
SPELLING = {
    "colour": "color",
    "lorries": "trucks",
    "lorry": "truck",
    "neighbours": "neighbors",
    "said": "told reporters",
    "quarter": "district",
    "governor": "provincial governor",
}
FIGURES = dict(zip(NUMBERS, ("2", "3", "4", "5", "6", "7", "8", "9", "11", "12", "14", "20"), strict=True))


@dataclass(frozen=True, slots=True)
class Happening:
    """What a story tells of."""

    town: str
    side: str
    place: str
    deed: str
    toll: str
    day: str
    official: str


Sentence = Callable[[random.Random, Happening], str]
OPENINGS: tuple[Sentence, ...] = (
    lambda _, it: (
        f"{it.side[0].upper()}{it.side[1:]} {it.deed} a {it.place} in {it.town} on {it.day}, killing {it.toll} people, the {it.official} said."
    ),
    lambda _, it: f"The {it.official} of {it.town} said {it.toll} people died on {it.day} when {it.side} {it.deed} the {it.place}.",
    lambda _, it: (
        f"At least {it.toll} people were killed on {it.day} in {it.town} after {it.side} {it.deed} its {it.place}, according to the {it.official}."
    ),
    lambda _, it: (
        f"{it.town} counted {it.toll} dead on {it.day} evening: {it.side} had {it.deed} the {it.place}, the {it.official} confirmed."
    ),
)
BODY: tuple[Sentence, ...] = (
    lambda draw, it: (
        f"{draw.choice(AFTER)} on {it.day} night while {draw.choice(NUMBERS)} ambulances went back and forth between the {it.place} and the clinic."
    ),
    lambda draw, _: (
        f'"I was {draw.choice(WORKS)} when {draw.choice(SAW)}," said {draw.choice(NAMES)}, {draw.randrange(18, 80)}, whose {draw.choice(["brother", "cousin", "son", "wife", "uncle"])} was hurt.'
    ),
    lambda draw, it: (
        f"{draw.choice(NAMES)}, the {draw.choice(OFFICES)}, {draw.choice(VERBS)} and {draw.choice(VERBS)} before leaving {it.town} for {draw.choice(TOWNS)}."
    ),
    lambda draw, _: (
        f"Neighbours put the beginning of the trouble down to {draw.choice(BECAUSE)}, others to {draw.choice(BECAUSE)} in {draw.choice(TOWNS)} {draw.choice(NUMBERS)} weeks earlier."
    ),
    lambda draw, _: (
        f"Of the {draw.choice(NUMBERS)} wounded, {draw.choice(NUMBERS)} were flown to {draw.choice(TOWNS)} by helicopter and the others treated on the floor of a {draw.choice(PLACES)}."
    ),
    lambda draw, _: (
        f"A {draw.choice(OFFICES)} who would not be named said {draw.choice(NUMBERS)} men had come by boat from {draw.choice(TOWNS)}, {draw.choice(['masked', 'in uniform', 'on foot after dark', 'with a white flag'])}."
    ),
    lambda draw, it: (
        f"It was the {draw.choice(['second', 'third', 'fourth', 'fifth'])} such incident near {it.town} since {draw.choice(['January', 'the rains', 'the harvest', 'the election', 'last spring'])}, after {draw.choice(BECAUSE)}."
    ),
    lambda draw, _: (
        f"{draw.choice(TOWNS)} and {draw.choice(TOWNS)} have seen clashes since {draw.choice(BECAUSE)}, in which {draw.choice(NUMBERS)} houses and a {draw.choice(PLACES)} burnt down."
    ),
    lambda draw, it: (
        f"By {draw.choice(WEEKDAYS)} noon {draw.choice(SAW)} again at the {draw.choice(PLACES)}, {draw.choice(NAMES)} said, but nobody could say whether {it.side} were near."
    ),
    lambda draw, _: (
        f"The {draw.choice(OFFICES)} of {draw.choice(TOWNS)}, {draw.choice(NAMES)}, {draw.choice(VERBS)}; the {draw.choice(OFFICES)} there {draw.choice(VERBS)}."
    ),
    lambda draw, it: (
        f"{draw.choice(NUMBERS).capitalize()} people are still missing, among them a {draw.choice(['baker', 'nurse', 'pupil', 'driver', 'tailor'])} last seen {draw.choice(WORKS)} beside the {it.place}."
    ),
    lambda draw, _: (
        f'In the colour and noise of the {draw.choice(PLACES)} nobody had heard the first shots, {draw.choice(NAMES)} recalled: "Then {draw.choice(SAW)}, and {draw.choice(SAW)}."'
    ),
)


def make_happening(draw: random.Random) -> Happening:
    """A happening of its own."""
    return Happening(*map(draw.choice, (TOWNS, SIDES, PLACES, DEEDS, NUMBERS, WEEKDAYS, OFFICES)))


def make_story(draw: random.Random, it: Happening) -> list[str]:
    """A headline, a lead, and six to sixteen paragraphs of one or two sentences."""
    told = [[draw.choice(BODY)(draw, it) for _ in range(draw.choice((1, 1, 2)))] for _ in range(draw.randrange(6, 17))]
    return [make_headline(draw, it), draw.choice(OPENINGS)(draw, it), *map(" ".join, told)]


def make_headline(draw: random.Random, it: Happening) -> str:
    """One of many headlines."""
    return draw.choice(
        (
            f"{it.toll} dead in {it.town}",
            f"{it.town}: {it.place} {it.deed}",
            f"Blood at the {it.place}",
            f"Shock in {it.town} after {it.day}",
        )
    ).capitalize()


def alter(draw: random.Random, story: list[str], it: Happening) -> list[str]:
    """What another paper makes of a story."""
    lead, body = story[1], story[2:]
    if draw.random() < 0.5:
        lead = f"{draw.choice(OPENINGS)(draw, it)} {draw.choice(BODY)(draw, it)}"
    if draw.random() < 0.7:
        body = cut(draw, body)
    credit = [f"By {draw.choice(('our staff and agencies', 'the wire service', 'agencies'))}"] if draw.random() < 0.3 else []
    return [make_headline(draw, it), *credit, lead, *body]


def cut(draw: random.Random, body: list[str]) -> list[str]:
    """At least half of some paragraphs: from the beginning, as papers cut, or here and there."""
    kept = draw.randrange((len(body) + 1) // 2, len(body) + 1)
    return body[:kept] if draw.random() < 0.6 else [body[number] for number in sorted(draw.sample(range(len(body)), kept))]


def restyle(paragraph: str) -> str:
    """A paragraph in another house's style."""
    return " ".join(SPELLING.get(word) or FIGURES.get(word) or word for word in paragraph.split(" "))


def to_candidate(name: str, story: list[str]) -> Candidate:
    """A story as the archive looks for its copies."""
    text = "\n".join(story)
    signature = make_signature(text)
    return Candidate(Original(name, None), Document(id=name, text=text).sha256, signature, bands(signature))


def is_found(first: Candidate, second: Candidate) -> bool:
    """True if the second is recognised as a copy of the first."""
    before = Before()
    before.add(first)
    return before.find(second) is not None


def measure(stories: int) -> dict[str, float]:
    """The share of altered copies that are recognised, and of other reports that are taken for copies."""
    draw = random.Random(11)
    happenings = [make_happening(draw) for _ in range(stories)]
    told = [make_story(draw, it) for it in happenings]
    originals = [to_candidate(f"original {number}", story) for number, story in enumerate(told)]
    altered = [
        to_candidate(f"copy {number}", alter(draw, story, it)) for number, (story, it) in enumerate(zip(told, happenings, strict=True))
    ]
    restyled = [
        to_candidate(f"restyled {number}", list(map(restyle, alter(draw, story, it))))
        for number, (story, it) in enumerate(zip(told, happenings, strict=True))
    ]
    others = [to_candidate(f"other {number}", make_story(draw, it)) for number, it in enumerate(happenings)]
    pairs = [(one, other) for number, one in enumerate(originals[:UNRELATED]) for other in originals[number + 1 :]]
    return {
        "copies recognised, the original first": share(originals, altered),
        "copies recognised, the copy first": share(altered, originals),
        "copies recognised, in another style, too": share(originals, restyled),
        "other reports on one happening, called copies": share(originals, others),
        "reports on other happenings, called copies": sum(is_found(*pair) for pair in pairs) / len(pairs),
    }


def share(first: list[Candidate], second: list[Candidate]) -> float:
    """How many of the second are taken for a copy of the first one beside it."""
    return sum(map(is_found, first, second)) / len(first)


def main() -> int:
    """Print each share on a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="?", type=int, default=STORIES, help="how many stories to make, and a copy of each")
    for name, value in measure(parser.parse_args().stories).items():
        print(f"{name:46} {value:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
