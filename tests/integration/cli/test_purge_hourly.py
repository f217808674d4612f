"""What we said would go, goes every hour, also after an hour in which it could not."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import ProgrammingError
from structlog.testing import capture_logs

from portal import drafts
from portal.cli.purge import purge_hourly
from portal.db import transaction
from portal.drafts import letting_go
from tests.databases import Databases
from tests.factories import engine_on, worked_council

STORY = "Nobody came on my birthday."


class Hours(threading.Event):
    """Lets an hour pass in no time, so many times."""

    def __init__(self, hours: int) -> None:
        super().__init__()
        self.hours, self.waited = hours, list[float]()

    def wait(self, timeout: float | None = None) -> bool:
        self.waited.append(timeout or 0)
        if len(self.waited) == self.hours:
            self.set()
        return self.is_set()


@pytest.fixture
def engine(databases: Databases) -> Iterator[Engine]:
    engine = engine_on(databases.migrated())
    with transaction(engine, writes=True) as session:
        drafts.begin(session, language="en_GB", days=1, now=datetime.now(UTC) - timedelta(days=2))
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    "error", [ProgrammingError("DELETE FROM drafts", {}, Exception(STORY)), RuntimeError(STORY), MemoryError()]
)
def test_an_hour_that_went_wrong_is_made_good_in_the_next(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, error: Exception
):
    faults, purge = [error], letting_go.purge_unsent

    def first_fails(*given):  # type: ignore[no-untyped-def]
        if faults:
            raise faults.pop()
        return purge(*given)

    monkeypatch.setattr(letting_go, "purge_unsent", first_fails)
    hours = Hours(2)
    with capture_logs() as logs:
        purge_hourly(engine, worked_council().retention, hours)
    assert hours.waited == [3600, 3600]
    assert [(line["event"], line.get("drafts")) for line in logs] == [("purge-waits", None), ("purged", 1)]
    assert logs[0]["error"] in {type(error).__name__, "Exception"}
    assert STORY not in str(logs)
