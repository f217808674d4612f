"""PostgreSQL's own ways: what connections are told, how transactions begin, what its refusals mean to a door."""

import os
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select, text, update
from sqlalchemy.exc import DBAPIError, InternalError

from portal.db import CONNECTIONS, AskedAgain, Unavailable, patience, transaction
from portal.db.postgres import PatientConnection
from tests.databases import PostgresDatabases
from tests.factories import engine_on
from tests.integration.db.conftest import METADATA, THINGS
from tests.integration.db.test_transactions import add, count
from tests.postgres import Server, running_postgres


@pytest.fixture
def url(postgres_databases: PostgresDatabases) -> str:
    return postgres_databases.empty()


def asked(engine: Engine, question: str) -> object:
    with transaction(engine, writes=True) as session:
        return session.execute(text(question)).scalar_one()


def name_of(engine: Engine) -> str:
    return str(engine.url.database)


def refused(engine: Engine, code: str) -> None:
    """The server itself says no, with this code."""
    said = f"DO $$ BEGIN RAISE EXCEPTION 'made up' USING ERRCODE = '{code}'; END $$"
    with transaction(engine, writes=True) as session:
        session.execute(text(said))


# --- what a connection is told


def test_it_is_durable_in_utc_and_waits_for_nobody_for_ever_whatever_the_database_is_set_to(engine: Engine):
    with engine.connect() as connection:
        for setting in ("timezone = 'Asia/Tokyo'", "synchronous_commit = off", "lock_timeout = 0"):
            connection.execute(text(f"ALTER DATABASE {name_of(engine)} SET {setting}"))
        connection.commit()
    engine.dispose()
    told = {
        "TimeZone": "UTC",
        "synchronous_commit": "on",
        "lock_timeout": "10s",
        "statement_timeout": "20s",
        "idle_in_transaction_session_timeout": "30s",
        "application_name": "portal",
        "client_encoding": "UTF8",
    }
    assert {name: asked(engine, f"SHOW {name}") for name in told} == told


def test_a_stricter_kind_of_durability_stays(engine: Engine):
    with engine.connect() as connection:
        connection.execute(text(f"ALTER DATABASE {name_of(engine)} SET synchronous_commit = remote_apply"))
        connection.commit()
    engine.dispose()
    assert asked(engine, "SHOW synchronous_commit") == "remote_apply"


@pytest.mark.parametrize("kind", ["postgresql", "postgresql+psycopg"])
def test_the_address_may_name_a_socket_and_its_own_settings_win(postgres: Server, url: str, kind: str):
    name, port = url.rpartition("/")[2], postgres.port
    address = f"{kind}://portal@/{name}?host={postgres.folder}&port={port}&application_name=of-our-own"
    engine = engine_on(address)
    assert asked(engine, "SHOW application_name") == "of-our-own"
    assert asked(engine, "SELECT inet_server_addr()") is None  # by the socket
    engine.dispose()


# --- how transactions begin


def test_a_reader_cannot_write_and_that_is_a_fault_of_ours(engine: Engine):
    with pytest.raises(InternalError, match="read-only"), transaction(engine, writes=False) as session:
        add(session)
    assert count(engine) == 0


def test_a_writer_sees_what_others_wrote_meanwhile(engine: Engine, other: Engine):
    with transaction(engine, writes=True) as session:
        assert session.scalars(select(THINGS.c.id)).all() == []
        with transaction(other, writes=True) as second:
            add(second)
        assert len(session.scalars(select(THINGS.c.id)).all()) == 1


# --- what its refusals mean


@pytest.mark.parametrize("code", ["40001", "40P01"])
def test_it_asks_for_a_transaction_to_be_done_again(engine: Engine, code: str):
    with pytest.raises(AskedAgain):
        refused(engine, code)


@pytest.mark.parametrize(
    "code",
    [
        "53100",  # the disk is full
        "53200",  # out of memory
        "53300",  # too many connections
        "55P03",  # a lock was not to be had
        "57014",  # it took too long
        "57P01",  # told to stop
        "57P02",  # crashed
        "57P03",  # starting up
        "58030",  # the disk does not answer
        "08006",  # the way to it is cut
        "42501",  # no right to
    ],
)
def test_it_cannot_take_this_now(engine: Engine, code: str):
    with pytest.raises(Unavailable, match="cannot take this now") as said:
        refused(engine, code)
    assert not isinstance(said.value, AskedAgain)
    assert count(engine) == 0


@pytest.mark.parametrize("code", ["23502", "23503", "23505", "22001", "22P02", "42601", "P0001", "XX000"])
def test_a_fault_of_ours_is_seen_as_one(engine: Engine, code: str):
    with pytest.raises(DBAPIError, match="made up"):
        refused(engine, code)


