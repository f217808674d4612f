"""The door for GOV.UK Notify's delivery receipts: who may come in, what is taken, and what nobody learns there."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs
from werkzeug.test import TestResponse

from portal.vocabulary import Flag
from portal.web.hooks import LONGEST_RECEIPT
from tests.databases import Databases
from tests.pages import Talk
from tests.portals import PortalAtHand, portal_for_real
from tests.tellings import a_childs_complaint
from tests.troubles import full, locked

HERE = "https://portal.sampleshire.gov.uk"
DOOR = "/notify/receipts"
CANARY = "canary.person@home.example"
NOTIFY_ID, NOBODYS = "740e5834-3a29-46b4-9a6f-16142fde533a", "0b8f5d1e-7a44-4f0e-9a55-0d0a8b7a1c11"


@pytest.fixture
def real(tmp_path: Path, databases: Databases, monkeypatch: pytest.MonkeyPatch) -> Iterator[PortalAtHand]:
    """A portal for real, which waits for no other writer, so that the tests need not either."""
    monkeypatch.setattr("portal.db.patience.BUSY_SECONDS", 0)
    portal = portal_for_real(tmp_path, database=databases.migrated())
    yield portal
    portal.close()


def told(reference: str | None = NOBODYS, **changed: object) -> dict[str, object]:
    return {
        "id": NOTIFY_ID,
        "reference": reference,
        "to": CANARY,
        "status": "permanent-failure",
        "created_at": "2026-09-01T09:00:00.000000Z",
        "completed_at": "2026-09-01T09:00:05.000000Z",
        "sent_at": "2026-09-01T09:00:01.000000Z",
        "notification_type": "email",
        "template_id": NOTIFY_ID,
        "template_version": 1,
        **changed,
    }


def posts(
    portal: PortalAtHand, body: bytes | dict[str, object], token: str | None = None, **more: object
) -> TestResponse:
    """As Notify does, with the right token unless another is given; an empty one means no header at all."""
    token = portal.settings.notify_callback_token if token is None else token
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers |= {"Content-Type": "application/json"}
    return portal.phone().client.post(DOOR, data=raw, headers=headers, base_url=HERE)


def a_case(portal: PortalAtHand) -> tuple[str, str]:
    """A child's complaint with a receipt by email, sent: its reference, and the receipt's id."""
    reference = a_childs_complaint(Talk(portal.phone(base_url=HERE))).reference
    portal.delivers()
    (receipt,) = (
        event.facts["message"]
        for event in portal.case(reference).events
        if event.happened == "message-sent" and event.facts["kind"] == "receipt-email"
    )
    return reference, receipt


def is_flagged(portal: PortalAtHand, reference: str) -> bool:
    return Flag.UNDELIVERED in {flag for flag, _ in portal.case(reference).flags}


def test_a_bounced_receipt_comes_in_and_is_written_on_its_case(real: PortalAtHand):
    reference, receipt = a_case(real)
    real.clock.passes(minutes=5)
    answers = [posts(real, told(receipt)) for _ in range(2)]
    assert [(answer.status_code, answer.get_json()) for answer in answers] == [(200, {"ok": True})] * 2
    case = real.case(reference)
    assert is_flagged(real, reference)
    (event,) = (event for event in case.events if event.happened == "message-undelivered")
    assert event.at == real.clock.now
    real.delivers()
    assert [item.kind for item in real.tray()].count("undelivered") == 1
    assert real.tray()[0].to == real.app.extensions["portal"].council.team_for_role("complaints").inbox


@pytest.mark.parametrize(
    "token", ["", "wrong", "a callback token made up for these tests, long enougH", "a callback token", "é" * 40, " "]
)
def test_without_the_token_nobody_learns_or_changes_a_thing(real: PortalAtHand, token: str):
    reference, receipt = a_case(real)
    answers = [posts(real, body, token) for body in (told(receipt), told(), b"{", b"x" * 20_000)]
    assert {(answer.status_code, answer.data) for answer in answers} == {(401, answers[0].data)}
    assert answers[0].headers["WWW-Authenticate"] == "Bearer"
    assert not is_flagged(real, reference)


@pytest.mark.parametrize("scheme", ["bearer", "Basic", "Token", ""])
def test_the_token_comes_as_a_bearer_token(real: PortalAtHand, scheme: str):
    headers = {"Authorization": f"{scheme} {real.settings.notify_callback_token}".strip()}
    answer = real.phone().client.post(DOOR, json=told(), headers=headers, base_url=HERE)
    assert answer.status_code == 401


def test_without_a_token_in_the_settings_nobody_comes_in(portal: PortalAtHand):
    assert portal.settings.notify_callback_token == ""
    client = portal.phone().client
    for header in ("", "Bearer", "Bearer ", "Bearer None"):
        assert client.post(DOOR, json=told(), headers={"Authorization": header}).status_code == 401


def test_a_message_that_is_not_ours_is_answered_as_any_other(real: PortalAtHand):
    _, receipt = a_case(real)
    ours, nobodys, no_reference = (posts(real, told(reference)) for reference in (receipt, NOBODYS, None))
    for answer in (nobodys, no_reference):
        assert (answer.status_code, answer.data, dict(answer.headers)) == (200, ours.data, dict(ours.headers))


@pytest.mark.parametrize(
    ("body", "status", "why"),
    [
        (b"", 400, "The body is not JSON."),
        (b'{"to": "canary.person@home.example"', 400, "The body is not JSON."),
        (json.dumps(["canary.person@home.example"]).encode(), 400, "The body is not an object."),
        (json.dumps(told(status="canary")).encode(), 400, "status is none of Notify's words."),
        (json.dumps(told(completed_at="canary")).encode(), 400, "completed_at is no instant."),
        (json.dumps(told(notification_type="letter")).encode(), 400, "notification_type is neither email nor sms."),
        (json.dumps(told(more="canary" * 5_000)).encode(), 413, "The body is too long."),
    ],
)
def test_what_is_no_receipt_is_refused_and_nothing_of_it_repeated(
    real: PortalAtHand, body: bytes, status: int, why: str
):
    with capture_logs() as logs:
        answer = posts(real, body)
    assert (answer.status_code, answer.get_json()) == (status, {"ok": False, "why": why})
    assert [(line["event"], line["why"]) for line in logs] == [("receipt refused", why)]
    assert "canary" not in repr(logs)


def test_of_a_body_that_does_not_say_how_long_it_is_no_more_is_read(real: PortalAtHand):
    class Stream:
        left = 10_000_000

        def read(self, size: int = -1) -> bytes:
            given = min(self.left, size if size > 0 else self.left)
            self.left -= given
            return b"x" * given

    stream = Stream()
    environ = {"wsgi.input": stream, "wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    headers = {"Authorization": f"Bearer {real.settings.notify_callback_token}"}
    answer = real.phone().client.post(DOOR, headers=headers, base_url=HERE, environ_overrides=environ)
    assert answer.status_code == 400
    assert stream.left == 10_000_000 - LONGEST_RECEIPT


def test_nobodys_address_is_logged(real: PortalAtHand):
    _, receipt = a_case(real)
    with capture_logs() as logs:
        posts(real, told(receipt))
        posts(real, told())
    assert [line["event"] for line in logs] == ["message-undelivered"]
    assert "canary" not in repr(logs)


def test_while_the_database_cannot_take_it_notify_is_to_come_again(real: PortalAtHand):
    reference, receipt = a_case(real)
    cannot = locked if real.engine.dialect.name == "sqlite" else full
    with cannot(real):
        answer = posts(real, told(receipt))
    assert (answer.status_code, answer.get_json()) == (503, {"ok": False})
    assert not is_flagged(real, reference)
    assert posts(real, told(receipt)).status_code == 200
    assert is_flagged(real, reference)


def test_it_needs_no_cookie_and_gives_none(real: PortalAtHand):
    answer = posts(real, told())
    assert "Set-Cookie" not in answer.headers
    another_site = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
    headers = {"Authorization": f"Bearer {real.settings.notify_callback_token}"} | another_site
    assert real.phone().client.post(DOOR, json=told(), headers=headers, base_url=HERE).status_code == 200


def test_there_is_nothing_to_see(real: PortalAtHand):
    assert real.phone().client.get(DOOR, base_url=HERE).status_code == 405


def test_a_message_delivered_later_takes_the_flag_off(real: PortalAtHand):
    reference, receipt = a_case(real)
    later = (real.clock.now + timedelta(hours=1)).isoformat()
    posts(real, told(receipt, status="temporary-failure"))
    posts(real, told(receipt, status="delivered", completed_at=later))
    posts(real, told(receipt, status="temporary-failure"))  # again, after it was overtaken
    assert not is_flagged(real, reference)
