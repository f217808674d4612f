"""The drill: people write, a backup is made meanwhile, the database is destroyed, and everything they were told is kept
is there again. Commands run as processes of their own, as cron and an operator run them.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from tests.databases import Databases
from tests.integration.keeping.writers import check_is_there, writing
from tests.portals import PortalAtHand
from tests.serving import portal as run
from tests.serving import wait_for
from tests.tellings import CANARIES, STORY, a_childs_complaint, danger_sent_at_once

WRITERS = 2


@pytest.fixture
def lost(portal: PortalAtHand, databases: Databases, env: dict[str, str]) -> Iterator[PortalAtHand]:
    """What there is once the database has been destroyed: the same keys, and a new database with nothing in it."""
    new = PortalAtHand(replace(portal.settings, database_url=databases.empty()), portal.clock)
    env["DATABASE_URL"] = new.settings.database_url
    yield new
    new.close()


def destroyed(portal: PortalAtHand) -> None:
    """Beyond mending: nothing can be read from it any more."""
    portal.close()
    if portal.engine.dialect.name == "sqlite":
        file = Path(str(make_url(portal.settings.database_url).database))
        for path in file.parent.glob(f"{file.name}*"):
            path.unlink()
        return
    with portal.engine.begin() as connection:
        connection.execute(text("DROP TABLE draft_tokens, drafts, cases, outbox CASCADE"))
    portal.engine.dispose()


@pytest.mark.slow
def test_everything_that_was_acknowledged_before_the_backup_is_there_again(
    portal: PortalAtHand, env: dict[str, str], request: pytest.FixtureRequest, tmp_path: Path
):
    danger, complaint = danger_sent_at_once(portal.talk()), a_childs_complaint(portal.talk())
    code = complaint.code
    before = {case.reference: case for case in portal.cases()}
    words = portal.words_of(complaint.reference)
    with writing(portal, WRITERS) as writers:
        while not all(writer.sent for writer in writers):
            writers[0].stop.wait(0.1)
        drafts = [words for writer in writers for words in writer.drafts]
        sent = {reference: words for writer in writers for reference, words in writer.sent.items()}
        made = run("backup", "--out", str(tmp_path / "backup.zip"), env=env, folder=tmp_path)
        assert made.returncode == 0, made.stderr
        wait_for(lambda: len(portal.cases()) > len(sent) + len(before), 60)  # they write on

    destroyed(portal)
    again: PortalAtHand = request.getfixturevalue("lost")
    brought = run("restore", str(tmp_path / "backup.zip"), env=env, folder=tmp_path)
    assert brought.returncode == 0, brought.stderr
    assert "Brought back." in brought.stderr
    assert not [word for word in CANARIES if word in made.stderr + brought.stderr]

    check_is_there(again, drafts, sent)
    check_is_consistent(again)
    assert {reference: again.case(reference) for reference in before} == before  # issues, dates, duties and events
    assert again.words_of(complaint.reference) == words
    assert STORY in words["what-happened"].said
    somebody = again.talk()
    somebody.comes_back(" ".join(code))
    assert complaint.reference in somebody.hands.says()
    again.clock.passes(minutes=5)
    assert {danger.reference, complaint.reference} <= {post["reference"] for post in again.posts()}


def check_is_consistent(portal: PortalAtHand) -> None:
    """One moment: every case with what was written in the same transaction."""
    sent = {draft.case_reference for draft in portal.drafts() if draft.sent_at}
    assert {case.reference for case in portal.cases()} == sent
    with portal.engine.connect() as connection:
        told = set(connection.execute(text("SELECT case_reference FROM outbox")).scalars())
    assert told == sent
    assert all(case.events and case.due for case in portal.cases())


def test_on_a_machine_without_the_key_it_says_so(
    portal: PortalAtHand, env: dict[str, str], request: pytest.FixtureRequest, tmp_path: Path
):
    a_childs_complaint(portal.talk())
    assert run("backup", "--out", "backup.zip", env=env, folder=tmp_path).returncode == 0
    destroyed(portal)
    request.getfixturevalue("lost")
    elsewhere = env | {"PORTAL_INSTANCE": str(tmp_path)}
    if env["DATABASE_URL"].startswith("postgresql"):
        elsewhere["PORTAL_INSTANCE"] = str(tmp_path / "another machine")
    else:  # a file of SQLite must lie in the instance folder
        (tmp_path / "keys.env").rename(tmp_path / "keys.kept")
    refused = run("restore", "backup.zip", env=elsewhere, folder=tmp_path)
    assert refused.returncode == 2
    assert f"is sealed with keys that are not here: {portal.settings.keyring.ids[0]}." in refused.stderr
    if (tmp_path / "keys.kept").exists():
        (tmp_path / "keys.kept").rename(tmp_path / "keys.env")
    brought = run("restore", "backup.zip", env=env, folder=tmp_path)
    assert brought.returncode == 0, brought.stderr
