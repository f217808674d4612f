"""A case is closed when everybody got what is owed to them, and opened again when they ask for more."""

from datetime import date

import pytest
from sqlalchemy import insert, update

from portal.cases.acts.doing import Changed, NotFilledIn, NotNow, NotPermitted
from portal.cases.handling import case_readers
from portal.cases.models import case_flags, cases
from portal.db import transaction
from portal.vocabulary import Act, CaseState, Flag, Service, ShareThanks, StaffRole, WhatFor
from tests.integration.cases.acts.brought_to import acknowledged, confirmed, received
from tests.integration.cases.acts.carried import (
    ASKED,
    LETTER,
    RECEIVED_ON,
    REPLIED,
    Carried,
    adjudicated,
    answered,
    at_stage2,
    waiting,
)
from tests.integration.cases.acts.conftest import StaffDesk
from tests.integration.cases.acts.test_withdrawing import WISH

WHY = {"why": "Zebedee has everything."}


def refused_to_close(carried: Carried) -> str:
    assert Act.CLOSE not in carried.desk.can(carried.reference)
    with pytest.raises(NotNow) as refused:
        carried.does(Act.CLOSE, **WHY)
    assert carried.case.is_open
    return str(refused.value)


def test_it_is_closed_once_it_is_answered(desk: StaffDesk):
    carried = answered(desk)
    case = carried.does(Act.CLOSE, **WHY)
    assert (case.state, case.closed_on) == (CaseState.CLOSED, REPLIED)
    assert carried.facts("closed") == {
        "outcomes": {"1": "upheld"},
        "elsewhere": {},
        "not_passed_on": [],
        "open_actions": [],
    }
    assert desk.written(carried.reference, "closed") == WHY["why"]
    with pytest.raises(NotNow, match="closed already"):
        carried.does(Act.CLOSE, **WHY)


def test_not_while_anything_is_owed(desk: StaffDesk):
    carried = Carried(desk, received(desk, now=RECEIVED_ON))
    assert refused_to_close(carried) == "Part 1: confirm its procedure first."
    confirmed(desk, carried.reference)
    assert refused_to_close(carried) == "Part 1 has no outcome yet."
    carried.does(Act.RECORD_OUTCOME, outcome="upheld", why="A made-up reason.")
    assert refused_to_close(carried) == "Part 1 was not answered yet, and nobody withdrew it."


def test_not_while_a_later_stage_runs(desk: StaffDesk):
    assert "not answered yet" in refused_to_close(at_stage2(desk))


def test_after_the_adjudication(desk: StaffDesk):
    carried = adjudicated(desk)
    carried.does(Act.CLOSE, **WHY)
    assert carried.facts("closed")["outcomes"] == {"1": "partly-upheld"}


def test_after_it_was_withdrawn(desk: StaffDesk):
    carried = waiting(desk)
    carried.does(Act.WITHDRAW, **WISH)
    carried.does(Act.CLOSE, **WHY)
    assert carried.facts("closed")["outcomes"] == {"1": "withdrawn"}


@pytest.mark.parametrize("flag", [Flag.DANGER, Flag.LADO, Flag.RETALIATION])
def test_not_while_somebody_may_be_hurt(desk: StaffDesk, flag: Flag):
    carried = answered(desk)
    with transaction(desk.engine, writes=True) as session:
        session.execute(insert(case_flags).values(case_id=carried.case.id, flag=flag, because="Made up."))
    assert refused_to_close(carried).startswith("Settle this first: ")
    lado = {"lado": "not-referred"} if flag is Flag.LADO else {}
    carried.does(Act.SETTLE_FLAG, why="A made-up reason.", **lado)
    assert Act.CLOSE in desk.can(carried.reference)


def test_what_was_promised_stays_to_be_done(desk: StaffDesk):
    carried = answered(desk)
    action = {"words": "Zebedee gets a letter.", "owner": "The manager", "due": date(2026, 9, 1)}
    carried.does(Act.ADD_REMEDY, what="apology", **action)
    carried.does(Act.ADD_LEARNING, what="training", **action)
    carried.does(Act.CLOSE, **WHY)
    assert carried.facts("closed")["open_actions"] == [1, 2]
    assert Act.SETTLE_ACTION in desk.can(carried.reference)


def test_what_nobody_finds_again_is_closed_only_by_who_says_that_they_know(desk: StaffDesk):
    carried = answered(desk)
    with transaction(desk.engine, writes=True) as session:
        session.execute(update(cases).values(restricted=True, matched_at=None))
        session.execute(insert(case_readers).values(case_id=carried.case.id, team="complaints"))
    with pytest.raises(NotFilledIn) as refused:
        carried.does(Act.CLOSE, **WHY)
    assert set(refused.value.problems) == {"known"}
    assert not carried.does(Act.CLOSE, known=("yes",), **WHY).is_open


