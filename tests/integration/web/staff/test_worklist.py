"""The worklist's pages: lists as links with counts, what is due by day, and never more than somebody may know of."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, update

from portal.cases import worklist as rooms
from portal.cases.acts import doing
from portal.cases.handling import case_bars
from portal.cases.intake import receive
from portal.cases.models import cases
from portal.db import transaction
from portal.vocabulary import Act, Language, MustNotSee, SafeNow, StaffRole, WhatFor
from tests.factories import told, transcript
from tests.hands import ClientHands
from tests.portals import PortalAtHand
from tests.staffing import browser_of, member, signed_in_client


def received(portal: PortalAtHand, key: str = "one", *, days_ago: int = 0, **said: object) -> str:
    """A case, the child's words in it made up."""
    what_for = said.pop("what_for", WhatFor.COMPLAINT)
    with transaction(portal.engine, writes=True) as session:
        return receive(
            session,
            told(what_for, **said),  # type: ignore[arg-type]
            transcript(),
            portal.office,
            key=key,
            language=Language.ENGLISH,
            now=portal.clock() - timedelta(days=days_ago),
        )


def references_on(hands: ClientHands) -> list[str]:
    return [link.text for link in hands.page.links() if link["href"].startswith("/staff/cases/")]


def tabs_of(hands: ClientHands, label: str) -> list[str]:
    found = [nav for nav in hands.page.all("nav") if nav["aria-label"] == label]
    return [link.text for nav in found for link in nav.all("a")]


def test_after_signing_in_everything_that_is_due_is_there_the_most_overdue_first(portal: PortalAtHand):
    late, new = received(portal, "late", days_ago=40), received(portal, "new")
    hands = signed_in_client(portal)
    hands.goes_to("/staff/")
    assert hands.heading() == "Worklist"
    assert references_on(hands) == [late] * 2 + [new] * 2
    captions = [each.text for each in hands.page.all("caption")]
    assert captions == ["Overdue", "Due this week", "Due later"]
    assert tabs_of(hands, "What is due") == ["Mine (0)", "My team’s (0)", "Everything (4)"]
    assert tabs_of(hands, "What waits") == ["Not opened (2)", "To confirm (2)"]


def test_a_row_says_in_words_what_is_due_by_when_who_has_it_and_what_to_look_at(portal: PortalAtHand):
    mine = member(portal)
    reference = received(portal, safe_now=SafeNow.YES)
    with transaction(portal.engine, writes=True) as session:
        session.execute(update(cases).where(cases.c.reference == reference).values(assigned_to=mine.staff.id))
    hands = browser_of(portal, mine)
    hands.goes_to("/staff/worklist/mine")
    row = next(tr.text for body in hands.page.all("tbody") for tr in body.all("tr"))
    for said in (reference, "Acknowledge", "Fri 4 Sep 2026", "Due soon", "You", "Danger"):
        assert said in row


def test_what_waits_is_a_list_of_its_own_that_says_what_to_do(portal: PortalAtHand):
    danger = received(portal, "danger", safe_now=SafeNow.YES)
    received(portal, "other")
    hands = signed_in_client(portal, StaffRole.SAFETY_LEAD)
    hands.goes_to("/staff/")
    hands.follows("Danger (1)")
    assert "Take the alert" in hands.says()
    assert references_on(hands) == [danger]


def test_where_nothing_is_due_it_says_so_calmly(portal: PortalAtHand):
    hands = signed_in_client(portal)
    for path, said in (("/staff/", "Nothing is due by a date."), ("/staff/worklist/danger", "Nothing waits here.")):
        hands.goes_to(path)
        assert said in hands.says()
        assert tabs_of(hands, "What waits") in ([], ["Danger (0)"])


def test_a_team_manager_and_a_senior_and_one_who_is_barred(portal: PortalAtHand):
    pods = received(portal, "pods")
    kept = received(portal, "kept", must_not_see=(MustNotSee.PERSON_NAMED,), must_not_see_names="A Worker")
    hidden = received(portal, "hidden")
    barred = member(portal, StaffRole.COMPLAINTS_MANAGER)
    with transaction(portal.engine, writes=True) as session:
        case_id = session.scalar(cases.select().with_only_columns(cases.c.id).where(cases.c.reference == hidden))
        session.execute(insert(case_bars).values(case_id=case_id, account_id=barred.staff.id))
    seen = (
        (signed_in_client(portal, StaffRole.COMPLAINTS_MANAGER), {pods, kept, hidden}),
        (browser_of(portal, barred), {pods, kept}),
        (signed_in_client(portal, StaffRole.SENIOR), {pods, hidden}),
        (signed_in_client(portal, StaffRole.TEAM_MANAGER, teams=("pods",)), {pods, hidden}),
        (signed_in_client(portal, StaffRole.TEAM_MANAGER, teams=("send",)), set()),
    )
    for hands, references in seen:
        for path in ("/staff/", "/staff/worklist/unopened", "/staff/worklist/unrouted"):
            hands.goes_to(path)
            assert set(references_on(hands)) == references
        text = hands.response.text
        assert all(reference not in text for reference in {pods, kept, hidden} - references)
        counts = tabs_of(hands, "What waits")
        assert f"Not opened ({len(references)})" in counts or not references


