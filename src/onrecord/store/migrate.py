"""The schema of an archive over time: each step is a file of `migrations/versions`, and a filled archive is brought forward by all of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

MIGRATIONS = Path(__file__).parent / "migrations"


def current_revision(engine: Engine) -> str | None:
    """The step that an archive is at; None if it has no schema of ours."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str:
    """The last step there is."""
    return str(ScriptDirectory.from_config(config()).get_current_head())


def known_revisions() -> frozenset[str]:
    """Every step there is."""
    return frozenset(step.revision for step in ScriptDirectory.from_config(config()).walk_revisions())


def upgrade(engine: Engine, revision: str = "head", *, then: Callable[[Connection], None] = lambda _: None) -> None:
    """Bring an archive to a step, and do something then, all in one transaction."""
    with engine.begin() as connection:
        settings = config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, revision)
        then(connection)


def config() -> Config:
    """Alembic told where the steps are; it logs nothing."""
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    settings.set_main_option("path_separator", "os")
    return settings
