"""`portal purge`: let go of unsent conversations whose time is over."""

import os
import threading
from datetime import UTC, datetime

import click
import structlog
from sqlalchemy import Engine

from portal import drafts
from portal.db import make_engine, transaction
from portal.settings import Settings

_EVERY_SECONDS = 3600.0
_log = structlog.get_logger("portal.purge")


@click.command("purge")
def command() -> None:
    """Remove unsent conversations whose time is over."""
    settings = Settings.from_env(os.environ)
    removed = _purge(make_engine(settings.database_url, settings.keyring))
    click.echo(f"Removed {removed}.", err=True)


def purge_hourly(engine: Engine, stop: threading.Event) -> None:
    """Do so every hour until told to stop: what we said would go, goes, also where nobody runs the command."""
    while not stop.is_set():
        try:
            _log.info("purged", drafts=_purge(engine))
        except Exception as error:  # noqa: BLE001 - whatever it is, the promise holds again an hour later
            # The name of the class only: an error's words may quote what somebody wrote.
            _log.warning("purge-waits", error=type(error.__cause__ or error).__name__)
        stop.wait(_EVERY_SECONDS)


def _purge(engine: Engine) -> int:
    with transaction(engine, writes=True) as session:
        return drafts.purge(session, datetime.now(UTC))
