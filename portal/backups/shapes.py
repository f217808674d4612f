"""What tables there are after a migration, and how each kind of value is written down as JSON.

Asks the migrations, in a database that exists in memory only: so an older backup can be read, and a database that has
not been migrated yet can be backed up.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    String,
    TableClause,
    Text,
    column,
    create_engine,
    table,
)
from sqlalchemy.pool import StaticPool
from sqlalchemy.types import TypeEngine

from portal.db import UtcDateTime
from portal.migrating import bring_to

OF_MIGRATIONS = "alembic_version"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of column: the type that reads and writes it, and what its values are in JSON."""

    type: TypeEngine[Any]
    written: Callable[[Any], Any]
    read: Callable[[Any], Any]


def _as_it_is(value: Any) -> Any:
    return value


# The first that fits, so a kind that is a special case of another stands before it.
_KINDS: tuple[tuple[type[TypeEngine[Any]], Kind], ...] = (
    (LargeBinary, Kind(LargeBinary(), lambda value: b64encode(value).decode(), b64decode)),
    (DateTime, Kind(UtcDateTime(), datetime.isoformat, datetime.fromisoformat)),
    (Date, Kind(Date(), date.isoformat, date.fromisoformat)),
    (Boolean, Kind(Boolean(), _as_it_is, _as_it_is)),
    (Integer, Kind(Integer(), _as_it_is, _as_it_is)),
    (JSON, Kind(JSON(none_as_null=True), _as_it_is, _as_it_is)),
    (String, Kind(Text(), _as_it_is, _as_it_is)),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """One table: its name, and its columns in order."""

    name: str
    columns: tuple[tuple[str, Kind], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(name for name, _ in self.columns)

    @property
    def plain(self) -> TableClause:
        """The table for statements; what is sealed in it stays sealed, both ways."""
        return table(self.name, *(column(name, kind.type) for name, kind in self.columns))

    def written(self, row: Sequence[Any]) -> list[Any]:
        """A row as JSON takes it."""
        kinds = (kind for _, kind in self.columns)
        return [None if value is None else kind.written(value) for kind, value in zip(kinds, row, strict=True)]

    def read(self, row: Sequence[Any]) -> dict[str, Any]:
        """A row as the database takes it, by column. Raises ValueError or TypeError where it is none of this table."""
        return {
            name: None if value is None else kind.read(value)
            for (name, kind), value in zip(self.columns, row, strict=True)
        }


@cache
def shapes_at(revision: str) -> tuple[Shape, ...]:
    """The tables after this migration, each after those it points at."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    metadata = MetaData()
    with engine.begin() as connection:
        bring_to(connection, revision)
        metadata.reflect(connection)
    engine.dispose()
    ours = (each for each in metadata.sorted_tables if each.name != OF_MIGRATIONS)
    return tuple(Shape(each.name, tuple((part.name, _kind_of(part.type)) for part in each.columns)) for each in ours)


def _kind_of(given: TypeEngine[Any]) -> Kind:
    return next(kind for fits, kind in _KINDS if isinstance(given, fits))
