"""`portal serve` as people run it: it answers, it delivers, it ends whole, and it refuses to start on a gap."""

import json
import os
import signal
import stat
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.portals import SAMPLE_SHIRE, fresh_database, real_env
from tests.serving import answers, portal, serving, wait_for

needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="It looks at processes in /proc.")


@needs_proc
@pytest.mark.slow
def test_it_answers_delivers_and_a_sigterm_ends_all_of_it(tmp_path: Path):
    with serving(tmp_path) as served:
        with urlopen(served.url, timeout=10) as page:
            assert b"<h1>" in page.read()
        with urlopen(f"{served.url}/post-tray.json", timeout=10) as tray:
            assert json.load(tray) == {"messages": []}
        assert f"{served.url}/post-tray" in served.log.read_text()
        kept = tmp_path / "instance" / "keys.env"
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        wait_for(lambda: len(served.session()) >= 3, 20)  # itself, a web process, the delivery
        served.process.send_signal(signal.SIGTERM)
        served.process.wait(timeout=20)
        wait_for(lambda: served.session() == set(), 5)
        assert not answers(f"{served.url}/healthz")


@needs_proc
@pytest.mark.slow
def test_killed_outright_it_leaves_no_web_process_and_no_delivery_behind(tmp_path: Path):
    with serving(tmp_path) as served:
        wait_for(lambda: len(served.session()) >= 3, 20)
        os.kill(served.process.pid, signal.SIGKILL)
        served.process.wait(timeout=5)
        wait_for(lambda: served.session() == set(), 3)


def refused(folder: Path, env: dict[str, str], *arguments: str) -> str:
    ran = portal("serve", *arguments, env=env, folder=folder)
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
    return ran.stderr


def test_outside_local_use_every_missing_setting_is_named_at_once(tmp_path: Path):
    said = refused(tmp_path, {})
    for name in real_env(tmp_path):
        assert name in said


@pytest.mark.parametrize("name", ["NOTIFY_API_KEY", "PORTAL_SEALING_KEYS", "DATABASE_URL"])
def test_one_missing_setting_is_enough(tmp_path: Path, name: str):
    env = real_env(tmp_path)
    del env[name]
    fresh_database(tmp_path / "portal.db")
    said = refused(tmp_path, env)
    assert name in said
    assert "SECRET_KEY" not in said


def test_outside_local_use_an_older_schema_is_refused_with_its_cure(tmp_path: Path):
    assert "portal migrate" in refused(tmp_path, real_env(tmp_path))


def test_a_council_file_that_nobody_confirmed_is_refused_outside_local_use(tmp_path: Path):
    fresh_database(tmp_path / "portal.db")
    said = refused(tmp_path, real_env(tmp_path) | {"PORTAL_COUNCIL": "windsor-and-maidenhead"})
    assert "windsor-and-maidenhead.toml" in said
    assert "has not been confirmed" in said


def test_a_council_file_with_a_fault_is_refused_with_file_and_key(tmp_path: Path):
    broken = tmp_path / "broken.toml"
    broken.write_text(SAMPLE_SHIRE.read_text().replace('complaints = "listening"', 'complaints = "nobody"'))
    said = refused(tmp_path, real_env(tmp_path) | {"PORTAL_COUNCIL": str(broken)})
    assert "broken.toml" in said
    assert "roles.complaints" in said


def test_local_use_answers_this_machine_only(tmp_path: Path):
    env = {"PORTAL_LOCAL": "1", "PORTAL_INSTANCE": str(tmp_path / "instance")}
    assert "this machine only" in refused(tmp_path, env, "--host", "192.0.2.1")
