"""How long people wait for us: from a danger flag to the first reading, and from thanks to whom they are for.

Times between two events of a case. Who read it is neither asked nor told.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from statistics import median
from typing import Any

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from portal.cases.handling import compliment_ways
from portal.cases.models import case_events, case_flags, issues
from portal.cases.office import Office
from portal.db import connection_of
from portal.reports.counting import Tally
from portal.reports.dashboard_periods import Span
from portal.reports.dashboard_sight import Sight
from portal.vocabulary import Flag, Happened, IssueKind

_STAFF = "staff:"
#: It was raised, or raised again while it was open, and somebody was alerted of it anew.
_RAISED = frozenset({Happened.FLAGGED, Happened.ALERTED})
#: Somebody opened it, took the alert, or settled the flag: whoever does any of these has read it.
_READ = frozenset({Happened.OPENED, Happened.ALERT_TAKEN, Happened.UNFLAGGED})
#: A case that was split off has the events of the other a second time.
_SPLIT_OFF = "split-"


@dataclass(frozen=True, slots=True)
class Reading:
    """A danger flag: when it was raised, and when somebody first read it; None as long as nobody has."""

    raised_at: datetime
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class Readings:
    """Danger flags of some time. `in_time` are those of `timed` that were read within the minutes that are promised.

    `timed`: read, or not read yet though the minutes are over.
    """

    raised: int
    waiting: int
    timed: int
    in_time: int
    median: timedelta | None
    slowest: timedelta | None


@dataclass(frozen=True, slots=True)
class Thanked:
    """So many cases with thanks that are alike. `reached_on` once all thanks in them reached whom they are for."""

    received_on: date
    reached_on: date | None
    number: int


@dataclass(frozen=True, slots=True)
class Thanks:
    """Cases with thanks of some time: all that were received, those of them received here, and how long they took."""

    received: int
    of_here: int
    took: Tally


def readings(found: Iterable[Reading], office: Office, now: datetime) -> Readings:
    """These flags together. The promise counts only staffed minutes; the times are as the clock goes."""
    flags = tuple(found)
    safety, holidays = office.council.safety, office.calendar.not_working
    due = {each: safety.read_by(each.raised_at, holidays) for each in flags}
    timed = [each for each in flags if each.read_at or due[each] < now]
    took = [each.read_at - each.raised_at for each in flags if each.read_at]
    return Readings(
        raised=len(flags),
        waiting=sum(each.read_at is None for each in flags),
        timed=len(timed),
        in_time=sum(each.read_at is not None and each.read_at <= due[each] for each in timed),
        median=timedelta(seconds=median(each.total_seconds() for each in took)) if took else None,
        slowest=max(took, default=None),
    )


def danger_flags(session: Session, sight: Sight, span: Span) -> Iterator[Reading]:
    """Every danger flag raised in cases received in this time: those that came with it, and those raised later."""
    received = sight.received(span)
    flagged = (
        select(case_flags.c.case_id)
        .join(received, received.c.id == case_flags.c.case_id)
        .where(case_flags.c.flag == Flag.DANGER, ~received.c.key.startswith(_SPLIT_OFF))
    )
    asked = (
        select(*case_events.c["case_id", "at", "happened", "by", "facts"])
        .where(case_events.c.case_id.in_(flagged), case_events.c.happened.in_(sorted(_RAISED | _READ)))
        .order_by(case_events.c.case_id, case_events.c.number)
    )
    for _, events in groupby(connection_of(session).execute(asked), lambda event: event.case_id):
        yield from _readings_of(events)


def _readings_of(events: Iterable[Any]) -> Iterator[Reading]:
    """Of one case, in order. What is raised again while it waits goes on waiting from the first time."""
    raised_at = None
    for event in events:
        if event.happened in _RAISED:
            if event.facts.get("flag") == Flag.DANGER and raised_at is None:
                raised_at = event.at
        elif raised_at is not None and event.by.startswith(_STAFF):
            yield Reading(raised_at, event.at)
            raised_at = None
    if raised_at is not None:
        yield Reading(raised_at, None)


def thanked(session: Session, sight: Sight, span: Span) -> Iterator[Thanked]:
    """All cases with thanks received in this time, those together that are alike."""
    way = and_(compliment_ways.c.case_id == issues.c.case_id, compliment_ways.c.issue == issues.c.number)
    received, reached = sight.received(span), compliment_ways.c.reached_on
    is_thanks = and_(issues.c.case_id == received.c.id, issues.c.kind == IssueKind.COMPLIMENT, sight.ours)
    each = (
        select(
            received.c.received_on,
            case((func.count() == func.count(reached), func.max(reached))).label("reached_on"),
        )
        .join_from(received, issues, is_thanks)
        .outerjoin(compliment_ways, way)
        .group_by(*received.c["id", "received_on"])
        .subquery("each_case")
    )
    asked = select(each.c.received_on, each.c.reached_on, func.count().label("number")).group_by(*each.c)
    for row in connection_of(session).execute(asked):
        yield Thanked(row.received_on, row.reached_on, row.number)


def thanks_in(span: Span, found: Iterable[Thanked], past: Counter[date]) -> Thanks:
    """Those received in this time. `past` are those of before this portal, by day."""
    of_here, took = 0, Tally()
    for each in (each for each in found if each.received_on in span):
        of_here += each.number
        if each.reached_on:
            took.days[(each.reached_on - each.received_on).days] += each.number
    before = sum(number for day, number in past.items() if day in span)
    return Thanks(of_here + before, of_here, took)
