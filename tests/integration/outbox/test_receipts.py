"""What a delivery receipt changes on its message: the last word holds, in whatever order and however often it comes."""

from datetime import datetime, timedelta
from itertools import permutations

import pytest

from portal.db import transaction
from portal.outbox import claims, receipts
from portal.outbox.delivery import Delivery, Settled
from portal.outbox.models import DeliveryStatus, Message, MessageState
from portal.outbox.notify import Refused, Retry, Sent, Unknown
from portal.outbox.receipts import DeliveryReceipt, News
from tests.integration.outbox.world import HandClock, Outbox, ScriptedNotify, notice
from tests.unit.outbox.examples import receipt

NOTIFY_ID = "740e5834-3a29-46b4-9a6f-16142fde533a"
DELIVERED, GONE = DeliveryStatus.DELIVERED, DeliveryStatus.PERMANENT_FAILURE
FULL, LOST = DeliveryStatus.TEMPORARY_FAILURE, DeliveryStatus.TECHNICAL_FAILURE


def comes(outbox: Outbox, clock: HandClock, told: DeliveryReceipt) -> News | None:
    with transaction(outbox.engine, writes=True) as session:
        return receipts.write_down(session, told, clock.now)


def about(message_id: str | None, status: DeliveryStatus, at: datetime | None, seconds: float = 0) -> DeliveryReceipt:
    return DeliveryReceipt(NOTIFY_ID, message_id, status, at and at + timedelta(seconds=seconds))


def a_sent_one(outbox: Outbox, delivery: Delivery) -> str:
    (message_id,) = outbox.post(receipt())
    delivery.once()
    return message_id


@pytest.mark.parametrize("status", [DELIVERED, GONE, FULL, LOST])
def test_a_final_word_is_kept_and_is_news_once(
    outbox: Outbox, delivery: Delivery, clock: HandClock, status: DeliveryStatus
):
    message_id = a_sent_one(outbox, delivery)
    told = about(message_id, status, clock.now)
    news = comes(outbox, clock, told)
    assert news == News(message_id, "receipt-email", "4KTM-7PXC", newly_sent=False, status=status, was_known_lost=False)
    assert [comes(outbox, clock, told) for _ in range(3)] == [None] * 3
    row = outbox.row(message_id)
    assert (row.receipt, row.receipt_at, row.state) == (status, clock.now, MessageState.SENT)
    assert row.notify_id == "notify-1"  # as Notify said when it took it


@pytest.mark.parametrize("status", sorted(set(DeliveryStatus) - {DELIVERED, GONE, FULL, LOST}))
def test_a_word_on_the_way_is_none_to_keep(
    outbox: Outbox, delivery: Delivery, clock: HandClock, status: DeliveryStatus
):
    message_id = a_sent_one(outbox, delivery)
    assert comes(outbox, clock, about(message_id, status, None)) is None
    assert outbox.row(message_id).receipt is None


@pytest.mark.parametrize("order", [*permutations([(GONE, 1), (DELIVERED, 2), (FULL, 3)])])
def test_what_was_completed_last_holds(
    outbox: Outbox, delivery: Delivery, clock: HandClock, order: tuple[tuple[DeliveryStatus, float], ...]
):
    message_id = a_sent_one(outbox, delivery)
    for status, seconds in (*order, *order):
        comes(outbox, clock, about(message_id, status, clock.now, seconds))
    row = outbox.row(message_id)
    assert (row.receipt, row.receipt_at) == (FULL, clock.now + timedelta(seconds=3))


@pytest.mark.parametrize("order", [*permutations([DELIVERED, GONE])])
def test_of_two_at_one_instant_the_failure_holds(
    outbox: Outbox, delivery: Delivery, clock: HandClock, order: tuple[DeliveryStatus, ...]
):
    message_id = a_sent_one(outbox, delivery)
    for status in order:
        comes(outbox, clock, about(message_id, status, clock.now))
    assert outbox.row(message_id).receipt is GONE


def test_one_failure_after_another_was_known(outbox: Outbox, delivery: Delivery, clock: HandClock):
    message_id = a_sent_one(outbox, delivery)
    comes(outbox, clock, about(message_id, FULL, clock.now))
    news = comes(outbox, clock, about(message_id, GONE, clock.now, 1))
    assert news is not None
    assert (news.status, news.was_known_lost) == (GONE, True)


def test_a_receipt_that_does_not_say_when_came_just_now(outbox: Outbox, delivery: Delivery, clock: HandClock):
    message_id = a_sent_one(outbox, delivery)
    comes(outbox, clock, about(message_id, DELIVERED, None))
    assert outbox.row(message_id).receipt_at == clock.now


@pytest.mark.parametrize("reference", [None, "0b8f5d1e-7a44-4f0e-9a55-0d0a8b7a1c11"])
def test_of_a_message_that_is_not_kept_there_is_no_news(outbox: Outbox, clock: HandClock, reference: str | None):
    assert comes(outbox, clock, about(reference, GONE, clock.now)) is None


# --- before the deliverer could say how it went


@pytest.mark.parametrize("status", [DELIVERED, GONE, DeliveryStatus.SENDING])
def test_a_receipt_before_the_deliverer_settles_is_believed_and_told_once(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock, settled: list[Settled],
    status: DeliveryStatus,
):  # fmt: skip
    (message_id,) = outbox.post(receipt())
    news: list[News | None] = []
    notify.while_sending = lambda _: news.append(comes(outbox, clock, about(message_id, status, clock.now)))
    notify.answers = [Sent(NOTIFY_ID)]
    delivery.once()
    assert [each and each.newly_sent for each in news] == [True]
    assert settled == []  # whoever wrote down the receipt has told it
    row = outbox.row(message_id)
    assert (row.state, row.notify_id, row.due_at) == (MessageState.SENT, NOTIFY_ID, None)


@pytest.mark.parametrize("answer", [Unknown("ReadTimeout"), Retry("500 Exception"), Refused("400 BadRequestError")])
def test_a_receipt_says_more_than_a_deliverer_that_heard_nothing(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock, settled: list[Settled],
    answer: Unknown | Retry | Refused,
):  # fmt: skip
    (message_id,) = outbox.post(receipt())
    notify.while_sending = lambda _: comes(outbox, clock, about(message_id, DELIVERED, clock.now))
    notify.answers = [answer]
    delivery.once()
    clock.forward(hours=1)
    assert delivery.once().taken == 0
    assert settled == []
    assert (outbox.row(message_id).state, len(notify.sent)) == (MessageState.SENT, 1)


@pytest.mark.parametrize("answer", [Unknown("ReadTimeout"), Retry("500 Exception"), Refused("400 BadRequestError")])
def test_a_receipt_for_what_waits_or_was_refused_means_that_notify_has_it(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock, answer: Unknown | Retry | Refused
):
    (message_id,) = outbox.post(receipt())
    notify.answers = [answer]
    delivery.once()
    news = comes(outbox, clock, about(message_id, GONE, clock.now))
    assert news is not None
    assert (news.newly_sent, news.status) == (True, GONE)
    assert news.was_known_lost is isinstance(answer, Refused)
    clock.forward(hours=1)
    assert delivery.once().taken == 0
    assert len(notify.sent) == 1


def test_nobody_takes_up_what_a_receipt_says_was_sent(outbox: Outbox, clock: HandClock):
    (message_id,) = outbox.post(notice())
    claim = claims.take(outbox.engine, clock.now, timedelta(minutes=1))
    assert claim is not None
    comes(outbox, clock, about(message_id, DELIVERED, clock.now))
    with transaction(outbox.engine, writes=True) as session:
        assert not claims.renew(session, claim, clock.now)
        assert not claims.put_back(session, claim, "500", clock.now)
        assert not claims.refused(session, claim, "400")


# --- what counts as given


@pytest.mark.parametrize(
    ("said", "counts"),
    [([], False), ([DELIVERED], True), ([GONE], False), ([DELIVERED, GONE], False), ([FULL, DELIVERED], True),
     ([DeliveryStatus.SENT], False)],
)  # fmt: skip
def test_only_what_was_delivered_counts_as_given(
    outbox: Outbox, delivery: Delivery, clock: HandClock, said: list[DeliveryStatus], counts: bool
):
    message_id = a_sent_one(outbox, delivery)
    for seconds, status in enumerate(said):
        comes(outbox, clock, about(message_id, status, clock.now, seconds))
    with transaction(outbox.engine, writes=False) as session:
        message = session.get(Message, message_id)
        assert message is not None
        assert (message.receipt is DeliveryStatus.DELIVERED) is counts
