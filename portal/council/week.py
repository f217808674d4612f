"""The hours of a week on London clocks, and the instants they fall on. It refuses to know whose hours they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

#: More days than any file and calendar can close in a row: the search for the next open hour ends.
FURTHEST = 400

DAY_ENDS = 24 * 60


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one day on the clock in London, in minutes after midnight: 540 to 1020 is 9am to 5pm."""

    start: int
    end: int


def stretches_of(week: tuple[tuple[Span, ...], ...], day: date) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of a week (Monday first) that fall on one London day, as instants from and to (UTC)."""
    for span in week[day.weekday()]:
        yield _instant(day, span.start), _instant(day, span.end)


def in_london(instant: datetime) -> datetime:
    """An instant as clocks in London show it. Raises ValueError for a naive one."""
    if instant.utcoffset() is None:
        raise ValueError("An instant needs an offset from UTC before it has a time in London.")
    return instant.astimezone(LONDON)


def _instant(day: date, minutes: int) -> datetime:
    # In UTC, because two London times are subtracted as the clock shows them, also across the hour that is skipped.
    if minutes == DAY_ENDS:
        day, minutes = day + timedelta(days=1), 0
    return datetime.combine(day, time(minutes // 60, minutes % 60), LONDON).astimezone(UTC)
