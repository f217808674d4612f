"""Bringing a database to the schema this code expects, and telling whether it is there already.

Runs the numbered migrations beside the package, in the checkout it is run from. Knows no table by name.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from portal.vocabulary import Refusal

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


class BrokenReferences(Refusal):
    """A migration would leave rows that point at nothing. It was rolled back, and the database is as it was."""


def at_head(engine: Engine) -> bool:
    """Has this database had every migration, and none that this code does not know?"""
    with engine.connect() as connection:
        applied = MigrationContext.configure(connection).get_current_heads()
    return set(applied) == set(ScriptDirectory.from_config(config_for(None)).get_heads())


def migrate(engine: Engine) -> None:
    """Apply every migration still missing, all in one transaction: all of them or none. Raises BrokenReferences.

    On SQLite the transaction is a writer from its first statement, so of two that start at once the second waits.
    """
    with engine.connect().execution_options(portal_writes=True) as connection:
        on_sqlite = connection.dialect.name == "sqlite"
        if on_sqlite:
            # Changing a table on SQLite means copying it and dropping the old one: with foreign keys on, the drop would
            # take every row that points at it along. The setting cannot change inside a transaction.
            _set_foreign_keys(connection, on=False)
        try:
            with connection.begin():
                command.upgrade(config_for(connection), "head")
                if on_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise BrokenReferences("The migration would leave rows that point at nothing. Nothing was changed.")
        finally:
            if on_sqlite:
                _set_foreign_keys(connection, on=True)


def config_for(connection: Connection | None) -> Config:
    """Alembic's configuration, made here so that nothing depends on the directory the portal is started from."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _set_foreign_keys(connection: Connection, *, on: bool) -> None:
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")
