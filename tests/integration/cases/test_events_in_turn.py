"""Those who write on one case at once: its row lets them in one by one, and no number is given twice."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy import ClauseElement, event, select
from sqlalchemy.dialects import postgresql

from portal.cases.models import CaseEvent
from portal.db import transaction
from tests.factories import told
from tests.integration.cases.conftest import Desk


def test_many_who_write_on_one_case_at_once_each_have_a_number_of_their_own(desk: Desk):
    reference = desk.receive(told())
    before = len(desk.case(reference).events)
    with ThreadPoolExecutor(6) as staff:
        assert all(staff.map(lambda number: desk.open(reference, by=f"somebody {number}"), range(18)))
    with transaction(desk.engine, writes=False) as session:
        numbers = session.scalars(select(CaseEvent.number).order_by(CaseEvent.number)).all()
    assert numbers == list(range(1, before + 19))
    assert {event.by for event in desk.case(reference).events[before:]} == {f"somebody {n}" for n in range(18)}


def test_the_case_is_locked_before_the_next_number_is_looked_up(desk: Desk):
    reference = desk.receive(told())
    asked: list[str] = []

    def hears(_connection: object, statement: Any, *_: object) -> None:
        if isinstance(statement, ClauseElement):
            asked.append(" ".join(str(statement.compile(dialect=postgresql.dialect())).split()))

    event.listen(desk.engine, "before_execute", hears)
    desk.open(reference)
    event.remove(desk.engine, "before_execute", hears)

    (locks,) = [at for at, said in enumerate(asked) if "FROM cases" in said and said.endswith("FOR UPDATE")]
    (looks,) = [at for at, said in enumerate(asked) if "max(case_events.number)" in said]
    (writes,) = [at for at, said in enumerate(asked) if said.startswith("INSERT INTO case_events")]
    assert locks < looks < writes
