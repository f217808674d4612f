"""Who has an account and what they are to the cases here. There is none but those that somebody made.

It refuses to know passwords and codes: an account begins with a code to set them up, or with single sign-on.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.db import coming_first
from portal.staff import codes, sessions
from portal.staff.models import Account
from portal.staff.people import Staff
from portal.vocabulary import Refusal, StaffRole

SETUP_LASTS = timedelta(hours=24)  # until tomorrow at this time: it is handed over, not left lying
SETUP = "set-up"
_ADDRESS = re.compile(r"[^@\s\x00-\x1f]{1,64}@[^@\s\x00-\x1f]{1,190}\.[^@\s\x00-\x1f.]{2,}")
_LONGEST_NAME = 100


class NoSuchAccount(Refusal):
    """Nobody has an account with this address."""


class AddressTaken(Refusal):
    """Somebody has an account with this address."""


class NoAddress(Refusal):
    """This is no email address."""


class NoName(Refusal):
    """A name is empty, or not a name's length."""


class NoRole(Refusal):
    """An account without a role could do nothing."""


class NoTeam(Refusal):
    """A team manager without a team would see nothing."""


class UnknownTeam(Refusal):
    """The council file has no such team."""


class IsDisabled(Refusal):
    """A disabled account is not set up."""


@dataclass(frozen=True, slots=True)
class Person:
    """An account as a list shows it."""

    id: str
    email: str
    name: str
    roles: tuple[StaffRole, ...]
    teams: tuple[str, ...]
    is_set_up: bool
    is_by_single_sign_on: bool
    is_disabled: bool


@dataclass(frozen=True, slots=True)
class SetUpCode:
    """What somebody sets their account up with, once, until `until` (aware UTC). It is kept nowhere but hashed."""

    code: str = field(repr=False)
    until: datetime


def add(
    session: Session,
    *,
    email: str,
    name: str,
    roles: Collection[StaffRole],
    teams: Collection[str],
    known_teams: Collection[str],
    now: datetime,
) -> SetUpCode:
    """A new account. `known_teams` are the keys of the council file.

    Raises NoAddress, NoName, NoRole, NoTeam, UnknownTeam, AddressTaken.
    """
    address, called = _address(email), " ".join(name.split())
    if not 0 < len(called) <= _LONGEST_NAME:
        raise NoName(f"Give a name of at most {_LONGEST_NAME} characters.")
    _refuse_unfit(roles, teams, known_teams)
    if _by_email(session, address) is not None:
        raise AddressTaken(f"There is an account with the address {address} already.")
    account = Account(
        email=address,
        name=called,
        roles=_sorted(roles),
        teams=_sorted(teams),
        recovery_hashes=[],
        created_at=now,
        roles_changed_at=now,
    )
    session.add(account)
    with coming_first():
        session.flush()
    return _invite(account, now)


def change_roles(
    session: Session,
    email: str,
    *,
    roles: Collection[StaffRole],
    teams: Collection[str],
    known_teams: Collection[str],
    now: datetime,
) -> None:
    """Other roles and teams than before. It ends their sessions: nobody goes on with what they no longer are.

    Raises NoSuchAccount, NoRole, NoTeam, UnknownTeam.
    """
    _refuse_unfit(roles, teams, known_teams)
    become(session, _locked(session, email), roles=roles, teams=teams, now=now)


def become(
    session: Session, account: Account, *, roles: Collection[StaffRole], teams: Collection[str], now: datetime
) -> None:
    """The same for somebody at hand, where single sign-on says what they are; it may say nothing any more."""
    if (account.roles, account.teams) == (_sorted(roles), _sorted(teams)):
        return
    account.roles, account.teams, account.roles_changed_at = _sorted(roles), _sorted(teams), now
    sessions.end_all(session, account.id)


def disable(session: Session, email: str, now: datetime) -> None:
    """They sign in no more, and are signed in nowhere. What they did stays with their name. Raises NoSuchAccount."""
    account = _locked(session, email)
    account.disabled_at = account.disabled_at or now
    sessions.end_all(session, account.id)


