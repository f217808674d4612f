"""What must follow a restore, because a backup does not know of what came after it."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from portal.outbox import claims
from portal.outbox.delivery import Delivery
from portal.outbox.models import MessageState
from portal.outbox.outcomes import Sent
from portal.sealing import new_key
from tests.integration.keeping.bringing_back import backup_of, restored, state_of
from tests.integration.keeping.conftest import Command
from tests.integration.keeping.lines import lines_in
from tests.integration.outbox.world import ScriptedNotify
from tests.portals import PortalAtHand
from tests.tellings import STORY, a_childs_complaint

# -------------------------------------------------------------------------------------------------- messages


def delivered_by(portal: PortalAtHand, notify: ScriptedNotify) -> None:
    Delivery(engine=portal.engine, notify=notify, clock=portal.clock, on_settled=portal.settled).once()


def test_a_message_that_waited_is_asked_about_before_it_is_sent(portal: PortalAtHand, tmp_path: Path):
    a_childs_complaint(portal.talk())
    path = backup_of(portal, tmp_path / "b.zip")
    # Then they went out, and the database was lost.
    before = ScriptedNotify()
    delivered_by(portal, before)
    assert before.asked == []
    done = restored(portal, path, replace=True)
    assert done.doubted == len(before.sent) == 3

    remembers = ScriptedNotify(known={each.reference: Sent(f"id of {each.reference}") for each in before.sent})
    portal.clock.passes(minutes=1)
    delivered_by(portal, remembers)
    assert remembers.sent == []
    assert sorted(remembers.asked) == sorted(each.reference for each in before.sent)
    with portal.engine.connect() as connection:
        states = connection.execute(text("SELECT state, notify_id, id FROM outbox")).all()
    assert {(state, notify_id) for state, notify_id, _ in states} == {("sent", f"id of {id}") for *_, id in states}


def test_one_that_never_went_out_goes_out_then(portal: PortalAtHand, tmp_path: Path):
    a_childs_complaint(portal.talk())
    restored(portal, backup_of(portal, tmp_path / "b.zip"), replace=True)
    notify = ScriptedNotify()
    delivered_by(portal, notify)
    assert len(notify.asked) == len(notify.sent) == 3


def test_one_that_somebody_was_sending_is_nobodys_any_more(portal: PortalAtHand, tmp_path: Path):
    a_childs_complaint(portal.talk())
    assert claims.take(portal.engine, portal.clock.now, timedelta(minutes=1)) is not None
    restored(portal, backup_of(portal, tmp_path / "b.zip"), replace=True)
    with portal.engine.connect() as connection:
        assert set(connection.execute(text("SELECT state FROM outbox")).scalars()) == {MessageState.UNKNOWN}


def test_what_was_sent_and_refused_before_the_backup_stays_so(portal: PortalAtHand, tmp_path: Path):
    a_childs_complaint(portal.talk())
    portal.delivers()
    path = backup_of(portal, tmp_path / "b.zip")
    assert restored(portal, path, replace=True).doubted == 0
    assert lines_in(backup_of(portal, tmp_path / "again.zip"))["outbox"] == lines_in(path)["outbox"]


def test_longer_ago_than_notify_remembers_the_case_says_that_it_may_have_gone_twice(
    portal: PortalAtHand, tmp_path: Path
):
    reference = a_childs_complaint(portal.talk()).reference
    path = backup_of(portal, tmp_path / "b.zip")
    portal.clock.passes(days=8)
    restored(portal, path, replace=True)
    delivered_by(portal, ScriptedNotify())
    assert any(event.facts.get("perhaps_twice") for event in portal.case(reference).events)


# -------------------------------------------------------------------------------------------------- browsers and codes


def test_every_browser_needs_the_code_again_and_the_code_still_opens(portal: PortalAtHand, tmp_path: Path):
    talk = portal.talk()
    talk.starts()
    for answer in ("complaint", "child", "no"):
        talk.says(answer)
    talk.writes(STORY)
    code = talk.stops()
    restored(portal, backup_of(portal, tmp_path / "b.zip"), replace=True)
    talk.hands.goes_to("/talk")
    assert talk.hands.address() == "/"
    talk.comes_back(" ".join(code))
    assert STORY in talk.hands.says()


def told_and_shut(portal: PortalAtHand, path: Path) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """A draft whose code somebody found after the backup was made: the old code, the new one, and the draft's id."""
    talk = portal.talk()
    talk.starts()
    talk.says("complaint")
    old = talk.stops()
    backup_of(portal, path)
    talk.shuts_code()
    return old, talk.code, portal.drafts()[0].id


def opens(portal: PortalAtHand, code: tuple[str, ...]) -> bool:
    talk = portal.talk()
    talk.comes_back(" ".join(code))
    return talk.hands.address() != "/come-back"


def test_a_code_that_was_shut_since_stays_shut_where_the_old_database_tells(portal: PortalAtHand, tmp_path: Path):
    old, new, _ = told_and_shut(portal, tmp_path / "b.zip")
    assert restored(portal, tmp_path / "b.zip", replace=True).shut == 1
    assert (opens(portal, old), opens(portal, new)) == (False, True)


