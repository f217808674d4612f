"""The case file in a browser: what shows before it is opened and after, and the forms of acts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.vocabulary import Act, Happened, StaffRole
from tests.hands import ClientHands
from tests.portals import PortalAtHand, local_portal
from tests.staffing import signed_in_client, types
from tests.tellings import A_CHILD_IN_CARE, CHILD, EMAIL, STORY, WORKER


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[PortalAtHand]:
    portal = local_portal(tmp_path)
    yield portal
    portal.close()


@pytest.fixture
def reference(portal: PortalAtHand) -> str:
    talk = portal.talk()
    talk.starts()
    talk.answers(A_CHILD_IN_CARE)
    return talk.sends().reference


def opens(hands: ClientHands, reference: str) -> None:
    hands.goes_to(f"/staff/cases/{reference}")
    hands.presses("Open this case")


def openings(portal: PortalAtHand, reference: str) -> int:
    return sum(event.happened == Happened.OPENED for event in portal.case(reference).events)


def test_before_it_is_opened_a_case_shows_that_it_is_there_and_what_is_due(portal: PortalAtHand, reference: str):
    hands = signed_in_client(portal)
    hands.goes_to(f"/staff/cases/{reference}")
    assert "4 September 2026" in hands.says()
    assert [word for word in (STORY, WORKER, CHILD, EMAIL, "advocate") if word in hands.says()] == []
    assert openings(portal, reference) == 0


def test_looking_opens_nothing_and_the_press_is_written_down_by_name(portal: PortalAtHand, reference: str):
    hands = signed_in_client(portal, name="Staff Member Opener")
    for _ in range(2):
        hands.goes_to(f"/staff/cases/{reference}")
    assert openings(portal, reference) == 0
    hands.presses("Open this case")
    assert STORY in hands.says()
    assert openings(portal, reference) == 1
    another = signed_in_client(portal)
    another.goes_to(f"/staff/cases/{reference}")
    assert STORY not in another.says()
    another.presses("Open this case")
    assert "Staff Member Opener" in another.says()


def test_an_opening_lasts_half_an_hour(portal: PortalAtHand, reference: str):
    hands = signed_in_client(portal)
    opens(hands, reference)
    portal.clock.passes(minutes=20)
    hands.goes_to(f"/staff/cases/{reference}")
    assert STORY in hands.says()
    portal.clock.passes(minutes=11)
    hands.goes_to(f"/staff/cases/{reference}")
    assert STORY not in hands.says()


@pytest.mark.parametrize(
    ("role", "reads", "reaches"),
    [
        (StaffRole.COMPLAINTS_MANAGER, True, True),
        (StaffRole.COMPLAINTS_OFFICER, True, True),
        (StaffRole.TEAM_MANAGER, True, False),
        (StaffRole.SENIOR, False, False),
    ],
)
def test_words_and_contacts_are_for_who_needs_them(
    portal: PortalAtHand, reference: str, role: StaffRole, reads: bool, reaches: bool
):
    hands = signed_in_client(portal, role, teams=("pods",))
    opens(hands, reference)
    assert (STORY in hands.says(), EMAIL in hands.says()) == (reads, reaches)


def test_a_case_that_is_not_theirs_is_answered_as_one_that_is_not_there(portal: PortalAtHand, reference: str):
    hands = signed_in_client(portal, StaffRole.TEAM_MANAGER, teams=("transport",))
    said = set()
    for each in (reference, "BBBB-BBBB", "nothing"):
        hands.goes_to(f"/staff/cases/{each}")
        said.add((hands.response.status_code, hands.heading(), hands.says()))
    assert len(said) == 1
    assert next(iter(said))[0] == 404


def test_no_word_stands_in_a_title_or_an_address(portal: PortalAtHand, reference: str):
    hands = signed_in_client(portal)
    opens(hands, reference)
    for trace in hands.client.traces:
        assert [word for word in (STORY, WORKER, CHILD) if word in f"{trace.title} {trace.address}"] == []


def test_every_button_leads_to_a_form_and_every_form_can_be_drawn(portal: PortalAtHand, reference: str):
    hands = signed_in_client(portal)
    opens(hands, reference)
    acts = [each["href"] for each in hands.page.elements if "/do/" in each["href"]]
    assert len(acts) > 10
    for address in acts:
        hands.goes_to(address)
        assert hands.heading()


def test_an_act_is_done_and_said(portal: PortalAtHand, reference: str):
    hands = signed_in_client(portal)
    opens(hands, reference)
    hands.follows("Add a note")
    types(hands, "note", "A made-up note about zebrine stairs.")
    hands.presses("Add a note")
    assert "Your note is kept." in hands.says()
    assert "zebrine stairs" in hands.says()
    assert portal.case(reference).events[-1].facts == {}


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(portal: PortalAtHand, reference: str):
    hands = signed_in_client(portal)
    opens(hands, reference)
    hands.goes_to(f"/staff/cases/{reference}/do/confirm-route")
    types(hands, "procedure", "corporate")
    hands.presses("Confirm procedure and team")
    assert "say why you change" in hands.says()
    assert portal.case(reference).events[-1].happened == Happened.OPENED


def test_two_people_at_once_the_second_is_shown_what_happened(portal: PortalAtHand, reference: str):
    first, second = signed_in_client(portal, name="Staff Member First"), signed_in_client(portal)
    for hands in (first, second):
        opens(hands, reference)
        hands.goes_to(f"/staff/cases/{reference}/do/add-note")
    types(first, "note", "The first made-up note.")
    first.presses("Add a note")
    types(second, "note", "The second made-up note, which must not be lost.")
    second.presses("Add a note")
    assert "This case has changed" in second.says()
    assert "Staff Member First" in second.says()
    assert sum(event.happened == Happened.NOTED for event in portal.case(reference).events) == 1
    second.presses("Add a note")  # everything typed is still there
    notes = [event for event in portal.case(reference).events if event.happened == Happened.NOTED]
    assert len(notes) == 2


def test_an_act_that_is_not_possible_now_says_why_and_keeps_what_was_written(portal: PortalAtHand, reference: str):
    hands = signed_in_client(portal)
    opens(hands, reference)
    token = csrf(hands)
    written = "A long made-up letter that somebody wrote for an hour."
    answer = hands.client.post(
        f"/staff/cases/{reference}/do/acknowledge", data={"csrf_token": token, "seen": "99", "letter": written}
    )
    assert answer.status_code == 409
    assert "Confirm the procedure of every part first" in answer.get_data(as_text=True)
    assert written in answer.get_data(as_text=True)


def test_a_role_without_the_act_is_refused_at_its_address_too(portal: PortalAtHand, reference: str):
    hands = signed_in_client(portal, StaffRole.TEAM_MANAGER, teams=("pods",))
    opens(hands, reference)
    token = csrf(hands)
    for act in (Act.ACKNOWLEDGE, Act.CLOSE, Act.CONFIRM_ROUTE):
        address = f"/staff/cases/{reference}/do/{act}"
        assert hands.client.get(address).status_code == 403
        assert hands.client.post(address, data={"csrf_token": token, "seen": "99"}).status_code == 403


def test_an_act_that_does_not_exist_is_not_there(portal: PortalAtHand, reference: str):
    hands = signed_in_client(portal)
    opens(hands, reference)
    assert hands.client.get(f"/staff/cases/{reference}/do/fly-away").status_code == 404


def test_a_form_is_shown_only_to_who_opened_the_case(portal: PortalAtHand, reference: str):
    hands = signed_in_client(portal)
    hands.goes_to(f"/staff/cases/{reference}/do/add-note")
    assert hands.heading() == f"Case {reference}"
    assert "Open this case" in hands.says()



def csrf(hands: ClientHands) -> str:
    return next(each["value"] for each in hands.page.elements if each["name"] == "csrf_token")
