"""What reading costs: the whole pipeline against spaCy's own parse of the same text, in one run; and a cold start of the command.

    python benchmarks/reading.py [FILE ...]      default: every report in examples/

The ratio is the median over rounds in which both are run one after the other, so that noise of the machine falls on both.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from onrecord.annotate import DEFAULT_MODEL
from onrecord.annotate.quick import quick_load
from onrecord.model.text import Document
from onrecord.pipeline import read_document

EXAMPLES = Path(__file__).parents[1] / "examples"
MOST = 1.5  # times spaCy's own parse; the whole pipeline may cost no more


def seconds(run: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def load_whole() -> Callable[[str], object]:
    """The default pipeline as spaCy itself loads it."""
    import spacy  # noqa: PLC0415 - beside the model that is measured

    with quick_load():  # for its silence
        return spacy.load(DEFAULT_MODEL)


def measure_ratio(texts: list[str], rounds: int) -> float:
    """Whole pipeline over spaCy's parse, median of rounds."""
    parse = load_whole()
    documents = [Document(id=str(number), text=text, language="en") for number, text in enumerate(texts)]

    def read_all() -> None:
        for document in documents:
            read_document(document)

    def parse_all() -> None:
        for text in texts:
            parse(text)

    read_all()
    parse_all()
    return statistics.median(seconds(read_all) / seconds(parse_all) for _ in range(rounds))


def measure_cold(path: Path, rounds: int) -> float:
    """Seconds of `onrecord read` in a fresh process, median of rounds."""
    command = [sys.executable, "-m", "onrecord", "read", str(path), "--format", "json"]
    return statistics.median(seconds(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(rounds))


def main() -> int:
    """Measure and print; nothing fails on a time, which depends on the machine."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="reports to read (text)")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    files = options.files or sorted(EXAMPLES.glob("*.txt"))
    ratio = measure_ratio([file.read_text(encoding="utf-8") for file in files], options.rounds)
    cold = measure_cold(files[0], 3)
    print(f"whole pipeline / spaCy's parse: {ratio:.2f} (at most {MOST})")
    print(f"cold start of `onrecord read {files[0].name}`: {cold:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