def enable(session: Session, email: str, now: datetime) -> None:
    """They may sign in again, as before. Raises NoSuchAccount.

    Where names were matched meanwhile, nobody was asked about them: to those cases they are as new as a new account.
    """
    account = _locked(session, email)
    if account.disabled_at is not None:
        account.disabled_at, account.enabled_at = None, now


def reset(session: Session, email: str, now: datetime) -> SetUpCode:
    """Password, second factor and recovery codes are gone, and all is set up anew. Raises NoSuchAccount, IsDisabled."""
    account = _locked(session, email)
    if account.disabled_at is not None:
        raise IsDisabled(f"The account {account.email} is disabled. Enable it first.")
    _forget_proofs(account)
    account.subject = None
    sessions.end_all(session, account.id)
    return _invite(account, now)


def leave_to_single_sign_on(session: Session, email: str) -> None:
    """Nothing of its own opens this account any more: single sign-on may take it over by its address.

    Only an account that somebody prepared so is ever found by an address. Raises NoSuchAccount.
    """
    account = _locked(session, email)
    _forget_proofs(account)
    sessions.end_all(session, account.id)


def plain_address(email: str) -> str | None:
    """An address as it is stored; None where it cannot be one."""
    address = email.strip().casefold()
    # A letter of another alphabet that folds to one of ours (a long s) would make one address out of two.
    is_another = address.isascii() and not email.isascii()
    return address if _ADDRESS.fullmatch(address) and address.isprintable() and not is_another else None


def everybody(session: Session) -> tuple[Person, ...]:
    """All accounts by address, disabled ones too."""
    return tuple(_person(account) for account in session.scalars(select(Account).order_by(Account.email)))


def colleagues(session: Session) -> tuple[Staff, ...]:
    """Everybody who can sign in, for lists to choose from."""
    query = select(Account).where(Account.disabled_at.is_(None)).order_by(Account.name)
    return tuple(sessions.staff_of(account) for account in session.scalars(query))


def names_of(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """What these accounts are called, by id; those there are."""
    query = select(Account.id, Account.name).where(Account.id.in_(list(ids)))
    return {row.id: row.name for row in session.execute(query)}


def _invite(account: Account, now: datetime) -> SetUpCode:
    made = SetUpCode(codes.new(), now + SETUP_LASTS)
    account.setup_hash, account.setup_until = codes.hash_of(SETUP, made.code), made.until
    return made


def _forget_proofs(account: Account) -> None:
    account.password_hash = account.totp_secret = account.totp_step = None
    account.recovery_hashes = []
    account.setup_hash = account.setup_until = None


def _refuse_unfit(roles: Collection[StaffRole], teams: Collection[str], known_teams: Collection[str]) -> None:
    if not roles:
        raise NoRole(f"Give at least one role. The roles are: {', '.join(StaffRole)}.")
    if StaffRole.TEAM_MANAGER in roles and not teams:
        raise NoTeam("A team manager needs a team.")
    for team in teams:
        if team not in known_teams:
            raise UnknownTeam(f"The council file has no team {team}. The teams are: {', '.join(known_teams)}.")


def _address(email: str) -> str:
    address = plain_address(email)
    if address is None:
        raise NoAddress("This is not an email address.")
    return address


def _by_email(session: Session, address: str) -> Account | None:
    return session.scalar(select(Account).where(Account.email == address).with_for_update())


def _locked(session: Session, email: str) -> Account:
    account = _by_email(session, plain_address(email) or "")
    if account is None:
        raise NoSuchAccount(f"There is no account with the address {email.strip()}.")
    return account


def _person(account: Account) -> Person:
    return Person(
        id=account.id,
        email=account.email,
        name=account.name,
        roles=tuple(StaffRole(role) for role in account.roles),
        teams=tuple(account.teams),
        is_set_up=account.password_hash is not None or account.subject is not None,
        is_by_single_sign_on=account.subject is not None,
        is_disabled=account.disabled_at is not None,
    )


def _sorted(codes_given: Iterable[str]) -> list[str]:
    return sorted(str(each) for each in set(codes_given))
