"""Somebody whom the council's single sign-on knows: the account that is theirs here, with the roles of their groups.

Their groups decide each time anew. Nobody is found by an address, which others may be able to write for themselves,
unless somebody here prepared that account for it.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.council import SingleSignOn
from portal.db import coming_first
from portal.staff import accounts, sessions
from portal.staff.models import Account
from portal.staff.sessions import Source, Standing
from portal.staff.signing_in import LetIn
from portal.staff.single_sign_on import Identity


class TurnedAway(StrEnum):
    """Why somebody whom the provider knows is not let in here."""

    NO_GROUP = "no-group"
    NO_ADDRESS = "no-address"
    ADDRESS_TAKEN = "address-taken"
    DISABLED = "disabled"


def come_in(session: Session, who: Identity, council: SingleSignOn, *, back: str, now: datetime) -> LetIn | TurnedAway:
    """A session of their account, which is made where they have none; or why not.

    Whoever is in no group of the council file any more keeps an account without a role, and is signed in nowhere.
    """
    subject = f"{who.issuer} {who.subject}"
    roles, teams = council.what_is(who.groups)
    account = _locked(session, lambda each: each.subject == subject)
    if account is not None and not roles:
        accounts.become(session, account, roles=(), teams=(), now=now)
    if not roles:
        return TurnedAway.NO_GROUP
    found = account or _prepared_or_new(session, who, now)
    if isinstance(found, TurnedAway):
        return found
    if found.disabled_at is not None:
        return TurnedAway.DISABLED
    found.subject = subject
    found.name = " ".join(who.name.split())[:100] or found.name
    accounts.become(session, found, roles=roles, teams=teams, now=now)
    with coming_first():
        session.flush()
    token = sessions.begin(session, found.id, standing=Standing.IN, source=Source.SSO, now=now)
    return LetIn(found.id, token, back)


def _prepared_or_new(session: Session, who: Identity, now: datetime) -> Account | TurnedAway:
    address = accounts.plain_address(who.email)
    if address is None:
        return TurnedAway.NO_ADDRESS
    there = _locked(session, lambda each: each.email == address)
    if there is not None:
        is_prepared = there.password_hash is None and there.subject is None and there.setup_hash is None
        return there if is_prepared else TurnedAway.ADDRESS_TAKEN
    made = Account(
        email=address, name=who.name, roles=[], teams=[], recovery_hashes=[], created_at=now, roles_changed_at=now
    )
    session.add(made)
    return made


def _locked(session: Session, is_wanted: Callable[[type[Account]], object]) -> Account | None:
    return session.scalar(select(Account).where(is_wanted(Account)).with_for_update())  # type: ignore[arg-type]
