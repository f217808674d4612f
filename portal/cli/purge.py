"""`portal purge`: let go of unsent conversations whose time is over."""

import os
from datetime import UTC, datetime

import click

from portal import drafts
from portal.db import make_engine, transaction
from portal.settings import Settings


@click.command("purge")
def command() -> None:
    """Remove unsent conversations whose time is over."""
    settings = Settings.from_env(os.environ)
    with transaction(make_engine(settings.database_url, settings.keyring), writes=True) as session:
        removed = drafts.purge(session, datetime.now(UTC))
    click.echo(f"Removed {removed}.", err=True)
