"""The PostgreSQL server stopped, crashed and restarted under the portal: nothing shown as received is ever missing."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from structlog.testing import capture_logs

from portal.db import transaction
from portal.outbox.models import Message, MessageState
from portal.script import pages as words
from tests.databases import PostgresDatabases
from tests.hands import ClientHands
from tests.pages import Receipt, Talk
from tests.portals import PortalAtHand, local_portal
from tests.postgres import Server
from tests.serving import wait_for
from tests.tellings import A_CHILD_IN_CARE, STORY

Someone = Talk[ClientHands]


@pytest.fixture
def server(postgres: Server) -> Iterator[Server]:
    """The server, which a test may stop: it runs again afterwards."""
    yield postgres
    if not postgres.is_running:
        postgres.start()


@pytest.fixture
def portal(tmp_path: Path, postgres_databases: PostgresDatabases, server: Server) -> Iterator[PortalAtHand]:
    portal = local_portal(tmp_path, postgres_databases.migrated())
    yield portal
    portal.close()
    if not server.is_running:
        server.start()


def is_told_that_nothing_is_lost(talk: Someone) -> None:
    assert talk.hands.response.status_code == 503
    assert words.AGAIN_BUSY.child in talk.hands.says()


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_while_it_is_gone_what_was_typed_stays_and_help_and_health_go_on(
    portal: PortalAtHand, talk: Someone, server: Server, mode: str
):
    talk.starts()
    talk.answers(A_CHILD_IN_CARE, until="what-happened")
    server.stop(mode)
    with capture_logs() as logs:
        talk.writes(STORY)
        is_told_that_nothing_is_lost(talk)
        assert STORY in talk.hands.says()
        talk.goes_on()  # too early: still nothing is lost
        is_told_that_nothing_is_lost(talk)
    assert STORY not in str(logs)
    client = portal.phone().client
    for path in ("/healthz", "/numbers", "/side", "/come-back"):
        assert client.get(path).status_code == 200
    portal.clock.passes(seconds=2)
    assert client.get("/readyz").status_code == 503
    server.start()
    talk.goes_on()
    assert talk.asks == "hurt-by-worker"
    talk.answers(A_CHILD_IN_CARE)
    assert portal.told(talk.sends().reference).what_happened == STORY
    portal.clock.passes(seconds=2)
    assert client.get("/readyz").status_code == 200


def test_gone_at_the_moment_of_sending_it_is_one_case_once_it_is_back(
    portal: PortalAtHand, talk: Someone, server: Server
):
    talk.starts()
    talk.answers(A_CHILD_IN_CARE)
    server.stop("immediate")
    talk.hands.presses("Send it")
    is_told_that_nothing_is_lost(talk)
    server.start()
    talk.goes_on()
    assert [case.reference for case in portal.cases()] == [Receipt(talk.hands).reference]


def test_a_restart_between_two_answers_is_noticed_by_nobody(portal: PortalAtHand, talk: Someone, server: Server):
    talk.starts()
    for mode, key in (("fast", "what-happened"), ("immediate", "which-help"), ("fast", "who-was-it")):
        talk.answers(A_CHILD_IN_CARE, until=key)
        server.restart(mode)
    talk.answers(A_CHILD_IN_CARE)
    server.restart("immediate")
    reference = talk.sends().reference
    server.restart("immediate")
    assert [case.reference for case in portal.cases()] == [reference]


class Person:
    """In danger, over and over: three taps and a place, pressing again as often as it takes."""

    def __init__(self, portal: PortalAtHand) -> None:
        self.app, self.receipts, self.pressed_again = portal.app, list[str](), 0

    def complains(self, until: threading.Event) -> None:
        while not until.is_set():
            # A client without eyes: the portal's own look at the pool, which others use at the same time.
            talk = Talk(ClientHands(FlaskClient(self.app, self.app.response_class)))  # type: ignore[arg-type]
            talk.hands.goes_to("/")
            self.presses_again(talk)
            for code in ("complaint", "child", "yes"):
                talk.says(code)
                self.presses_again(talk)
            talk.hands.writes("find-you", "By the gate")
            talk.hands.presses("Send this now")
            self.presses_again(talk)
            self.receipts.append(Receipt(talk.hands).reference)

    def presses_again(self, talk: Someone) -> None:
        """As long as the page says to: the button where something was sent, the page again where it was only shown."""
        until = time.monotonic() + 60
        while talk.hands.response.status_code == 503:
            assert time.monotonic() < until, talk.hands.says()
            self.pressed_again += 1
            time.sleep(0.05)
            if talk.hands.response.request.method == "POST":
                talk.goes_on()
            else:
                talk.hands.goes_to(talk.hands.address())


@pytest.mark.slow
def test_restarts_under_load_lose_nothing_that_was_acknowledged(portal: PortalAtHand, server: Server):
    people, done, stop = [Person(portal) for _ in range(4)], threading.Event(), threading.Event()
    # A lease that a crash left behind ends soon, by a clock that goes.
    delivery = replace(portal.delivery, clock=lambda: datetime.now(UTC), lease=timedelta(seconds=2))
    delivering = threading.Thread(target=delivery.run, args=(stop, timedelta(milliseconds=50)))
    delivering.start()
    with ThreadPoolExecutor(len(people)) as pool:
        walks = [pool.submit(person.complains, done) for person in people]
        for mode in ("immediate", "fast", "immediate"):
            time.sleep(0.5)
            server.stop(mode)
            time.sleep(0.2)
            server.start()
        time.sleep(0.5)
        done.set()
        for walk in walks:
            walk.result(60)
    receipts = [receipt for person in people for receipt in person.receipts]
    assert len(receipts) == len(set(receipts)) > 3
    assert sum(person.pressed_again for person in people) > 0
    cases = [case.reference for case in portal.cases()]
    assert sorted(receipts) == sorted(cases)
    wait_for(lambda: {item.reference for item in portal.tray()} == set(cases), 30)
    wait_for(lambda: states(portal) == {MessageState.SENT}, 30)
    stop.set()
    delivering.join()


def states(portal: PortalAtHand) -> set[MessageState]:
    with transaction(portal.engine, writes=False) as session:
        return set(session.scalars(select(Message.state)))
