"""`portal backup`: everything the database holds, in one file, while the portal serves. Fit for cron.

Ends with 0 when the backup is whole and on the disk, else with 2 and a sentence; then nothing is left under its name.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from portal.backups import ASIDE, Manifest, make
from portal.cli.engines import engine_of
from portal.council import load
from portal.sealing import Keyring
from portal.settings import Settings
from portal.vocabulary import Refusal

_NAME = "portal-%Y-%m-%dT%H%M%SZ.zip"
_OURS = "portal-????-??-??T??????Z.zip"
_LEFT_BEHIND = timedelta(days=1)


class KeepWhat(Refusal):
    """--keep counts the backups in a folder, and the path given is none."""


@click.command("backup")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="A new file, or a folder in which each backup is named by its time (UTC).",
)
@click.option("--keep", type=click.IntRange(min=1), help="In the folder, keep so many backups and remove older ones.")
def command(out: Path, keep: int | None) -> None:
    """Back up the database while the portal serves. Prints the file's path.

    What people wrote stays sealed in it, and no key is in it: keep the keys somewhere else. It is a zip archive that
    its owner alone can read.
    """
    if keep and not out.is_dir():
        raise KeepWhat(f"{out} is no folder: --keep counts the backups in one.")
    settings = Settings.from_env(os.environ)
    now = datetime.now(UTC)
    path = out / now.strftime(_NAME) if out.is_dir() else out
    council = load(settings.council).key
    with engine_of(settings) as engine:
        manifest = make(engine, path, council=council, now=now)
    click.echo(path)
    _say_what_is_in_it(manifest, settings.keyring)
    if keep:
        _remove_older(path, keep, now)


def _say_what_is_in_it(manifest: Manifest, ring: Keyring) -> None:
    rows = manifest.rows
    click.echo(f"{rows['cases']} cases, {rows['drafts']} drafts, {rows['outbox']} messages.", err=True)
    click.echo(f"The keys it needs: {', '.join(sorted({ring.ids[0], *manifest.sealed_by}))}.", err=True)
    lost = sum(number for key, number in manifest.sealed_by.items() if key not in ring.ids)
    if lost:
        click.echo(f"Nobody can read {lost} of the sealed values: their key is not here.", err=True)


def _remove_older(made: Path, keep: int, now: datetime) -> None:
    """Keep the one just made and those before it. One of a time to come is none of ours: a clock was wrong."""
    folder = made.parent
    older = sorted((each for each in folder.glob(_OURS) if each.name < made.name), reverse=True)
    for each in older[keep - 1 :]:
        each.unlink()
    # Whoever is killed in the middle cannot clean up.
    for half in folder.glob(f".{_OURS}.*{ASIDE}"):
        if half.stat().st_mtime < (now - _LEFT_BEHIND).timestamp():
            half.unlink()
