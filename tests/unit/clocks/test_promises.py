"""A date that was promised: when its day ends, and what a bank holiday announced later does to it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.clocks.bank_holidays import england_and_wales
from portal.clocks.running import late_from, promised_before
from portal.clocks.statute import LIMITS, Targets
from portal.clocks.working_days import london_date
from portal.vocabulary import Duty, Procedure

ENGLAND = england_and_wales()
TUESDAY, DAY_10 = date(2026, 9, 1), date(2026, 9, 15)
DAYS = st.dates(date(2026, 1, 1), date(2027, 6, 30))


# --- nights when the clocks change


@pytest.mark.parametrize(
    ("due_on", "late"),
    [
        (date(2026, 9, 15), "2026-09-15T23:00"),
        (date(2026, 12, 15), "2026-12-16T00:00"),
        (date(2026, 3, 28), "2026-03-29T00:00"),  # the night before the short day
        (date(2026, 3, 29), "2026-03-29T23:00"),
        (date(2026, 10, 24), "2026-10-24T23:00"),  # the night before the long day
        (date(2026, 10, 25), "2026-10-26T00:00"),
    ],
)
def test_a_day_ends_at_midnight_in_london(due_on: date, late: str) -> None:
    assert late_from(due_on) == datetime.fromisoformat(late).replace(tzinfo=UTC)


@given(DAYS)
def test_the_last_moment_is_still_the_day_it_is_due(due_on: date) -> None:
    late = late_from(due_on)
    assert london_date(late - timedelta(microseconds=1)) == due_on
    assert london_date(late) == due_on + timedelta(days=1)


# --- bank holidays announced later


def test_a_bank_holiday_announced_later_would_give_another_date_and_moves_none() -> None:
    later = england_and_wales([date(2026, 9, 7)])
    same = (DAY_10, TUESDAY, Duty.STAGE1_REPLY, Procedure.STATUTORY)
    assert promised_before(*same, ENGLAND, Targets()) is None
    assert promised_before(*same, later, Targets()) == date(2026, 9, 16)


def test_a_bank_holiday_that_was_moved_away_would_give_an_earlier_date() -> None:
    promised = (date(2026, 9, 16), TUESDAY, Duty.STAGE1_REPLY, Procedure.STATUTORY)
    assert promised_before(*promised, ENGLAND, Targets()) == DAY_10


def test_a_day_after_the_promise_gives_no_other_date() -> None:
    later = england_and_wales([date(2026, 9, 16)])
    assert promised_before(DAY_10, TUESDAY, Duty.STAGE1_REPLY, Procedure.STATUTORY, later, Targets()) is None


def test_the_referral_runs_beside_every_procedure() -> None:
    promised = (date(2026, 9, 7), date(2026, 9, 4), Duty.LADO_REFERRAL)
    later = england_and_wales([date(2026, 9, 7)])
    for procedure in Procedure:
        assert promised_before(*promised, procedure, ENGLAND, Targets()) is None
        assert promised_before(*promised, procedure, later, Targets()) == date(2026, 9, 8)


def test_a_procedure_without_the_duty_is_an_error() -> None:
    with pytest.raises(LookupError):
        promised_before(DAY_10, TUESDAY, Duty.STAGE1_REPLY, Procedure.CORPORATE, ENGLAND, Targets())


@given(received=DAYS, announced=st.lists(DAYS, max_size=4))
def test_more_holidays_never_give_an_earlier_date(received: date, announced: list[date]) -> None:
    for limit in LIMITS:
        promised = limit.due(received, ENGLAND, Targets())
        procedure = min(limit.procedures, default=Procedure.STATUTORY)
        other = promised_before(promised, received, limit.duty, procedure, england_and_wales(announced), Targets())
        assert other is None or other > promised
