"""Who is told of what nobody opened, and how long before something is due: as the council says, or as its roles do."""

from datetime import timedelta
from pathlib import Path

import pytest

from portal.council import CouncilFaults, from_text, load
from tests.unit.council.test_safety_hours import HOLIDAYS, SAMPLE, WORKED, london

GOOD = (Path(__file__).parents[2] / "councils" / "sample-shire.toml").read_text(encoding="utf-8")
FALLBACK = 'fallback_reader = "county-solicitor"\n'


def with_safety(*lines: str) -> str:
    return GOOD.replace(FALLBACK, "\n".join((FALLBACK, *lines, "")))


def test_left_out_it_is_safety_then_complaints_then_the_reader_from_outside():
    shire = from_text(GOOD, "shire.toml")
    assert shire.climb == ("duty-desk", "listening", "county-solicitor")
    assert shire.safety.climb_minutes == shire.safety.read_within_minutes
    assert shire.reminders.days_before == 2


def test_the_council_names_its_own():
    text = with_safety('climb = ["front-room", "duty-desk"]', "climb_minutes = 45") + "\n[reminders]\ndays_before = 0\n"
    shire = from_text(text, "shire.toml")
    assert (shire.climb, shire.safety.climb_minutes) == (("front-room", "duty-desk"), 45)
    assert shire.reminders.days_before == 0


def test_the_worked_council_shows_how():
    worked = load("windsor-and-maidenhead")
    assert worked.climb == ("safety-lead", "complaints", "monitoring-officer")
    assert (worked.safety.climb_minutes, worked.reminders.days_before) == (30, 2)
    assert "safety.climb" in worked.unconfirmed


@pytest.mark.parametrize(
    ("text", "key", "what"),
    [
        (with_safety('climb = ["nobody"]'), "safety.climb", "is nobody, which is not a team in this file"),
        (with_safety("climb = []"), "safety.climb", "is an empty list"),
        (with_safety('climb = ["duty-desk", "duty-desk"]'), "safety.climb", "says 'duty-desk' twice"),
        (with_safety("climb_minutes = 4"), "safety.climb_minutes", "is 4"),
        (with_safety("climb_minutes = 481"), "safety.climb_minutes", "is 481"),
        (GOOD + "\n[reminders]\ndays_before = 11\n", "reminders.days_before", "is 11"),
        (GOOD + "\n[reminders]\n", "reminders.days_before", "is missing"),
        (GOOD + "\n[reminders]\ndays_before = 1\nweeks = 1\n", "reminders.weeks", "is not a key the portal knows"),
        ("reminders = 3\n" + GOOD, "reminders", "is not a section: 3"),
    ],
)
def test_a_fault_is_told_with_its_key(text: str, key: str, what: str):
    with pytest.raises(CouncilFaults) as refused:
        from_text(text, "shire.toml")
    assert {(fault.key, fault.what) for fault in refused.value.faults} >= {(key, what)}


@pytest.mark.parametrize(
    ("now", "minutes", "then"),
    [
        ("2026-09-01 10:00", 0, "2026-09-01 10:00"),
        ("2026-09-01 03:00", 0, "2026-09-01 09:00"),
        ("2026-09-04 16:45", 0, "2026-09-07 09:00"),
        ("2026-09-04 16:30", 30, "2026-09-07 09:15"),
        ("2026-10-25 01:30", 0, "2026-10-26 09:00"),
    ],
)
def test_staffed_time_goes_by(now: str, minutes: int, then: str):
    assert WORKED.staffed_after(london(now), timedelta(minutes=minutes), HOLIDAYS) == london(then)


@pytest.mark.parametrize(
    ("case", "day", "begins"),
    [
        ("with the first staffed hour", "2026-09-01", "2026-09-01 09:00"),
        ("a day on which nobody is at work", "2026-09-05", "2026-09-05 08:00"),
        ("a closure day", "2026-12-29", "2026-12-29 08:00"),
        ("after the clocks went back", "2026-10-26", "2026-10-26 09:00"),
    ],
)
def test_when_a_days_work_begins(case: str, day: str, begins: str):
    assert WORKED.day_begins(london(f"{day} 12:00").date(), HOLIDAYS) == london(begins), case


def test_a_night_shift_is_no_morning():
    assert SAMPLE.day_begins(london("2026-09-01 12:00").date()) == london("2026-09-01 07:00")
    assert SAMPLE.day_begins(london("2026-09-03 12:00").date()) == london("2026-09-03 07:30")
