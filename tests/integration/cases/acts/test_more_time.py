"""More time: only for the law's reasons, only told in time, and never further than the law goes."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portal.cases.acts.doing import NotFilledIn, NotNow, form
from portal.cases.casefile import CaseFile
from portal.clocks.bank_holidays import england_and_wales
from portal.db import transaction
from portal.vocabulary import Act, Duty, Procedure, Service, Stage
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

DAY_9, DAY_10, DAY_20, DAY_21 = (date(2026, 9, day) for day in (14, 15, 29, 30))
WHY = "Two workers who knew Zebedee have left."


def extended(desk: StaffDesk, reference: str, **given: object) -> CaseFile:
    filled = {"reason": "complex", "until": DAY_20, "why": WHY, "letter": LETTER, "how": "email"}
    return desk.does(reference, Act.EXTEND, **(filled | given))  # type: ignore[arg-type]


def test_stage_1_is_put_off_to_day_20_and_what_was_promised_first_stays_written(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    case = extended(desk.on(DAY_9), reference)
    assert due(desk, reference) == {Duty.STAGE1_REPLY: DAY_20, Duty.STAGE1_LATEST: DAY_20}
    (reply,) = (each for each in case.duties if each.duty is Duty.STAGE1_REPLY)
    assert (reply.first_due_on, reply.due_on) == (DAY_10, DAY_20)
    # What it rests on now is the rule of the later date.
    assert reply.because.endswith("at the latest 20 working days from the day we got it (SI 2006/1738 reg. 14)")
    stage = case.stage_of(Procedure.STATUTORY)
    assert stage is not None
    assert (stage.extended_for, stage.extended_on) == ("complex", DAY_9)
    notice = letter(case, "extension")
    assert (notice.stage, notice.how, notice.sent_at) == ("local-resolution", "email", desk.now)


def test_the_event_has_the_old_date_and_the_new_one_and_no_word(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    facts = last(extended(desk, reference, until=date(2026, 9, 22), reason="advocate"), "extended")
    assert facts == {
        "procedure": "statutory",
        "stage": "local-resolution",
        "duty": "stage1-reply",
        "reason": "advocate",
        "was_due_on": "2026-09-15",
        "due_on": "2026-09-22",
        "first_due_on": "2026-09-15",
        "letter": letter(desk.file(reference), "extension").id,
        "how": "email",
    }
    assert desk.written(reference, "extended") == WHY


def test_it_may_be_put_off_twice_while_they_can_still_be_told_in_time(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    extended(desk, reference, until=date(2026, 9, 17))
    case = extended(desk.on(DAY_9), reference)
    assert last(case, "extended")["was_due_on"] == "2026-09-17"
    assert last(case, "extended")["first_due_on"] == "2026-09-15"
    with pytest.raises(NotNow, match="There is no more time to give for this"):
        extended(desk, reference)


@pytest.mark.parametrize(
    ("today", "sentence"),
    [
        (DAY_10, "It is too late to put this off. They had to be told before 15 September 2026."),
        (DAY_21, "It is too late to put this off. They had to be told before 15 September 2026."),
    ],
)
def test_from_day_10_on_it_is_late_and_not_put_off(desk: StaffDesk, today: date, sentence: str):
    reference = acknowledged(desk, received(desk))
    with pytest.raises(NotNow) as refused:
        extended(desk.on(today), reference)
    assert str(refused.value) == sentence
    assert Act.EXTEND not in desk.can(reference)
    assert due(desk, reference)[Duty.STAGE1_REPLY] == DAY_10


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        (DAY_10, "Choose a date after 15 September 2026, which is promised already."),
        (DAY_9, "Choose a date after 15 September 2026, which is promised already."),
        (DAY_21, "Choose a date no later than 29 September 2026: the law gives no more time."),
    ],
)
def test_the_new_date_lies_behind_the_promised_one_and_inside_the_law(desk: StaffDesk, until: date, sentence: str):
    reference = acknowledged(desk, received(desk))
    with pytest.raises(NotFilledIn) as refused:
        extended(desk, reference, until=until)
    assert refused.value.problems == {"until": sentence}
    assert due(desk, reference)[Duty.STAGE1_REPLY] == DAY_10
    assert "extension" not in {letter.kind for letter in desk.file(reference).letters}


def test_stage_1_of_the_childrens_procedure_knows_two_reasons(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    with pytest.raises(NotFilledIn) as refused:
        extended(desk, reference, reason="other")
    assert refused.value.problems == {"reason": "Why it takes longer: this choice is not there any more. Choose again."}


def test_another_reason_of_the_corporate_procedure_does_not_slip_into_the_childrens(desk: StaffDesk):
    reference = acknowledged(desk, received(desk, Service.IN_CARE, Service.TRANSPORT), "statutory", "corporate")
    with pytest.raises(NotFilledIn) as refused:
        extended(desk, reference, procedure="statutory", reason="other")
    assert refused.value.problems == {
        "reason": "Stage 1 may take longer only if it is complex or an advocate is needed."
    }
    case = extended(desk, reference, procedure="corporate", reason="other")
    moved = {each.duty: each.due_on for each in case.duties}
    assert (moved[Duty.STAGE1_REPLY], moved[Duty.CORPORATE1_REPLY]) == (DAY_10, DAY_20)


def test_the_corporate_clock_runs_from_the_acknowledgement_and_its_letter_names_the_ombudsman(desk: StaffDesk):
    reference = confirmed(desk, received(desk, Service.TRANSPORT))
    with pytest.raises(NotNow, match="No date runs here that the law lets you put off"):
        extended(desk, reference, reason="other")
    desk.on(date(2026, 9, 8))
    desk.does(reference, Act.ACKNOWLEDGE, points="Made up.", contact="Made up", letter="Thank you.", how="post")
    assert "Ombudsman" in hint_of(desk, reference, "letter")
    extended(desk.on(date(2026, 9, 21)), reference, reason="other", until=date(2026, 10, 6))
    assert due(desk, reference)[Duty.CORPORATE1_REPLY] == date(2026, 10, 6)


def test_the_letter_of_the_childrens_procedure_need_not_name_the_ombudsman(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    assert "Ombudsman" not in hint_of(desk, reference, "letter")
    assert hint_of(desk, reference, "until") == "No later than 29 September 2026."


def hint_of(desk: StaffDesk, reference: str, name: str) -> str:
    with transaction(desk.engine, writes=False) as session:
        asked = form(session, reference, Act.EXTEND, by=MANAGER, colleagues=(), now=desk.now, office=desk.office).fields
    return next(each.hint for each in asked if each.name == name)


def test_parts_under_one_procedure_move_together(desk: StaffDesk):
    reference = acknowledged(desk, received(desk, Service.IN_CARE, Service.SOCIAL_WORKER))
    case = extended(desk, reference)
    assert [each.due_on for each in case.duties if each.duty is Duty.STAGE1_REPLY] == [DAY_20, DAY_20]


@pytest.mark.parametrize(
    ("services", "bring", "sentence"),
    [
        ((), lambda desk, ref: ref, "Confirm the procedure of every part first."),
        ((Service.SCHOOL,), acknowledged, "No date runs here that the law lets you put off."),
        ((Service.MY_RECORDS,), acknowledged, "No date runs here that the law lets you put off."),
    ],
)
def test_what_cannot_be_put_off_at_all(desk: StaffDesk, services, bring, sentence):  # type: ignore[no-untyped-def]
    reference = bring(desk, received(desk, *services))
    with pytest.raises(NotNow) as refused:
        extended(desk, reference)
    assert str(refused.value) == sentence


def test_what_is_answered_or_on_hold_is_not_put_off(desk: StaffDesk):
    answered = found(desk, received(desk))
    desk.does(answered, Act.SEND_REPLY, letter=LETTER, how="email")
    with pytest.raises(NotNow, match="This was done on 1 September 2026"):
        extended(desk, answered)
    waiting = acknowledged(desk, received(desk, Service.LEAVING_CARE))
    desk.does(waiting, Act.HOLD, proceedings="criminal", why=WHY, letter=LETTER, how="post")
    with pytest.raises(NotNow, match="This has been on hold since 1 September 2026"):
        extended(desk, waiting)


# --- stage 2


def test_stage_2_is_put_off_to_day_65_for_any_reason_that_is_written(desk: StaffDesk):
    reference = found(desk, received(desk))
    replied(desk, reference)
    began(desk, reference, Stage.INVESTIGATION, date(2026, 9, 1))
    desk.on(date(2026, 10, 5))  # the day before day 25
    with pytest.raises(NotFilledIn) as refused:
        extended(desk, reference, reason="other", until=date(2026, 12, 2))
    assert set(refused.value.problems) == {"until"}
    with pytest.raises(NotFilledIn) as refused:
        extended(desk, reference, reason="other", until=date(2026, 12, 1), why="")
    assert set(refused.value.problems) == {"why"}
    case = extended(desk, reference, reason="other", until=date(2026, 12, 1))
    assert due(desk, reference) == {Duty.STAGE2_REPLY: date(2026, 12, 1), Duty.STAGE2_LATEST: date(2026, 12, 1)}
    assert last(case, "extended")["stage"] == "investigation"


def test_stage_2_is_not_put_off_on_its_day_25(desk: StaffDesk):
    reference = found(desk, received(desk))
    replied(desk, reference)
    began(desk, reference, Stage.INVESTIGATION, date(2026, 9, 1))
    with pytest.raises(NotNow, match="They had to be told before 6 October 2026"):
        extended(desk.on(date(2026, 10, 6)), reference, reason="other", until=date(2026, 12, 1))


def test_the_second_stage_of_the_corporate_procedure_is_put_off_by_twenty_days(desk: StaffDesk):
    reference = found(desk, received(desk, Service.TRANSPORT))
    replied(desk, reference)
    desk.does(reference, Act.ASK_STAGE2, channel="phone")
    with pytest.raises(NotNow, match="No date runs here"):
        extended(desk, reference, reason="other")
    desk.does(reference, Act.ACKNOWLEDGE_STAGE2, letter="Made up.", how="post")
    assert due(desk, reference)[Duty.CORPORATE2_REPLY] == DAY_20
    desk.on(date(2026, 9, 28))
    assert "Ombudsman" in hint_of(desk, reference, "letter")
    extended(desk, reference, reason="other", until=date(2026, 10, 27))
    assert due(desk, reference)[Duty.CORPORATE2_REPLY] == date(2026, 10, 27)


# --- clocks of London, and days nobody worked after all


@pytest.mark.parametrize(
    ("received_at", "now", "may"),
    [
        # Day 10 is Monday 26 October: the clocks have gone back in the night before.
        (london("2026-10-12"), datetime(2026, 10, 24, 23, 30, tzinfo=UTC), True),  # half past midnight on Sunday
        (london("2026-10-12"), datetime(2026, 10, 25, 0, 30, tzinfo=UTC), True),  # half past one, the first time
        (london("2026-10-12"), datetime(2026, 10, 25, 1, 30, tzinfo=UTC), True),  # half past one, the second time
        (london("2026-10-12"), datetime(2026, 10, 25, 23, 59, tzinfo=UTC), True),  # a minute to midnight, winter time
        (london("2026-10-12"), datetime(2026, 10, 26, 0, 0, tzinfo=UTC), False),
        # Day 10 is Tuesday 15 September, in summer time: midnight is eleven in the evening of UTC.
        (london("2026-09-01"), datetime(2026, 9, 14, 22, 59, tzinfo=UTC), True),
        (london("2026-09-01"), datetime(2026, 9, 14, 23, 0, tzinfo=UTC), False),
    ],
)
def test_day_10_begins_at_midnight_in_london(desk: StaffDesk, received_at: datetime, now: datetime, may: bool):
    reference = acknowledged(desk, received(desk, now=received_at.astimezone(UTC)))
    desk.now = now
    until = desk.file(reference).open_duties({Duty.STAGE1_LATEST})[0].due_on
    if may:
        extended(desk, reference, until=until)
        assert due(desk, reference)[Duty.STAGE1_REPLY] == until
    else:
        with pytest.raises(NotNow, match="too late"):
            extended(desk, reference, until=until)


def test_a_bank_holiday_proclaimed_later_moves_neither_the_promise_nor_its_furthest_day(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    desk.office = replace(desk.office, calendar=england_and_wales((date(2026, 9, 14), date(2026, 9, 28))))
    assert due(desk, reference)[Duty.STAGE1_REPLY] == DAY_10
    with pytest.raises(NotFilledIn) as refused:
        extended(desk, reference, until=DAY_21)
    assert "29 September 2026" in refused.value.problems["until"]
    extended(desk, reference, until=DAY_20)
    assert due(desk, reference)[Duty.STAGE1_REPLY] == DAY_20


@pytest.mark.parametrize(
    ("day", "plus_10", "plus_20"),
    [
        ("2026-09-06", "2026-09-18", "2026-10-02"),  # a Sunday
        ("2026-08-28", "2026-09-14", "2026-09-28"),  # a bank holiday on the Monday
        ("2026-04-02", "2026-04-20", "2026-05-05"),  # Easter
        ("2026-12-18", "2027-01-06", "2027-01-20"),  # Christmas, and its substitute day
        ("2026-12-25", "2027-01-12", "2027-01-26"),
        ("2027-12-24", "2028-01-12", "2028-01-26"),
    ],
)
def test_true_dates(desk: StaffDesk, day: str, plus_10: str, plus_20: str):
    reference = acknowledged(desk, received(desk, now=london(day).astimezone(UTC)))
    case = extended(desk, reference, until=date.fromisoformat(plus_20))
    facts = last(case, "extended")
    assert (facts["first_due_on"], facts["due_on"]) == (plus_10, plus_20)
