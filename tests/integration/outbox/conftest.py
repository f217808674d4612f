"""An outbox of its own for each test, and a deliverer whose clock and Notify are in the test's hands."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from portal.outbox.delivery import Delivery, Pauses, Settled
from portal.sealing import new_key
from tests.databases import Databases
from tests.integration.outbox.world import HandClock, Outbox, ScriptedNotify


@pytest.fixture
def outbox(databases: Databases) -> Iterator[Outbox]:
    outbox = Outbox(databases.migrated(), (new_key(),))
    yield outbox
    outbox.engine.dispose()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def notify() -> ScriptedNotify:
    return ScriptedNotify()


@pytest.fixture
def settled() -> list[Settled]:
    return []


@pytest.fixture
def delivery(outbox: Outbox, notify: ScriptedNotify, clock: HandClock, settled: list[Settled]) -> Delivery:
    return Delivery(
        engine=outbox.engine,
        notify=notify,
        clock=clock,
        lease=timedelta(minutes=1),
        pauses=Pauses(jitter=lambda: 0.0),
        on_settled=lambda _session, end, _now: settled.append(end),
    )
