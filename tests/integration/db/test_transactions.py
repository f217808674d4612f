"""Transactions: all or nothing, writers one after the other, and a sentence where the database cannot take it."""

import threading

import pytest
from sqlalchemy import Engine, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.db import NoSuchDatabase, Unavailable, make_engine, transaction
from portal.sealing import Keyring, new_key
from tests.databases import SqliteFiles
from tests.factories import engine_on
from tests.integration.db.conftest import METADATA, THINGS


def counted(session: Session) -> int:
    return session.execute(select(func.count()).select_from(THINGS)).scalar_one()


def count(engine: Engine) -> int:
    with transaction(engine, writes=False) as session:
        return counted(session)


def add(session: Session, part_of: int | None = None) -> None:
    session.execute(insert(THINGS).values(part_of=part_of))


def test_what_was_done_is_kept(engine: Engine):
    with transaction(engine, writes=True) as session:
        add(session)
    assert count(engine) == 1


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_when_the_block_raises_nothing_is_kept(engine: Engine, error: type[BaseException]):
    def fail() -> None:
        with transaction(engine, writes=True) as session:
            add(session)
            raise error

    with pytest.raises(error):
        fail()
    assert count(engine) == 0


def test_after_a_failure_the_connection_is_free_again(engine: Engine):
    for _ in range(20):
        with pytest.raises(IntegrityError), transaction(engine, writes=True) as session:
            add(session, part_of=404)  # foreign keys are held
    with transaction(engine, writes=True) as session:
        add(session)
    assert count(engine) == 1
    assert engine.pool.checkedout() == 0  # type: ignore[attr-defined]


def test_a_savepoint_that_is_given_up_takes_nothing_else_along(engine: Engine):
    with transaction(engine, writes=True) as session:
        add(session)
        with pytest.raises(IntegrityError), session.begin_nested():
            add(session, part_of=404)
        add(session)
    assert count(engine) == 2


def test_while_somebody_writes_others_read_what_was_there(engine: Engine, hasty: Engine):
    with transaction(engine, writes=True) as session:
        add(session)
        assert count(hasty) == 0
    assert count(hasty) == 1


def test_a_reader_sees_one_moment_to_the_end(engine: Engine, other: Engine):
    with transaction(other, writes=False) as reading:
        before = counted(reading)
        with transaction(engine, writes=True) as session:
            add(session)
        assert counted(reading) == before == 0


def test_a_writer_of_the_same_waits_for_its_turn_and_builds_on_what_was_written(engine: Engine, other: Engine):
    with transaction(engine, writes=True) as session:
        add(session)
    inside, done = threading.Event(), threading.Event()

    def one_more(engine: Engine) -> None:
        with transaction(engine, writes=True) as session:
            n = session.scalars(select(THINGS.c.n).with_for_update()).one()
            session.execute(update(THINGS).values(n=n + 1))

    def later() -> None:
        inside.wait(10)
        one_more(other)
        done.set()

    waiting = threading.Thread(target=later)
    waiting.start()
    with transaction(engine, writes=True) as session:
        session.execute(update(THINGS).values(n=1))
        inside.set()
        assert not done.wait(0.2)
    assert done.wait(10)
    waiting.join()
    with transaction(engine, writes=False) as session:
        assert session.scalars(select(THINGS.c.n)).all() == [2]


def test_a_writer_that_waits_too_long_is_told_and_loses_nothing(engine: Engine, hasty: Engine):
    with transaction(engine, writes=True) as session:
        add(session)
    with transaction(engine, writes=True) as session:
        session.execute(update(THINGS).values(n=1))
        with pytest.raises(Unavailable, match="cannot take this now"), transaction(hasty, writes=True) as second:
            second.execute(update(THINGS).values(n=2))
    with transaction(hasty, writes=False) as session:
        assert session.scalars(select(THINGS.c.n)).all() == [1]


# --- SQLite's alone


def test_sqlite_is_durable_and_lets_readers_read(sqlite_files: SqliteFiles):
    engine = engine_on(sqlite_files.empty())
    with transaction(engine, writes=False) as session:
        pragmas = {
            name: session.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}
    engine.dispose()


def test_when_the_disk_of_sqlite_is_full_it_says_so_and_keeps_nothing(sqlite_files: SqliteFiles):
    engine = engine_on(sqlite_files.empty())
    METADATA.create_all(engine)

    def fill() -> None:
        with transaction(engine, writes=True) as session:
            add(session)
            session.execute(text("PRAGMA max_page_count = 3"))
            session.execute(text("CREATE TABLE wide AS SELECT zeroblob(100000)"))

    with pytest.raises(Unavailable):
        fill()
    assert count(engine) == 0
    engine.dispose()


def test_where_there_is_no_folder_for_sqlite_it_says_so(sqlite_files: SqliteFiles):
    engine = engine_on(f"sqlite:///{sqlite_files.folder / 'no' / 'such' / 'folder.db'}")
    with pytest.raises(Unavailable), transaction(engine, writes=False) as session:
        session.execute(text("SELECT 1"))


# --- addresses


@pytest.mark.parametrize(
    "url",
    [
        "",
        "portal.db",
        "nosuch://user:password-in-here@host/db",
        "http://password-in-here",
        "sqlite://",  # in memory: gone with the process, and another in each
        "mysql://user:password-in-here@host/db",
        "postgresql+psycopg2://user:password-in-here@host/db",
        "postgresql+asyncpg://user:password-in-here@host/db",
        "postgresql://user:password-in-here@host:not-a-port/db",
    ],
)
def test_an_address_that_is_none_is_refused_and_not_repeated(url: str):
    with pytest.raises(NoSuchDatabase, match="DATABASE_URL") as refused:
        make_engine(url, Keyring.of([new_key()]))
    assert "password-in-here" not in str(refused.value)


@pytest.mark.parametrize("kind", ["postgresql", "postgresql+psycopg"])
def test_nothing_of_an_address_with_a_password_is_shown(kind: str):
    engine = make_engine(f"{kind}://user:password-in-here@host/db", Keyring.of([new_key()]))
    assert "password-in-here" not in repr(engine)
    assert engine.dialect.driver == "psycopg"
