"""Counting working days and taking London dates, on calendars small enough to check by eye."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.clocks.bank_holidays import england_and_wales
from portal.clocks.working_days import (
    LONDON,
    DatesNotChecked,
    WorkingCalendar,
    calendar_month_after,
    london_date,
    london_date_from_iso,
)

ENGLAND = england_and_wales()
PLAIN = WorkingCalendar(frozenset(), first_year=2026, last_year=2026)

days = st.dates(date(2007, 1, 1), date(2033, 12, 31))  # runs on past the checked years
counts = st.integers(min_value=0, max_value=90)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 9, 5), "a Saturday"),
        (date(2026, 9, 6), "a Sunday"),
        (date(2026, 12, 25), "Christmas Day"),
        (date(2027, 12, 25), "Christmas Day, also on a Saturday"),
        (date(2028, 12, 26), "Boxing Day"),
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 8, 31), "a bank holiday under the 1971 Act"),
        (date(2026, 12, 28), "a substitute bank holiday"),
    ],
)
def test_regulation_2_names_the_days_that_do_not_count(day: date, why: str) -> None:
    assert not ENGLAND.is_working(day), why


@pytest.mark.parametrize("day", [date(2026, 12, 24), date(2026, 12, 29), date(2026, 12, 31), date(2026, 4, 2)])
def test_days_an_office_may_be_shut_are_still_working_days(day: date) -> None:
    assert ENGLAND.is_working(day)


def test_the_event_is_day_0_and_day_1_is_the_next_working_day() -> None:
    friday, monday = date(2026, 9, 4), date(2026, 9, 7)

    assert PLAIN.add(friday, 0) == friday
    assert PLAIN.add(friday, 1) == monday
    assert PLAIN.next_working(friday) == monday


def test_an_event_on_a_weekend_counts_as_if_on_the_friday_before() -> None:
    friday, saturday, sunday = (date(2026, 9, day) for day in (4, 5, 6))

    assert PLAIN.add(friday, 3) == PLAIN.add(saturday, 3) == PLAIN.add(sunday, 3) == date(2026, 9, 9)


def test_past_the_checked_years_monday_to_friday_count_and_it_can_be_told() -> None:
    eve = date(2026, 12, 31)
    new_years_day = date(2027, 1, 1)  # a Friday, and a bank holiday that this calendar cannot know

    assert PLAIN.add(eve, 1) == new_years_day
    assert PLAIN.covers(eve)
    assert not PLAIN.covers(eve, new_years_day)
    assert not PLAIN.covers(date(2025, 12, 31))
    assert PLAIN.checked_until == eve


def test_a_door_that_must_not_guess_is_refused_with_the_year_and_the_range() -> None:
    ENGLAND.require_checked(date(2007, 1, 1), date(2030, 12, 31))
    with pytest.raises(DatesNotChecked, match="2026"):
        PLAIN.require_checked(date(2026, 1, 1), date(2031, 1, 1))


def test_working_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        PLAIN.add(date(2026, 9, 1), -1)
    with pytest.raises(ValueError, match="forwards"):
        PLAIN.between(date(2026, 9, 2), date(2026, 9, 1))


def test_an_instant_is_not_taken_for_a_date() -> None:
    with pytest.raises(TypeError, match="london_date"):
        ENGLAND.is_working(datetime(2026, 12, 25, tzinfo=UTC))


@given(day=days, n=counts)
def test_between_undoes_add(day: date, n: int) -> None:
    assert ENGLAND.between(day, ENGLAND.add(day, n)) == n


@given(day=days, n=st.integers(min_value=1, max_value=90))
def test_a_limit_never_ends_on_a_day_that_does_not_count(day: date, n: int) -> None:
    assert ENGLAND.is_working(ENGLAND.add(day, n))


@given(day=days, apart=st.integers(min_value=0, max_value=40), n=counts)
def test_what_came_later_is_never_due_earlier(day: date, apart: int, n: int) -> None:
    assert ENGLAND.add(day, n) <= ENGLAND.add(day + timedelta(days=apart), n)


@given(day=days, n=counts, m=counts)
def test_limits_add_up(day: date, n: int, m: int) -> None:
    assert ENGLAND.add(ENGLAND.add(day, n), m) == ENGLAND.add(day, n + m)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-09-06T22:50:00+00:00", date(2026, 9, 6)),  # 23:50 on a Sunday evening in London
        ("2026-09-06T23:00:00+00:00", date(2026, 9, 7)),  # midnight in summer is 23:00 UTC
        ("2026-12-18T23:59:59+00:00", date(2026, 12, 18)),  # in winter the two agree
        ("2026-12-19T00:00:00+00:00", date(2026, 12, 19)),
        ("2026-03-28T23:59:59+00:00", date(2026, 3, 28)),  # the night clocks go forward
        ("2026-03-29T00:59:59+00:00", date(2026, 3, 29)),
        ("2026-03-29T22:59:59+00:00", date(2026, 3, 29)),
        ("2026-03-29T23:00:00+00:00", date(2026, 3, 30)),
        ("2026-10-24T23:00:00+00:00", date(2026, 10, 25)),  # the night clocks go back
        ("2026-10-25T23:59:59+00:00", date(2026, 10, 25)),
        ("2026-10-26T00:00:00+00:00", date(2026, 10, 26)),
        ("2026-09-01T03:00:00+14:00", date(2026, 8, 31)),  # somewhere else it is tomorrow already
        ("2026-08-31T20:00:00-05:00", date(2026, 9, 1)),
    ],
)
def test_the_legal_day_is_the_date_in_london(instant: str, day: date) -> None:
    assert london_date(datetime.fromisoformat(instant)) == day
    assert london_date_from_iso(instant) == day


def test_an_instant_with_no_offset_has_no_date_in_london() -> None:
    with pytest.raises(ValueError, match="offset"):
        london_date(datetime(2026, 9, 1, 12, 0))  # noqa: DTZ001 - the fault under test


@given(st.datetimes(datetime(2007, 1, 1), datetime(2033, 12, 31)))  # noqa: DTZ001 - wall-clock times in London
def test_a_wall_clock_time_in_london_keeps_its_date_in_utc_and_back(wall: datetime) -> None:
    for fold in (0, 1):
        instant = wall.replace(tzinfo=LONDON, fold=fold).astimezone(UTC)
        assert london_date(instant) == wall.date()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-09-01", date(2026, 9, 1)),
        ("2026-09-01T23:59:59", date(2026, 9, 1)),  # no offset: London time
        ("2026-09-01T23:30:00Z", date(2026, 9, 2)),
    ],
)
def test_iso_text_is_read_as_a_london_date(text: str, day: date) -> None:
    assert london_date_from_iso(text) == day


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2026-02-30", "1/9/2026", "2026-09-01T25:00", "0001-01-01T00:00+14:00", "9999-12-31T23:00-05:00"],
)
def test_text_that_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        london_date_from_iso(text)


@pytest.mark.parametrize(
    ("day", "months", "ends"),
    [
        (date(2026, 9, 1), 1, date(2026, 10, 1)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 9, 1), 0, date(2026, 9, 1)),
    ],
)
def test_a_month_ends_on_its_corresponding_date_or_its_last(day: date, months: int, ends: date) -> None:
    assert calendar_month_after(day, months) == ends


def test_months_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        calendar_month_after(date(2026, 9, 1), -1)
