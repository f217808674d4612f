"""The loop outlives what goes wrong: Notify gone for days, the database for a while. It can be told to stop."""

import sqlite3
import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, DataError, DBAPIError, IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from portal.db import transaction
from portal.outbox import claims
from portal.outbox.delivery import Delivery, Pauses, Round, Settled
from portal.outbox.models import MessageState
from portal.outbox.notify import Outcome, Refused, Retry, Stop, Unknown
from tests.integration.outbox.world import START, HandClock, Outbox, ScriptedNotify, notice

TICK = timedelta(milliseconds=1)
QUICK = Pauses(longest_between_rounds=timedelta(milliseconds=5))


def running(delivery: Delivery, stop: threading.Event) -> threading.Thread:
    thread = threading.Thread(target=delivery.run, args=(stop, TICK), daemon=True)
    thread.start()
    return thread


class Patience(threading.Event):
    """Waits no time at all, remembers how long it should have, and stops after so many rounds."""

    def __init__(self, clock: HandClock, rounds: int) -> None:
        super().__init__()
        self.clock, self.rounds, self.waited = clock, rounds, list[float]()

    def wait(self, timeout: float | None = None) -> bool:
        self.waited.append(timeout or 0)
        self.clock.forward(hours=1)  # so that every message is due again
        if len(self.waited) == self.rounds:
            self.set()
        return self.is_set()


def wait_for(condition, seconds: float = 10) -> None:  # type: ignore[no-untyped-def]
    pause = threading.Event()
    for _ in range(int(seconds / 0.01)):
        if condition():
            return
        pause.wait(0.01)
    raise AssertionError("It never came about.")


@pytest.mark.parametrize(
    ("answers", "waits"),
    [
        ([], [1, 1, 1]),
        ([Retry("500 Exception")] * 7, [2, 4, 8, 16, 30, 30, 30, 1]),
        ([Retry("500 Exception"), Unknown("ReadTimeout")], [2, 4, 1]),
        ([Stop("403 AuthError")] * 2, [60, 60, 1]),
        ([Retry("429 RateLimitError", timedelta(seconds=10))] * 2, [10, 10, 1]),
        ([Retry("429 TooManyRequestsError", timedelta(minutes=15), alone=True)] * 2, [1, 1, 1]),
        ([Refused("400 BadRequestError")], [1, 1]),
    ],
)
def test_how_long_it_rests_between_rounds(
    outbox: Outbox, clock: HandClock, answers: list[Outcome | Exception], waits: list[float]
):
    outbox.post(notice())
    stop = Patience(clock, rounds=len(waits))
    delivery = Delivery(engine=outbox.engine, notify=ScriptedNotify(answers=list(answers)), clock=clock)
    delivery.run(stop, timedelta(seconds=1))
    assert stop.waited == waits


def test_told_to_stop_it_finishes_the_message_in_hand(outbox: Outbox, notify: ScriptedNotify, clock: HandClock):
    stop = threading.Event()
    outbox.post(notice(1), notice(2))
    notify.while_sending = lambda _: stop.set()
    Delivery(engine=outbox.engine, notify=notify, clock=clock).run(stop, TICK)
    assert sorted(row.state for row in outbox.rows().values()) == [MessageState.DUE, MessageState.SENT]


def test_it_goes_on_when_the_database_comes_back(outbox: Outbox, notify: ScriptedNotify, clock: HandClock):
    kind = outbox.engine.dialect.name
    with transaction(outbox.engine, writes=True) as session:
        session.execute(text("ALTER TABLE outbox RENAME TO away"))
    stop = threading.Event()
    with capture_logs() as logs:
        thread = running(Delivery(engine=outbox.engine, notify=notify, clock=clock, pauses=QUICK), stop)
        wait_for(lambda: len(logs) >= 3)
        with transaction(outbox.engine, writes=True) as session:
            session.execute(text("ALTER TABLE away RENAME TO outbox"))
        outbox.post(notice())
        wait_for(lambda: notify.sent)
        stop.set()
        thread.join()
    gone = [line for line in logs if line["event"] == "database-away"]
    assert {line["error"] for line in gone} == {{"sqlite": "OperationalError"}.get(kind, "ProgrammingError")}


@pytest.mark.parametrize("error", [IntegrityError, DataError, ProgrammingError])
def test_one_message_that_cannot_be_written_down_holds_up_no_other(
    outbox: Outbox, notify: ScriptedNotify, clock: HandClock, error: type[DBAPIError]
):
    broken, whole = outbox.post(notice(1), now=START - timedelta(seconds=1)) + outbox.post(notice(2))

    def settled(_session: Session, end: Settled, _now: datetime) -> None:
        if end.message_id == broken:
            raise error("INSERT INTO case_events", {}, sqlite3.Error("made up"))

    delivery = Delivery(engine=outbox.engine, notify=notify, clock=clock, on_settled=settled)
    assert delivery.once() == Round(2)
    assert outbox.row(whole).state is MessageState.SENT
    assert outbox.row(broken).state is MessageState.DUE
    assert outbox.row(broken).reason == error.__name__
    assert outbox.row(broken).notify_id == "notify-1"  # written down again later, never sent again


@pytest.mark.parametrize("error", [DatabaseError, ProgrammingError, OperationalError])
def test_it_goes_on_whatever_the_database_says(
    outbox: Outbox, notify: ScriptedNotify, clock: HandClock, monkeypatch: pytest.MonkeyPatch, error: type[DBAPIError]
):
    outbox.post(notice())
    take, faults = claims.take, [error("SELECT 1", {}, sqlite3.Error("made up"))]

    def first_fails(*given: Any) -> Any:
        if faults:
            raise faults.pop()
        return take(*given)

    monkeypatch.setattr(claims, "take", first_fails)
    stop = Patience(clock, rounds=2)
    Delivery(engine=outbox.engine, notify=notify, clock=clock).run(stop, timedelta(seconds=1))
    assert len(notify.sent) == 1
