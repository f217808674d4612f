"""What a database says when it does not do what it was asked, sorted into what a door can do about it.

Knows nothing of transactions, and no word of what was asked.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from portal.vocabulary import Refusal

SENTENCE = "The database cannot take this now."

# PostgreSQL's own codes, https://www.postgresql.org/docs/current/errcodes-appendix.html
_ASKS_AGAIN = {"40001", "40P01"}  # serialization failure, deadlock: documented as "retry the whole transaction"
_TAKEN = "23505"  # unique violation
_AWAY = {
    "25P03",  # we held a transaction open for too long
    "42501",  # no right to: as SQLite says of a file that may not be written
    "42P01",  # no such table, or column: a database of another release, as SQLite says of both
    "42703",
}


class Unavailable(Refusal):
    """The database is locked, full, or not there. Nothing of the transaction was kept.

    Only where it went while it was told to commit does nobody know: whatever a door writes bears being sent again.
    """


class AskedAgain(Unavailable):
    """Two transactions stood in each other's way, and this one must be done again from its start: see `retried`."""


@contextmanager
def answering() -> Iterator[None]:
    """Says in a sentence that the database does not answer, whatever is asked of it.

    Raises AskedAgain and Unavailable. Anything that is a fault of ours passes as it is, and is seen as one.
    """
    try:
        yield
    except NoConnectionFree as error:
        raise Unavailable(SENTENCE) from error
    except DBAPIError as error:
        if code_of(error) in _ASKS_AGAIN:
            raise AskedAgain(SENTENCE) from error
        if _is_away(error):
            raise Unavailable(SENTENCE) from error
        raise


@contextmanager
def coming_first() -> Iterator[None]:
    """Around a write whose place was seen to be free just before. Raises AskedAgain where somebody else came first.

    That is PostgreSQL's alone to say: SQLite lets in one writer at a time, so there a place taken is a fault of ours.
    """
    try:
        yield
    except IntegrityError as error:
        if code_of(error) == _TAKEN:
            raise AskedAgain(SENTENCE) from error
        raise


def code_of(error: DBAPIError) -> str | None:
    """PostgreSQL's code for what happened; none on SQLite, and where the connection broke first."""
    code: str | None = getattr(error.orig, "sqlstate", None)
    return code


def _is_away(error: DBAPIError) -> bool:
    # A connection that broke, what the drivers themselves call operational, or a file that is no database.
    broken = error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)
    return broken or type(error) is DatabaseError or code_of(error) in _AWAY
