"""What exports cost: each format of an archive of made-up incidents against merely reading the same records from it, and how much memory it takes.

    python benchmarks/exporting.py [--incidents 100000] [--folder DIR] [--formats csv jsonl]

Each format runs in a process of its own, so that its memory is its own. Times depend on the machine; ratios are within one run. An archive that was made in --folder before is used again.
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import tempfile
import time
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path

from archive import fill
from sqlalchemy import select

from onrecord.export.writers import WRITERS
from onrecord.link.identity import keep_ids
from onrecord.pipeline.exporting import ExportWish, export_archive
from onrecord.store.archive import create_archive, open_archive
from onrecord.store.incidents import keep_renewal
from onrecord.store.read import read_results
from onrecord.store.tables import DOCUMENT, RECORD

MOST_SECONDS, MOST_MEGABYTES = 60, 500  # of one format of 100,000 incidents
STATUS = Path("/proc/self/status")  # of Linux


def main() -> int:
    """Print seconds, memory and ratio of every format; fail where 100,000 incidents take too much."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, default=3000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--formats", nargs="*", default=[writer.name for writer in WRITERS])
    given = parser.parse_args()
    count = given.incidents
    with ExitStack() as stack:
        folder = given.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if not (folder / "onrecord.sqlite").exists():
            make(folder, count)
        base, memory = run(read_only, str(folder))
        print(f"{count:,} incidents; reading their records alone {base:.1f} s, {memory:.0f} MB")
        found = {name: run(write, str(folder), name) for name in given.formats}
    for name, (seconds, megabytes) in found.items():
        print(f"{name:<12} {seconds:6.1f} s  {seconds / base:5.2f} times reading alone  {megabytes:5.0f} MB")
    limit = MOST_SECONDS * count / 100_000
    slow = [name for name, (seconds, megabytes) in found.items() if count >= 100_000 and (seconds > limit or megabytes > MOST_MEGABYTES)]
    if slow:
        print(f"over {MOST_SECONDS} s for 100,000, or {MOST_MEGABYTES} MB: {', '.join(slow)}")
    return bool(slow)


def make(folder: Path, count: int) -> None:
    """An archive of made-up records, each an incident of its own."""
    archive = create_archive(str(folder / "onrecord.sqlite"))
    fill(archive, count)
    with archive.reading() as connection:
        told = select(DOCUMENT.c.id, RECORD.c.id).join(RECORD, RECORD.c.document == DOCUMENT.c.number).where(RECORD.c.kind == "incident")
        keys = [tuple(row) for row in connection.execute(told)]
    with archive.writing() as connection:
        keep_renewal(connection, keep_ids(((key,) for key in keys), {}, taken=set()), {}, by="benchmark")
    archive.engine.dispose()


def run(work: object, *given: str) -> tuple[float, float]:
    """Seconds and memory at most of some work in a process of its own."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, (work, given))


def measure(work: object, given: tuple[str, ...]) -> tuple[float, float]:
    """Seconds and megabytes of some work."""
    start = time.perf_counter()
    work(*given)  # type: ignore[operator]
    return time.perf_counter() - start, peak()


def peak() -> float:
    """Megabytes that this process held at most.

    What `getrusage` says on Linux also counts the process that started it, as which it began: all formats seemed to take what the making of the archive had taken.
    """
    if STATUS.exists() and (found := re.search(r"VmHWM:\s+(\d+) kB", STATUS.read_text(encoding="ascii"))):
        return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2  # bytes on macOS


def read_only(folder: str) -> None:
    """Every record of the archive once."""
    archive = open_archive(f"{folder}/onrecord.sqlite")
    with archive.reading() as connection:
        for _ in read_results(connection):
            pass


def write(folder: str, name: str) -> None:
    """One format."""
    (out := Path(folder) / "out").mkdir(exist_ok=True)
    export_archive(open_archive(f"{folder}/onrecord.sqlite"), ExportWish(format=name, output=out))


if __name__ == "__main__":
    sys.exit(main())
