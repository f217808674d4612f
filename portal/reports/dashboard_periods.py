"""The days that a dashboard compares: the last twelve months and the twelve before them, and the last eight quarters.

Pure. The month that runs now counts up to today, and a year before up to the same day: so like stands beside like.
"""

from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS, _QUARTERS = 12, 8


@dataclass(frozen=True, slots=True)
class Span:
    """London dates from one to another, both included."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Periods:
    """What is compared on one London date."""

    today: date

    @property
    def now(self) -> Span:
        """The last twelve months: this one as far as it has come, and eleven whole ones."""
        return Span(month_before(self.today, _MONTHS - 1), self.today)

    @property
    def before(self) -> Span:
        """The twelve months before them, up to the same day. On 29 February that is the 28th."""
        last = month_before(self.today, _MONTHS)
        return Span(month_before(self.today, 2 * _MONTHS - 1), _same_day_in(last, self.today.day))

    @property
    def months(self) -> tuple[tuple[date, date], ...]:
        """The first days of the last twelve months in order, each with that of the same month a year before."""
        back = range(_MONTHS - 1, -1, -1)
        return tuple((month_before(self.today, each), month_before(self.today, each + _MONTHS)) for each in back)

    @property
    def quarters(self) -> tuple[Span, ...]:
        """The last eight quarters of the calendar in order; the one that runs now goes up to today."""
        this = quarter_of(self.today)
        firsts = [month_before(this, 3 * back) for back in range(_QUARTERS - 1, -1, -1)]
        ends = [*(each - timedelta(days=1) for each in firsts[1:]), self.today]
        return tuple(Span(first, last) for first, last in zip(firsts, ends, strict=True))

    @property
    def first(self) -> date:
        """The first day of all of them."""
        return self.before.first


def month_before(day: date, back: int) -> date:
    """The first day of the month so many months before that of this day."""
    years, month = divmod(day.month - 1 - back, _MONTHS)
    return date(day.year + years, month + 1, 1)


def quarter_of(day: date) -> date:
    """The first day of the quarter of the calendar that a day lies in."""
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def _same_day_in(month: date, day: int) -> date:
    last = month_before(month, -1) - timedelta(days=1)
    return month.replace(day=min(day, last.day))
