"""A made-up row in every table that has none yet: for tests that hold something of every table there is."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Engine, Integer, Table, func, insert, select, update
from sqlalchemy.orm import Session

from portal.db import Sealed, UtcDateTime, transaction
from portal.tables import METADATA

_NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
_BY_TYPE: tuple[tuple[type, object], ...] = (
    (UtcDateTime, _NOW),
    (Date, date(2026, 9, 1)),
    (Boolean, True),
    (Integer, 1),
    (JSON, []),
)


def fill_empty_tables(engine: Engine) -> None:
    """Add a row to each empty table, which points to the first row of another, and words where a column has none."""
    with transaction(engine, writes=True) as session:
        for table in METADATA.sorted_tables:
            if not session.scalar(select(func.count()).select_from(table)):
                session.execute(insert(table).values({c.name: _value(session, table, c) for c in table.columns}))
            for column in (c for c in table.columns if isinstance(c.type, Sealed)):
                if not session.scalar(select(func.count(column))):
                    session.execute(update(table).values({column.name: _value(session, table, column)}))


def _value(session: Session, table: Table, column: Column[Any]) -> object:
    for key in column.foreign_keys:
        return session.scalar(select(key.column).limit(1))
    for kind, value in _BY_TYPE:
        if isinstance(column.type, kind):
            return value
    return f"made up: {table.name}.{column.name}"
