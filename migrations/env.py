"""How Alembic reaches our tables: through the connection `portal.migrating` opened, or from its own command line.

To write a migration: `PORTAL_LOCAL=1 .venv/bin/alembic revision --autogenerate -m "what it does"`; the settings say
which database it is compared with, and it gets the next number. Migrations only go forwards: the way back is a backup.
"""

import os
from typing import Any, Literal

from alembic import context
from alembic.operations.ops import MigrationScript
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Enum

from portal.db import Sealed, UtcDateTime, make_engine
from portal.migrating import foreign_keys_resting
from portal.settings import Settings
from portal.tables import METADATA


def plain_type(kind: str, item: Any, _autogenerate: object) -> str | Literal[False]:
    """Migrations name plain types: they must still run when our own are renamed or gone."""
    if kind == "type" and isinstance(item, Sealed):
        return "sa.LargeBinary()"
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Enum) and not item.native_enum:
        return f"sa.String(length={item.length})"  # a new word is no migration
    return False


def number_it(migration_context: MigrationContext, _revision: object, directives: list[MigrationScript]) -> None:
    """Number a new migration one above the highest; a comparison that finds nothing new writes none."""
    if not directives:
        return
    script = directives[0]
    assert migration_context.config is not None
    known = ScriptDirectory.from_config(migration_context.config).walk_revisions()
    script.rev_id = f"{max((int(revision.revision) for revision in known), default=0) + 1:04}"
    compared = getattr(migration_context.config.cmd_opts, "autogenerate", False)
    if compared and script.upgrade_ops is not None and script.upgrade_ops.is_empty():
        directives.clear()


def run_on(connection: Connection) -> None:
    """Run what Alembic was asked to, in the transaction the connection is in or in one of its own."""
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=True,  # SQLite changes a table by copying it
        transactional_ddl=True,  # SQLite can, since portal.db opens its transactions itself
        compare_server_default=True,
        render_item=plain_type,
        process_revision_directives=number_it,
    )
    with context.begin_transaction():
        context.run_migrations()


def run() -> None:
    """From the portal: on its connection. From the command line: on a connection to the database of the settings."""
    if context.is_offline_mode():
        raise SystemExit("Migrations need a database: there is no offline mode.")
    given: Connection | None = context.config.attributes.get("connection")
    if given is not None:
        run_on(given)
        return
    settings = Settings.from_env(os.environ)
    engine = make_engine(settings.database_url, settings.keyring)
    with engine.connect() as connection, foreign_keys_resting(connection):
        run_on(connection)
    engine.dispose()


run()
