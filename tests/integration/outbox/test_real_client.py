"""The real client against a stand-in that holds to Notify's published API, over real HTTP, each way to fail."""

import socket
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from portal.outbox.delivery import Delivery, Pauses
from portal.outbox.messages import Personalised, render
from portal.outbox.models import MessageState
from portal.outbox.notify import Outcome, Outgoing, RealNotify, Refused, Retry, Sent, Stop, Unknown
from portal.vocabulary import Language
from tests.integration.outbox.world import HandClock, Outbox, notice
from tests.notify.faults import TAKING
from tests.notify_stand_in import API_KEY, SECRET, SERVICE_ID, Fault, NotifyStandIn
from tests.unit.outbox.examples import WORKED, one_of_each, receipt, receipt_text

PATIENCE = 0.2  # seconds


@pytest.fixture
def stand_in() -> Iterator[NotifyStandIn]:
    with NotifyStandIn(WORKED.notify, silence=2 * PATIENCE) as stand_in:
        yield stand_in


@pytest.fixture
def client(stand_in: NotifyStandIn) -> RealNotify:
    return RealNotify(API_KEY, WORKED.notify, stand_in.url, timeout_seconds=PATIENCE)


def outgoing(message: Personalised, to: str = "someone@home.example", **changed: object) -> Outgoing:
    values = message.personalisation(Language.ENGLISH)
    return replace(Outgoing("ref-1", message.kind, message.channel, to, values), **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize("message", one_of_each(), ids=lambda message: message.kind)
def test_every_message_is_taken_and_reads_at_notify_as_it_reads_here(
    client: RealNotify, stand_in: NotifyStandIn, message: Personalised
):
    to = "07700 900123" if message.channel == "text" else "someone@home.example"
    outcome = client.send(outgoing(message, to))
    (taken,) = stand_in.accepted
    assert outcome == Sent(taken.id)
    assert (taken.reference, taken.to) == ("ref-1", to)
    assert (taken.subject, taken.body) == (render(message).subject, render(message).body)
    assert abs(taken.token_age) < 5
    assert taken.extra == {}


def test_the_councils_reply_address_and_sender_are_passed_on(stand_in: NotifyStandIn):
    reply_to, sender = str(uuid.uuid4()), str(uuid.uuid4())
    council = replace(WORKED.notify, email_reply_to_id=reply_to, sms_sender_id=sender)
    client = RealNotify(API_KEY, council, stand_in.url)
    client.send(outgoing(receipt()))
    client.send(outgoing(receipt_text(), "07700 900123"))
    assert [taken.extra for taken in stand_in.accepted] == [
        {"email_reply_to_id": reply_to},
        {"sms_sender_id": sender},
    ]


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Fault.TOO_MANY_A_MINUTE, Retry("429 RateLimitError", timedelta(seconds=10))),
        (Fault.TOO_MANY_A_DAY, Retry("429 TooManyRequestsError", timedelta(minutes=15), alone=True)),
        (Fault.SERVER_ERROR, Retry("500 Exception")),
        (Fault.UNAVAILABLE, Retry("503 ServiceUnavailable")),
        (Fault.BAD_REQUEST, Refused("400 BadRequestError")),
        (Fault.FORBIDDEN, Stop("403 AuthError: NOTIFY_API_KEY was revoked")),
        (Fault.PROXY_REFUSES, Stop("403")),
        (Fault.PROXY_PAGE, Unknown("502")),
        (Fault.TAKEN_AND_PROXY_PAGE, Unknown("504")),
        (Fault.TAKEN_AND_SERVER_ERROR, Retry("500 Exception")),
        (Fault.NO_ID, Unknown("an answer without an id")),
        (Fault.PAGE_INSTEAD, Unknown("200 without an answer that can be read")),
        (Fault.REDIRECT, Retry("302, a redirect")),
        (Fault.SILENT, Unknown("ReadTimeout")),
        (Fault.DROPPED, Unknown("ConnectionError")),
        (Fault.LOST, Unknown("ConnectionError")),
        (Fault.HALF, Unknown("ChunkedEncodingError")),
        (Fault.DRIPPING, Unknown("ConnectionError")),
        (Fault.DRIPPING_HEADERS, Unknown("ReadTimeout")),
    ],
)
def test_each_fault_over_a_real_line(client: RealNotify, stand_in: NotifyStandIn, fault: Fault, outcome: Outcome):
    stand_in.faults.append(fault)
    assert client.send(outgoing(receipt())) == outcome
    # The line that failed is not the last: the next message finds Notify again.
    assert isinstance(client.send(outgoing(receipt())), Sent)


def test_a_slow_answer_is_an_answer(client: RealNotify, stand_in: NotifyStandIn):
    stand_in.faults.append(Fault.SLOW)
    assert client.send(outgoing(receipt())) == Sent(stand_in.accepted[0].id)


