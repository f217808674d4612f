"""What ails a database, made to happen to a portal at hand: another who writes and does not end, a full disk, none."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg
from sqlalchemy import Engine, event

from tests.portals import PortalAtHand

# What writers of the web touch. Reading goes on, as it does beside a writer on SQLite.
_WRITTEN_TO = ("drafts", "draft_tokens", "code_tries")
_FULL = """
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$
"""


@contextmanager
def locked(portal: PortalAtHand) -> Iterator[None]:
    """Another process writes, and does not end."""
    if portal.engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(portal.file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
    else:
        with closing(_connected(portal)) as other:
            other.execute(f"BEGIN; LOCK TABLE {', '.join(_WRITTEN_TO)} IN EXCLUSIVE MODE")
            yield
            other.execute("ROLLBACK")  # answered once its locks are gone; a connection that closes waits for nothing


@contextmanager
def full(portal: PortalAtHand) -> Iterator[None]:
    """Not one page more fits on the disk. On PostgreSQL it is the server that says so, with the code it has for it."""
    with (_full_sqlite if portal.engine.dialect.name == "sqlite" else _full_postgres)(portal):
        yield


@contextmanager
def _full_sqlite(portal: PortalAtHand) -> Iterator[None]:
    engine: Engine = portal.app.extensions["portal"].reading.args[0]

    def no_more(connection: sqlite3.Connection, _record: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(engine, "connect", no_more)
    engine.dispose()
    yield
    event.remove(engine, "connect", no_more)
    engine.dispose()


@contextmanager
def _full_postgres(portal: PortalAtHand) -> Iterator[None]:
    with _connected(portal) as other:
        other.execute(_FULL)
        for table in (*_WRITTEN_TO, "cases", "outbox"):
            other.execute(f"CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON {table} EXECUTE FUNCTION full_disk()")
        yield
        other.execute("DROP FUNCTION full_disk CASCADE")


def _connected(portal: PortalAtHand) -> psycopg.Connection:
    address = portal.settings.database_url.replace("+psycopg", "")
    return psycopg.connect(address, autocommit=True)
