"""When the day's number answers, until when, and when next: London clocks, UTC instants."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.council import Span, load
from portal.council.phone_hours import PhoneHours
from portal.council.week import LONDON

WORKED = load("windsor-and-maidenhead").contacts.hub_answers  # Mon-Thu 9 to 5, Fri 9 to 4.45pm
SAMPLE = load(
    Path(__file__).parents[2] / "councils" / "sample-shire.toml"
).contacts.hub_answers  # day and night but for Thursday lunch and Sunday, bank holidays too
HOLIDAYS = frozenset({date(2026, 8, 31), date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)})


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("case", "hours", "now", "until"),
    [
        ("in the morning", WORKED, "2026-09-01 09:00", "2026-09-01 17:00"),
        ("a minute before it opens", WORKED, "2026-09-01 08:59", None),
        ("a minute before it closes", WORKED, "2026-09-01 16:59", "2026-09-01 17:00"),
        ("as it closes", WORKED, "2026-09-01 17:00", None),
        ("Friday ends early", WORKED, "2026-09-04 16:44", "2026-09-04 16:45"),
        ("Friday at quarter to five", WORKED, "2026-09-04 16:45", None),
        ("at night", WORKED, "2026-09-02 03:00", None),
        ("at the weekend", WORKED, "2026-09-05 12:00", None),
        ("on a bank holiday", WORKED, "2026-08-31 12:00", None),
        ("when the offices are closed", WORKED, "2026-12-29 12:00", None),
        ("in winter, by the London clock", WORKED, "2026-12-01 16:59", "2026-12-01 17:00"),
        ("through midnight to the next break", SAMPLE, "2026-09-07 22:00", "2026-09-10 12:30"),
        ("in the break", SAMPLE, "2026-09-10 12:45", None),
        ("through a bank holiday, where somebody is there", SAMPLE, "2026-12-25 10:00", "2026-12-27 00:00"),
        ("through the night the clocks go back", SAMPLE, "2026-10-24 12:00", "2026-10-25 00:00"),
    ],
)
def test_the_line_answers_until(case: str, hours: PhoneHours, now: str, until: str | None) -> None:
    assert hours.until(london(now), HOLIDAYS) == (london(until) if until else None), case


@pytest.mark.parametrize(
    ("case", "hours", "now", "opens"),
    [
        ("before work", WORKED, "2026-09-01 03:00", "2026-09-01 09:00"),
        ("in the evening", WORKED, "2026-09-01 17:00", "2026-09-02 09:00"),
        ("Friday evening", WORKED, "2026-09-04 18:00", "2026-09-07 09:00"),
        ("before a bank holiday Monday", WORKED, "2026-08-29 12:00", "2026-09-01 09:00"),
        ("over Christmas and the closure days", WORKED, "2026-12-24 17:00", "2027-01-04 09:00"),
        ("the Sunday the clocks go forward", WORKED, "2027-03-28 12:00", "2027-03-29 09:00"),
        ("after a break", SAMPLE, "2026-09-10 12:30", "2026-09-10 13:30"),
        ("on a Sunday", SAMPLE, "2026-09-13 00:00", "2026-09-14 00:00"),
    ],
)
def test_the_line_next_opens(case: str, hours: PhoneHours, now: str, opens: str) -> None:
    assert hours.opens(london(now), HOLIDAYS) == london(opens), case


def test_a_line_that_answers_at_every_hour_never_closes() -> None:
    always = PhoneHours(((Span(0, 24 * 60),),) * 7, when_office_closed=True, closed_days=())
    assert always.never_closes
    assert not replace(always, when_office_closed=False).never_closes
    assert not WORKED.never_closes
    assert not SAMPLE.never_closes


def test_a_line_closed_on_bank_holidays_alone_answers_until_the_next() -> None:
    nearly_always = PhoneHours(((Span(0, 24 * 60),),) * 7, when_office_closed=False, closed_days=())
    assert nearly_always.until(london("2026-09-02 12:00"), HOLIDAYS) == london("2026-12-25 00:00")


def test_an_instant_without_an_offset_is_refused() -> None:
    naive = datetime(2026, 9, 1, 10, 0)  # noqa: DTZ001 - what is refused
    with pytest.raises(ValueError, match="offset"):
        WORKED.until(naive)
    with pytest.raises(ValueError, match="offset"):
        WORKED.opens(naive)


def test_a_line_that_never_answers_is_refused_rather_than_looked_for_for_ever() -> None:
    with pytest.raises(ValueError, match="does not answer"):
        replace(WORKED, week=((),) * 7).opens(london("2026-09-01 10:00"))


instants = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@given(st.sampled_from([WORKED, SAMPLE]), instants)
def test_it_answers_up_to_the_end_and_not_after_and_from_when_it_opens(hours: PhoneHours, now: datetime) -> None:
    until = hours.until(now, HOLIDAYS)
    if until is not None:
        assert now < until
        assert hours.until(until - timedelta(microseconds=1), HOLIDAYS) == until
        assert hours.until(until, HOLIDAYS) is None
    opens = hours.opens(now, HOLIDAYS)
    assert opens > now
    assert hours.until(opens, HOLIDAYS) is not None
