"""What somebody is told of their own account, and what they change there themselves. It refuses to know anybody else's.

Roles, password and phone are changed by whoever looks after the service: an open desk must not be enough for that.
"""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from portal.staff import second_factor, sessions, tries
from portal.staff.models import Account
from portal.staff.sessions import Source, Standing
from portal.vocabulary import StaffRole


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """One's own account, and where one is signed in. `since` is when this browser was, `elsewhere` how many more are.

    `spare_codes` is how many are left; None for whom single sign-on lets in.
    """

    email: str = field(repr=False)
    name: str = field(repr=False)
    roles: tuple[StaffRole, ...]
    teams: tuple[str, ...]
    source: Source
    since: datetime
    elsewhere: int
    spare_codes: int | None


def of(session: Session, token: str, now: datetime) -> OwnAccount | None:
    """The account of who is signed in with this token; None once that is over."""
    found = sessions.find(session, token, now)
    if found is None or found.standing is not Standing.IN:
        return None
    account = session.get_one(Account, found.staff.id)
    return OwnAccount(
        email=account.email,
        name=account.name,
        roles=tuple(role for role in StaffRole if role in found.staff.roles),
        teams=tuple(account.teams),
        source=found.source,
        since=found.since,
        elsewhere=sessions.elsewhere(session, token, account.id, now),
        spare_codes=len(account.recovery_hashes) if _has_an_app(account, found.source) else None,
    )


def sign_out_elsewhere(session: Session, token: str, now: datetime) -> None:
    """Every other browser is signed in no more. Nothing where this one is not either."""
    found = sessions.find(session, token, now)
    if found is not None and found.standing is Standing.IN:
        sessions.end_others(session, token, found.staff.id)


def new_spare_codes(session: Session, token: str, typed: str, *, key: str, now: datetime) -> tuple[str, ...] | None:
    """Ten new codes for a code of the app, in place of all before; None where it is wrong, and then nothing changes.

    A spare code is not taken for it: whoever found one would have ten. Raises tries.TooManyTries.
    """
    found = sessions.find(session, token, now)
    if found is None or found.standing is not Standing.IN:
        return None
    account = session.get_one(Account, found.staff.id, with_for_update=True, populate_existing=True)
    if account.totp_secret is None or not _has_an_app(account, found.source):
        return None
    buckets = tries.of_second_factor(account.id, key)
    tries.count(session, buckets, now)
    step = second_factor.step_of(typed, account.totp_secret, now, after=account.totp_step)
    if step is None:
        return None
    recovery = second_factor.new_recovery()
    account.totp_step, account.recovery_hashes = step, recovery.hashes
    tries.take_back(session, buckets, now)
    return recovery.shown


def _has_an_app(account: Account, source: Source) -> bool:
    return source is Source.LOCAL and account.totp_secret is not None
