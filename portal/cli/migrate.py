"""`portal migrate`: bring the database to this release's schema."""

import os

import click

from portal.cli.engines import engine_of
from portal.migrating import migrate
from portal.settings import Settings


@click.command("migrate")
def command() -> None:
    """Bring the database to this release. Running it again changes nothing."""
    settings = Settings.from_env(os.environ)
    with engine_of(settings) as engine:
        migrate(engine)
    click.echo("The database has this release's schema.", err=True)
