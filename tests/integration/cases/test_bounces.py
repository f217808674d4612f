"""A message that did not arrive: what its case says of it, and who is told, once."""

import json
from datetime import datetime, timedelta
from functools import partial
from itertools import count

import pytest
from sqlalchemy import select

from portal.cases import acts
from portal.cases.queries import CaseRead
from portal.db import transaction
from portal.outbox.delivery import Delivery
from portal.outbox.messages import render_kept
from portal.outbox.models import DeliveryStatus, Message
from portal.outbox.notify import Outcome, Outgoing, PostTray, Refused
from portal.outbox.receipts import DeliveryReceipt
from portal.vocabulary import Flag, SafeNow, YesNoNotSure
from tests.factories import EMAIL, NAME, RECEIVED, STORY, by_email, council_read_by, office, told
from tests.integration.cases.conftest import Desk
from tests.integration.cases.test_messages import COMPLAINTS, OUTSIDE

NOW = RECEIVED + timedelta(hours=2)
DELIVERED, GONE = DeliveryStatus.DELIVERED, DeliveryStatus.PERMANENT_FAILURE
FULL, LOST = DeliveryStatus.TEMPORARY_FAILURE, DeliveryStatus.TECHNICAL_FAILURE
seconds = count(1)


class Refusing(PostTray):
    """A Notify that will not have messages of some kinds."""

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds

    def send(self, message: Outgoing) -> Outcome:
        return Refused("400 BadRequestError: no such template") if message.kind in self.kinds else super().send(message)


def deliver(desk: Desk, *refused: str) -> None:
    settled = partial(acts.message_settled, office=desk.office)
    Delivery(engine=desk.engine, notify=Refusing(*refused), clock=lambda: NOW, on_settled=settled).once()


def message(desk: Desk, kind: str) -> str:
    with transaction(desk.engine, writes=False) as session:
        return session.scalars(select(Message.id).where(Message.kind == kind).order_by(Message.created_at)).all()[-1]


def comes(desk: Desk, message_id: str, status: DeliveryStatus, at: datetime | None = None) -> None:
    completed = at or NOW + timedelta(seconds=next(seconds))
    with transaction(desk.engine, writes=True) as session:
        acts.receipt_came(session, DeliveryReceipt("notify-1", message_id, status, completed), NOW, office=desk.office)


def notices(desk: Desk) -> list[str]:
    return [to for kind, to in desk.posted() if kind == "undelivered"]


def happened(case: CaseRead, *wanted: str) -> list[str]:
    return [event.happened for event in case.events if event.happened in wanted]


def flags(case: CaseRead) -> list[Flag]:
    return [flag for flag, _ in case.flags]


@pytest.mark.parametrize(
    ("status", "because"),
    [
        (GONE, "The address or number is wrong, or takes no messages."),
        (FULL, "The inbox was full, the phone was off, or a filter held it back."),
        (LOST, "It was lost between GOV.UK Notify and who carries its messages."),
    ],
)
def test_a_receipt_that_bounced_is_an_event_a_flag_and_one_notice(desk: Desk, status: DeliveryStatus, because: str):
    reference = desk.receive(told(reply=by_email()))
    deliver(desk)
    bounced = message(desk, "receipt-email")
    for _ in range(3):
        comes(desk, bounced, status, NOW)
    case = desk.case(reference)
    assert [event.facts for event in case.events if event.happened == "message-undelivered"] == [
        {"kind": "receipt-email", "message": bounced, "reason": status}
    ]
    assert case.flags == ((Flag.UNDELIVERED, f"This did not arrive: receipt to them, by email. {because}"),)
    assert notices(desk) == [COMPLAINTS]
    assert happened(case, "flagged", "notified") == ["notified", "flagged", "notified"]


def test_the_notice_holds_nothing_personal(desk: Desk):
    reference = desk.receive(told(reply=by_email()))
    deliver(desk)
    comes(desk, message(desk, "receipt-email"), GONE)
    (row,) = (row for row in desk.messages() if row.kind == "undelivered")
    shown = render_kept(row.kind, json.loads(row.personalisation))
    assert shown.subject == f"Please check: {reference}"
    assert f"https://talk.council.example/staff/cases/{reference}" in shown.body
    assert "Please find another safe way to reach them." in shown.body
    assert "The first thing is due by Friday 4 September." in shown.body
    for personal in (EMAIL, NAME, STORY, "complain", "child", "care"):
        assert personal not in f"{shown.subject} {shown.body}"


def test_a_receipt_that_notify_refuses_is_the_same(desk: Desk):
    reference = desk.receive(told(reply=by_email()))
    deliver(desk, "receipt-email")
    case = desk.case(reference)
    assert flags(case) == [Flag.UNDELIVERED]
    assert notices(desk) == [COMPLAINTS]
    comes(desk, message(desk, "receipt-email"), GONE)  # it had gone after all, and bounced
    case = desk.case(reference)
    assert happened(case, "message-refused", "message-sent", "message-undelivered")[-1] == "message-undelivered"
    assert flags(case) == [Flag.UNDELIVERED]
    assert notices(desk) == [COMPLAINTS]


def test_a_receipt_before_the_deliverer_said_so_is_a_sending_too(desk: Desk):
    reference = desk.receive(told(reply=by_email()))
    comes(desk, message(desk, "receipt-email"), GONE)
    deliver(desk)
    case = desk.case(reference)
    sent = [event.facts["kind"] for event in case.events if event.happened == "message-sent"]
    assert sorted(sent) == ["complaints-copy", "receipt-email", "team-notice", "undelivered"]
    assert happened(case, "message-sent", "message-undelivered")[:2] == ["message-sent", "message-undelivered"]


def test_delivered_is_written_down_for_the_complainant_and_not_for_every_notice(desk: Desk):
    reference = desk.receive(told(reply=by_email()))
    deliver(desk)
    for kind in ("receipt-email", "team-notice", "complaints-copy"):
        for _ in range(2):
            comes(desk, message(desk, kind), DELIVERED)
    case = desk.case(reference)
    delivered = [event.facts["kind"] for event in case.events if event.happened == "message-delivered"]
    assert delivered == ["receipt-email"]
    assert flags(case) == []


def test_delivered_after_all_takes_the_flag_off_and_says_so(desk: Desk):
    reference = desk.receive(told(reply=by_email()))
    deliver(desk)
    bounced = message(desk, "receipt-email")
    comes(desk, bounced, FULL)
    comes(desk, bounced, DELIVERED)
    case = desk.case(reference)
    assert flags(case) == []
    assert happened(case, "message-undelivered", "message-delivered", "unflagged") == [
        "message-undelivered", "message-delivered", "unflagged",
    ]  # fmt: skip


def test_delivered_first_and_an_older_failure_after_it_flags_nothing(desk: Desk):
    reference = desk.receive(told(reply=by_email()))
    deliver(desk)
    bounced = message(desk, "receipt-email")
    comes(desk, bounced, DELIVERED, NOW + timedelta(seconds=9))
    comes(desk, bounced, FULL, NOW + timedelta(seconds=1))
    case = desk.case(reference)
    assert (flags(case), notices(desk)) == ([], [])
    assert happened(case, "message-undelivered") == []


def test_another_failure_of_the_same_message_tells_nobody_again(desk: Desk):
    reference = desk.receive(told(reply=by_email()))
    deliver(desk)
    bounced = message(desk, "receipt-email")
    comes(desk, bounced, FULL)
    comes(desk, bounced, GONE)
    assert happened(desk.case(reference), "message-undelivered", "flagged") == [
        "message-undelivered", "flagged", "message-undelivered",
    ]  # fmt: skip
    assert notices(desk) == [COMPLAINTS]


@pytest.mark.parametrize("kind", ["team-notice", "alert"])
def test_a_team_that_was_not_told_is_told_by_the_complaints_team(desk: Desk, kind: str):
    reference = desk.receive(told(safe_now=SafeNow.YES))
    deliver(desk)
    comes(desk, message(desk, kind), GONE)
    case = desk.case(reference)
    assert Flag.TEAM_NOT_TOLD in flags(case)
    assert Flag.UNDELIVERED not in flags(case)
    assert notices(desk) == [COMPLAINTS]
    (row,) = (row for row in desk.messages() if row.kind == "undelivered")
    body = render_kept(row.kind, json.loads(row.personalisation)).body
    assert "It was for one of our teams. Please tell that team yourself." in body


