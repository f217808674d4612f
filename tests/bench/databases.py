"""The two databases a run can stand on: an SQLite file in its own folder, or a PostgreSQL server of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from tests.postgres import running_postgres


class Database(StrEnum):
    """By what a command line calls it."""

    SQLITE = "sqlite"
    POSTGRES = "postgres"


@dataclass(frozen=True)
class Standing:
    """A database that is there. `url` is empty where the portal makes its own file; `pid`: its server's, else 0."""

    url: str
    pid: int


@contextmanager
def standing(database: Database) -> Iterator[Standing]:
    """It, empty, while the block runs; as it would be for real: it waits for the disk. Raises NoPostgres."""
    if database is Database.SQLITE:
        yield Standing("", 0)
        return
    with running_postgres(durable=True) as server:
        yield Standing(server.create("portal"), server.pid)
