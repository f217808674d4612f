"""A case that became two says on each half's page where the rest was written, to whoever may know of the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.vocabulary import StaffRole
from tests.hands import ClientHands
from tests.portals import PortalAtHand, local_portal
from tests.staffing import signed_in_client, types
from tests.tellings import A_CHILD_IN_CARE

THERE = "Letters, notes and openings before that day are there."
SINCE = "What was written about that part since then is there."


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[PortalAtHand]:
    portal = local_portal(tmp_path)
    yield portal
    portal.close()


def opens(hands: ClientHands, reference: str) -> str:
    hands.goes_to(f"/staff/cases/{reference}")
    if hands.offers("Open this case"):
        hands.presses("Open this case")
    return hands.says()


def test_each_half_leads_to_the_other_for_who_may_know_of_it(portal: PortalAtHand):
    talk = portal.talk()
    talk.starts()
    talk.answers(A_CHILD_IN_CARE)
    stays, manager = talk.sends().reference, signed_in_client(portal)
    opens(manager, stays)
    manager.goes_to(f"/staff/cases/{stays}/do/split")
    types(manager, "issues", "2")
    types(manager, "why", "Made up.")
    manager.presses("Split into two cases")
    assert "There are two cases now. This is the one you split." in manager.says()
    (went,) = {case.reference for case in portal.cases()} - {stays}
    said = opens(manager, stays)
    assert (f"a part of this went to {went}" in said, SINCE in said, THERE in said) == (True, True, False)
    said = opens(manager, went)
    assert (f"this was one case with {stays}" in said, SINCE in said, THERE in said) == (True, False, True)
    theirs = opens(signed_in_client(portal, StaffRole.TEAM_MANAGER, teams=("pods",)), stays)
    assert [each for each in (went, SINCE, THERE) if each in theirs] == []
