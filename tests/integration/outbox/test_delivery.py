"""One deliverer and one Notify: what each answer leaves behind, and what happens next."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from portal.db import transaction
from portal.outbox.delivery import Delivery, Settled
from portal.outbox.models import MessageState
from portal.outbox.notify import Refused, Retry, Sent, Stop, Unknown
from tests.integration.outbox.world import HandClock, Outbox, ScriptedNotify, alert, notice
from tests.unit.outbox.examples import receipt


def test_what_is_sent_is_settled_and_told_once(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, settled: list[Settled], clock: HandClock
):
    (message_id,) = outbox.post(receipt())
    assert delivery.once().taken == 1
    assert delivery.once().taken == 0
    row = outbox.row(message_id)
    assert (row.state, row.notify_id, row.sent_at, row.due_at) == (MessageState.SENT, "notify-1", clock.now, None)
    assert [(out.reference, out.to) for out in notify.sent] == [(message_id, "someone@home.example")]
    assert settled == [Settled(message_id, row.kind, "4KTM-7PXC", MessageState.SENT)]
    assert notify.asked == []


def test_nothing_is_open_while_notify_is_talked_to(outbox: Outbox, delivery: Delivery, notify: ScriptedNotify):
    (message_id,) = outbox.post(receipt())
    seen = []

    def write_meanwhile(_: object) -> None:
        outbox.post(notice())  # fails at once, or waits for ten seconds, if the deliverer holds the database
        seen.append(outbox.row(message_id).state)

    notify.while_sending = lambda message: write_meanwhile(message) if not seen else None
    assert delivery.once().taken == 2
    assert seen == [MessageState.CLAIMED]


def test_alerts_go_first_and_then_the_oldest(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock
):
    (second,) = outbox.post(notice(1), now=clock.now)
    clock.forward(seconds=1)
    (third,) = outbox.post(notice(2), now=clock.now)
    (first,) = outbox.post(alert(), now=clock.now)
    delivery.once()
    assert [out.reference for out in notify.sent] == [first, second, third]


def test_nothing_goes_before_it_is_due(outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock):
    outbox.post(notice())
    notify.answers = [Retry("500 Exception")]
    delivery.once()
    clock.forward(seconds=4)
    assert delivery.once().taken == 0
    clock.forward(seconds=1)
    assert delivery.once().taken == 1


def test_what_is_refused_waits_for_a_person_and_holds_up_nobody(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, settled: list[Settled]
):
    bad, _ = outbox.post(notice(1), notice(2))
    notify.answers = [Refused("400 ValidationError: not an email address")]
    assert delivery.once().taken == 2
    bad_row, good_row = outbox.row(notify.sent[0].reference), outbox.row(notify.sent[1].reference)
    assert (bad_row.state, bad_row.due_at) == (MessageState.REFUSED, None)
    assert bad_row.reason == "400 ValidationError: not an email address"
    assert good_row.state is MessageState.SENT
    assert [(end.state, end.reason) for end in settled] == [
        (MessageState.REFUSED, "400 ValidationError: not an email address"),
        (MessageState.SENT, ""),
    ]
    assert bad in {bad_row.id, good_row.id}


def test_a_failure_is_tried_again_after_a_pause_that_grows(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock
):
    (message_id,) = outbox.post(notice())
    notify.answers = [Retry("500 Exception")] * 12
    waited = []
    for _ in range(12):
        assert delivery.once().trouble == Retry("500 Exception")
        due_at = outbox.row(message_id).due_at
        assert due_at is not None
        waited.append((due_at - clock.now).total_seconds())
        assert delivery.once().taken == 0  # not before it is due
        clock.now = due_at
    assert waited == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900, 900]
    delivery.once()
    row = outbox.row(message_id)
    assert (row.state, row.attempts, row.reason) == (MessageState.SENT, 13, None)


def test_an_alert_never_waits_longer_than_a_minute(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock
):
    (message_id,) = outbox.post(alert())
    notify.answers = [Retry("500 Exception")] * 10
    for _ in range(10):
        delivery.once()
        due_at = outbox.row(message_id).due_at
        assert due_at is not None
        assert (due_at - clock.now).total_seconds() <= 60
        clock.now = due_at


def test_every_second_try_asks_notify_first(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock
):
    (message_id,) = outbox.post(notice())
    notify.answers = [Unknown("ReadTimeout")]
    delivery.once()
    assert outbox.row(message_id).state is MessageState.UNKNOWN
    notify.known[message_id] = Sent("notify-had-it")
    clock.forward(seconds=29)
    assert delivery.once().taken == 0  # asked too soon, Notify does not know either
    clock.forward(seconds=1)
    delivery.once()
    row = outbox.row(message_id)
    assert (row.state, row.notify_id) == (MessageState.SENT, "notify-had-it")
    assert len(notify.sent) == 1
    assert notify.asked == [message_id]


def test_what_notify_never_got_is_sent_again(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock
):
    (message_id,) = outbox.post(notice())
    notify.answers = [Unknown("ReadTimeout")]
    delivery.once()
    clock.forward(minutes=1)
    delivery.once()
    assert notify.asked == [message_id]
    assert [out.reference for out in notify.sent] == [message_id, message_id]
    assert outbox.row(message_id).state is MessageState.SENT


@pytest.mark.parametrize("cannot_say", [Retry("500 Exception"), Stop("403 AuthError")])
def test_while_notify_cannot_say_nothing_is_sent_again(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock, cannot_say: Retry | Stop
):
    (message_id,) = outbox.post(notice())
    notify.answers = [Unknown("ReadTimeout")]
    delivery.once()
    notify.known[message_id] = cannot_say
    for _ in range(5):
        clock.forward(hours=1)
        assert delivery.once().trouble == cannot_say
    assert len(notify.sent) == 1
    notify.known[message_id] = Sent("notify-had-it")
    clock.forward(hours=1)
    delivery.once()
    assert outbox.row(message_id).state is MessageState.SENT
    assert len(notify.sent) == 1


def test_a_stop_ends_the_round_raises_the_alarm_and_loses_nothing(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock
):
    outbox.post(notice(1), notice(2), notice(3))
    notify.answers = [Stop("403 AuthError")]
    with capture_logs() as logs:
        done = delivery.once()
    assert (done.taken, done.trouble) == (1, Stop("403 AuthError"))
    assert [(line["event"], line["log_level"], line["stopped"]) for line in logs] == [("message-waits", "error", True)]
    clock.forward(minutes=1)
    delivery.once()
    assert {row.state for row in outbox.rows().values()} == {MessageState.SENT}


def test_a_days_limit_on_texts_does_not_hold_up_emails(outbox: Outbox, delivery: Delivery, notify: ScriptedNotify):
    outbox.post(notice(1), notice(2))
    notify.answers = [Retry("429 TooManyRequestsError", alone=True)]
    assert delivery.once().taken == 2
    assert sorted(row.state for row in outbox.rows().values()) == [MessageState.DUE, MessageState.SENT]


def test_notify_says_how_long_to_be_patient(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock
):
    (message_id,) = outbox.post(notice())
    notify.answers = [Retry("429 RateLimitError", timedelta(seconds=10))]
    delivery.once()
    assert outbox.row(message_id).due_at == clock.now + timedelta(seconds=10)


class NoSuchThing(Exception):
    """Nobody expects this."""


def test_poison_is_put_aside_and_the_others_go_out(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock
):
    outbox.post(notice(1), notice(2), notice(3))
    notify.answers = [NoSuchThing("canary words of a message")]
    with capture_logs() as logs:
        done = delivery.once()
    assert (done.taken, done.trouble) == (3, None)
    poison = outbox.row(notify.sent[0].reference)
    assert (poison.state, poison.reason) == (MessageState.DUE, "NoSuchThing")
    assert [row.state for row in outbox.rows().values()].count(MessageState.SENT) == 2
    assert "canary" not in repr(logs)
    assert "home.example" not in repr(logs)
    clock.forward(seconds=5)
    delivery.once()
    assert outbox.row(poison.id).state is MessageState.SENT


@pytest.mark.parametrize(
    ("column", "damaged"),
    [("personalisation", b"\0"), ("to", b"\1\2"), ("kind", "a-kind-of-tomorrow"), ("channel", "pigeon")],
)
def test_a_row_that_cannot_be_read_holds_up_nobody(outbox: Outbox, delivery: Delivery, column: str, damaged: object):
    (bad,) = outbox.post(alert())
    outbox.post(notice(1), notice(2))
    with transaction(outbox.engine, writes=True) as session:
        damage = text(f'UPDATE outbox SET "{column}" = :damaged WHERE id = :bad')  # noqa: S608 - our own damage
        session.execute(damage, {"damaged": damaged, "bad": bad})
    assert delivery.once().taken == 3
    with transaction(outbox.engine, writes=False) as session:
        kept = session.execute(text("SELECT id, state, reason FROM outbox")).all()
    assert [(row.state, row.reason) for row in kept if row.id != bad] == [("sent", None)] * 2
    assert [(row.state, row.reason is not None) for row in kept if row.id == bad] == [("due", True)]


def test_what_cannot_be_written_down_about_a_sent_message_never_sends_it_twice(
    outbox: Outbox, notify: ScriptedNotify, clock: HandClock
):
    told: list[Settled] = []

    def not_the_first_time(_session: object, end: Settled, _now: object) -> None:
        told.append(end)
        if len(told) == 1:
            raise NoSuchThing

    delivery = Delivery(engine=outbox.engine, notify=notify, clock=clock, on_settled=not_the_first_time)
    (message_id,) = outbox.post(notice())
    delivery.once()
    assert (outbox.row(message_id).state, outbox.row(message_id).notify_id) == (MessageState.DUE, "notify-1")
    clock.forward(minutes=1)
    delivery.once()
    assert outbox.row(message_id).state is MessageState.SENT
    assert len(notify.sent) == 1
    assert len(told) == 2


def test_logs_know_messages_by_their_id_only(outbox: Outbox, delivery: Delivery, notify: ScriptedNotify):
    outbox.post(receipt(), to="canary.person@home.example")
    outbox.post(notice(), to="canary.person@home.example")
    notify.answers = [Refused("400 ValidationError: not an email address")]
    with capture_logs() as logs:
        delivery.once()
    assert {line["event"] for line in logs} == {"message-sent", "message-refused"}
    assert "canary" not in repr(logs)
    assert "4KTM" not in repr(logs)
    assert "canary" not in repr(notify.sent)
