"""A throw-away PostgreSQL server, for tests that stop one: it stands in a folder of its own and listens on a socket there."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

OWNER = "postgres"  # whom the server belongs to where the tests run as root, as whom it refuses to start


@dataclass(frozen=True, slots=True)
class Server:
    """A server by its folder and the folder of its programs."""

    folder: Path
    programs: Path

    def start(self, *, most: int | None = None) -> None:
        """Start it, and wait until it answers; with files of `most` bytes at most it meets what a full disk is to it."""
        limit = ["prlimit", f"--fsize={most}"] if most is not None else []
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off"
        self.call("pg_ctl", "-D", str(self.folder / "data"), "-w", "-l", str(self.folder / "log"), "-o", options, "start", within=limit)

    def stop(self, mode: str = "immediate") -> None:
        """Stop it: `immediate` as in a crash, `fast` as an administrator does."""
        self.call("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", mode, "stop")

    def make_database(self, name: str) -> str:
        """An empty database; its address."""
        self.call("createdb", "-h", str(self.folder), "-U", "onrecord", name)
        return f"postgresql://onrecord@/{name}?host={self.folder}"

    def call(self, program: str, *words: str, within: Sequence[str] = ()) -> None:
        """Run one of its programs, as whom it belongs to, `within` another command."""
        command = [*within, str(self.programs / program), *words]
        as_owner = ["runuser", "-u", OWNER, "--", *command] if os.getuid() == 0 else command
        subprocess.run(as_owner, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@contextmanager
def throw_away_server() -> Iterator[Server]:
    """A server that runs, with an empty database; the test is skipped where there are no programs to start one with."""
    programs = find_programs()
    with tempfile.TemporaryDirectory(prefix="pg") as name:  # the paths of sockets must be short
        server = Server(Path(name), programs)
        if os.getuid() == 0:
            shutil.chown(name, OWNER)
        server.call(
            "initdb",
            "-D",
            f"{name}/data",
            "-U",
            "onrecord",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            "--wal-segsize=1",
        )
        server.start()
        try:
            yield server
        finally:
            server.stop()


def find_programs() -> Path:
    """The folder of the newest server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        pytest.skip("no PostgreSQL server is installed here (.ci/postgresql installs one)")
    if os.getuid() == 0 and OWNER not in {user.pw_name for user in pwd.getpwall()}:
        pytest.skip(f"a server does not start as root, and there is no user '{OWNER}'")
    return found[-1].parent if found else Path(str(on_path)).parent
