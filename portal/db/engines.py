"""An engine for the database that an address names: SQLite or PostgreSQL. It refuses to know what is asked of it."""

import threading
from types import ModuleType

from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError

from portal.db import patience, sqlite
from portal.sealing import Keyring
from portal.vocabulary import Refusal


class NoSuchDatabase(Refusal):
    """The address of the database is none, or is of a kind there is no driver for."""


def make_engine(url: str, keyring: Keyring) -> Engine:
    """An engine for `sqlite:///file` or `postgresql://user@host/name`, whose sealed columns open with `keyring`.

    Raises NoSuchDatabase, which does not repeat the address: a password may be in it.
    """
    try:
        kind = _kind_of(make_url(url).drivername)
        engine = create_engine(
            url,
            pool_size=patience.CONNECTIONS,
            max_overflow=0,
            pool_timeout=patience.BUSY_SECONDS,
            hide_parameters=True,  # what goes wrong before a column is sealed would otherwise quote the words
            **kind.options(),
        )
    except (ArgumentError, ImportError, TypeError, ValueError) as error:
        raise NoSuchDatabase("DATABASE_URL is not the address of a database we can use. See .env.example.") from error
    engine.dialect.portal_keyring = keyring  # type: ignore[attr-defined]
    engine.dialect.portal_turn = threading.Lock() if kind is sqlite else None  # type: ignore[attr-defined]
    kind.prepare(engine)
    return engine


def _kind_of(driver: str) -> ModuleType:
    if driver in {"sqlite", "sqlite+pysqlite"}:
        return sqlite
    if driver in {"postgresql", "postgresql+psycopg"}:
        from portal.db import postgres  # its driver takes a while to load, and SQLite needs none of it

        return postgres
    raise ArgumentError("no driver of ours")
