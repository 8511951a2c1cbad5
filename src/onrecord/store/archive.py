"""An archive opened: its database and the folder of original files beside it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, delete, event, insert, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, OperationalError

from onrecord.errors import ArchiveError, RefusedError
from onrecord.store.dialects import take_stock, use_postgis
from onrecord.store.log import FIRST, HEAD, append_log
from onrecord.store.migrate import current_revision, known_revisions, newest_revision, upgrade
from onrecord.store.tables import ABOUT

DEFAULT = "onrecord.sqlite"
FOLDER = "files"  # row of `about` that says where the original files are, if that is not beside the archive
CACHE, MAPPED = 64_000, 1 << 30  # kibibytes that SQLite holds, and bytes of the file that it reads without copying
VALUES = ("22", "54")  # classes of PostgreSQL's errors: a value that it does not take, or that is beyond what it can hold
BUSY_SECONDS = 30  # waited for another process that writes
POSTGRESQL = ("postgresql://", "postgres://", "postgresql+psycopg://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """An open archive. `name` is what the user calls it, without a password."""

    name: str
    engine: Engine
    files: Path

    @property
    def is_sqlite(self) -> bool:
        """True on SQLite, False on PostgreSQL."""
        return self.engine.dialect.name == "sqlite"

    @property
    def own_paths(self) -> frozenset[Path]:
        """The files of the archive itself, which are no reports."""
        database = [Path(self.name + ending).resolve() for ending in ("", "-wal", "-shm", "-journal")] if self.is_sqlite else []
        return frozenset((self.files.resolve(), *database))

    def take_stock(self) -> None:
        """After much was added: what makes searches quick.

        Raises:
            ArchiveError: if the database cannot be reached.
        """
        try:
            take_stock(self.engine)
        except DBAPIError as error:
            raise fault(self.name, error) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that reads.

        Raises:
            ArchiveError: if the database cannot be reached or read.
        """
        try:
            with self.engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise fault(self.name, error) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: what is done in it is there whole, or not at all.

        Raises:
            ArchiveError: if the database cannot be reached or written; a RefusedError if it does not take a value.
        """
        try:
            with self.engine.execution_options(writes=True).begin() as connection:
                yield connection
        except DBAPIError as error:
            raise fault(self.name, error) from error
        except (UnicodeEncodeError, OverflowError) as error:  # what a driver says of a value
            raise RefusedError(f"{self.name}: the database refused: {error}") from error


def create_archive(target: str, *, files: Path | None = None) -> Archive:
    """Make a new archive, or bring an existing one to the newest schema.

    Raises:
        ArchiveError: if it cannot be made there, or what stands there is no archive.
    """
    archive = connect(target, files=files)
    with guarded(archive):
        revision = current_revision(archive.engine)
        if revision is None:
            check_empty(archive)
        else:
            check_known(archive, revision)
        upgrade(archive.engine, then=begin)
        use_postgis(archive.engine)
        if files is None:
            archive = with_own_folder(archive)
        make_folder(archive.files)
        if files is not None or not archive.is_sqlite:
            note_folder(archive)
    return archive


def open_or_create(target: str, *, files: Path | None = None) -> Archive:
    """Open an archive; one in a file that is not there, or that a killed run did not come to make, is made.

    Raises:
        ArchiveError: if it cannot be opened or made.
    """
    if "://" not in target and not has_schema(target):
        return create_archive(target, files=files)
    return open_archive(target, files=files)


def has_schema(path: str) -> bool:
    """True for a file with a schema of ours."""
    if not Path(path).is_file():
        return False
    archive = connect(path, files=None)
    with guarded(archive):
        revision = current_revision(archive.engine)
    archive.engine.dispose()
    return revision is not None


def open_archive(target: str, *, files: Path | None = None) -> Archive:
    """Open an archive that is there.

    Raises:
        ArchiveError: if there is none, or it was made by a newer onrecord, or needs `onrecord init` to be brought to the newest schema.
    """
    archive = connect(target, files=files)
    if archive.is_sqlite and not Path(archive.name).is_file():
        raise ArchiveError(f"{archive.name}: there is no archive; make one with: onrecord init {archive.name}")
    with guarded(archive):
        revision = current_revision(archive.engine)
        if revision is None:
            raise ArchiveError(f"{archive.name}: no archive of onrecord; make one with: onrecord init {archive.name}")
        check_known(archive, revision)
        if revision != newest_revision():
            found = f"its schema is {revision}, this onrecord has {newest_revision()}"
            raise ArchiveError(f"{archive.name}: {found}; bring it forward with: onrecord init {archive.name}")
        return archive if files is not None else with_own_folder(archive)


def with_own_folder(archive: Archive) -> Archive:
    """An archive with the folder of original files that was named when it was made, wherever it is opened from."""
    with archive.engine.connect() as connection:
        noted = connection.execute(select(ABOUT.c.value).where(ABOUT.c.key == FOLDER)).scalar()
    return archive if noted is None else replace(archive, files=Path(noted))


def note_folder(archive: Archive) -> None:
    """Let an archive know where its original files are, so that no later command puts them elsewhere."""
    with archive.writing() as connection:
        connection.execute(delete(ABOUT).where(ABOUT.c.key == FOLDER))
        connection.execute(insert(ABOUT).values(key=FOLDER, value=str(archive.files.resolve())))


@contextmanager
def guarded(archive: Archive) -> Iterator[None]:
    """An archive while it is being opened: what cannot be opened is let go, and what the database says is told in one line."""
    try:
        if archive.is_sqlite:
            refuse_foreign(Path(archive.name))
        yield
    except DBAPIError as error:
        archive.engine.dispose()
        raise fault(archive.name, error) from error
    except ArchiveError:
        archive.engine.dispose()
        raise


def make_folder(folder: Path) -> None:
    """The folder of original files.

    Raises:
        ArchiveError: if it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(f"{folder}: cannot be made: {error.strerror or error}") from error


