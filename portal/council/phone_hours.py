"""When the day's number answers. It refuses to know who answers, what time it is and which days are bank holidays."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.council.week import DAY_ENDS, FURTHEST, Span, in_london, stretches_of

_ALL_DAY = (Span(0, DAY_ENDS),)


@dataclass(frozen=True, slots=True)
class PhoneHours:
    """The hours of a phone line in London: `week` has seven days, Monday first; `closed_days` are office closure days.

    On those and on bank holidays it answers only `when_office_closed`.
    """

    week: tuple[tuple[Span, ...], ...]
    when_office_closed: bool
    closed_days: tuple[date, ...]

    @property
    def never_closes(self) -> bool:
        """Whether somebody answers at every hour of every day."""
        return self.when_office_closed and all(day == _ALL_DAY for day in self.week)

    def until(self, now: datetime, bank_holidays: Container[date] = ()) -> datetime | None:
        """The instant (UTC) at which the line next stops answering; None when it does not answer at `now`.

        Stretches that meet, as at midnight, are one. `bank_holidays` are London dates. Raises ValueError when naive.
        """
        end = None
        for starts, ends in self._stretches(now, bank_holidays):
            if starts > now if end is None else starts != end:
                break
            if ends > now:
                end = ends
        return end

    def opens(self, now: datetime, bank_holidays: Container[date] = ()) -> datetime:
        """The next instant (UTC) after `now` at which the line begins to answer.

        Raises ValueError for a naive instant, or when that is more than 400 days away.
        """
        for starts, _ends in self._stretches(now, bank_holidays):
            if starts > now:
                return starts
        raise ValueError(f"The line does not answer in the next {FURTHEST} days.")

    def _stretches(self, now: datetime, bank_holidays: Container[date]) -> Iterator[tuple[datetime, datetime]]:
        today = in_london(now).date()
        for day in (today + timedelta(days=ahead) for ahead in range(FURTHEST)):
            if self.when_office_closed or not (day in self.closed_days or day in bank_holidays):
                yield from stretches_of(self.week, day)
