"""Adds sources in a process that can be killed: `python -m tests.store.killed ARCHIVE FILES SOURCE...`; batches are small, so that there is much to lose."""

from __future__ import annotations

import sys
from pathlib import Path

from onrecord.model.captures import Stated
from onrecord.pipeline import adding
from onrecord.settings import Settings
from onrecord.store.archive import create_archive

if __name__ == "__main__":
    adding.AT_ONCE = 3
    target, files, *sources = sys.argv[1:]
    archive = create_archive(target, files=Path(files))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    adding.add_sources(archive, sources, stated=Stated(), settings=Settings(), processes=1)
