"""Bringing a backup back: everything in one transaction, with all that must follow, or nothing at all.

What was there goes with the same transaction. Nobody ever sees a database that is half one and half the other, and no
deliverer takes up a message before it is written down that it may have been sent since.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, MetaData, insert, inspect, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from portal.backups.reading import Backup
from portal.backups.shapes import OF_MIGRATIONS, Shape, shapes_at
from portal.council import Council
from portal.db import Unavailable, answering, begun, leave_no_trace
from portal.drafts import brought_back as drafts
from portal.letting_go import let_go
from portal.migrating import at_head, bring_to, changing_tables, is_known, revision_of
from portal.outbox.brought_back import doubt_what_waited
from portal.staff.brought_back import end_sessions
from portal.vocabulary import Refusal

_ROWS_AT_ONCE = 500
Row = TypeVar("Row")


class NotRestored(Refusal):
    """The database must not be written over, or cannot be. Nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """Where it is brought back to. `now` is aware UTC.

    `shut`: how often each code has been shut by now, by the draft's id, as far as anybody knows.
    """

    council: Council
    code_keys: tuple[str, ...] = field(repr=False)
    now: datetime
    shut: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Restored:
    """What followed: messages that Notify is asked about first, codes shut again, and what was let go of."""

    doubted: int
    shut: int
    gone: Mapping[str, int]


def refuse_unless_free(engine: Engine, *, replace: bool) -> None:
    """Look at the database as `restore` would, and change nothing. Raises NotRestored and db.Unavailable."""
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    if file is not None and not Path(file).exists():
        return  # to look at it would make it
    with _naming_damage(), answering(), begun(engine, writes=False) as connection:
        _refuse_to_lose(connection, _ours_in(connection), replace=replace)


def restore(engine: Engine, backup: Backup, here: Here, *, replace: bool) -> Restored:
    """Put a backup that fits (`Backup.refuse_unless_fit`) into the database, migrated to this release.

    With `replace`, what is there goes. Raises NotRestored, NoBackup, migrating.TablesInUse and db.Unavailable; then
    nothing was changed.
    """
    with _rebuilding(engine) as connection:
        present = _present(connection, replace=replace)
        known = _turns_in(connection) if present else {}
        if present:
            _drop(connection, present)
        bring_to(connection, backup.manifest.schema)
        for shape in backup.shapes:
            for rows in _some_at_once(backup.rows(shape)):
                connection.execute(insert(shape.plain), rows)
        bring_to(connection, "head")
        done = _follow(connection, backup.manifest.made_at, here, known)
    leave_no_trace(engine)
    return done


def follow(engine: Engine, made_at: datetime, here: Here) -> Restored:
    """What must follow where a database was brought back by other means, as it was at `made_at` (aware UTC).

    Raises NotRestored for a database without this release's schema.
    """
    if not at_head(engine):
        raise NotRestored("The database does not have this release's schema. Run `portal migrate` first.")
    with _rebuilding(engine) as connection:
        done = _follow(connection, made_at, here, {})
    leave_no_trace(engine)
    return done


def _follow(connection: Connection, made_at: datetime, here: Here, known: Mapping[str, drafts.Turned]) -> Restored:
    shut = dict(known)
    for draft, turn in here.shut.items():
        if draft not in shut or shut[draft].turn < turn:
            shut[draft] = drafts.Turned(turn)
    with Session(connection) as session:
        drafts.end_tokens(session)
        end_sessions(session)
        done = Restored(
            doubted=doubt_what_waited(session, made_at=made_at, now=here.now),
            shut=drafts.shut_again(session, shut, here.code_keys),
            gone=let_go(session, here.now, here.council.retention),
        )
        session.flush()
    return done


@contextmanager
def _rebuilding(engine: Engine) -> Iterator[Connection]:
    """A transaction in which tables come and go. Raises NotRestored for a file that is no database any more."""
    with _naming_damage(), answering(), changing_tables(engine) as connection:
        yield connection


@contextmanager
def _naming_damage() -> Iterator[None]:
    try:
        yield
    except Unavailable as error:
        if type(error.__cause__) is not DatabaseError:
            raise
        raise NotRestored(
            "The file of the database is damaged. Move it away, and the two beside it (-wal, -shm); then restore again."
        ) from error


def _present(connection: Connection, *, replace: bool) -> tuple[str, ...]:
    """The tables that stand in the way and may go, none where there are none yet. Raises NotRestored."""
    ours = _ours_in(connection)
    if ours and connection.dialect.name == "postgresql":  # nobody may write what would go unseen
        names = ", ".join(f'"{shape.name}"' for shape in ours)
        connection.exec_driver_sql(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE")
    _refuse_to_lose(connection, ours, replace=replace)
    return tuple(shape.name for shape in ours)


def _ours_in(connection: Connection) -> tuple[Shape, ...]:
    """The portal's tables that stand there, none in an empty database. Raises NotRestored for anybody else's."""
    schema = revision_of(connection)
    tables = set(inspect(connection).get_table_names())
    if schema is None:
        if tables:
            raise NotRestored("This database holds tables that are none of the portal's. Nothing was changed.")
        return ()
    if not is_known(schema):
        raise NotRestored("This database belongs to a newer release. Nothing was changed.")
    return shapes_at(schema)


def _refuse_to_lose(connection: Connection, ours: Iterable[Shape], *, replace: bool) -> None:
    holds = any(connection.execute(select(shape.plain).limit(1)).first() for shape in ours)
    if holds and not replace:
        raise NotRestored("This database holds something. To throw that away, say --replace. Nothing was changed.")


def _turns_in(connection: Connection) -> dict[str, drafts.Turned]:
    """What is about to go may know of codes that were shut since the backup was made."""
    with Session(connection) as session:
        return drafts.turns(session)


def _drop(connection: Connection, tables: Iterable[str]) -> None:
    metadata = MetaData()
    metadata.reflect(connection, only=[*tables, OF_MIGRATIONS])
    metadata.drop_all(connection, checkfirst=False)


def _some_at_once(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while some := list(islice(rows, _ROWS_AT_ONCE)):
        yield some
