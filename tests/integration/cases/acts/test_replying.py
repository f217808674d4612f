"""Answers: drafted without losing anybody's words, sent once every part has a finding, in time or late as it was."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portal.cases.acts.doing import Changed, NotFilledIn, NotNow, NotPermitted, form
from portal.clocks.bank_holidays import england_and_wales
from portal.db import transaction
from portal.vocabulary import Act, CaseState, Duty, Procedure, Service, StaffRole, Stage, WhatFor
from tests.factories import london
from tests.integration.cases.acts.brought_to import (
    LETTER,
    acknowledged,
    began,
    confirmed,
    due,
    found,
    last,
    letter,
    received,
    replied,
)
from tests.integration.cases.acts.conftest import MANAGER, StaffDesk

DAY_10, DAY_20 = date(2026, 9, 15), date(2026, 9, 29)


# --- the reply


def test_a_reply_in_time_meets_the_stage(desk: StaffDesk):
    reference = found(desk, received(desk))
    case = replied(desk.on(DAY_10), reference)
    assert due(desk, reference) == {}
    stage = case.stage_of(Procedure.STATUTORY)
    assert stage is not None
    assert stage.replied_on == DAY_10
    assert case.state is CaseState.OPEN  # nothing closes itself
    assert letter(case, "reply").sent_at == desk.now
    assert last(case, "replied") == {
        "procedure": "statutory",
        "stage": "local-resolution",
        "on": "2026-09-15",
        "how": "email",
        "letter": letter(case, "reply").id,
        "duties": ["stage1-reply", "stage1-latest"],
        "ask_next_stage_by": "2026-10-13",
        "due_on": "2026-09-15",
        "first_due_on": "2026-09-15",
        "in_time": True,
        "late_by": 0,
    }


@pytest.mark.parametrize(
    ("on", "in_time", "late_by"),
    [
        (date(2026, 9, 14), True, 0),
        (date(2026, 9, 15), True, 0),
        (date(2026, 9, 16), False, 1),
        (date(2026, 9, 19), False, 3),  # a Saturday: Wednesday, Thursday and Friday were worked
        (date(2026, 9, 29), False, 10),
    ],
)
def test_late_is_shown_as_late_and_never_forbidden(desk: StaffDesk, on: date, in_time: bool, late_by: int):
    reference = found(desk, received(desk))
    facts = last(replied(desk.on(on), reference), "replied")
    assert (facts["in_time"], facts["late_by"]) == (in_time, late_by)


def test_inside_the_time_that_was_put_off_it_is_in_time_and_both_dates_are_kept(desk: StaffDesk):
    reference = found(desk, received(desk))
    desk.does(reference, Act.EXTEND, reason="complex", until=DAY_20, why="Made up.", letter=LETTER, how="email")
    facts = last(replied(desk.on(DAY_20), reference), "replied")
    assert (facts["first_due_on"], facts["due_on"], facts["in_time"]) == ("2026-09-15", "2026-09-29", True)


def test_it_counts_from_the_day_it_was_given_not_from_the_day_it_was_written_down(desk: StaffDesk):
    reference = found(desk, received(desk))
    case = replied(desk.on(date(2026, 9, 17)), reference, on=DAY_10)
    assert last(case, "replied")["in_time"] is True
    assert {each.done_on for each in case.duties if each.duty is Duty.STAGE1_REPLY} == {DAY_10}


def test_no_answer_before_every_part_has_a_finding(desk: StaffDesk):
    reference = acknowledged(desk, received(desk, Service.IN_CARE, Service.SOCIAL_WORKER))
    desk.does(reference, Act.RECORD_OUTCOME, issue="1", outcome="upheld", why="Made up.")
    for act in (Act.SEND_REPLY, Act.WRITE_AGREEMENT):
        assert act not in desk.can(reference)
        with pytest.raises(NotNow) as refused:
            desk.does(reference, act)
        assert str(refused.value) == "Record what you found for each part first."
    desk.does(reference, Act.RECORD_OUTCOME, issue="2", outcome="no-finding", why="Made up.")
    replied(desk, reference)


def test_one_procedure_is_answered_while_another_waits_for_its_finding(desk: StaffDesk):
    reference = acknowledged(desk, received(desk, Service.IN_CARE, Service.TRANSPORT))
    desk.does(reference, Act.RECORD_OUTCOME, issue="2", outcome="not-upheld", why="Made up.")
    case = replied(desk, reference)
    assert last(case, "replied")["procedure"] == "corporate"
    assert due(desk, reference) == {Duty.STAGE1_REPLY: DAY_10, Duty.STAGE1_LATEST: DAY_20}
    with pytest.raises(NotNow, match="Record what you found"):
        replied(desk, reference)


def test_it_is_acknowledged_first(desk: StaffDesk):
    reference = confirmed(desk, received(desk))
    with pytest.raises(NotNow, match="Acknowledge it first"):
        replied(desk, reference)


def test_it_is_not_answered_before_it_was_acknowledged(desk: StaffDesk):
    reference = confirmed(desk, received(desk))
    found(desk.on(date(2026, 9, 3)), reference)
    with pytest.raises(NotFilledIn) as refused:
        replied(desk, reference, on=date(2026, 9, 2))
    assert refused.value.problems == {"on": "Day it was given: it was acknowledged on 3 September 2026."}
    for day in (date(2026, 8, 31), date(2026, 9, 4)):
        with pytest.raises(NotFilledIn) as refused:
            replied(desk, reference, on=day)
        assert set(refused.value.problems) == {"on"}


def test_a_stage_is_answered_once(desk: StaffDesk):
    reference = found(desk, received(desk))
    seen = desk.file(reference).newest
    replied(desk, reference)
    with pytest.raises(NotNow, match="This stage was answered on 1 September 2026"):
        replied(desk, reference, seen=seen)
    assert [letter.kind for letter in desk.file(reference).letters].count("reply") == 1


def test_an_old_tab_sends_nothing_and_says_what_happened(desk: StaffDesk):
    reference = found(desk, received(desk))
    seen = desk.file(reference).newest
    desk.does(reference, Act.RECORD_OUTCOME, outcome="not-upheld", why="Made up.")
    with pytest.raises(Changed) as refused:
        replied(desk, reference, seen=seen)
    assert [event.happened for event in refused.value.since] == ["outcome-recorded"]
    assert due(desk, reference)


def test_a_team_manager_drafts_and_does_not_send(desk: StaffDesk):
    reference = found(desk, received(desk))
    theirs = desk.joins(StaffRole.TEAM_MANAGER, teams=("pods",))
    desk.does(reference, Act.DRAFT_REPLY, by=theirs, letter=LETTER)
    for act in (Act.SEND_REPLY, Act.WRITE_AGREEMENT):
        with pytest.raises(NotPermitted):
            desk.does(reference, act, by=theirs, letter=LETTER, how="email")


@pytest.mark.parametrize(
    ("service", "what_for", "procedure", "meets"),
    [
        (Service.TRANSPORT, WhatFor.COMPLAINT, None, ["corporate1-reply", "corporate1-latest"]),
        (Service.MY_RECORDS, WhatFor.COMPLAINT, "access-request", ["access-reply"]),
        (Service.MY_RECORDS, WhatFor.COMPLAINT, None, []),  # a data protection complaint: no date but the first
        (Service.SCHOOL, WhatFor.COMPLAINT, None, []),  # theirs to answer: this says where it went
        (Service.CONFERENCE, WhatFor.COMPLAINT, None, []),
    ],
)
def test_other_procedures_have_answers_of_their_own(desk: StaffDesk, service, what_for, procedure, meets):  # type: ignore[no-untyped-def]
    reference = acknowledged_or_confirmed(desk, received(desk, service, what_for=what_for), procedure)
    if Act.SEND_REPLY not in desk.can(reference):
        desk.does(reference, Act.RECORD_OUTCOME, outcome="upheld", why="Made up.")
    case = replied(desk, reference)
    facts = last(case, "replied")
    assert (facts["duties"], facts["ask_next_stage_by"]) == (meets, None)
    assert ("in_time" in facts) is bool(meets)
    assert due(desk, reference) == {}
    assert case.stages[-1].replied_on == date(2026, 9, 1)


def acknowledged_or_confirmed(desk: StaffDesk, reference: str, procedure: str | None) -> str:
    # A request to see records owes no acknowledgement.
    if procedure == "access-request":
        confirmed(desk, reference, procedure)
        return reference
    return acknowledged(desk, reference, *([procedure] if procedure else []))


def test_an_idea_is_answered_and_has_no_stages(desk: StaffDesk):
    reference = received(desk, what_for=WhatFor.IDEA)
    desk.does(reference, Act.DRAFT_REPLY, letter="Thank you for the idea.")
    case = replied(desk, reference, letter="Thank you for the idea.")
    facts = last(case, "replied")
    assert (facts["procedure"], facts["stage"], facts["duties"]) == ("idea", None, ["idea-reply"])
    assert case.stages == ()
    with pytest.raises(NotNow, match="The idea is answered"):
        replied(desk, reference)


# --- an agreement


def test_an_agreement_is_written_down_and_meets_the_same(desk: StaffDesk):
    reference = found(desk, received(desk))
    case = desk.does(reference, Act.WRITE_AGREEMENT, letter=LETTER, how="in-person")
    assert due(desk, reference) == {}
    assert letter(case, "agreement").how == "in-person"
    facts = last(case, "agreement-written")
    assert (facts["duties"], facts["in_time"]) == (["stage1-reply", "stage1-latest"], True)
    assert facts["ask_next_stage_by"] == "2026-09-29"  # it takes stage 2 from nobody
    assert case.happened("replied") is None


def test_there_is_no_agreement_where_there_are_no_stages(desk: StaffDesk):
    reference = received(desk, what_for=WhatFor.IDEA)
    with pytest.raises(NotNow, match="Only stage 1 can end with an agreement"):
        desk.does(reference, Act.WRITE_AGREEMENT, letter=LETTER, how="post")


def test_the_later_stages_of_the_childrens_procedure_end_with_other_letters(desk: StaffDesk):
    reference = found(desk, received(desk))
    replied(desk, reference)
    for stage, sentence in (
        (Stage.INVESTIGATION, "At stage 2 the answer is the adjudication."),
        (Stage.REVIEW_PANEL, "At stage 3 the answer is the one to the panel’s report."),
    ):
        began(desk, reference, stage, date(2026, 9, 1))
        with pytest.raises(NotNow) as refused:
            replied(desk, reference)
        assert str(refused.value) == sentence
    case = desk.does(reference, Act.DRAFT_REPLY, letter="Made up.")
    assert letter(case, "panel-answer").sent_at is None


def test_the_second_stage_of_the_corporate_procedure_is_answered_after_it_was_looked_at_anew(desk: StaffDesk):
    reference = found(desk, received(desk, Service.TRANSPORT, Service.EARLY_HELP))
    replied(desk, reference)
    desk.on(date(2026, 9, 2))
    desk.does(reference, Act.ASK_STAGE2, channel="phone")
    with pytest.raises(NotNow, match="Acknowledge it first"):
        replied(desk, reference)
    desk.does(reference, Act.ACKNOWLEDGE_STAGE2, letter="Made up.", how="post")
    for _part in range(2):  # the part without a finding of this stage stands there at first
        with pytest.raises(NotNow, match="Record what you found for each part first"):
            replied(desk, reference)
        desk.does(reference, Act.RECORD_OUTCOME, outcome="not-upheld", why="Made up.")
    assert due(desk, reference)[Duty.CORPORATE2_REPLY] == date(2026, 9, 30)
    case = replied(desk.on(date(2026, 10, 1)), reference)
    facts = last(case, "replied")
    assert (facts["stage"], facts["duties"]) == ("investigation", ["corporate2-reply", "corporate2-latest"])
    assert (facts["in_time"], facts["late_by"], facts["ask_next_stage_by"]) == (False, 1, None)
    assert due(desk, reference) == {}
    with pytest.raises(NotNow, match="Only stage 1 can end with an agreement"):
        desk.does(reference, Act.WRITE_AGREEMENT)


# --- clocks of London, and days nobody worked after all


@pytest.mark.parametrize(
    ("received_on", "now", "in_time"),
    [
        # Due on Sunday's morrow, 26 October: the night before has an hour more.
        ("2026-10-12", datetime(2026, 10, 26, 23, 59, tzinfo=UTC), True),
        ("2026-10-12", datetime(2026, 10, 27, 0, 0, tzinfo=UTC), False),
        # Due on 15 September, in summer time.
        ("2026-09-01", datetime(2026, 9, 15, 22, 59, tzinfo=UTC), True),
        ("2026-09-01", datetime(2026, 9, 15, 23, 0, tzinfo=UTC), False),
    ],
)
def test_a_day_ends_at_midnight_in_london(desk: StaffDesk, received_on: str, now: datetime, in_time: bool):
    reference = found(desk, received(desk, now=london(received_on).astimezone(UTC)))
    desk.now = now
    with transaction(desk.engine, writes=False) as session:
        asked = form(session, reference, Act.SEND_REPLY, by=MANAGER, colleagues=(), now=now, office=desk.office)
    today = asked.asking.today
    facts = last(replied(desk, reference, on=today), "replied")
    assert facts["in_time"] is in_time


def test_a_bank_holiday_proclaimed_later_makes_no_answer_in_time(desk: StaffDesk):
    reference = found(desk, received(desk))
    desk.office = replace(desk.office, calendar=england_and_wales((date(2026, 9, 10), date(2026, 9, 16))))
    facts = last(replied(desk.on(date(2026, 9, 17)), reference), "replied")
    assert (facts["due_on"], facts["in_time"], facts["late_by"]) == ("2026-09-15", False, 1)
