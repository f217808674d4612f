"""A clock that is put back, by seconds or by a day: nothing is sent twice for it, and nothing waits long for it."""

from datetime import timedelta

import pytest

from portal.outbox.delivery import Delivery
from portal.outbox.models import MessageState
from portal.outbox.notify import Retry, Sent, Unknown
from tests.integration.outbox.world import HandClock, Outbox, ScriptedNotify, alert, notice

STEPS = pytest.mark.parametrize("back", [{"minutes": 10}, {"hours": 1}, {"days": 1}], ids=["minutes", "hour", "day"])


class Killed(BaseException):
    """As SIGKILL: nothing catches it."""


def put_back(clock: HandClock, by: dict[str, float]) -> None:
    clock.now -= timedelta(**by)


@STEPS
def test_what_was_written_before_goes_at_once(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock, back: dict[str, float]
):
    second, third = outbox.post(notice(1), now=clock.now) + outbox.post(notice(2), now=clock.now + timedelta(seconds=1))
    (first,) = outbox.post(alert(), now=clock.now + timedelta(seconds=1))
    put_back(clock, back)
    delivery.once()
    assert [out.reference for out in notify.sent] == [first, second, third]


@STEPS
def test_a_pause_is_not_stretched(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock, back: dict[str, float]
):
    (message_id,) = outbox.post(notice())
    notify.answers = [Retry("500 Exception")]
    delivery.once()
    put_back(clock, back)
    delivery.once()
    assert outbox.row(message_id).state is MessageState.SENT
    assert notify.asked == [message_id]


@STEPS
def test_a_doubt_is_given_time_and_then_asked_about(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock, back: dict[str, float]
):
    (message_id,) = outbox.post(notice())
    notify.answers = [Unknown("ReadTimeout")]
    delivery.once()
    put_back(clock, back)
    assert delivery.once().taken == 0  # asked too soon, Notify does not know either
    notify.known[message_id] = Sent("notify-had-it")
    clock.forward(minutes=1)
    delivery.once()
    assert outbox.row(message_id).notify_id == "notify-had-it"
    assert len(notify.sent) == 1


@STEPS
def test_a_message_in_another_deliverers_hands_is_left_there_for_a_whole_lease(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock, back: dict[str, float]
):
    outbox.post(notice())
    seen = []

    def the_clock_goes_back(_: object) -> None:
        if not seen:
            put_back(clock, back)
            seen.append(delivery.once().taken)
            clock.forward(seconds=59)
            seen.append(delivery.once().taken)

    notify.while_sending = the_clock_goes_back
    assert delivery.once().taken == 1
    assert seen == [0, 0]
    assert len(notify.sent) == 1
    assert {row.state for row in outbox.rows().values()} == {MessageState.SENT}


@STEPS
def test_a_crashed_deliverers_message_waits_one_lease_and_no_more(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock, back: dict[str, float]
):
    def die(_: object) -> None:
        raise Killed

    (message_id,) = outbox.post(notice())
    notify.while_sending = die
    with pytest.raises(Killed):
        delivery.once()
    notify.while_sending = lambda _: None
    put_back(clock, back)
    assert delivery.once().taken == 0
    clock.forward(minutes=1)
    notify.known[message_id] = Sent("notify-had-it")
    assert delivery.once().taken == 1
    assert (outbox.row(message_id).state, len(notify.sent)) == (MessageState.SENT, 1)


def test_a_clock_that_keeps_going_back_neither_hurries_nor_holds_anything_up(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock
):
    ids = outbox.post(*(notice(number) for number in range(5)))
    notify.answers = [Retry("500 Exception"), Unknown("ReadTimeout")] * 3
    for _ in range(40):
        delivery.once()
        clock.forward(seconds=40)
        put_back(clock, {"seconds": 25})
    assert {row.state for row in outbox.rows().values()} == {MessageState.SENT}
    assert {out.reference for out in notify.sent} == set(ids)
    assert len(notify.sent) == len(ids) + 6  # each failure was one try


def test_another_machine_whose_clock_is_behind_sends_what_was_just_written(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock
):
    outbox.post(notice(), now=clock.now + timedelta(seconds=20))
    assert delivery.once().taken == 1


@pytest.mark.parametrize("behind", [2, 59])
def test_a_deliverer_whose_clock_is_a_little_behind_does_not_end_anothers_pause(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock, behind: int
):
    (message_id,) = outbox.post(notice())
    notify.answers = [Retry("500 Exception", timedelta(minutes=2))]
    delivery.once()
    until = outbox.row(message_id).due_at
    put_back(clock, {"seconds": behind})
    assert delivery.once().taken == 0
    assert outbox.row(message_id).due_at == until
    clock.forward(seconds=behind + 120)
    assert delivery.once().taken == 1
