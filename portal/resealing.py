"""Sealing everything anew with the first key on the ring, while people write; and counting what each key still seals.

Finds the sealed columns by asking the tables for them. Knows no key but by its id, and shows no word it opens.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from sqlalchemy import Column, CursorResult, Engine, LargeBinary, TableClause, Text, column, func, select, table, update
from sqlalchemy.sql.elements import ColumnElement

from portal.db import Sealed, keyring_of, leave_no_trace, retried, transaction
from portal.sealing import BEGINNING, CannotOpen, Keyring, key_id
from portal.tables import METADATA

_AT_ONCE = 100  # values in one transaction: a few milliseconds, so that nobody who writes waits long
_PASSES = 5


@dataclass(frozen=True)
class Place:
    """One sealed column, as the bytes that stand in it. The table has one column of text for its key."""

    name: str  # `table.column`, as it is bound into every value
    table: str
    row: str
    column: str

    @cached_property
    def bytes_in(self) -> TableClause:
        """The table with nothing opened on the way out and nothing sealed on the way in."""
        return table(self.table, column(self.row, Text), column(self.column, LargeBinary))

    @property
    def rows(self) -> ColumnElement[str]:
        """The key of its table."""
        return self.bytes_in.c[self.row]

    @property
    def values(self) -> ColumnElement[bytes]:
        """What stands in it."""
        return self.bytes_in.c[self.column]

    @property
    def beginnings(self) -> ColumnElement[bytes]:
        """So much of each value as tells its key."""
        return func.substr(self.values, 1, BEGINNING, type_=LargeBinary)


@dataclass(frozen=True, slots=True, order=True)
class Stuck:
    """A value that no key on the ring opens."""

    place: str
    row: str


@dataclass(frozen=True, slots=True)
class Resealed:
    """What was done: how many values were sealed anew, which could not be opened, and how many each key seals now."""

    anew: int
    stuck: tuple[Stuck, ...]
    sealed_by: Mapping[str, int]


def places() -> tuple[Place, ...]:
    """Every sealed column there is."""
    return tuple(_place(each) for part in METADATA.sorted_tables for each in part.c if isinstance(each.type, Sealed))


def _place(sealed: Column[str]) -> Place:
    assert isinstance(sealed.type, Sealed)
    (key,) = sealed.table.primary_key.columns
    return Place(sealed.type.place, sealed.table.name, key.name, sealed.name)


def counted(engine: Engine) -> Counter[str]:
    """How many values each key seals, by the key's id; every key on the ring is there. Raises db.Unavailable."""
    counts = Counter(dict.fromkeys(keyring_of(engine.dialect).ids, 0))
    for place in places():
        begins = place.beginnings
        query = select(begins, func.count()).where(place.values.is_not(None)).group_by(begins)
        with transaction(engine, writes=False) as session:
            for beginning, number in session.execute(query):
                counts[key_id(bytes(beginning))] += number
    return counts


def reseal(engine: Engine) -> Resealed:
    """Seal with the first key whatever another sealed. Stopped half way, it goes on where it was when called again.

    What somebody changes meanwhile is left as they wrote it: their process sealed it. Raises db.Unavailable.
    """
    anew, stuck = 0, set[Stuck]()
    for place in places():
        for _ in range(_PASSES):
            tried, done = _pass_over(engine, place, stuck)
            anew += done
            if done == tried:
                break
    leave_no_trace(engine)  # of what the old key sealed
    return Resealed(anew, tuple(sorted(stuck)), counted(engine))


def _pass_over(engine: Engine, place: Place, stuck: set[Stuck]) -> tuple[int, int]:
    """One walk along a column, in the order of its table's key: how many values could be opened, and were put back.

    The others changed meanwhile, and whoever changed them may seal with another key still.
    """
    ring = keyring_of(engine.dialect)
    tried, done, behind = 0, 0, ""
    others = select(place.rows, place.values).where(place.values.is_not(None), place.beginnings != ring.begins)
    while True:
        with transaction(engine, writes=False) as session:
            found = session.execute(others.where(place.rows > behind).order_by(place.rows).limit(_AT_ONCE)).all()
        if not found:
            return tried, done
        behind = found[-1][0]
        anew = [each for row, old in found if (each := _anew(ring, place, row, old, stuck))]
        tried += len(anew)
        done += retried(partial(_swapped, engine, place, anew))


def _anew(ring: Keyring, place: Place, row: str, old: bytes, stuck: set[Stuck]) -> tuple[str, bytes, bytes] | None:
    """Outside a transaction: opening and sealing takes its time, and holds up nobody."""
    try:
        return row, old, ring.seal(ring.open(old, place.name), place.name)
    except CannotOpen:
        stuck.add(Stuck(place.name, row))
        return None


def _swapped(engine: Engine, place: Place, anew: list[tuple[str, bytes, bytes]]) -> int:
    """Put each new value where the old one still stands as it was read; never over one that came meanwhile."""
    done = 0
    with transaction(engine, writes=True) as session:
        for row, old, new in anew:
            where = (place.rows == row, place.values == old)
            result = session.execute(update(place.bytes_in).where(*where).values({place.column: new}))
            assert isinstance(result, CursorResult)
            done += result.rowcount
    return done