def test_a_code_that_was_shut_since_stays_shut_where_the_logs_tell(
    portal: PortalAtHand, tmp_path: Path, command: Command
):
    old, new, draft = told_and_shut(portal, tmp_path / "b.zip")
    with portal.engine.begin() as connection:
        connection.execute(text("DELETE FROM draft_tokens"))
        connection.execute(text("DELETE FROM drafts"))
    logs = [
        "Nov 23 05:00:00 host portal[7]: " + json.dumps({"event": "code-shut", "draft": draft, "turn": 1}),
        json.dumps({"event": "code-shut", "draft": "somebody-elses", "turn": 3}),
        json.dumps({"event": "purged", "drafts": 1}),
        json.dumps(["code-shut"]),
        "{ half a line",
        "words of another program",
    ]
    (tmp_path / "portal.log").write_bytes(b"\xff\xfe no UTF-8\n" + "\n".join(logs).encode())
    result = command("restore", str(tmp_path / "b.zip"), "--logs", str(tmp_path / "portal.log"))
    assert result.exit_code == 0, result.output
    assert "Codes shut again: 1." in result.stderr
    assert (opens(portal, old), opens(portal, new)) == (False, True)


@pytest.mark.parametrize("shut", [False, True], ids=["logs know nothing", "logs know it too"])
def test_the_code_that_was_shown_opens_also_where_the_key_of_codes_turned_meanwhile(
    portal: PortalAtHand, tmp_path: Path, shut: bool
):
    talk = portal.talk()
    talk.starts()
    talk.says("complaint")
    old = talk.stops()
    path = backup_of(portal, tmp_path / "b.zip")
    keys = {"code_key": new_key(), "code_key_fallbacks": (portal.settings.code_key,)}
    turned = PortalAtHand(replace(portal.settings, **keys), portal.clock)  # type: ignore[arg-type]
    talk.hands.client.application = turned.app
    talk.shuts_code()
    assert restored(turned, path, replace=True, shut={portal.drafts()[0].id: 1} if shut else None).shut == 1
    assert (opens(turned, old), opens(turned, talk.code)) == (False, True)
    turned.close()


def test_shutting_a_code_is_logged_as_restore_reads_it(portal: PortalAtHand, tmp_path: Path):
    with capture_logs() as logs:
        _, _, draft = told_and_shut(portal, tmp_path / "b.zip")
    assert [line for line in logs if line["event"] == "code-shut"] == [
        {"event": "code-shut", "draft": draft, "turn": 1, "log_level": "info"}
    ]


def test_a_code_shut_before_the_backup_is_not_turned_again(portal: PortalAtHand, tmp_path: Path):
    talk = portal.talk()
    talk.starts()
    talk.says("complaint")
    talk.stops()
    talk.shuts_code()
    code = talk.code
    path = backup_of(portal, tmp_path / "b.zip")
    assert restored(portal, path, replace=True, shut={portal.drafts()[0].id: 1}).shut == 0
    assert opens(portal, code)


# -------------------------------------------------------------------------------------------------- what was over


def test_what_was_over_by_now_does_not_come_back(portal: PortalAtHand, tmp_path: Path):
    talk = portal.talk()
    talk.starts()
    talk.says("complaint")
    a_childs_complaint(portal.talk())
    portal.delivers()
    path = backup_of(portal, tmp_path / "b.zip")
    portal.clock.passes(days=100)
    done = restored(portal, path, replace=True)
    assert (done.gone["drafts"], done.gone["messages"]) == (1, 3)
    assert [draft.sent_at is not None for draft in portal.drafts()] == [True]
    assert len(portal.cases()) == 1


# -------------------------------------------------------------------------------------------------- by other means


def test_a_database_brought_back_by_other_means_can_be_settled_too(
    portal: PortalAtHand, tmp_path: Path, command: Command
):
    reference = a_childs_complaint(portal.talk()).reference
    then = portal.clock.now - timedelta(days=8)
    result = command("restore", "--by-other-means", f"{then:%Y-%m-%dT%H:%M}")
    assert result.exit_code == 0, result.output
    assert "Messages that Notify will be asked about before they are sent: 3." in result.stderr
    notify = ScriptedNotify()
    portal.clock.passes(minutes=1)
    delivered_by(portal, notify)
    assert len(notify.asked) == 3
    assert any(event.facts.get("perhaps_twice") for event in portal.case(reference).events)
    with portal.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM draft_tokens")).scalar() == 0


@pytest.mark.parametrize("option", ["--check", "--replace", "--without-keys"])
def test_what_is_said_of_a_backup_is_refused_there_and_changes_nothing(
    portal: PortalAtHand, command: Command, tmp_path: Path, option: str
):
    a_childs_complaint(portal.talk())
    before = state_of(portal, tmp_path / "before.zip")
    result = command("restore", "--by-other-means", "2026-09-01T09:00", option)
    assert result.exit_code == 2
    assert "Nothing was changed." in result.stderr
    assert state_of(portal, tmp_path / "after.zip") == before
    assert before["draft_tokens"]


def test_one_that_was_not_migrated_is_left_alone(portal: PortalAtHand, command: Command):
    with portal.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    result = command("restore", "--by-other-means", "2026-09-01T09:00")
    assert result.exit_code == 2
    assert "portal migrate" in result.stderr
