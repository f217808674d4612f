"""What a case's page offers: the next step as a button, the usual acts, the rare ones behind a fold, and none lost."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.cases.acts.table import TABLE
from portal.vocabulary import Act
from portal.web.staff.acts_told import TOLD, told_as
from portal.web.staff.case_acts import RARE
from tests.hands import ClientHands
from tests.portals import PortalAtHand, local_portal
from tests.staffing import signed_in_client
from tests.tellings import A_CHILD_IN_CARE


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[PortalAtHand]:
    portal = local_portal(tmp_path)
    yield portal
    portal.close()


@pytest.fixture
def hands(portal: PortalAtHand) -> ClientHands:
    """The complaints manager, with a complaint in front of them that came an hour ago."""
    talk = portal.talk()
    talk.starts()
    talk.answers(A_CHILD_IN_CARE)
    reference = talk.sends().reference
    hands = signed_in_client(portal)
    hands.goes_to(f"/staff/cases/{reference}")
    assert "First reading by" in hands.says()
    hands.presses("Open this case")
    return hands


def test_the_next_step_is_a_button_and_rare_acts_are_behind_a_fold(hands: ClientHands):
    page = hands.response.get_data(as_text=True)
    main, aside = page.split('<nav aria-labelledby="do-next">')
    (button,) = re.findall(r'<a class="govuk-button[^"]*" href="[^"]*/do/([^"]+)"', main)
    assert button == Act.CONFIRM_ROUTE
    usual, behind = aside.split("<details")
    offered = [{Act(act) for act in re.findall(r'/do/([^"]+)"', part)} for part in (usual, behind)]
    assert Act.CONFIRM_ROUTE in offered[0]
    assert not offered[0] & RARE
    assert offered[1] == RARE - {Act.HOLD, Act.SEND_CORRECTION}  # nothing is acknowledged or answered yet


def test_once_it_was_opened_nobody_has_to_read_it_first(hands: ClientHands):
    assert "First reading by" not in hands.says()


def test_every_act_is_told_in_a_sentence_of_its_own_and_nothing_else_is():
    assert TOLD.keys() == TABLE.keys()
    assert len(set(TOLD.values())) == len(TOLD)
    assert [each for each in TOLD.values() if not each.endswith(".")] == []
    assert [told_as(each) for each in ("", "open", "nothing")] == ["", "", ""]
