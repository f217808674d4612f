"""One message among fifty, or several alerts, that break whatever touches them: the others go out, and soon."""

import threading
from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest

from portal.outbox.delivery import Delivery, Pauses
from portal.outbox.messages import Personalised
from portal.outbox.models import MessageState
from portal.outbox.notify import Outcome, Outgoing, Refused, Retry, Sent, Unknown
from tests.integration.outbox.world import START, HandClock, Outbox, ScriptedNotify, alert, notice

OTHERS = 50


class Broken(Exception):
    """Nobody expects this."""


class Poisoned(ScriptedNotify):
    """A Notify that fails for some messages alone, for ever, in each way in turn, and takes every other."""

    def __init__(self, *poison: str, answers: Sequence[Outcome | Exception]) -> None:
        super().__init__()
        self.poison, self.answers_to_poison, self.failed = poison, answers, 0

    def send(self, message: Outgoing) -> Outcome:
        if message.reference not in self.poison:
            return super().send(message)
        answer = self.answers_to_poison[self.failed % len(self.answers_to_poison)]
        self.failed += 1
        if isinstance(answer, Exception):
            raise answer
        return answer


class Hours(threading.Event):
    """Time that passes as it is waited for, until so much of it has passed."""

    def __init__(self, clock: HandClock, until: timedelta) -> None:
        super().__init__()
        self.clock, self.until = clock, clock.now + until

    def wait(self, timeout: float | None = None) -> bool:
        self.clock.now += timedelta(seconds=timeout or 0)
        if self.clock.now >= self.until:
            self.set()
        return self.is_set()


@pytest.mark.parametrize(
    ("poison", "answer"),
    [
        pytest.param(notice, Retry("500 Exception"), id="500"),
        pytest.param(notice, Retry("429", timedelta(minutes=15), alone=True), id="a day's limit"),
        pytest.param(notice, Unknown("ReadTimeout"), id="silence"),
        pytest.param(notice, Refused("400 BadRequestError"), id="refused"),
        pytest.param(notice, Broken("canary words"), id="a fault of ours"),
        pytest.param(alert, Retry("500 Exception"), id="500 for an alert"),
        pytest.param(alert, Unknown("ReadTimeout"), id="silence for an alert"),
    ],
)
def test_the_others_go_out_within_seconds(
    outbox: Outbox, clock: HandClock, poison: Callable[[], Personalised], answer: Outcome | Exception
):
    (bad,) = outbox.post(poison(), now=START)
    others = [
        id for number in range(OTHERS) for id in outbox.post(notice(number), now=START + timedelta(microseconds=number))
    ]
    clock.forward(seconds=1)
    notify = Poisoned(bad, answers=[answer])
    delivery = Delivery(engine=outbox.engine, notify=notify, clock=clock, pauses=Pauses(jitter=lambda: 0.0))
    delivery.run(Hours(clock, timedelta(seconds=10)), timedelta(seconds=1))
    assert [out.reference for out in notify.sent] == others
    assert outbox.row(bad).state is not MessageState.SENT


def test_poison_is_tried_less_and_less_and_goes_out_once_it_is_cured(outbox: Outbox, clock: HandClock):
    (bad,) = outbox.post(notice())
    notify = Poisoned(bad, answers=[Retry("500 Exception")])
    delivery = Delivery(engine=outbox.engine, notify=notify, clock=clock, pauses=Pauses(jitter=lambda: 0.0))
    delivery.run(Hours(clock, timedelta(hours=3)), timedelta(minutes=1))
    assert 12 <= outbox.row(bad).attempts <= 22  # four an hour, once the pauses have grown
    notify.answers_to_poison = [Sent("notify-in-the-end")]
    delivery.run(Hours(clock, timedelta(minutes=16)), timedelta(minutes=1))
    assert outbox.row(bad).notify_id == "notify-in-the-end"


TROUBLES = (Retry("500 Exception"), Unknown("502"), Unknown("ReadTimeout"))


@pytest.mark.parametrize(("alerts", "minutes"), [(3, 5), (6, 10)])
def test_alerts_that_always_fail_hold_up_the_others_for_minutes_and_not_for_ever(
    outbox: Outbox, clock: HandClock, alerts: int, minutes: int
):
    bad = outbox.post(*(alert() for _ in range(alerts)), now=START)
    others = outbox.post(*(notice(number) for number in range(30)), now=START)
    notify = Poisoned(*bad, answers=TROUBLES)
    delivery = Delivery(engine=outbox.engine, notify=notify, clock=clock, pauses=Pauses(jitter=lambda: 0.0))
    delivery.run(Hours(clock, timedelta(minutes=minutes)), timedelta(seconds=1))
    assert sorted(out.reference for out in notify.sent) == sorted(others)
    (late,) = outbox.post(notice(99), now=clock.now)
    delivery.run(Hours(clock, timedelta(minutes=5)), timedelta(seconds=1))
    assert outbox.row(late).state is MessageState.SENT
    assert all(outbox.row(each).attempts >= 4 for each in bad)  # they had their turns too


def test_a_new_alert_goes_before_those_that_failed_often_and_all_that_waits(outbox: Outbox, clock: HandClock):
    bad = outbox.post(*(alert() for _ in range(3)), now=START)
    notify = Poisoned(*bad, answers=TROUBLES)
    delivery = Delivery(engine=outbox.engine, notify=notify, clock=clock, pauses=Pauses(jitter=lambda: 0.0))
    delivery.run(Hours(clock, timedelta(minutes=6)), timedelta(seconds=1))
    outbox.post(*(notice(number) for number in range(3)), now=clock.now - timedelta(minutes=3))
    (new,) = outbox.post(alert(), now=clock.now)
    delivery.once()
    assert notify.sent[0].reference == new
