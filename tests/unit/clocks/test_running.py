"""What the law lets a running duty do, told as cases."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.clocks.bank_holidays import england_and_wales
from portal.clocks.running import (
    EXTENSIONS,
    SOON,
    ExtensionReason,
    Standing,
    extends_to,
    may_change,
    may_extend,
    may_put_off_to,
    standing,
)
from portal.clocks.statute import LIMITS, Targets, limit_for
from portal.vocabulary import Duty, Procedure

ENGLAND = england_and_wales()
TUESDAY = date(2026, 9, 1)
DAY_9, DAY_10, DAY_15, DAY_20, DAY_21 = (date(2026, 9, day) for day in (14, 15, 22, 29, 30))
DAY_25, DAY_65 = date(2026, 10, 6), date(2026, 12, 1)
COMPLEX, ADVOCATE, OTHER = ExtensionReason.COMPLEX, ExtensionReason.ADVOCATE, ExtensionReason.OTHER
DAYS = st.dates(date(2026, 1, 1), date(2027, 6, 30))


# --- where a duty stands


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (TUESDAY, Standing.ON_TIME),
        (date(2026, 9, 9), Standing.ON_TIME),
        (date(2026, 9, 10), Standing.DUE_SOON),  # a Thursday: Friday, Monday, and Tuesday it is due
        (date(2026, 9, 12), Standing.DUE_SOON),  # Saturday
        (DAY_9, Standing.DUE_SOON),
        (DAY_10, Standing.DUE_TODAY),
        (date(2026, 9, 16), Standing.OVERDUE),
    ],
)
def test_a_duty_is_due_until_the_end_of_its_day(today: date, expected: Standing) -> None:
    assert standing(DAY_10, today, ENGLAND) is expected


def test_how_soon_is_soon_can_be_chosen() -> None:
    assert standing(DAY_10, DAY_9, ENGLAND, soon=0) is Standing.ON_TIME
    assert standing(DAY_10, TUESDAY, ENGLAND, soon=10) is Standing.DUE_SOON


@pytest.mark.parametrize(
    ("done_on", "today", "expected"),
    [
        (DAY_10, DAY_10, Standing.DONE_IN_TIME),
        (DAY_10, DAY_21, Standing.DONE_IN_TIME),
        (DAY_21, DAY_21, Standing.DONE_LATE),
        (DAY_21, DAY_20, Standing.OVERDUE),  # as it was the day before
        (DAY_10, DAY_9, Standing.DUE_SOON),
    ],
)
def test_done_in_time_and_done_late_are_told_apart(done_on: date, today: date, expected: Standing) -> None:
    assert standing(DAY_10, today, ENGLAND, done_on=done_on) is expected


def test_a_hold_stops_a_duty_from_its_day_on_and_done_is_done() -> None:
    assert standing(DAY_10, TUESDAY, ENGLAND, held_on=DAY_9) is Standing.ON_TIME
    assert standing(DAY_10, DAY_9, ENGLAND, held_on=DAY_9) is Standing.HELD
    assert standing(DAY_10, DAY_21, ENGLAND, held_on=DAY_9) is Standing.HELD
    assert standing(DAY_10, DAY_21, ENGLAND, held_on=DAY_9, done_on=DAY_20) is Standing.DONE_LATE


@pytest.mark.parametrize("ended_on", [DAY_9, DAY_10, DAY_20])
def test_what_was_let_go_was_done_neither_in_time_nor_late(ended_on: date) -> None:
    assert standing(DAY_10, DAY_21, ENGLAND, done_on=ended_on, let_go=True) is Standing.LET_GO
    # Until that day it runs like any other.
    assert standing(DAY_20, DAY_9, ENGLAND, done_on=DAY_10, let_go=True) is Standing.ON_TIME


@given(due_on=DAYS, today=DAYS, done_on=st.none() | DAYS, held_on=st.none() | DAYS)
def test_overdue_is_after_the_day_and_neither_done_nor_held(
    due_on: date, today: date, done_on: date | None, held_on: date | None
) -> None:
    stopped = any(day is not None and day <= today for day in (done_on, held_on))
    found = standing(due_on, today, ENGLAND, done_on=done_on, held_on=held_on)
    assert (found is Standing.OVERDUE) == (today > due_on and not stopped)


@given(due_on=DAYS, today=DAYS, days=st.integers(0, 30), soon=st.integers(0, 10))
def test_a_day_later_is_never_further_from_late(due_on: date, today: date, days: int, soon: int) -> None:
    """The same whether the day passes or the date comes nearer."""
    order = [Standing.ON_TIME, Standing.DUE_SOON, Standing.DUE_TODAY, Standing.OVERDUE]
    now = order.index(standing(due_on, today, ENGLAND, soon=soon))
    later = order.index(standing(due_on, today + timedelta(days=days), ENGLAND, soon=soon))
    nearer = order.index(standing(due_on - timedelta(days=days), today, ENGLAND, soon=soon))
    assert now <= min(later, nearer)


@given(due_on=DAYS, today=DAYS)
def test_soon_is_what_a_list_up_to_that_day_would_hold(due_on: date, today: date) -> None:
    listed = due_on <= ENGLAND.add(today, SOON)
    assert listed == (standing(due_on, today, ENGLAND) is not Standing.ON_TIME)


# --- more time


@pytest.mark.parametrize("reason", [COMPLEX, ADVOCATE, None])
@pytest.mark.parametrize("today", [TUESDAY, DAY_9])
def test_stage_1_may_be_put_off_before_day_10(reason: ExtensionReason | None, today: date) -> None:
    assert may_extend(Duty.STAGE1_REPLY, DAY_10, DAY_10, DAY_20, today, reason) is None


@pytest.mark.parametrize(
    ("due", "today", "reason", "why"),
    [
        (DAY_10, DAY_9, OTHER, "Stage 1 may take longer only if it is complex or an advocate is needed."),
        (DAY_10, DAY_10, COMPLEX, "It is too late to put this off. They had to be told before 15 September 2026."),
        (DAY_15, DAY_10, COMPLEX, "It is too late to put this off. They had to be told before 15 September 2026."),
        (DAY_20, DAY_9, COMPLEX, "There is no more time to give for this."),
    ],
)
def test_stage_1_is_not_put_off_otherwise(due: date, today: date, reason: ExtensionReason, why: str) -> None:
    assert may_extend(Duty.STAGE1_REPLY, DAY_10, due, DAY_20, today, reason) == why


@pytest.mark.parametrize("reason", ExtensionReason)
def test_stage_2_may_be_put_off_again_for_any_written_reason(reason: ExtensionReason) -> None:
    first, again = DAY_25, date(2026, 11, 2)
    assert may_extend(Duty.STAGE2_REPLY, DAY_25, first, DAY_65, date(2026, 10, 5), reason) is None
    assert may_extend(Duty.STAGE2_REPLY, DAY_25, again, DAY_65, date(2026, 10, 30), reason) is None
    assert "too late" in str(may_extend(Duty.STAGE2_REPLY, DAY_25, first, DAY_65, DAY_25, reason))
    assert "too late" in str(may_extend(Duty.STAGE2_REPLY, DAY_25, again, DAY_65, again, reason))


@pytest.mark.parametrize("duty", [Duty.CORPORATE1_REPLY, Duty.CORPORATE2_REPLY])
def test_a_corporate_stage_may_be_put_off_and_the_ombudsman_is_named(duty: Duty) -> None:
    assert may_extend(duty, DAY_10, DAY_10, DAY_20, DAY_9, OTHER) is None
    assert EXTENSIONS[duty].gives_ombudsman


def test_a_council_that_gave_itself_all_of_the_codes_time_has_no_more() -> None:
    assert may_extend(Duty.CORPORATE1_REPLY, DAY_20, DAY_20, DAY_20, DAY_9, COMPLEX) == (
        "There is no more time to give for this."
    )


@pytest.mark.parametrize("duty", [duty for duty in Duty if duty not in EXTENSIONS])
def test_no_other_duty_is_put_off(duty: Duty) -> None:
    assert extends_to(duty) is None
    assert may_extend(duty, DAY_10, DAY_10, DAY_65, TUESDAY, COMPLEX) == "The law gives no more time for this."


def test_four_duties_have_a_furthest_date() -> None:
    assert {duty: extends_to(duty) for duty in EXTENSIONS} == {
        Duty.STAGE1_REPLY: Duty.STAGE1_LATEST,
        Duty.STAGE2_REPLY: Duty.STAGE2_LATEST,
        Duty.CORPORATE1_REPLY: Duty.CORPORATE1_LATEST,
        Duty.CORPORATE2_REPLY: Duty.CORPORATE2_LATEST,
    }


@pytest.mark.parametrize("limit", [each for each in LIMITS if each.duty in EXTENSIONS], ids=lambda each: each.duty)
def test_the_furthest_date_runs_from_the_same_event_and_lies_behind(limit) -> None:
    for procedure in limit.procedures:
        furthest = limit_for(EXTENSIONS[limit.duty].furthest, procedure)
        assert (furthest.runs_from, furthest.restarted_by) == (limit.runs_from, limit.restarted_by)
        assert furthest.amount > limit.amount


@pytest.mark.parametrize(
    ("to", "why"),
    [
        (DAY_9, "Choose a date after 15 September 2026, which is promised already."),
        (DAY_10, "Choose a date after 15 September 2026, which is promised already."),
        (date(2026, 9, 16), None),
        (DAY_20, None),
        (DAY_21, "Choose a date no later than 29 September 2026: the law gives no more time."),
    ],
)
def test_the_new_date_lies_between_the_promise_and_the_furthest(to: date, why: str | None) -> None:
    assert may_put_off_to(DAY_10, DAY_20, to) == why


@given(
    duty=st.sampled_from(sorted(EXTENSIONS)),
    received=DAYS,
    tries=st.lists(st.tuples(st.integers(0, 100), st.integers(-5, 120), st.sampled_from(ExtensionReason)), max_size=6),
)
def test_however_often_it_is_tried_no_date_moves_nearer_or_past_the_furthest(
    duty: Duty, received: date, tries: list[tuple[int, int, ExtensionReason]]
) -> None:
    procedure = Procedure.CORPORATE if duty.startswith("corporate") else Procedure.STATUTORY
    first, furthest = (
        limit_for(each, procedure).due(received, ENGLAND, Targets()) for each in (duty, extends_to(duty))
    )
    due = first
    for day, ahead, reason in sorted(tries):
        today, to = received + timedelta(days=day), first + timedelta(days=ahead)
        if may_extend(duty, first, due, furthest, today, reason) or may_put_off_to(due, furthest, to):
            continue
        assert today < due < to <= furthest
        assert duty is not Duty.STAGE1_REPLY or (reason is not OTHER and today < first)
        due = to
    assert first <= due <= furthest


@given(received=DAYS, today=DAYS, later=st.integers(1, 60), reason=st.sampled_from(ExtensionReason))
def test_what_is_too_late_stays_too_late(received: date, today: date, later: int, reason: ExtensionReason) -> None:
    first = limit_for(Duty.STAGE2_REPLY, Procedure.STATUTORY).due(received, ENGLAND, Targets())
    last = limit_for(Duty.STAGE2_LATEST, Procedure.STATUTORY).due(received, ENGLAND, Targets())
    assume(may_extend(Duty.STAGE2_REPLY, first, first, last, today, reason))
    assert may_extend(Duty.STAGE2_REPLY, first, first, last, today + timedelta(days=later), reason)


def test_what_is_done_or_on_hold_is_not_changed() -> None:
    assert may_change() is None
    assert may_change(done_on=DAY_9, held_on=TUESDAY) == "This was done on 14 September 2026."
    assert may_change(held_on=DAY_9) == "This has been on hold since 14 September 2026."


# --- what is said


def test_what_is_said_is_short() -> None:
    said = [
        *(may_extend(duty, DAY_10, DAY_10, DAY_20, today, OTHER) for duty in Duty for today in (DAY_9, DAY_10)),
        *(may_extend(duty, DAY_20, DAY_20, DAY_20, DAY_9) for duty in Duty),
        *(may_put_off_to(DAY_10, DAY_20, to) for to in (DAY_9, DAY_21)),
        may_change(done_on=DAY_9),
        may_change(held_on=DAY_9),
    ]
    sentences = {part for each in said if each for part in each.split(". ")}
    assert len(sentences) >= 9
    assert [each for each in sentences if len(each.split()) > 20] == []
