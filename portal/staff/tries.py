"""Slowing down whoever guesses passwords and codes of staff, per account and per source, and telling nobody who exists.

A try is counted before it is looked at, and taken back when it was right: many at once get no more than one after the
other. Counts hashes of the buckets' names; what is typed as an address counts the same, account or none.

What the limits are worth. One source has 5 tries at one account in a quarter of an hour, and 30 at all accounts
together; one account takes 50 from everywhere. Against one account that is 4,800 a day at most, whoever guesses, of
passwords of 12 characters that are none of the common ones. Behind the password stands a code of the second factor, of
which 5 wrong ones are looked at in a quarter of an hour: 1 in 700 a day for somebody who knows the password. Shutting
somebody out by guessing takes ten sources at once, and ends no session: who is in stays in.
"""

import hmac
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

import structlog
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.staff.models import StaffTry
from portal.vocabulary import Refusal

WINDOW = timedelta(minutes=15)
FROM_ONE_SOURCE_AT_ONE_ACCOUNT = 5
FROM_ONE_SOURCE = 30  # a whole office may share one
AT_ONE_ACCOUNT = 50
OF_A_SECOND_FACTOR = 5
OF_SETUP_CODES = 10

_log = structlog.get_logger(__name__)


class TooManyTries(Refusal):
    """Too many wrong tries in the last quarter of an hour. Nothing was looked at."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__("There were too many tries. Wait, and then try again.")
        self.wait_seconds = wait_seconds


@dataclass(frozen=True, slots=True)
class Buckets:
    """What one try is counted in: names of buckets with what each takes in a window. `key` hashes the names."""

    limits: tuple[tuple[str, int], ...]
    key: str

    def hashed(self) -> tuple[tuple[str, int], ...]:
        """The buckets as they are stored."""
        return tuple((self._hash(name), limit) for name, limit in self.limits)

    def _hash(self, name: str) -> str:
        told = f"staff try|{name}".encode("utf-8", "surrogatepass")
        return hmac.digest(self.key.encode(), told, "sha256").hex()


def of_password(email: str, source: str, key: str) -> Buckets:
    """A password for what was typed as an address, from a source such as a network address."""
    return Buckets(
        (
            (f"account {email} from {source}", FROM_ONE_SOURCE_AT_ONE_ACCOUNT),
            (f"source {source}", FROM_ONE_SOURCE),
            (f"account {email}", AT_ONE_ACCOUNT),
        ),
        key,
    )


def of_second_factor(account_id: str, key: str) -> Buckets:
    """A code of the second factor. Whoever tries one knows the password, so nobody else can shut anybody out."""
    return Buckets(((f"second factor {account_id}", OF_A_SECOND_FACTOR),), key)


def of_setup_code(source: str, key: str) -> Buckets:
    """A code to set an account up with."""
    return Buckets(((f"set-up from {source}", OF_SETUP_CODES),), key)


def count(session: Session, buckets: Buckets, now: datetime) -> None:
    """Count one try in each, before it is looked at. Raises TooManyTries when one is full."""
    windows = []
    for name, limit in buckets.hashed():
        window = _locked(session, name, now)
        if not timedelta(0) <= now - window.window_start < WINDOW:
            window.window_start, window.count = now, 0
        if window.count >= limit:
            raise TooManyTries(ceil((WINDOW - (now - window.window_start)).total_seconds()))
        windows.append((window, limit))
    for window, limit in windows:
        window.count += 1
        if window.count == limit:
            _log.warning("sign-ins-are-guessed")


def take_back(session: Session, buckets: Buckets, now: datetime) -> None:
    """The try was right: it counts as none."""
    for name, _ in buckets.hashed():
        window = _locked(session, name, now)
        window.count = max(0, window.count - 1)


def _locked(session: Session, bucket: str, now: datetime) -> StaffTry:
    query = (
        select(StaffTry).where(StaffTry.bucket == bucket).with_for_update().execution_options(populate_existing=True)
    )
    found = session.scalar(query)
    while found is None:
        # Two first tries at once: one makes the row, the other waits for it. A purge may take it away again.
        with suppress(IntegrityError), session.begin_nested():
            session.add(StaffTry(bucket=bucket, window_start=now, count=0))
        found = session.scalar(query)
    return found
