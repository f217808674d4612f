"""The cookie of a browser in which somebody signed in before, by the pages: who gets it, and what it does not do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.db import transaction
from portal.staff import accounts, signing_in
from portal.staff.known_browsers import LASTS
from portal.staff.tries import FROM_ONE_SOURCE
from portal.web.staff.access import MARKS
from tests.hands import ClientHands
from tests.portals import PortalAtHand, local_portal, portal_for_real
from tests.staffing import PASSWORD, member, signs_in, types


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[PortalAtHand]:
    portal = local_portal(tmp_path)
    yield portal
    portal.close()


def mark_in(hands: ClientHands, domain: str = "localhost") -> str:
    cookie = hands.client.get_cookie(MARKS, domain=domain, path="/staff")
    return cookie.value if cookie else ""


def types_password(hands: ClientHands, email: str, password: str) -> int:
    hands.goes_to("/staff/sign-in")
    types(hands, "email", email)
    types(hands, "password", password)
    hands.presses("Sign in")
    return hands.response.status_code


def fill_the_office(portal: PortalAtHand) -> None:
    """As many wrong tries from this address as it takes, but for the pages of them."""
    given = {"key": portal.settings.secret_key, "now": portal.clock()}
    with transaction(portal.engine, writes=True) as session:
        for number in range(FROM_ONE_SOURCE):
            signing_in.come_forward(session, f"nobody-{number}@sampleshire.gov.uk", "127.0.0.1", **given)


def signed_in_before(portal: PortalAtHand) -> tuple[ClientHands, str]:
    who, hands = member(portal), portal.phone()
    hands.goes_to("/staff/sign-in")
    signs_in(hands, who, who.code(portal.clock()))
    hands.presses("Sign out")
    return hands, who.email


def test_an_office_full_of_wrong_tries_lets_in_who_signed_in_there_before(portal: PortalAtHand):
    known, email = signed_in_before(portal)
    stranger = portal.phone()
    fill_the_office(portal)
    assert types_password(stranger, email, PASSWORD) == 429
    assert types_password(known, email, PASSWORD) == 200
    assert known.address() == "/staff/second-step"
    stranger.client.set_cookie(MARKS, mark_in(known), path="/staff")  # copied: the password alone is still not enough
    assert types_password(stranger, email, "wrong") == 422
    assert stranger.client.get("/staff/").status_code == 401


def test_it_comes_with_the_second_step_and_not_before(portal: PortalAtHand):
    who, hands = member(portal), portal.phone()
    types_password(hands, who.email, PASSWORD)
    assert mark_in(hands) == ""
    types(hands, "code", "000000")
    hands.presses("Sign in")
    assert mark_in(hands) == ""
    types(hands, "code", who.code(portal.clock()))
    hands.presses("Sign in")
    first = mark_in(hands)
    assert first
    hands.presses("Sign out")
    assert mark_in(hands) == first


@pytest.mark.parametrize("is_real", [False, True])
def test_it_is_for_staff_pages_for_no_script_and_for_no_other_site(
    portal: PortalAtHand, tmp_path_factory: pytest.TempPathFactory, is_real: bool
):
    each = portal_for_real(tmp_path_factory.mktemp("real")) if is_real else portal
    base = each.settings.url if is_real else "http://localhost"
    who, hands = member(each), each.phone(base_url=base)
    hands.goes_to("/staff/sign-in")
    signs_in(hands, who, who.code(each.clock()))
    cookie = hands.client.get_cookie(MARKS, domain=base.split("//")[1], path="/staff")
    assert cookie is not None
    assert (cookie.path, cookie.http_only, cookie.same_site, cookie.secure) == ("/staff", True, "Strict", is_real)
    assert cookie.max_age == LASTS.total_seconds()
    if is_real:
        each.close()


def test_known_or_not_one_answer_for_a_wrong_password_and_for_a_disabled_account(portal: PortalAtHand):
    known, email = signed_in_before(portal)
    said = set()
    for hands in (known, portal.phone()):
        assert types_password(hands, email, "wrong") == 422
        said.add(hands.says())
    with transaction(portal.engine, writes=True) as session:
        accounts.disable(session, email, portal.clock())
    for hands in (known, portal.phone()):
        assert types_password(hands, email, PASSWORD) == 422
        said.add(hands.says())
    assert len(said) == 1


def test_staff_are_told_of_every_cookie_that_their_pages_set(portal: PortalAtHand):
    hands, _ = signed_in_before(portal)
    assert {"staff-browser", "visit"} <= {key[2] for key in hands.client._cookies}
    hands.follows("What this browser keeps")
    for name in ("visit", "staff", "staff-sso", "staff-browser", f"{LASTS.days} days"):
        assert name in hands.says()
