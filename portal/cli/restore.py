"""`portal restore`: bring back what a backup holds, with all that must follow, or change nothing at all."""

import json
import os
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click
import structlog

from portal.backups import Backup, Here, Restored, follow, read, refuse_unless_free, restore
from portal.cli.engines import engine_of
from portal.council import load
from portal.drafts import coming_back
from portal.sealing import Keyring
from portal.settings import Settings
from portal.vocabulary import Refusal

_log = structlog.get_logger("portal.restore")


class NoFile(Refusal):
    """Neither a backup was named, nor a time at which the database stood as it does now."""


class NotTogether(Refusal):
    """What is said of a backup was said where there is none. Nothing was changed."""


@click.command("restore")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Throw away what the database holds now.")
@click.option("--without-keys", is_flag=True, help="Bring back also what no key here opens.")
@click.option("--check", is_flag=True, help="Look at the backup and the database, and change nothing.")
@click.option(
    "--logs",
    type=click.File(encoding="utf-8", errors="replace"),  # whatever else a collector of logs wrote there
    help="The portal's logs since the backup, - for what is piped in: they tell which codes were shut.",
)
@click.option(
    "--by-other-means",
    type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]),
    metavar="TIME",
    help="In place of PATH: the database was brought back already, as it was at this time (UTC).",
)
def command(
    path: Path | None,
    replace: bool,
    without_keys: bool,
    check: bool,
    logs: Iterable[str] | None,
    by_other_means: datetime | None,
) -> None:
    """Bring back the backup at PATH, migrated to this release. Stop the portal first.

    Afterwards every browser needs its code again, what should have gone by now has gone, and GOV.UK Notify is asked
    about every message that waited before it is sent.
    """
    if (path is None) == (by_other_means is None):
        raise NoFile("Name a backup, or with --by-other-means the time at which the database stood as it does now.")
    if by_other_means is not None and (replace or without_keys or check):
        raise NotTogether(
            "--by-other-means changes the database that is there. --check, --replace and --without-keys are said of a "
            "backup. Nothing was changed."
        )
    settings = Settings.from_env(os.environ)
    council = load(settings.council)
    here = Here(council=council, code_keys=settings.code_keys, now=datetime.now(UTC), shut=_shut_by(logs or ()))
    if path is None:
        assert by_other_means is not None
        with engine_of(settings) as engine:
            _say(follow(engine, by_other_means.replace(tzinfo=UTC), here))
        return
    backup = read(path)
    backup.refuse_unless_fit(settings.keyring, council=council.key, without_keys=without_keys)
    _say_what_it_is(backup, settings.keyring)
    with engine_of(settings) as engine:
        if check:
            refuse_unless_free(engine, replace=replace)
            click.echo("It could be brought back here. Nothing was changed.", err=True)
        else:
            _say(restore(engine, backup, here, replace=replace))


def _shut_by(logs: Iterable[str]) -> dict[str, int]:
    """How often codes were shut by what the logs say, by the draft's id. Lines of anything else are passed over."""
    shut = defaultdict[str, int](int)
    for line in logs:
        try:
            told = json.loads(line[line.index("{") :])  # a collector of logs may have put its own words before
        except ValueError:
            continue
        match told:
            case {"event": coming_back.CODE_SHUT, "draft": str(draft), "turn": int(turn)}:
                shut[draft] = max(shut[draft], turn)
    return dict(shut)


def _say_what_it_is(backup: Backup, ring: Keyring) -> None:
    made, missing = backup.manifest, backup.missing(ring)
    rows = made.rows
    opens = "and it opens" if not missing else f"but these keys are not here: {', '.join(sorted(missing))}"
    click.echo(f"A backup of {made.council}, made {made.made_at:%Y-%m-%d %H:%M:%S} UTC: whole, {opens}.", err=True)
    lost = sum(number for key, number in made.sealed_by.items() if key in missing)
    if lost:
        click.echo(f"Nobody can read {lost} of the sealed values here.", err=True)
    if backup.claimed.proof_key in missing:
        click.echo("Whether it was changed since it was made cannot be told without the key of its proof.", err=True)
    click.echo(f"{rows['cases']} cases, {rows['drafts']} drafts, {rows['outbox']} messages.", err=True)


def _say(done: Restored) -> None:
    gone = ", ".join(f"{number} {name}" for name, number in done.gone.items())
    click.echo(f"Brought back. Since then its time was over, and it went: {gone}.", err=True)
    click.echo(f"Codes shut again: {done.shut}. Every browser needs its code again.", err=True)
    click.echo(f"Messages that Notify will be asked about before they are sent: {done.doubted}.", err=True)
    _log.info("restored", doubted=done.doubted, shut=done.shut)