@pytest.mark.parametrize("refused", [(), ("undelivered",)])
def test_a_bounce_about_a_bounce_goes_no_further(desk: Desk, refused: tuple[str, ...]):
    reference = desk.receive(told(reply=by_email()))
    deliver(desk)
    comes(desk, message(desk, "receipt-email"), GONE)
    deliver(desk, *refused)
    comes(desk, message(desk, "undelivered"), GONE)
    comes(desk, message(desk, "complaints-copy"), GONE)
    assert notices(desk) == [COMPLAINTS]
    case = desk.case(reference)
    assert sorted(flags(case)) == [Flag.TEAM_NOT_TOLD, Flag.UNDELIVERED]
    undelivered = [event.facts["kind"] for event in case.events if event.happened == "message-undelivered"]
    assert undelivered == ["receipt-email", "undelivered", "complaints-copy"]


def test_who_may_not_read_the_case_is_not_told_of_its_messages(desk: Desk):
    desk.office = office(council_read_by(complaints=("Ada Example",)))
    desk.receive(told(who_was_it="Ada", hurt_by_worker=YesNoNotSure.YES, reply=by_email()))
    deliver(desk)
    comes(desk, message(desk, "receipt-email"), GONE)
    assert notices(desk) == [OUTSIDE]


def test_sent_again_and_delivered_all_is_well(desk: Desk):
    reference = desk.receive(told(reply=by_email()))
    deliver(desk, "receipt-email")
    old = message(desk, "receipt-email")
    new = sent_again(desk, old)
    assert flags(desk.case(reference)) == [Flag.UNDELIVERED]  # not before it is known to have arrived
    deliver(desk)
    comes(desk, new, DELIVERED)
    case = desk.case(reference)
    assert flags(case) == []
    (again,) = (event for event in case.events if event.happened == "message-sent-again")
    assert (again.by, again.facts) == ("somebody", {"kind": "receipt-email", "message": old, "again": new})


def test_a_receipt_for_a_case_that_is_gone_changes_nothing_else(desk: Desk):
    comes(desk, "0b8f5d1e-7a44-4f0e-9a55-0d0a8b7a1c11", GONE)
    assert desk.rows() == {}


def sent_again(desk: Desk, old: str) -> str:
    with transaction(desk.engine, writes=True) as session:
        return acts.message_sent_again(session, old, by="somebody", now=NOW)


@pytest.mark.parametrize("replacement", ["waits", "is with Notify", "is lost too"])
def test_a_team_counts_as_not_told_until_what_was_sent_again_arrived(desk: Desk, replacement: str):
    reference = desk.receive(told(safe_now=SafeNow.YES))
    deliver(desk)
    lost = [message(desk, kind) for kind in ("alert", "team-notice")]
    for each in lost:
        comes(desk, each, LOST)
    new, notice = (sent_again(desk, each) for each in lost)
    if replacement != "waits":
        deliver(desk)
    if replacement == "is lost too":
        comes(desk, new, LOST)
        new = sent_again(desk, new)
        deliver(desk)
    comes(desk, notice, DELIVERED)
    assert Flag.TEAM_NOT_TOLD in flags(desk.case(reference))
    comes(desk, new, DELIVERED)
    assert Flag.TEAM_NOT_TOLD not in flags(desk.case(reference))


@pytest.mark.parametrize(("kind", "urgent"), [("alert", True), ("team-notice", False)])
def test_word_that_an_alert_was_lost_cannot_wait_either(desk: Desk, kind: str, urgent: bool):
    desk.receive(told(safe_now=SafeNow.YES))
    deliver(desk)
    comes(desk, message(desk, kind), GONE)
    assert [row.urgent for row in desk.messages() if row.kind == "undelivered"] == [urgent]