def check_known(archive: Archive, revision: str | None) -> None:
    """Refuse an archive that a newer onrecord made.

    Raises:
        ArchiveError: naming its schema.
    """
    if revision not in known_revisions():
        raise ArchiveError(f"{archive.name}: its schema is {revision}, which this onrecord does not know; a newer onrecord made it")


def connect(target: str, *, files: Path | None) -> Archive:
    """The engine of a path or a postgresql:// address.

    Raises:
        ArchiveError: if the address is none, or its driver is not installed.
    """
    if "://" not in target:
        path = Path(target)
        if path.is_dir():
            raise ArchiveError(f"{target}: this is a folder; expected a file, for example {path / DEFAULT}")
        if not path.parent.is_dir():
            raise ArchiveError(f"{target}: there is no folder '{path.parent}'")
        engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", prepare_sqlite)
        event.listen(engine, "begin", begin_sqlite)
        return Archive(name=target, engine=engine, files=files or path.with_name(f"{path.stem}.files"))
    if not target.startswith(POSTGRESQL):
        raise ArchiveError(
            f"{target.partition('://')[0]}://…: not an archive's address; expected a path or postgresql://user@host/database"
        )
    try:
        url = make_url("postgresql+psycopg://" + target.split("://", 1)[1])
        engine = create_engine(url, pool_pre_ping=True)
    except ArgumentError as error:
        raise ArchiveError("not an archive's address; expected postgresql://user@host/database") from error
    except ModuleNotFoundError as error:
        raise ArchiveError("PostgreSQL needs its driver: pip install 'onrecord[postgres]'") from error
    name = url.set(drivername="postgresql").render_as_string(hide_password=True)
    return Archive(name=name, engine=engine, files=files or Path(f"{url.database}.files"))


def prepare_sqlite(connection: Any, _: object) -> None:
    """What SQLite needs on each connection: readers beside one writer, foreign keys that hold, transactions that we begin ourselves."""
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"cache_size=-{CACHE}", f"mmap_size={MAPPED}"):
        connection.execute(f"PRAGMA {pragma}").close()


def begin_sqlite(connection: Connection) -> None:
    """Who writes takes the lock at once: two writers that both began by reading would stop each other."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def refuse_foreign(path: Path) -> None:
    """Refuse a file that is no SQLite database.

    Raises:
        ArchiveError: saying so.
    """
    if path.is_file() and path.stat().st_size:
        with path.open("rb") as stream:
            if stream.read(16) != b"SQLite format 3\x00":
                raise ArchiveError(f"{path}: not an archive: this is no SQLite database; it was left alone")


def check_empty(archive: Archive) -> None:
    """Refuse a database that holds other people's tables.

    Raises:
        ArchiveError: naming some of them.
    """
    names = inspect(archive.engine).get_table_names()
    foreign = sorted(set(names) - {"alembic_version", "spatial_ref_sys"})
    if foreign:
        raise ArchiveError(f"{archive.name}: this database has other tables ({', '.join(foreign[:3])}); expected an empty one")


def begin(connection: Connection) -> None:
    """The first rows of a new archive: an id of its own, and the head of its log."""
    if connection.execute(select(ABOUT.c.key)).first() is None:
        archive_id = secrets.token_hex(8)
        connection.execute(insert(ABOUT), [{"key": "id", "value": archive_id}, {"key": HEAD, "value": f"0 {FIRST}"}])
        append_log(connection, "init", archive_id, {})


def archive_id(connection: Connection) -> str:
    """The id that an archive got when it was made."""
    found: str = connection.execute(select(ABOUT.c.value).where(ABOUT.c.key == "id")).scalar_one()
    return found


def fault(name: str, error: DBAPIError) -> ArchiveError:
    """What the database said, in one line."""
    words = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
    if isinstance(error, DataError) or (getattr(error.orig, "sqlstate", None) or "").startswith(VALUES):
        return RefusedError(f"{name}: the database refused: {words}")
    kind = "cannot be reached or written" if isinstance(error, OperationalError) else "refused"
    return ArchiveError(f"{name}: the database {kind}: {words}; what was complete is kept, and the same command goes on from there")
