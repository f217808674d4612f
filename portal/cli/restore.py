"""`portal restore`: bring back what a backup holds, with all that must follow, or change nothing at all."""

import json
import os
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click
import structlog

from portal.backups import Backup, Here, Restored, follow, read, restore
from portal.cli.engines import engine_of
from portal.council import load
from portal.drafts import coming_back
from portal.settings import Settings
from portal.vocabulary import Refusal

_log = structlog.get_logger("portal.restore")


class NoFile(Refusal):
    """Neither a backup was named, nor a time at which the database stood as it does now."""


@click.command("restore")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Throw away what the database holds now.")
@click.option("--without-keys", is_flag=True, help="Bring back also what no key here opens.")
@click.option("--check", is_flag=True, help="Only say whether it could be brought back. Change nothing.")
@click.option("--logs", type=click.File(), help="The portal's logs since the backup: they tell which codes were shut.")
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
    settings = Settings.from_env(os.environ)
    council = load(settings.council)
    here = Here(council=council, code_keys=settings.code_keys, now=datetime.now(UTC), shut=_shut_by(logs or ()))
    if (path is None) == (by_other_means is None):
        raise NoFile("Name a backup, or with --by-other-means the time at which the database stood as it does now.")
    if path is None:
        assert by_other_means is not None
        with engine_of(settings) as engine:
            _say(follow(engine, by_other_means.replace(tzinfo=UTC), here))
        return
    backup = read(path)
    backup.refuse_unless_fit(settings.keyring, council=council.key, without_keys=without_keys)
    _say_what_it_is(backup)
    if not check:
        with engine_of(settings) as engine:
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


def _say_what_it_is(backup: Backup) -> None:
    made = backup.manifest
    rows = made.rows
    click.echo(f"A backup of {made.council}, made {made.made_at:%Y-%m-%d %H:%M:%S} UTC: whole, and it opens.", err=True)
    click.echo(f"{rows['cases']} cases, {rows['drafts']} drafts, {rows['outbox']} messages.", err=True)


def _say(done: Restored) -> None:
    gone = ", ".join(f"{number} {name}" for name, number in done.gone.items())
    click.echo(f"Brought back. Since then its time was over, and it went: {gone}.", err=True)
    click.echo(f"Codes shut again: {done.shut}. Every browser needs its code again.", err=True)
    click.echo(f"Messages that Notify will be asked about before they are sent: {done.doubted}.", err=True)
    _log.info("restored", doubted=done.doubted, shut=done.shut)
