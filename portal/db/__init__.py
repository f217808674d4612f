"""The database as every room sees it: what columns are made of, an engine for an address, and transactions.

Knows no table. Doors open `transaction()`; rooms are handed its session and never commit.
"""

from portal.db.beginning import about_to, is_writing
from portal.db.columns import Base, Sealed, UtcDateTime, keyring_of
from portal.db.engines import NoSuchDatabase, make_engine
from portal.db.patience import CONNECTIONS
from portal.db.refusals import AskedAgain, Unavailable, answering, code_of, coming_first
from portal.db.removing import leave_no_trace, remove_some
from portal.db.statistics import look_over
from portal.db.transactions import (
    begun,
    connection_of,
    one_writer_of,
    piece_by_piece,
    retried,
    transaction,
    unhurried,
    written,
)

__all__ = [
    "CONNECTIONS",
    "AskedAgain",
    "Base",
    "NoSuchDatabase",
    "Sealed",
    "Unavailable",
    "UtcDateTime",
    "about_to",
    "answering",
    "begun",
    "code_of",
    "coming_first",
    "connection_of",
    "is_writing",
    "keyring_of",
    "leave_no_trace",
    "look_over",
    "make_engine",
    "one_writer_of",
    "piece_by_piece",
    "remove_some",
    "retried",
    "transaction",
    "unhurried",
    "written",
]
