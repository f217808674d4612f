"""Migrations: one numbered line of them that ends where the models are, applied whole or not at all, losing no row."""

import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, insert, inspect
from sqlalchemy.exc import IntegrityError

from portal import drafts, migrating
from portal.db import transaction
from portal.migrating import BrokenReferences, at_head, config_for, migrate
from portal.tables import METADATA
from tests.databases import Databases, SqliteFiles
from tests.factories import engine_on

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
COMPARED = {"compare_type": True, "compare_server_default": True}


@pytest.fixture
def engine(databases: Databases) -> Iterator[Engine]:
    engine = engine_on(databases.empty())
    yield engine
    engine.dispose()


def next_migration(monkeypatch: pytest.MonkeyPatch, folder: Path, upgrade: str) -> None:
    """A checkout with one migration more than ours, which does `upgrade`."""
    copied = folder / "100% copied"
    shutil.copytree(migrating.MIGRATIONS, copied, ignore=shutil.ignore_patterns("__pycache__"))
    head = ScriptDirectory.from_config(config_for(None)).get_current_head()
    lines = ["import sqlalchemy as sa", "from alembic import op", "revision = '9999'", f"down_revision = '{head}'"]
    body = dedent(upgrade).strip().replace("\n", "\n    ")
    (copied / "versions" / "9999_next.py").write_text("\n".join((*lines, "def upgrade():", "    " + body, "")))
    monkeypatch.setattr(migrating, "MIGRATIONS", copied)


def begin_a_draft(engine: Engine) -> str:
    with transaction(engine, writes=True) as session:
        return drafts.begin(session, language="en_GB", days=7, now=NOW)[1]


def is_there(engine: Engine, token: str) -> bool:
    with transaction(engine, writes=False) as session:
        return drafts.find(session, token, NOW) is not None


def references_are_held(engine: Engine) -> bool:
    """Is a token refused that opens no draft?"""
    row = {"token_hash": "made up", "draft_id": "no such draft", "opened_at": NOW}
    try:
        with transaction(engine, writes=True) as session:
            session.execute(insert(METADATA.tables["draft_tokens"]), row)
    except IntegrityError:
        return True
    return False


def test_there_is_one_line_of_them_numbered_from_one():
    files = sorted(path.name for path in (migrating.MIGRATIONS / "versions").glob("*.py"))
    assert [name[:5] for name in files] == [f"{number:04}_" for number in range(1, len(files) + 1)]
    assert all(re.fullmatch(r"\d{4}_[a-z0-9_]+\.py", name) for name in files)
    scripts = ScriptDirectory.from_config(config_for(None))
    assert scripts.get_heads() == [files[-1][:4]]
    assert [script.revision for script in scripts.walk_revisions()] == [name[:4] for name in reversed(files)]


def test_the_models_and_the_migrations_are_equal(engine: Engine):
    migrate(engine)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection, opts=COMPARED), METADATA)
    assert differences == []


def test_a_fresh_database_is_brought_there_from_any_directory(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    assert not at_head(engine)
    migrate(engine)
    assert at_head(engine)
    assert set(METADATA.tables) <= set(inspect(engine).get_table_names())


def test_migrating_again_changes_nothing(engine: Engine):
    migrate(engine)
    token = begin_a_draft(engine)
    migrate(engine)
    assert is_there(engine, token)


def test_two_that_start_at_once_both_end_there(engine: Engine):
    engine.connect().close()  # the file is made first: only then can two processes meet at it
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(migrate_alone, [address_of(engine)] * 2))
    assert at_head(engine)


def address_of(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def migrate_alone(url: str) -> None:
    engine = engine_on(url)
    migrate(engine)
    engine.dispose()


def test_a_database_from_a_newer_release_is_not_at_head(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as newer:
        next_migration(newer, tmp_path, "pass")
        migrate(engine)
        assert at_head(engine)
    assert not at_head(engine)


def test_a_migration_that_fails_leaves_nothing_half_done(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    migrate(engine)
    token = begin_a_draft(engine)
    next_migration(
        monkeypatch,
        tmp_path,
        """
        op.create_table("half", sa.Column("id", sa.Text(), primary_key=True))
        op.execute("DELETE FROM draft_tokens")
        raise KeyError("half way")
        """,
    )
    with pytest.raises(KeyError):
        migrate(engine)
    assert "half" not in inspect(engine).get_table_names()
    assert is_there(engine, token)
    assert references_are_held(engine)


def test_changing_a_table_keeps_the_rows_that_point_at_it(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    migrate(engine)
    token = begin_a_draft(engine)
    next_migration(
        monkeypatch,
        tmp_path,
        """
        with op.batch_alter_table("drafts") as drafts:
            drafts.alter_column("language", existing_type=sa.Text(), nullable=True)
        """,
    )
    migrate(engine)
    assert at_head(engine)
    assert is_there(engine, token)
    assert references_are_held(engine)


def test_on_sqlite_a_migration_that_leaves_rows_pointing_at_nothing_is_refused_and_undone(
    sqlite_files: SqliteFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    engine = engine_on(sqlite_files.empty())
    migrate(engine)
    token = begin_a_draft(engine)
    next_migration(monkeypatch, tmp_path, 'op.execute("DELETE FROM drafts")')
    with pytest.raises(BrokenReferences):
        migrate(engine)
    assert is_there(engine, token)
    engine.dispose()