def test_pages_follow_each_other_by_addresses_that_hold_no_name(portal: PortalAtHand, monkeypatch: pytest.MonkeyPatch):
    made = [received(portal, str(number), days_ago=number) for number in range(3)]
    monkeypatch.setattr(rooms, "PAGE", 2)
    hands = signed_in_client(portal)
    for path, many in (("/staff/", 6), ("/staff/worklist/unrouted", 3)):
        hands.goes_to(path)
        found = references_on(hands)
        while any(hands.page.name_of(link) == "Next page" for link in hands.page.links()):
            hands.follows("Next page")
            found += references_on(hands)
        assert len(found) == many
        assert set(found) == set(made)
        hands.follows("Back to the beginning of this list")


@pytest.mark.parametrize("path", ["nothing", "all/x", "all/2026-09-01_x", "danger/2026-09-01_x", "mine/2026-13-01_a_b"])
def test_an_address_that_is_none_is_not_found(portal: PortalAtHand, path: str):
    hands = signed_in_client(portal)
    hands.goes_to(f"/staff/worklist/{path}")
    assert hands.response.status_code == 404


def test_a_list_of_everything_is_not_for_who_has_teams_only(portal: PortalAtHand):
    hands = signed_in_client(portal, StaffRole.TEAM_MANAGER, teams=("pods",))
    hands.goes_to("/staff/worklist/all")
    assert hands.response.status_code == 404


def test_more_than_the_counts_reach_is_said_to_be_more(portal: PortalAtHand, monkeypatch: pytest.MonkeyPatch):
    received(portal)
    monkeypatch.setattr(rooms, "COUNTED", 1)
    monkeypatch.setattr("portal.web.staff.worklist.COUNTED", 1)
    hands = signed_in_client(portal)
    hands.goes_to("/staff/")
    assert "Everything (1+)" in tabs_of(hands, "What is due")


def test_danger_stands_above_every_list_and_says_who_acts_on_it(portal: PortalAtHand):
    reference = received(portal, safe_now=SafeNow.YES)
    lead = member(portal, StaffRole.SAFETY_LEAD)
    pods = signed_in_client(portal, StaffRole.TEAM_MANAGER, teams=("pods",))
    for path in ("/staff/", "/staff/worklist/mine", "/staff/worklist/unrouted", "/staff/worklist/retaliation"):
        pods.goes_to(path)
        assert "Danger: 1 case. A child may be in danger. The list says who acts on each." in pods.says()
    pods.follows("Danger: 1 case")
    assert "Danger: 1 case" not in pods.says()
    assert "Nobody yet Told: the complaints team, the first contact team (MASH), the safety lead" in pods.says()
    with transaction(portal.engine, writes=True) as session:
        given = {"by": lead.staff, "colleagues": (), "now": portal.clock(), "office": portal.office}
        doing.do(session, reference, Act.TAKE_ALERT, {}, seen=99, **given)
    pods.goes_to("/staff/worklist/danger")
    assert lead.staff.name in pods.says()
    hands = browser_of(portal, lead)
    hands.goes_to("/staff/")
    assert "Take the alert and act now." in hands.says()


def test_danger_in_a_case_that_is_hidden_from_somebody_warns_them_of_nothing(portal: PortalAtHand):
    received(portal, safe_now=SafeNow.YES, must_not_see=(MustNotSee.PERSON_NAMED,), must_not_see_names="A Worker")
    for role, is_told in ((StaffRole.COMPLAINTS_MANAGER, True), (StaffRole.SENIOR, False)):
        hands = signed_in_client(portal, role)
        hands.goes_to("/staff/")
        assert ("Danger: 1 case" in hands.says()) is is_told


def test_what_nobody_opened_says_by_when_somebody_does(portal: PortalAtHand):
    received(portal, days_ago=4)
    hands = signed_in_client(portal)
    hands.goes_to("/staff/worklist/unopened")
    row = next(tr.text for body in hands.page.all("tbody") for tr in body.all("tr"))
    assert "Tue 1 Sep 2026" in row
    assert "Due today" in row
    assert "To open by" in hands.says()
