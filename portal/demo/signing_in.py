"""Accounts of the made-up staff, and how a newcomer gets into them within a minute. It prints nothing.

They are set up the way everybody's are. It refuses to touch any other account.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.council import Council
from portal.demo.people import PEOPLE, Person
from portal.staff import Staff, accounts, second_factor, sessions, setting_up
from portal.staff.models import Account
from portal.vocabulary import Refusal

_SOURCE = "portal demo"
#: A code of the half minute before is still taken, and leaves the code of this one to whoever signs in now.
_BEFORE = timedelta(seconds=-second_factor.STEP)


class NotOfTheDemo(Refusal):
    """No made-up person has this address."""


@dataclass(frozen=True, slots=True)
class WayIn:
    """Somebody to sign in as. `once` stands in for a code of an app, a single time."""

    person: Person
    once: str = field(repr=False)


def join(session: Session, council: Council, now: datetime) -> dict[str, Staff]:
    """Make the accounts, none of which can be signed in to yet. By key. Raises accounts.AddressTaken."""
    known = tuple(team.key for team in council.teams)
    for person in PEOPLE:
        accounts.add(
            session,
            email=person.email,
            name=person.name,
            roles=(person.role,),
            teams=person.teams(council),
            known_teams=known,
            now=now,
        )
    ids = {each.email: each.id for each in accounts.everybody(session)}
    colleagues = {each.id: each for each in accounts.colleagues(session)}
    return {person.key: colleagues[ids[person.email]] for person in PEOPLE}


def let_in(session: Session, password_hash: str, *, key: str, now: datetime) -> tuple[WayIn, ...]:
    """Set every account up anew, with this password; whoever was signed in to one is so no more.

    `key` is what tries are counted with.
    """
    return tuple(_set_up(session, person, password_hash, key, now) for person in PEOPLE)


def _set_up(session: Session, person: Person, password_hash: str, key: str, now: datetime) -> WayIn:
    accounts.enable(session, person.email, now)
    code = accounts.reset(session, person.email, now).code
    session.flush()
    token = setting_up.redeem(session, code, _SOURCE, key=key, now=now)
    assert token is not None
    on_the_way = setting_up.on_the_way(session, token, now)
    assert on_the_way is not None
    typed = second_factor.code_at(on_the_way.secret, now, ahead=_BEFORE)
    done = setting_up.finish(session, token, password_hash, typed, now)
    assert done is not None
    sessions.end(session, done.token)
    return WayIn(person, done.recovery_codes[0])


def code_now(session: Session, email: str, now: datetime) -> str:
    """What the app of somebody made up would show now. Raises NotOfTheDemo for everybody else."""
    address = accounts.plain_address(email)
    theirs = any(person.email == address for person in PEOPLE)
    secret = session.scalar(select(Account.totp_secret).where(Account.email == address)) if theirs else None
    if secret is None:
        raise NotOfTheDemo(f"Nobody of the demo has this address. They are: {', '.join(_addresses())}.")
    return second_factor.code_at(secret, now)


def _addresses() -> tuple[str, ...]:
    return tuple(person.email for person in PEOPLE)