@pytest.mark.parametrize("question", ["SELECT * FROM nothing_here", "SELECT nothing_here FROM things"])
def test_a_database_of_another_release_is_not_to_be_had_as_on_sqlite(engine: Engine, question: str):
    with pytest.raises(Unavailable):
        asked(engine, question)


def test_a_character_that_it_does_not_take_is_a_fault_of_ours_and_not_quoted(engine: Engine):
    with pytest.raises(DBAPIError) as failed, transaction(engine, writes=True) as session:
        session.execute(text("SELECT CAST(:word AS text)"), {"word": "heron\x00"})
    assert "heron" not in str(failed.value)


# --- patience


def test_a_statement_that_takes_too_long(url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(patience, "STATEMENT_SECONDS", 0.05)
    engine = engine_on(url)
    with pytest.raises(Unavailable):
        asked(engine, "SELECT pg_sleep(30)")
    assert asked(engine, "SELECT 1") == 1
    engine.dispose()


def test_somebody_who_holds_locks_and_does_nothing_is_thrown_out(url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(patience, "IDLE_SECONDS", 0.05)
    engine = engine_on(url)
    METADATA.create_all(engine)

    def dawdle() -> None:
        with transaction(engine, writes=True) as session:
            add(session)
            time.sleep(0.3)
            add(session)

    with pytest.raises(Unavailable):
        dawdle()
    assert count(engine) == 0
    engine.dispose()


def test_a_server_that_says_nothing_counts_as_gone(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(PatientConnection, "silence", 0.2)
    backend = 0

    def ask() -> None:
        nonlocal backend
        with transaction(engine, writes=True) as session:
            backend = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
            add(session)
            os.kill(backend, signal.SIGSTOP)
            add(session)

    try:
        with pytest.raises(Unavailable):
            ask()
        assert asked(engine, "SELECT 1") == 1  # by another connection: that one is not given to anybody again
    finally:
        os.kill(backend, signal.SIGCONT)
    assert count(engine) == 0


@pytest.mark.slow
def test_a_server_that_takes_no_connection_is_not_waited_for_long(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(patience, "CONNECT_SECONDS", 2)  # libpq knows no shorter one
    with socket.create_server(("127.0.0.1", 0)) as silent:
        engine = engine_on(f"postgresql://portal@127.0.0.1:{silent.getsockname()[1]}/portal")
        with pytest.raises(Unavailable):
            asked(engine, "SELECT 1")


# --- the server goes and comes back


@pytest.fixture
def stopped(postgres: Server) -> Iterator[Server]:
    """The server, which a test may stop: it runs again afterwards."""
    yield postgres
    if not postgres.is_running:
        postgres.start()


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_after_a_restart_nobody_is_given_a_dead_connection(engine: Engine, stopped: Server, mode: str):
    with ExitStack() as at_once:
        for _ in range(CONNECTIONS):
            at_once.enter_context(transaction(engine, writes=False))
    assert engine.pool.checkedin() == CONNECTIONS  # type: ignore[attr-defined]
    stopped.restart(mode)
    with ThreadPoolExecutor(CONNECTIONS) as people:
        assert list(people.map(lambda _: asked(engine, "SELECT 1"), range(4 * CONNECTIONS))) == [1] * 4 * CONNECTIONS


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_while_it_is_gone_it_is_said_at_once_and_nothing_is_kept_by_half(engine: Engine, stopped: Server, mode: str):
    def lose() -> None:
        with transaction(engine, writes=True) as session:
            add(session)
            stopped.stop(mode)
            add(session)

    with pytest.raises(Unavailable):
        lose()
    for writes in (True, False):
        with pytest.raises(Unavailable), transaction(engine, writes=writes):
            pass
    stopped.start()
    assert count(engine) == 0


def test_gone_before_the_commit_it_is_not_taken_for_kept(engine: Engine, stopped: Server):
    def lose() -> None:
        with transaction(engine, writes=True) as session:
            add(session)
            stopped.stop("immediate")

    with pytest.raises(Unavailable):
        lose()
    stopped.start()
    assert count(engine) == 0


def test_a_standby_takes_nothing_until_it_is_promoted():
    with running_postgres(wal_level="replica") as server:
        engine = engine_on(server.create("portal"))
        METADATA.create_all(engine)
        with transaction(engine, writes=True) as session:
            session.execute(insert(THINGS).values(n=1))
        server.stop()
        standby = Path(server.folder / "kept" / "standby.signal")
        standby.touch()
        os.chown(standby, (server.folder / "kept").stat().st_uid, -1)
        server.start()
        with pytest.raises(Unavailable), transaction(engine, writes=True) as session:
            session.execute(update(THINGS).values(n=2))
        assert count(engine) == 1  # looking goes on
        with server.connected("portal") as door:
            door.execute("SELECT pg_promote()")
        with transaction(engine, writes=True) as session:
            session.execute(update(THINGS).values(n=2))
        engine.dispose()
