"""Slowing down whoever guesses codes, without ever shutting out a children's home that shares one address.

Counts wrong codes only, in four buckets at once; keeps hashes of the buckets' names, never an address or a browser.

What the limits are worth. There are 1,024^4 = 2^40 codes, about 1.1 x 10^12. From one network address, whatever it says
its browsers are, about 120 wrong codes are looked at in a minute: 172,800 a day, 63 million a year. Against one code, a
year of guessing without a pause finds it with odds of 63 x 10^6 / 1.1 x 10^12, 1 in 17,000. Against whichever of 1,000
sent cases comes up, it is 1 in 17, and that opens dates and a team, never the story; against 20 drafts, which do hold a
story, 1 in 870. One browser alone (5 a minute, 2.6 million a year) finds one code with odds of 1 in 420,000. A window
begins with its first wrong code, so a burst across two windows may reach twice a limit; over time it averages out.

Once 120 are reached by everybody together, an address has 5 wrong codes a minute, and nobody else is held up by it: a
stranger's guessing must not keep children out. The price: whoever commands 1,000 addresses has 5,000 a minute, and odds
of 1 in 420 against one code in a year. That many wrong codes are seen in the logs long before (`codes-are-guessed`).
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, ip_address, ip_network
from math import ceil

import structlog
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.drafts.codes import keyed
from portal.drafts.models import CodeTry
from portal.vocabulary import Refusal

WINDOW = timedelta(minutes=1)
WRONG_PER_BROWSER = 5
WRONG_PER_PLACE = 20
WRONG_ALL_TOGETHER = 120
WRONG_PER_ADDRESS_THEN = 5  # once all together have reached theirs
_HOUSEHOLD = 56  # bits: what one household is given of IPv6, within which it may take any address

_log = structlog.get_logger(__name__)


class TooManyTries(Refusal):
    """Too many wrong codes in the last minute. Nothing was looked up."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__("Please wait a minute and then try your code again.")
        self.wait_seconds = wait_seconds


@dataclass(frozen=True, slots=True)
class Trier:
    """Who tries a code: `browser` is something random in its session cookie, None if it brought no cookie yet.

    `place` is its network address, a space, and what the browser says it is: a home with one address has several.
    """

    browser: str | None
    place: str

    @property
    def address(self) -> str:
        """The network address alone, or the household's range of them."""
        text = self.place.partition(" ")[0]
        try:
            address = ip_address(text)
        except ValueError:  # a socket has none
            return text
        if isinstance(address, IPv4Address):
            return text
        # A server that listens on both tells an address of IPv4 in the longer form: not all of them are one household.
        return str(address.ipv4_mapped or ip_network((text, _HOUSEHOLD), strict=False))

    def limits(self) -> tuple[tuple[str, int], ...]:
        """Each bucket that is this trier's own, and how many wrong codes it takes in a window."""
        own = () if self.browser is None else ((f"browser {self.browser}", WRONG_PER_BROWSER),)
        return (*own, (f"place {self.place}", WRONG_PER_PLACE))


def open_windows(session: Session, trier: Trier, *, code_key: str, now: datetime) -> tuple[CodeTry, ...]:
    """The counts a wrong code by this trier would add to, locked so that none slips past beside another.

    Raises TooManyTries when one of its own is full; and where all together are too many, when it had its part in that.
    """

    def counted(name: str) -> CodeTry:
        window = _locked(session, keyed(code_key, "bucket", name).hex(), now)
        if not timedelta(0) <= now - window.window_start < WINDOW:
            window.window_start, window.count = now, 0
        return window

    windows = []
    for name, limit in trier.limits():
        windows.append(counted(name))
        _refuse_beyond(limit, windows[-1], now)
    address, everybody = counted(f"address {trier.address}"), counted("all")
    if everybody.count >= WRONG_ALL_TOGETHER:
        _refuse_beyond(WRONG_PER_ADDRESS_THEN, address, now)
    return (*windows, address, everybody)


def _refuse_beyond(limit: int, window: CodeTry, now: datetime) -> None:
    if window.count >= limit:
        raise TooManyTries(ceil((WINDOW - (now - window.window_start)).total_seconds()))


def count_wrong(windows: tuple[CodeTry, ...], now: datetime) -> None:
    """Add one wrong code to each; the first one begins the window. The last is the window of all together."""
    for window in windows:
        if window.count == 0:
            window.window_start = now
        window.count += 1
    if windows[-1].count == WRONG_ALL_TOGETHER:
        _log.warning("codes-are-guessed")


def _locked(session: Session, bucket: str, now: datetime) -> CodeTry:
    query = select(CodeTry).where(CodeTry.bucket == bucket).with_for_update().execution_options(populate_existing=True)
    found = session.scalar(query)
    while found is None:
        # Two first tries at once: one makes the row, the other waits for it. A purge may take it away again.
        with suppress(IntegrityError), session.begin_nested():
            session.add(CodeTry(bucket=bucket, window_start=now, count=0))
        found = session.scalar(query)
    return found
