"""Single sign-on end to end: who is not let in and what is said to them, and what happens with the provider away."""

import socket

import pytest

from portal.db import transaction
from portal.staff import accounts
from tests.integration.web.staff.walks import MANAGER, Made, comes_back, goes_in, people, sent_off
from tests.portals import PortalAtHand
from tests.single_sign_on import Provider, running_provider
from tests.staffing import browser_of, make_account, signs_in


@pytest.fixture
def portal(council_portal: PortalAtHand) -> PortalAtHand:
    """One whose council has single sign-on."""
    return council_portal


@pytest.mark.parametrize(
    ("who", "status", "said"),
    [
        ("visitor", 403, "in none of the groups"),
        ("nowhere", 403, "in none of the groups"),
        ("no-address", 403, "no email address"),
        ("stranger", 401, "did not let you in"),  # whom the provider itself sends away
    ],
)
def test_everybody_else_is_told_why_and_gets_no_account(
    portal: PortalAtHand, provider: Provider, who: str, status: int, said: str
):
    hands = goes_in(portal, provider, who)
    assert hands.response.status_code == status
    assert said in hands.says()
    assert people(portal) == ()
    assert hands.client.get_cookie("staff", path="/staff") is None


def test_a_disabled_account_is_not_let_in(portal: PortalAtHand, provider: Provider):
    goes_in(portal, provider, "manager")
    with transaction(portal.engine, writes=True) as session:
        accounts.disable(session, MANAGER, portal.clock())
    hands = goes_in(portal, provider, "manager")
    assert hands.response.status_code == 403
    assert "disabled" in hands.says()


def test_an_answer_counts_once_and_only_in_the_browser_that_asked(portal: PortalAtHand, provider: Provider):
    hands = sent_off(portal)
    back = provider.lets_in(hands.response.location, "manager")
    stolen, other = portal.phone(), sent_off(portal)
    for thief in (stolen, other):
        comes_back(thief, back)
        assert thief.response.status_code == 401
        assert thief.client.get_cookie("staff", path="/staff") is None
    comes_back(hands, back)
    assert hands.address() == "/staff/"
    comes_back(hands, back)
    assert hands.response.status_code == 401


def test_a_cookie_kept_from_before_does_not_make_a_code_count_twice(portal: PortalAtHand, provider: Provider):
    hands = sent_off(portal)
    kept = hands.client.get_cookie("staff-sso", path="/staff/sso")
    assert kept is not None
    assert (kept.path, kept.http_only, kept.same_site) == ("/staff/sso", True, "Lax")
    back = provider.lets_in(hands.response.location, "manager")
    comes_back(hands, back)
    hands.client.set_cookie("staff-sso", kept.value, path="/staff/sso")
    comes_back(hands, back)
    assert hands.response.status_code == 401


def test_whoever_takes_longer_than_ten_minutes_begins_again(portal: PortalAtHand, provider: Provider):
    hands = sent_off(portal)
    back = provider.lets_in(hands.response.location, "manager")
    portal.clock.passes(minutes=10)
    comes_back(hands, back)
    assert hands.response.status_code == 401


def test_a_wrong_secret_lets_nobody_in(made: Made, provider: Provider):
    hands = goes_in(made(provider.issuer, secret="another"), provider, "manager")
    assert hands.response.status_code == 401


@pytest.mark.parametrize("query", ["", "?code=x&state=y", "?error=access_denied", "?state=%F0%9F%99%82&code=%00"])
def test_an_address_that_somebody_made_up_does_nothing(portal: PortalAtHand, query: str):
    hands = sent_off(portal)
    hands.goes_to(f"/staff/sso/back{query}")
    assert hands.response.status_code == 401
    assert people(portal) == ()


# ------------------------------------------------------------------------------------------------- the provider away


def nobody_there() -> str:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{door.getsockname()[1]}"


def test_with_the_provider_away_a_page_says_so_and_whoever_is_in_goes_on(made: Made):
    portal = made(nobody_there())
    with transaction(portal.engine, writes=True) as session:
        member = make_account(session, now=portal.clock())
    inside = browser_of(portal, member)
    hands = sent_off(portal)
    assert hands.response.status_code == 503
    assert "does not answer" in hands.says()
    inside.goes_to("/staff/")
    assert inside.response.status_code == 200
    other = portal.phone()
    other.goes_to("/staff/")
    signs_in(other, member, member.code(portal.clock()))  # an account of our own needs no provider
    assert other.address() == "/staff/"


def test_a_provider_that_goes_between_the_steps_is_said_too(made: Made):
    with running_provider() as soon_away:
        portal = made(soon_away.issuer)
        hands = sent_off(portal)
        back = soon_away.lets_in(hands.response.location, "manager")
    comes_back(hands, back)
    assert hands.response.status_code == 503
    assert people(portal) == ()


def test_a_provider_that_says_it_is_another_is_not_asked(made: Made, provider: Provider):
    assert sent_off(made(f"{provider.issuer}/")).response.status_code == 503
