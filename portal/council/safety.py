"""When a person reads what was marked as danger. It refuses to know what time it is and which days are bank holidays.

The promise made on the danger screens is worked out here, so it only ever counts time in which somebody is at work.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from portal.council.contacts import Contact

LONDON = ZoneInfo("Europe/London")

#: More days than any file and calendar can close in a row: the search for the next staffed hour ends.
_FURTHEST = 400

_DAY_ENDS = 24 * 60


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one day on the clock in London, in minutes after midnight: 540 to 1020 is 9am to 5pm."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Safety:
    """Who reads safety flags, in which hours, and who is there when they are not.

    `staffed` has seven days, Monday first. `closed_days` are the office closure days. `fallback_reader` is the key of
    the team, outside children's services, that reads a restricted case about one of its usual readers.
    """

    staffed: tuple[tuple[Span, ...], ...]
    staffed_when_office_closed: bool
    closed_days: tuple[date, ...]
    read_within_minutes: int
    fallback_reader: str
    out_of_hours: Contact

    def is_staffed(self, now: datetime, bank_holidays: Container[date] = ()) -> bool:
        """Whether somebody is at work to read safety flags at this aware instant. Raises ValueError when naive."""
        today = _london(now).date()
        return any(start <= now < end for start, end in self._hours_of(today, bank_holidays))

    def read_by(self, now: datetime, bank_holidays: Container[date] = ()) -> datetime:
        """The instant (UTC) by which a person will have read what arrives at `now`.

        Only staffed minutes count: with an hour to read in, what comes ten minutes before the team goes home is read
        fifty minutes after it is back. `bank_holidays` are London dates, as in the working calendar.
        Raises ValueError for a naive instant, or when no hour is staffed in the next 400 days.
        """
        left = timedelta(minutes=self.read_within_minutes)
        today = _london(now).date()
        for ahead in range(_FURTHEST):
            for start, end in self._hours_of(today + timedelta(days=ahead), bank_holidays):
                start = max(start, now)
                if end <= start:
                    continue
                if end - start >= left:
                    return (start + left).astimezone(UTC)
                left -= end - start
        raise ValueError(f"Nobody is at work to read a safety flag in the next {_FURTHEST} days.")

    def _hours_of(self, day: date, bank_holidays: Container[date]) -> Iterator[tuple[datetime, datetime]]:
        closed = day in self.closed_days or day in bank_holidays
        if closed and not self.staffed_when_office_closed:
            return
        for span in self.staffed[day.weekday()]:
            yield _instant(day, span.start), _instant(day, span.end)


def _london(instant: datetime) -> datetime:
    if instant.utcoffset() is None:
        raise ValueError("An instant needs an offset from UTC before it has a time in London.")
    return instant.astimezone(LONDON)


def _instant(day: date, minutes: int) -> datetime:
    # In UTC, because two London times are subtracted as the clock shows them, also across the hour that is skipped.
    if minutes == _DAY_ENDS:
        day, minutes = day + timedelta(days=1), 0
    return datetime.combine(day, time(minutes // 60, minutes % 60), LONDON).astimezone(UTC)
