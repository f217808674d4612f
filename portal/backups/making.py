"""Making a backup while others write: one moment of the whole database, streamed into an ordinary zip archive.

What is sealed stays sealed: nothing is opened here, and no key is needed but the one that proves the backup.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import Connection, Engine, select

from portal.backups.manifest import Counted, Manifest
from portal.backups.shapes import OF_MIGRATIONS, Shape, shapes_at
from portal.backups.whole_files import whole_file
from portal.db import answering, begun, keyring_of, unhurried
from portal.migrating import is_known, revision_of
from portal.resealing import places
from portal.sealing import BEGINNING, key_id
from portal.vocabulary import Refusal

MANIFEST = "manifest.json"
_ROWS_AT_ONCE = 500


class NothingToBackUp(Refusal):
    """The database holds no portal, or that of a newer release."""


def member(table: str) -> str:
    """Where the rows of a table stand in the archive: a row a line, as a JSON array."""
    return f"tables/{table}.jsonl"


def make(engine: Engine, path: Path, *, council: str, now: datetime) -> Manifest:
    """Write everything that was kept by `now` (aware UTC) to a new file. Of what comes meanwhile, nothing is in it.

    Raises NothingToBackUp, whole_files.CannotWrite and db.Unavailable; then there is no file.
    """
    with whole_file(path) as file, answering():
        with begun(engine, writes=False) as connection:
            expected = _schema_of(connection)
        return _written_to(file, engine, expected, council=council, now=now)


def _written_to(file: BinaryIO, engine: Engine, expected: str, *, council: str, now: datetime) -> Manifest:
    with begun(engine, writes=False) as connection, unhurried(connection):
        _hold(connection, shapes_at(expected))
        schema = _schema_of(connection)
        if schema != expected:
            raise NothingToBackUp("The database was migrated just now. Run this again.")
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            sealed_by = Counter[str]()
            tables = tuple(_written(archive, connection, shape, sealed_by) for shape in shapes_at(schema))
            manifest = Manifest(now, council, schema, tables, dict(sealed_by))
            archive.writestr(MANIFEST, manifest.to_json(keyring_of(engine.dialect)))
    return manifest


def _hold(connection: Connection, shapes: Iterable[Shape]) -> None:
    """From here to the end nobody changes these tables. It must come before anything is asked.

    The first question fixes the moment that is seen. PostgreSQL shows a table that was rewritten after that moment, by
    a migration for one, as if it had been empty then; to lock a table is no question. SQLite has no such gap.
    """
    if connection.dialect.name == "postgresql":
        names = ", ".join(f'"{name}"' for name in (OF_MIGRATIONS, *(shape.name for shape in shapes)))
        connection.exec_driver_sql(f"LOCK TABLE {names} IN ACCESS SHARE MODE")


def _schema_of(connection: Connection) -> str:
    schema = revision_of(connection)
    if schema is None:
        raise NothingToBackUp("There is no portal in this database yet: nothing to back up.")
    if not is_known(schema):
        raise NothingToBackUp("This database belongs to a newer release: back it up with that one.")
    return schema


def _written(archive: ZipFile, connection: Connection, shape: Shape, sealed_by: Counter[str]) -> Counted:
    """Write one table, and count by which keys its values are sealed."""
    sealed = [number for number, name in enumerate(shape.names) if (shape.name, name) in _SEALED]
    digest, rows = sha256(), 0
    with archive.open(member(shape.name), "w", force_zip64=True) as to:
        for row in _rows(connection, shape):
            line = json.dumps(shape.written(row), separators=(",", ":")).encode() + b"\n"
            to.write(line)
            digest.update(line)
            rows += 1
            sealed_by.update(key_id(row[at][:BEGINNING]) for at in sealed if row[at] is not None)
    return Counted(shape.name, shape.names, rows, digest.hexdigest())


_SEALED = frozenset((place.table, place.column) for place in places())


def _rows(connection: Connection, shape: Shape) -> Iterator[Any]:
    """Some rows at a time, so that memory does not grow with the table."""
    return iter(connection.execute(select(shape.plain), execution_options={"yield_per": _ROWS_AT_ONCE}))
