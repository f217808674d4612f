"""`portal check`: every reason why this installation could not go live, before it does."""

import os

import click

from portal.council import load, require_confirmed
from portal.db import make_engine
from portal.migrating import at_head
from portal.settings import Settings
from portal.vocabulary import Refusal


class NotReady(Refusal):
    """The installation could not go live."""


@click.command("check")
@click.option("--council", help="A council file or key to check by itself, with no other setting.")
def command(council: str | None) -> None:
    """Check the settings, the council file and the database."""
    if council:
        require_confirmed(load(council))
        click.echo("The council file is whole, and everything in it is confirmed.")
        return
    settings = Settings.from_env(os.environ)
    require_confirmed(load(settings.council))
    if not at_head(make_engine(settings.database_url, settings.keyring)):
        raise NotReady("The database does not have this release's schema. Run `portal migrate`.")
    click.echo("Settings, council file and database are ready.")
