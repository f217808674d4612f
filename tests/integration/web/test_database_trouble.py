"""The database locked, full or gone: a clear sentence, what was typed, and once it is back pressing again works."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from portal.script import pages as words
from tests.databases import Databases
from tests.hands import ClientHands
from tests.pages import Receipt, Talk
from tests.portals import PortalAtHand, local_portal
from tests.tellings import A_CHILD_IN_CARE, STORY
from tests.troubles import full, locked

Someone = Talk[ClientHands]
Trouble = Callable[[PortalAtHand], AbstractContextManager[None]]
LONG = f"{STORY}. " * 180  # more than the free room of any page of the database


@pytest.fixture
def portal(tmp_path: Path, databases: Databases, monkeypatch: pytest.MonkeyPatch) -> Iterator[PortalAtHand]:
    """A portal that waits for no other writer, so that the tests need not either."""
    monkeypatch.setattr("portal.db.patience.BUSY_SECONDS", 0)
    portal = local_portal(tmp_path, databases.migrated())
    yield portal
    portal.close()


TROUBLES = pytest.mark.parametrize("trouble", [locked, full])


def is_told_that_nothing_is_lost(talk: Someone) -> None:
    assert talk.hands.response.status_code == 503
    assert words.AGAIN_BUSY.child in talk.hands.says()


@TROUBLES
def test_an_answer_is_not_lost(portal: PortalAtHand, talk: Someone, trouble: Trouble):
    talk.starts()
    talk.answers(A_CHILD_IN_CARE, until="what-happened")
    with trouble(portal):
        talk.writes(LONG)
        is_told_that_nothing_is_lost(talk)
        assert LONG.strip() in talk.hands.says()
        talk.goes_on()  # too early: still nothing is lost
        is_told_that_nothing_is_lost(talk)
    talk.goes_on()
    assert talk.asks == "hurt-by-worker"
    talk.answers(A_CHILD_IN_CARE)
    assert portal.told(talk.sends().reference).what_happened == LONG.strip()


def test_the_first_answer_is_not_lost(portal: PortalAtHand, talk: Someone):
    talk.starts()
    with locked(portal):
        talk.says("complaint")
        is_told_that_nothing_is_lost(talk)
    talk.goes_on()
    assert talk.asks == "who-are-you"
    assert len(portal.drafts()) == 1


@TROUBLES
def test_sending_makes_no_half_a_case(portal: PortalAtHand, talk: Someone, trouble: Trouble):
    talk.starts()
    talk.answers({**A_CHILD_IN_CARE, "what-happened": LONG})
    with trouble(portal):
        talk.hands.presses("Send it")
        is_told_that_nothing_is_lost(talk)
    assert portal.cases() == []
    assert portal.posts() == []
    talk.goes_on()
    reference = Receipt(talk.hands).reference
    assert [case.reference for case in portal.cases()] == [reference]


def test_danger_is_not_lost(portal: PortalAtHand, talk: Someone):
    talk.starts()
    for code in ("complaint", "child", "yes"):
        talk.says(code)
    talk.hands.writes("find-you", "By the gate")
    with locked(portal):
        talk.hands.presses("Send this now")
        is_told_that_nothing_is_lost(talk)
    talk.goes_on()
    assert portal.told(Receipt(talk.hands).reference).find_you == "By the gate"


def test_the_four_words_are_not_lost(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.says("complaint")
    code = talk.stops()
    other = portal.talk()
    with locked(portal):
        other.comes_back(" ".join(code))
        is_told_that_nothing_is_lost(other)
    other.goes_on()
    assert other.asks == "who-are-you"


def test_leaving_works_whatever_ails_the_database(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.says("complaint")
    with locked(portal):
        talk.leaves()
    assert talk.hands.address().startswith("https://")
    talk.starts()
    assert not talk.may_carry_on


def test_reading_goes_on_while_somebody_else_writes(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.says("complaint")
    with locked(portal):
        talk.hands.goes_to("/talk")
        assert talk.asks == "who-are-you"
        talk.hands.goes_to("/stop")
        assert len(talk.code) == 4


def test_a_database_that_is_not_there(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.says("complaint")
    here = talk.hands.address()
    client = talk.hands.client
    client.application.extensions["portal"].reading.args[0].dispose()
    with portal.engine.begin() as other:
        other.execute(text("ALTER TABLE drafts RENAME TO drafts_gone"))
    talk.goes_back_to(here)
    assert talk.hands.response.status_code == 503
    assert words.WRONG[503][1].child in talk.hands.says()
    for path in ("/numbers", "/side", "/come-back"):
        assert client.get(path).status_code == 200  # help needs no database
    portal.talk().starts()


def test_the_log_says_what_it_was_and_not_a_word_of_what_was_typed(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.answers(A_CHILD_IN_CARE, until="what-happened")
    with capture_logs() as logs, locked(portal):
        talk.writes(LONG)
    assert STORY not in str(logs)


def test_ready_says_no_without_its_schema_and_alive_says_yes(portal: PortalAtHand):
    client = portal.phone().client
    assert client.get("/readyz").status_code == 200
    with portal.engine.begin() as other:
        other.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    portal.clock.passes(seconds=1)
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").get_json() == {"ok": True}


def test_ready_says_no_when_the_file_of_sqlite_is_not_there(tmp_path: Path):
    portal = local_portal(tmp_path)
    client = portal.phone().client
    portal.close()
    for file in portal.file.parent.glob("portal.db*"):
        file.unlink()
    portal.file.mkdir()
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
