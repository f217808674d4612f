"""Signing in with a password and a second factor, a step at a time. Who is not let in is told the same, whoever it is.

A password is looked at between two transactions: it takes long, and nobody who writes may wait for it.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.staff import accounts, passwords, second_factor, sessions, tries
from portal.staff.known_browsers import Browser
from portal.staff.models import Account
from portal.staff.sessions import Source, Standing
from portal.staff.tries import Buckets


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who says who they are, or nobody: from outside there is no difference."""

    buckets: Buckets = field(repr=False)
    account_id: str | None
    password_hash: str | None = field(repr=False)
    is_proved: bool = False
    anew: str | None = field(default=None, repr=False)  # the hash, where today's takes more work than what is stored


def come_forward(
    session: Session, email: str, source: str, *, key: str, now: datetime, browser: Browser | None = None
) -> Candidate:
    """The account with this address, if it can be signed in to; the try is counted. Raises tries.TooManyTries.

    `source` is where from, such as a network address; `key` hashes what tries are counted under. A `browser` that is
    known to the account has tries of its own; without one, it is a stranger's.
    """
    address = accounts.plain_address(email) or ""
    account = session.scalar(select(Account).where(Account.email == address, Account.disabled_at.is_(None)))
    known_as = browser.known_as(account, now) if browser else None
    known = tries.of_known_browser(address, known_as, key) if known_as else None
    buckets = known or tries.of_password(address, source, key)
    tries.count(session, buckets, now)
    if account is None:
        return Candidate(buckets, None, None)
    return Candidate(buckets, account.id, account.password_hash)


def prove(candidate: Candidate, password: str) -> Candidate:
    """Look at the password, outside any transaction. It takes as long for nobody as for somebody."""
    if not passwords.is_right(password, candidate.password_hash):
        return candidate
    outdated = candidate.password_hash is not None and passwords.is_outdated(candidate.password_hash)
    return replace(candidate, is_proved=True, anew=passwords.hash_of(password) if outdated else None)


def go_on(session: Session, candidate: Candidate, *, back: str, now: datetime) -> str | None:
    """The token of a session that still needs the second factor; None where the password was wrong."""
    if not candidate.is_proved or candidate.account_id is None:
        return None
    account = session.get(Account, candidate.account_id, with_for_update=True)
    # Reset or disabled while the password was looked at: it is right no more.
    if account is None or account.disabled_at or account.password_hash != candidate.password_hash:
        return None
    tries.take_back(session, candidate.buckets, now)
    account.password_hash = candidate.anew or account.password_hash
    return sessions.begin(session, account.id, standing=Standing.SECOND_FACTOR, source=Source.LOCAL, now=now, back=back)


@dataclass(frozen=True, slots=True)
class LetIn:
    """Somebody who is in. `codes_left`: how many recovery codes there are still, where one of them was used."""

    account_id: str
    token: str = field(repr=False)
    back: str
    codes_left: int | None = None


def second_step(session: Session, token: str, typed: str, *, key: str, now: datetime) -> LetIn | None:
    """A code of the app, or a recovery code, for a session that has only the password. None where it is wrong.

    Raises tries.TooManyTries. A code that was taken is taken no more, in this minute or any other.
    """
    way = sessions.find(session, token, now)
    if way is None or way.standing is not Standing.SECOND_FACTOR:
        return None
    account = session.get(Account, way.staff.id, with_for_update=True, populate_existing=True)
    if account is None or account.totp_secret is None:
        return None
    buckets = tries.of_second_factor(account.id, key)
    tries.count(session, buckets, now)
    left: int | None = None
    step = second_factor.step_of(typed, account.totp_secret, now, after=account.totp_step)
    if step is not None:
        account.totp_step = step
    else:
        hashes = second_factor.left_after(typed, account.recovery_hashes)
        if hashes is None:
            return None
        account.recovery_hashes, left = hashes, len(hashes)
    tries.take_back(session, buckets, now)
    sessions.end(session, token)
    return LetIn(account.id, _let_in(session, account, Source.LOCAL, now), way.back, left)


def _let_in(session: Session, account: Account, source: Source, now: datetime) -> str:
    return sessions.begin(session, account.id, standing=Standing.IN, source=source, now=now)
