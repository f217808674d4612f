"""Complaints that are alike, folded into the counts of a dashboard: of the last twelve months and the twelve before.

Pure. A key says what is counted, as in `counting`, whose tallies it fills.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from portal.reports.counting import COMPLAINTS, THEMSELVES, Tally
from portal.reports.dashboard_complaints import TIMED, Alike, Answer
from portal.reports.dashboard_periods import Periods, quarter_of

KEPT, TIMED_KEY = "in-time", "timed"
THEMSELVES_KEY, BY_CHANNEL = "themselves", "by-channel"
NOT_KNOWN = "not-known"


@dataclass(frozen=True, slots=True)
class Folded:
    """What was counted of complaints. `quarters` are all of a quarter by its first day, `own` those by children."""

    now: Tally = field(default_factory=Tally)
    before: Tally = field(default_factory=Tally)
    quarters: Counter[date] = field(default_factory=Counter)
    own: Counter[date] = field(default_factory=Counter)


def folded(found: Iterable[Alike], periods: Periods) -> Folded:
    """All of them in one pass."""
    made, now, before = Folded(), periods.now, periods.before
    for each in found:
        quarter = quarter_of(each.received_on)
        made.quarters[quarter] += each.number
        if each.group in THEMSELVES:
            made.own[quarter] += each.number
        if each.received_on in now:
            _count(made.now, each)
        elif each.received_on in before:
            _count(made.before, each)
    return made


def _count(tally: Tally, each: Alike) -> None:
    for key in _keys(each):
        tally.counts[key] += each.number
    if each.answered_on:
        tally.days[(each.answered_on - each.received_on).days] += each.number


def _keys(each: Alike) -> Iterator[str]:
    month = month_of(each.received_on)
    channel = each.channel or NOT_KNOWN
    yield from (COMPLAINTS, f"{COMPLAINTS}.{month}", f"{BY_CHANNEL}.{channel}")
    if each.answer in TIMED:
        yield from (TIMED_KEY, f"{TIMED_KEY}.{month}")
    if each.answer is Answer.IN_TIME:
        yield from (KEPT, f"{KEPT}.{month}")
    if each.group in THEMSELVES:
        yield from (THEMSELVES_KEY, f"{THEMSELVES_KEY}.{channel}")


def month_of(day: date) -> str:
    """As 2026-09."""
    return day.isoformat()[:7]
