"""Columns of our own: instants that stay aware, and text that is sealed on the way in and opened on the way out."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, Engine, Integer, MetaData, Table, insert, select
from sqlalchemy.exc import StatementError

from portal.db import Sealed, UtcDateTime, transaction
from portal.sealing import CannotOpen, Keyring
from tests.databases import Databases
from tests.factories import engine_on, london

PLACE = "things.words"
things = Table(
    "things",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime),
    Column("words", Sealed(PLACE)),
)


@pytest.fixture
def engine(databases: Databases) -> Iterator[Engine]:
    engine = engine_on(databases.empty())
    things.metadata.create_all(engine)
    yield engine
    engine.dispose()


def kept(engine: Engine, **values: object) -> object:
    """What comes back of one value that was kept."""
    (name,) = values
    with transaction(engine, writes=True) as session:
        session.execute(insert(things).values(**values))
    with transaction(engine, writes=False) as session:
        return session.execute(select(things.c[name])).scalar_one()


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2026, 9, 1, 9, 0, tzinfo=UTC),
        london("2026-09-01", "00:30"),
        london("2026-01-14", "00:30"),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
        datetime(2026, 9, 1, 9, 0, 0, 123456, tzinfo=timezone(timedelta(hours=-11))),
    ],
)
def test_an_instant_comes_back_the_same_and_in_utc(engine: Engine, instant: datetime):
    again = kept(engine, at=instant)
    assert again == instant
    assert again.tzinfo is UTC  # type: ignore[attr-defined]


def test_a_time_of_no_place_is_refused(engine: Engine):
    with pytest.raises(StatementError, match="an instant must be aware"):
        kept(engine, at=datetime(2026, 9, 1, 9, 0))  # noqa: DTZ001 - the fault itself


def test_instants_sort_as_they_happened_whatever_their_offset(engine: Engine):
    first, second = datetime(2026, 9, 1, 23, 30, tzinfo=UTC), london("2026-09-02", "00:45")
    with transaction(engine, writes=True) as session:
        session.execute(insert(things), [{"at": second}, {"at": first}])
        assert session.scalars(select(things.c.at).order_by(things.c.at)).all() == [first, second]
        assert session.scalars(select(things.c.at).where(things.c.at < second)).all() == [first]


@pytest.mark.parametrize("words", ["", "Nobody told me why.", "🌧 שלום \x00 end", "x" * 100_000])
def test_sealed_words_come_back_the_same(engine: Engine, words: str):
    assert kept(engine, words=words) == words


@pytest.mark.parametrize("name", ["at", "words"])
def test_nothing_stays_nothing(engine: Engine, name: str):
    assert kept(engine, **{name: None}) is None


def test_what_lies_there_is_sealed_for_its_place(engine: Engine):
    kept(engine, words="Nobody told me why.")
    with transaction(engine, writes=False) as session:
        lying_there = session.connection().exec_driver_sql("SELECT words FROM things").scalar_one()
    ring: Keyring = engine.dialect.portal_keyring  # type: ignore[attr-defined]
    assert b"Nobody" not in bytes(lying_there)
    assert ring.open(lying_there, PLACE) == "Nobody told me why."
    with pytest.raises(CannotOpen):
        ring.open(lying_there, "things.other")
