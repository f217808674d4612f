"""How somebody goes through single sign-on: off, there, and back."""

from collections.abc import Callable
from urllib.parse import urlsplit

from portal.db import transaction
from portal.staff import accounts
from portal.staff.accounts import Person
from portal.staff.models import Account
from portal.vocabulary import StaffRole
from tests.hands import ClientHands
from tests.portals import PortalAtHand
from tests.single_sign_on import Provider
from tests.staffing import browser_of, make_account

BUTTON = "Sign in with your work account"
MANAGER = "ash.manager@sampleshire.gov.uk"
Made = Callable[..., PortalAtHand]


def sent_off(portal: PortalAtHand, to: str = "/staff/") -> ClientHands:
    """A browser that pressed the button of single sign-on."""
    hands = portal.phone()
    hands.goes_to(to)
    hands.presses(BUTTON)
    return hands


def comes_back(hands: ClientHands, address: str) -> None:
    parts = urlsplit(address)
    hands.goes_to(f"{parts.path}?{parts.query}")


def goes_in(portal: PortalAtHand, provider: Provider, who: str, to: str = "/staff/") -> ClientHands:
    hands = sent_off(portal, to)
    comes_back(hands, provider.lets_in(hands.response.location, who))
    return hands


def people(portal: PortalAtHand) -> tuple[Person, ...]:
    with transaction(portal.engine, writes=False) as session:
        return accounts.everybody(session)


def account_of(portal: PortalAtHand, provider: Provider, who: str, *roles: StaffRole) -> ClientHands:
    """The account that somebody has from an earlier sign-in, with these roles then; signed in."""
    with transaction(portal.engine, writes=True) as session:
        member = make_account(session, *roles, now=portal.clock(), name="As Before")
        account = session.get(Account, member.staff.id)
        assert account is not None
        account.subject, account.password_hash, account.totp_secret = f"{provider.issuer} {who}", None, None
    hands = browser_of(portal, member)
    hands.goes_to("/staff/")
    assert hands.response.status_code == 200
    return hands
