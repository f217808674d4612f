"""Transactions: all or nothing, writers one after the other, and a sentence where the database cannot take it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal import db
from portal.db import NoSuchDatabase, Unavailable, make_engine, transaction
from portal.sealing import Keyring, new_key

RING = Keyring.of([new_key()])


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'portal.db'}"


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = make_engine(url, RING)
    with transaction(engine, writes=True) as session:
        session.execute(text("CREATE TABLE things (id INTEGER PRIMARY KEY, of INTEGER REFERENCES things)"))
    yield engine
    engine.dispose()


@pytest.fixture
def hasty(url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """Another process's engine, which does not wait for a writer."""
    monkeypatch.setattr(db, "BUSY_SECONDS", 0)
    hasty = make_engine(url, RING)
    yield hasty
    hasty.dispose()


def count(engine: Engine) -> int:
    with transaction(engine, writes=False) as session:
        return session.execute(text("SELECT count(*) FROM things")).scalar_one()


def add(session: Session, of: int | None = None) -> None:
    session.execute(text("INSERT INTO things (of) VALUES (:of)"), {"of": of})


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
            add(session, of=404)  # foreign keys are held
    with transaction(engine, writes=True) as session:
        add(session)
    assert count(engine) == 1


def test_it_is_durable_and_lets_readers_read(engine: Engine):
    with transaction(engine, writes=False) as session:
        pragmas = {
            name: session.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}


def test_while_somebody_writes_another_writer_is_told_and_loses_nothing(engine: Engine, hasty: Engine):
    with transaction(engine, writes=True) as session:
        add(session)
        # A door that will write asks for its turn with its first statement, were it only a question.
        with pytest.raises(Unavailable, match="cannot take this now"), transaction(hasty, writes=True) as other:
            other.execute(text("SELECT 1"))
    assert count(engine) == 1


def test_while_somebody_writes_others_read_what_was_there(engine: Engine, hasty: Engine):
    with transaction(engine, writes=True) as session:
        add(session)
        assert count(hasty) == 0
    assert count(hasty) == 1


def test_a_reader_sees_one_moment_to_the_end(engine: Engine, hasty: Engine):
    with transaction(hasty, writes=False) as reading:
        before = reading.execute(text("SELECT count(*) FROM things")).scalar_one()
        with transaction(engine, writes=True) as session:
            add(session)
        assert reading.execute(text("SELECT count(*) FROM things")).scalar_one() == before == 0


def test_a_writer_waits_for_its_turn(engine: Engine, url: str):
    other = make_engine(url, RING)
    inside, done = threading.Event(), threading.Event()

    def write_later() -> None:
        inside.wait(10)
        with transaction(other, writes=True) as session:
            add(session)
        done.set()

    waiting = threading.Thread(target=write_later)
    waiting.start()
    with transaction(engine, writes=True) as session:
        add(session)
        inside.set()
        assert not done.wait(0.2)
    assert done.wait(10)
    waiting.join()
    other.dispose()
    assert count(engine) == 2


def test_when_the_disk_is_full_it_says_so_and_keeps_nothing(engine: Engine):
    def fill() -> None:
        with transaction(engine, writes=True) as session:
            add(session)
            session.execute(text("PRAGMA max_page_count = 3"))
            session.execute(text("CREATE TABLE wide AS SELECT zeroblob(100000)"))

    with pytest.raises(Unavailable):
        fill()
    assert count(engine) == 0


def test_where_there_is_no_database_it_says_so(tmp_path: Path):
    engine = make_engine(f"sqlite:///{tmp_path / 'no' / 'such' / 'folder.db'}", RING)
    with pytest.raises(Unavailable), transaction(engine, writes=False) as session:
        session.execute(text("SELECT 1"))


@pytest.mark.parametrize("url", ["", "portal.db", "nosuch://user:password-in-here@host/db", "http://password-in-here"])
def test_an_address_that_is_none_is_refused_and_not_repeated(url: str):
    with pytest.raises(NoSuchDatabase, match="DATABASE_URL") as refused:
        make_engine(url, RING)
    assert "password-in-here" not in str(refused.value)
