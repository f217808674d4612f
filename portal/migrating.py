"""Bringing a database to the schema this code expects, and telling whether it is there already.

Runs the numbered migrations beside the package, in the checkout it is run from. Knows no table by name.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from portal.db import answering
from portal.vocabulary import Refusal

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


class BrokenReferences(Refusal):
    """A migration would leave rows that point at nothing. It was rolled back, and the database is as it was."""


def at_head(engine: Engine) -> bool:
    """Has this database had every migration, and none that this code does not know? Raises db.Unavailable."""
    with answering(), engine.connect() as connection:
        applied = MigrationContext.configure(connection).get_current_heads()
    return set(applied) == _newest_in(MIGRATIONS)


@cache
def _newest_in(_folder: Path) -> frozenset[str]:
    # Read once: a folder does not change under a running release, and readiness is asked for every few seconds.
    return frozenset(ScriptDirectory.from_config(config_for(None)).get_heads())


def migrate(engine: Engine) -> None:
    """Apply every migration still missing, all in one transaction: all of them or none.

    On SQLite the transaction is a writer from its first statement, so of two that start at once the second waits.
    Raises BrokenReferences, and db.Unavailable where there is no database to be had.
    """
    with answering():  # around this alone: a fault within a migration must be seen as it is
        engine.connect().close()
    with (
        engine.connect().execution_options(portal_writes=True) as connection,
        foreign_keys_resting(connection),
        connection.begin(),
    ):
        command.upgrade(config_for(connection), "head")
        if _is_sqlite(connection) and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise BrokenReferences("The migration would leave rows that point at nothing. Nothing was changed.")


@contextmanager
def foreign_keys_resting(connection: Connection) -> Iterator[None]:
    """Hold SQLite's foreign keys off, around a transaction that changes tables; elsewhere do nothing.

    Changing a table on SQLite means copying it and dropping the old one: with foreign keys on, the drop would take
    every row that points at it along. The setting cannot change inside a transaction.
    """
    if not _is_sqlite(connection):
        yield
        return
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def config_for(connection: Connection | None) -> Config:
    """Alembic's configuration, made here so that nothing depends on the directory the portal is started from."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
