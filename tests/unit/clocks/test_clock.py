"""One running duty, told as cases."""

from datetime import date

import pytest

from portal.clocks.bank_holidays import england_and_wales
from portal.clocks.clock import (
    Clock,
    ExtensionReason,
    ExtensionRefused,
    HoldRefused,
    Standing,
    resubmit_until,
)
from portal.clocks.statute import Targets
from portal.vocabulary import Duty, Procedure

ENGLAND = england_and_wales()
TUESDAY = date(2026, 9, 1)
DAY_9, DAY_10, DAY_15, DAY_20, DAY_21 = (date(2026, 9, day) for day in (14, 15, 22, 29, 30))


def running(duty: Duty = Duty.STAGE1_REPLY, procedure: Procedure = Procedure.STATUTORY) -> Clock:
    return Clock.start(duty, procedure, TUESDAY, ENGLAND, Targets())


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        (TUESDAY, Standing.ON_TIME),
        (DAY_9, Standing.ON_TIME),
        (DAY_10, Standing.DUE_TODAY),
        (date(2026, 9, 16), Standing.OVERDUE),
    ],
)
def test_a_duty_is_due_until_the_end_of_its_day(on: date, standing: Standing) -> None:
    assert running().standing(on) is standing


def test_a_procedure_without_the_duty_has_no_such_clock() -> None:
    with pytest.raises(LookupError):
        running(Duty.CORPORATE1_REPLY, Procedure.STATUTORY)


@pytest.mark.parametrize("reason", [ExtensionReason.COMPLEX, ExtensionReason.ADVOCATE])
@pytest.mark.parametrize("to", [date(2026, 9, 16), DAY_20])
def test_stage_1_is_extended_before_day_10_to_day_20_at_most(reason: ExtensionReason, to: date) -> None:
    longer = running().extend(reason, to, on=DAY_9)

    assert (longer.due, longer.extended_for, longer.ordinary) == (to, reason, DAY_10)
    assert longer.standing(DAY_10) is Standing.ON_TIME
    assert longer.standing(to) is Standing.DUE_TODAY


@pytest.mark.parametrize(
    ("reason", "to", "on", "said"),
    [
        (ExtensionReason.OTHER, DAY_20, DAY_9, "complex or an advocate"),
        (ExtensionReason.COMPLEX, DAY_20, DAY_10, "too late"),
        (ExtensionReason.COMPLEX, DAY_21, DAY_9, "no later than 2026-09-29"),
        (ExtensionReason.COMPLEX, DAY_10, DAY_9, "after 2026-09-15"),
        (ExtensionReason.COMPLEX, DAY_9, TUESDAY, "after 2026-09-15"),
    ],
)
def test_stage_1_is_not_extended_otherwise(reason: ExtensionReason, to: date, on: date, said: str) -> None:
    with pytest.raises(ExtensionRefused, match=said):
        running().extend(reason, to, on=on)


def test_a_longer_stage_1_does_not_open_a_second_window_after_day_10() -> None:
    longer = running().extend(ExtensionReason.COMPLEX, DAY_15, on=DAY_9)

    with pytest.raises(ExtensionRefused, match="too late"):
        longer.extend(ExtensionReason.COMPLEX, DAY_20, on=DAY_10)


def test_stage_2_is_extended_for_any_written_reason_to_day_65_at_most() -> None:
    stage_2 = running(Duty.STAGE2_REPLY)

    first = stage_2.extend(ExtensionReason.OTHER, date(2026, 11, 2), on=date(2026, 10, 5))
    again = first.extend(ExtensionReason.OTHER, date(2026, 12, 1), on=date(2026, 10, 30))

    assert again.due == date(2026, 12, 1)
    with pytest.raises(ExtensionRefused, match="no later than 2026-12-01"):
        first.extend(ExtensionReason.OTHER, date(2026, 12, 2), on=date(2026, 10, 30))
    with pytest.raises(ExtensionRefused, match="too late"):
        stage_2.extend(ExtensionReason.OTHER, date(2026, 11, 2), on=date(2026, 10, 6))


