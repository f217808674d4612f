"""One message among fifty that breaks whatever touches it: the others go out, in their order, and soon."""

import threading
from collections.abc import Callable
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
    """A Notify that fails for one message alone, for ever, and takes every other."""

    def __init__(self, poison: str, answer: Outcome | Exception) -> None:
        super().__init__()
        self.poison, self.answer = poison, answer

    def send(self, message: Outgoing) -> Outcome:
        if message.reference != self.poison:
            return super().send(message)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


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
    notify = Poisoned(bad, answer)
    delivery = Delivery(engine=outbox.engine, notify=notify, clock=clock, pauses=Pauses(jitter=lambda: 0.0))
    delivery.run(Hours(clock, timedelta(seconds=10)), timedelta(seconds=1))
    assert [out.reference for out in notify.sent] == others
    assert outbox.row(bad).state is not MessageState.SENT


def test_poison_is_tried_less_and_less_and_goes_out_once_it_is_cured(outbox: Outbox, clock: HandClock):
    (bad,) = outbox.post(notice())
    notify = Poisoned(bad, Retry("500 Exception"))
    delivery = Delivery(engine=outbox.engine, notify=notify, clock=clock, pauses=Pauses(jitter=lambda: 0.0))
    delivery.run(Hours(clock, timedelta(hours=3)), timedelta(minutes=1))
    assert 12 <= outbox.row(bad).attempts <= 22  # four an hour, once the pauses have grown
    notify.answer = Sent("notify-in-the-end")
    delivery.run(Hours(clock, timedelta(minutes=16)), timedelta(minutes=1))
    assert outbox.row(bad).notify_id == "notify-in-the-end"
