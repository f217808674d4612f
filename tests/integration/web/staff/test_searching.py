"""Search pages: what is looked for is posted, a name is in no address, and only complaints staff may look for one."""

import pytest
from sqlalchemy import insert

from portal.cases import search
from portal.cases.handling import case_bars
from portal.cases.models import cases
from portal.db import transaction
from portal.vocabulary import MustNotSee, StaffRole
from tests.hands import ClientHands
from tests.integration.web.staff.test_worklist import received, references_on
from tests.portals import PortalAtHand
from tests.staffing import browser_of, member, signed_in_client, types

NAME = "Ottoline Brambleby"
NOBODYS = "3333-3333"


EVERYTHING = {"since-day": "1", "since-month": "1", "since-year": "2020"}


def looks_for(hands: ClientHands, **typed: str) -> list[str]:
    """Fill in the form and press its button: what is found on the first page."""
    hands.goes_to("/staff/search")
    for name, text in typed.items():
        types(hands, name, text)
    hands.presses("Search")
    return references_on(hands)


def test_a_reference_leads_straight_to_its_case_however_it_is_typed(portal: PortalAtHand):
    reference = received(portal)
    hands = signed_in_client(portal)
    looks_for(hands, reference=reference.lower().replace("-", " "))
    assert hands.address() == f"/staff/cases/{reference}"
    assert hands.offers("Open this case")  # to look for a case opens none


def test_a_search_for_nothing_says_what_to_type_and_finds_nothing(portal: PortalAtHand):
    received(portal)
    hands = signed_in_client(portal)
    assert looks_for(hands) == []
    assert hands.response.status_code == 422
    assert "type one, or fill in another box" in hands.says()
    assert "(optional)" not in hands.says()


def test_a_name_is_found_by_its_exact_words_and_stands_in_no_address(portal: PortalAtHand):
    reference = received(portal, your_name=NAME)
    hands = signed_in_client(portal)
    hands.goes_to("/staff/search")
    assert "Exact words only" in hands.says()
    assert looks_for(hands, name="brambleby") == [reference]
    assert looks_for(hands, name="bramble") == []
    assert "No case that you can see is all of this." in hands.says()
    for trace in hands.client.traces:
        assert "bramble" not in f"{trace.address} {trace.title} {trace.location}".lower()


def test_the_next_page_is_posted_too_with_all_that_was_typed(portal: PortalAtHand, monkeypatch: pytest.MonkeyPatch):
    made = [received(portal, str(number), days_ago=number, your_name=NAME) for number in range(5)]
    monkeypatch.setattr(search, "PAGE", 2)
    hands = signed_in_client(portal)
    found = looks_for(hands, name="Ottoline")
    while hands.offers("Next page"):
        hands.presses("Next page")
        found += references_on(hands)
    assert found == made
    hands.presses("Back to the newest")
    assert references_on(hands) == made[:2]


@pytest.mark.parametrize("role", [role for role in StaffRole if not role.startswith("complaints")])
def test_nobody_else_looks_for_names(portal: PortalAtHand, role: StaffRole):
    received(portal, your_name=NAME)
    hands = signed_in_client(portal, role, teams=("pods",))
    hands.goes_to("/staff/search")
    assert "Exact words only" not in hands.says()
    token = next(each["value"] for each in hands.page.elements if each["name"] == "csrf_token")
    hands.sends("/staff/search", [("csrf_token", token), ("name", NAME)])
    assert hands.response.status_code == 403
    assert references_on(hands) == []


def test_what_somebody_may_not_see_is_answered_like_what_is_not_there(portal: PortalAtHand):
    kept = received(portal, your_name=NAME, must_not_see=(MustNotSee.PERSON_NAMED,), must_not_see_names="A Worker")
    hidden = received(portal, "hidden", your_name=NAME)
    barred = member(portal, StaffRole.COMPLAINTS_MANAGER)
    with transaction(portal.engine, writes=True) as session:
        case_id = session.scalar(cases.select().with_only_columns(cases.c.id).where(cases.c.reference == hidden))
        session.execute(insert(case_bars).values(case_id=case_id, account_id=barred.staff.id))
    senior, officer = signed_in_client(portal, StaffRole.SENIOR), signed_in_client(portal, StaffRole.COMPLAINTS_OFFICER)
    pods = signed_in_client(portal, StaffRole.TEAM_MANAGER, teams=("send",))
    theirs = browser_of(portal, barred)
    for hands, reference in ((senior, kept), (officer, kept), (pods, hidden), (theirs, hidden)):
        assert looks_for(hands, reference=reference) == []
        assert "No case that you can see is all of this." in hands.says()
        not_found = hands.says()
        assert looks_for(hands, reference=NOBODYS) == []
        assert hands.says() == not_found
        assert reference not in looks_for(hands, **EVERYTHING)
    assert looks_for(officer, name=NAME) == [hidden]
    assert looks_for(theirs, name=NAME) == [kept]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"reference": "ABCD"}, "this is not one"),
        ({"name": "O"}, "at least two letters"),
        ({"since-day": "31", "since-month": "2", "since-year": "2026"}, "enter a real date"),
        (
            {"since-day": "2", "since-month": "9", "since-year": "2026"}
            | {"until-day": "1", "until-month": "9", "until-year": "2026"},
            "before the first day",
        ),
    ],
)
def test_what_cannot_be_looked_for_is_said_beside_it_and_kept(portal: PortalAtHand, typed: dict[str, str], said: str):
    hands = signed_in_client(portal)
    looks_for(hands, **typed)
    assert hands.response.status_code == 422
    assert said in hands.says()
    values = {each["name"]: each["value"] for each in hands.page.elements if each.is_control}
    assert values | typed == values


def test_days_and_lists_narrow_it(portal: PortalAtHand):
    old, new = received(portal, "old", days_ago=3), received(portal, "new")
    hands = signed_in_client(portal)
    assert looks_for(hands, **{"until-day": "30", "until-month": "8", "until-year": "2026"}) == [old]
    assert looks_for(hands, **EVERYTHING) == [new, old]
    hands.goes_to("/staff/search")
    token = next(each["value"] for each in hands.page.elements if each["name"] == "csrf_token")
    for name, code, many in (("team", "pods", 2), ("state", "closed", 0), ("what-for", "complaint", 2)):
        hands.sends("/staff/search", [("csrf_token", token), (name, code)])
        assert len(references_on(hands)) == many


def test_a_choice_that_is_none_is_said_to_be_none(portal: PortalAtHand):
    hands = signed_in_client(portal)
    hands.goes_to("/staff/search")
    token = next(each["value"] for each in hands.page.elements if each["name"] == "csrf_token")
    hands.sends("/staff/search", [("csrf_token", token), ("state", "lost"), ("after", "anything")])
    assert hands.response.status_code == 422
