"""What a dashboard is made of, without a database: the days it compares, shares, times, and what its pictures show."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.reports.dashboard_complaints import NO_THEME, Alike, Answer
from portal.reports.dashboard_folding import folded
from portal.reports.dashboard_periods import Periods, Span
from portal.reports.dashboard_pictures import drawn
from portal.reports.dashboard_tables import Tables
from portal.reports.dashboard_waiting import danger_table
from portal.reports.dashboard_waits import Reading, readings
from portal.reports.report import Count, Edition, Report, Scope
from portal.vocabulary import Channel, ComplainantGroup
from tests.factories import office

TODAY = date(2026, 9, 15)
PERIODS = Periods(TODAY)
REPORT = Report(
    council="Made up",
    year="2026-27",
    scope=Scope.BOTH,
    edition=Edition.PANEL,
    title="Dashboard",
    counted_on=TODAY,
    sections=(),
)


def test_twelve_months_stand_beside_the_twelve_before_them_up_to_the_same_day():
    assert PERIODS.now == Span(date(2025, 10, 1), TODAY)
    assert PERIODS.before == Span(date(2024, 10, 1), date(2025, 9, 15))
    assert PERIODS.months[0] == (date(2025, 10, 1), date(2024, 10, 1))
    assert PERIODS.months[-1] == (date(2026, 9, 1), date(2025, 9, 1))


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_on_any_day_the_periods_follow_each_other_and_hold_their_months_and_quarters(today: date):
    of = Periods(today)
    assert of.first == of.before.first < of.before.last < of.now.first <= of.now.last == today
    assert [len(of.months), len(of.quarters)] == [12, 8]
    assert all(this in of.now and before in of.before for this, before in of.months)
    assert of.quarters[0].first >= of.first
    assert of.quarters[-1].last == today
    assert all(one.last + timedelta(days=1) == two.first for one, two in pairwise(of.quarters))


def test_on_a_leap_day_the_year_before_goes_up_to_the_28th():
    assert Periods(date(2028, 2, 29)).before.last == date(2027, 2, 28)


def alike(day: date, answer: Answer = Answer.IN_TIME, number: int = 1, **more: object) -> Alike:
    known: dict[str, object] = {"group": ComplainantGroup.PARENT, "channel": Channel.PORTAL, "answered_on": None}
    return Alike(received_on=day, answer=answer, number=number, **(known | more))  # type: ignore[arg-type]


def tables(*found: Alike) -> Tables:
    return Tables(folded(found, PERIODS), PERIODS, {})


def test_in_time_is_a_share_of_those_whose_time_has_run():
    day = date(2026, 5, 4)
    table = tables(
        alike(day, number=3), alike(day, Answer.LATE), alike(day, Answer.NOT_DUE, 7), alike(day, Answer.NONE_NEEDED, 9)
    ).in_time()
    assert table.total is not None
    now, before = table.total.cells
    assert isinstance(now, Count)
    assert isinstance(before, Count)
    assert (now.number, now.base and now.base.number, now.percent) == (3, 4, 75)
    assert (before.base and before.base.number, before.percent) == (0, None)


def test_what_came_a_year_ago_after_the_same_day_counts_in_neither_period_but_in_its_quarter():
    between = tables(alike(date(2025, 9, 16), group=ComplainantGroup.CHILD))
    assert between.received().total is not None
    assert [cell.number for cell in between.received().total.cells] == [0, 0]  # type: ignore[union-attr]
    of_quarter = next(row for row in between.themselves().rows if row.name == "July to September 2025")
    assert [cell.percent for cell in of_quarter.cells] == [100]  # type: ignore[union-attr]


def test_what_has_no_theme_yet_stands_below_the_themes_and_both_are_shares_of_all_complaints():
    of = tables(alike(date(2026, 5, 4), number=9), alike(date(2025, 5, 4), number=2))
    rows = of.themes(Counter({NO_THEME: 6, "delay": 3}), Counter({"money": 2})).rows
    assert [row.name for row in rows] == ["Delay", "Money", "No theme set yet"]
    assert [[(cell.number, cell.base.number) for cell in row.cells] for row in rows] == [  # type: ignore[union-attr]
        [(3, 9), (0, 2)],
        [(0, 9), (2, 2)],
        [(6, 9), (0, 2)],
    ]


def test_a_picture_of_shares_shows_percent_and_nothing_where_there_is_nothing_to_share():
    few, many = date(2026, 1, 5), date(2026, 4, 6)
    own = {"group": ComplainantGroup.CARE_LEAVER}
    of = tables(alike(few, number=1, **own), alike(few), alike(many, number=20, **own), alike(many, number=60))
    (bars,) = drawn(REPORT, of.themselves()).bars
    widths = {bar.cell.number: bar.width for bar in bars.bars if isinstance(bar.cell, Count) and bar.cell.number}
    assert widths[1] == 2 * widths[20]  # 50% and 25%
    assert sum(bar.is_hidden for bar in bars.bars) == 6  # quarters without a complaint
    lines = drawn(REPORT, of.in_time()).lines
    assert lines is not None
    assert [len(line.points) for line in lines.lines] == [2, 0]


MONDAY = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)  # 10 in London
SAFETY = office().council.safety
MINUTES = timedelta(minutes=SAFETY.read_within_minutes)


def test_a_danger_flag_is_read_in_time_or_late_or_waits_with_or_without_time_left():
    found = (
        Reading(MONDAY, MONDAY + MINUTES),
        Reading(MONDAY, MONDAY + MINUTES + timedelta(minutes=1)),
        Reading(MONDAY, None),  # and its minutes are over
        Reading(MONDAY + timedelta(days=1), None),
    )
    read = readings(found, office(), MONDAY + timedelta(days=1, minutes=1))
    assert (read.raised, read.waiting, read.timed, read.in_time) == (4, 2, 3, 1)
    assert read.slowest == MINUTES + timedelta(minutes=1)


def test_at_night_the_promise_begins_with_the_day_and_the_time_goes_by_the_clock():
    friday_night = datetime(2026, 9, 4, 21, 0, tzinfo=UTC)
    read = readings((Reading(friday_night, MONDAY),), office(), MONDAY)
    assert read.in_time == 1
    assert read.median == MONDAY - friday_night


@pytest.mark.parametrize(
    ("took", "said"),
    [
        (timedelta(seconds=20), "less than a minute"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(hours=3, minutes=20), "3 hours 20 minutes"),
        (timedelta(days=2, hours=4, minutes=59), "2 days 4 hours"),
        (timedelta(days=1, minutes=5), "1 day 5 minutes"),
    ],
)
def test_times_are_said_in_their_two_largest_units(took: timedelta, said: str):
    table = danger_table(readings((Reading(MONDAY, MONDAY + took),), office(), MONDAY + took), SAFETY)
    assert {row.key: row.cells[0] for row in table.rows}["slowest"] == said


def test_of_no_flags_there_is_no_time_and_no_share():
    rows = {row.key: row.cells[0] for row in danger_table(readings((), office(), MONDAY), SAFETY).rows}
    assert rows["median"] == "no figure"
    assert rows["in-time"] == Count("in-time", 0, Count("timed", 0))
