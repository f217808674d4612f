"""`portal new-key`: a fresh key for PORTAL_SEALING_KEYS, SECRET_KEY, PORTAL_CODE_KEY or PORTAL_NAME_KEY."""

import click

from portal.sealing import new_key


@click.command("new-key")
def command() -> None:
    """Print one fresh key, 32 random bytes as text."""
    click.echo(new_key())
