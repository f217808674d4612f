"""The loop outlives what goes wrong: Notify gone for days, the database for a while. It can be told to stop."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from portal.db import transaction
from portal.outbox.delivery import Delivery, Pauses, Round
from portal.outbox.models import MessageState
from portal.outbox.notify import Outcome, Outgoing, Refused, Retry, Stop, Unknown
from tests.integration.outbox.world import HandClock, Outbox, ScriptedNotify, alert, notice

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
    assert {line["error"] for line in gone} == {"OperationalError"}


def test_after_three_days_without_notify_everything_goes_out_and_alerts_go_first(
    outbox: Outbox, notify: ScriptedNotify, clock: HandClock
):
    back_at = clock.now + timedelta(hours=72)

    class Away(ScriptedNotify):
        def send(self, message: Outgoing):  # type: ignore[no-untyped-def]
            return super().send(message) if clock.now >= back_at else Retry("ConnectionError")

        def find(self, reference: str):  # type: ignore[no-untyped-def]
            return super().find(reference) if clock.now >= back_at else Retry("ConnectionError")

    away = Away()
    delivery = Delivery(engine=outbox.engine, notify=away, clock=clock, pauses=Pauses(jitter=lambda: 0.0))
    outbox.post(*(notice(number) for number in range(40)))
    (pressing,) = outbox.post(alert())
    while clock.now < back_at:
        delivery.once()
        clock.forward(minutes=10)
    clock.forward(minutes=15)  # the longest that any message waits
    assert delivery.once() == Round(41)
    assert away.sent[0].reference == pressing
    assert len({out.reference for out in away.sent}) == len(away.sent) == 41
