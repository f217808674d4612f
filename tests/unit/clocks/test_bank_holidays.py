"""The bank holidays of England and Wales, against dates written out and a reckoning of our own."""

from datetime import date, timedelta

import holidays
import pytest

from portal.clocks.bank_holidays import FIRST_CHECKED_YEAR, LAST_CHECKED_YEAR, england_and_wales

CHECKED = range(FIRST_CHECKED_YEAR, LAST_CHECKED_YEAR + 1)

#: What proclamations changed: days added, and days moved away from where the rule puts them.
ADDED = {
    date(2011, 4, 29),  # a royal wedding
    date(2012, 6, 4),  # the spring holiday, moved for a jubilee
    date(2012, 6, 5),
    date(2020, 5, 8),  # the early May holiday, moved for VE Day
    date(2022, 6, 2),  # the spring holiday, moved for a jubilee
    date(2022, 6, 3),
    date(2022, 9, 19),  # a state funeral
    date(2023, 5, 8),  # a coronation
}
MOVED_AWAY = {date(2012, 5, 28), date(2020, 5, 4), date(2022, 5, 30)}


def easter_sunday(year: int) -> date:
    """Full moons counted by golden number and epact: not the way the package does it."""
    golden = year % 19 + 1
    century = year // 100 + 1
    solar = 3 * century // 4 - 12
    lunar = (8 * century + 5) // 25 - 5
    sunday = 5 * year // 4 - solar - 10
    epact = (11 * golden + 20 + lunar - solar) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    full_moon = 44 - epact + (30 if epact > 23 else 0)
    day = full_moon + 7 - (sunday + full_moon) % 7
    return date(year, 3, 1) + timedelta(days=day - 1)


def monday_on_or_after(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def substitutes(*fixed: date) -> set[date]:
    """Each fixed day, or the next weekday free of the others where it falls on a weekend."""
    taken = {day for day in fixed if day.weekday() < 5}
    for weekend_day in (day for day in fixed if day.weekday() >= 5):
        later = weekend_day
        while later.weekday() >= 5 or later in taken:
            later += timedelta(days=1)
        taken.add(later)
    return taken


def weekdays_off(year: int) -> set[date]:
    easter = easter_sunday(year)
    by_rule = {
        easter - timedelta(days=2),
        easter + timedelta(days=1),
        monday_on_or_after(date(year, 5, 1)),
        monday_on_or_after(date(year, 5, 25)),
        monday_on_or_after(date(year, 8, 25)),
        *substitutes(date(year, 1, 1)),
        *substitutes(date(year, 12, 25), date(year, 12, 26)),
    }
    return (by_rule - MOVED_AWAY) | {day for day in ADDED if day.year == year}


def every_weekday(year: int) -> set[date]:
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    return {day for day in days if day.year == year and day.weekday() < 5}


@pytest.mark.parametrize(
    ("year", "off"),
    [
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
    ],
)
def test_the_weekdays_off_of_years_written_out(year: int, off: str) -> None:
    calendar = england_and_wales()

    found = {day for day in every_weekday(year) if not calendar.is_working(day)}

    assert found == {date.fromisoformat(f"{year}-{day}") for day in off.split()}


@pytest.mark.parametrize("year", CHECKED)
def test_every_checked_year_agrees_with_our_own_reckoning(year: int) -> None:
    calendar = england_and_wales()

    assert {day for day in every_weekday(year) if not calendar.is_working(day)} == weekdays_off(year)


def test_our_own_easter_is_right_where_anyone_can_look_it_up() -> None:
    assert [easter_sunday(year) for year in (2008, 2011, 2026, 2027, 2030)] == [
        date(2008, 3, 23),
        date(2011, 4, 24),
        date(2026, 4, 5),
        date(2027, 3, 28),
        date(2030, 4, 21),
    ]


def test_2024_to_2030_are_checked_and_what_comes_at_the_end_of_2030_can_be_counted() -> None:
    calendar = england_and_wales()

    assert calendar.covers(date(2024, 1, 1), date(2030, 12, 31))
    assert calendar.covers(calendar.add(date(2030, 12, 31), 65))
    assert not calendar.covers(calendar.checked_until + timedelta(days=1))


@pytest.mark.parametrize("year", CHECKED)
def test_christmas_boxing_day_and_good_friday_are_named_whatever_their_weekday(year: int) -> None:
    named = {date(year, 12, 25), date(year, 12, 26), easter_sunday(year) - timedelta(days=2)}

    assert named <= england_and_wales().not_working


def test_wales_has_the_same_days() -> None:
    wales = frozenset(holidays.country_holidays("GB", subdiv="WLS", years=CHECKED))

    assert wales <= england_and_wales().not_working


def test_a_bank_holiday_proclaimed_since_is_added_and_nothing_else_changes() -> None:
    proclaimed = date(2027, 6, 18)

    usual, now = england_and_wales(), england_and_wales([proclaimed])

    assert usual.is_working(proclaimed)
    assert not now.is_working(proclaimed)
    assert now.not_working - usual.not_working == {proclaimed}
    assert now.add(date(2027, 6, 17), 1) == date(2027, 6, 21)


def test_a_proclaimed_day_past_the_checked_years_counts_too() -> None:
    proclaimed = date(2035, 6, 18)

    assert not england_and_wales([proclaimed]).is_working(proclaimed)
    assert not england_and_wales([proclaimed]).covers(proclaimed)
