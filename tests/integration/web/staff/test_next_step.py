"""What a case says comes next: alarms before dates, the soonest date first, and only what is theirs to do."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from portal.vocabulary import Act, Duty
from portal.web.staff.next_step import NextStep, next_step

SOON, LATER = date(2026, 11, 26), date(2026, 12, 7)
NEW = {Duty.ACKNOWLEDGEMENT: SOON, Duty.STAGE1_REPLY: LATER}


def case(duties: dict[Duty, date], *, is_kept_to_few: bool = False, held: bool = False) -> Any:
    owed = [SimpleNamespace(duty=d, due_on=on, is_open=True, held_on=on if held else None) for d, on in duties.items()]
    return SimpleNamespace(duties=owed, is_kept_to_few=is_kept_to_few)


@pytest.mark.parametrize(
    ("duties", "possible", "expected"),
    [
        (NEW, {Act.TAKE_ALERT, Act.CONFIRM_ROUTE}, NextStep(Act.TAKE_ALERT, is_at_once=True)),
        (NEW, {Act.DECIDE_LATE, Act.ACKNOWLEDGE}, NextStep(Act.DECIDE_LATE)),
        (NEW, {Act.CONFIRM_ROUTE, Act.ADD_NOTE}, NextStep(Act.CONFIRM_ROUTE, SOON)),
        # What was confirmed can be confirmed anew, but need not be.
        (NEW, {Act.CONFIRM_ROUTE, Act.ACKNOWLEDGE}, NextStep(Act.ACKNOWLEDGE, SOON)),
        # A team manager acknowledges nothing, and drafts the reply.
        (NEW, {Act.DRAFT_REPLY}, NextStep(Act.DRAFT_REPLY, LATER)),
        ({Duty.STAGE3_PANEL: SOON}, {Act.NAME_PANEL}, NextStep(Act.NAME_PANEL, SOON)),
        ({Duty.STAGE3_PANEL: SOON}, {Act.NAME_PANEL, Act.PANEL_MET}, NextStep(Act.PANEL_MET, SOON)),
        ({}, {Act.PASS_ON, Act.ADD_NOTE}, NextStep(Act.PASS_ON)),
        (NEW, {Act.ADD_NOTE}, None),
        ({}, set(), None),
    ],
)
def test_what_comes_next(duties: dict[Duty, date], possible: set[Act], expected: NextStep | None):
    assert next_step(case(duties), possible) == expected


@pytest.mark.parametrize(("kept", "expected"), [(True, Act.MATCH_NAMES), (False, Act.ACKNOWLEDGE)])
def test_names_are_matched_first_where_a_case_is_kept_to_few(kept: bool, expected: Act):
    step = next_step(case(NEW, is_kept_to_few=kept), {Act.MATCH_NAMES, Act.ACKNOWLEDGE})
    assert step is not None
    assert step.act is expected


def test_what_is_on_hold_is_not_next():
    assert next_step(case(NEW, held=True), {Act.ACKNOWLEDGE, Act.SEND_REPLY}) is None
