"""Databases for tests, as many as one asks for: files of SQLite, or databases of a PostgreSQL server.

Each is a test's own, and migrated ones are copies: the migrations run once for all of them.
"""

import atexit
import shutil
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import psycopg

from portal.db import make_engine
from portal.migrating import migrate
from portal.sealing import Keyring, new_key
from portal.tables import METADATA
from tests.postgres import Server

_numbers = count(1)


class Databases(ABC):
    """Where a test gets its databases from."""

    kind: str  # as SQLAlchemy calls it

    @abstractmethod
    def empty(self) -> str:
        """The address of a database with nothing in it."""

    @abstractmethod
    def migrated(self) -> str:
        """The address of a database with this release's schema and no row."""

    @abstractmethod
    def lying_there(self) -> bytes:
        """Everything that lies in the databases handed out, as somebody would find it who took them away."""


@dataclass
class SqliteFiles(Databases):
    """Files in a folder of their own."""

    folder: Path
    kind: str = "sqlite"

    def empty(self) -> str:
        return f"sqlite:///{self._file()}"

    def migrated(self) -> str:
        return f"sqlite:///{fresh_database(self._file())}"

    def lying_there(self) -> bytes:
        return b"".join(path.read_bytes() for path in sorted(self.folder.glob("portal*.db*")))

    def _file(self) -> Path:
        first = self.folder / "portal.db"
        return self.folder / f"portal-{next(_numbers)}.db" if first.exists() else first


@dataclass
class PostgresDatabases(Databases):
    """Databases of one server. They are emptied and handed out again: making one takes much longer."""

    server: Server
    kind: str = "postgresql"
    handed_out: list[str] = field(default_factory=list)

    def empty(self) -> str:
        return self._one_of(_EMPTY, None)

    def migrated(self) -> str:
        return self._one_of(_MIGRATED, _template(self.server))

    def lying_there(self) -> bytes:
        return b"".join(self.server.rows(name) for name in self.handed_out)

    def come_back(self) -> None:
        """Take back what was handed out. What is not as it was handed out when it was emptied goes."""
        for name in self.handed_out:
            kind = _MIGRATED if name.startswith(_MIGRATED) else _EMPTY
            if self._is_empty_again(name, kind):
                _free(self.server, kind).append(name)
            else:
                self.server.drop(name)
        self.handed_out.clear()

    def _is_empty_again(self, name: str, kind: str) -> bool:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> %s"
        try:
            with self.server.connected(name) as door:
                door.execute(others, (name, door.info.backend_pid))
                if kind == _MIGRATED and door.execute(_SCHEMA).fetchall() != _schema(self.server):
                    return False
                door.execute(_NO_ROWS if kind == _MIGRATED else _NO_TABLES)
                return door.execute(_OF_ITS_OWN).fetchone() == (0,)
        except psycopg.Error:  # a test left it without what these ask for, or removed it
            return False

    def _one_of(self, kind: str, template: str | None) -> str:
        free = _free(self.server, kind)
        if not free:
            free.append(f"{kind}_{next(_numbers)}")
            self.server.create(free[-1], template)
        self.handed_out.append(free.pop())
        return self.server.url(self.handed_out[-1])


_EMPTY, _MIGRATED = "empty", "migrated"
_NO_ROWS = "; ".join(str(table.delete()) for table in reversed(METADATA.sorted_tables))
_NO_TABLES = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
# Every column of every table and index, and the migrations it has had.
_SCHEMA = """
    SELECT relname, attname, atttypid, attnotnull, (SELECT string_agg(version_num, ' ') FROM alembic_version)
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relnamespace = 'public'::regnamespace ORDER BY relname, attnum
"""
# What else a test may have left behind: triggers, and settings of the database.
_OF_ITS_OWN = """
    SELECT (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal) + (SELECT count(*) FROM pg_db_role_setting
        JOIN pg_database ON setdatabase = pg_database.oid WHERE datname = current_database())
"""


@cache
def _free(_server: Server, _kind: str) -> list[str]:
    return []


@cache
def _template(server: Server) -> str:
    _migrate(server.create("template"))
    return "template"


@cache
def _schema(server: Server) -> list[tuple[object, ...]]:
    with server.connected(_template(server)) as door:
        return door.execute(_SCHEMA).fetchall()


def fresh_database(file: Path) -> Path:
    """A migrated SQLite file without a row."""
    shutil.copy(_migrated_file(), file)
    return file


@cache
def _migrated_file() -> Path:
    folder = mkdtemp(prefix="portal-database-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = Path(folder) / "portal.db"
    _migrate(f"sqlite:///{file}")
    return file


def _migrate(url: str) -> None:
    engine = make_engine(url, Keyring.of([new_key()]))
    migrate(engine)
    engine.dispose()
