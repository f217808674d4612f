"""`portal serve`: the web under granian, with one delivery process beside it. No child outlives its parent."""

import importlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import click
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from portal.cli.orphans import when_orphaned
from portal.council import load, require_confirmed
from portal.db import CONNECTIONS, make_engine
from portal.migrating import at_head, migrate
from portal.settings import LOOPBACK, Settings
from portal.vocabulary import Refusal

ROOT = Path(__file__).resolve().parent.parent.parent
_RESTART_AFTER_SECONDS = 2.0


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
    _make_ready(settings, host)
    server = Server(
        "wsgi:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=CONNECTIONS,  # more requests at once would only wait for the database
        respawn_failed_workers=True,
        log_level=LogLevels.error,
    )
    with _delivering(wanted=not no_deliver):
        _say_where(settings, host, port)
        server.serve(target_loader=partial(_load_app, os.getpid()), wrap_loader=False)


def _make_ready(settings: Settings, host: str) -> None:
    council = load(settings.council)
    if settings.local and host not in LOOPBACK:
        raise CannotServe("Local use answers this machine only. Leave out --host, or set the portal up for real use.")
    if not settings.local:
        require_confirmed(council)
    engine = make_engine(settings.database_url, settings.keyring)
    if settings.local:
        migrate(engine)
    elif not at_head(engine):
        raise CannotServe("The database does not have this release's schema. Run `portal migrate` first.")
    engine.dispose()


def _say_where(settings: Settings, host: str, port: int) -> None:
    where = f"http://{host}:{port}"
    click.echo(f"The portal answers at {where}", err=True)
    if settings.local:
        click.echo(f"What it would send by email and text is at {where}/post-tray", err=True)
        click.echo("Everything stays on this machine. Press Ctrl+C to stop.", err=True)


def _load_app(parent: int) -> Any:
    """What each web process runs: it ends with its parent, since granian killed outright leaves its workers behind."""
    when_orphaned(parent, partial(os._exit, 0))
    sys.path.insert(0, str(ROOT))
    return importlib.import_module("wsgi").app


@contextmanager
def _delivering(*, wanted: bool) -> Iterator[None]:
    """A delivery process while the block runs, started again when it ends by itself."""
    stopping = threading.Event()
    keeper = threading.Thread(target=_keep_delivering, args=(stopping,), daemon=True)
    if wanted:
        keeper.start()
    try:
        yield
    finally:
        stopping.set()
        if wanted:
            keeper.join()


def _keep_delivering(stopping: threading.Event) -> None:
    while not stopping.is_set():
        words = ["-m", "portal.cli", "deliver", "--parent", str(os.getpid())]
        process = subprocess.Popen([sys.executable, *words])  # noqa: S603 - our own command
        while process.poll() is None and not stopping.wait(0.2):
            pass
        if process.poll() is None:
            process.terminate()
            process.wait()
        stopping.wait(_RESTART_AFTER_SECONDS)
