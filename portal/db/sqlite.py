"""SQLite as we need it: WAL, full syncs, foreign keys, and transactions that say from the start whether they write."""

import os
import sqlite3
from functools import partial
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError

from portal.db import patience
from portal.db.beginning import begins

# A read that turns into a write fails at once, whatever the timeout: a door that writes says so first.
_BEGINS = {True: "BEGIN IMMEDIATE", False: "BEGIN", None: "BEGIN"}
_OLD_SECONDS = 3600  # a connection keeps what it knew of its tables at first: see `statistics`
_FILE = "portal_file"  # which file a connection has open, kept beside it in the pool


def options() -> dict[str, Any]:
    """What the engine is made with."""
    return {"connect_args": {"timeout": patience.BUSY_SECONDS}, "pool_recycle": _OLD_SECONDS}


def prepare(engine: Engine) -> None:
    """Make each of its connections and transactions ours."""
    event.listen(engine, "connect", partial(_connected, engine.url.database or ""))
    event.listen(engine, "checkout", partial(_checked_out, engine.url.database or ""))
    begins(engine, _BEGINS, sqlite3.Connection.execute)


def _connected(path: str, driver: Any, record: Any) -> None:
    # The driver must not open transactions by itself: see _BEGINS.
    driver.isolation_level = None
    wait = round(patience.BUSY_SECONDS * 1000)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={wait}", "foreign_keys=ON"):
        driver.execute(f"PRAGMA {pragma}")
    # What we said would go must not lie on in the pages it leaves. Some builds do so by themselves, others do not.
    driver.execute("PRAGMA secure_delete=ON")
    record.info[_FILE] = _file_at(path)


def _checked_out(path: str, _driver: Any, record: Any, _lent: object) -> None:
    # A file that was removed, or put in another's place, still takes what is written through an open connection, and
    # nobody ever sees it again. The pool opens a new one.
    if record.info[_FILE] != _file_at(path):
        raise DisconnectionError("the file of this connection is no longer the database")


def _file_at(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino

