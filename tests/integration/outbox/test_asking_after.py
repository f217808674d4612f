"""Receipts that never came: Notify is asked, hour by hour, until it has a final word or has forgotten."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import update
from structlog.testing import capture_logs

from portal.db import transaction
from portal.outbox import asking_after
from portal.outbox.asking_after import ask_after
from portal.outbox.delivery import Delivery
from portal.outbox.models import DeliveryStatus, Message
from portal.outbox.notify import RealNotify
from portal.outbox.receipts import DeliveryReceipt, write_down
from tests.integration.outbox.world import HandClock, Outbox, notice
from tests.notify.published import Bad
from tests.notify_stand_in import API_KEY, Fault, NotifyStandIn
from tests.unit.outbox.examples import WORKED, receipt


@pytest.fixture
def stand_in() -> Iterator[NotifyStandIn]:
    with NotifyStandIn(WORKED.notify) as stand_in:
        yield stand_in


@pytest.fixture
def client(stand_in: NotifyStandIn) -> RealNotify:
    return RealNotify(API_KEY, WORKED.notify, stand_in.url)


def sent(outbox: Outbox, client: RealNotify, clock: HandClock, number: int = 1) -> list[str]:
    ids = outbox.post(*(receipt() for _ in range(number)))
    Delivery(engine=outbox.engine, notify=client, clock=clock).once()
    return ids


def asks(outbox: Outbox, client: RealNotify, clock: HandClock) -> int:
    return ask_after(outbox.engine, client, write_down, clock.now)  # type: ignore[arg-type]


def concludes(stand_in: NotifyStandIn, status: DeliveryStatus) -> None:
    stand_in.account.statuses = dict.fromkeys(stand_in.account.statuses, status)


@pytest.mark.parametrize("status", [DeliveryStatus.DELIVERED, DeliveryStatus.PERMANENT_FAILURE])
def test_a_final_word_that_never_came_is_asked_for_once(
    outbox: Outbox, client: RealNotify, clock: HandClock, stand_in: NotifyStandIn, status: DeliveryStatus
):
    (message_id,) = sent(outbox, client, clock)
    concludes(stand_in, status)
    clock.forward(minutes=59)
    assert asks(outbox, client, clock) == 0  # the callback may still come
    clock.forward(minutes=1)
    assert asks(outbox, client, clock) == 1
    row, taken = outbox.row(message_id), stand_in.accepted[0]
    assert (row.receipt, row.receipt_at) == (status, taken.created_at)  # Notify tells it in UTC and does not say so
    clock.forward(hours=5)
    assert asks(outbox, client, clock) == 0


def test_while_it_is_on_its_way_it_is_asked_about_hour_by_hour(
    outbox: Outbox, client: RealNotify, clock: HandClock, stand_in: NotifyStandIn
):
    (message_id,) = sent(outbox, client, clock)
    concludes(stand_in, DeliveryStatus.SENDING)
    asked = []
    for _ in range(6):
        clock.forward(minutes=30)
        asked.append(asks(outbox, client, clock))
    assert asked == [0, 1, 0, 1, 0, 1]
    concludes(stand_in, DeliveryStatus.DELIVERED)
    clock.forward(hours=1)
    asks(outbox, client, clock)
    assert outbox.row(message_id).receipt is DeliveryStatus.DELIVERED


def test_what_notify_has_forgotten_and_what_is_too_old_is_let_be(
    outbox: Outbox, client: RealNotify, clock: HandClock, stand_in: NotifyStandIn
):
    (message_id,) = sent(outbox, client, clock)
    stand_in.accepted.clear()
    clock.forward(days=1)
    assert asks(outbox, client, clock) == 1
    clock.forward(days=7)
    assert asks(outbox, client, clock) == 0
    assert outbox.row(message_id).receipt is None


def test_what_has_its_receipt_or_was_never_sent_is_not_asked_about(
    outbox: Outbox, client: RealNotify, clock: HandClock, stand_in: NotifyStandIn
):
    (message_id,) = sent(outbox, client, clock)
    told = DeliveryReceipt(stand_in.accepted[0].id, message_id, DeliveryStatus.DELIVERED, clock.now)
    with transaction(outbox.engine, writes=True) as session:
        write_down(session, told, clock.now)
    outbox.post(notice())
    clock.forward(hours=2)
    assert asks(outbox, client, clock) == 0


@pytest.mark.parametrize("fault", [Fault.UNAVAILABLE, Fault.FORBIDDEN, Fault.PROXY_PAGE, Fault.PAGE_INSTEAD])
def test_where_notify_cannot_say_the_rest_waits_an_hour(
    outbox: Outbox, client: RealNotify, clock: HandClock, stand_in: NotifyStandIn, fault: Fault
):
    ids = sent(outbox, client, clock, 3)
    concludes(stand_in, DeliveryStatus.DELIVERED)
    clock.forward(hours=1)
    stand_in.faults.append(fault)
    assert asks(outbox, client, clock) == 0
    assert [row.receipt for row in outbox.rows().values()] == [None] * 3
    clock.now += timedelta(hours=1)
    assert asks(outbox, client, clock) == 3
    assert {outbox.row(each).receipt for each in ids} == {DeliveryStatus.DELIVERED}


def test_an_answer_that_cannot_be_read_holds_up_no_other_message(
    outbox: Outbox, client: RealNotify, clock: HandClock, stand_in: NotifyStandIn
):
    ids = sent(outbox, client, clock, 3)
    concludes(stand_in, DeliveryStatus.DELIVERED)
    unread = min(stand_in.accepted, key=lambda message: message.reference)  # asked about first
    stand_in.account.statuses[unread.id] = "a-word-of-another-year"
    clock.forward(hours=1)
    with capture_logs() as logs:
        assert asks(outbox, client, clock) == 3
    assert {id for id in ids if outbox.row(id).receipt} == set(ids) - {unread.reference}
    assert [(line["message"], line["reason"]) for line in logs if line["event"] == "receipt-unreadable"] == [
        (unread.reference, "status is none of Notify's words.")
    ]
    assert asks(outbox, client, clock) == 0
    clock.forward(hours=1)
    stand_in.account.statuses[unread.id] = DeliveryStatus.DELIVERED
    assert asks(outbox, client, clock) == 1
    assert outbox.row(unread.reference).receipt is DeliveryStatus.DELIVERED


def test_a_message_that_notify_always_fails_about_comes_last_the_next_time(
    outbox: Outbox, client: RealNotify, clock: HandClock, stand_in: NotifyStandIn, monkeypatch: pytest.MonkeyPatch
):
    first, *others = sorted(sent(outbox, client, clock, 3))
    with transaction(outbox.engine, writes=True) as session:
        session.execute(update(Message).values(tried_at=None))
    concludes(stand_in, DeliveryStatus.DELIVERED)
    known, failing = stand_in.notification, outbox.row(first).notify_id

    def notification(id: str) -> dict[str, object]:
        if id == failing:
            raise Bad(500, "Exception", "Internal server error")
        return known(id)

    monkeypatch.setattr(stand_in, "notification", notification)
    asked = []
    for _ in range(2):
        clock.forward(hours=1)
        asked.append(asks(outbox, client, clock))
    assert asked == [0, 2]
    assert {outbox.row(each).receipt for each in others} == {DeliveryStatus.DELIVERED}


def test_what_was_never_asked_about_comes_before_what_was_asked_about_long_ago(
    outbox: Outbox, client: RealNotify, clock: HandClock, stand_in: NotifyStandIn, monkeypatch: pytest.MonkeyPatch
):
    ids = sent(outbox, client, clock, 4)
    never = max(ids)
    with transaction(outbox.engine, writes=True) as session:
        session.execute(update(Message).where(Message.id == never).values(tried_at=None))
    concludes(stand_in, DeliveryStatus.DELIVERED)
    clock.forward(hours=3)
    monkeypatch.setattr(asking_after, "AT_ONCE", 1)
    assert asks(outbox, client, clock) == 1
    assert [id for id in ids if outbox.row(id).receipt] == [never]
