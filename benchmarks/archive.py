"""What an archive costs: its own work on web pages against trafilatura alone, in one run; and how long a search takes.

    python benchmarks/archive.py [--pages 10000] [--records 100000] [--archive postgresql://…]

Own work is all that `onrecord add` does with a page but find what it tells: reading the file, cleaning, language, digests, signature, original file,
rows, log. Trafilatura alone is its extraction as it is by itself, and without readers' comments, as the archive asks for it. Memory is that of all
processes of the command itself. Pages and records are made up here, from a seed. Searches run on SQLite, and on the PostgreSQL database that --archive or TEST_POSTGRESQL names, which must be empty.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice, repeat
from pathlib import Path

from sqlalchemy import Connection

from onrecord.model.captures import Capture, Method, State, Stated, Taken, Versions
from onrecord.model.claims import Claim, Factuality
from onrecord.model.records import Record, Result
from onrecord.model.text import Document, Evidence, Span
from onrecord.model.values import Harm, Kind
from onrecord.pipeline import taking
from onrecord.pipeline.adding import add_sources
from onrecord.settings import Settings
from onrecord.store.archive import Archive, create_archive
from onrecord.store.search import Box, Circle, Figure, Query, count_records, search_records
from onrecord.store.write import add_batch

VERSIONS = Versions(onrecord="0", rules="0", gazetteer="0", model="0")
SETTINGS = Settings()
MOST_WORK, MOST_MILLISECONDS, MOST_MEGABYTES = 1.5, 100, 1500
SELDOM = 10  # pages of which one has something to record
EVERY = 1.0  # seconds between two looks at the memory
AT_ONCE = 64
BLOCK = 500
WORDS = [
    "council",
    "road",
    "market",
    "school",
    "water",
    "team",
    "house",
    "season",
    "company",
    "city",
    "water",
    "price",
    "minister",
    "week",
    "plan",
    "river",
    "summer",
    "office",
    "garden",
    "report",
    "player",
    "history",
    "village",
    "station",
    "music",
    "bridge",
    "winter",
    "people",
    "morning",
    "street",
    "number",
    "garden",
    "public",
    "museum",
    "family",
    "record",
    "letter",
    "doctor",
    "harvest",
    "island",
]
SYLLABLES = ("ba", "den", "ko", "li", "mur", "na", "ras", "so", "ti", "vel", "wen", "zu")
MANY_WORDS = [
    *WORDS,
    *(f"{one}{two}{three}" for one in SYLLABLES for two in SYLLABLES for three in SYLLABLES),
]  # as pages of many papers have
TYPES = (
    ("ASSAULT", "Attack"),
    ("ASSAULT", "Armed clash"),
    ("ASSAULT", "Air/drone strike"),
    ("PROTEST", "Peaceful protest"),
    ("COERCE", "Arrests"),
)
NAMES = [f"{kind} {word.title()}" for kind in ("Northern", "Southern", "United", "Free", "National") for word in WORDS]


def main() -> int:
    """Measure and print; nothing fails on a time, which depends on the machine."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--records", type=int, default=4000)
    parser.add_argument("--archive", default=os.environ.get("TEST_POSTGRESQL"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        alone, quiet, own = measure_pages(list(islice(make_pages(), options.pages)), Path(folder))
        print(
            f"{options.pages:,} pages: own work / trafilatura alone: {own / alone:.2f} as it is by itself, {own / quiet:.2f} without readers' comments"
            f" (at most {MOST_WORK}); {options.pages / own:.0f} pages a second"
        )
        peaks = measure_memory(options.pages, Path(folder) / "memory")
        print(
            f"{options.pages:,} pages, one of {SELDOM} with something to record: memory of all processes at most {max(peaks):,.0f} MB"
            f" (at most {MOST_MEGABYTES:,}); by quarters of the run {', '.join(f'{peak:,.0f}' for peak in peaks)} MB"
        )
        targets = [str(Path(folder) / "search.sqlite"), *([options.archive] if options.archive else [])]
        for target in targets:
            archive = create_archive(target, files=Path(folder) / "files")
            fill(archive, options.records)
            archive.take_stock()
            for name, milliseconds, found in measure_searches(archive):
                mark = "" if milliseconds < MOST_MILLISECONDS else f"  (at most {MOST_MILLISECONDS})"
                print(f"{archive.engine.dialect.name}, {options.records:,} records, {name}: {milliseconds:.1f} ms, {found:,} found{mark}")
            archive.engine.dispose()
    return 0


def make_pages() -> Iterator[bytes]:
    """Web pages of about 45 kB, as news sites have them: an article between menus, teasers of other stories, styles and scripts."""
    chance = random.Random(1)
    menu = "".join(f"<li class='item'><a href='/{word}/' data-track='menu-{word}'><span>{word}</span></a></li>" for word in WORDS)
    style = "".join(f".{word}-box{{margin:0 auto;padding:{number}px}}" for number, word in enumerate(WORDS * 6))
    script = "".join(f"window.data.push({{id:{number},name:'{word}'}});" for number, word in enumerate(WORDS * 8))
    while True:
        paragraphs = "".join(f"<p>{' '.join(sentence(chance, MANY_WORDS) for _ in range(3))}</p>" for _ in range(9))
        teasers = "".join(
            f"<div class='teaser'><a href='/s/{number}'><img src='/i/{number}.jpg' alt=''><h3>{sentence(chance, MANY_WORDS)}</h3></a></div>"
            for number in range(25)
        )
        title = sentence(chance, MANY_WORDS)
        meta = "<meta charset='utf-8'><meta property='article:published_time' content='2024-05-06T10:00:00Z'>"
        head = f"<head><title>{title}</title>{meta}<style>{style}</style><script>{script}</script></head>"
        body = f"<nav><ul>{menu}</ul></nav><article><h1>{title}</h1>{paragraphs}</article><aside>{teasers}</aside><footer><ul>{menu}</ul></footer>"
        yield f"<!doctype html><html>{head}<body>{body}</body></html>".encode()


def sentence(chance: random.Random, words: Sequence[str] = WORDS) -> str:
    """A sentence about nothing."""
    return f"The {' the '.join(chance.choices(words, k=3))} was seen with a {' and a '.join(chance.choices(words, k=2))} on the {chance.choice(words)}."


def measure_pages(pages: list[bytes], folder: Path) -> tuple[float, float, float]:
    """Seconds of processor time of trafilatura by itself, of the same without readers' comments, and of the archive's own work on the same pages."""
    import trafilatura  # noqa: PLC0415  beside what is measured

    taking.read_document = lambda document, settings: Result(document=document)  # noqa: ARG005  nothing is found in any page
    archive = create_archive(str(folder / "pages.sqlite"))
    add(archive, [next(make_pages())], folder / "first")
    trafilatura.extract(pages[0].decode())  # everything imported
    alone = quiet = own = 0.0
    for first in range(0, len(pages), BLOCK):  # one beside the other, so that noise of the machine falls on all
        block = pages[first : first + BLOCK]
        decoded = [page.decode() for page in block]
        alone += processor_time(lambda decoded=decoded: [trafilatura.extract(page) for page in decoded])
        quiet += processor_time(lambda decoded=decoded: [trafilatura.extract(page, include_comments=False) for page in decoded])
        own += add(archive, block, folder / f"pages-{first}")
    archive.engine.dispose()
    return alone, quiet, own


def processor_time(run: Callable[[], object]) -> float:
    """Seconds of processor time of one call."""
    start = time.process_time()
    run()
    return time.process_time() - start


def add(archive: Archive, pages: list[bytes], folder: Path) -> float:
    """Seconds of processor time of adding pages that lie in a folder."""
    folder.mkdir()
    for number, page in enumerate(pages):
        (folder / f"{number:05d}.html").write_bytes(page)
    start = time.process_time()
    report = add_sources(archive, [str(folder)], stated=Stated(), settings=SETTINGS, processes=1)
    seconds = time.process_time() - start
    if report.added + report.known != len(pages):
        sys.exit(f"not all pages were added: {report.to_dict()}")
    return seconds


def measure_memory(count: int, folder: Path) -> list[float]:
    """Megabytes of all processes of `onrecord add` on so many pages at the most, in each quarter of the run; shared pages are counted once."""
    pages = folder / "pages"
    pages.mkdir(parents=True)
    for number, page in enumerate(islice(make_pages(), count)):
        told = page if number % SELDOM else page.replace(b"</h1>", f"</h1>{report(number)}".encode())
        (pages / f"{number:05d}.html").write_bytes(told)
    command = [sys.executable, "-m", "onrecord", "add", "pages", "--processes", "2"]
    sizes: list[float] = []
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, start_new_session=True) as process:
        while process.poll() is None:
            sizes.append(sum(map(megabytes, Path("/proc").glob("[0-9]*"), repeat(process.pid))))
            time.sleep(EVERY)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    quarter = max(1, len(sizes) // 4)
    return [max(sizes[start : start + quarter]) for start in range(0, 4 * quarter, quarter) if sizes[start : start + quarter]]


def report(number: int) -> str:
    """Paragraphs with something to record."""
    told = (
        f"Gunmen killed {2 + number % 7} people and wounded {3 + number % 11} in a village near Gao on Monday, the mayor said.",
        f"The army said on Tuesday it had arrested {1 + number % 5} men after the attack. Residents fled to Ansongo, an aid worker told reporters.",
    )
    return "".join(f"<p>{paragraph}</p>" for paragraph in told)


def megabytes(process: Path, session: int) -> float:
    """The memory of a process of a session, what it shares with others divided among them (PSS); 0 of any other."""
    try:
        if int((process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[3]) != session:
            return 0.0
        lines = (process / "smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0  # it has ended
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("Pss:")), 0.0)


def fill(archive: Archive, count: int) -> None:
    """An archive of made-up records, ten a document."""
    chance = random.Random(2)
    for first in range(0, count, 10 * AT_ONCE):
        with archive.writing() as connection:
            starts = range(first, min(count, first + 10 * AT_ONCE), 10)
            add_batch(connection, [make_document(chance, start, min(10, count - start)) for start in starts], VERSIONS)


def make_document(chance: random.Random, start: int, size: int) -> Taken:
    """A document with so many records."""
    text = f"Report {start}. {' '.join(sentence(chance) for _ in range(12))}"
    document = Document(id=f"report {start}", text=text, publisher=chance.choice(NAMES), language="en")
    capture = Capture(name=document.id, content=text.encode(), method=Method.FILE, at=datetime.now(UTC))
    records = tuple(make_record(chance, document, start + number) for number in range(size))
    return Taken(capture=capture, document=document, state=State.READ, records=records)


def make_record(chance: random.Random, document: Document, number: int) -> Record:
    """A record with a day, a place, two sides and a figure."""
    day = (date(2010, 1, 1) + timedelta(days=chance.randrange(5000))).isoformat()
    plover, sub_event = chance.choice(TYPES)
    killed = int(chance.expovariate(0.2))
    place = {
        "name": chance.choice(NAMES),
        "country": chance.choice(["SY", "ML", "UA", "MM"]),
        "latitude": chance.uniform(-40, 60),
        "longitude": chance.uniform(-120, 140),
    }
    figure = {"harm": "killed", "low": killed, "best": killed, "high": killed, "polarity": "asserted", "source": chance.choice(NAMES)}
    evidence = (Evidence(Span(0, 6), document.text[:6]),)
    return Record(
        id=f"{number:016x}",
        kind=Kind.INCIDENT,
        values={
            "type": {"plover": plover, "plover_mode": None, "acled_event": None, "acled_sub_event": sub_event},
            "realis": "actual",
            "time": {"earliest": day, "latest": day, "text": day, "basis": "stated"},
            "places": [place],
            "actors": [{"name": chance.choice(NAMES)}],
            "targets": [{"name": chance.choice(NAMES)}],
            "victims": [],
            "toll": [figure],
            "totals": [{"harm": "killed", "low": killed, "high": killed}],
            "sources": [chance.choice(NAMES)],
            "denied_by": [],
        },
        mentions=evidence,
        claims=tuple(
            Claim(
                id=f"{number:08x}{slot}",
                slot=slot,
                value=True,
                factuality=Factuality(),
                attribution=(),
                evidence=evidence,
                rule="made.up",
                score=0.7,
            )
            for slot in ("happened", "toll", "actor")
        ),
    )


QUERIES: tuple[tuple[str, Query], ...] = (
    ("all", Query()),
    ("words of most reports", Query(words="bridge harvest island")),
    ("a word of one report", Query(words="77770")),
    ("a phrase", Query(words='"was seen with"')),
    ("a circle", Query(circle=Circle(34.7, 36.7, 100))),
    ("a box", Query(box=Box(10, -10, 20, 10))),
    ("days", Query(since=date(2013, 3, 1), until=date(2013, 3, 31))),
    ("a type", Query(type="Air/drone strike")),
    ("a type that no record has", Query(type="Mob violence")),
    ("an actor", Query(actor="Free River")),
    ("a word of many actors", Query(actor="national")),
    ("a source", Query(source="National Council")),
    ("a publisher", Query(publisher="Northern Market")),
    ("figures", Query(figures=(Figure(Harm.KILLED, ">=", 15),))),
    ("country and type and figures", Query(country="SY", type="Attack", figures=(Figure(Harm.KILLED, ">=", 10),))),
    ("words and a source", Query(words="bridge", source="National Council")),
    ("a phrase, an actor and a country", Query(words='"was seen with"', actor="Free River", country="ML")),
    (
        "words, a circle and days",
        Query(words="bridge harvest", circle=Circle(34.7, 36.7, 1000), since=date(2013, 3, 1), until=date(2014, 3, 1)),
    ),
    ("a publisher and figures", Query(publisher="Northern Market", figures=(Figure(Harm.KILLED, ">=", 1),))),
    ("a type and a source that never meet", Query(type="Mob violence", source="National Council")),
    ("certainty and kind", Query(certainty="CT", kind="incident")),
    ("a certainty that no record has", Query(certainty="U")),
    ("without copies", Query(with_copies=False)),
    (
        "everything at once",
        Query(
            words="bridge",
            box=Box(-40, -120, 60, 140),
            since=date(2012, 1, 1),
            type="ASSAULT",
            country="SY",
            source="National Council",
            certainty="CT",
            kind="incident",
            figures=(Figure(Harm.KILLED, ">=", 1),),
            with_copies=False,
        ),
    ),
)


def measure_searches(archive: Archive, rounds: int = 5) -> Iterator[tuple[str, float, int]]:
    """Milliseconds of the answer to each query, median of rounds, and how many records it finds."""
    for name, query in QUERIES:
        with archive.reading() as connection:
            found = count_records(connection, query)
            times = [milliseconds(lambda query=query: answer(connection, query)) for _ in range(rounds)]
        yield name, statistics.median(times), found


def answer(connection: Connection, query: Query) -> None:
    """What a search shows: its first page, and how many there are, as far as they are counted."""
    search_records(connection, query)
    count_records(connection, query, most=1001)


def milliseconds(run: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    run()
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    sys.exit(main())
