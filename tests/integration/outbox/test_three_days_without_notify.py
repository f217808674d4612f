"""Notify gone for 72 hours, time moved by hand: patience that grows and has a limit, and then everything once."""

import socket
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from portal.db import transaction
from portal.outbox.delivery import Delivery, Pauses
from portal.outbox.models import Message, MessageState
from portal.outbox.notify import Outcome, Outgoing, RealNotify, Retry, Sent, Stop
from tests.integration.outbox.world import START, HandClock, Outbox, alert, notice
from tests.notify_stand_in import API_KEY, NotifyStandIn
from tests.unit.outbox.examples import WORKED

NOTICES = 12
BACK_AT = START + timedelta(hours=72)


@dataclass
class Line:
    """The real client; until Notify is back, at a door where nobody answers."""

    clock: HandClock
    gone: RealNotify
    back: RealNotify

    def _now(self) -> RealNotify:
        return self.back if self.clock.now >= BACK_AT else self.gone

    def send(self, message: Outgoing) -> Outcome:
        return self._now().send(message)

    def find(self, reference: str) -> Sent | Retry | Stop | None:
        return self._now().find(reference)


@pytest.fixture
def stand_in() -> Iterator[NotifyStandIn]:
    with NotifyStandIn(WORKED.notify) as stand_in:
        yield stand_in


@pytest.fixture
def delivery(outbox: Outbox, clock: HandClock, stand_in: NotifyStandIn) -> Iterator[Delivery]:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound and not listening
        gone = RealNotify(API_KEY, WORKED.notify, f"http://127.0.0.1:{nobody.getsockname()[1]}")
        line = Line(clock, gone, RealNotify(API_KEY, WORKED.notify, stand_in.url))
        yield Delivery(engine=outbox.engine, notify=line, clock=clock, pauses=Pauses(jitter=lambda: 0.0))


def waits(outbox: Outbox) -> list[tuple[str, datetime, timedelta]]:
    """What waits after a failure: which, when it was tried, for how long."""
    tried = select(Message.id, Message.tried_at, Message.due_at).where(
        Message.due_at.is_not(None), Message.attempts > 0
    )
    with transaction(outbox.engine, writes=False) as session:
        return [(row.id, row.tried_at, row.due_at - row.tried_at) for row in session.execute(tried)]


def rounds_until(
    moment: datetime, delivery: Delivery, clock: HandClock, outbox: Outbox, *, minutes: float
) -> dict[str, list[float]]:
    """A round every so many minutes. The pauses of each message, in seconds, in their order."""
    pauses: dict[str, dict[datetime, float]] = defaultdict(dict)
    while clock.now < moment:
        done = delivery.once()
        assert done.trouble is None or done.trouble == Retry("ConnectionError")
        for message_id, at, pause in waits(outbox):
            pauses[message_id][at] = pause.total_seconds()
        clock.forward(minutes=minutes)
    return {message_id: list(each.values()) for message_id, each in pauses.items()}


@pytest.mark.slow
def test_everything_goes_out_once_the_alert_in_the_first_round(
    outbox: Outbox, delivery: Delivery, clock: HandClock, stand_in: NotifyStandIn
):
    notices = [id for number in range(NOTICES) for id in outbox.post(notice(number), now=clock.now)]
    of_notices = rounds_until(START + timedelta(hours=24), delivery, clock, outbox, minutes=10)
    (pressing,) = outbox.post(alert(), now=clock.now)
    of_the_alert = rounds_until(BACK_AT, delivery, clock, outbox, minutes=30)[pressing]

    growing = [5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900, 900]
    assert sorted(of_notices) == sorted(notices)
    assert all(pauses == growing[: len(pauses)] and len(pauses) >= 10 for pauses in of_notices.values())
    assert of_the_alert == [5, 10, 20, 40, *[60] * (len(of_the_alert) - 4)]
    assert {row.state for row in outbox.rows().values()} == {MessageState.DUE}  # nothing was given up
    assert stand_in.accepted == []

    delivery.once()
    assert outbox.row(pressing).state is MessageState.SENT
    for _ in range(16):  # the longest that anything waits, in minutes, and one
        delivery.once()
        clock.forward(minutes=1)
    assert {row.state for row in outbox.rows().values()} == {MessageState.SENT}
    assert sorted(stand_in.references()) == sorted([*notices, pressing])
    assert sorted(stand_in.asked_about) == sorted([*notices, pressing])  # asked about once, then sent


def test_what_was_never_tried_goes_out_in_the_order_it_was_written(
    outbox: Outbox, delivery: Delivery, clock: HandClock, stand_in: NotifyStandIn
):
    clock.now = BACK_AT - timedelta(hours=2)
    (pressing,) = outbox.post(alert(), now=clock.now)  # tries the way for all, twice
    notices = [
        id for number in range(NOTICES) for id in outbox.post(notice(number), now=START + timedelta(hours=number))
    ]
    rounds_until(BACK_AT, delivery, clock, outbox, minutes=60)
    delivery.once()
    assert stand_in.references() == [pressing, *notices]
