"""How a transaction begins: as one that writes or one that only reads, said to the driver itself.

A statement by SQLAlchemy's own way costs many times as much as this one takes, and so does listening for `begin`: there
is one in every request, and an engine that anybody listens to asks around at every statement.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Engine

# Kept beside a connection in the pool: what its next transaction is to do, and what the one it is in does.
_NEXT, _IS = "portal_next_writes", "portal_writes"


def begins(engine: Engine, said: Mapping[bool | None, str], say: Callable[[Any, str], object]) -> None:
    """Begin every transaction of this engine with what is `said` for its kind: writing, reading, or neither.

    `say` is given the driver's connection and the words. What it raises is sorted as it is for any statement.
    """

    def begin(lent: Any) -> None:
        lent.info[_IS] = lent.info.pop(_NEXT, None)
        say(lent.driver_connection, said[lent.info[_IS]])

    engine.dialect.do_begin = begin  # type: ignore[method-assign,assignment]


def about_to(connection: Connection, *, write: bool) -> None:
    """Say what the next transaction of this connection is to do. Unsaid, it is neither kind."""
    connection.info[_NEXT] = write


def is_writing(connection: Connection) -> bool:
    """Was the transaction this connection is in begun as one that writes?"""
    return bool(connection.info.get(_IS))
