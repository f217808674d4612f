"""Which references a file has had so far, in as much memory as ever, however long it is.

It keeps hashes in a file of its own that nobody sees and that is gone with it; no reference and no word stands there.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from hashlib import blake2b

from portal.reports.history.past_row import PastRow

_MEMORY_KIB = 48 * 1024  # holds the hashes of a million cases; those of more lie in the file


class MetBefore:
    """The references met, each with its row and what it held."""

    def __init__(self, notes: sqlite3.Connection) -> None:
        self._notes = notes

    def again(self, rows: Sequence[tuple[int, PastRow]]) -> dict[int, tuple[int, bool]]:
        """Of these rows, by number, those whose reference came before: in which row, and whether it held the same."""
        noted = {number: (_hash(row.reference.encode()), _hash(row.digest)) for number, row in rows}
        # In the order of the hashes, so that one page of the index after the other is written; of two alike, the first.
        fresh = sorted((reference, number, digest) for number, (reference, digest) in noted.items())
        before = self._notes.total_changes
        self._notes.executemany("INSERT OR IGNORE INTO met VALUES (?, ?, ?)", fresh)
        if self._notes.total_changes - before == len(fresh):
            return {}
        return {number: found for number, each in noted.items() if (found := self._first(number, *each))}

    def _first(self, number: int, reference: int, digest: int) -> tuple[int, bool] | None:
        first, held = self._notes.execute("SELECT row, held FROM met WHERE reference = ?", (reference,)).fetchone()
        return None if first == number else (first, held == digest)


@contextmanager
def met_before() -> Iterator[MetBefore]:
    """Nothing met yet."""
    # An empty name: SQLite's own file for the time being, which nobody else can open, and which memory overflows into.
    with closing(sqlite3.connect("", isolation_level=None)) as notes:
        notes.execute(f"PRAGMA cache_size = -{_MEMORY_KIB}")
        notes.execute("PRAGMA journal_mode = OFF")
        notes.execute("CREATE TABLE met (reference INTEGER PRIMARY KEY, row INTEGER, held INTEGER)")
        notes.execute("BEGIN")  # never committed: nothing of it is to be kept
        yield MetBefore(notes)


def _hash(text: bytes) -> int:
    # 64 bits, as a key of SQLite has: among a million cases two collide once in some thirty million lists.
    return int.from_bytes(blake2b(text, digest_size=8).digest(), signed=True)
