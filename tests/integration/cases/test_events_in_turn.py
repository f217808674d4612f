"""Two who write on one case at once: on PostgreSQL its row lets them in one by one, and no number is given twice."""

from typing import Any

from sqlalchemy import ClauseElement, event
from sqlalchemy.dialects import postgresql

from tests.factories import told
from tests.integration.cases.conftest import Desk


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
