"""Cases in numbers: by kind, by duty, and by nothing that could point at one child."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from portal.cases.counts import COUNTED_BY_NAME, DutiesOpen, duties_open, received_since
from portal.db import transaction
from portal.vocabulary import Duty, IssueKind, Service, WhatFor
from tests.factories import RECEIVED, told
from tests.integration.cases.conftest import Desk

RECEIVED_ON = date(2026, 9, 1)  # a Tuesday; an acknowledgement is due on Friday the 4th, a reply on the 15th


def received(desk: Desk, since: date) -> dict[IssueKind, int]:
    with transaction(desk.engine, writes=False) as session:
        return dict(received_since(session, since))


def duties(desk: Desk, today: date, near: date) -> DutiesOpen:
    with transaction(desk.engine, writes=False) as session:
        return duties_open(session, today, near)


def test_nothing_is_counted_as_nothing(desk: Desk):
    assert received(desk, RECEIVED_ON) == {}
    assert duties(desk, RECEIVED_ON, RECEIVED_ON) == DutiesOpen({}, {})


def test_cases_count_by_kind_and_from_the_day_on(desk: Desk):
    desk.receive(told(), key="a")
    desk.receive(told(WhatFor.THANKS), key="b")
    desk.receive(told(WhatFor.IDEA), key="c", now=RECEIVED - timedelta(days=1))
    assert received(desk, RECEIVED_ON) == {IssueKind.COMPLAINT: 1, IssueKind.COMPLIMENT: 1}
    assert received(desk, RECEIVED_ON - timedelta(days=1))[IssueKind.IDEA] == 1


def test_a_case_with_both_counts_in_each_and_once_however_many_issues_it_has(desk: Desk):
    both = told(WhatFor.BOTH, Service.IN_CARE, Service.SOCIAL_WORKER, thanked=(Service.IN_CARE,))
    assert len(desk.received(both).issues) > 2
    assert received(desk, RECEIVED_ON) == {IssueKind.COMPLAINT: 1, IssueKind.COMPLIMENT: 1}


def test_a_duty_is_near_until_its_day_is_over_and_then_overdue(desk: Desk):
    due = desk.received(told()).due_on(Duty.ACKNOWLEDGEMENT)
    assert due is not None
    before, after = due - timedelta(days=1), due + timedelta(days=1)
    assert duties(desk, RECEIVED_ON, before) == DutiesOpen({}, {})
    assert duties(desk, RECEIVED_ON, due).near == {Duty.ACKNOWLEDGEMENT: 1}
    assert duties(desk, due, due) == DutiesOpen({Duty.ACKNOWLEDGEMENT: 1}, {Duty.ACKNOWLEDGEMENT: 0})
    assert duties(desk, after, after).overdue == {Duty.ACKNOWLEDGEMENT: 1}


def test_a_case_owes_a_duty_once_for_however_many_issues(desk: Desk):
    desk.receive(told(WhatFor.COMPLAINT, Service.IN_CARE, Service.SOCIAL_WORKER))
    assert duties(desk, RECEIVED_ON, date(2026, 9, 15)).near[Duty.STAGE1_REPLY] == 1


def test_what_is_done_is_no_longer_counted(desk: Desk):
    desk.receive(told())
    with transaction(desk.engine, writes=True) as session:
        session.execute(text("UPDATE case_duties SET done_on = '2026-09-02'"))
    assert duties(desk, RECEIVED_ON, date(2026, 12, 31)) == DutiesOpen({}, {})


@pytest.mark.parametrize("rare", ["of a later release", Duty.STAGE2_REPLY, Duty.STAGE3_PANEL, Duty.CORPORATE1_REPLY])
def test_a_duty_that_would_tell_what_a_case_is_about_is_not_counted_by_name(desk: Desk, rare: str):
    desk.receive(told())
    with transaction(desk.engine, writes=True) as session:
        session.execute(text("UPDATE case_duties SET duty = 'lado-referral' WHERE duty = 'acknowledgement'"))
        session.execute(text("UPDATE case_duties SET duty = :rare WHERE duty = 'stage1-reply'"), {"rare": rare})
    counted = duties(desk, RECEIVED_ON, date(2026, 12, 31)).near
    assert counted == {None: 2, Duty.STAGE1_LATEST: 1}


def test_by_name_are_only_those_that_every_case_owes_from_its_first_day(desk: Desk):
    owed = {due.duty for due in desk.received(told()).due}
    assert owed == {Duty.ACKNOWLEDGEMENT, Duty.STAGE1_REPLY, Duty.STAGE1_LATEST} == COUNTED_BY_NAME
