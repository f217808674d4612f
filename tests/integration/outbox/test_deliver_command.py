"""`portal deliver` as a process: it sends, it ends when told to, and it does not outlive who started it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal.cli.deliver import notify_for
from portal.council import load
from portal.outbox.models import MessageState
from portal.outbox.notify import PostTray, RealNotify
from portal.settings import Settings
from portal.tables import METADATA
from tests.integration.outbox.world import Outbox, notice
from tests.notify_stand_in import API_KEY

PORTAL = "from portal.cli import main; main()"
# Starts a delivery that is to end with it, says its process id, and waits to be killed.
PARENT = (
    "import os, subprocess, sys, time; "
    f"child = subprocess.Popen([sys.executable, '-c', {PORTAL!r}, 'deliver', '--parent', str(os.getpid())]); "
    "print(child.pid, flush=True); time.sleep(60)"
)


@pytest.fixture
def local(tmp_path: Path) -> dict[str, str]:
    return {"PORTAL_LOCAL": "1", "PORTAL_INSTANCE": str(tmp_path / "instance")}


@pytest.fixture
def here(local: dict[str, str]) -> Iterator[Outbox]:
    settings = Settings.from_env(local)
    outbox = Outbox(settings.database_url, settings.sealing_keys)
    METADATA.create_all(outbox.engine)
    yield outbox
    outbox.engine.dispose()


def started(code: str, *arguments: str, env: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env=env | {"PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "It never came about."
        time.sleep(0.02)


def states(outbox: Outbox) -> set[MessageState]:
    return {row.state for row in outbox.rows().values()}


def gone(pid: int) -> bool:
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().split()[2] == "Z"
    except FileNotFoundError:
        return True


def test_it_sends_into_the_tray_goes_on_and_ends_when_told(here: Outbox, local: dict[str, str]):
    here.post(notice(1))
    delivery = started(PORTAL, "deliver", env=local)
    wait_for(lambda: states(here) == {MessageState.SENT})
    here.post(notice(2))
    wait_for(lambda: states(here) == {MessageState.SENT})
    assert len(here.rows()) == 2
    delivery.send_signal(signal.SIGTERM)
    _, errors = delivery.communicate(timeout=10)
    assert delivery.returncode == 0
    assert "Traceback" not in errors
    assert "home.example" not in errors


def test_once_sends_what_is_due_and_ends(here: Outbox, local: dict[str, str]):
    here.post(notice(1), notice(2))
    delivery = started(PORTAL, "deliver", "--once", env=local)
    _, errors = delivery.communicate(timeout=30)
    assert delivery.returncode == 0
    assert "Messages taken up: 2." in errors.splitlines()
    assert states(here) == {MessageState.SENT}


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="Looks at processes the way Linux shows them.")
def test_it_does_not_outlive_who_started_it(here: Outbox, local: dict[str, str]):
    here.post(notice(1))
    parent = started(PARENT, env=local)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    wait_for(lambda: states(here) == {MessageState.SENT})
    parent.kill()
    parent.wait(10)
    wait_for(lambda: gone(child), seconds=10)
    parent.communicate()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="Looks at processes the way Linux shows them.")
def test_it_ends_too_where_who_started_it_was_gone_before_it_could_look(here: Outbox, local: dict[str, str]):
    parent = started(PARENT, env=local)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())  # it has only just begun to load
    parent.kill()
    parent.wait(10)
    wait_for(lambda: gone(child), seconds=20)
    parent.communicate()


def test_local_use_has_a_post_tray_unless_it_is_given_a_key(local: dict[str, str]):
    council = load("windsor-and-maidenhead")
    assert isinstance(notify_for(Settings.from_env(local), council), PostTray)
    stand_in = {"NOTIFY_API_KEY": API_KEY, "NOTIFY_URL": "http://127.0.0.1:9"}
    assert isinstance(notify_for(Settings.from_env(local | stand_in), council), RealNotify)


def test_real_use_waits_until_the_council_has_confirmed_its_file(local: dict[str, str], tmp_path: Path):
    settings = Settings.from_env(local)
    real = {
        "PORTAL_COUNCIL": settings.council,
        "PORTAL_URL": "https://talk.council.example",
        "DATABASE_URL": settings.database_url,
        "SECRET_KEY": settings.secret_key,
        "PORTAL_SEALING_KEYS": ",".join(settings.sealing_keys),
        "PORTAL_CODE_KEY": settings.code_key,
        "PORTAL_NAME_KEY": settings.name_key,
        "NOTIFY_API_KEY": API_KEY,
        "NOTIFY_CALLBACK_TOKEN": "n" * 32,
    }
    delivery = started(PORTAL, "deliver", "--once", env=real)
    _, errors = delivery.communicate(timeout=30)
    assert delivery.returncode == 2
    assert "notify.templates.receipt-email: has not been confirmed by the council" in errors
    assert "Traceback" not in errors
