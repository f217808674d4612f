"""A PostgreSQL database on which transactions collide as often as a test says: the server asks for them again."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

# A transaction with an odd number gives way at its first write; the next, which takes the next number, comes through.
# A sequence counts what no rollback takes back.
_COLLIDE = """
CREATE SEQUENCE collided;
CREATE FUNCTION collide() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF txid_current() % {every} <> 0 THEN
        PERFORM nextval('collided');
        RAISE EXCEPTION 'made up' USING ERRCODE = '{code}';
    END IF;
    RETURN NULL;
END $$
"""
_UNDO = "DROP FUNCTION collide CASCADE; DROP SEQUENCE collided"
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
DEADLOCK, NOT_SERIAL = "40P01", "40001"


class Collisions:
    """What came of it."""

    def __init__(self, door: psycopg.Connection) -> None:
        self._door = door

    @property
    def count(self) -> int:
        """How many transactions had to give way so far."""
        found = self._door.execute("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM collided").fetchone()
        assert found is not None
        return int(found[0])


@contextmanager
def colliding(url: str, *, code: str = DEADLOCK, every: int = 2) -> Iterator[Collisions]:
    """While the block runs every transaction that writes collides, but one in `every`."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as door:
        door.execute(_COLLIDE.format(every=every, code=code).encode())
        for (table,) in door.execute(_TABLES).fetchall():
            trigger = "CREATE TRIGGER collide BEFORE INSERT OR UPDATE OR DELETE ON {} EXECUTE FUNCTION collide()"
            door.execute(sql.SQL(trigger).format(sql.Identifier(table)))
        yield Collisions(door)
        door.execute(_UNDO)
