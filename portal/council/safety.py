"""When a person reads what was marked as danger. It refuses to know what time it is and which days are bank holidays.

The promise made on the danger screens is worked out here, so it only ever counts time in which somebody is at work.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from portal.council.contacts import Contact
from portal.council.week import FURTHEST, LONDON, Span, in_london, stretches_of

_USUAL_START = time(8)
_NIGHT_ENDS = time(7)  # who is at work through the night is sent what can wait in the morning


@dataclass(frozen=True, slots=True)
class Safety:
    """Who reads safety flags, in which hours, and who is there when they are not.

    `staffed` has seven days, Monday first. `closed_days` are the office closure days. `fallback_reader` is the key of
    the team, outside children's services, that reads a restricted case about one of its usual readers.
    `climb` are the keys of the teams told, one after the other, of what nobody opened in time, where the council names
    any; `climb_minutes` is how many staffed minutes lie between two of them.
    """

    staffed: tuple[tuple[Span, ...], ...]
    staffed_when_office_closed: bool
    closed_days: tuple[date, ...]
    read_within_minutes: int
    fallback_reader: str
    out_of_hours: Contact
    climb: tuple[str, ...]
    climb_minutes: int

    def is_staffed(self, now: datetime, bank_holidays: Container[date] = ()) -> bool:
        """Whether somebody is at work to read safety flags at this aware instant. Raises ValueError when naive."""
        today = in_london(now).date()
        return any(start <= now < end for start, end in self._hours_of(today, bank_holidays))

    def read_by(self, now: datetime, bank_holidays: Container[date] = ()) -> datetime:
        """The instant (UTC) by which a person will have read what arrives at `now`.

        Only staffed minutes count: with an hour to read in, what comes ten minutes before the team goes home is read
        fifty minutes after it is back. `bank_holidays` are London dates, as in the working calendar.
        Raises ValueError for a naive instant, or when no hour is staffed in the next 400 days.
        """
        return self.staffed_after(now, timedelta(minutes=self.read_within_minutes), bank_holidays)

    def staffed_after(self, now: datetime, left: timedelta, bank_holidays: Container[date] = ()) -> datetime:
        """The instant (UTC) at which so much staffed time has gone by; with none to go by, the first staffed one.

        Raises ValueError for a naive instant, or when no hour is staffed in the next 400 days.
        """
        today = in_london(now).date()
        for ahead in range(FURTHEST):
            for start, end in self._hours_of(today + timedelta(days=ahead), bank_holidays):
                start = max(start, now)
                if end <= start:
                    continue
                if end - start >= left:
                    return (start + left).astimezone(UTC)
                left -= end - start
        raise ValueError(f"Nobody is at work to read a safety flag in the next {FURTHEST} days.")

    def day_begins(self, day: date, bank_holidays: Container[date] = ()) -> datetime:
        """When a day's work begins (UTC): with its first staffed hour, at 8 where it has none, never before 7."""
        starts = [start for start, _ in self._hours_of(day, bank_holidays)]
        usual, earliest = (datetime.combine(day, at, LONDON).astimezone(UTC) for at in (_USUAL_START, _NIGHT_ENDS))
        return max(min(starts, default=usual), earliest)

    def _hours_of(self, day: date, bank_holidays: Container[date]) -> Iterator[tuple[datetime, datetime]]:
        closed = day in self.closed_days or day in bank_holidays
        if closed and not self.staffed_when_office_closed:
            return
        yield from stretches_of(self.staffed, day)
