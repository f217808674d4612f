"""Setting an account up with the code that came with it: a password, a second factor, and codes for when that is lost.

Nothing of it counts until all of it is done. It refuses to know pages.
"""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.staff import codes, passwords, second_factor, sessions, tries
from portal.staff.accounts import SETUP
from portal.staff.models import Account
from portal.staff.sessions import Source, Standing


@dataclass(frozen=True, slots=True)
class SettingUp:
    """Somebody on the way to an account of their own, and the secret for their app."""

    account_id: str
    name: str = field(repr=False)
    email: str = field(repr=False)
    secret: str = field(repr=False)

    def refuse_weak(self, password: str, *more: str) -> None:
        """Raises passwords.WeakPassword. `more` is what else others would try, such as the council's name."""
        passwords.refuse_weak(password, (self.name, self.email, *more))


@dataclass(frozen=True, slots=True)
class SetUp:
    """Done: the token of the session they are signed in with, and the recovery codes, this once."""

    account_id: str
    token: str = field(repr=False)
    recovery_codes: tuple[str, ...] = field(repr=False)


def redeem(session: Session, typed: str, source: str, *, key: str, now: datetime) -> str | None:
    """The token of a session in which an account is set up; None where the code is wrong, used or too old.

    The code opens until all is set up or its time is over. Each time there is a new secret, and whoever opened it
    before is out: a secret that somebody else saw is never the one that counts. Raises tries.TooManyTries.
    """
    buckets = tries.of_setup_code(source, key)
    tries.count(session, buckets, now)
    code = codes.read(typed)
    wanted = Account.setup_hash == codes.hash_of(SETUP, code or "")
    account = session.scalar(select(Account).where(wanted, Account.disabled_at.is_(None)).with_for_update())
    if code is None or account is None or account.setup_until is None or now >= account.setup_until:
        return None
    tries.take_back(session, buckets, now)
    sessions.end_all(session, account.id)
    account.totp_secret, account.totp_step = second_factor.new_secret(), None
    return sessions.begin(session, account.id, standing=Standing.SET_UP, source=Source.LOCAL, now=now)


def on_the_way(session: Session, token: str, now: datetime) -> SettingUp | None:
    """Who sets their account up with this token; None once that is done or its time is over."""
    account = _account_of(session, token, now)
    if account is None or account.totp_secret is None:
        return None
    return SettingUp(account.id, account.name, account.email, account.totp_secret)


def finish(session: Session, token: str, password_hash: str, typed: str, now: datetime) -> SetUp | None:
    """All of it at once, where the typed code is one of their app's; None where it is not.

    `password_hash` is that of a password that was found strong enough, made outside the transaction.
    """
    account = _account_of(session, token, now, locked=True)
    if account is None or account.totp_secret is None:
        return None
    step = second_factor.step_of(typed, account.totp_secret, now, after=None)
    if step is None:
        return None
    recovery = second_factor.new_recovery()
    account.password_hash, account.totp_step = password_hash, step
    account.recovery_hashes = recovery.hashes
    account.setup_hash = account.setup_until = None
    sessions.end_all(session, account.id)
    signed = sessions.begin(session, account.id, standing=Standing.IN, source=Source.LOCAL, now=now)
    return SetUp(account.id, signed, recovery.shown)


def _account_of(session: Session, token: str, now: datetime, *, locked: bool = False) -> Account | None:
    way = sessions.find(session, token, now)
    if way is None or way.standing is not Standing.SET_UP:
        return None
    account = session.get(Account, way.staff.id, with_for_update=locked or None, populate_existing=locked)
    # Two taps: what the second waited for has set the account up already, with spare codes that were shown.
    return account if account is not None and account.setup_hash is not None else None
