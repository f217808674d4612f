"""`portal migrate`: bring the database to this release's schema."""

import os

import click

from portal.db import make_engine
from portal.migrating import migrate
from portal.settings import Settings


@click.command("migrate")
def command() -> None:
    """Bring the database to this release. Running it again changes nothing."""
    settings = Settings.from_env(os.environ)
    migrate(make_engine(settings.database_url, settings.keyring))
    click.echo("The database has this release's schema.", err=True)
