"""An alarm climbs the council's list: when it begins, what stops it, and every pattern of minutes at which one asks."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cases.reminders.climbing import (
    AGAIN_AFTER,
    JUST_GONE,
    Occurred,
    Rung,
    Standing,
    Waits,
    next_alarm,
    standing,
)
from portal.vocabulary import Flag, Happened
from tests.factories import calendar, london, worked_council

SAFETY = worked_council().safety  # read within an hour; the next team after half an hour
HOLIDAYS = calendar().not_working
TEN = london("2026-09-01")
MINUTE = timedelta(minutes=1)
TEAMS = 3


def waits(since: datetime = TEN) -> Waits:
    return Waits(Flag.DANGER, 3, since)


def step(since: datetime, now: datetime, *rung: datetime, teams: int = TEAMS) -> int | None:
    rang = [Rung(3, number, at) for number, at in enumerate(rung)]
    return next_alarm(waits(since), rang, teams, now, SAFETY, HOLIDAYS)


@pytest.mark.parametrize(
    ("case", "raised", "first"),
    [
        ("in working hours: when the hour is over", ("2026-09-01", "10:00"), ("2026-09-01", "11:00")),
        ("ten minutes before the end: fifty minutes of the next day", ("2026-09-01", "16:50"), ("2026-09-02", "09:50")),
        ("in the night: at the first staffed minute", ("2026-09-01", "23:30"), ("2026-09-02", "09:00")),
        ("at the weekend", ("2026-09-05", "12:00"), ("2026-09-07", "09:00")),
        ("on a bank holiday", ("2026-08-31", "12:00"), ("2026-09-01", "09:00")),
        ("while the clocks go back", ("2026-10-25", "01:30"), ("2026-10-26", "09:00")),
        ("the night the clocks go forward", ("2026-03-29", "00:30"), ("2026-03-30", "09:00")),
        ("the hour ends with the day", ("2026-09-01", "16:00"), ("2026-09-01", "17:00")),
    ],
)
def test_when_the_first_team_is_told(case: str, raised: tuple[str, str], first: tuple[str, str]):
    since, due = london(*raised), london(*first)
    assert step(since, due - MINUTE) is None, case
    assert step(since, due) == 0, case
    assert step(since, due + MINUTE) == 0, case


def test_nobody_is_alarmed_who_is_not_at_work():
    assert step(TEN, london("2026-09-01", "17:14")) is None  # due at eleven: nobody asked until all had gone home
    assert step(TEN, london("2026-09-02", "08:59")) is None
    assert step(TEN, london("2026-09-02", "09:00")) == 0


def test_what_fell_due_in_the_last_minute_goes_out_just_after_it_and_not_in_the_night():
    since = london("2026-09-01", "16:00")
    assert step(since, london("2026-09-01", "17:14")) == 0
    assert step(since, london("2026-09-01", "17:15")) is None


def test_the_next_team_after_the_minutes_of_the_council_and_then_one_an_hour():
    eleven = TEN + timedelta(hours=1)
    half = timedelta(minutes=30)
    assert step(TEN, eleven + half - MINUTE, eleven) is None
    assert step(TEN, eleven + half, eleven) == 1
    assert step(TEN, eleven + 2 * half, eleven, eleven + half) == 2
    all_told = (eleven, eleven + half, eleven + 2 * half)
    assert step(TEN, all_told[-1] + half, *all_told) is None
    assert step(TEN, all_told[-1] + AGAIN_AFTER, *all_told) == 3


def test_with_one_team_left_it_is_told_every_hour():
    eleven = TEN + timedelta(hours=1)
    assert step(TEN, eleven + AGAIN_AFTER - MINUTE, eleven, teams=1) is None
    assert step(TEN, eleven + AGAIN_AFTER, eleven, teams=1) == 1


def test_days_without_a_deliverer_leave_out_no_team_and_send_one_alarm():
    eleven = TEN + timedelta(hours=1)
    assert step(TEN, london("2026-09-04", "12:00"), eleven) == 1


def test_a_clock_that_was_put_back_silences_nothing():
    next_year = london("2027-09-01")
    assert step(TEN, london("2026-09-01", "12:00"), next_year) == 1
    assert step(next_year, london("2026-09-01", "12:00")) == 0


# --- what stops it

FLAGGED = (Happened.FLAGGED, "rules", {"flag": "danger"})
OPENED = (Happened.OPENED, "staff:1", {})
TAKEN = (Happened.ALERT_TAKEN, "staff:1", {"flags": ["danger"]})
AGAIN = (Happened.ALERTED, "staff:1", {"flag": "danger", "teams": ["safety-lead"]})
Said = tuple[Happened, str, dict[str, object]]


def stands(*happened: Said, flags: Sequence[Flag] = (Flag.DANGER,), rung: Sequence[int] = ()) -> Standing:
    """Events a minute apart, numbered from 1; alarms half a minute after the events with these numbers."""
    events = [Occurred(number, TEN + number * MINUTE, *each) for number, each in enumerate(happened, start=1)]
    rang = [Rung(1, at, TEN + number * MINUTE + MINUTE / 2) for at, number in enumerate(rung)]
    return standing(flags, events, rang, TEN)


def waiting(*happened: Said, rung: Sequence[int] = ()) -> list[int]:
    return [each.number for each in stands(*happened, rung=rung).waiting]


@pytest.mark.parametrize(
    ("case", "happened", "rung", "since"),
    [
        ("raised, and nobody did anything", [FLAGGED], [], [1]),
        ("opened in time", [FLAGGED, OPENED], [], []),
        ("opened on a command line, by nobody on the staff", [FLAGGED, (Happened.OPENED, "somebody", {})], [], [1]),
        ("opened before it was raised", [OPENED, FLAGGED], [], [2]),
        ("taken", [FLAGGED, TAKEN], [], []),
        ("opened once it climbed: until somebody takes it", [FLAGGED, OPENED], [1], [1]),
        ("taken once it climbed", [FLAGGED, OPENED, TAKEN], [1], []),
        ("raised again after it was taken", [FLAGGED, TAKEN, FLAGGED], [], [3]),
        ("told again while it waits: since the first time", [FLAGGED, AGAIN], [], [1]),
        ("told again after somebody opened it", [FLAGGED, OPENED, AGAIN], [], [3]),
        ("told again after it was taken", [FLAGGED, TAKEN, AGAIN], [], [3]),
        ("told again while it climbs", [FLAGGED, OPENED, AGAIN], [1], [1]),
        ("no event of it at all: since it was received", [], [], [0]),
        ("an alert of another flag", [FLAGGED, OPENED, (Happened.ALERTED, "rules", {"flag": "freeze"})], [], []),
    ],
)
def test_what_waits(case: str, happened: list[Said], rung: list[int], since: list[int]):
    assert waiting(*happened, rung=rung) == since, case


def test_what_was_answered_says_since_when():
    assert stands(FLAGGED, OPENED).answered == ((Flag.DANGER, TEN + 2 * MINUTE),)
    assert stands(FLAGGED, OPENED, TAKEN, rung=[1]).answered == ((Flag.DANGER, TEN + 3 * MINUTE),)


def test_one_climb_for_all_that_waits_in_a_case_by_what_waits_longest():
    worker = (Happened.FLAGGED, "rules", {"flag": "lado"})
    both = stands(worker, FLAGGED, flags=(Flag.DANGER, Flag.LADO))
    assert [(each.flag, each.number) for each in both.waiting] == [(Flag.LADO, 1), (Flag.DANGER, 2)]


# --- whatever minutes are asked at

begins = st.integers(0, 60 * 24 * 699).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + minutes * MINUTE)
pauses = st.lists(st.integers(0, 60 * 30), min_size=1, max_size=60)  # minutes between two who ask


@given(begins, pauses, st.integers(1, 4))
def test_each_step_once_in_order_only_at_work_and_none_lost(since: datetime, minutes: list[int], teams: int):
    now, rung = since, list[Rung]()
    for pause in minutes:
        now += timedelta(minutes=pause)
        for _ in range(2):  # two deliverers ask in the same minute
            found = next_alarm(waits(since), rung, teams, now, SAFETY, HOLIDAYS)
            if found is not None:
                rung.append(Rung(3, found, now))
        at_work = SAFETY.is_staffed(now, HOLIDAYS)
        if at_work and now >= SAFETY.read_by(since, HOLIDAYS):
            assert rung  # whoever asks at work after the promise finds that somebody was told
    assert [each.step for each in rung] == list(range(len(rung)))
    for earlier, later in pairwise(rung):
        least = timedelta(minutes=SAFETY.climb_minutes)
        assert later.at >= SAFETY.staffed_after(earlier.at, least, HOLIDAYS)
    for each in rung:
        assert SAFETY.is_staffed(each.at, HOLIDAYS) or SAFETY.is_staffed(each.at - JUST_GONE, HOLIDAYS)


@given(begins)
def test_asked_every_minute_the_first_team_is_told_in_the_minute_it_is_due(since: datetime):
    staffed = SAFETY.is_staffed(since, HOLIDAYS)
    due = SAFETY.read_by(since, HOLIDAYS) if staffed else SAFETY.staffed_after(since, timedelta(), HOLIDAYS)
    assert next_alarm(waits(since), [], TEAMS, due - timedelta(seconds=1), SAFETY, HOLIDAYS) is None
    assert next_alarm(waits(since), [], TEAMS, due + timedelta(seconds=59), SAFETY, HOLIDAYS) == 0
