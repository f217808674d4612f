"""What is written down after intake: each opening, and how each message ended."""

from datetime import timedelta
from functools import partial

import pytest

from portal.cases import acts
from portal.council import MessageKind
from portal.db import transaction
from portal.outbox.delivery import Delivery, Settled
from portal.outbox.models import MessageState
from portal.outbox.notify import PostTray
from tests.factories import RECEIVED, by_email, told
from tests.integration.cases.conftest import Desk

LATER = RECEIVED + timedelta(hours=2)


def delivery(desk: Desk) -> Delivery:
    settled = partial(acts.message_settled, office=desk.office)
    return Delivery(engine=desk.engine, notify=PostTray(), clock=lambda: LATER, on_settled=settled)


def test_each_opening_is_written_down_with_who_and_when(desk: Desk):
    reference = desk.receive(told())
    assert desk.open(reference, by="one", now=LATER)
    assert desk.open(reference, by="two", now=LATER)
    opened = [(event.happened, event.by, event.at) for event in desk.case(reference).events[-2:]]
    assert opened == [("opened", "one", LATER), ("opened", "two", LATER)]


def test_a_case_that_is_not_there_cannot_be_opened(desk: Desk):
    assert not desk.open("4KTM-7PXC")
    assert desk.rows() == {}


@pytest.mark.parametrize(
    ("state", "reason", "happened", "facts"),
    [
        (MessageState.SENT, "", "message-sent", {"kind": "alert", "message": "message-1"}),
        (
            MessageState.REFUSED,
            "400 BadRequestError",
            "message-refused",
            {"kind": "alert", "message": "message-1", "reason": "400 BadRequestError"},
        ),
    ],
)
def test_how_a_message_ended_is_written_on_its_case(
    desk: Desk, state: MessageState, reason: str, happened: str, facts: dict[str, str]
):
    reference = desk.receive(told())
    with transaction(desk.engine, writes=True) as session:
        settled = Settled("message-1", MessageKind.ALERT, reference, state, reason)
        acts.message_settled(session, settled, LATER, office=desk.office)
    last = next(event for event in desk.case(reference).events if event.at == LATER)
    assert (last.happened, last.by, last.at, last.facts) == (happened, "delivery", LATER, facts)


def test_a_message_of_no_case_of_ours_is_passed_over(desk: Desk):
    settled = Settled("message-1", MessageKind.ALERT, "4KTM-7PXC", MessageState.SENT)
    with transaction(desk.engine, writes=True) as session:
        acts.message_settled(session, settled, LATER, office=desk.office)
    assert desk.rows() == {}


def test_from_intake_through_delivery_to_the_case(desk: Desk):
    reference = desk.receive(told(reply=by_email()))
    delivery(desk).once()
    sent = sorted(event.facts["kind"] for event in desk.case(reference).events if event.happened == "message-sent")
    assert sent == ["complaints-copy", "receipt-email", "team-notice"]


def test_events_keep_their_order_whoever_adds_them(desk: Desk):
    reference = desk.receive(told(reply=by_email()))
    delivery(desk).once()
    desk.open(reference, now=LATER)
    happened = [event.happened for event in desk.case(reference).events]
    assert happened == ["received", "routed", "notified", "receipt-posted", *["message-sent"] * 3, "opened"]
