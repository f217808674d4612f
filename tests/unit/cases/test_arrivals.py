"""How and when something reached us by another way than the portal: any day that can have been, and no other."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cases import arrivals
from portal.cases.arrivals import Arrival
from portal.clocks.bank_holidays import FIRST_CHECKED_YEAR, england_and_wales
from portal.clocks.working_days import london_date
from portal.vocabulary import Channel

CALENDAR = england_and_wales()
LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 9, 1, 9, 30, tzinfo=UTC)
FIRST = date(FIRST_CHECKED_YEAR, 1, 1)
MOMENTS = st.timedeltas(timedelta(), timedelta(days=6 * 365)).map(
    lambda passed: datetime(2026, 1, 1, tzinfo=UTC) + passed
)
WAYS = st.sampled_from(sorted(set(Channel) - {Channel.PORTAL}))


def typed(on: date, channel: str = "phone", hour: str = "") -> dict[str, list[str]]:
    parts = {f"received-{part}": [str(getattr(on, part))] for part in ("day", "month", "year")}
    return {"channel": [channel], "hour": [hour], **parts}


@given(on=st.dates(FIRST, date(2031, 12, 31)), channel=WAYS, now=MOMENTS)
def test_every_day_that_has_been_is_taken_and_no_day_to_come(on: date, channel: Channel, now: datetime):
    arrival, problems = arrivals.told(typed(on, channel), CALENDAR, now)
    if on > london_date(now):
        assert arrival is None
        assert list(problems) == ["received"]
    else:
        assert arrival == Arrival(channel, datetime.combine(on, time(), LONDON))
        assert (arrival.on, arrivals.has_hour(arrival.at)) == (on, False)


@given(on=st.dates(date(1900, 1, 1), FIRST - timedelta(days=1)), now=MOMENTS)
def test_before_the_years_whose_bank_holidays_are_known_nothing_is_taken(on: date, now: datetime):
    assert not CALENDAR.covers(on)
    arrival, problems = arrivals.told(typed(on), CALENDAR, now)
    assert arrival is None
    assert "1 January 2007" in problems["received"]


@given(now=MOMENTS, at=st.times())
def test_an_hour_of_today_is_taken_once_it_has_been(now: datetime, at: time):
    hour = at.replace(second=0, microsecond=0)
    today = london_date(now)
    meant = datetime.combine(today, hour, LONDON)
    arrival, problems = arrivals.told(typed(today, hour=f"{hour:%H:%M}"), CALENDAR, now)
    assert (arrival is None, list(problems)) == ((True, ["hour"]) if meant > now else (False, []))
    if arrival:
        assert (arrival.at, arrival.on) == (meant, today)


@given(at=st.times())
def test_an_hour_is_read_as_it_is_written(at: time):
    hour = at.replace(second=0, microsecond=0)
    half = "am" if hour.hour < 12 else "pm"
    assert arrivals.read_hour(f"{hour:%H:%M}") == hour
    assert arrivals.read_hour(f"{hour.hour % 12 or 12}:{hour:%M}{half}") == hour


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2pm", time(14)),
        ("2 PM", time(14)),
        ("2.30 p.m.", time(14, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("9:05", time(9, 5)),
        ("09.05", time(9, 5)),
        ("", None),
        ("25:00", None),
        ("9:75", None),
        ("13pm", None),
        ("0am", None),
        ("9", None),
        ("half past nine", None),
        ("٩:٠٥", None),
    ],
)
def test_times_of_day(text: str, hour: time | None):
    assert arrivals.read_hour(text) == hour


@given(st.text(max_size=20))
def test_nothing_that_somebody_types_for_an_hour_is_a_fault(text: str):
    arrivals.read_hour(text)


@pytest.mark.parametrize(
    ("on", "hour", "at"),
    [
        (date(2026, 3, 29), "01:30", "2026-03-29T01:30+00:00"),  # an hour that the clocks left out
        (date(2026, 10, 25), "01:30", "2026-10-25T00:30+00:00"),  # an hour there were two of: the first
        (date(2026, 8, 31), "23:59", "2026-08-31T22:59+00:00"),
        (date(2026, 8, 31), "", "2026-08-30T23:00+00:00"),
    ],
)
def test_the_day_is_londons_on_the_nights_of_the_clock_change_too(on: date, hour: str, at: str):
    arrival, _ = arrivals.told(typed(on, hour=hour), CALENDAR, datetime(2026, 12, 1, tzinfo=UTC))
    assert arrival is not None
    assert (arrival.at, arrival.on) == (datetime.fromisoformat(at), on)


def test_what_was_said_before_stands_there_again():
    said = Arrival(Channel.LETTER, datetime(2026, 8, 27, 13, 30, tzinfo=UTC))
    presets = {field.name: field.preset for field in arrivals.asked(CALENDAR, NOW, said)}
    assert presets == {"channel": "letter", "received": date(2026, 8, 27), "hour": "14:30"}
