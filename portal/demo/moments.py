"""When everything of the made-up year happens, worked out from today: instants, in order over all stories. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from portal.cases.office import Office
from portal.clocks.working_days import LONDON, WorkingCalendar, london_date
from portal.demo.stories import Bounced, Deed, Story
from portal.vocabulary import Channel

_JUST_NOW = timedelta(minutes=45)
_SOON = timedelta(minutes=20)  # of somebody's working time: so long a person takes to open what is pressing
_BETWEEN = 9, 27  # minutes between two acts on one case
_ONE_DAY = timedelta(days=1)
_MORNING = time(9, 5)
#: People write when they have time: early, late and at weekends.
_HOURS = (7, 8, 9, 11, 12, 14, 15, 16, 16, 17, 18, 19, 20, 21, 22)


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happens: a story is received, something is done with it, or a morning begins (then of none).

    `received_at` is when it reached the council, which may be before somebody wrote it down.
    """

    at: datetime
    number: int
    story: Story | None
    received_at: datetime | None = None
    done: Deed | Bounced | None = None


def chance_of(number: int) -> Random:
    """What is left to chance in one story, the same each time: nothing here is secret."""
    return Random(f"a made-up year, story {number}")  # noqa: S311


def moments(stories: Iterable[Story], office: Office, now: datetime) -> tuple[Moment, ...]:
    """All that has happened by now, an aware instant, in order. Stories count from 1."""
    found = [
        moment for number, story in enumerate(stories, start=1) for moment in _of_story(story, number, office, now)
    ]
    first = min(moment.at for moment in found)
    found += _mornings(london_date(first), london_date(now), office.calendar)
    # Of one story they stand in order already, which sorting keeps.
    return tuple(sorted((each for each in found if each.at <= now), key=lambda each: (each.at, each.number)))


def _of_story(story: Story, number: int, office: Office, now: datetime) -> Iterator[Moment]:
    chance = chance_of(number)
    received_at = _received(story, office.calendar, now, chance)
    at = received_at
    if story.channel is not Channel.PORTAL:
        at = min(office.council.safety.staffed_after(at, _SOON, office.calendar.not_working), now)
    yield Moment(at, number, story, received_at)
    received_on = london_date(received_at)
    for done in sorted(story.way, key=lambda each: each.day):
        pause = timedelta(minutes=chance.randint(*_BETWEEN))
        at = max(at + pause, _begins(done.day, received_at, received_on, office, chance))
        yield Moment(at, number, story, received_at, done)


def _received(story: Story, calendar: WorkingCalendar, now: datetime, chance: Random) -> datetime:
    """An hour on one of the days that are so many working days ago; never within the last three quarters of an hour."""
    until = _today_or_next(london_date(now), calendar)
    hour = time(chance.choice(_HOURS), chance.randint(0, 59))
    return min(_instant(chance.choice(_days_ago(story.ago, until, calendar)), hour), now - _JUST_NOW)


def working_day_before(today: date, ago: int, calendar: WorkingCalendar) -> date:
    """The latest day from which so many working days lead to today, or to the next one where today is none."""
    return _days_ago(ago, _today_or_next(today, calendar), calendar)[0]


def _today_or_next(today: date, calendar: WorkingCalendar) -> date:
    return today if calendar.is_working(today) else calendar.next_working(today)


def _days_ago(ago: int, until: date, calendar: WorkingCalendar) -> tuple[date, ...]:
    """The days, latest first, from which so many working days lead to `until`, which is one."""
    day, found = until, 0
    while found < ago:
        found += calendar.is_working(day)
        day -= _ONE_DAY
    days = [day]
    while ago and not calendar.is_working(days[-1]):
        days.append(days[-1] - _ONE_DAY)
    return tuple(days)


def _begins(day: int, received_at: datetime, received_on: date, office: Office, chance: Random) -> datetime:
    """When somebody comes to it on a working day after receipt; on day 0, once they are at work."""
    if day == 0:
        return office.council.safety.staffed_after(received_at, _SOON, office.calendar.not_working)
    hour = time(chance.randint(9, 15), chance.randint(10, 59))
    return _instant(office.calendar.add(received_on, day), hour)


def _mornings(first: date, last: date, calendar: WorkingCalendar) -> Iterator[Moment]:
    days = (first + n * _ONE_DAY for n in range((last - first).days + 1))
    return (Moment(_instant(day, _MORNING), 0, None) for day in days if calendar.is_working(day))


def _instant(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, LONDON).astimezone(UTC)
