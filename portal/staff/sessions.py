"""Where somebody is signed in: a random token in one browser, and here its hash, how far it came and how long it lasts.

It refuses to know how anybody proved who they are. Looking one up writes nothing; `touch` is for once a minute.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from portal.staff.models import Account, StaffSession
from portal.staff.people import Staff
from portal.vocabulary import StaffRole

#: Nobody looked for so long: the desk may be empty, and a child's story must not stand open on it. A long case is read
#: in less, and a lunch is longer.
IDLE = timedelta(minutes=30)
#: A working day with its breaks. The day after, everybody proves anew who they are, whatever was left open.
AT_MOST = timedelta(hours=10)
#: On the way in: time to find a phone, and for the first time to set up its app.
ON_THE_WAY = timedelta(minutes=10)
SETTING_UP = timedelta(minutes=30)
#: How long it may be before somebody's being there is written down again: reading pages then hardly ever writes.
_TOUCHED_EVERY = timedelta(minutes=1)
_BYTES = 32


class Standing(StrEnum):
    """How far a browser came."""

    SET_UP = "set-up"  # a set-up code was right: a password and a second factor may be chosen
    SECOND_FACTOR = "second-factor"  # the password was right
    IN = "in"


class Source(StrEnum):
    """How somebody proves who they are."""

    LOCAL = "local"
    SSO = "sso"


_LASTS = {Standing.SET_UP: SETTING_UP, Standing.SECOND_FACTOR: ON_THE_WAY, Standing.IN: AT_MOST}


@dataclass(frozen=True, slots=True)
class Open:
    """One session that counts, begun at `since`. `is_due`: its being used is to be written down again."""

    staff: Staff
    standing: Standing
    source: Source
    back: str
    is_due: bool
    since: datetime


def begin(
    session: Session, account_id: str, *, standing: Standing, source: Source, now: datetime, back: str = ""
) -> str:
    """A new session of an account. Returns its token, which is kept nowhere but in the browser that gets it."""
    token = secrets.token_urlsafe(_BYTES)
    row = StaffSession(
        token_hash=_hash_of(token),
        account_id=account_id,
        standing=standing,
        source=source,
        back=back,
        created_at=now,
        seen_at=now,
    )
    session.add(row)
    session.flush()
    return token


def find(session: Session, token: str, now: datetime) -> Open | None:
    """The session with this token, whoever it is and however far they came; None once it is over."""
    query = select(StaffSession, Account).join(Account, Account.id == StaffSession.account_id)
    found = session.execute(query.where(StaffSession.token_hash == _hash_of(token))).one_or_none()
    if found is None:
        return None
    row, account = found
    standing = Standing(row.standing)
    is_over = now - row.created_at >= _LASTS[standing] or now - row.seen_at >= IDLE
    if is_over or account.disabled_at is not None:
        return None
    is_due = now - row.seen_at >= _TOUCHED_EVERY
    return Open(staff_of(account), standing, Source(row.source), row.back, is_due, row.created_at)


def signed_in(session: Session, token: str, now: datetime) -> Staff | None:
    """Who is signed in with this token: proved, not idle for too long, and with an account that still counts."""
    found = find(session, token, now)
    return found.staff if found and found.standing is Standing.IN else None


def touch(session: Session, token: str, now: datetime) -> None:
    """Write down that somebody is there. A session that ended meanwhile stays ended."""
    mine = StaffSession.token_hash == _hash_of(token)
    session.execute(update(StaffSession).where(mine).values(seen_at=now))


def end(session: Session, token: str) -> None:
    """This browser is signed in no more."""
    session.execute(delete(StaffSession).where(StaffSession.token_hash == _hash_of(token)))


def elsewhere(session: Session, token: str, account_id: str, now: datetime) -> int:
    """In how many other browsers this account is signed in."""
    query = select(func.count()).where(
        StaffSession.account_id == account_id,
        StaffSession.token_hash != _hash_of(token),
        StaffSession.standing == Standing.IN,
        StaffSession.created_at > now - AT_MOST,
        StaffSession.seen_at > now - IDLE,
    )
    return session.scalar(query) or 0


def end_others(session: Session, token: str, account_id: str) -> None:
    """Only this browser of the account stays signed in; any other is out, or no more on its way."""
    others = StaffSession.token_hash != _hash_of(token)
    session.execute(delete(StaffSession).where(StaffSession.account_id == account_id, others))


def end_all(session: Session, account_id: str) -> None:
    """No browser of this account is signed in any more, nor on its way."""
    session.execute(delete(StaffSession).where(StaffSession.account_id == account_id))


def staff_of(account: Account) -> Staff:
    """An account as everything else knows it."""
    roles = frozenset(StaffRole(role) for role in account.roles)
    since = account.enabled_at or account.created_at
    return Staff(account.id, account.name, roles, frozenset(account.teams), since)


def _hash_of(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
