"""A complaint is taken back by whoever made it, and by nobody else; the council may look into it all the same."""

from datetime import date

import pytest

from portal.cases.acts.doing import Changed, NotFilledIn, NotNow, NotPermitted
from portal.cases.acts.letters import body_of
from portal.db import transaction
from portal.vocabulary import Act, CaseState, Flag, Outcome, Procedure, Service, StaffRole, YesNoNotSure
from tests.integration.cases.acts.brought_to import confirmed, received
from tests.integration.cases.acts.carried import ASKED, LETTER, RECEIVED_ON, Carried, answered, at_stage2, waiting
from tests.integration.cases.acts.conftest import StaffDesk

BOTH = {"services": (Service.IN_CARE, Service.SEND)}
WISH = {
    "own_wish": ("yes",),
    "told_by": "complainant",
    "channel": "phone",
    "words": "Zebedee has had enough.",
    "internally": "no",
} | LETTER


def test_nothing_more_is_owed_and_it_is_confirmed_in_writing(desk: StaffDesk):
    carried = waiting(desk)
    case = carried.does(Act.WITHDRAW, date(2026, 6, 15), **WISH)
    assert carried.due == {}
    assert case.complaints[0].outcome is Outcome.WITHDRAWN
    ended = {(each.done_on, each.let_go) for each in case.duties if each.duty.startswith("stage1")}
    assert ended == {(date(2026, 6, 15), True)}
    assert not any(each.let_go for each in case.duties if each.duty == "acknowledgement")
    assert case.is_open
    letter = case.letters[-1]
    facts = carried.facts("withdrawn")
    assert facts == {
        "procedures": ["statutory"],
        "issues": [1],
        "was_outcomes": {"1": "upheld"},
        "on": "2026-06-15",
        "told_by": "complainant",
        "channel": "phone",
        "internally": False,
        "how": "post",
        "letter": letter.id,
        "ended": ["stage1-latest 2026-07-06", "stage1-reply 2026-06-22"],
    }
    assert letter.kind == "withdrawal"
    with transaction(desk.engine, writes=False) as session:
        assert body_of(session, letter.id) == LETTER["letter"]
    assert desk.written(carried.reference, "withdrawn") == "Zebedee has had enough."


@pytest.mark.parametrize("told_by", ["complainant", "advocate", "somebody-asked"])
def test_nobody_takes_it_back_for_them(desk: StaffDesk, told_by: str):
    carried = waiting(desk)
    with pytest.raises(NotFilledIn) as refused:
        carried.does(Act.WITHDRAW, **(WISH | {"own_wish": None, "told_by": told_by}))
    assert refused.value.problems == {"own_wish": "Only the person who complained can withdraw it."}
    assert carried.due == {"stage1-reply": "2026-06-22", "stage1-latest": "2026-07-06"}
    assert [each.kind for each in carried.case.letters] == ["acknowledgement"]


def test_the_council_may_look_into_it_all_the_same(desk: StaffDesk):
    carried = waiting(desk)
    with pytest.raises(NotFilledIn) as refused:
        carried.does(Act.WITHDRAW, **(WISH | {"internally": "yes"}))
    assert set(refused.value.problems) == {"internal_words"}
    carried.does(Act.WITHDRAW, **(WISH | {"internally": "yes", "internal_words": "Zebedee looks at the rota."}))
    assert carried.facts("withdrawn")["internally"] is True
    assert desk.written(carried.reference, "withdrawn") == (
        "Zebedee has had enough.\n\nLooked into all the same: Zebedee looks at the rota."
    )


def test_one_procedure_is_withdrawn_and_the_other_goes_on(desk: StaffDesk):
    carried = waiting(desk, "statutory", "corporate", **BOTH)
    case = carried.does(Act.WITHDRAW, procedure="corporate", **WISH)
    assert [each.outcome for each in case.complaints] == [Outcome.UPHELD, Outcome.WITHDRAWN]
    assert carried.due == {"stage1-reply": "2026-06-22", "stage1-latest": "2026-07-06"}
    carried.does(Act.SEND_REPLY, **LETTER)
    with pytest.raises(NotNow, match="no complaint here that still waits"):
        carried.does(Act.WITHDRAW, **WISH)


