"""Slowing down whoever guesses passwords and codes of staff, per account and per source, and telling nobody who exists.

A try is counted before it is looked at, and taken back when it was right: many at once get no more than one after the
other. Counts hashes of the buckets' names; what is typed as an address counts the same, account or none.

What the limits are worth. One source has 5 tries at one account in a quarter of an hour, and 30 at all accounts
together; one account takes 50 from everywhere. Against one account that is 4,800 a day at most, whoever guesses, of
passwords of 12 characters that are none of the common ones. Behind the password stands a code of the second factor, of
which 5 wrong ones are looked at in a quarter of an hour: 1 in 700 a day for somebody who knows the password.

Guesses end no session: who is in stays in. Nor do they shut out a browser in which somebody signed in to that account
before (`known_browsers`): its tries are counted by themselves, 5 in a quarter of an hour. Whoever copies its mark has
those 480 a day more, at that account alone. A browser that is new to an account waits with its source.
"""

import hmac
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, IPv6Network, ip_address
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
FROM_ONE_SITE = 120  # sources of IPv6 that one provider gave to one customer
AT_ONE_ACCOUNT = 50
FROM_A_KNOWN_BROWSER = 5
OF_A_SECOND_FACTOR = 5
OF_SETUP_CODES = 10
SETUP_CODES_OF_ONE_SITE = 40
#: Bits of an IPv6 address that are one household's or one office's, which may take any within; and one customer's, who
#: may be given 256 of those. An address of IPv4 is one source, and those beside it are other people's.
_SOURCE, _SITE = 56, 48

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
    near, around = _ranges(source)
    return Buckets(
        (
            (f"account {email} from {near}", FROM_ONE_SOURCE_AT_ONE_ACCOUNT),
            (f"source {near}", FROM_ONE_SOURCE),
            *((f"site {each}", FROM_ONE_SITE) for each in around),
            (f"account {email}", AT_ONE_ACCOUNT),
        ),
        key,
    )


def of_known_browser(email: str, known_as: str, key: str) -> Buckets:
    """A password from a browser in which somebody signed in to this account before."""
    return Buckets(((f"account {email} from browser {known_as}", FROM_A_KNOWN_BROWSER),), key)


def of_second_factor(account_id: str, key: str) -> Buckets:
    """A code of the second factor. Whoever tries one knows the password, so nobody else can shut anybody out."""
    return Buckets(((f"second factor {account_id}", OF_A_SECOND_FACTOR),), key)


def of_setup_code(source: str, key: str) -> Buckets:
    """A code to set an account up with."""
    near, around = _ranges(source)
    sites = ((f"set-up from site {each}", SETUP_CODES_OF_ONE_SITE) for each in around)
    return Buckets(((f"set-up from {near}", OF_SETUP_CODES), *sites), key)


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


def _ranges(source: str) -> tuple[str, tuple[str, ...]]:
    """What one source is, and what is around it where one customer may have many."""
    try:
        address = ip_address(source)
    except ValueError:  # a socket has none
        return source, ()
    if not isinstance(address, IPv6Address):
        return str(address), ()
    if address.ipv4_mapped:  # as a server that listens on both tells an address of IPv4: not all of them are one
        return str(address.ipv4_mapped), ()
    near, around = (IPv6Network((int(address), bits), strict=False) for bits in (_SOURCE, _SITE))
    return str(near), (str(around),)


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
