"""Migrating a PostgreSQL database that others use: one migration at a time, and none that locks everybody out."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from portal.db import patience
from portal.migrating import TablesInUse, at_head, migrate
from tests.databases import PostgresDatabases
from tests.factories import engine_on
from tests.integration.migrations.test_migrations import address_of, migrate_alone, next_migration
from tests.serving import wait_for

WAITS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = :what"


@pytest.fixture
def engine(postgres_databases: PostgresDatabases) -> Iterator[Engine]:
    engine = engine_on(postgres_databases.migrated())
    yield engine
    engine.dispose()


def waiting(engine: Engine, what: str) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text(WAITS), {"what": what}).scalar_one())


def a_column_more(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    next_migration(monkeypatch, folder, 'op.add_column("drafts", sa.Column("more", sa.Text()))')


def test_the_second_waits_until_the_first_is_done_and_finds_nothing_left_to_do(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    a_column_more(monkeypatch, tmp_path)
    with ThreadPoolExecutor(2) as pool, engine.connect() as holder:
        holder.execute(text("LOCK TABLE drafts IN SHARE MODE"))  # so that the first is held up in its middle
        first = pool.submit(migrate_alone, address_of(engine))
        wait_for(lambda: waiting(engine, "relation") == 1, 10)
        second = pool.submit(migrate_alone, address_of(engine))
        wait_for(lambda: waiting(engine, "advisory") == 1, 10)
        assert not first.done()
        assert not second.done()
        holder.rollback()
        assert (first.result(30), second.result(30)) == (None, None)
    assert at_head(engine)


def test_it_may_wait_for_another_longer_than_a_statement_may_take(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for patient in ("BUSY_SECONDS", "STATEMENT_SECONDS"):
        monkeypatch.setattr(patience, patient, 0.05)
    a_column_more(monkeypatch, tmp_path)
    with ThreadPoolExecutor(1) as pool, engine.connect() as another:
        another.execute(text(f"SELECT pg_advisory_xact_lock({int.from_bytes(b'portal')})"))
        migrating = pool.submit(migrate_alone, address_of(engine))
        wait_for(lambda: waiting(engine, "advisory") == 1, 10)
        time.sleep(0.3)  # several times as long as either may take
        assert waiting(engine, "advisory") == 1
        another.rollback()
        migrating.result(30)
    assert at_head(engine)


def test_a_table_somebody_holds_is_not_waited_for_longer_than_a_person_would_and_nothing_is_changed(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(patience, "BUSY_SECONDS", 0.05)
    a_column_more(monkeypatch, tmp_path)
    hasty = engine_on(address_of(engine))
    with engine.connect() as holder:
        holder.execute(text("LOCK TABLE drafts IN SHARE MODE"))
        with pytest.raises(TablesInUse, match="Nothing was changed"):
            migrate(hasty)
        assert "more" not in [column["name"] for column in inspect(hasty).get_columns("drafts")]
    migrate(hasty)
    assert "more" in [column["name"] for column in inspect(hasty).get_columns("drafts")]
    hasty.dispose()
