"""`portal deliver`: the process that sends what waits in the outbox. It refuses to know what a message says."""

import os
import signal
import threading
from datetime import UTC, datetime, timedelta
from functools import partial

import click

from portal.cases.acts import message_settled, receipt_came
from portal.cli.asking_after import ask_hourly
from portal.cli.monitoring import counted
from portal.cli.offices import office_of
from portal.cli.orphans import when_orphaned
from portal.cli.purge import purge_hourly
from portal.cli.reminding import remind_every_minute, remind_once
from portal.council import Council, load, require_confirmed
from portal.db import make_engine
from portal.outbox.delivery import Delivery, Pauses
from portal.outbox.notify import Notify, PostTray, RealNotify
from portal.settings import POST_TRAY, Settings

_EVERY = timedelta(seconds=0.5)


@click.command("deliver")
@click.option("--once", is_flag=True, help="Send what is due now, then end.")
@click.option("--parent", type=int, metavar="PID", help="End when the process with this id, which started it, is gone.")
@click.option("--metrics-port", type=click.IntRange(1024, 65535), help="Show counts to a monitor of this machine here.")
def command(once: bool, parent: int | None, metrics_port: int | None) -> None:
    """Send the messages that are due, and go on until told to stop.

    SIGTERM or Ctrl+C ends it after the message in hand.
    """
    settings = Settings.from_env(os.environ)
    council = load(settings.council)
    if not settings.local:
        require_confirmed(council)
    engine = make_engine(settings.database_url, settings.keyring)
    office = office_of(settings, council)
    delivery = Delivery(
        engine=engine,
        notify=notify_for(settings, council),
        clock=lambda: datetime.now(UTC),
        lease=timedelta(seconds=settings.lease_seconds),
        pauses=Pauses.growing(
            timedelta(seconds=settings.first_pause_seconds), timedelta(seconds=settings.longest_pause_seconds)
        ),
        on_settled=partial(message_settled, office=office),
        on_tried=counted(settings, engine, metrics_port),
    )
    if once:
        remind_once(engine, office, datetime.now(UTC))
        done = delivery.once()
        click.echo(f"Messages taken up: {done.taken}.", err=True)
        if done.trouble:
            raise click.ClickException(f"Notify did not take the last one: {done.trouble.reason}.")
        return
    stop = _told_to_stop(parent)
    threading.Thread(target=purge_hourly, args=(delivery.engine, council.retention, stop), daemon=True).start()
    threading.Thread(target=remind_every_minute, args=(engine, office, stop), daemon=True).start()
    if isinstance(delivery.notify, RealNotify):
        asking = (engine, real_notify(settings, council), partial(receipt_came, office=office), stop)
        threading.Thread(target=ask_hourly, args=asking, daemon=True).start()
    delivery.run(stop, _EVERY)


def notify_for(settings: Settings, council: Council) -> Notify:
    """GOV.UK Notify, or the post tray on somebody's own machine."""
    if settings.local and settings.notify_api_key == POST_TRAY:
        return PostTray()
    return real_notify(settings, council)


def real_notify(settings: Settings, council: Council) -> RealNotify:
    """GOV.UK Notify, or whoever stands in for it at NOTIFY_URL."""
    return RealNotify(
        settings.notify_api_key, council.notify, settings.notify_url, timeout_seconds=settings.notify_timeout_seconds
    )


def _told_to_stop(parent: int | None) -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if parent is not None:
        # A server that is killed outright tells nobody: its delivery must not live on beside the next one's.
        when_orphaned(parent, stop.set)
    return stop
