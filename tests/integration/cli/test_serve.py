"""`portal serve` up to the moment it listens: where links lead, and how many requests it takes on at once."""

import os
import socket
import threading
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from portal.cli import delivery_beside, serve
from portal.cli.serve import CannotServe
from portal.db import make_engine
from portal.migrating import at_head
from portal.settings import Settings
from portal.web.in_turn import AT_ONCE
from tests.integration.cli.conftest import Portal

REQUIRE_FREE = serve._require_free


class Server:
    """Stands where granian would, and listens to nobody."""

    started: dict[str, Any]
    url: str | None

    def __init__(self, target: str, **options: Any) -> None:
        Server.started = {"target": target, **options}

    def serve(self, **_: Any) -> None:
        Server.url = os.environ.get("PORTAL_URL")


@pytest.fixture(autouse=True)
def _no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "Server", Server)
    monkeypatch.setattr(serve, "_require_free", lambda *_: None)  # whoever else uses the usual port meanwhile


@pytest.mark.parametrize(
    ("given", "leads_to"),
    [
        ({}, "http://127.0.0.1:9000"),
        ({"PORTAL_URL": ""}, "http://127.0.0.1:9000"),  # as .env.example has it
        ({"PORTAL_URL": " "}, "http://127.0.0.1:9000"),
        ({"PORTAL_URL": "http://localhost:4000"}, "http://localhost:4000"),
    ],
)
def test_links_of_local_use_lead_to_its_own_port(
    portal: Portal, local: dict[str, str], monkeypatch: pytest.MonkeyPatch, given: dict[str, str], leads_to: str
):
    monkeypatch.setenv("PORTAL_URL", "to be put back")  # what the command sets must not outlive this test
    monkeypatch.delenv("PORTAL_URL")
    result = portal("serve", "--port", "9000", "--no-deliver", **local, **given)
    assert (result.exit_code, Server.url) == (0, leads_to)


def test_many_phones_may_send_slowly_while_a_few_requests_have_a_connection_each(
    portal: Portal, local: dict[str, str]
):
    assert portal("serve", "--no-deliver", **local).exit_code == 0
    settings = Settings.from_env(local)
    engine = make_engine(settings.database_url, settings.keyring)
    assert AT_ONCE <= engine.pool.size() < Server.started["blocking_threads"] / 10  # type: ignore[attr-defined]
    assert at_head(engine)  # local use brings its own database up to date
    engine.dispose()


def test_a_real_env_file_is_not_served_as_local_use(portal: Portal, local: dict[str, str], tmp_path: Path):
    real = tmp_path / "real.db"
    result = portal(
        "serve",
        **local
        | {
            "DATABASE_URL": f"sqlite:///{real}",
            "PORTAL_URL": "https://talk.council.example",
            "NOTIFY_API_KEY": "a real key",
        },
    )
    assert result.exit_code == 2
    for name in ("DATABASE_URL", "PORTAL_URL", "NOTIFY_API_KEY"):
        assert name in result.stderr
    assert not real.exists()  # above all, it was not migrated


def test_counts_are_never_shown_where_people_come(portal: Portal, local: dict[str, str]):
    result = portal("serve", "--port", "9464", "--no-deliver", **local, PORTAL_METRICS_PORT="9464")
    assert result.exit_code == 2
    assert "PORTAL_METRICS_PORT" in result.stderr


def test_a_port_that_somebody_else_has_is_a_sentence():
    with socket.create_server(("127.0.0.1", 0)) as door, pytest.raises(CannotServe, match="Address already in use"):
        REQUIRE_FREE("127.0.0.1", door.getsockname()[1])


def test_a_web_process_that_cannot_start_says_what_it_was_and_not_in_whose_words(monkeypatch: pytest.MonkeyPatch):
    def fails(_: str) -> None:
        raise RuntimeError("quokkaward")

    monkeypatch.setattr(serve, "when_orphaned", lambda *_: None)
    monkeypatch.setattr("importlib.import_module", fails)
    with capture_logs() as entries, pytest.raises(SystemExit, match="1"):
        serve._load_app(0)
    assert [(entry["event"], entry["error"]) for entry in entries] == [("web-process-failed", "RuntimeError")]
    assert "quokkaward" not in str(entries)


def test_a_delivery_that_cannot_be_started_is_tried_again(monkeypatch: pytest.MonkeyPatch):
    stopping, tried = threading.Event(), []

    def no_room(_: list[str]) -> None:
        tried.append(1)
        if len(tried) == 2:
            stopping.set()
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(delivery_beside, "_RESTART_AFTER_SECONDS", 0)
    monkeypatch.setattr("subprocess.Popen", no_room)
    with capture_logs() as entries:
        delivery_beside._keep_delivering(stopping)
    assert [(entry["event"], entry["errno"]) for entry in entries] == [("delivery-not-started", "ENOMEM")] * 2
