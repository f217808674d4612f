"""`portal serve`: the web under granian, with one delivery process beside it. No child outlives its parent."""

import gc
import importlib
import os
import signal
import socket
import sys
from functools import partial
from pathlib import Path
from typing import Any

import click
import structlog
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from portal import logs
from portal.cli.delivery_beside import delivering
from portal.cli.engines import engine_of
from portal.cli.monitoring import counting_together
from portal.cli.orphans import when_orphaned
from portal.council import load, require_confirmed
from portal.migrating import at_head, migrate
from portal.settings import LOOPBACK, Settings
from portal.vocabulary import Refusal

_log = structlog.get_logger(__name__)

ROOT = Path(__file__).resolve().parent.parent.parent
_THREADS = 256  # most of them wait until a slow phone has sent all of its request: see web.in_turn
_END_SECONDS = 20  # for a web process to answer what it has in hand: longer than any waits for the database


class CannotServe(Refusal):
    """Something must be put right before anybody is served."""


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8000, show_default=True, help="Port to listen at.")
@click.option("--workers", default=1, show_default=True, help="Web processes.")
@click.option("--no-deliver", is_flag=True, help="Start no delivery process: `portal deliver` runs elsewhere.")
def command(host: str, port: int, workers: int, no_deliver: bool) -> None:
    """Serve the portal until told to stop."""
    settings = Settings.from_env(os.environ)
    if settings.local and not os.environ.get("PORTAL_URL", "").strip():
        # Links in messages lead to where this one is, whichever port that is.
        os.environ["PORTAL_URL"] = f"http://{host}:{port}"
    if settings.metrics_port == port:
        raise CannotServe("PORTAL_METRICS_PORT is the port people come to. Choose another for one of them.")
    _make_ready(settings, host)
    _require_free(host, port)
    server = Server(
        "wsgi:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=_THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=_END_SECONDS,
        log_level=LogLevels.error,
        log_dictconfig=logs.FOR_GRANIAN,
    )
    os.register_at_fork(after_in_child=_end_when_told)
    with counting_together(settings), delivering(wanted=not no_deliver):
        _say_where(settings, host, port)
        server.serve(target_loader=partial(_load_app, os.getpid()), wrap_loader=False)


def _require_free(host: str, port: int) -> None:
    """Raises CannotServe where nobody can listen: an error of the server's own would stand in our log without words."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as door:
            # As granian does: a web process of before, which is just ending, is no hindrance.
            for option in (socket.SO_REUSEADDR, socket.SO_REUSEPORT):
                door.setsockopt(socket.SOL_SOCKET, option, 1)
            door.bind((host, port))
    except OSError as error:
        raise CannotServe(f"Nobody can listen at {host}:{port}: {os.strerror(error.errno or 0)}.") from error


def _make_ready(settings: Settings, host: str) -> None:
    council = load(settings.council)
    if settings.local and host not in LOOPBACK:
        raise CannotServe("Local use answers this machine only. Leave out --host, or set the portal up for real use.")
    if not settings.local:
        require_confirmed(council)
    with engine_of(settings) as engine:
        if settings.local:
            migrate(engine)
        elif not at_head(engine):
            raise CannotServe("The database does not have this release's schema. Run `portal migrate` first.")


def _say_where(settings: Settings, host: str, port: int) -> None:
    where = f"http://{host}:{port}"
    if not sys.stderr.isatty():  # nobody sits there: whatever reads it wants what the rest of the log is
        _log.info("serving", url=where, **({"tray": f"{where}/post-tray"} if settings.local else {}))
        return
    click.echo(f"The portal answers at {where}", err=True)
    if settings.local:
        click.echo(f"What it would send by email and text is at {where}/post-tray", err=True)
        click.echo("Everything stays on this machine. Press Ctrl+C to stop.", err=True)


def _end_when_told() -> None:
    """What a process does first that was just forked: until granian listens in it, a signal ends it.

    It has its parent's way with signals, which would lose one; and the parent would wait for it.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)


def _load_app(parent: int) -> Any:
    """What each web process runs: it ends with its parent, since granian killed outright leaves its workers behind."""
    when_orphaned(parent, partial(os._exit, 0))
    sys.path.insert(0, str(ROOT))
    try:
        app = importlib.import_module("wsgi").app
    except Exception as error:  # noqa: BLE001 - whatever it is, its words would be printed by who started this process
        _log.critical("web-process-failed", **logs.told(error))
        raise SystemExit(1) from None
    # What is loaded by now stays: nobody need look through it again for what may go.
    gc.collect()
    gc.freeze()
    return app
