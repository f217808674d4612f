"""How the databases go about what lists ask: they read few rows, and little of each."""

import threading
from datetime import date
from types import SimpleNamespace

from sqlalchemy import select, text

from portal.cases.access import Viewer, visible_to
from portal.cases.models import cases
from portal.cli.purge import purge_hourly
from portal.vocabulary import StaffRole
from tests.bench.annual_filling import fill
from tests.databases import Databases
from tests.factories import engine_on, office, told, transcript, worked_council
from tests.integration.cases.conftest import Desk


class OneHour(threading.Event):
    """Told to stop as soon as somebody waits for the next hour."""

    def wait(self, timeout: float | None = None) -> bool:
        self.set()
        return True


def test_sqlite_looks_for_a_team_s_part_in_each_case_and_not_through_all_the_team_s_parts(sqlite_files: Databases):
    url = sqlite_files.migrated()
    engine = engine_on(url)
    fill(engine, date(2025, 4, 1), date(2026, 3, 31), date(2026, 6, 1), made=300)

    purge_hourly(engine, worked_council().retention, OneHour())

    engine.dispose()  # a connection plans by what it knew when it was opened
    staff = SimpleNamespace(id="anybody", roles={StaffRole.TEAM_MANAGER}, teams=frozenset({"pods"}), since=None)
    asked = select(cases.c.id).where(visible_to(Viewer(staff, ())))
    with engine.connect() as connection:
        said = asked.compile(engine, compile_kwargs={"literal_binds": True})
        plan = [row.detail for row in connection.execute(text(f"EXPLAIN QUERY PLAN {said}"))]
    engine.dispose()
    of_issues = [step for step in plan if " issues " in step]
    assert of_issues
    assert all("case_id=?" in step for step in of_issues), plan


def test_on_postgresql_the_words_of_a_case_lie_apart_from_what_lists_read(postgres_databases: Databases):
    desk = Desk(engine_on(postgres_databases.migrated()), office())
    desk.receive(told(), turns=transcript() * 20)

    table = "SELECT reltoastrelid::regclass::text FROM pg_class WHERE relname = 'cases'"
    with desk.engine.connect() as connection:
        apart = connection.execute(text(table)).scalar_one()
        values = connection.execute(text(f"SELECT count(DISTINCT chunk_id) FROM {apart}")).scalar_one()  # noqa: S608
    desk.engine.dispose()
    assert values == 2  # what they said, and the talk
