"""How things stand, asked of the database whenever a monitor comes by, within a time limit.

The counters come whatever ails the database: then one gauge says so, and those it would have filled are left out.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from queue import Empty, SimpleQueue

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from portal.cases.counts import COUNTED_BY_NAME, DutiesOpen, duties_open, received_since
from portal.clocks.working_days import WorkingCalendar, london_date
from portal.db import Unavailable, transaction
from portal.drafts.counts import open_drafts
from portal.migrating import at_head
from portal.outbox.counts import Waiting, waiting
from portal.outbox.models import MessageState
from portal.vocabulary import Duty, IssueKind

PATIENCE_SECONDS = 2.0
NEAR_WORKING_DAYS = 3
RECEIVED_DAYS = 30
_WAITING_STATES = (MessageState.DUE, MessageState.CLAIMED, MessageState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the database said, all of one moment: numbers only."""

    at: datetime
    is_at_head: bool
    outbox: Waiting
    duties: DutiesOpen
    received: dict[IssueKind, int]
    drafts: int


def read(engine: Engine, calendar: WorkingCalendar, now: datetime) -> Numbers:
    """Ask for everything. Raises db.Unavailable, or SQLAlchemy's own where the schema is not this release's."""
    today = london_date(now)
    is_at_head = at_head(engine)
    with transaction(engine, writes=False) as session:
        return Numbers(
            at=now,
            is_at_head=is_at_head,
            outbox=waiting(session),
            duties=duties_open(session, today, calendar.add(today, NEAR_WORKING_DAYS)),
            received=dict(received_since(session, today - timedelta(days=RECEIVED_DAYS))),
            drafts=open_drafts(session, now),
        )


class Gauges(Collector):
    """Gauges read at the moment they are asked for. One monitor at a time: who shows them takes turns.

    `turn` is held while the database is asked, and nothing of it stays open afterwards: see `showing.apart_from_forks`.
    """

    def __init__(self, engine: Engine, calendar: WorkingCalendar, now: Callable[[], datetime]) -> None:
        self.turn = threading.Lock()
        self._engine, self._calendar, self._now = engine, calendar, now
        self._answer: SimpleQueue[Numbers | None] | None = None

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Nothing: a registry that wanted the names beforehand would ask the database for them."""
        return iter(())

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Everything as it stands now."""
        built = GaugeMetricFamily("portal_build_info", "The release that answers.", labels=("version",))
        built.add_metric((version("portal"),), 1)
        yield built
        found = self._asked()
        yield GaugeMetricFamily("portal_database_up", "Did the database answer in time?", value=found is not None)
        if found is not None:
            yield from _families(found)

    def _asked(self) -> Numbers | None:
        """What the database says within the time limit. One that still thinks is waited for, and not asked again."""
        if self._answer is None:
            self._answer = SimpleQueue()
            threading.Thread(target=self._ask, args=(self._answer,), daemon=True).start()
        try:
            found = self._answer.get(timeout=PATIENCE_SECONDS)
        except Empty:
            return None
        self._answer = None
        is_fresh = found is not None and self._now() - found.at < timedelta(seconds=2 * PATIENCE_SECONDS)
        return found if is_fresh else None

    def _ask(self, answer: "SimpleQueue[Numbers | None]") -> None:
        found = None
        try:
            with self.turn, suppress(Unavailable, SQLAlchemyError):
                try:
                    found = read(self._engine, self._calendar, self._now())
                finally:
                    self._engine.dispose()
        finally:
            answer.put(found)


def _families(found: Numbers) -> Iterator[GaugeMetricFamily]:
    yield GaugeMetricFamily("portal_schema_current", "Has the database this release's schema?", value=found.is_at_head)
    yield GaugeMetricFamily("portal_drafts_open", "Conversations begun and not sent.", value=found.drafts)
    states = GaugeMetricFamily("portal_outbox_messages", "Messages not settled.", labels=("state",))
    for state in _WAITING_STATES:
        states.add_metric((state,), found.outbox.messages.get(state, 0))
    yield states
    yield _age("portal_outbox_oldest_seconds", "Age of the oldest message not settled.", found.outbox.oldest, found.at)
    urgent = found.outbox.oldest_urgent
    yield _age("portal_outbox_oldest_urgent_seconds", "The same, of those that cannot wait.", urgent, found.at)
    received = GaugeMetricFamily("portal_cases_received", f"In the last {RECEIVED_DAYS} days.", labels=("kind",))
    for kind in IssueKind:
        received.add_metric((kind,), found.received.get(kind, 0))
    yield received
    near = f"Cases that owe a duty within {NEAR_WORKING_DAYS} working days."
    yield _duties("portal_duties_near", near, found.duties.near)
    yield _duties("portal_duties_overdue", "Cases that owe a duty since before today.", found.duties.overdue)


def _age(name: str, means: str, since: datetime | None, now: datetime) -> GaugeMetricFamily:
    age = (now - since).total_seconds() if since is not None else 0
    return GaugeMetricFamily(name, means, value=max(age, 0))


def _duties(name: str, means: str, numbers: dict[Duty | None, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, means, labels=("duty",))
    for duty in Duty:
        if duty in COUNTED_BY_NAME:
            family.add_metric((duty,), numbers.get(duty, 0))
    family.add_metric(("other",), numbers.get(None, 0))
    return family
