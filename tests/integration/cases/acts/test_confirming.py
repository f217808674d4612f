"""Confirming where each part goes, and acknowledging: what changes on the clocks, and what cannot be done."""

from datetime import date

import pytest

from portal.cases.acts.doing import Changed, NotFilledIn, NotNow, NotPermitted, NotSeen
from portal.vocabulary import Act, CaseState, Duty, Happened, Procedure, Service, StaffRole, Stage, YesNoNotSure
from tests.factories import told
from tests.integration.cases.acts.conftest import MANAGER, StaffDesk

ON_TUESDAY = date(2026, 9, 1)


def a_complaint(desk: StaffDesk, **said: object) -> str:
    return desk.receive(told(**said))  # type: ignore[arg-type]


def due(desk: StaffDesk, reference: str) -> dict[Duty, date]:
    return {each.duty: each.due_on for each in desk.file(reference).duties if each.is_open}


def test_what_the_rules_suggested_is_confirmed(desk: StaffDesk):
    reference = a_complaint(desk)
    case = desk.does(reference, Act.CONFIRM_ROUTE)
    assert case.complaints[0].confirmed_on == ON_TUESDAY
    assert case.stage_of(Procedure.STATUTORY).stage is Stage.LOCAL_RESOLUTION  # type: ignore[union-attr]
    assert due(desk, reference)[Duty.STAGE1_REPLY] == date(2026, 9, 15)


def test_another_procedure_needs_a_reason_and_keeps_the_old_one(desk: StaffDesk):
    reference = a_complaint(desk)
    with pytest.raises(NotFilledIn) as refused:
        desk.does(reference, Act.CONFIRM_ROUTE, procedure="corporate")
    assert set(refused.value.problems) == {"why"}
    desk.does(reference, Act.CONFIRM_ROUTE, procedure="corporate", why="It is about a letter of the finance team.")
    event = desk.file(reference).happened(Happened.ROUTE_CONFIRMED)
    assert event is not None
    assert (event.facts["was_procedure"], event.facts["procedure"]) == ("statutory", "corporate")
    assert "finance team" not in str(event.facts)
    assert desk.written(reference, "route-confirmed") == "It is about a letter of the finance team."


def test_another_procedure_brings_its_own_clock_and_no_later_promise(desk: StaffDesk):
    reference = a_complaint(desk)
    promised = due(desk, reference)[Duty.ACKNOWLEDGEMENT]
    desk.does(reference, Act.CONFIRM_ROUTE, procedure="corporate", why="A made-up reason.")
    # The corporate acknowledgement has five days, but three were promised. Its reply runs from the acknowledgement.
    assert due(desk, reference) == {Duty.ACKNOWLEDGEMENT: promised}


def test_it_is_acknowledged_by_a_person_and_then_the_corporate_clock_runs(desk: StaffDesk):
    reference = a_complaint(desk)
    desk.does(reference, Act.CONFIRM_ROUTE, procedure="corporate", why="A made-up reason.")
    case = acknowledged(desk, reference)
    assert case.state is CaseState.OPEN
    assert due(desk, reference) == {
        Duty.CORPORATE1_REPLY: date(2026, 9, 15),
        Duty.CORPORATE1_LATEST: date(2026, 9, 29),
    }


def test_it_is_not_acknowledged_before_every_part_is_confirmed(desk: StaffDesk):
    reference = desk.receive(told(services=(Service.IN_CARE, Service.SEND)))
    desk.does(reference, Act.CONFIRM_ROUTE, issue="1")
    assert Act.ACKNOWLEDGE not in desk.can(reference)
    with pytest.raises(NotNow, match="Confirm the procedure"):
        acknowledged(desk, reference)
    desk.does(reference, Act.CONFIRM_ROUTE)
    assert Act.ACKNOWLEDGE in desk.can(reference)


def test_an_old_tab_changes_nothing(desk: StaffDesk):
    reference = a_complaint(desk)
    seen = desk.file(reference).newest
    desk.does(reference, Act.CONFIRM_ROUTE)
    with pytest.raises(Changed) as refused:
        desk.does(reference, Act.CONFIRM_ROUTE, seen=seen, procedure="corporate", why="A made-up reason.")
    assert [event.happened for event in refused.value.since] == ["route-confirmed"]
    assert desk.file(reference).complaints[0].procedure is Procedure.STATUTORY


def test_it_was_not_acknowledged_before_it_came_and_not_tomorrow(desk: StaffDesk):
    reference = a_complaint(desk)
    desk.does(reference, Act.CONFIRM_ROUTE)
    for day in (date(2026, 8, 31), date(2026, 9, 2)):
        with pytest.raises(NotFilledIn) as refused:
            acknowledged(desk, reference, on=day)
        assert set(refused.value.problems) == {"on"}


def test_a_team_manager_confirms_nothing_and_a_stranger_sees_nothing(desk: StaffDesk):
    reference = a_complaint(desk)
    theirs = desk.joins(StaffRole.TEAM_MANAGER, teams=("pods",))
    others = desk.joins(StaffRole.TEAM_MANAGER, teams=("transport",))
    with pytest.raises(NotPermitted):
        desk.does(reference, Act.CONFIRM_ROUTE, by=theirs)
    with pytest.raises(NotSeen):
        desk.does(reference, Act.CONFIRM_ROUTE, by=others)


def test_a_case_kept_to_few_is_seen_by_its_first_readers_alone(desk: StaffDesk):
    reference = a_complaint(desk, hurt_by_worker=YesNoNotSure.YES)
    officer = desk.joins(StaffRole.COMPLAINTS_OFFICER)
    senior = desk.joins(StaffRole.SENIOR)
    lead = desk.joins(StaffRole.SAFETY_LEAD)
    for by in (officer, senior, desk.joins(StaffRole.TEAM_MANAGER, teams=("pods",))):
        with pytest.raises(NotSeen):
            desk.does(reference, Act.ADD_NOTE, by=by, note="A made-up note.")
    for by in (MANAGER, lead):
        desk.does(reference, Act.ADD_NOTE, by=by, note="A made-up note.")


def acknowledged(desk: StaffDesk, reference: str, **given: object):  # type: ignore[no-untyped-def]
    filled = {
        "points": "Nobody told them.",
        "contact": "The complaints manager",
        "letter": "Thank you for telling us. We answer by 15 September.",
        "how": "email",
    }
    return desk.does(reference, Act.ACKNOWLEDGE, **(filled | given))  # type: ignore[arg-type]
