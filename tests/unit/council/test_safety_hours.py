"""When somebody is at work to read a safety flag, and by when they promise to: London clocks, UTC instants."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.council import Safety, Span, load
from portal.council.week import LONDON

WORKED = load("windsor-and-maidenhead").safety  # Mon-Thu 9 to 5, Fri 9 to 4.45pm, read within an hour
SAMPLE = load(
    Path(__file__).parents[2] / "councils" / "sample-shire.toml"
).safety  # 20 minutes, odd hours, never closed
HOLIDAYS = frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2026, 8, 31)})


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("case", "now", "read_by"),
    [
        ("in working hours, an hour later", "2026-09-01 10:00", "2026-09-01 11:00"),
        ("the last moment that still fits the day", "2026-09-01 16:00", "2026-09-01 17:00"),
        ("ten minutes before the end: fifty minutes of the next day", "2026-09-01 16:50", "2026-09-02 09:50"),
        ("at the end of the day", "2026-09-01 17:00", "2026-09-02 10:00"),
        ("in the night", "2026-09-01 23:30", "2026-09-02 10:00"),
        ("after midnight, before work", "2026-09-02 03:00", "2026-09-02 10:00"),
        ("Friday after the early end", "2026-09-04 16:45", "2026-09-07 10:00"),
        ("Friday at half past four: a quarter of an hour is left", "2026-09-04 16:30", "2026-09-07 09:45"),
        ("Saturday", "2026-09-05 12:00", "2026-09-07 10:00"),
        ("Friday night before a bank holiday Monday", "2026-08-28 20:00", "2026-09-01 10:00"),
        (
            "Christmas Eve night: bank holidays, then three closure days, then New Year",
            "2026-12-24 18:00",
            "2027-01-04 10:00",
        ),
        ("the Friday before the clocks go forward", "2027-03-26 17:00", "2027-03-29 10:00"),
        ("the Sunday the clocks go back, while it is 1am twice", "2026-10-25 01:30", "2026-10-26 10:00"),
    ],
)
def test_the_worked_council_reads_by(case: str, now: str, read_by: str) -> None:
    assert WORKED.read_by(london(now), HOLIDAYS) == london(read_by), case


def test_a_summer_morning_is_counted_on_the_london_clock() -> None:
    half_past_eight_in_utc = datetime(2026, 7, 1, 8, 30, tzinfo=UTC)  # half past nine in London
    assert WORKED.is_staffed(half_past_eight_in_utc)
    assert WORKED.read_by(half_past_eight_in_utc) == datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
    assert not WORKED.is_staffed(datetime(2026, 7, 1, 16, 0, tzinfo=UTC))  # five in London
    assert WORKED.is_staffed(datetime(2026, 12, 1, 16, 0, tzinfo=UTC))  # four in London


@pytest.mark.parametrize(
    ("now", "staffed"),
    [
        ("2026-09-01 08:59", False),
        ("2026-09-01 09:00", True),
        ("2026-09-01 16:59", True),
        ("2026-09-01 17:00", False),
        ("2026-09-04 16:50", False),
        ("2026-09-05 12:00", False),
        ("2026-08-31 12:00", False),  # a bank holiday
        ("2026-12-29 12:00", False),  # the offices are closed
    ],
)
def test_the_worked_council_is_staffed(now: str, staffed: bool) -> None:
    assert WORKED.is_staffed(london(now), HOLIDAYS) is staffed


@pytest.mark.parametrize(
    ("case", "now", "read_by"),
    [
        ("a lunch break is no time", "2026-09-07 11:50", "2026-09-07 12:40"),
        ("through midnight without a break", "2026-09-07 23:50", "2026-09-08 00:10"),
        ("to the end of a night shift", "2026-09-08 23:59", "2026-09-09 00:19"),
        ("after the night shift: the next day", "2026-09-09 06:10", "2026-09-10 07:45"),
        ("Saturday is a day of work here", "2026-09-12 09:00", "2026-09-12 10:20"),
        ("Sunday is not", "2026-09-13 09:00", "2026-09-14 07:50"),
        ("at work when the offices are closed", "2026-12-24 10:00", "2026-12-24 10:20"),
        ("and on a bank holiday", "2026-12-25 10:00", "2026-12-25 10:20"),
    ],
)
def test_a_council_with_other_hours_reads_by(case: str, now: str, read_by: str) -> None:
    assert SAMPLE.read_by(london(now), HOLIDAYS) == london(read_by), case


def test_a_long_promise_is_spread_over_days() -> None:
    slow = replace(WORKED, read_within_minutes=480)  # one whole day of work
    assert slow.read_by(london("2026-09-03 13:00")) == london("2026-09-04 13:00")
    assert slow.read_by(london("2026-09-04 13:00")) == london("2026-09-07 13:15")


def test_a_night_shift_counts_real_minutes_when_the_clocks_change() -> None:
    always = replace(SAMPLE, staffed=((Span(0, 24 * 60),),) * 7, read_within_minutes=180)
    for now in (datetime(2027, 3, 27, 23, 30, tzinfo=UTC), datetime(2026, 10, 24, 23, 30, tzinfo=UTC)):
        assert always.read_by(now) == now + timedelta(hours=3)


def test_hours_inside_the_skipped_hour_of_spring_are_harmless() -> None:
    sunday_night = replace(WORKED, staffed=((),) * 6 + ((Span(90, 120),),), read_within_minutes=20)
    assert sunday_night.read_by(london("2027-03-27 12:00")) == london("2027-04-04 01:50")


def test_an_instant_without_an_offset_is_refused() -> None:
    naive = datetime(2026, 9, 1, 10, 0)  # noqa: DTZ001 - what is refused
    with pytest.raises(ValueError, match="offset"):
        WORKED.read_by(naive)
    with pytest.raises(ValueError, match="offset"):
        WORKED.is_staffed(naive)


def test_holidays_without_end_are_refused_rather_than_counted_for_ever() -> None:
    class EveryDay(frozenset[date]):
        def __contains__(self, day: object) -> bool:
            return True

    with pytest.raises(ValueError, match="Nobody is at work"):
        WORKED.read_by(london("2026-09-01 10:00"), EveryDay())


instants = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@given(st.sampled_from([WORKED, SAMPLE]), instants)
def test_the_promise_is_kept_inside_staffed_hours_and_never_sooner_than_promised(safety: Safety, now: datetime) -> None:
    by = safety.read_by(now, HOLIDAYS)
    assert by - now >= timedelta(minutes=safety.read_within_minutes)
    assert safety.is_staffed(by - timedelta(microseconds=1), HOLIDAYS)


@given(st.sampled_from([WORKED, SAMPLE]), instants, st.timedeltas(timedelta(0), timedelta(days=4)))
def test_what_comes_later_is_never_promised_sooner(safety: Safety, now: datetime, later: timedelta) -> None:
    assert safety.read_by(now + later, HOLIDAYS) >= safety.read_by(now, HOLIDAYS)
