"""The address a monitor reads, on this machine only. It refuses every other path, host and method."""

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer
from typing import Any

import structlog
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from sqlalchemy import Engine

from portal import logs
from portal.clocks.working_days import WorkingCalendar
from portal.metrics.counting import Counts
from portal.metrics.gauges import Gauges

_log = structlog.get_logger(__name__)

HERE = "127.0.0.1"
_HOSTS = frozenset({HERE, "localhost"})
_SILENCE_SECONDS = 5.0  # one that connects and says nothing keeps the next waiting no longer
_FORK_WAITS_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown: counters and how the database stands.

    The counters are those of one process, or of all that count into `folder`; whoever shows those also starts them.
    """

    engine: Engine
    calendar: WorkingCalendar
    now: Callable[[], datetime]
    counts: Counts | None = None
    folder: str | None = None

    def registry(self) -> tuple[CollectorRegistry, Gauges]:
        """Everything in one."""
        registry = self.counts.registry if self.counts else CollectorRegistry()
        if self.folder is not None:
            MultiProcessCollector(registry, path=self.folder)  # type: ignore[no-untyped-call]
        gauges = Gauges(self.engine, self.calendar, self.now)
        registry.register(gauges)
        return registry, gauges


def show(port: int, shown: Shown) -> Callable[[], None]:
    """Answer at http://127.0.0.1:<port>/metrics from now on, in a thread. Returns what ends it.

    Where the port is taken nothing is shown: what people need must not wait for what is nice to know.
    """
    registry, gauges = shown.registry()
    try:
        server = _Server((HERE, port), partial(_Page, registry))
    except OSError as error:
        _log.error("metrics-not-shown", port=port, **logs.told(error))
        return lambda: None
    if shown.folder is not None:
        apart_from_forks(gauges.turn)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def end() -> None:
        server.shutdown()
        server.server_close()

    return end


def apart_from_forks(turn: threading.Lock) -> None:
    """Never fork while the database is being asked: the child would hold locks that nobody in it will ever open.

    A web process that hung so would answer nobody. A database that thinks for longer is not waited for.
    """
    held: list[bool] = []
    os.register_at_fork(
        before=lambda: held.append(turn.acquire(timeout=_FORK_WAITS_SECONDS)),
        after_in_parent=lambda: turn.release() if held.pop() else None,
    )


class _Server(TCPServer):
    """One after the other: there is one monitor, and it comes every few seconds."""

    allow_reuse_address = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Log what went wrong; the library would print it."""
        _log.error("metrics-failed", exc_info=True)


class _Page(BaseHTTPRequestHandler):
    """GET /metrics, asked of this machine by its own name: a page elsewhere could lead a browser here by another."""

    timeout = _SILENCE_SECONDS
    server_version = "portal"
    sys_version = ""

    def __init__(self, registry: CollectorRegistry, *connection: Any) -> None:
        self.registry = registry
        super().__init__(*connection)

    def do_GET(self) -> None:
        """Everything, in Prometheus's text format."""
        asked_as = self.headers.get("Host", "").partition(":")[0]
        if self.path != "/metrics" or asked_as not in _HOSTS:
            self.send_error(404)
            return
        page = generate_latest(self.registry)
        self.send_response(200)
        self.send_header("Content-Type", CONTENT_TYPE_PLAIN_0_0_4)
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: who reads this is no news, and the library would print what was asked."""
