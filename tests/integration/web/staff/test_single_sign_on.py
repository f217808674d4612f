"""Single sign-on end to end, at a real provider: who is let in, and as what."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from portal.db import transaction
from portal.settings import Settings
from portal.staff import accounts
from portal.staff.models import Account
from portal.vocabulary import StaffRole
from tests.databases import Databases
from tests.integration.web.staff.walks import BUTTON, MANAGER, Made, account_of, comes_back, goes_in, people, sent_off
from tests.portals import PortalAtHand
from tests.single_sign_on import PEOPLE, Provider
from tests.staffing import make_account


@pytest.fixture
def portal(council_portal: PortalAtHand) -> PortalAtHand:
    """One whose council has single sign-on."""
    return council_portal


def test_somebody_in_a_group_is_let_in_as_what_the_group_is(portal: PortalAtHand, provider: Provider):
    hands = goes_in(portal, provider, "manager")
    assert hands.address() == "/staff/"
    assert "Ash Manager" in hands.response.get_data(as_text=True)
    (person,) = people(portal)
    assert (person.email, person.roles, person.teams) == (MANAGER, (StaffRole.COMPLAINTS_MANAGER,), ())
    assert person.is_by_single_sign_on
    assert hands.client.get_cookie("staff-sso", path="/staff/sso") is None


def test_several_groups_make_one_person(portal: PortalAtHand, provider: Provider):
    goes_in(portal, provider, "both")
    (person,) = people(portal)
    assert set(person.roles) == {StaffRole.COMPLAINTS_MANAGER, StaffRole.TEAM_MANAGER}
    assert person.teams == ("north",)


def test_the_next_time_it_is_the_same_account_and_the_first_browser_stays_in(portal: PortalAtHand, provider: Provider):
    first = goes_in(portal, provider, "north")
    goes_in(portal, provider, "north")
    assert len(people(portal)) == 1
    first.goes_to("/staff/")
    assert first.response.status_code == 200


def test_what_is_sent_is_a_code_with_a_proof_and_nothing_of_ours(portal: PortalAtHand, provider: Provider):
    asked = parse_qs(urlsplit(sent_off(portal).response.location).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    other = parse_qs(urlsplit(sent_off(portal).response.location).query)
    assert all(asked[name] != other[name] for name in ("state", "nonce", "code_challenge"))


def test_a_provider_may_ask_for_no_secret(made: Made, provider: Provider):
    assert goes_in(made(provider.issuer, secret="", client="portal-public"), provider, "manager").address() == "/staff/"


def test_where_somebody_wanted_to_go_is_kept_and_no_other_site(portal: PortalAtHand, provider: Provider):
    hands = portal.phone()
    hands.goes_to("/staff/")
    (back, _) = [each for each in hands.page.elements if each["name"] == "back"]
    back.attributes["value"] = "https://elsewhere.example/staff/"
    hands.presses(BUTTON)
    comes_back(hands, provider.lets_in(hands.response.location, "manager"))
    assert hands.address() == "/staff/"


def test_an_account_that_was_left_to_it_is_taken_over_by_its_address(portal: PortalAtHand, provider: Provider):
    with transaction(portal.engine, writes=True) as session:
        member = make_account(session, now=portal.clock())
        account = session.get(Account, member.staff.id)
        assert account is not None
        account.email = MANAGER
    hands = goes_in(portal, provider, "manager")
    assert hands.response.status_code == 403
    assert "a password of its own" in hands.says()
    with transaction(portal.engine, writes=True) as session:
        accounts.leave_to_single_sign_on(session, MANAGER)
    assert goes_in(portal, provider, "manager").address() == "/staff/"
    assert [person.id for person in people(portal)] == [member.staff.id]


def test_an_account_made_but_not_set_up_yet_is_not_taken_over(portal: PortalAtHand, provider: Provider):
    with transaction(portal.engine, writes=True) as session:
        roles = [StaffRole.SENIOR]
        accounts.add(session, email=MANAGER, name="Ash", roles=roles, teams=(), known_teams=(), now=portal.clock())
    assert goes_in(portal, provider, "manager").response.status_code == 403


# ------------------------------------------------------------------------------------------------- groups that change


def test_other_groups_than_before_are_other_roles_and_end_what_was_open(portal: PortalAtHand, provider: Provider):
    before = account_of(portal, provider, "manager", StaffRole.SENIOR)
    goes_in(portal, provider, "manager")
    before.goes_to("/staff/")
    assert before.response.status_code == 401
    (person,) = people(portal)
    assert person.roles == (StaffRole.COMPLAINTS_MANAGER,)


def test_in_no_group_any_more_is_out_everywhere(portal: PortalAtHand, provider: Provider):
    before = account_of(portal, provider, "visitor", StaffRole.SENIOR)
    assert goes_in(portal, provider, "visitor").response.status_code == 403
    before.goes_to("/staff/")
    assert before.response.status_code == 401
    (person,) = people(portal)
    assert person.roles == ()


# ------------------------------------------------------------------------------------------------- around it


def test_forms_may_lead_to_the_provider_only_where_there_is_one(portal: PortalAtHand, provider: Provider):
    policy = portal.phone().client.get("/staff/sign-in").headers["Content-Security-Policy"]
    (leads,) = [part for part in policy.split("; ") if part.startswith("form-action")]
    assert leads.split()[-1] == provider.issuer


def test_without_it_there_is_no_button_and_no_door(made: Made, tmp_path: Path, databases: Databases):
    env = {"PORTAL_LOCAL": "1", "PORTAL_INSTANCE": str(tmp_path), "DATABASE_URL": databases.migrated()}
    portal = PortalAtHand(Settings.from_env(env))
    hands = portal.phone()
    hands.goes_to("/staff/sign-in")
    assert not hands.offers(BUTTON)
    assert "127.0.0.1" not in hands.response.headers["Content-Security-Policy"]
    token = next(each["value"] for each in hands.page.elements if each["name"] == "csrf_token")
    hands.sends("/staff/sso", [("csrf_token", token)])
    assert hands.response.status_code == 404
    hands.goes_to("/staff/sso/back")
    assert hands.response.status_code == 404
    portal.close()


def test_logs_name_nobody(portal: PortalAtHand, provider: Provider):
    with capture_logs() as logs:
        for who in ("manager", "visitor", "stranger"):
            goes_in(portal, provider, who)
    told = str(logs).casefold()
    assert "staff-signed-in" in told
    assert not any(str(told_of[name]).casefold() in told for told_of in PEOPLE.values() for name in told_of)
    with transaction(portal.engine, writes=False) as session:
        assert session.scalars(select(Account.password_hash)).all() == [None]
