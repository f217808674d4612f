"""`portal serve` with two web processes on PostgreSQL, whose server goes and comes back: none need be restarted."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from portal.script import pages as words
from tests.bench.phone import Phone
from tests.databases import PostgresDatabases
from tests.hands import ClientHands
from tests.pages import Talk
from tests.postgres import Server
from tests.serving import Served, answers, serving, wait_for
from tests.tellings import STORY

needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="It looks at processes in /proc.")

#: What was in delivery's hands when the server went is tried again soon.
SOON = {
    "NOTIFY_TIMEOUT_SECONDS": "1",
    "PORTAL_LEASE_SECONDS": "3",
    "PORTAL_FIRST_PAUSE_SECONDS": "1",
    "PORTAL_LONGEST_PAUSE_SECONDS": "2",
}


@pytest.fixture
def server(postgres: Server) -> Iterator[Server]:
    """The server, which a test may stop: it runs again afterwards."""
    yield postgres
    if not postgres.is_running:
        postgres.start()


def talk_with(served: Served) -> Talk[ClientHands]:
    port = urlsplit(served.url).port
    assert port is not None
    return Talk(ClientHands(Phone(port), base_url=served.url))  # type: ignore[arg-type]


def posted(served: Served) -> set[str]:
    with urlopen(f"{served.url}/post-tray.json", timeout=10) as tray:
        return {message["reference"] for message in json.load(tray)["messages"]}


@needs_proc
@pytest.mark.slow
def test_gone_and_back_again_the_same_processes_go_on(
    tmp_path: Path, postgres_databases: PostgresDatabases, server: Server
):
    env = {"DATABASE_URL": postgres_databases.empty()}
    with serving(tmp_path, env | SOON, "--workers", "2") as served:
        wait_for(lambda: len(served.deliveries()) == 1, 20)
        wait_for(lambda: len(served.webs()) >= 2, 20)
        processes = served.session()
        references = {tells_while_it_goes_and_comes_back(served, server, mode) for mode in ("fast", "immediate")}
        wait_for(lambda: posted(served) == references, 40)
        assert served.session() == processes


def tells_while_it_goes_and_comes_back(served: Served, server: Server, mode: str) -> str:
    talk = talk_with(served)
    talk.starts()
    for said in ("complaint", "child", "no"):
        talk.says(said)
    server.stop(mode)
    for _ in range(4):  # whichever web process answers
        talk.writes(STORY) if talk.asks else talk.goes_on()
        assert talk.hands.response.status_code == 503
        assert words.AGAIN_BUSY.child in talk.hands.says()
        assert STORY in talk.hands.says()
        assert answers(f"{served.url}/healthz")
    wait_for(lambda: not answers(f"{served.url}/readyz"), 5)
    server.start()
    talk.goes_on()
    assert talk.asks == "hurt-by-worker"
    talk.enough()
    talk.answers({"reply-how": "code-only"})
    return talk.sends().reference
