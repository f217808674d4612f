"""A page says that an act was done once it was: to who pressed, in that browser, until something else happens."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.vocabulary import Act, StaffRole
from tests.hands import ClientHands
from tests.integration.web.staff.test_case_file import opens
from tests.portals import PortalAtHand, local_portal
from tests.staffing import browser_of, member, signed_in_client, types
from tests.tellings import A_CHILD_IN_CARE

NOTE, KEPT = "Rang the school, nobody in.", "Your note is kept."


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[PortalAtHand]:
    portal = local_portal(tmp_path)
    yield portal
    portal.close()


def told(portal: PortalAtHand) -> str:
    talk = portal.talk()
    talk.starts()
    talk.answers(A_CHILD_IN_CARE)
    return talk.sends().reference


@pytest.fixture
def reference(portal: PortalAtHand) -> str:
    return told(portal)


@pytest.fixture
def hands(portal: PortalAtHand, reference: str) -> ClientHands:
    """Somebody who added a note just now, and sees that it is done."""
    hands = browser_of(portal, member(portal))
    opens(hands, reference)
    adds_note(hands, reference)
    return hands


def adds_note(hands: ClientHands, reference: str) -> None:
    hands.goes_to(f"/staff/cases/{reference}/do/{Act.ADD_NOTE}")
    types(hands, "note", NOTE)
    hands.presses("Add a note")


def is_said(hands: ClientHands, address: str) -> bool:
    hands.goes_to(address)
    assert hands.response.status_code == 200
    return KEPT in hands.says()


def test_it_is_said_after_the_press_and_loading_it_again_does_nothing(hands: ClientHands, reference: str):
    assert KEPT in hands.says()
    here = hands.address()
    assert is_said(hands, here)
    assert hands.says().count(NOTE) == 1
    assert not is_said(hands, f"/staff/cases/{reference}")


def test_no_link_makes_it_say_so(hands: ClientHands, portal: PortalAtHand, reference: str):
    mark = hands.address().rpartition("/")[2]
    case = f"/staff/cases/{reference}/done"
    for made_up in (f"{case}/close/{mark}", f"{case}/send-reply/{mark}", f"{case}/add-note/{'0' * 32}"):
        assert not is_said(hands, made_up)
    assert not is_said(hands, f"{case}/add-note/{mark.upper()}")
    hands.goes_to(f"{case}/add-note")
    assert hands.response.status_code == 404
    other = told(portal)
    opens(hands, other)
    assert not is_said(hands, f"/staff/cases/{other}/done/add-note/{mark}")


def test_a_colleague_who_is_sent_the_address_sees_the_case_and_no_more(
    hands: ClientHands, portal: PortalAtHand, reference: str
):
    colleague = signed_in_client(portal, StaffRole.COMPLAINTS_OFFICER)
    opens(colleague, reference)
    assert not is_said(colleague, hands.address())
    assert is_said(hands, hands.address())  # that a case was opened is no other thing done


def test_going_back_to_it_after_another_act_says_nothing_of_the_first(hands: ClientHands, reference: str):
    first = hands.address()
    adds_note(hands, reference)
    assert hands.address() != first
    assert not is_said(hands, first)


def test_its_address_tells_nothing_but_the_reference_and_the_act(hands: ClientHands, reference: str):
    assert hands.address().rpartition("/")[0] == f"/staff/cases/{reference}/done/add-note"
