"""What `/readyz` says, to a machine that asks every second and to a stranger: yes or no, and no more."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from structlog.testing import capture_logs

from portal import readiness
from portal.db import Unavailable, transaction
from portal.outbox import post
from portal.outbox.counts import Waiting
from portal.readiness import URGENT_LIMIT, Readiness, is_stuck
from portal.vocabulary import Language
from tests.hands import ClientHands
from tests.integration.outbox.world import START, alert, notice
from tests.pages import Talk
from tests.portals import PortalAtHand

LIMIT = timedelta(minutes=30)


def says(portal: PortalAtHand) -> int:
    response = portal.phone().client.get("/readyz")
    assert response.get_json() == {"ok": response.status_code == 200}
    return response.status_code


def posts(portal: PortalAtHand, message: Any) -> None:
    with transaction(portal.engine, writes=True) as session:
        post(session, message, to="somebody@home.example", language=Language.ENGLISH, now=portal.clock.now)


def test_a_message_that_waits_for_longer_than_the_limit_is_trouble_until_it_is_sent(portal: PortalAtHand):
    posts(portal, notice())
    portal.clock.passes(minutes=30)
    assert says(portal) == 200
    portal.clock.passes(seconds=1)
    assert says(portal) == 503
    portal.delivers()
    portal.clock.passes(seconds=1)
    assert says(portal) == 200


def test_an_alert_is_trouble_after_five_minutes(portal: PortalAtHand):
    posts(portal, alert())
    portal.clock.passes(minutes=5)
    assert says(portal) == 200
    portal.clock.passes(seconds=1)
    assert says(portal) == 503


def test_the_door_stays_open_all_the_same(portal: PortalAtHand, talk: Talk[ClientHands]):
    posts(portal, alert())
    portal.clock.passes(days=3)
    assert says(portal) == 503
    assert portal.phone().client.get("/healthz").status_code == 200
    talk.starts()
    talk.says("complaint")
    assert talk.asks == "who-are-you"


@pytest.mark.parametrize(
    ("oldest", "urgent", "stuck"),
    [
        (None, None, False),
        (LIMIT, None, False),
        (LIMIT + timedelta(seconds=1), None, True),
        (LIMIT, URGENT_LIMIT, False),
        (LIMIT, URGENT_LIMIT + timedelta(seconds=1), True),
        (timedelta(hours=-1), timedelta(hours=-1), False),  # a clock that was put back since
    ],
)
def test_what_counts_as_stuck(oldest: timedelta | None, urgent: timedelta | None, stuck: bool):
    written = [None if age is None else START - age for age in (oldest, urgent)]
    assert is_stuck(Waiting({}, *written), START, LIMIT) is stuck


def test_a_limit_below_five_minutes_holds_for_alerts_too():
    assert is_stuck(Waiting({}, None, START - timedelta(minutes=2)), START, timedelta(minutes=1))


def test_the_reason_goes_to_the_log_once_and_so_does_its_end(portal: PortalAtHand):
    posts(portal, notice())
    with capture_logs() as logs:
        for minutes in (0, 31, 1, 1):
            portal.clock.passes(minutes=minutes)
            says(portal)
        portal.delivers()
        portal.clock.passes(minutes=1)
        says(portal)
        says(portal)
    told = [(entry["event"], entry.get("because")) for entry in logs if entry["event"] in {"ready", "not-ready"}]
    assert told == [("ready", None), ("not-ready", "outbox"), ("ready", None)]


# ---------------------------------------------------------------- asked by many, often


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Engine]:
    looked: list[Engine] = []

    def at_head(engine: Engine) -> bool:
        looked.append(engine)
        return True

    monkeypatch.setattr(readiness, "at_head", at_head)
    return looked


def ready(portal: PortalAtHand) -> Readiness:
    return Readiness(portal.engine, LIMIT, portal.clock)


def test_the_database_is_asked_once_a_second(portal: PortalAtHand, asked: list[Engine]):
    is_ready = ready(portal)
    assert [is_ready() for _ in range(5)] == [True] * 5
    assert len(asked) == 1
    portal.clock.passes(seconds=1)
    assert is_ready()
    assert len(asked) == 2


def test_a_clock_that_was_put_back_makes_no_old_answer_new(portal: PortalAtHand, asked: list[Engine]):
    is_ready = ready(portal)
    is_ready()
    portal.clock.passes(hours=-1)
    is_ready()
    assert len(asked) == 2


def test_while_the_database_thinks_only_one_waits_for_it(portal: PortalAtHand, monkeypatch: pytest.MonkeyPatch):
    is_ready, thinks, may_answer = ready(portal), threading.Event(), threading.Event()
    assert is_ready()

    def hangs(_: Engine) -> bool:
        thinks.set()
        may_answer.wait(20)
        raise Unavailable("The database cannot take this now.")

    monkeypatch.setattr(readiness, "at_head", hangs)
    portal.clock.passes(seconds=2)
    one = threading.Thread(target=is_ready)
    one.start()
    assert thinks.wait(20)
    assert is_ready()  # what was true a moment ago, at once
    may_answer.set()
    one.join(20)
    assert not is_ready()
