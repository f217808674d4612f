"""The Ombudsman gets in touch and decides, at any time, also about a closed case."""

from datetime import date

import pytest

from portal.cases.acts.doing import Changed, NotFilledIn, NotNow, NotPermitted
from portal.vocabulary import Act, CaseState, OmbudsmanDecision, StaffRole
from tests.integration.cases.acts.brought_to import received
from tests.integration.cases.acts.carried import RECEIVED_ON, Carried, answered
from tests.integration.cases.acts.conftest import StaffDesk

CONTACTED, DECIDED = date(2026, 12, 1), date(2027, 2, 15)
SAID = {"words": "Zebedee went to them."}


def in_touch(desk: StaffDesk) -> Carried:
    """A closed case that the Ombudsman asks about."""
    carried = answered(desk)
    carried.does(Act.CLOSE, why="A made-up reason.")
    carried.does(Act.OMBUDSMAN_CONTACT, CONTACTED, **SAID)
    return carried


def test_before_anybody_has_read_it_and_after_it_was_closed(desk: StaffDesk):
    carried = Carried(desk, received(desk, now=RECEIVED_ON))
    carried.does(Act.OMBUDSMAN_CONTACT)
    assert len(carried.case.ombudsman) == 1


@pytest.mark.parametrize("decision", list(OmbudsmanDecision))
def test_a_decision_stands_beside_its_contact(desk: StaffDesk, decision: OmbudsmanDecision):
    carried = in_touch(desk)
    case = carried.does(Act.OMBUDSMAN_DECISION, DECIDED, decision=decision, words="Zebedee was right.")
    (contact,) = case.ombudsman
    assert (contact.contacted_on, contact.decision, contact.decided_on) == (CONTACTED, decision, DECIDED)
    assert case.state is CaseState.CLOSED
    assert carried.facts("ombudsman-contacted") == {"contact": contact.id, "on": "2026-12-01"}
    facts = carried.facts("ombudsman-decided")
    assert facts == {"contact": contact.id, "decision": decision.value, "on": "2027-02-15"}
    assert desk.written(carried.reference, "ombudsman-contacted") == SAID["words"]
    assert desk.written(carried.reference, "ombudsman-decided") == "Zebedee was right."
    with pytest.raises(NotNow, match="has decided already"):
        carried.does(Act.OMBUDSMAN_DECISION)


def test_of_two_contacts_it_is_said_which_was_decided(desk: StaffDesk):
    carried = in_touch(desk)
    carried.does(Act.OMBUDSMAN_CONTACT, date(2027, 1, 11), **SAID)
    first, second = carried.case.ombudsman
    given = {"decision": "upheld", "words": "Zebedee was right."}
    with pytest.raises(NotFilledIn) as refused:
        carried.does(Act.OMBUDSMAN_DECISION, DECIDED, **given)
    assert set(refused.value.problems) == {"contact"}
    carried.does(Act.OMBUDSMAN_DECISION, contact=second.id, **given)
    assert [each.decision for each in carried.case.ombudsman] == [None, OmbudsmanDecision.UPHELD]
    carried.does(Act.OMBUDSMAN_DECISION, **given)
    assert all(each.decided_on == DECIDED for each in carried.case.ombudsman)
    assert carried.facts("ombudsman-decided")["contact"] == first.id


def test_dates_stand_in_order(desk: StaffDesk):
    carried = in_touch(desk)
    for on, sentence in ((date(2026, 11, 30), "got in touch on 1 December 2026"), (date(2027, 2, 16), "in the future")):
        with pytest.raises(NotFilledIn) as refused:
            carried.does(Act.OMBUDSMAN_DECISION, DECIDED, on=on, decision="upheld", words="Zebedee.")
        assert sentence in refused.value.problems["on"]
    with pytest.raises(NotFilledIn) as refused:
        carried.does(Act.OMBUDSMAN_CONTACT, on=date(2026, 6, 5))
    assert "before we received it" in refused.value.problems["on"]


def test_nobody_decides_what_nobody_asked(desk: StaffDesk):
    with pytest.raises(NotNow, match="Write down first that the Ombudsman got in touch"):
        answered(desk).does(Act.OMBUDSMAN_DECISION, decision="upheld", words="Zebedee.")


def test_the_complaints_team_writes_it_down_and_an_old_tab_does_not(desk: StaffDesk):
    carried = answered(desk)
    with pytest.raises(NotPermitted):
        carried.does(Act.OMBUDSMAN_CONTACT, by=desk.joins(StaffRole.SENIOR))
    seen = carried.case.newest
    carried.does(Act.OMBUDSMAN_CONTACT, by=desk.joins(StaffRole.COMPLAINTS_OFFICER))
    with pytest.raises(Changed):
        carried.does(Act.OMBUDSMAN_CONTACT, seen=seen)
    assert len(carried.case.ombudsman) == 1
