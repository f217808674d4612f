"""`portal purge`: let go of everything whose time is over, a little at a time, while others write."""

import os
import threading
from collections.abc import Mapping
from datetime import UTC, datetime

import click
import structlog
from sqlalchemy import Engine

from portal.cli.engines import engine_of
from portal.council import Retention, load
from portal.db import leave_no_trace, look_over, written
from portal.letting_go import AT_ONCE, Batch, batches
from portal.settings import Settings

_EVERY_SECONDS = 3600.0
_BETWEEN_SECONDS = 0.05  # between two batches others write: on SQLite there is one writer at a time
_log = structlog.get_logger("portal.purge")


@click.command("purge")
def command() -> None:
    """Remove what is no longer to be kept: unsent conversations, and messages that went out long ago.

    How long either is kept stands in the council file, under retention. Cases are never removed.
    """
    settings = Settings.from_env(os.environ)
    retention = load(settings.council).retention
    with engine_of(settings) as engine:
        removed = _purge(engine, retention, threading.Event())
    click.echo(f"Removed {', '.join(f'{number} {name}' for name, number in removed.items())}.", err=True)


def purge_hourly(engine: Engine, retention: Retention, stop: threading.Event) -> None:
    """Do so every hour until told to stop: what we said would go, goes, also where nobody runs the command.

    Any number of processes may do so at once.
    """
    while not stop.is_set():
        try:
            _log.info("purged", **_purge(engine, retention, stop))
        except Exception as error:  # noqa: BLE001 - whatever it is, the promise holds again an hour later
            # The name of the class only: an error's words may quote what somebody wrote.
            _log.warning("purge-waits", error=type(error.__cause__ or error).__name__)
        stop.wait(_EVERY_SECONDS)


def _purge(engine: Engine, retention: Retention, stop: threading.Event) -> Mapping[str, int]:
    now = datetime.now(UTC)
    removed = {name: _all_of(batch, engine, now, stop) for name, batch in batches(retention).items()}
    written(engine, look_over)
    leave_no_trace(engine)
    return removed


def _all_of(batch: Batch, engine: Engine, now: datetime, stop: threading.Event) -> int:
    gone = 0
    while removed := written(engine, lambda session: batch(session, now, AT_ONCE)):
        gone += removed
        if removed < AT_ONCE or stop.is_set():
            break
        stop.wait(_BETWEEN_SECONDS)
    return gone
