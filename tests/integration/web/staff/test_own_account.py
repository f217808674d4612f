"""One's own account: what it says, signing out everywhere else, and new spare codes for a code of the app."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from portal.db import transaction
from portal.staff import sessions
from portal.staff.models import Account
from portal.staff.sessions import Source, Standing
from portal.vocabulary import StaffRole
from tests.hands import ClientHands
from tests.portals import PortalAtHand, local_portal
from tests.staffing import PASSWORD, Member, browser_of, member, signed_in_client, types

SPARE = re.compile(r"[0-9a-z]{4}(?:-[0-9a-z]{4}){3}")


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[PortalAtHand]:
    portal = local_portal(tmp_path)
    yield portal
    portal.close()


def signs_in_with(portal: PortalAtHand, who: Member, code: str) -> ClientHands:
    hands = portal.phone()
    hands.goes_to("/staff/sign-in")
    types(hands, "email", who.email)
    types(hands, "password", PASSWORD)
    hands.presses("Sign in")
    types(hands, "code", code)
    hands.presses("Sign in")
    return hands


def asks_for_codes(hands: ClientHands, code: str) -> tuple[str, ...]:
    hands.goes_to("/staff/account/spare-codes")
    types(hands, "code", code)
    hands.presses("Make new codes")
    return tuple(hands.items("Spare codes")) if hands.heading() == "Your spare codes" else ()


# ------------------------------------------------------------------------------------------------- who I am


@pytest.mark.parametrize("role", StaffRole)
def test_everybody_has_it_in_the_menu_whatever_they_are(portal: PortalAtHand, role: StaffRole):
    hands = signed_in_client(portal, role)
    hands.goes_to("/staff/")
    hands.follows("Your account")
    assert (hands.response.status_code, hands.heading()) == (200, "Your account")


def test_it_says_who_somebody_is_in_words(portal: PortalAtHand):
    who = member(portal, StaffRole.TEAM_MANAGER, StaffRole.SENIOR, teams=("complaints",), name="Alder Example")
    hands = browser_of(portal, who)
    hands.goes_to("/staff/account")
    for said in ("Alder Example", who.email, "Team manager", "Senior manager", "0 left", "Nowhere else", "10 hours"):
        assert said in hands.says()
    assert "team-manager" not in hands.says()


def test_nobody_sees_it_without_signing_in(portal: PortalAtHand):
    for path in ("/staff/account", "/staff/account/spare-codes"):
        assert portal.phone().client.get(path).status_code == 401


# ------------------------------------------------------------------------------------------------- elsewhere


def test_everywhere_else_is_out_and_here_goes_on(portal: PortalAtHand):
    who = member(portal)
    here, there, other = browser_of(portal, who), browser_of(portal, who), signed_in_client(portal)
    half = portal.phone()
    half.goes_to("/staff/sign-in")
    types(half, "email", who.email)
    types(half, "password", PASSWORD)
    half.presses("Sign in")
    here.goes_to("/staff/account")
    assert "in 1 more browser." in here.says()
    here.presses("Sign out everywhere else")
    assert "Nowhere else" in here.says()
    assert here.client.get("/staff/").status_code == 200
    assert there.client.get("/staff/").status_code == 401
    assert half.client.get("/staff/second-step").status_code == 303
    assert other.client.get("/staff/").status_code == 200


def test_looking_signs_nobody_out(portal: PortalAtHand):
    who = member(portal)
    here, there = browser_of(portal, who), browser_of(portal, who)
    assert here.client.get("/staff/account/sign-out-elsewhere").status_code in {404, 405}
    assert there.client.get("/staff/").status_code == 200


# ------------------------------------------------------------------------------------------------- spare codes


def test_new_codes_are_shown_once_and_the_old_ones_stop(portal: PortalAtHand):
    who = member(portal)
    hands = browser_of(portal, who)
    with capture_logs() as logs:
        old = asks_for_codes(hands, who.code(portal.clock()))
        portal.clock.passes(minutes=1)
        new = asks_for_codes(hands, who.code(portal.clock()))
    assert (len(old), len(new), set(old) & set(new)) == (10, 10, set())
    assert not any(code in str(logs) for code in (*old, *new))
    hands.follows("Go on")
    assert "10 left" in hands.says()
    hands.goes_to("/staff/account/spare-codes")
    assert SPARE.search(hands.says()) is None
    assert signs_in_with(portal, who, old[0]).response.status_code == 422
    again = signs_in_with(portal, who, new[0])
    assert "You have 9 left" in again.says()
    again.follows("new spare codes")
    assert again.heading() == "New spare codes"


def test_what_is_no_new_code_of_the_app_changes_nothing(portal: PortalAtHand):
    who = member(portal)
    hands, code = browser_of(portal, who), who.code(portal.clock())
    spare = asks_for_codes(hands, code)
    for typed, said in (
        ("", "Enter the code from your app"),
        (code, "used already"),
        (spare[0], "not right"),
        ("000000", "not right"),
    ):
        assert asks_for_codes(hands, typed) == ()
        assert (hands.response.status_code, said in hands.says()) == (422, True)
    assert "You have 9 left" in signs_in_with(portal, who, spare[0]).says()


def test_codes_of_the_app_cannot_be_tried_through_at_an_open_desk(portal: PortalAtHand):
    who = member(portal)
    hands = browser_of(portal, who)
    for _ in range(5):
        asks_for_codes(hands, "000000")
    assert asks_for_codes(hands, who.code(portal.clock())) == ()
    assert (hands.response.status_code, hands.heading()) == (429, "Too many tries")
    hands.follows("Your account")
    assert hands.heading() == "Your account"


def test_whom_single_sign_on_lets_in_has_none(portal: PortalAtHand):
    who = member(portal)
    with transaction(portal.engine, writes=True) as session:
        token = sessions.begin(session, who.staff.id, standing=Standing.IN, source=Source.SSO, now=portal.clock())
    hands = portal.phone()
    hands.client.set_cookie("staff", token, path="/staff")
    hands.goes_to("/staff/account")
    assert "Your work account" in hands.says()
    assert "Spare codes" not in hands.says()
    hands.goes_to("/staff/account/spare-codes")
    assert hands.address() == "/staff/account"
    with transaction(portal.engine, writes=False) as session:
        assert session.get_one(Account, who.staff.id).recovery_hashes == []
