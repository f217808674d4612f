"""Writers of one process take turns on SQLite: all get there, and nobody waits for ever for a turn that never comes."""

import threading

import pytest
from sqlalchemy import Engine, text

from portal.db import Unavailable, patience, transaction
from tests.databases import SqliteFiles
from tests.factories import engine_on


def an_engine(files: SqliteFiles) -> Engine:
    engine = engine_on(files.empty())
    with transaction(engine, writes=True) as session:
        session.execute(text("CREATE TABLE counts (n INTEGER)"))
        session.execute(text("INSERT INTO counts VALUES (0)"))
    return engine


def test_threads_that_write_at_once_all_get_their_turn(sqlite_files: SqliteFiles):
    engine = an_engine(sqlite_files)

    def count() -> None:
        for _ in range(20):
            with transaction(engine, writes=True) as session:
                n = session.scalar(text("SELECT n FROM counts"))
                session.execute(text("UPDATE counts SET n = :n"), {"n": n + 1})

    threads = [threading.Thread(target=count) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with transaction(engine, writes=False) as session:
        assert session.scalar(text("SELECT n FROM counts")) == 120


def test_a_turn_that_does_not_come_is_said_and_a_reader_needs_none(
    sqlite_files: SqliteFiles, monkeypatch: pytest.MonkeyPatch
):
    engine = an_engine(sqlite_files)
    monkeypatch.setattr(patience, "BUSY_SECONDS", 0.05)
    refused: list[BaseException] = []

    def write() -> None:
        try:
            with transaction(engine, writes=True):
                pass
        except Unavailable as unavailable:
            refused.append(unavailable)

    with transaction(engine, writes=True):
        other = threading.Thread(target=write)
        other.start()
        other.join()
        with transaction(engine, writes=False) as session:
            assert session.scalar(text("SELECT n FROM counts")) == 0
    assert len(refused) == 1
    write()
    assert len(refused) == 1
