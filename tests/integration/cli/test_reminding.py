"""Beside the delivery somebody is reminded every minute, whatever goes wrong, and before `deliver --once` sends."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from portal.cases.intake import receive
from portal.cases.models import CaseDuty
from portal.cases.office import Office
from portal.cases.reminders.days import is_time
from portal.cli import reminding
from portal.cli.reminding import remind_every_minute
from portal.db import make_engine, transaction
from portal.migrating import migrate
from portal.outbox.models import Message
from portal.settings import Settings
from portal.vocabulary import Language
from tests.databases import Databases
from tests.factories import RECEIVED, engine_on, london, office, told, transcript

OFFICE = office()


class Minutes(threading.Event):
    """Lets a minute pass in no time, so many times. It is the clock as well."""

    def __init__(self, minutes: int, now: datetime) -> None:
        super().__init__()
        self.minutes, self.now, self.waited = minutes, now, list[float]()

    def wait(self, timeout: float | None = None) -> bool:
        self.waited.append(timeout or 0)
        self.now += timedelta(seconds=timeout or 0)
        if len(self.waited) == self.minutes:
            self.set()
        return self.is_set()


@pytest.fixture
def engine(databases: Databases) -> Iterator[Engine]:
    engine = engine_on(databases.migrated())
    with transaction(engine, writes=True) as session:
        receive(session, told(), transcript(), OFFICE, key="one", language=Language.ENGLISH, now=RECEIVED)
    yield engine
    engine.dispose()


def reminders(engine: Engine) -> int:
    with transaction(engine, writes=False) as session:
        return sum(kind == "reminder" for kind in session.scalars(select(Message.kind)))


def test_reminders_are_looked_for_every_quarter_of_an_hour_and_alarms_every_minute(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    looked = {"to_remind": list[datetime](), "to_alarm": list[datetime]()}

    def seen(name: str, session: Session, now: datetime, of: Office) -> tuple[str, ...]:
        looked[name].append(now)
        return found[name](session, now, of)

    found = {name: getattr(reminding, name) for name in looked}
    for name in looked:
        monkeypatch.setattr(reminding, name, partial(seen, name))
    start = london("2026-09-04", "08:50")
    minutes = Minutes(31, start)
    remind_every_minute(engine, OFFICE, minutes, lambda: minutes.now)
    assert minutes.waited == 31 * [60]
    assert looked["to_alarm"] == [start + n * timedelta(minutes=1) for n in range(31)]
    assert looked["to_remind"] == [start + n * timedelta(minutes=15) for n in range(3)]
    assert reminders(engine) == 1  # at five past nine, as work had begun


def test_whatever_goes_wrong_the_next_minute_goes_on(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    faults, look = [RuntimeError("a secret"), MemoryError("a secret")], reminding.to_alarm

    def breaks(*given):  # type: ignore[no-untyped-def]
        if faults:
            raise faults.pop()
        return look(*given)

    monkeypatch.setattr(reminding, "to_alarm", breaks)
    minutes = Minutes(3, london("2026-09-04"))
    with capture_logs() as logs:
        remind_every_minute(engine, OFFICE, minutes, lambda: minutes.now)
    assert [line["event"] for line in logs] == ["reminders-wait", "reminded", "reminders-wait"]
    assert "secret" not in str(logs)
    assert reminders(engine) == 1


def test_deliver_once_reminds_and_sends_what_it_wrote(tmp_path: Path):
    env = {"PORTAL_LOCAL": "1", "PORTAL_INSTANCE": str(tmp_path / "instance")}
    settings = Settings.from_env(env)
    engine = make_engine(settings.database_url, settings.keyring)
    migrate(engine)
    now = datetime.now(UTC)
    with transaction(engine, writes=True) as session:
        receive(session, told(), transcript(), OFFICE, key="one", language=Language.ENGLISH, now=now)
        for duty in session.scalars(select(CaseDuty)):
            duty.due_on = (now - timedelta(days=30)).date()
    code = "from portal.cli import main; main()"
    # By the real clock: it is the time for reminders, or it is night or a weekend, and then none goes.
    done = subprocess.run(
        [sys.executable, "-c", code, "deliver", "--once"],
        env=env | {"PATH": os.environ["PATH"]}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "reminders-wait" not in done.stderr
    with transaction(engine, writes=False) as session:
        kinds = [row.kind for row in session.scalars(select(Message)) if row.sent_at]
    assert ("reminder" in kinds) is is_time(now, OFFICE.council.safety, OFFICE.calendar)
    engine.dispose()
