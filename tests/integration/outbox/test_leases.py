"""A message belongs to one deliverer until its lease ends; who comes back late can only say that it was sent."""

from datetime import timedelta
from typing import Any

import pytest

from portal.db import Unavailable, transaction
from portal.outbox import claims
from portal.outbox.delivery import Delivery, Settled
from portal.outbox.models import MessageState
from portal.outbox.notify import Outcome, Refused, Retry, Sent
from tests.integration.outbox.world import HandClock, Outbox, ScriptedNotify, notice

LEASE = timedelta(minutes=1)


class Killed(BaseException):
    """As SIGKILL: nothing catches it."""


def die(_: object) -> None:
    raise Killed


def test_a_crash_leaves_a_lease_and_the_next_deliverer_asks_first(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock
):
    (message_id,) = outbox.post(notice())
    notify.while_sending = die
    with pytest.raises(Killed):
        delivery.once()
    notify.while_sending = lambda _: None
    assert outbox.row(message_id).state is MessageState.CLAIMED
    clock.forward(seconds=59)
    assert delivery.once().taken == 0  # the lease has not ended
    clock.forward(seconds=1)
    notify.known[message_id] = Sent("notify-had-it")
    delivery.once()
    assert (outbox.row(message_id).state, len(notify.sent)) == (MessageState.SENT, 1)


@pytest.mark.parametrize("late", [Sent("notify-of-the-late-one"), Refused("too late to matter")])
def test_the_first_to_say_how_it_ended_is_believed_and_told_once(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock, settled: list[Settled], late: Outcome
):
    (message_id,) = outbox.post(notice())
    turns = iter([True, False])

    def another_takes_over(_: object) -> None:
        if next(turns):
            clock.forward(minutes=2)
            assert delivery.once().taken == 1

    notify.while_sending = another_takes_over
    notify.answers = [Sent("notify-of-the-second"), late]
    delivery.once()
    row = outbox.row(message_id)
    assert (row.state, row.notify_id, row.reason) == (MessageState.SENT, "notify-of-the-second", None)
    assert [end.state for end in settled] == [MessageState.SENT]


def test_a_lost_lease_lets_nobody_put_back_or_refuse_what_another_is_sending(outbox: Outbox, clock: HandClock):
    (message_id,) = outbox.post(notice())
    late = claims.take(outbox.engine, clock.now, LEASE)
    clock.forward(minutes=2)
    holder = claims.take(outbox.engine, clock.now, LEASE)
    assert late is not None
    assert holder is not None
    assert (late.attempt, holder.attempt) == (1, 2)
    with transaction(outbox.engine, writes=True) as session:
        assert not claims.refused(session, late, "400")
        assert not claims.put_back(session, late, "500", clock.now)
    assert outbox.row(message_id).state is MessageState.CLAIMED
    with transaction(outbox.engine, writes=True) as session:
        assert claims.sent(session, late.id, "notify-1", clock.now)  # that it was sent is a fact, whoever says so
        assert not claims.sent(session, holder.id, "notify-2", clock.now)
    assert outbox.row(message_id).notify_id == "notify-1"


def test_who_asked_for_longer_than_its_lease_does_not_send(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock, settled: list[Settled]
):
    (message_id,) = outbox.post(notice())
    notify.answers = [Retry("500 Exception")]
    delivery.once()
    clock.forward(minutes=1)
    turns = iter([True, False])

    def another_takes_over(_: str) -> None:
        if next(turns):
            clock.forward(minutes=2)
            assert delivery.once().taken == 1

    notify.while_asking = another_takes_over
    assert delivery.once().taken == 1
    assert len(notify.sent) == 2  # the one that failed, and the other deliverer's
    assert outbox.row(message_id).state is MessageState.SENT
    assert [end.state for end in settled] == [MessageState.SENT]


def test_asking_and_sending_have_a_lease_each(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock
):
    (message_id,) = outbox.post(notice())
    notify.answers = [Retry("500 Exception")]
    delivery.once()
    clock.forward(minutes=1)
    notify.while_asking = lambda _: clock.forward(seconds=59)
    ends = []
    notify.while_sending = lambda _: ends.append(outbox.row(message_id).due_at)
    delivery.once()
    assert ends == [clock.now + LEASE]


def test_a_database_that_goes_away_blames_no_message(outbox: Outbox, notify: ScriptedNotify, clock: HandClock):
    def away(*_: object) -> None:
        raise Unavailable

    (message_id,) = outbox.post(notice())
    delivery = Delivery(engine=outbox.engine, notify=notify, clock=clock, lease=LEASE, on_settled=away)
    with pytest.raises(Unavailable):
        delivery.once()
    row = outbox.row(message_id)
    assert (row.state, row.reason, row.due_at) == (MessageState.CLAIMED, None, clock.now + LEASE)


@pytest.mark.parametrize(
    ("another", "ends"),
    [
        ("has sent it", MessageState.SENT),
        ("is sending it", MessageState.CLAIMED),
        ("is not there", MessageState.SENT),  # by itself, and as by somebody new: it asks first
    ],
)
def test_who_stood_still_between_claiming_and_sending_does_not_send(
    outbox: Outbox,
    delivery: Delivery,
    notify: ScriptedNotify,
    clock: HandClock,
    settled: list[Settled],
    monkeypatch: pytest.MonkeyPatch,
    another: str,
    ends: MessageState,
):
    (message_id,) = outbox.post(notice())
    take, turns = claims.take, iter([True])

    def stand_still(*given: Any) -> claims.Claim | None:
        claim = take(*given)
        if next(turns, False):
            clock.forward(minutes=2)
            if another == "has sent it":
                assert delivery.once().taken == 1
            elif another == "is sending it":
                assert take(outbox.engine, clock.now, LEASE) is not None
        return claim

    monkeypatch.setattr(claims, "take", stand_still)
    delivery.once()
    row = outbox.row(message_id)
    assert (row.state, row.attempts) == (ends, 2)
    assert len(notify.sent) == (1 if ends is MessageState.SENT else 0)
    assert len(settled) == len(notify.sent)