def test_corporate_stage_1_may_take_ten_days_more() -> None:
    longer = running(Duty.CORPORATE1_REPLY, Procedure.CORPORATE).extend(ExtensionReason.OTHER, DAY_20, on=DAY_9)

    assert longer.due == DAY_20


@pytest.mark.parametrize(
    ("duty", "procedure"),
    [
        (Duty.ACKNOWLEDGEMENT, Procedure.STATUTORY),
        (Duty.STAGE1_LATEST, Procedure.STATUTORY),
        (Duty.STAGE3_PANEL, Procedure.STATUTORY),
        (Duty.DP_ACKNOWLEDGEMENT, Procedure.DATA_PROTECTION),
    ],
)
def test_other_duties_are_never_extended(duty: Duty, procedure: Procedure) -> None:
    with pytest.raises(ExtensionRefused, match="no more time"):
        running(duty, procedure).extend(ExtensionReason.COMPLEX, date(2027, 1, 4), on=TUESDAY)


def test_a_hold_stops_a_stage_from_the_day_it_was_decided() -> None:
    held = running().hold(DAY_9)

    assert held.standing(TUESDAY) is Standing.ON_TIME
    assert held.standing(DAY_9) is Standing.HELD
    assert held.standing(DAY_21) is Standing.HELD
    with pytest.raises(HoldRefused):
        held.hold(DAY_10)
    with pytest.raises(ExtensionRefused, match="on hold"):
        held.extend(ExtensionReason.COMPLEX, DAY_20, on=DAY_9)


@pytest.mark.parametrize(
    ("duty", "procedure"),
    [
        (Duty.ACKNOWLEDGEMENT, Procedure.STATUTORY),
        (Duty.CORPORATE1_REPLY, Procedure.CORPORATE),
        (Duty.LADO_REFERRAL, None),
        (Duty.DP_ACKNOWLEDGEMENT, Procedure.DATA_PROTECTION),
    ],
)
def test_only_the_statutory_stages_can_be_held(duty: Duty, procedure: Procedure | None) -> None:
    clock = running(duty, procedure) if procedure else Clock(duty, TUESDAY, DAY_9, DAY_9, DAY_9)

    with pytest.raises(HoldRefused, match="statutory"):
        clock.hold(TUESDAY)


def test_done_in_time_and_done_late_are_told_apart() -> None:
    in_time, late = running().done(DAY_10), running().done(DAY_21)

    assert running().in_time is None
    assert in_time.in_time is True
    assert late.in_time is False
    assert late.standing(DAY_20) is Standing.OVERDUE
    assert late.standing(DAY_21) is Standing.DONE


def test_a_promise_kept_within_an_extension_was_in_time() -> None:
    longer = running().extend(ExtensionReason.COMPLEX, DAY_20, on=DAY_9)

    assert longer.done(DAY_20).in_time is True


def test_the_first_day_it_was_done_stands() -> None:
    assert running().done(DAY_9).done(DAY_21).done_on == DAY_9


def test_what_is_done_is_neither_held_nor_extended() -> None:
    done = running().done(DAY_9)

    with pytest.raises(HoldRefused):
        done.hold(DAY_9)
    with pytest.raises(ExtensionRefused):
        done.extend(ExtensionReason.COMPLEX, DAY_20, on=DAY_9)


def test_a_bank_holiday_proclaimed_later_leaves_a_promise_standing() -> None:
    promised = running()

    restarted = Clock.start(
        Duty.STAGE1_REPLY, Procedure.STATUTORY, TUESDAY, england_and_wales([date(2026, 9, 7)]), Targets()
    )

    assert promised.due == DAY_10
    assert restarted.due == date(2026, 9, 16)


def test_a_held_complaint_may_be_sent_again_for_a_year_after_the_other_case_ends() -> None:
    assert resubmit_until(date(2026, 10, 5)) == date(2027, 10, 5)
    assert resubmit_until(date(2028, 2, 29)) == date(2029, 2, 28)