# --- what goes elsewhere


@pytest.mark.parametrize("went", ["passed-on", "told-where"])
def test_it_says_where_it_went_and_that_they_agreed(desk: StaffDesk, went: str):
    carried = Carried(desk, acknowledged(desk, received(desk, now=RECEIVED_ON), "school"))
    with pytest.raises(NotFilledIn) as refused:
        carried.does(Act.CLOSE, **WHY)
    assert set(refused.value.problems) == {"went_1", "where_1"}
    carried.does(Act.CLOSE, went_1=went, where_1="Zebedee School", **WHY)
    assert carried.facts("closed")["elsewhere"] == {"1": went}
    written = desk.written(carried.reference, "closed")
    assert written == "Zebedee has everything.\n\nPart 1 went to: Zebedee School"


def test_what_goes_elsewhere_is_acknowledged_all_the_same(desk: StaffDesk):
    carried = Carried(desk, confirmed(desk, received(desk, now=RECEIVED_ON), "school"))
    assert refused_to_close(carried) == "Still to do, part 1: Acknowledge."


# --- thanks and ideas


def thanks(desk: StaffDesk, share: ShareThanks) -> Carried:
    said = {"what_went_well": "Zebedee listened.", "who_was_it": "A worker", "share_thanks": share}
    return Carried(desk, received(desk, Service.IN_CARE, now=RECEIVED_ON, what_for=WhatFor.THANKS, **said))


def test_thanks_are_read_and_passed_on_first(desk: StaffDesk):
    carried = thanks(desk, ShareThanks.NO_NAME)
    assert refused_to_close(carried) == "Part 1 is a thank-you that nobody has read yet."
    carried.does(Act.READ_COMPLIMENT, safe="nothing")
    carried.does(Act.PASS_ON, manager="A manager")
    carried.does(Act.CLOSE, **WHY)
    assert carried.facts("closed")["not_passed_on"] == []


def test_thanks_that_are_not_passed_on_need_a_reason(desk: StaffDesk):
    carried = thanks(desk, ShareThanks.NO)
    carried.does(Act.READ_COMPLIMENT, safe="nothing")
    with pytest.raises(NotFilledIn) as refused:
        carried.does(Act.CLOSE, **WHY)
    assert set(refused.value.problems) == {"why_kept"}
    carried.does(Act.CLOSE, why_kept="Zebedee asked us not to.", **WHY)
    assert carried.facts("closed")["not_passed_on"] == [1]
    assert "Not passed on: Zebedee asked us not to." in desk.written(carried.reference, "closed")


def test_ideas_are_answered_first(desk: StaffDesk):
    carried = Carried(desk, received(desk, now=RECEIVED_ON, what_for=WhatFor.IDEA))
    assert refused_to_close(carried).startswith("Still to do, part 1: ")
    carried.does(Act.SEND_REPLY, **LETTER)
    carried.does(Act.CLOSE, **WHY)


# --- who closes, and opening again


def test_the_complaints_team_closes_and_an_old_tab_does_not(desk: StaffDesk):
    carried = answered(desk)
    team = carried.case.complaints[0].team
    with pytest.raises(NotPermitted):
        carried.does(Act.CLOSE, by=desk.joins(StaffRole.TEAM_MANAGER, teams=(team,)), **WHY)
    seen = carried.case.newest
    carried.does(Act.ADD_NOTE, note="A made-up note.")
    with pytest.raises(Changed):
        carried.does(Act.CLOSE, seen=seen, **WHY)
    with pytest.raises(NotFilledIn):
        carried.does(Act.CLOSE)
    carried.does(Act.CLOSE, by=desk.joins(StaffRole.COMPLAINTS_OFFICER), **WHY)


def test_it_is_opened_again_for_the_next_stage(desk: StaffDesk):
    carried = answered(desk)
    assert Act.REOPEN not in desk.can(carried.reference)
    carried.does(Act.CLOSE, **WHY)
    with pytest.raises(NotNow, match="This case is closed"):
        carried.does(Act.ASK_STAGE2, ASKED, channel="phone")
    with pytest.raises(NotPermitted):
        carried.does(Act.REOPEN, by=desk.joins(StaffRole.COMPLAINTS_OFFICER), **WHY)
    case = carried.does(Act.REOPEN, why="Zebedee asks for stage 2.")
    assert (case.state, case.closed_on) == (CaseState.OPEN, None)
    assert carried.facts("reopened") == {"closed_on": REPLIED.isoformat()}
    assert desk.written(carried.reference, "reopened") == "Zebedee asks for stage 2."
    # They asked while it was closed: their day counts, and not the day somebody opened it.
    carried.does(Act.ASK_STAGE2, on=date(2026, 6, 25), channel="phone")
    assert carried.due["stage2-reply"] == "2026-07-30"
