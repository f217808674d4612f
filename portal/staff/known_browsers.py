"""A browser in which somebody signed in before, known again by a mark it keeps: the guesses of others shut it not out.

A mark opens nothing: password and second factor are asked for as of anybody. Nothing of it is kept here, and it holds
chance, a day and a signature. Any change of roles, a disabled account and another password make it worthless.
"""

import hmac
import re
import secrets
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from portal.staff.models import Account

LASTS = timedelta(days=180)  # after each signing in; longer than any leave
MOST = 4  # accounts that share one browser, such as that of a front desk
_BYTES = 16
_MARK = re.compile(r"([A-Za-z0-9_-]{22})\.(\d{1,7})\.([0-9a-f]{64})", re.ASCII)
_BETWEEN = "~"
_LONGEST = 500  # characters; four marks are shorter


@dataclass(frozen=True, slots=True)
class Mark:
    """That somebody signed in to one account in this browser on one day: `chance` tells it from every other mark."""

    chance: str
    day: int  # as `date.toordinal` counts
    signature: str

    def __str__(self) -> str:
        return f"{self.chance}.{self.day}.{self.signature}"


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser by the marks it `brings`, newest first, as it sends them. Of the `keys` the first signs, any counts."""

    brings: str = field(repr=False)
    keys: tuple[str, ...] = field(repr=False)

    def known_as(self, account: Account | None, now: datetime) -> str | None:
        """What tells it from every other browser at this account; None where nobody signed in to it here for long.

        For nobody the same work is done as for somebody.
        """
        found = [mark for mark in self._marks() if self._is_of(mark, account) and _is_fresh(mark, now)]
        return found[0].chance if found and account is not None and account.password_hash is not None else None

    def marked(self, session: Session, account_id: str, now: datetime) -> str:
        """The marks it keeps from now on, once somebody is in. Theirs is made anew, and those of others stay.

        Whoever copied theirs before tries on an account of their own, and cannot use up the tries of this browser.
        """
        account = session.get_one(Account, account_id)
        chance, today = secrets.token_urlsafe(_BYTES), _day(now)
        fresh = Mark(chance, today, _signature(self.keys[0], chance, today, account))
        others = [mark for mark in self._marks() if not self._is_of(mark, account)]
        return _BETWEEN.join(str(mark) for mark in [fresh, *others][:MOST])

    def _marks(self) -> list[Mark]:
        read = [_MARK.fullmatch(each) for each in self.brings[:_LONGEST].split(_BETWEEN)[:MOST]]
        return [Mark(each[1], int(each[2]), each[3]) for each in read if each]

    def _is_of(self, mark: Mark, account: Account | None) -> bool:
        made = (_signature(key, mark.chance, mark.day, account) for key in self.keys)
        return any(hmac.compare_digest(each, mark.signature) for each in made)


def _signature(key: str, chance: str, day: int, account: Account | None) -> str:
    """It ends with what it was made for: this password, these roles, this time of being enabled."""
    ends_with: tuple[object, ...] = ("nobody",)
    if account is not None:
        enabled = account.enabled_at and account.enabled_at.timestamp()
        ends_with = (account.id, account.password_hash, account.roles_changed_at.timestamp(), enabled)
    told = "|".join(str(each) for each in ("staff browser", chance, day, *ends_with))
    return hmac.digest(key.encode(), told.encode(), "sha256").hex()


def _is_fresh(mark: Mark, now: datetime) -> bool:
    return _day(now) - mark.day < LASTS.days


def _day(now: datetime) -> int:
    return date.toordinal(now.astimezone(UTC).date())