@pytest.mark.parametrize("fault", sorted(TAKING, key=lambda fault: fault.value))
def test_what_was_taken_and_not_answered_is_found_by_its_reference(
    client: RealNotify, stand_in: NotifyStandIn, fault: Fault
):
    assert client.find("ref-1") is None
    stand_in.faults.append(fault)
    client.send(outgoing(receipt()))
    assert client.find("ref-1") == Sent(stand_in.accepted[0].id)


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Fault.UNAVAILABLE, Retry("503 ServiceUnavailable")),
        (Fault.PROXY_PAGE, Retry("502")),
        (Fault.PAGE_INSTEAD, Retry("200 without an answer that can be read")),
        (Fault.SILENT, Retry("ReadTimeout")),
        (Fault.DROPPED, Retry("ConnectionError")),
    ],
)
def test_an_answer_that_never_came_is_not_an_answer_that_it_was_never_sent(
    client: RealNotify, stand_in: NotifyStandIn, fault: Fault, outcome: Outcome
):
    stand_in.faults.append(fault)
    assert client.find("ref-1") == outcome


def test_nobody_at_the_door_means_that_nothing_was_sent():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening
        client = RealNotify(API_KEY, WORKED.notify, f"http://127.0.0.1:{taken.getsockname()[1]}")
        assert client.send(outgoing(receipt())) == Retry("ConnectionError")


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (outgoing(receipt(), "not an address"), "400 ValidationError: not an email address"),
        (outgoing(receipt_text(), "someone"), "400 ValidationError: not a phone number"),
        (outgoing(receipt(), personalisation={}),
         "400 BadRequestError: the template asks for something we do not send"),
        (outgoing(receipt_text(), "07700 900123", personalisation=dict(
            receipt_text().personalisation(Language.ENGLISH), council_short="a" * 900)),
         "400 BadRequestError: too long for a text message"),
    ],
)  # fmt: skip
def test_what_notify_will_not_have_is_refused_in_our_own_words(client: RealNotify, message: Outgoing, reason: str):
    assert client.send(message) == Refused(reason)


def test_a_template_that_is_not_in_the_account_is_refused(stand_in: NotifyStandIn):
    gone = str(uuid.uuid4())
    elsewhere = replace(WORKED.notify, templates=tuple((kind, gone) for kind, _ in WORKED.notify.templates))
    client = RealNotify(API_KEY, elsewhere, stand_in.url)
    assert client.send(outgoing(receipt())) == Refused("400 BadRequestError: no such template")


@pytest.mark.parametrize(
    "key", [f"tests-{SERVICE_ID}-{'0' * 36}", f"tests-{'0' * 36}-{SECRET}"], ids=["wrong secret", "wrong service"]
)
def test_a_wrong_key_stops_everything(stand_in: NotifyStandIn, key: str):
    client = RealNotify(key, WORKED.notify, stand_in.url)
    stopped = Stop("403 AuthError: Notify does not know NOTIFY_API_KEY")
    assert client.send(outgoing(receipt())) == stopped
    assert client.find("ref-1") == stopped
    assert stand_in.accepted == []


@pytest.mark.parametrize("seconds", [40, -40])
def test_a_clock_that_is_off_by_more_than_half_a_minute_stops_everything(
    client: RealNotify, stand_in: NotifyStandIn, seconds: float
):
    stand_in.clock_ahead = seconds
    stopped = Stop("403 AuthError: the clock of this machine is more than 30 seconds off")
    assert client.send(outgoing(receipt())) == stopped


def test_an_answer_about_another_message_is_none(client: RealNotify, stand_in: NotifyStandIn, monkeypatch):  # type: ignore[no-untyped-def]
    client.send(outgoing(receipt()))
    others = stand_in.account.accepted
    monkeypatch.setattr(stand_in.account, "known_as", lambda _reference: others)
    assert client.find("ref-1") == Sent(others[0].id)
    assert client.find("ref-2") == Retry("an answer about other messages")


@pytest.mark.parametrize("id", [None, "", 7])
def test_what_is_there_under_an_id_that_cannot_be_read_is_not_sent_again(
    client: RealNotify, stand_in: NotifyStandIn, monkeypatch: pytest.MonkeyPatch, id: object
):
    client.send(outgoing(receipt()))
    shown = stand_in.known
    monkeypatch.setattr(
        stand_in,
        "known",
        lambda query: {"notifications": [each | {"id": id} for each in shown(query)["notifications"]]},
    )
    assert client.find("ref-1") == Retry("an answer without an id")


def test_the_clients_own_log_says_nothing_of_what_notify_quotes(client: RealNotify, caplog: pytest.LogCaptureFixture):
    with capture_logs() as logs:
        client.send(outgoing(receipt(), "canary.person"))
    assert "canary" not in caplog.text
    assert logs == []


def test_a_bad_day_from_end_to_end(outbox: Outbox, client: RealNotify, stand_in: NotifyStandIn, clock: HandClock):
    """Whatever goes wrong on the way, each message is with Notify once in the end."""
    ids = outbox.post(*(notice(number) for number in range(12)))
    stand_in.faults.extend(fault for fault in Fault if fault is not Fault.BAD_REQUEST for _ in range(2))
    delivery = Delivery(engine=outbox.engine, notify=client, clock=clock, pauses=Pauses(jitter=lambda: 0.0))
    for _ in range(120):
        delivery.once()
        clock.forward(minutes=16)
    assert not stand_in.faults
    assert sorted(stand_in.references()) == sorted(ids)
    rows = outbox.rows()
    assert {row.state for row in rows.values()} == {MessageState.SENT}
    assert {taken.reference: taken.id for taken in stand_in.accepted} == {
        row.id: row.notify_id for row in rows.values()
    }
