"""Counts working days and turns instants into London dates.

It refuses to know which days are bank holidays (they are handed in) and what today is.
"""

import calendar as months_of_the_year
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from portal.vocabulary import Refusal

LONDON = ZoneInfo("Europe/London")

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class DatesNotChecked(Refusal):
    """A day lies outside the years whose bank holidays have been checked."""


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The days the law counts, as a value (SI 2006/1738 reg. 2).

    `not_working` holds bank holidays and the days reg. 2 names; Saturdays and Sundays need not be in it.
    Outside `first_year` to `last_year` counting goes on, by Monday to Friday and whatever `not_working` holds:
    a door that must not guess asks `covers` or `require_checked` first.
    """

    not_working: frozenset[date]
    first_year: int
    last_year: int

    @property
    def checked_until(self) -> date:
        """The last day whose bank holidays have been checked."""
        return date(self.last_year, 12, 31)

    def covers(self, *days: date) -> bool:
        """Whether every one of these days lies in the checked years."""
        return all(self.first_year <= day.year <= self.last_year for day in days)

    def require_checked(self, *days: date) -> None:
        """Raise `DatesNotChecked`, with a sentence, unless every day lies in the checked years."""
        for day in days:
            if not self.covers(day):
                raise DatesNotChecked(
                    f"The bank holidays of {day.year} have not been checked. "
                    f"Working days can be counted from {self.first_year} to {self.last_year}."
                )

    def is_working(self, day: date) -> bool:
        """Whether the law counts this London date. Raises TypeError for a datetime."""
        if isinstance(day, datetime):
            # A datetime is a date to Python but equals none of our holidays, so each would count as a working day.
            raise TypeError("A working day is a date. Turn an instant into one with london_date().")
        return day.weekday() < _SATURDAY and day not in self.not_working

    def next_working(self, day: date) -> date:
        """The first working day after `day`; never `day` itself."""
        day += _ONE_DAY
        while not self.is_working(day):
            day += _ONE_DAY
        return day

    def add(self, day: date, n: int) -> date:
        """The working day on which a limit of `n` working days from `day` ends.

        The event's own day is day 0, whether it is a working day or not; day 1 is the next working day.
        Raises ValueError when `n` is negative.
        """
        if n < 0:
            raise ValueError("Working days are counted forwards.")
        for _ in range(n):
            day = self.next_working(day)
        return day

    def between(self, a: date, b: date) -> int:
        """How many working days lie after `a`, up to and with `b`: the inverse of `add`.

        Raises ValueError when `b` is before `a`.
        """
        if b < a:
            raise ValueError("Working days are counted forwards.")
        return sum(self.is_working(a + timedelta(days=n)) for n in range(1, (b - a).days + 1))


def london_date(instant: datetime) -> date:
    """The date in London at this aware instant. Raises ValueError when the instant has no offset.

    There is no office-hours cut-off in the regulations: 23:50 on a Sunday is received that Sunday.
    """
    if instant.utcoffset() is None:
        raise ValueError("An instant needs an offset from UTC before it has a date in London.")
    return instant.astimezone(LONDON).date()


def london_date_from_iso(text: str) -> date:
    """The London date of an ISO date or instant; an instant with no offset is London time already.

    Raises ValueError when `text` is neither.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        instant = datetime.fromisoformat(text)
    if instant.utcoffset() is None:
        return instant.date()
    try:
        return london_date(instant)
    except OverflowError:  # the first and last days Python knows have no neighbour to move to
        raise ValueError("That date is too far away to count from.") from None


def calendar_month_after(day: date, months: int) -> date:
    """The corresponding date `months` later, or that month's last day where it has no such date.

    The rule of corresponding dates: a month from 31 January ends on 28 or 29 February.
    Raises ValueError when `months` is negative.
    """
    if months < 0:
        raise ValueError("Months are counted forwards.")
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, months_of_the_year.monthrange(year, month)[1]))
