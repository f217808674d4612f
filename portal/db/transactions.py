"""Transactions: all or nothing, and again from the start where PostgreSQL asks for it. Knows no table."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from random import SystemRandom
from typing import Any, TypeVar

import structlog
from sqlalchemy import Connection, Engine, Table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from portal.db import patience
from portal.db.beginning import about_to
from portal.db.refusals import SENTENCE, AskedAgain, Unavailable, answering

TIMES = 5  # a transaction is tried, the first included
_FIRST_PAUSE_SECONDS = 0.02  # doubled each time, less up to half of it: whoever collided must not collide in step
_jitter = SystemRandom().random
_log = structlog.get_logger(__name__)

Done = TypeVar("Done")


def retried(act: Callable[[], Done]) -> Done:
    """Do this, and again from its start where the database asks for it, a few times in half a second.

    Around the transaction, never within one. Whatever `act` does besides must bear being done twice. Raises AskedAgain
    in the end, and anything else that `act` raises at once.
    """
    for attempt in range(TIMES - 1):
        try:
            return act()
        except AskedAgain as again:
            _log.info("asked-again", attempt=attempt + 1, cause=type(again.__cause__).__name__)
            time.sleep(_FIRST_PAUSE_SECONDS * (1 << attempt) * (1 - _jitter() / 2))
    return act()


def written(engine: Engine, act: Callable[[Session], Done]) -> Done:
    """Do this with a session in a transaction that writes, again where the database asks for it: see `retried`.

    Raises Unavailable, and whatever `act` raises.
    """

    def once() -> Done:
        with transaction(engine, writes=True) as session:
            return act(session)

    return retried(once)


@contextmanager
def transaction(engine: Engine, *, writes: bool) -> Iterator[Session]:
    """A session in one transaction: committed when the block ends, rolled back when it raises.

    Raises Unavailable, and AskedAgain where `retried` around it may bring it about.
    """
    with (
        answering(),
        _turn_to_write(engine) if writes else nullcontext(),
        begun(engine, writes=writes) as connection,
    ):
        session = Session(connection, expire_on_commit=False, join_transaction_mode="control_fully")
        try:
            yield session
            if session.in_transaction():
                session.commit()
            else:  # only `connection_of` was used
                connection.commit()
        finally:
            # One that held nothing has nothing to let go of, and would take its time over it.
            if session.in_transaction() or session.identity_map or session.new:
                session.close()


def connection_of(session: Session) -> Connection:
    """The connection of a session from `transaction`, for statements that need no objects and cost less without them.

    Nothing of the session is flushed first, and its transaction is the one that was begun.
    """
    assert isinstance(session.bind, Connection)
    return session.bind


@contextmanager
def begun(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    """A connection with a transaction begun; whoever takes it commits, and sorts what goes wrong. Raises Unavailable.

    A connection that died while it lay in the pool, because the server was restarted, is noticed here and replaced by a
    new one, once: nothing had been asked of it.
    """
    connection = _began(engine, writes) or _began(engine, writes)
    if connection is None:
        raise Unavailable(SENTENCE)
    with connection:
        yield connection


def _began(engine: Engine, writes: bool) -> Connection | None:
    """A connection with a transaction begun; None where the connection was dead."""
    connection = engine.connect()
    about_to(connection, write=writes)
    try:
        connection.begin()
    except DBAPIError as error:
        connection.close()
        if error.connection_invalidated:
            return None
        # Nothing of ours was asked yet: it is the database that cannot. A standby, for one, takes no writer.
        raise Unavailable(SENTENCE) from error
    return connection


@contextmanager
def unhurried(connection: Connection) -> Iterator[None]:
    """Within a transaction: its statements may take as long as they need. Locks are waited for no longer than ever.

    For what changes or copies whole tables; SQLite sets no limit anyway.
    """
    if connection.dialect.name == "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
    patient, driver.silence = driver.silence, None
    try:
        yield
    finally:
        driver.silence = patient


def one_writer_of(connection: Connection, table: Table) -> None:
    """From here to the end of the transaction nobody else writes to this table. Everybody goes on reading it.

    For what is decided by rows that are not there yet, which no lock on rows can hold. SQLite has one writer anyway.
    """
    if connection.dialect.name != "sqlite":
        name = connection.dialect.identifier_preparer.format_table(table)
        connection.exec_driver_sql(f"LOCK TABLE {name} IN SHARE ROW EXCLUSIVE MODE")


def piece_by_piece(connection: Connection) -> None:
    """From here to the end of the transaction a large table is read a piece at a time, each piece by an index.

    PostgreSQL plans each piece by itself, and would sooner read a small table whole for it: each time.
    """
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")


@contextmanager
def _turn_to_write(engine: Engine) -> Iterator[None]:
    """SQLite has one writer at a time, and whoever waits for it looks again at growing intervals, in no order.

    Within one process its threads take turns instead, so that none waits long after its turn has come.
    """
    turn: threading.Lock | None = engine.dialect.portal_turn  # type: ignore[attr-defined]
    if turn is None:
        yield
        return
    if not turn.acquire(timeout=patience.BUSY_SECONDS):
        raise Unavailable(SENTENCE)
    try:
        yield
    finally:
        turn.release()
