"""How a transaction begins: as one that writes or one that only reads, said to the driver itself.

A statement of SQLAlchemy's own costs many times as much as this one takes, and there is one in every request.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Engine, event

_HOW = "portal_begins"  # what is said next, kept beside a connection in the pool


def begins(engine: Engine, said: Mapping[bool | None, str], say: Callable[[Any, str], object]) -> None:
    """Begin every transaction of this engine with what is `said` for its kind: writing, reading, or neither.

    `say` is given the driver's connection and the words. What it raises is sorted as it is for any statement.
    """

    def chosen(connection: Connection) -> None:
        connection.connection.info[_HOW] = said[connection.get_execution_options().get("portal_writes")]

    def begin(lent: Any) -> None:
        say(lent.driver_connection, lent.info[_HOW])

    event.listen(engine, "begin", chosen)
    engine.dialect.do_begin = begin  # type: ignore[method-assign,assignment]
