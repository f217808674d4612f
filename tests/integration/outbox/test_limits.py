"""Notify's limits, counted by the stand-in: a backlog goes out as fast as it may, and nothing is sent twice for it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from portal.outbox.delivery import Delivery, Pauses
from portal.outbox.models import MessageState
from portal.outbox.notify import RealNotify
from tests.integration.outbox.world import HandClock, Outbox, notice
from tests.notify_stand_in import API_KEY, Limits, NotifyStandIn
from tests.unit.outbox.examples import WORKED, receipt_text


@pytest.fixture
def stand_in() -> Iterator[NotifyStandIn]:
    with NotifyStandIn(WORKED.notify) as stand_in:
        yield stand_in


@pytest.fixture
def delivery(outbox: Outbox, clock: HandClock, stand_in: NotifyStandIn) -> Delivery:
    client = RealNotify(API_KEY, WORKED.notify, stand_in.url)
    return Delivery(engine=outbox.engine, notify=client, clock=clock, pauses=Pauses(jitter=lambda: 0.0))


def passes(clock: HandClock, stand_in: NotifyStandIn, **by: float) -> None:
    clock.forward(**by)
    stand_in.account.forward(**by)


def states(outbox: Outbox) -> list[str]:
    return sorted(row.state for row in outbox.rows().values())


def test_so_many_a_minute_and_the_rest_after_it(
    outbox: Outbox, delivery: Delivery, clock: HandClock, stand_in: NotifyStandIn
):
    stand_in.account.limits = Limits(a_minute=10)
    ids = outbox.post(*(notice(number) for number in range(25)))
    done = delivery.once()
    assert (done.taken, done.trouble and done.trouble.reason) == (11, "429 RateLimitError")
    assert len(stand_in.accepted) == 10
    passes(clock, stand_in, seconds=9)
    assert delivery.once().taken == 1  # another tries; it is too soon for it too
    assert len(stand_in.accepted) == 10
    for _ in range(20):
        passes(clock, stand_in, seconds=15)
        delivery.once()
    assert sorted(stand_in.references()) == sorted(ids)
    assert set(states(outbox)) == {MessageState.SENT}


def test_a_days_limit_on_texts_lets_emails_through_and_ends_with_the_day(
    outbox: Outbox, delivery: Delivery, clock: HandClock, stand_in: NotifyStandIn
):
    stand_in.account.limits = Limits(a_day=3)
    outbox.post(*(receipt_text() for _ in range(5)), to="07700 900123")
    outbox.post(notice(1), notice(2))
    assert delivery.once().trouble is None
    assert states(outbox) == [*[MessageState.DUE] * 2, *[MessageState.SENT] * 5]
    assert {row.reason for row in outbox.rows().values() if row.due_at} == {"429 TooManyRequestsError"}
    for _ in range(25):  # a day, an hour at a time
        passes(clock, stand_in, hours=1)
        delivery.once()
    assert set(states(outbox)) == {MessageState.SENT}
    assert stand_in.account.duplicates() == {}


def test_the_stand_in_forgets_as_notify_does(stand_in: NotifyStandIn):
    client = RealNotify(API_KEY, WORKED.notify, stand_in.url)
    stand_in.account.remembers = timedelta(days=7)
    accepted = stand_in.account.take(
        "/v2/notifications/email",
        {
            "email_address": "someone@home.example",
            "template_id": WORKED.notify.template_id(notice().kind),
            "reference": "ref-1",
            "personalisation": {"reference": "", "link": "", "due": "", "has_due": "no"},
        },
        0.0,
    )
    assert getattr(client.find("ref-1"), "notify_id", None) == accepted.id
    stand_in.account.forward(days=8)
    assert client.find("ref-1") is None
