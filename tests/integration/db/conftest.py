"""A table of things that may belong to other things, in a database of its own, and engines that wait for nobody."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Column, Engine, ForeignKey, Integer, MetaData, Table

from portal.db import patience
from tests.databases import Databases
from tests.factories import engine_on

METADATA = MetaData()
THINGS = Table(
    "things",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("part_of", ForeignKey("things.id")),
    Column("n", Integer, nullable=False, default=0),
)


@pytest.fixture
def url(databases: Databases) -> str:
    return databases.empty()


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = engine_on(url)
    METADATA.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def other(url: str, engine: Engine) -> Iterator[Engine]:
    """Another process's engine."""
    other = engine_on(url)
    yield other
    other.dispose()


@pytest.fixture
def hasty(url: str, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """Another process's engine, which does not wait for a writer."""
    with monkeypatch.context() as at_once:
        at_once.setattr(patience, "BUSY_SECONDS", 0)
        hasty = engine_on(url)
        hasty.connect().close()
    yield hasty
    hasty.dispose()
