"""The database away in each of its ways: a sentence every time, and nothing of what somebody wrote in any error."""

import sqlite3
from contextlib import ExitStack
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Engine, Integer, MetaData, Table, insert, text
from sqlalchemy.exc import IntegrityError, InterfaceError, ProgrammingError, StatementError

from portal import drafts, migrating
from portal.db import CONNECTIONS, Sealed, Unavailable, transaction
from portal.migrating import at_head
from tests.databases import Databases, SqliteFiles, fresh_database
from tests.factories import RECEIVED, engine_on

STORY = "Nobody came on my birthday."
THINGS = Table("things", MetaData(), Column("id", Integer, primary_key=True), Column("words", Sealed("things.words")))


def test_as_many_transactions_as_requests_under_way(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(engine.pool, "_timeout", 0)  # whoever finds no connection free is told at once
    with ExitStack() as under_way:
        for _ in range(CONNECTIONS):
            session = under_way.enter_context(transaction(engine, writes=False))
            assert session.execute(text("SELECT 1")).scalar_one() == 1
    assert engine.pool.size() == CONNECTIONS  # kept, not opened and closed at every request


def test_when_no_connection_is_free_it_says_so(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(engine.pool, "_timeout", 0)
    with ExitStack() as under_way:
        for _ in range(CONNECTIONS):
            under_way.enter_context(transaction(engine, writes=False))
        with pytest.raises(Unavailable, match="cannot take this now"), transaction(engine, writes=False):
            pass


def test_a_connection_that_breaks_on_the_way(engine: Engine):
    def lose() -> None:
        with transaction(engine, writes=False) as session:
            session.connection().connection.driver_connection.close()  # type: ignore[union-attr]
            session.execute(text("SELECT 1"))

    with pytest.raises(Unavailable):
        lose()
    with transaction(engine, writes=False) as session:  # and the next has a sound one
        assert session.execute(text("SELECT 1")).scalar_one() == 1


def test_a_driver_that_has_lost_touch(engine: Engine):
    with pytest.raises(Unavailable), transaction(engine, writes=False):
        raise InterfaceError("SELECT 1", {}, sqlite3.InterfaceError("connection already closed"))


def test_a_file_that_is_no_database_of_sqlite(sqlite_files: SqliteFiles):
    engine = engine_on(sqlite_files.empty())
    Path(engine.url.database or "").write_bytes(b"This is no database. " * 100)
    with pytest.raises(Unavailable):
        at_head(engine)
    engine.dispose()


def test_a_file_of_sqlite_that_was_taken_away_takes_nothing_that_nobody_would_find_again(sqlite_files: SqliteFiles):
    engine = engine_on(sqlite_files.migrated())
    file = Path(engine.url.database or "")

    def begin() -> None:
        with transaction(engine, writes=True) as session:
            drafts.begin(session, language="en_GB", days=7, now=RECEIVED)

    begin()
    for left in file.parent.glob("portal.db*"):  # the connection in the pool has it open still
        left.unlink()
    with pytest.raises(Unavailable):
        begin()
    assert not at_head(engine)
    file.unlink()
    fresh_database(file)  # put back, as from a backup: nothing need be started anew
    begin()
    assert at_head(engine)
    engine.dispose()


@pytest.mark.parametrize("fault", [IntegrityError, ProgrammingError])
def test_a_fault_of_ours_is_seen_as_one(engine: Engine, fault: type[IntegrityError]):
    with pytest.raises(fault), transaction(engine, writes=True):
        raise fault("INSERT", {}, sqlite3.Error("made up"))


@pytest.mark.parametrize("words", [f"{STORY} \ud83d", 7])
def test_what_cannot_be_sealed_is_not_quoted(engine: Engine, words: object):
    # It fails before it is sealed, so the statement's parameters are still the words themselves.
    THINGS.metadata.create_all(engine)
    values = [{"words": f"{STORY} One."}, {"words": words}]
    with pytest.raises(StatementError) as failed, transaction(engine, writes=True) as session:
        session.execute(insert(THINGS), values)
    assert "INSERT INTO things" in str(failed.value)
    assert "birthday" not in str(failed.value)


def test_readiness_reads_the_folder_of_migrations_once(databases: Databases, monkeypatch: pytest.MonkeyPatch):
    migrating._newest_in.cache_clear()
    engine = engine_on(databases.migrated())
    read: list[object] = []
    from_config = migrating.ScriptDirectory.from_config

    def counted(config: Config) -> ScriptDirectory:
        read.append(config)
        return from_config(config)

    monkeypatch.setattr(migrating.ScriptDirectory, "from_config", counted)
    assert [at_head(engine) for _ in range(5)] == [True] * 5
    assert len(read) == 1
    engine.dispose()
