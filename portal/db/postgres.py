"""PostgreSQL as we need it: commits that are durable, instants in UTC, and nobody who waits for ever.

An administrator's settings for the role or the database give way to these; what stands in the address does not.
"""

from functools import partial
from typing import Any

import psycopg
from psycopg import pq
from sqlalchemy import Dialect, Engine, event

from portal.db import patience
from portal.db.beginning import begins

# Where the machine of the server is gone without a word, the system notices; its own patience would be 15 minutes.
_GONE_WITHOUT_A_WORD = {
    "tcp_user_timeout": patience.BUSY_SECONDS * 1000,  # milliseconds
    "keepalives_idle": 30,
    "keepalives_interval": 5,
    "keepalives_count": 2,
}
_BEGINS = {
    # A writer sees the newest row and locks it. No stricter level is needed for that, and none asks again so seldom.
    True: "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
    # A reader sees one moment to the end, as it does on SQLite.
    False: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    None: "BEGIN",
}


class PatientConnection(psycopg.Connection[Any]):
    """A connection on which nobody waits for ever: a server that is there and says nothing counts as gone."""

    silence: float | None = patience.SILENCE_SECONDS  # none: for ever, where a migration has much to do

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """Wait for the server to have said all. Raises psycopg.OperationalError, and then the connection is closed."""
        try:
            return super().wait(gen, interval, self.silence if timeout is None else timeout)
        except psycopg.OperationalError:
            if self.pgconn.status == pq.ConnStatus.OK and self.pgconn.transaction_status == pq.TransactionStatus.ACTIVE:
                self.pgconn.finish()  # it still owes an answer: nobody else may be given that one
            raise


def options() -> dict[str, Any]:
    """What the engine is made with. No connection is tried before use: `transactions.begun` notices a dead one."""
    return {"use_native_hstore": False}


def prepare(engine: Engine) -> None:
    """Make each of its connections and transactions ours."""
    event.listen(engine, "do_connect", _connect)
    event.listen(engine, "connect", _connected)
    begins(engine, _BEGINS, partial(PatientConnection.execute, prepare=False))


def _connect(_dialect: Dialect, _record: object, words: list[Any], named: dict[str, Any]) -> PatientConnection:
    usual: dict[str, Any] = {
        "connect_timeout": patience.CONNECT_SECONDS,
        "application_name": "portal",
        "client_encoding": "UTF8",
        **_GONE_WITHOUT_A_WORD,
    }
    return PatientConnection.connect(*words, **(usual | named))


def _connected(driver: PatientConnection, _record: object) -> None:
    # We open transactions ourselves (see _BEGINS), so that the first word to the server says what kind it is.
    driver.autocommit = True
    driver.execute(
        f"""
        SET TIME ZONE 'UTC';
        SET lock_timeout = {_milliseconds(patience.BUSY_SECONDS)};
        SET statement_timeout = {_milliseconds(patience.STATEMENT_SECONDS)};
        SET idle_in_transaction_session_timeout = {_milliseconds(patience.IDLE_SECONDS)};
        -- What we ask takes milliseconds: compiling a plan, starting others to share it, or remembering rows that are
        -- looked at once takes longer.
        SET jit = off;
        SET max_parallel_workers_per_gather = 0;
        SET enable_memoize = off;
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
        """
    )


def _milliseconds(seconds: float) -> int:
    return max(1, round(seconds * 1000))  # PostgreSQL takes 0 for "for ever"

