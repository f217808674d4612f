"""Notify forgets: what may have gone longer ago than it remembers goes out all the same, and that is written down."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from portal.outbox.delivery import Delivery, Settled
from portal.outbox.models import MessageState
from portal.outbox.notify import Retry, Sent, Unknown
from tests.integration.outbox.world import HandClock, Outbox, ScriptedNotify, notice


class Killed(BaseException):
    """As SIGKILL: nothing catches it."""


def die(_: object) -> None:
    raise Killed


@pytest.mark.parametrize(("days", "perhaps_twice"), [(1, False), (5, False), (8, True), (30, True)])
@pytest.mark.parametrize("doubt", ["no answer", "a crash"])
def test_a_doubt_that_notify_can_no_longer_clear(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock, settled: list[Settled],
    doubt: str, days: int, perhaps_twice: bool,
):  # fmt: skip
    outbox.post(notice())
    if doubt == "a crash":
        notify.while_sending = die
        with pytest.raises(Killed):
            delivery.once()
        notify.while_sending = lambda _: None
    else:
        notify.answers = [Unknown("ReadTimeout")]
        delivery.once()
    clock.forward(days=days)
    with capture_logs() as logs:
        delivery.once()
    assert [(end.state, end.perhaps_twice) for end in settled] == [(MessageState.SENT, perhaps_twice)]
    assert ("message-perhaps-sent-twice" in {line["event"] for line in logs}) is perhaps_twice


def test_asking_in_vain_for_days_makes_the_doubt_no_younger(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock, settled: list[Settled]
):
    (message_id,) = outbox.post(notice())
    notify.answers = [Unknown("ReadTimeout")]
    delivery.once()
    notify.known[message_id] = Retry("ConnectionError")
    for _ in range(8):
        clock.forward(days=1)
        delivery.once()
    del notify.known[message_id]
    clock.forward(hours=1)
    delivery.once()
    assert [end.perhaps_twice for end in settled] == [True]


def test_a_failure_that_left_no_doubt_never_sends_twice(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock, settled: list[Settled]
):
    outbox.post(notice())
    notify.answers = [Retry("500 Exception")]
    delivery.once()
    clock.forward(days=30)
    delivery.once()
    assert [end.perhaps_twice for end in settled] == [False]


def test_what_notify_still_knows_is_no_doubt(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock, settled: list[Settled]
):
    (message_id,) = outbox.post(notice())
    notify.answers = [Unknown("ReadTimeout")]
    delivery.once()
    clock.now += timedelta(days=10)
    notify.known[message_id] = Sent("notify-had-it")  # an account that keeps messages for longer
    delivery.once()
    assert [end.perhaps_twice for end in settled] == [False]