def test_all_of_it_is_withdrawn_where_they_say_so_and_not_by_chance(desk: StaffDesk):
    carried = waiting(desk, "statutory", "corporate", **BOTH)
    with pytest.raises(NotFilledIn) as refused:
        carried.does(Act.WITHDRAW, **WISH)
    assert set(refused.value.problems) == {"procedure"}
    carried.does(Act.WITHDRAW, procedure="all", **WISH)
    assert (carried.due, carried.facts("withdrawn")["issues"]) == ({}, [1, 2])


def test_it_can_be_withdrawn_before_anybody_has_read_it(desk: StaffDesk):
    carried = Carried(desk, received(desk, now=RECEIVED_ON))
    case = carried.does(Act.WITHDRAW, **WISH)
    assert (carried.due, case.state) == ({}, CaseState.OPEN)


def test_what_was_answered_keeps_its_outcome(desk: StaffDesk):
    carried = answered(desk)
    with pytest.raises(NotNow, match="no complaint here that still waits"):
        carried.does(Act.WITHDRAW, **WISH)
    carried.does(Act.ASK_STAGE2, ASKED, channel="phone")
    carried.does(Act.WITHDRAW, **WISH)
    assert carried.facts("withdrawn")["was_outcomes"] == {"1": "upheld"}
    for act in (Act.ASK_STAGE2, Act.ACKNOWLEDGE_STAGE2, Act.AGREE_STATEMENT, Act.ASK_STAGE3, Act.NAME_PANEL):
        with pytest.raises(NotNow):
            carried.does(act, **LETTER)


def test_what_was_on_hold_is_on_hold_no_more(desk: StaffDesk):
    carried = waiting(desk)
    carried.does(Act.HOLD, proceedings="criminal", why="A made-up reason.", **LETTER)
    assert carried.case.state is CaseState.ON_HOLD
    case = carried.does(Act.WITHDRAW, **WISH)
    stage = case.stage_of(Procedure.STATUTORY)
    assert stage is not None
    assert (case.state, stage.held_on) == (CaseState.OPEN, None)
    assert all(each.done_on for each in case.duties)


def test_what_the_council_owes_for_somebodys_safety_it_owes_still(desk: StaffDesk):
    reference = received(desk, now=RECEIVED_ON, hurt_by_worker=YesNoNotSure.YES)
    carried = Carried(desk, confirmed(desk, reference))
    carried.does(Act.WITHDRAW, **WISH)
    assert set(carried.due) == {"lado-referral"}
    assert carried.case.flag(Flag.LADO)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"on": date(2026, 6, 5)}, "on"), ({"on": date(2026, 6, 9)}, "on"), ({"told_by": None}, "told_by")],
    ids=["before it came", "tomorrow", "nobody told us"],
)
def test_what_cannot_be_is_asked_again(desk: StaffDesk, given: dict[str, object], field: str):
    carried = waiting(desk)
    with pytest.raises(NotFilledIn) as refused:
        carried.does(Act.WITHDRAW, **(WISH | given))
    assert set(refused.value.problems) == {field}


def test_the_complaints_manager_writes_it_down_and_an_old_tab_does_not(desk: StaffDesk):
    carried = at_stage2(desk)
    with pytest.raises(NotPermitted):
        carried.does(Act.WITHDRAW, by=desk.joins(StaffRole.COMPLAINTS_OFFICER), **WISH)
    seen = carried.case.newest
    carried.does(Act.ADD_NOTE, note="A made-up note.")
    with pytest.raises(Changed):
        carried.does(Act.WITHDRAW, seen=seen, **WISH)
    assert carried.case.complaints[0].outcome is Outcome.UPHELD
