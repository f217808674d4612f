"""The dashboard's page: for whom it is, what it says beside its figures, and what never stands on it."""

import re

import pytest

from portal.vocabulary import SafeNow, StaffRole
from tests.integration.web.staff.test_worklist import received
from tests.portals import PortalAtHand
from tests.staffing import member, signed_in_client

READERS = (
    StaffRole.COMPLAINTS_MANAGER,
    StaffRole.COMPLAINTS_OFFICER,
    StaffRole.SAFETY_LEAD,
    StaffRole.TEAM_MANAGER,
    StaffRole.SENIOR,
)


@pytest.mark.parametrize("role", StaffRole)
def test_it_is_for_who_oversees_and_in_the_menu_of_nobody_else(portal: PortalAtHand, role: StaffRole):
    hands = signed_in_client(portal, role)
    hands.goes_to("/staff/")
    is_theirs = role in READERS
    assert ("Dashboard" in [link.text for link in hands.page.links()]) is is_theirs
    assert hands.client.get("/staff/dashboard").status_code == (200 if is_theirs else 403)


def test_every_figure_is_a_table_with_its_definition_and_every_percentage_has_its_counts(portal: PortalAtHand):
    for number in range(3):
        received(portal, str(number), days_ago=40 * number, safe_now=SafeNow.YES)
    hands = signed_in_client(portal)
    hands.goes_to("/staff/dashboard")
    assert hands.heading() == "Dashboard"
    tables = [*hands.page.all("table")]
    assert len(tables) >= 8
    ids = {each["id"] for each in hands.page.elements if each["id"]}
    assert all(len([*table.all("caption")]) == 1 and table["aria-describedby"] in ids for table in tables)
    assert all(head["scope"] in {"col", "row"} for table in tables for head in table.all("th"))
    told = [cell.text for table in tables for cell in table.all("td")]
    shares = [text for text in told if "%" in text]
    assert shares
    assert all(re.fullmatch(r"\d+% \(\d+ of \d+\)", text) for text in shares)


def test_pictures_have_a_table_beside_them_and_are_drawn_without_style_or_script(portal: PortalAtHand):
    received(portal)
    hands = signed_in_client(portal)
    answer = hands.client.get("/staff/dashboard")
    hands.goes_to("/staff/dashboard")
    pictures = [*hands.page.all("svg")]
    assert len(pictures) >= 2
    assert all(each["aria-hidden"] == "true" for each in pictures)
    assert " style=" not in answer.text
    assert "<script" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_is_overdue_unread_or_in_danger_leads_to_its_list(portal: PortalAtHand):
    reference = received(portal, days_ago=40, safe_now=SafeNow.YES)
    for role, due in ((StaffRole.COMPLAINTS_MANAGER, "all"), (StaffRole.TEAM_MANAGER, "teams")):
        hands = signed_in_client(portal, role, teams=(portal.case_file(reference).issues[0].team,))
        for row, which in (("Overdue", due), ("Danger, not read", "danger"), ("Not opened", "unopened")):
            hands.goes_to("/staff/dashboard")
            hands.follows(row)
            assert (hands.address(), reference in hands.says()) == (f"/staff/worklist/{which}", True)


def test_it_tells_of_no_member_of_staff_and_no_case_and_says_so(portal: PortalAtHand):
    colleague = member(portal, StaffRole.COMPLAINTS_OFFICER, name="Somebody Made-up")
    reference = received(portal)
    hands = signed_in_client(portal, StaffRole.TEAM_MANAGER, teams=("pods",))
    hands.goes_to("/staff/dashboard")
    page = hands.client.get("/staff/dashboard").text
    assert colleague.staff.name not in page
    assert colleague.staff.id not in page
    assert reference not in page
    assert "Nothing here is about a member of staff." in hands.says()
    assert "Only what your own teams answer counts" in hands.says()
