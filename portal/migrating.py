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
from sqlalchemy.exc import OperationalError

from portal.db import about_to, answering, begun, code_of, unhurried
from portal.vocabulary import Refusal

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
_ONE_AT_A_TIME = int.from_bytes(b"portal")  # the number of PostgreSQL's lock: any, as long as it stays the same
_NO_LOCK = "55P03"  # PostgreSQL's code for a lock that was not to be had in time
_FULL = {"53100", "SQLITE_FULL"}  # a full disk, as PostgreSQL and SQLite call it


class TablesInUse(Refusal):
    """Somebody holds what would have to change. It was rolled back, and the database is as it was."""


class NoRoom(Refusal):
    """The disk is full. It was rolled back, and the database is as it was."""


class BrokenReferences(Refusal):
    """Rows would be left that point at nothing. It was rolled back, and the database is as it was."""


def at_head(engine: Engine) -> bool:
    """Has this database had every migration, and none that this code does not know? Raises db.Unavailable."""
    with answering(), begun(engine, writes=False) as connection:
        applied = MigrationContext.configure(connection).get_current_heads()
    return set(applied) == _newest_in(MIGRATIONS)


@cache
def _newest_in(_folder: Path) -> frozenset[str]:
    # Read once: a folder does not change under a running release, and readiness is asked for every few seconds.
    return frozenset(ScriptDirectory.from_config(config_for(None)).get_heads())


def migrate(engine: Engine) -> None:
    """Apply every migration still missing, all in one transaction: all of them or none.

    Of two that start at once the second waits for the first, however long that takes, and finds nothing left to do.
    Raises BrokenReferences, TablesInUse, NoRoom, and db.Unavailable where there is no database to be had.
    """
    with changing_tables(engine) as connection:
        bring_to(connection, "head")


@contextmanager
def changing_tables(engine: Engine) -> Iterator[Connection]:
    """One transaction in which tables come and go, with no other of its kind beside it: all of it or none.

    Raises BrokenReferences, TablesInUse, NoRoom, and db.Unavailable where there is no database to be had.
    """
    with answering():  # around this alone: a fault within a migration must be seen as it is
        engine.connect().close()
    with (
        engine.connect() as connection,
        foreign_keys_resting(connection),
        _having_room(),  # around the commit too: that is where SQLite notices
        _writing(connection),
        unhurried(connection),
    ):
        _wait_for_others(connection)
        try:
            yield connection
        except OperationalError as error:
            if code_of(error) != _NO_LOCK:
                raise
            raise TablesInUse(
                "Somebody holds a table that has to change. Nothing was changed. Try again in a minute."
            ) from error
        if _is_sqlite(connection) and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise BrokenReferences("There would be rows that point at nothing. Nothing was changed.")


@contextmanager
def _writing(connection: Connection) -> Iterator[None]:
    about_to(connection, write=True)
    with connection.begin():
        yield


@contextmanager
def _having_room() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        if {code_of(error), getattr(error.orig, "sqlite_errorname", None)}.isdisjoint(_FULL):
            raise
        raise NoRoom("There is no room on the disk of the database. Nothing was changed.") from error


def _wait_for_others(connection: Connection) -> None:
    """Until no other migration is under way. SQLite has seen to it: a transaction that writes is the only one."""
    if _is_sqlite(connection):
        return
    hasty = connection.exec_driver_sql("SHOW lock_timeout").scalar_one()
    connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})")
    # A table is not waited for so long: behind us everybody would queue who wants no more than to read it.
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{hasty}'")


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


def revision_of(connection: Connection) -> str | None:
    """The last migration this database has had; None where it has had none."""
    return MigrationContext.configure(connection).get_current_revision()


def is_known(revision: str) -> bool:
    """Does this release have that migration? It lacks those of newer ones."""
    known = ScriptDirectory.from_config(config_for(None)).walk_revisions()
    return revision in {script.revision for script in known}


def bring_to(connection: Connection, revision: str) -> None:
    """Apply migrations up to this one ("head": all) in the caller's transaction."""
    command.upgrade(config_for(connection), revision)
