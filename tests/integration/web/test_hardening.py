"""When something breaks in the middle: nobody's words are lost, the log says what it was, and machines are told too."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from structlog.testing import capture_logs

from portal.conversation import Words
from portal.script import pages as words
from portal.sealing import Keyring, new_key
from tests.hands import ClientHands
from tests.pages import Talk
from tests.portals import PortalAtHand, local_portal
from tests.tellings import A_CHILD_IN_CARE, STORY

Someone = Talk[ClientHands]


def at_the_story(talk: Someone) -> None:
    talk.starts()
    talk.answers(A_CHILD_IN_CARE, until="what-happened")


# --- something breaks in the middle of an answer


class Breaks:
    """Whatever is asked of the database raises this error, as often as it is told to."""

    def __init__(self, portal: PortalAtHand, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
        engine = portal.app.extensions["portal"].reading.args[0]
        self.error, self.is_broken, self.connect = error, True, engine.connect
        monkeypatch.setattr(engine, "connect", self)

    def __call__(self):  # type: ignore[no-untyped-def]
        if self.is_broken:
            raise self.error
        return self.connect()


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (NoConnectionFree("QueuePool limit reached"), 503, words.AGAIN_BUSY),
        (IntegrityError("INSERT", {}, sqlite3.Error("made up")), 500, words.AGAIN_BROKEN),
        (RuntimeError("made up"), 500, words.AGAIN_BROKEN),
        (MemoryError(), 500, words.AGAIN_BROKEN),
    ],
)
def test_an_answer_is_not_lost_whatever_breaks(
    portal: PortalAtHand, talk: Someone, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, said: Words
):
    at_the_story(talk)
    breaks = Breaks(portal, monkeypatch, error)
    for _ in range(2):  # pressed again too early, it is still there
        talk.writes(STORY) if talk.asks else talk.goes_on()
        assert talk.hands.response.status_code == status
        assert said.child in talk.hands.says()
        assert STORY in talk.hands.says()
    breaks.is_broken = False
    talk.goes_on()
    assert talk.asks == "hurt-by-worker"
    talk.answers(A_CHILD_IN_CARE)
    assert portal.told(talk.sends().reference).what_happened == STORY


def test_looking_at_what_breaks_says_whose_fault_it_was(
    portal: PortalAtHand, talk: Someone, monkeypatch: pytest.MonkeyPatch
):
    at_the_story(talk)
    Breaks(portal, monkeypatch, RuntimeError("made up"))
    talk.goes_back_to("/talk")
    assert talk.hands.response.status_code == 500
    assert words.WRONG[500][1].child in talk.hands.says()


def lose_the_key(portal: PortalAtHand) -> None:
    """What was sealed with a key that is no longer on the ring."""
    lost = Keyring.of([new_key()]).seal(STORY, "drafts.body")
    with portal.engine.begin() as other:
        other.execute(text("UPDATE drafts SET body = :lost"), {"lost": lost})


def test_a_lost_key_is_our_fault_and_is_told_to_whoever_runs_this(portal: PortalAtHand, talk: Someone):
    at_the_story(talk)
    here, token = talk.hands.address(), talk.hands.page.token()
    lose_the_key(portal)
    with capture_logs() as logs:
        talk.goes_back_to("/talk")
        assert talk.hands.response.status_code == 500
        assert words.WRONG[500][1].child in talk.hands.says()
        talk.hands.sends(here, [("what-happened", STORY), ("csrf_token", token)])
    assert talk.hands.response.status_code == 500
    assert words.AGAIN_BROKEN.child in talk.hands.says()
    assert STORY in talk.hands.says()
    told = [(line["event"], line["log_level"], line["error"], line["endpoint"]) for line in logs]
    assert told == [
        ("request failed", "error", "CannotOpen", "public.carry_on"),
        ("request failed", "error", "CannotOpen", "public.answer"),
    ]
    assert STORY not in str(logs)


def test_a_database_that_is_away_is_told_to_whoever_runs_this(
    portal: PortalAtHand, talk: Someone, monkeypatch: pytest.MonkeyPatch
):
    at_the_story(talk)
    Breaks(portal, monkeypatch, NoConnectionFree("QueuePool limit reached"))
    with capture_logs() as logs:
        talk.writes(STORY)
    (line,) = logs
    assert (line["refusal"], line["cause"], line["endpoint"]) == ("Unavailable", "TimeoutError", "public.answer")
    assert STORY not in str(line)


def test_an_old_page_is_told_too_without_a_word_of_it(talk: Someone):
    at_the_story(talk)
    with capture_logs() as logs:
        talk.hands.sends(talk.hands.address(), [("what-happened", STORY), ("csrf_token", "stale")])
    assert [(line["event"], line["refusal"]) for line in logs] == [("request refused", "StalePage")]
    assert STORY not in str(logs)


# --- what machines ask


@pytest.mark.parametrize("trouble", ["gone", "no database", "folder"])
def test_ready_says_no_in_its_own_language_where_the_file_of_sqlite_is_none(tmp_path: Path, trouble: str):
    portal = local_portal(tmp_path)
    portal.close()
    for file in portal.file.parent.glob("portal.db*"):
        file.unlink()
    if trouble == "no database":
        portal.file.write_text("This is no database. " * 100)
    elif trouble == "folder":
        portal.file.mkdir()
    answer = portal.phone().client.get("/readyz")
    assert (answer.status_code, answer.get_json()) == (503, {"ok": False})
    assert "Set-Cookie" not in answer.headers
    assert portal.phone().client.get("/healthz").status_code == 200
