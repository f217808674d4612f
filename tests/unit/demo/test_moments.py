"""When the made-up year happens: on days so many working days ago, in order, and never after now."""

from datetime import UTC, date, datetime

import pytest

from portal.clocks.working_days import london_date
from portal.demo.moments import moments
from portal.demo.stories import Story, did
from portal.demo.year import STORIES
from portal.vocabulary import Act
from tests.factories import calendar, office

TUESDAY = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
SUNDAY = datetime(2026, 12, 27, 3, 10, tzinfo=UTC)


def received(ago: int, now: datetime) -> set[date]:
    """The days on which stories so many working days ago were received, with whatever is left to chance."""
    stories = [Story(f"story-{n}", ago, {}, ()) for n in range(40)]
    return {london_date(each.at) for each in moments(stories, office(), now) if each.story}


@pytest.mark.parametrize(
    ("ago", "now", "days"),
    [
        (0, TUESDAY, {date(2026, 11, 24)}),
        (1, TUESDAY, {date(2026, 11, 23)}),
        (2, TUESDAY, {date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22)}),  # from Friday on it is as far
        (10, TUESDAY, {date(2026, 11, 10)}),
        # The next working day is the 29th; Christmas Day is a Friday, and the 28th stands in for the 26th.
        (1, SUNDAY, {date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 27)}),
    ],
)
def test_a_story_came_so_many_working_days_ago(ago: int, now: datetime, days: set[date]):
    assert received(ago, now) <= days
    assert len(received(ago, now)) == len(days)


def test_what_is_due_in_so_many_working_days_is_due_today():
    (day,) = received(10, TUESDAY)
    assert calendar().add(day, 10) == london_date(TUESDAY)


@pytest.mark.parametrize("now", [TUESDAY, SUNDAY])
def test_all_of_it_is_in_order_and_over_by_now(now: datetime):
    happened = moments(STORIES, office(), now)
    assert [each.at for each in happened] == sorted(each.at for each in happened)
    assert happened[-1].at <= now
    assert happened == moments(STORIES, office(), now), "the same each time"


def test_what_would_be_done_later_is_not_done_yet():
    way = (did(1, Act.CONFIRM_ROUTE), did(30, Act.CLOSE))
    happened = moments([Story("one", 5, {}, way)], office(), TUESDAY)
    assert [each.done.act for each in happened if each.done] == [Act.CONFIRM_ROUTE]  # type: ignore[union-attr]
