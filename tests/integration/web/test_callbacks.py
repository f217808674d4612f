"""From a child's complaint to Notify and back: the real client, a stand-in that posts receipts itself, a real line."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from portal.outbox.delivery import Delivery
from portal.outbox.notify import RealNotify
from portal.vocabulary import Flag
from tests.databases import Databases
from tests.notify_stand_in import API_KEY, Accepted, Callbacks, NotifyStandIn
from tests.pages import Talk
from tests.portals import PortalAtHand, portal_for_real
from tests.tellings import a_childs_complaint

HERE = "https://portal.sampleshire.gov.uk"


@pytest.fixture
def real(tmp_path: Path, databases: Databases) -> Iterator[PortalAtHand]:
    portal = portal_for_real(tmp_path, database=databases.migrated())
    yield portal
    portal.close()


@pytest.fixture
def stand_in(real: PortalAtHand) -> Iterator[NotifyStandIn]:
    with NotifyStandIn(real.app.extensions["portal"].council.notify) as stand_in:
        yield stand_in


@pytest.fixture
def callbacks(real: PortalAtHand) -> Iterator[Callbacks]:
    with listening(real) as url:
        yield Callbacks(f"{url}/notify/receipts", real.settings.notify_callback_token)


@contextmanager
def listening(portal: PortalAtHand) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, portal.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


def deliver(portal: PortalAtHand, stand_in: NotifyStandIn) -> None:
    client = RealNotify(API_KEY, portal.app.extensions["portal"].council.notify, stand_in.url)
    delivery = Delivery(engine=portal.engine, notify=client, clock=portal.clock, on_settled=portal.settled)
    assert delivery.once().trouble is None


def a_complaint(portal: PortalAtHand) -> str:
    return a_childs_complaint(Talk(portal.phone(base_url=HERE))).reference


def the_receipt(stand_in: NotifyStandIn) -> Accepted:
    (receipt,) = (each for each in stand_in.accepted if each.subject and each.subject.startswith("Your message"))
    return receipt


def happened(portal: PortalAtHand, reference: str) -> list[str]:
    wanted = {"message-delivered", "message-undelivered", "unflagged"}
    return [event.happened for event in portal.case(reference).events if event.happened in wanted]


def test_every_receipt_comes_twice_and_late_and_counts_once(
    real: PortalAtHand, stand_in: NotifyStandIn, callbacks: Callbacks
):
    reference = a_complaint(real)
    deliver(real, stand_in)
    for each in stand_in.accepted:
        callbacks.tell_later(0.02, each, "delivered", times=2)
    callbacks.wait()
    assert callbacks.heard == [200] * 2 * len(stand_in.accepted)
    assert happened(real, reference) == ["message-delivered"]


def test_a_bounce_is_told_to_complaints_through_notify_once(
    real: PortalAtHand, stand_in: NotifyStandIn, callbacks: Callbacks
):
    reference = a_complaint(real)
    deliver(real, stand_in)
    bounced = the_receipt(stand_in)
    callbacks.tell(bounced, "permanent-failure", times=3)
    deliver(real, stand_in)
    deliver(real, stand_in)
    (notice,) = (each for each in stand_in.accepted if each.subject == f"Please check: {reference}")
    assert notice.to == real.app.extensions["portal"].council.team_for_role("complaints").inbox
    assert happened(real, reference) == ["message-undelivered"]
    assert Flag.UNDELIVERED in {flag for flag, _ in real.case(reference).flags}


def test_out_of_order_the_last_word_holds(real: PortalAtHand, stand_in: NotifyStandIn, callbacks: Callbacks):
    reference = a_complaint(real)
    deliver(real, stand_in)
    receipt = the_receipt(stand_in)
    early, late = (receipt.created_at + timedelta(seconds=seconds) for seconds in (5, 50))
    callbacks.tell(receipt, "delivered", completed_at=late)
    callbacks.tell(receipt, "temporary-failure", completed_at=early, times=2)
    assert happened(real, reference) == ["message-delivered"]
    assert Flag.UNDELIVERED not in {flag for flag, _ in real.case(reference).flags}


def test_a_receipt_that_overtakes_the_answer_to_the_sending(
    real: PortalAtHand, stand_in: NotifyStandIn, callbacks: Callbacks
):
    accept = stand_in.accept

    def accept_and_tell(path: str, sent: dict[str, object], token_age: float) -> dict[str, object]:
        answer = accept(path, sent, token_age)
        callbacks.tell(stand_in.accepted[-1], "delivered")
        return answer

    stand_in.accept = accept_and_tell  # type: ignore[method-assign]
    reference = a_complaint(real)
    deliver(real, stand_in)
    assert set(callbacks.heard) == {200}
    events = [event for event in real.case(reference).events if event.happened == "message-sent"]
    assert len(events) == len(stand_in.accepted) == len({event.facts["message"] for event in events})
    assert stand_in.account.duplicates() == {}


def test_with_another_token_nothing_is_believed_and_nothing_tried_again(
    real: PortalAtHand, stand_in: NotifyStandIn, callbacks: Callbacks
):
    reference = a_complaint(real)
    deliver(real, stand_in)
    Callbacks(callbacks.url, "another token", callbacks.heard).tell(the_receipt(stand_in), "permanent-failure")
    assert callbacks.heard == [401]
    assert happened(real, reference) == []


def test_all_receipts_at_once(real: PortalAtHand, stand_in: NotifyStandIn, callbacks: Callbacks):
    references = [a_complaint(real) for _ in range(3)]
    deliver(real, stand_in)
    for each in stand_in.accepted:
        for status in ("delivered", "permanent-failure"):
            callbacks.tell_later(0.0, each, status)
    callbacks.wait()
    assert set(callbacks.heard) <= {200, 503}
    assert callbacks.heard.count(200) == 2 * len(stand_in.accepted)
    for reference in references:
        # Completed in the same instant: nobody was surely told.
        assert Flag.UNDELIVERED in {flag for flag, _ in real.case(reference).flags}
        assert happened(real, reference)[-1] == "message-undelivered"
