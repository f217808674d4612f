"""A message is written with the fact it tells, sealed, and seen in the post tray once it has gone."""

import json
from datetime import timedelta

import pytest

from portal.db import transaction
from portal.outbox import post, tray
from portal.outbox.delivery import Delivery
from portal.outbox.messages import render
from portal.outbox.models import MessageState
from portal.outbox.notify import Refused
from portal.vocabulary import Language
from tests.databases import Databases
from tests.integration.outbox.world import START, HandClock, Outbox, ScriptedNotify, alert, notice
from tests.unit.outbox.examples import receipt, receipt_text


def test_what_is_written_waits_to_be_sent(outbox: Outbox):
    (message_id,) = outbox.post(receipt())
    row = outbox.row(message_id)
    assert (row.kind, row.channel, row.to) == ("receipt-email", "email", "someone@home.example")
    assert (row.state, row.attempts, row.due_at, row.created_at) == (MessageState.DUE, 0, START, START)
    assert row.case_reference == "4KTM-7PXC"
    assert json.loads(row.personalisation)["received"] == "Tuesday 1 September"


def test_what_was_rolled_back_was_never_said(outbox: Outbox):
    with pytest.raises(ZeroDivisionError), transaction(outbox.engine, writes=True) as session:  # noqa: PT012
        post(session, receipt(), to="someone@home.example", language=Language.ENGLISH, now=START)
        session.flush()
        raise ZeroDivisionError
    assert outbox.rows() == {}


def test_nobody_who_takes_the_database_away_learns_who_was_written_to(outbox: Outbox, databases: Databases):
    outbox.post(receipt(), to="canary.person@home.example")
    outbox.post(receipt_text(), to="07700 900123")
    outbox.engine.dispose()
    kept = databases.lying_there()
    assert b"4KTM-7PXC" in kept  # clear, so that a case can be found
    for secret in (b"canary", b"07700", b"900123", b"Tuesday 1 September", b"complaints team"):
        assert secret not in kept


def test_the_tray_shows_what_went_out_newest_first(
    outbox: Outbox, delivery: Delivery, clock: HandClock, notify: ScriptedNotify
):
    outbox.post(receipt(), to="someone@home.example")
    delivery.once()
    clock.forward(seconds=1)
    outbox.post(receipt_text(), to="07700 900123", now=clock.now)
    delivery.once()
    clock.forward(seconds=1)
    notify.answers = [Refused("400 BadRequestError")]
    outbox.post(notice(), now=clock.now)
    delivery.once()
    outbox.post(alert(), now=clock.now + timedelta(hours=1))  # not due yet
    with transaction(outbox.engine, writes=False) as session:
        shown = tray(session)
    assert [(item.kind, item.channel, item.to, item.reference) for item in shown] == [
        ("receipt-text", "text", "07700 900123", "4KTM-7PXC"),
        ("receipt-email", "email", "someone@home.example", "4KTM-7PXC"),
    ]
    assert [(item.subject, item.body) for item in shown] == [
        (None, render(receipt_text()).body),
        (render(receipt()).subject, render(receipt()).body),
    ]
    assert "07700" not in repr(shown)
