"""A desk beside which somebody is reminded: time goes by as a test says, and what was posted meanwhile is seen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from portal.cases.models import CaseEvent, case_duties
from portal.cli.reminding import remind_once
from portal.db import transaction
from portal.outbox.models import Message, MessageState
from tests.databases import Databases
from tests.factories import engine_on, london, office
from tests.integration.cases.acts.conftest import StaffDesk

COMPLAINTS = "complaintsandcompliments@rbwm.gov.uk"
SAFETY, MASH, PODS, OUTSIDE = (f"{team}@rbwm.example" for team in ("safety-lead", "mash", "pods", "monitoring-officer"))
MINUTE = timedelta(minutes=1)
Posted = tuple[str, str]  # kind of message, and to which inbox


@dataclass
class RemindedDesk(StaffDesk):
    """What somebody who asks every so often does with cases, and who delivers what they post."""

    delivers: bool = True

    def asks(self, day: str, clock: str = "10:00") -> list[Posted]:
        """Somebody asks at this moment in London. What that posted, by kind and inbox."""
        return self.asks_at(london(day, clock))

    def asks_at(self, now: datetime) -> list[Posted]:
        before = {row.id for row in self.messages()}
        remind_once(self.engine, self.office, now)
        posted = [(row.kind, row.to) for row in self.messages() if row.id not in before]
        if self.delivers:
            self.all_goes_out()
        return posted

    def all_goes_out(self) -> None:
        """As a deliverer leaves the outbox."""
        with transaction(self.engine, writes=True) as session:
            session.execute(update(Message).values(due_at=None, state=MessageState.SENT))

    def asks_until(self, first: datetime, last: datetime, every: timedelta) -> list[tuple[datetime, list[Posted]]]:
        """Somebody asks again and again: each moment that posted something, and what."""
        found, now = [], first
        while now <= last:
            if posted := self.asks_at(now):
                found.append((now, posted))
            now += every
        return found

    def asks_daily(self, first: str, last: str) -> dict[str, list[Posted]]:
        """Somebody asks every morning: what each day posted."""
        days, day, end = dict[str, list[Posted]](), date.fromisoformat(first), date.fromisoformat(last)
        while day <= end:
            if posted := self.asks(day.isoformat()):
                days[day.isoformat()] = posted
            day += timedelta(days=1)
        return days

    def change_duties(self, *which: Any, **values: Any) -> None:
        with transaction(self.engine, writes=True) as session:
            session.execute(update(case_duties).where(*which).values(**values))

    def leaves_only(self, duty: str) -> None:
        """Everything owed is done but this."""
        self.change_duties(case_duties.c.duty != duty, done_on=date(2026, 9, 1))

    def reminded(self, reference: str) -> list[dict[str, Any]]:
        """The facts of every reminder on the case, in order."""
        return [event.facts for event in self.case(reference).events if event.happened == "reminded"]

    def bodies(self, *kinds: str) -> list[Message]:
        return [row for row in self.messages() if row.kind in kinds]

    def words_of_events(self) -> list[str]:
        with transaction(self.engine, writes=False) as session:
            return [words for words in session.scalars(select(CaseEvent.words)) if words]


@pytest.fixture
def desk(databases: Databases) -> Iterator[RemindedDesk]:
    engine = engine_on(databases.migrated())
    yield RemindedDesk(engine, office())
    engine.dispose()
