"""A command's way to its database, closed when the command is done."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from portal.db import make_engine
from portal.settings import Settings


@contextmanager
def engine_of(settings: Settings) -> Iterator[Engine]:
    """An engine for the database of these settings. Raises db.NoSuchDatabase."""
    engine = make_engine(settings.database_url, settings.keyring)
    try:
        yield engine
    finally:
        engine.dispose()
