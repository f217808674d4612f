"""The disk full under a portal that runs: it says so in a sentence, loses nothing, and goes on once there is room.

It is not restarted for that, and its own log has no room either.
"""

import json
import sqlite3
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from portal.script import pages as words
from portal.settings import Settings
from tests.bench.kills.counting import Stored
from tests.bench.kills.crowd import ADDRESS, complains
from tests.bench.kills.notify import HoldingNotify
from tests.bench.kills.run import real_use
from tests.bench.phone import Phone
from tests.hands import ClientHands
from tests.integration.faults.disks import Disk, Ground, Limited, Tablespace, small_disk, small_tablespace
from tests.notify_stand_in import Fault
from tests.pages import Receipt, Talk
from tests.postgres import Server
from tests.serving import Served, portal, serving, wait_for

Someone = Talk[ClientHands]
LONG = "Nobody came when I called. " * 180  # more than the free room of any page of the database
DRAIN_SECONDS = 60

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="These are disks of Linux.")]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disk(tmp_path / "disk", megabytes=8) as disk:
        yield disk


@pytest.fixture
def limited(tmp_path: Path) -> Limited:
    return Limited(tmp_path)


@pytest.fixture
def tablespace(postgres: Server, tmp_path: Path) -> Iterator[Tablespace]:
    with small_tablespace(postgres, tmp_path, megabytes=32) as tablespace:
        yield tablespace


@pytest.fixture(params=["disk", "limited", "tablespace"])
def ground(request: pytest.FixtureRequest) -> Ground:
    found: Ground = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def env(ground: Ground, notify: HoldingNotify) -> dict[str, str]:
    return real_use(ground.folder, notify, ground.database_url)


@contextmanager
def a_portal(folder: Path, env: Mapping[str, str], *, log: Path | None = None) -> Iterator[tuple[Served, Someone]]:
    """Served in real use, and somebody with a phone that presses nothing by itself."""
    assert portal("migrate", env=env, folder=folder).returncode == 0
    with serving(folder, env, log=log) as served:
        phone = Phone(int(served.url.rpartition(":")[2]))
        yield served, Talk(ClientHands(phone, base_url=ADDRESS))  # type: ignore[arg-type]


def is_told_that_nothing_is_lost(talk: Someone) -> None:
    assert talk.hands.response.status_code == 503
    assert words.AGAIN_BUSY.child in talk.hands.says()


def stored(env: Mapping[str, str]) -> Stored:
    return Stored.read(Settings.from_env(env))


def test_an_answer_is_kept_once_there_is_room(ground: Ground, env: dict[str, str]):
    with a_portal(ground.folder, env) as (served, talk):
        talk.starts()
        for code in ("complaint", "child", "no"):
            talk.says(code)
        with ground.full(served):
            talk.writes(LONG)
            is_told_that_nothing_is_lost(talk)
            assert LONG.strip() in talk.hands.says()
            talk.goes_on()  # too early
            is_told_that_nothing_is_lost(talk)
        talk.goes_on()
        talk.enough()
        talk.says("code-only")
        reference = talk.sends().reference
    assert LONG.strip() in json.loads(stored(env).cases[reference])["what_happened"]


def test_sending_makes_no_half_a_case_and_then_a_whole_one(ground: Ground, env: dict[str, str], notify: HoldingNotify):
    with a_portal(ground.folder, env) as (served, talk):
        before = complains(talk, "An earlier story", "somebody@example.org").reference
        talk.starts()
        for code in ("complaint", "child", "no"):
            talk.says(code)
        talk.writes(LONG)
        talk.enough()
        talk.says("email", email="somebody@example.org")
        with ground.full(served):
            talk.hands.presses("Send it")
            is_told_that_nothing_is_lost(talk)
        assert stored(env).cases.keys() == {before}
        talk.goes_on()
        reference = Receipt(talk.hands).reference
        wait_for(lambda: stored(env).waiting == 0, DRAIN_SECONDS)
    assert stored(env).cases.keys() == {before, reference}
    assert notify.times_accepted() == dict.fromkeys(stored(env).messages, 1)


# PostgreSQL finds room for a row that changes in a page it has already.
@pytest.mark.parametrize("ground", ["disk", "limited"], indirect=True)
def test_what_notify_took_while_it_could_not_be_written_down_is_not_sent_again(
    ground: Ground, env: dict[str, str], notify: HoldingNotify
):
    with a_portal(ground.folder, env) as (served, talk):
        with ExitStack() as room:
            with notify.holding() as has_one:
                complains(talk, "A story", "somebody@example.org")
                assert has_one.wait(DRAIN_SECONDS)
                room.enter_context(ground.full(served))
            time.sleep(1)  # the answer is there, and cannot be kept
            assert stored(env).waiting > 0
        wait_for(lambda: stored(env).waiting == 0, DRAIN_SECONDS)
    assert notify.times_accepted() == dict.fromkeys(stored(env).messages, 1)


def test_answers_and_messages_go_on_without_room_for_a_log(tmp_path: Path, notify: HoldingNotify):
    env = real_use(tmp_path, notify)
    with a_portal(tmp_path, env, log=Path("/dev/full")) as (served, talk):
        talk.starts()
        with Limited(tmp_path).full(served):
            talk.says("complaint")
            is_told_that_nothing_is_lost(talk)  # which would be logged
        talk.goes_on()
        assert talk.asks == "who-are-you"
        notify.faults.append(Fault.SERVER_ERROR)  # which would be logged
        complains(talk, "A story", "somebody@example.org")
        wait_for(lambda: stored(env).waiting == 0, DRAIN_SECONDS)
    assert notify.times_accepted() == dict.fromkeys(stored(env).messages, 1)


@pytest.mark.parametrize("room", [0, 100_000], ids=["no room", "room for some of it"])
def test_a_migration_without_room_changes_nothing_and_says_so(
    disk: Disk, notify: HoldingNotify, tmp_path: Path, room: int
):
    env = real_use(disk.folder, notify)
    with disk.filled(but_for=room):
        for command in ("migrate", "serve"):
            refused = portal(command, env=env, folder=tmp_path)
            assert refused.returncode == 2, refused.stderr
            assert "database" in refused.stderr
    assert portal("migrate", env=env, folder=tmp_path).returncode == 0
    with closing(sqlite3.connect(disk.folder / "portal.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
