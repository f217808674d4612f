"""Deliverers beside each other on PostgreSQL: none waits for a message that another has, collisions harm nobody."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.db import Unavailable, patience, transaction
from portal.outbox import claims
from portal.outbox.claims import Claim
from portal.outbox.delivery import Delivery, Settled
from portal.outbox.models import Message, MessageState
from portal.sealing import new_key
from tests.collisions import DEADLOCK, NOT_SERIAL, colliding
from tests.databases import PostgresDatabases
from tests.integration.outbox.world import HandClock, Outbox, ScriptedNotify, alert, notice

LEASE = timedelta(minutes=1)


@pytest.fixture
def outbox(postgres_databases: PostgresDatabases, monkeypatch: pytest.MonkeyPatch) -> Iterator[Outbox]:
    monkeypatch.setattr(patience, "BUSY_SECONDS", 0.05)  # whoever waits for a lock is told, and the test fails
    outbox = Outbox(postgres_databases.migrated(), (new_key(),))
    yield outbox
    outbox.engine.dispose()


def test_a_message_in_anothers_hands_is_passed_by_at_once(outbox: Outbox, clock: HandClock):
    (pressing,), (next_one,) = outbox.post(alert()), outbox.post(notice())
    with transaction(outbox.engine, writes=True) as another:
        another.execute(select(Message.id).where(Message.id == pressing).with_for_update()).one()
        taken = claims.take(outbox.engine, clock.now, LEASE)
        assert taken is not None
        assert taken.id == next_one
        assert claims.take(outbox.engine, clock.now, LEASE) is None  # the other one is not ours to wait for
    taken = claims.take(outbox.engine, clock.now, LEASE)
    assert taken is not None
    assert taken.id == pressing


def test_the_lock_is_what_would_have_been_waited_for(outbox: Outbox):
    (pressing,) = outbox.post(alert())
    held = select(Message.id).where(Message.id == pressing)
    with transaction(outbox.engine, writes=True) as another:
        another.execute(held.with_for_update()).one()
        with pytest.raises(Unavailable), transaction(outbox.engine, writes=True) as waiting:
            waiting.execute(held.with_for_update())


def test_many_who_take_at_the_same_moment_each_have_another_message(outbox: Outbox, clock: HandClock):
    ids = outbox.post(*(notice(number) for number in range(24)))

    def take_some(_: int) -> list[Claim]:
        return [taken for _ in range(4) if (taken := claims.take(outbox.engine, clock.now, LEASE))]

    with ThreadPoolExecutor(6) as deliverers:
        taken = [claim for some in deliverers.map(take_some, range(6)) for claim in some]
    while (more := claims.take(outbox.engine, clock.now, LEASE)) is not None:
        taken.append(more)  # each looked while others held all it saw
    assert sorted(claim.id for claim in taken) == sorted(ids)
    assert {claim.attempt for claim in taken} == {1}


@pytest.mark.parametrize("code", [DEADLOCK, NOT_SERIAL])
def test_where_every_transaction_collides_each_message_still_goes_once(
    outbox: Outbox, delivery: Delivery, notify: ScriptedNotify, settled: list[Settled], code: str
):
    ids = outbox.post(*(notice(number) for number in range(6)))
    with colliding(outbox.url, code=code) as collisions:
        assert delivery.once().taken == 6
        assert collisions.count >= 6
    assert sorted(sent.reference for sent in notify.sent) == sorted(ids)
    assert {row.state for row in outbox.rows().values()} == {MessageState.SENT}
    assert {row.attempts for row in outbox.rows().values()} == {1}


def test_a_collision_that_does_not_end_blames_no_message(outbox: Outbox, delivery: Delivery, notify: ScriptedNotify):
    (message_id,) = outbox.post(notice())
    with colliding(outbox.url, every=1_000_000), pytest.raises(Unavailable):
        delivery.once()
    assert (outbox.row(message_id).state, outbox.row(message_id).reason) == (MessageState.DUE, None)
    delivery.once()
    assert len(notify.sent) == 1
