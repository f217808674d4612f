"""On which days somebody is reminded: table tests that read like cases, and every pattern of days on which one asks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cases.reminders.days import BEFORE, LATE, ON_THE_DAY, horizon, is_time, step_of_duty, step_of_late
from tests.factories import calendar, london, sample_council, worked_council

DAYS = calendar()
LONG_AGO = date(2026, 1, 1)


def step(due: str, today: str, before: int = 2, since: date = LONG_AGO) -> int | None:
    found = step_of_duty(date.fromisoformat(due), date.fromisoformat(today), DAYS, before, since=since)
    return found.number if found else None


@pytest.mark.parametrize(
    ("case", "due", "today", "expected"),
    [
        ("three working days before: not yet", "2026-09-15", "2026-09-10", None),
        ("two working days before, over a weekend", "2026-09-15", "2026-09-11", BEFORE),
        ("the day before", "2026-09-15", "2026-09-14", BEFORE),
        ("on the day", "2026-09-15", "2026-09-15", ON_THE_DAY),
        ("the first working day after", "2026-09-15", "2026-09-16", LATE),
        ("the same week", "2026-09-15", "2026-09-22", LATE),
        ("a week later", "2026-09-15", "2026-09-23", LATE + 1),
        ("due on a Friday: late on Monday", "2026-09-11", "2026-09-14", LATE),
        ("due on a Saturday: spoken of on Friday", "2026-09-12", "2026-09-11", ON_THE_DAY),
        ("due on a Saturday: late on Monday", "2026-09-12", "2026-09-14", LATE),
        ("before Christmas: two working days are six on the wall", "2026-12-29", "2026-12-23", BEFORE),
        ("and a day earlier is too soon", "2026-12-29", "2026-12-22", None),
        ("the day before the holidays", "2026-12-29", "2026-12-24", BEFORE),
        ("due on Boxing Day's bank holiday: Christmas Eve", "2026-12-28", "2026-12-24", ON_THE_DAY),
        ("due on it: late on the 29th", "2026-12-28", "2026-12-29", LATE),
        (
            "a week after the first late day is a bank holiday: nothing new on the Friday",
            "2026-03-27",
            "2026-04-02",
            LATE,
        ),
        ("the Tuesday after Easter Monday", "2026-03-27", "2026-04-07", LATE + 1),
    ],
)
def test_the_step_of_a_day(case: str, due: str, today: str, expected: int | None):
    assert step(due, today) == expected, case


def test_nobody_has_forgotten_it_on_the_day_it_began():
    tuesday = date(2026, 9, 1)
    assert step("2026-09-02", "2026-09-01", since=tuesday) is None
    assert step("2026-09-01", "2026-09-01", since=tuesday) == ON_THE_DAY  # what is due at once is said at once


@pytest.mark.parametrize(("before", "first"), [(0, "2026-09-15"), (1, "2026-09-14"), (3, "2026-09-10")])
def test_the_council_says_how_many_days_before(before: int, first: str):
    day = date.fromisoformat(first)
    assert step("2026-09-15", first, before) is not None
    assert step("2026-09-15", (day - timedelta(days=1)).isoformat(), before) is None


def test_a_remedy_is_spoken_of_only_once_it_is_late():
    assert step_of_late(date(2026, 9, 15), date(2026, 9, 15), DAYS) is None
    late = step_of_late(date(2026, 9, 15), date(2026, 9, 16), DAYS)
    assert late is not None
    assert (late.number, late.next_on) == (LATE, date(2026, 9, 23))


@pytest.mark.parametrize(
    ("case", "now", "expected"),
    [
        ("a minute before work begins", london("2026-09-01", "08:59"), False),
        ("as work begins", london("2026-09-01", "09:00"), True),
        ("in the afternoon", london("2026-09-01", "16:30"), True),
        ("in the night", london("2026-09-01", "23:30"), False),
        ("in the evening", london("2026-09-01", "20:00"), False),
        ("on a Saturday", london("2026-09-05", "10:00"), False),
        ("on a bank holiday", london("2026-08-31", "10:00"), False),
        ("a closure day is a working day in law: from 8", london("2026-12-29", "08:00"), True),
        ("a closure day, before 8", london("2026-12-29", "07:59"), False),
        ("the Monday after the clocks went forward", london("2027-03-29", "10:00"), False),  # Easter Monday
        ("the Tuesday after", london("2027-03-30", "09:00"), True),
        ("the Monday after the clocks went back, at nine", london("2026-10-26", "09:00"), True),
        ("the Monday after the clocks went back, at a quarter to", london("2026-10-26", "08:45"), False),
    ],
)
def test_when_reminders_go(case: str, now, expected: bool):  # type: ignore[no-untyped-def]
    assert is_time(now, worked_council().safety, DAYS) is expected, case


def test_who_works_through_the_night_is_reminded_in_the_morning():
    shire = sample_council().safety  # on Tuesdays from midnight to midnight
    assert not is_time(london("2026-09-01", "00:05"), shire, DAYS)
    assert not is_time(london("2026-09-01", "06:59"), shire, DAYS)
    assert is_time(london("2026-09-01", "07:00"), shire, DAYS)


dues = st.dates(date(2026, 2, 1), date(2027, 6, 30))
before = st.integers(0, 6)


@given(dues, before, st.lists(st.integers(-30, 60), min_size=1, max_size=40).map(sorted))
def test_whatever_days_are_asked_on_each_step_is_said_once_and_the_newest_is_never_lost(
    due: date, days_before: int, asked: list[int]
):
    told: list[int] = []
    for offset in asked:
        today = due + timedelta(days=offset)
        found = step_of_duty(due, today, DAYS, days_before, since=LONG_AGO) if DAYS.is_working(today) else None
        if found and found.number > max(told, default=-1):
            told.append(found.number)
        # Whoever asks on a working day has said the newest there is.
        assert found is None or told[-1] == found.number
    assert told == sorted(set(told))


@given(dues, before)
def test_asked_every_working_day_no_step_is_left_out_and_the_next_is_announced(due: date, days_before: int):
    told, announced = [], None
    for offset in range(-30, 40):
        today = due + timedelta(days=offset)
        found = step_of_duty(due, today, DAYS, days_before, since=LONG_AGO) if DAYS.is_working(today) else None
        if found is None:
            continue
        assert today <= horizon(today, DAYS, days_before)
        assert due <= horizon(today, DAYS, days_before)
        if not told or found.number != told[-1]:
            # A row says until when nothing more is to be said: on that day, or the first working one after, there is.
            first_then = announced and next(
                day for n in range(60) if DAYS.is_working(day := announced + timedelta(days=n))
            )
            assert first_then in {None, today}
            told.append(found.number)
        announced = found.next_on
    weeks = len(told) - (2 if days_before else 1)
    assert told == [*([BEFORE] if days_before else []), ON_THE_DAY, *range(LATE, LATE + weeks)]
