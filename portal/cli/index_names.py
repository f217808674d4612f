"""`portal index-names`: make the index of names anew, while the portal serves. It shows no name."""

import os

import click

from portal.cases.indexing import Indexed, index_anew
from portal.cases.references import read_reference
from portal.cli.engines import engine_of
from portal.settings import Settings
from portal.vocabulary import Refusal

_EVERY = 1000  # cases between two lines


class NotIndexed(Refusal):
    """Not every case could be indexed, or there is nothing to go on from."""


@click.command("index-names")
@click.option("--after", metavar="REFERENCE", help="Go on behind this case, where it was stopped before.")
def command(after: str | None) -> None:
    """Index the names in every case with PORTAL_NAME_KEY.

    Run it once that key was changed and every process has the new one, and once for cases received before there was an
    index. Until it is done a search by name finds only the cases it came to. What is right already is left as it is.
    """
    settings = Settings.from_env(os.environ)
    begin = read_reference(after) if after else ""
    if begin is None:
        raise NotIndexed(f"{after} is no reference of a case.")
    with engine_of(settings) as engine:
        done = index_anew(engine, settings.name_key, after=begin, on_the_way=_say)
    click.echo(f"Cases looked at: {done.cases}. Indexed anew: {done.changed}.", err=True)
    for reference in done.stuck:
        click.echo(f"No key here opens the case {reference}.", err=True)
    if done.stuck:
        raise NotIndexed("Not every case could be opened. Put the key that is missing on the ring, and run this again.")


def _say(done: Indexed) -> None:
    if done.cases % _EVERY == 0:
        click.echo(f"Cases looked at: {done.cases}. To go on from here: --after {done.last}", err=True)
