"""Sending again what was refused or did not arrive: as a message of its own, once, and nothing that is on its way."""

import pytest

from portal.council import MessageKind
from portal.db import transaction
from portal.outbox import receipts, resending
from portal.outbox.delivery import Delivery
from portal.outbox.models import DeliveryStatus, Message, MessageState
from portal.outbox.notify import Refused, Retry, Sent
from portal.outbox.receipts import DeliveryReceipt
from portal.outbox.resending import NotAgain
from tests.integration.outbox.world import HandClock, Outbox, ScriptedNotify, notice
from tests.unit.outbox.examples import receipt

REFUSED = Refused("400 BadRequestError: no such template")


def again(outbox: Outbox, message_id: str, clock: HandClock) -> str:
    with transaction(outbox.engine, writes=True) as session:
        return resending.send_again(session, message_id, clock.now).id


def lost(outbox: Outbox, **narrowed: object) -> tuple[str, ...]:
    with transaction(outbox.engine, writes=False) as session:
        return resending.lost(session, **narrowed)  # type: ignore[arg-type]


def told(outbox: Outbox, message_id: str, status: DeliveryStatus, clock: HandClock) -> None:
    with transaction(outbox.engine, writes=True) as session:
        receipts.write_down(session, DeliveryReceipt("notify-1", message_id, status, clock.now), clock.now)


def what_it_says(row: Message) -> tuple[object, ...]:
    return row.kind, row.channel, row.to, row.language, row.personalisation, row.case_reference, row.urgent


def test_a_refused_message_goes_out_under_a_reference_of_its_own(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock
):
    (old,) = outbox.post(receipt())
    notify.answers = [REFUSED]
    delivery.once()
    new = again(outbox, old, clock)
    delivery.once()
    rows = outbox.rows()
    assert what_it_says(rows[new]) == what_it_says(rows[old])
    assert (rows[old].state, rows[old].resent_as, rows[new].state) == (MessageState.REFUSED, new, MessageState.SENT)
    assert [out.reference for out in notify.sent] == [old, new]


def test_it_is_sent_again_once(outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock):
    (old,) = outbox.post(receipt())
    notify.answers = [REFUSED]
    delivery.once()
    new = again(outbox, old, clock)
    with pytest.raises(NotAgain, match=f"was sent again before, as {new}"):
        again(outbox, old, clock)
    assert len(outbox.rows()) == 2


@pytest.mark.parametrize("status", [DeliveryStatus.PERMANENT_FAILURE, DeliveryStatus.TECHNICAL_FAILURE])
def test_what_did_not_arrive_may_be_sent_again_by_its_id(
    outbox: Outbox, delivery: Delivery, clock: HandClock, status: DeliveryStatus
):
    (old,) = outbox.post(receipt())
    delivery.once()
    told(outbox, old, status, clock)
    assert outbox.row(again(outbox, old, clock)).state is MessageState.DUE


def test_what_is_under_way_or_has_arrived_is_not(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock
):
    (waits,) = outbox.post(notice())
    with pytest.raises(NotAgain, match="it is due"):
        again(outbox, waits, clock)
    notify.answers = [Retry("500 Exception")]
    delivery.once()
    with pytest.raises(NotAgain, match="it is due"):
        again(outbox, waits, clock)
    clock.forward(minutes=1)
    delivery.once()
    with pytest.raises(NotAgain, match="it is sent"):
        again(outbox, waits, clock)
    told(outbox, waits, DeliveryStatus.DELIVERED, clock)
    with pytest.raises(NotAgain, match="it is delivered"):
        again(outbox, waits, clock)
    with pytest.raises(NotAgain, match="There is no message of-another-house"):
        again(outbox, "of-another-house", clock)
    assert len(outbox.rows()) == 1


def test_all_that_may_arrive_now_by_case_and_by_kind(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, clock: HandClock
):
    kinds = (receipt(), receipt(), receipt(), notice(1), receipt())
    ids = []
    for message in kinds:
        ids += outbox.post(message, now=clock.now)
        clock.forward(seconds=1)
    refused, full, wrong, refused_notice, arrived = ids
    notify.answers = [REFUSED, *delivery_answers(2), REFUSED]
    delivery.once()
    told(outbox, full, DeliveryStatus.TEMPORARY_FAILURE, clock)
    told(outbox, wrong, DeliveryStatus.PERMANENT_FAILURE, clock)
    told(outbox, arrived, DeliveryStatus.DELIVERED, clock)
    assert lost(outbox) == (refused, full, refused_notice)
    assert lost(outbox, kind=MessageKind.RECEIPT_EMAIL) == (refused, full)
    assert lost(outbox, case_reference="4KTM-7PXC") == (refused, full)
    assert lost(outbox, case_reference="4KTM-7PXC", kind=MessageKind.TEAM_NOTICE) == ()
    again(outbox, refused, clock)
    assert lost(outbox, kind=MessageKind.RECEIPT_EMAIL) == (full,)


def delivery_answers(number: int) -> list[Sent]:
    return [Sent(f"notify-{each}") for each in range(number)]
