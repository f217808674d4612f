"""`portal deliver`: the process that sends what waits in the outbox. It refuses to know what a message says."""

import os
import signal
import threading
from datetime import UTC, datetime, timedelta

import click

from portal.cases.acts.settling import message_settled
from portal.cli.orphans import when_orphaned
from portal.cli.purge import purge_hourly
from portal.council import Council, load, require_confirmed
from portal.db import make_engine
from portal.outbox.delivery import Delivery
from portal.outbox.notify import Notify, PostTray, RealNotify
from portal.settings import POST_TRAY, Settings

_EVERY = timedelta(seconds=0.5)


@click.command("deliver")
@click.option("--once", is_flag=True, help="Send what is due now, then end.")
@click.option("--parent", type=int, metavar="PID", help="End when the process with this id, which started it, is gone.")
def command(once: bool, parent: int | None) -> None:
    """Send the messages that are due, and go on until told to stop.

    SIGTERM or Ctrl+C ends it after the message in hand.
    """
    settings = Settings.from_env(os.environ)
    council = load(settings.council)
    if not settings.local:
        require_confirmed(council)
    delivery = Delivery(
        engine=make_engine(settings.database_url, settings.keyring),
        notify=notify_for(settings, council),
        clock=lambda: datetime.now(UTC),
        on_settled=message_settled,
    )
    if once:
        done = delivery.once()
        click.echo(f"Messages taken up: {done.taken}.", err=True)
        if done.trouble:
            raise click.ClickException(f"Notify did not take the last one: {done.trouble.reason}.")
        return
    stop = _told_to_stop(parent)
    threading.Thread(target=purge_hourly, args=(delivery.engine, stop), daemon=True).start()
    delivery.run(stop, _EVERY)


def notify_for(settings: Settings, council: Council) -> Notify:
    """GOV.UK Notify, or the post tray on somebody's own machine."""
    if settings.local and settings.notify_api_key == POST_TRAY:
        return PostTray()
    return RealNotify(settings.notify_api_key, council.notify, settings.notify_url)


def _told_to_stop(parent: int | None) -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if parent is not None:
        # A server that is killed outright tells nobody: its delivery must not live on beside the next one's.
        when_orphaned(parent, stop.set)
    return stop
