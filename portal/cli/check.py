"""`portal check`: every reason why this installation could not go live, before it does."""

import os
from collections.abc import Callable, Iterator

import click
from sqlalchemy import Engine

from portal.cli.deliver import real_notify
from portal.cli.engines import engine_of
from portal.council import MessageKind, load, require_confirmed
from portal.db import Unavailable
from portal.migrating import at_head
from portal.outbox.account import InAccount, Missing, differences
from portal.outbox.notify import RealNotify, Refused, Retry, Stop, Unknown
from portal.resealing import counted
from portal.sealing import Keyring
from portal.settings import Settings
from portal.vocabulary import Refusal


class NotReady(Refusal):
    """The installation could not go live."""


@click.command("check")
@click.option("--council", help="A council file or key to check by itself, with no other setting.")
def command(council: str | None) -> None:
    """Check the settings, the council file, the database, and the templates in GOV.UK Notify."""
    if council:
        require_confirmed(load(council))
        click.echo("The council file is whole, and everything in it is confirmed.")
        return
    settings = Settings.from_env(os.environ)
    loaded = load(settings.council)
    faults = (*_said_by(lambda: require_confirmed(loaded)), *_said_by(lambda: _check_database(settings)))
    if faults:
        raise NotReady("\n".join(faults))
    if settings.local:
        click.echo("Settings, council file and database are ready. Local use needs no templates: none was compared.")
        return
    faults = tuple(_faults_of_templates(real_notify(settings, loaded)))
    if faults:
        raise NotReady("\n".join(("The templates in GOV.UK Notify are not ready.", *faults)))
    click.echo("Settings, council file, database and the templates in GOV.UK Notify are ready.")


def _said_by(check: Callable[[], None]) -> Iterator[str]:
    """What a check refuses. The next is made all the same: who sets a portal up wants to know everything at once."""
    try:
        check()
    except Refusal as refusal:
        yield str(refusal)


def _check_database(settings: Settings) -> None:
    with engine_of(settings) as engine:
        if at_head(engine):
            _check_keys(engine, settings.keyring)
            return
        faults = ["The database does not have this release's schema. Run `portal migrate`."]
        try:
            _check_keys(engine, settings.keyring)
        except NotReady as lost:
            faults.append(str(lost))
        except Unavailable:  # what is sealed has no place in that schema
            pass
        raise NotReady("\n".join(faults))


def _check_keys(engine: Engine, ring: Keyring) -> None:
    """What is sealed must open here. What another than the first key seals is only told: keys may be turning."""
    sealed_by = counted(engine)
    lost = {key: number for key, number in sealed_by.items() if key not in ring.ids}
    if lost:
        raise NotReady(
            f"Nobody can read {sum(lost.values())} of the values in the database. They are sealed with keys that are "
            f"not on PORTAL_SEALING_KEYS: {', '.join(sorted(lost))}."
        )
    behind = sum(sealed_by[key] for key in ring.ids[1:])
    if behind:
        click.echo(f"{behind} values are not sealed with the first key yet: `portal rotate-keys` does it.", err=True)


def _faults_of_templates(notify: RealNotify) -> Iterator[str]:
    """A sentence for each. Ends at the first that says that nothing can be asked."""
    for kind in MessageKind:
        match notify.template(kind):
            case InAccount() | Missing() as found:
                yield from differences(kind, found)
            case Refused(reason):
                yield f"{kind}: Notify refuses to show the template: {reason}."
            case Stop(reason):
                yield f"Notify does not let us in: {reason}. Look at NOTIFY_API_KEY, NOTIFY_URL and the clock."
                return
            case Retry(reason) | Unknown(reason):
                yield f"Notify cannot be reached, or cannot answer: {reason}. Try again later."
                return
