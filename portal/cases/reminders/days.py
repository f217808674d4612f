"""On which working days somebody is reminded of what is due by a London date. Pure: it knows dates and nothing else.

After days in which nobody asked, the newest reminder is the one that is due; those before it are not made good.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from portal.clocks.working_days import LONDON, WorkingCalendar, london_date
from portal.council import Safety

#: The steps of one date, in order: each week that something is late is one more.
BEFORE, ON_THE_DAY, LATE = 0, 1, 2
_WEEK = 7
_EVENING = time(20)  # what was not sent by then is not read today: the next working day says it


@dataclass(frozen=True, slots=True)
class Step:
    """The step that a date has come to, and the day from which it comes to the next."""

    number: int
    next_on: date

    @property
    def when(self) -> str:
        """How events say it."""
        return {BEFORE: "before", ON_THE_DAY: "on-the-day"}.get(self.number, "late")


def is_time(now: datetime, safety: Safety, calendar: WorkingCalendar) -> bool:
    """Whether reminders may go at this aware instant: on a working day, from when its work begins until the evening."""
    today = london_date(now)
    ends = datetime.combine(today, _EVENING, LONDON).astimezone(UTC)
    return calendar.is_working(today) and safety.day_begins(today, calendar.not_working) <= now < ends


def horizon(today: date, calendar: WorkingCalendar, days_before: int) -> date:
    """The last date of which anybody is reminded today."""
    return calendar.next_working(calendar.add(today, days_before)) - timedelta(days=1)


def step_of_duty(due_on: date, today: date, calendar: WorkingCalendar, days_before: int, *, since: date) -> Step | None:
    """The step of something owed by `due_on`, on a working day; None where there is nothing to say yet.

    What is due on a day nobody works is spoken of on the working day before it. On the day it began (`since`), nobody
    has forgotten it.
    """
    late = step_of_late(due_on, today, calendar)
    if late:
        return late
    on = _last_working(due_on, calendar)
    if today >= on:
        return Step(ON_THE_DAY, calendar.next_working(due_on))
    near = calendar.between(today, on) <= days_before
    return Step(BEFORE, on) if near and today > since else None


def step_of_late(due_on: date, today: date, calendar: WorkingCalendar) -> Step | None:
    """The step of something that is late: from the first working day after its date, then once a week."""
    first = calendar.next_working(due_on)
    if today < first:
        return None
    weeks = (today - first).days // _WEEK
    return Step(LATE + weeks, first + timedelta(days=_WEEK * (weeks + 1)))


def _last_working(day: date, calendar: WorkingCalendar) -> date:
    return next(each for each in _back_from(day) if calendar.is_working(each))


def _back_from(day: date) -> Iterator[date]:
    while True:
        yield day
        day -= timedelta(days=1)
