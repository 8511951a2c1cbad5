"""Adds sources in processes that are killed at random moments: `python -m tests.store.killed SECONDS SOURCE...`.

Everything is imported and loaded once, and each run is a copy of that process, so that it is killed while it works, not while it starts. For each line of standard input, an
archive and the folder of its files with a tab between, one run is begun and killed within SECONDS; "killed", or "done" if it was done before, is answered.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import onrecord
from onrecord.model.captures import Stated
from onrecord.pipeline import adding
from onrecord.settings import Settings
from onrecord.store.archive import create_archive


def run(target: str, files: str, sources: Sequence[str]) -> None:
    """Add the sources, in this process."""
    archive = create_archive(target, files=Path(files))
    adding.add_sources(archive, sources, stated=Stated(), settings=Settings(), processes=1)


def run_and_kill(target: str, files: str, seconds: float, sources: Sequence[str]) -> str:
    """One run in a process of its own, and its end."""
    process = os.fork()
    if process == 0:
        run(target, files, sources)
        os._exit(0)
    time.sleep(seconds)
    os.kill(process, signal.SIGKILL)
    return "killed" if os.WIFSIGNALED(os.waitpid(process, 0)[1]) else "done"


if __name__ == "__main__":
    adding.AT_ONCE = 3  # small batches, so that there is much to lose
    longest, *reports = sys.argv[1:]
    onrecord.read("Two people were killed in Gao on Monday, police said.")
    chance = random.Random(11)
    for line in sys.stdin:
        archive, folder = line.rstrip("\n").split("\t")
        sys.stdout.write(run_and_kill(archive, folder, chance.uniform(0, float(longest)), reports) + "\n")
        sys.stdout.flush()
