"""One fixture for both databases: every test of the archive runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import secrets
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url
from tests.export.back.tables import to_csv
from tests.store.filled import fill, many_reports
from tests.store.imported import Take

from onrecord.pipeline.importing import Imported, import_file
from onrecord.store.archive import Archive, create_archive

SERVER = "TEST_POSTGRESQL"  # address of a database on a server where the tests may make others


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """A run of the tests in the background may ignore Ctrl-C, and so would every command that they start and interrupt."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an archive can be made: a path, or the address of an empty database."""
    if request.param == "sqlite":
        yield str(tmp_path / "onrecord.sqlite")
    else:
        yield from new_database()


def new_database() -> Iterator[str]:
    """An empty database that goes with the test."""
    address = os.environ.get(SERVER)
    if not address:
        pytest.skip(f"no PostgreSQL: {SERVER} is not set (.ci/postgresql starts one)")
    url = make_url(address.replace("postgresql://", "postgresql+psycopg://"))
    name = f"test_{secrets.token_hex(6)}"
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield url.set(database=name, drivername="postgresql").render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    server.dispose()


@pytest.fixture
def archive(target: str, tmp_path: Path) -> Iterator[Archive]:
    """An empty archive."""
    made = create_archive(target, files=tmp_path / "files")
    yield made
    made.engine.dispose()


@pytest.fixture
def undisturbed(tmp_path: Path) -> Iterator[Archive]:
    """An archive that was filled without a stop."""
    made = create_archive(str(tmp_path / "whole.sqlite"))
    fill(made, tmp_path, str(many_reports(tmp_path / "reports")))
    yield made
    made.engine.dispose()


@pytest.fixture
def take(archive: Archive, tmp_path: Path) -> Take:
    """Write a table and import it."""

    def taken(*rows: dict[str, str], to: str = "acled", name: str = "table.csv", **more: Any) -> Imported:
        (tmp_path / name).write_text(to_csv(to, rows), encoding="utf-8")
        return import_file(archive, tmp_path / name, to=to, **more)

    return taken


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Archive]:
    """A second archive, empty."""
    made = create_archive(str(tmp_path / "other.sqlite"))
    yield made
    made.engine.dispose()
