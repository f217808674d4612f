"""A backup beside a migration: PostgreSQL keeps no older state of a table that is rewritten, so none may be."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from portal import backups
from portal.backups import NothingToBackUp
from portal.db import make_engine
from portal.sealing import Keyring, new_key
from tests.databases import Databases
from tests.integration.keeping.bringing_back import COUNCIL
from tests.portals import PortalAtHand
from tests.serving import wait_for
from tests.tellings import a_childs_complaint

WAITS = "SELECT count(*) FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = "
WAITS += "current_database())"


@pytest.fixture
def databases(postgres_databases: Databases) -> Databases:
    """SQLite has one writer, and whoever reads sees the old state of everything."""
    return postgres_databases


@pytest.fixture
def other(portal: PortalAtHand) -> Iterator[Engine]:
    """Another process, which migrates."""
    engine = make_engine(portal.settings.database_url, Keyring.of([new_key()]))
    yield engine
    engine.dispose()


def made_beside(portal: PortalAtHand, other: Engine, path: Path, *statements: str) -> backups.Manifest:
    """A backup begun while these are done and not committed, which are committed as soon as it waits."""
    with ThreadPoolExecutor(1) as pool, other.connect() as migration:
        for statement in statements:
            migration.execute(text(statement))
        making = pool.submit(backups.make, portal.engine, path, council=COUNCIL, now=portal.clock.now)
        wait_for(lambda: making.done() or migration.execute(text(WAITS)).scalar_one() > 0, 30)
        assert not making.done()
        migration.commit()
        return making.result(timeout=30)


def test_no_row_is_lost_of_a_table_that_is_rewritten_meanwhile(portal: PortalAtHand, other: Engine, tmp_path: Path):
    a_childs_complaint(portal.talk())
    with portal.engine.connect() as connection:
        messages = connection.execute(text("SELECT count(*) FROM outbox")).scalar_one()
    manifest = made_beside(portal, other, tmp_path / "b.zip", "ALTER TABLE outbox ALTER COLUMN attempts TYPE bigint")
    assert manifest.rows["outbox"] == messages > 0


def test_one_that_was_migrated_meanwhile_is_begun_again_by_hand(
    portal: PortalAtHand, other: Engine, tmp_path: Path
):
    migrates = ("LOCK TABLE outbox", "UPDATE alembic_version SET version_num = '0001'")
    with pytest.raises(NothingToBackUp, match="migrated just now"):
        made_beside(portal, other, tmp_path / "b.zip", *migrates)
    assert not (tmp_path / "b.zip").exists()
