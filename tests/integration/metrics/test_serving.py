"""Metrics of a portal as people run it: all its processes in one sum that no crash makes smaller; or nothing at all."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.bench.phone import Phone
from tests.hands import ClientHands
from tests.integration.metrics.conftest import read
from tests.pages import Talk
from tests.serving import Served, answers, free_port, portal, serving, wait_for
from tests.tellings import a_parents_thanks

SENT = 'portal_sends_total{message="complaints-copy",outcome="sent"}'
PAGES = 'portal_requests_total{door="page",status="200"}'
RECEIPTS = 'portal_answers_total{became="receipt"}'

needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="It looks at processes in /proc.")


def page_of(port: int) -> Callable[[], dict[str, float]]:
    return lambda: read(f"http://127.0.0.1:{port}/metrics")


def thanks(served: Served) -> None:
    phone = Phone(int(served.url.rpartition(":")[2]), patience_seconds=30)
    a_parents_thanks(Talk(ClientHands(phone, base_url=served.url)))  # type: ignore[arg-type]


@needs_proc
@pytest.mark.slow
def test_all_processes_count_into_one_sum_that_no_crash_makes_smaller(tmp_path: Path):
    port, temporary = free_port(), tmp_path / "tmp"
    temporary.mkdir()
    env = {"PORTAL_METRICS_PORT": str(port), "TMPDIR": str(temporary)}
    numbers = page_of(port)
    with serving(tmp_path, env, "--workers", "2") as served:
        for _ in range(3):
            thanks(served)
        wait_for(lambda: numbers().get(SENT, 0) >= 3, 30)
        before = numbers()
        assert before[RECEIPTS] == before['portal_cases_received{kind="compliment"}'] == 3
        assert before[PAGES] >= 12
        assert before["portal_database_up"] == before["portal_schema_current"] == 1
        gone = served.webs() | served.deliveries()
        for pid in gone:
            os.kill(pid, signal.SIGKILL)
        wait_for(lambda: len(served.webs() - gone) == 2 and len(served.deliveries() - gone) == 1, 30)
        wait_for(lambda: answers(f"{served.url}/healthz"), 30)
        thanks(served)
        wait_for(lambda: numbers().get(SENT, 0) >= before[SENT] + 1, 30)
        after = numbers()
        assert after[RECEIPTS] == 4
        assert {name for name, number in before.items() if name.endswith("total") and after[name] < number} == set()
    assert list(temporary.iterdir()) == []


@pytest.mark.slow
def test_the_public_door_has_no_such_page(tmp_path: Path):
    env = {"PORTAL_METRICS_PORT": str(free_port())}
    with serving(tmp_path, env) as served, pytest.raises(HTTPError, match="404"):
        urlopen(f"{served.url}/metrics", timeout=20)


@pytest.mark.slow
def test_a_delivery_by_itself_shows_its_own(tmp_path: Path):
    env = {"PORTAL_LOCAL": "1", "PORTAL_INSTANCE": str(tmp_path / "instance"), "PATH": os.environ["PATH"]}
    portal("migrate", env=env, folder=tmp_path)
    port = free_port()
    tree = str(Path(__file__).parents[3])
    words = [sys.executable, "-m", "portal.cli", "deliver", "--metrics-port", str(port)]
    delivery = subprocess.Popen(words, cwd=tmp_path, env=env | {"PYTHONPATH": tree}, stderr=subprocess.PIPE)
    try:
        wait_for(lambda: delivery.poll() is not None or answers(f"http://127.0.0.1:{port}/metrics"), 60)
        assert page_of(port)()["portal_database_up"] == 1
    finally:
        delivery.terminate()
        delivery.communicate(timeout=20)
    assert delivery.returncode == 0


def test_where_no_port_is_set_the_library_is_not_even_loaded():
    doors = "import portal.app, portal.cli.serve, portal.cli.deliver, sys"
    said = subprocess.run(
        [sys.executable, "-c", f"{doors}; print('prometheus_client' in sys.modules)"],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "False\n"
