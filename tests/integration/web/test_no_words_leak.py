"""Canary words: walked through everything, they are found in no log, address, title, message or file on disk."""

import logging
from collections.abc import Iterator

import pytest
import structlog
from structlog.testing import capture_logs

from portal import logs
from portal.script import pages as words
from tests.databases import Databases, PostgresDatabases, SqliteFiles
from tests.hands import ClientHands
from tests.pages import Receipt, Talk
from tests.portals import PortalAtHand, local_portal
from tests.tellings import (
    A_CHILD_IN_CARE,
    CANARIES,
    EMAIL,
    MOBILE,
    PLACE,
    STORY,
    a_childs_complaint,
    an_advocate_for_a_child,
)

Someone = Talk[ClientHands]


def found_in(text: str) -> list[str]:
    return [word for word in CANARIES if word.casefold() in text.casefold()]


def everything(portal: PortalAtHand) -> None:
    """Three talks with all their mishaps: a stop, a wrong code, a stale page, danger, another child."""
    talk = portal.talk()
    code = a_childs_complaint(talk).code
    other = portal.talk()
    other.comes_back(" ".join(code))
    other.comes_back(STORY)
    advocate = portal.talk()
    an_advocate_for_a_child(advocate).tells_of_another_child()
    advocate.answers({**A_CHILD_IN_CARE, "which-help": ["in-care"]}, until="who-was-it")
    advocate.stops()
    in_danger = portal.talk()
    in_danger.starts()
    for said in ("complaint", "child", "yes"):
        in_danger.says(said)
    in_danger.hands.writes("find-you", PLACE)
    action, fields = in_danger.hands.about_to_send(in_danger.hands.button("Send this now"))
    in_danger.hands.sends(action, [(name, "stale" if name == "csrf_token" else value) for name, value in fields])
    in_danger.goes_on()
    Receipt(in_danger.hands)
    thanks = portal.talk()
    thanks.starts()
    thanks.answers({"what-for": "thanks", "what-went-well": STORY, "reply-how": "text", "reply-how-mobile": MOBILE,
                    "share-thanks": "with-name", "share-thanks-name": "Ottoline"})  # fmt: skip
    thanks.hands.goes_to(f"/talk/{PLACE}".replace(" ", "-"))
    thanks.hands.goes_to("/talk")
    thanks.sends()
    portal.delivers()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def kept_in(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    if request.param == "sqlite":
        yield SqliteFiles(tmp_path_factory.mktemp("walked"))
        return
    databases = PostgresDatabases(request.getfixturevalue("postgres"))
    yield databases
    databases.come_back()


@pytest.fixture(scope="module")
def walked(kept_in: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalAtHand]:
    instance = kept_in.folder if isinstance(kept_in, SqliteFiles) else tmp_path_factory.mktemp("walked")
    portal = local_portal(instance, kept_in.migrated())
    everything(portal)
    yield portal
    portal.close()


def test_no_log_holds_them(portal: PortalAtHand, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]):
    caplog.set_level(logging.DEBUG)
    before = structlog.get_config()
    logs.configure()
    try:
        everything(portal)
    finally:
        structlog.configure(**before)
    printed = capfd.readouterr()
    assert '"event": "message-sent"' in printed.err
    assert '"event": "request refused"' in printed.err
    assert found_in(printed.err + printed.out + caplog.text) == []


def test_no_address_title_or_redirect_holds_them(walked: PortalAtHand):
    traces = [trace for client in walked.clients for trace in client.traces]
    assert len(traces) > 100
    ours = [trace for trace in traces if PLACE.replace(" ", "-") not in trace.address]  # that one we typed ourselves
    assert found_in(" ".join(f"{trace.address} {trace.location} {trace.title}" for trace in ours)) == []


def test_no_database_and_no_log_of_its_server_holds_them(walked: PortalAtHand, kept_in: Databases):
    everywhere = kept_in.lying_there()
    if isinstance(kept_in, PostgresDatabases):
        everywhere += kept_in.server.log.encode()
    assert b"pods" in everywhere  # teams stand clear: reports count them
    for encoding in ("utf-8", "utf-16-le"):
        assert [word for word in (*CANARIES, EMAIL) if word.encode(encoding) in everywhere] == []


def test_no_message_holds_them_but_its_own_address(walked: PortalAtHand):
    posts = walked.posts()
    assert {post["channel"] for post in posts} == {"email", "text"}
    assert found_in(" ".join(f"{post['subject']} {post['body']}" for post in posts)) == []


def test_no_event_of_a_case_holds_them(walked: PortalAtHand):
    assert found_in(" ".join(str((case.events, case.flags, case.issues, case.due)) for case in walked.cases())) == []


def test_the_cookie_holds_two_random_values_and_nothing_else(walked: PortalAtHand):
    for client in walked.clients:
        with client.session_transaction() as cookie:
            assert set(cookie) <= {"talk", "csrf_token"}
            assert found_in(str(dict(cookie))) == []


def test_a_fault_of_ours_logs_its_kind_and_not_what_was_written(
    portal: PortalAtHand, talk: Someone, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str],
):  # fmt: skip
    def broken(*_: object, **__: object) -> None:
        raise ValueError(f"cannot keep {STORY}")

    talk.starts()
    talk.answers(A_CHILD_IN_CARE, until="what-happened")
    monkeypatch.setattr("portal.drafts.keep", broken)
    with capture_logs() as structured:
        talk.writes(STORY)
    assert talk.hands.response.status_code == 500
    assert words.AGAIN_BROKEN.child in talk.hands.says()
    assert STORY in talk.hands.says()
    assert "ValueError" in str(structured)
    assert found_in(f"{structured} {caplog.text} {capfd.readouterr()}") == []
