"""The database as every room sees it: the declarative base, aware instants, sealed columns, and transactions.

Knows no table. Doors open `transaction()`; rooms are handed its session and never commit.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Engine, LargeBinary, MetaData, Text, TypeDecorator, create_engine, event
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm import DeclarativeBase, Session

from portal.sealing import Keyring
from portal.vocabulary import Refusal

BUSY_SECONDS = 10  # how long SQLite waits for another writer
CONNECTIONS = 16  # one process keeps so many: one for each request that `portal serve` has under way


class Base(DeclarativeBase):
    """All tables, with constraint names that migrations can rely on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Text(), dict[str, Any]: JSON()}  # noqa: RUF012 - SQLAlchemy's own hook


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC instants. SQLite hands back naive ones; they are made aware here, once."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database: always UTC. Raises ValueError on a naive instant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant must be aware")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database: always aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Sealed(TypeDecorator[str]):
    """Text sealed at rest and bound to its place, with the keyring that hangs on the engine's dialect."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, place: str) -> None:
        """`place` is `table.column`; it never changes once values are sealed for it."""
        super().__init__()
        self.place = place

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Seal on the way in."""
        return None if value is None else keyring_of(dialect).seal(value, self.place)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Open on the way out. Raises sealing.CannotOpen."""
        return None if value is None else keyring_of(dialect).open(value, self.place)


def keyring_of(dialect: Dialect) -> Keyring:
    """The keyring an engine was made with."""
    keyring: Keyring = dialect.portal_keyring  # type: ignore[attr-defined]
    return keyring


class NoSuchDatabase(Refusal):
    """The address of the database is none, or is of a kind there is no driver for."""


def make_engine(url: str, keyring: Keyring) -> Engine:
    """An engine whose sealed columns open with `keyring`. SQLite gets WAL, full syncs and honest transactions.

    Raises NoSuchDatabase, which does not repeat the address: a password may be in it.
    """
    is_sqlite = url.startswith("sqlite")
    options: Mapping[str, Any] = {"connect_args": {"timeout": BUSY_SECONDS}} if is_sqlite else {"pool_pre_ping": True}
    try:
        # What goes wrong before a column is sealed would otherwise quote the words in its message.
        engine = create_engine(url, pool_size=CONNECTIONS, hide_parameters=True, **options)
    except (ArgumentError, ImportError) as error:
        raise NoSuchDatabase("DATABASE_URL is not the address of a database we can use. See .env.example.") from error
    engine.dialect.portal_keyring = keyring  # type: ignore[attr-defined]
    engine.dialect.portal_turn = threading.Lock() if is_sqlite else None  # type: ignore[attr-defined]
    if is_sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver must not open transactions by itself: see _begin_sqlite.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY_SECONDS * 1000}", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    # A read that turns into a write fails at once on SQLite, whatever the timeout: a door that writes says so first.
    writes = connection.get_execution_options().get("portal_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


class Unavailable(Refusal):
    """The database is locked, full, or not there. Nothing of the transaction was kept."""


@contextmanager
def answering() -> Iterator[None]:
    """Says in a sentence that the database does not answer, whatever is asked of it. Raises Unavailable."""
    try:
        yield
    except (OperationalError, InterfaceError, NoConnectionFree) as error:
        raise Unavailable("The database cannot take this now.") from error
    except DBAPIError as error:
        # A connection that broke, or a file that is no database. Anything else is a fault of ours, and seen as one.
        if error.connection_invalidated or type(error) is DatabaseError:
            raise Unavailable("The database cannot take this now.") from error
        raise


@contextmanager
def _turn_to_write(engine: Engine) -> Iterator[None]:
    """SQLite has one writer at a time, and whoever waits for it looks again at growing intervals, in no order.

    Within one process its threads take turns instead, so that none waits long after its turn has come.
    """
    turn: threading.Lock | None = engine.dialect.portal_turn  # type: ignore[attr-defined]
    if turn is None:
        yield
        return
    if not turn.acquire(timeout=BUSY_SECONDS):
        raise Unavailable("The database cannot take this now.")
    try:
        yield
    finally:
        turn.release()


@contextmanager
def transaction(engine: Engine, *, writes: bool) -> Iterator[Session]:
    """A session in one transaction: committed when the block ends, rolled back when it raises. Raises Unavailable."""
    with (
        answering(),
        _turn_to_write(engine) if writes else nullcontext(),
        engine.connect().execution_options(portal_writes=writes) as connection,
        Session(connection, expire_on_commit=False) as session,
    ):
        yield session
        session.commit()
