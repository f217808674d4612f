"""Signing in and out by the pages, from the set-up code to the day's end."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from sqlalchemy import func, select
from structlog.testing import capture_logs

from portal.db import transaction
from portal.staff import accounts, second_factor
from portal.staff.models import Account, StaffSession
from portal.vocabulary import StaffRole
from tests.hands import ClientHands
from tests.portals import PortalAtHand
from tests.staffing import PASSWORD, browser_of, member, signed_in_client, signs_in, types


def sessions_in(portal: PortalAtHand) -> int:
    with transaction(portal.engine, writes=False) as session:
        return session.scalar(select(func.count()).select_from(StaffSession)) or 0


def secret_of(portal: PortalAtHand, email: str) -> str:
    with transaction(portal.engine, writes=False) as session:
        secret = session.scalars(select(Account.totp_secret).where(Account.email == email)).one()
    assert secret is not None
    return secret


# ------------------------------------------------------------------------------------------------- setting up


@pytest.fixture
def setting_up(portal: PortalAtHand) -> ClientHands:
    """Somebody who typed the code that came with their account."""
    with transaction(portal.engine, writes=True) as session:
        made = accounts.add(
            session,
            email="new@sampleshire.gov.uk",
            name="New Person",
            roles=[StaffRole.SENIOR],
            teams=(),
            known_teams=(),
            now=portal.clock(),
        )
    hands = portal.phone()
    hands.goes_to("/staff/sign-in")
    hands.follows("Set up a new account")
    types(hands, "code", made.code.upper())
    hands.presses("Go on")
    return hands


def test_an_account_is_set_up_and_its_spare_codes_are_shown_once(portal: PortalAtHand, setting_up: ClientHands):
    hands = setting_up
    assert "New Person, new@sampleshire.gov.uk" in hands.says()
    secret = secret_of(portal, "new@sampleshire.gov.uk")
    assert secret in hands.says().replace(" ", "")
    types(hands, "password", PASSWORD)
    types(hands, "code", second_factor.code_at(secret, portal.clock()))
    hands.presses("Finish")
    spare = hands.items("Spare codes")
    assert len(spare) == 10
    hands.follows("Go on")
    assert "New Person" in hands.response.get_data(as_text=True)
    hands.goes_to("/staff/set-up/account")
    assert hands.address() == "/staff/set-up"
    assert not any(code in hands.response.text for code in spare)
    other = portal.phone()
    other.goes_to("/staff/")
    types(other, "email", " New@SampleShire.gov.uk")
    types(other, "password", PASSWORD)
    other.presses("Sign in")
    types(other, "code", spare[0])
    other.presses("Sign in")
    assert "You have 9 left" in other.says()
    other.follows("Go on")
    assert "New Person" in other.response.get_data(as_text=True)


def test_the_picture_is_an_image_of_ours(setting_up: ClientHands):
    (image,) = setting_up.page.all("img")
    answer = setting_up.client.get(image["src"])
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert ElementTree.fromstring(answer.data).tag.endswith("svg")  # noqa: S314 - our own
    assert image["alt"]


def test_what_cannot_be_taken_is_said_beside_its_box_and_nothing_counts(portal: PortalAtHand, setting_up: ClientHands):
    hands, code = setting_up, second_factor.code_at(secret_of(portal, "new@sampleshire.gov.uk"), portal.clock())
    types(hands, "password", "new.person.2026")
    types(hands, "code", code)
    hands.presses("Finish")
    assert hands.response.status_code == 422
    assert "easy to guess" in hands.says()
    assert "new.person.2026" not in hands.response.text
    types(hands, "password", PASSWORD)
    types(hands, "code", "000000")
    hands.presses("Finish")
    assert hands.response.status_code == 422
    assert "This code is not right" in hands.says()
    types(hands, "password", PASSWORD)
    types(hands, "code", code)
    hands.presses("Finish")
    assert hands.heading() == "Your spare codes"


def test_a_wrong_set_up_code_opens_nothing(portal: PortalAtHand):
    hands = portal.phone()
    hands.goes_to("/staff/set-up")
    types(hands, "code", "0000-0000-0000-0000")
    hands.presses("Go on")
    assert hands.response.status_code == 422
    for path in ("/staff/set-up/account", "/staff/set-up/picture"):
        hands.goes_to(path)
        assert hands.address() == "/staff/set-up"


# ------------------------------------------------------------------------------------------------- in and out


def test_somebody_signs_in_from_the_page_they_wanted_and_out_again(portal: PortalAtHand):
    who, hands = member(portal), portal.phone()
    hands.goes_to("/staff/")
    assert hands.response.status_code == 401
    signs_in(hands, who, who.code(portal.clock()))
    assert (hands.response.status_code, hands.address()) == (200, "/staff/")
    assert who.staff.name in hands.response.get_data(as_text=True)
    token = hands.client.get_cookie("staff", path="/staff")
    hands.presses("Sign out")
    assert hands.address() == "/staff/sign-in"
    assert hands.client.get_cookie("staff", path="/staff") is None
    assert token is not None
    hands.client.set_cookie("staff", token.value, path="/staff")  # whoever kept it has nothing
    hands.goes_to("/staff/")
    assert hands.response.status_code == 401


def test_whoever_is_in_is_not_asked_again(portal: PortalAtHand):
    hands = signed_in_client(portal)
    hands.goes_to("/staff/sign-in")
    assert hands.address() == "/staff/"


def test_a_wrong_password_and_an_unknown_address_are_one_answer(portal: PortalAtHand):
    who, said = member(portal), []
    for email, password in ((who.email, "wrong"), ("nobody@sampleshire.gov.uk", PASSWORD)):
        hands = portal.phone()
        hands.goes_to("/staff/sign-in")
        types(hands, "email", email)
        types(hands, "password", password)
        hands.presses("Sign in")
        assert hands.response.status_code == 422
        assert hands.client.get_cookie("staff", path="/staff") is None
        said.append(hands.says())
    assert len(set(said)) == 1


def test_a_wrong_code_may_be_typed_again(portal: PortalAtHand):
    who, hands = member(portal), portal.phone()
    hands.goes_to("/staff/sign-in")
    signs_in(hands, who, "000000")
    assert (hands.response.status_code, hands.address()) == (422, "/staff/second-step")
    types(hands, "code", who.code(portal.clock()))
    hands.presses("Sign in")
    assert hands.address() == "/staff/"


def test_the_second_step_without_the_first_is_the_first(portal: PortalAtHand):
    hands = portal.phone()
    hands.goes_to("/staff/second-step")
    assert hands.address() == "/staff/sign-in"


def test_between_the_steps_no_page_is_open(portal: PortalAtHand):
    who, hands = member(portal), portal.phone()
    hands.goes_to("/staff/sign-in")
    types(hands, "email", who.email)
    types(hands, "password", PASSWORD)
    hands.presses("Sign in")
    hands.goes_to("/staff/")
    assert hands.response.status_code == 401


def test_too_many_tries_say_how_long_to_wait_whoever_it_is(portal: PortalAtHand):
    who, said = member(portal), []
    for email in (who.email, "nobody@sampleshire.gov.uk"):
        hands = portal.phone()
        for _ in range(6):
            hands.goes_to("/staff/sign-in")
            types(hands, "email", email)
            types(hands, "password", "wrong")
            hands.presses("Sign in")
        assert (hands.response.status_code, hands.response.headers["Retry-After"]) == (429, "900")
        said.append(hands.says())
    assert len(set(said)) == 1
    assert "15 minutes" in said[0]


# ------------------------------------------------------------------------------------------------- how long


def test_half_an_hour_away_and_the_page_asks_again(portal: PortalAtHand):
    hands = signed_in_client(portal)
    for _ in range(4):
        portal.clock.passes(minutes=29)
        hands.goes_to("/staff/")
        assert hands.response.status_code == 200
    portal.clock.passes(minutes=30)
    hands.goes_to("/staff/")
    assert hands.response.status_code == 401


def test_reading_page_after_page_writes_once_a_minute(portal: PortalAtHand):
    hands = signed_in_client(portal)

    def seen() -> object:
        with transaction(portal.engine, writes=False) as session:
            return session.scalars(select(StaffSession.seen_at)).one()

    first = seen()
    for _ in range(5):
        portal.clock.passes(seconds=11)
        hands.goes_to("/staff/")
    assert seen() == first
    portal.clock.passes(seconds=11)
    hands.goes_to("/staff/")
    assert seen() == portal.clock()


@pytest.mark.parametrize("what", ["roles", "disable", "reset"])
def test_what_changes_an_account_ends_its_pages_at_once(portal: PortalAtHand, what: str):
    who = member(portal)
    hands = browser_of(portal, who)
    with transaction(portal.engine, writes=True) as session:
        if what == "roles":
            roles = [StaffRole.SENIOR]
            accounts.change_roles(session, who.email, roles=roles, teams=(), known_teams=(), now=portal.clock())
        elif what == "disable":
            accounts.disable(session, who.email, portal.clock())
        else:
            accounts.reset(session, who.email, portal.clock())
    hands.goes_to("/staff/")
    assert hands.response.status_code == 401


# ------------------------------------------------------------------------------------------------- what is left behind


def test_looking_at_a_link_does_nothing(portal: PortalAtHand):
    """Scanners of mail open every link, and so does whoever is curious: nobody is signed in or out by it."""
    hands = portal.phone()
    for path in ("/staff/", "/staff/sign-in", "/staff/set-up", "/staff/second-step", "/staff/sign-out"):
        hands.client.get(path)
        hands.client.head(path)
    assert sessions_in(portal) == 0
    assert hands.client.get_cookie("staff", path="/staff") is None
    who = browser_of(portal, member(portal))
    who.client.get("/staff/sign-out")
    who.goes_to("/staff/")
    assert who.response.status_code == 200


def test_logs_and_addresses_tell_of_nobody(portal: PortalAtHand):
    who, hands = member(portal, name="Ottoline Example"), portal.phone()
    with capture_logs() as logs:
        hands.goes_to("/staff/sign-in")
        signs_in(hands, who, "000000")
        types(hands, "code", who.code(portal.clock()))
        hands.presses("Sign in")
        hands.goes_to("/staff/")
    told = str(logs) + str(hands.client.traces)
    assert "staff-signed-in" in told
    assert who.staff.id in told
    for hidden in (who.email, PASSWORD, "Ottoline", who.secret):
        assert hidden not in told


def test_a_day_ends(portal: PortalAtHand):
    hands, started = signed_in_client(portal), portal.clock()
    while portal.clock() - started < timedelta(hours=9, minutes=55):
        portal.clock.passes(minutes=25)
        hands.goes_to("/staff/")
    assert hands.response.status_code == 401
