"""Removing rows a few at a time, so that whoever writes meanwhile never waits long; and leaving no trace of them.

Knows no table: which rows may go is said by the room that owns them.
"""

from sqlalchemy import ColumnElement, CursorResult, Engine, Table, delete, select
from sqlalchemy.orm import Session

_PATIENCE_MILLISECONDS = 100


def remove_some(session: Session, table: Table, *conditions: ColumnElement[bool], at_most: int) -> int:
    """Remove up to `at_most` rows that fulfil every condition. Returns how many went.

    Of several who remove at once, none waits for another: rows that somebody holds are left for the next time. The
    conditions are asked again at the end, because a row may have changed before it was locked.
    """
    (key,) = table.primary_key.columns
    query = select(key).where(*conditions).limit(at_most).with_for_update(of=table, skip_locked=True)
    found = session.scalars(query).all()
    if not found:
        return 0
    removed = session.connection().execute(delete(table).where(key.in_(found), *conditions))
    assert isinstance(removed, CursorResult)
    return removed.rowcount


def leave_no_trace(engine: Engine) -> None:
    """On SQLite, empty the write-ahead log, where what was removed may still lie; elsewhere do nothing.

    In the file itself nothing is left: it is overwritten with zeros (`secure_delete`). While somebody reads an older
    state, such as a backup, the log stays, and is emptied another time.
    """
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        usual = driver.execute("PRAGMA busy_timeout").fetchone()[0]
        driver.execute(f"PRAGMA busy_timeout={_PATIENCE_MILLISECONDS}")  # whoever writes waits as long as this does
        try:
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            driver.execute(f"PRAGMA busy_timeout={usual}")
