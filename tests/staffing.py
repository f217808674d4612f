"""Staff for tests: accounts as somebody set them up, and browsers that are signed in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import count

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.db import transaction
from portal.staff import Staff, accounts, passwords, second_factor, sessions
from portal.staff.models import Account
from portal.staff.sessions import Source, Standing
from portal.vocabulary import StaffRole
from tests.hands import ClientHands
from tests.portals import PortalAtHand

PASSWORD = "violin gravel teapot"
_numbers = count(1)


@dataclass(frozen=True)
class Member:
    """Somebody with an account that is set up, and the phone that makes their codes."""

    staff: Staff
    email: str
    secret: str
    password: str = PASSWORD

    def code(self, now: datetime) -> str:
        return second_factor.code_at(self.secret, now)


def hash_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing as it is, with the least work there is: what it costs in earnest is looked at among the unit tests."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    passwords._of_nobody.cache_clear()


@cache
def _password_hash() -> str:
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)


def make_account(
    session: Session, *roles: StaffRole, teams: Collection[str] = (), now: datetime, name: str = ""
) -> Member:
    """An account that is set up, whose password is PASSWORD. A team manager has a team."""
    number = next(_numbers)
    email, name = f"staff-{number}@sampleshire.gov.uk", name or f"Staff Member {number}"
    chosen = roles or (StaffRole.COMPLAINTS_MANAGER,)
    teams = teams or (("complaints",) if StaffRole.TEAM_MANAGER in chosen else ())
    accounts.add(session, email=email, name=name, roles=chosen, teams=teams, known_teams=tuple(teams), now=now)
    account = session.scalars(select(Account).where(Account.email == email)).one()
    account.password_hash, account.totp_secret = _password_hash(), second_factor.new_secret()
    account.setup_hash = account.setup_until = None
    session.flush()
    return Member(sessions.staff_of(account), email, account.totp_secret)


def member(portal: PortalAtHand, *roles: StaffRole, teams: Collection[str] = (), name: str = "") -> Member:
    """Somebody who can sign in to this portal; a complaints manager unless told otherwise."""
    with transaction(portal.engine, writes=True) as session:
        return make_account(session, *roles, teams=teams, now=portal.clock(), name=name)


def browser_of(portal: PortalAtHand, who: Member) -> ClientHands:
    """A browser in which they are signed in, without the pages of signing in."""
    with transaction(portal.engine, writes=True) as session:
        token = sessions.begin(session, who.staff.id, standing=Standing.IN, source=Source.LOCAL, now=portal.clock())
    hands = portal.phone()
    hands.client.set_cookie("staff", token, path="/staff")
    return hands


def signed_in_client(
    portal: PortalAtHand, *roles: StaffRole, teams: Collection[str] = (), name: str = ""
) -> ClientHands:
    """Somebody new with these roles, signed in; a complaints manager unless told otherwise."""
    return browser_of(portal, member(portal, *roles, teams=teams, name=name))


def types(hands: ClientHands, name: str, text: str) -> None:
    """Write into the control with this name, or choose this code there, in whichever form of the page it stands."""
    named = [each for each in hands.page.elements if each.is_control and each["name"] == name]
    for each in (option for control in named if control.tag == "select" for option in control.all("option")):
        each.attributes.pop("selected", None)
        if each["value"] == text:
            each.attributes["selected"] = ""
            return
    for each in (control for control in named if control.is_ticked):
        if each["type"] == "radio":
            each.attributes.pop("checked", None)
        if each["value"] == text:
            each.attributes["checked"] = ""
    if named[0].is_ticked:
        assert any(each["value"] == text and each.has("checked") for each in named), f"no {text!r} to choose"
        return
    (control,) = named
    assert control.tag != "select", f"no {text!r} to choose"
    if control.tag == "textarea":
        control.inside = [text]
    else:
        control.attributes["value"] = text


def signs_in(hands: ClientHands, who: Member, code: str, *, password: str = PASSWORD) -> None:
    """Go through the pages of signing in, from wherever the form stands."""
    types(hands, "email", who.email)
    types(hands, "password", password)
    hands.presses("Sign in")
    types(hands, "code", code)
    hands.presses("Sign in")
