"""`portal resend`: messages that were refused or did not arrive go out again, after a person has mended why."""

import os
from datetime import UTC, datetime

import click
from sqlalchemy.orm import Session

from portal.cases import acts
from portal.cases.references import read_reference
from portal.cli.engines import engine_of
from portal.cli.who import user
from portal.council import MessageKind
from portal.db import written
from portal.outbox import resending
from portal.settings import Settings


@click.command("resend")
@click.argument("messages", nargs=-1, metavar="[MESSAGE]...")
@click.option("--case", "reference", metavar="REFERENCE", help="All of this case that may arrive now.")
@click.option(
    "--kind", type=click.Choice([kind.value for kind in MessageKind]), help="All of this kind that may arrive now."
)
def command(messages: tuple[str, ...], reference: str | None, kind: str | None) -> None:
    """Send messages again: each MESSAGE by its id, as `portal case` shows it, or all of a case, a kind, or both.

    With --case or --kind those for a wrong address or number are left out: name one to send it there all the same.
    """
    if bool(messages) == bool(reference or kind):
        raise click.UsageError("Say which: ids of messages, or --case, --kind or both.")
    now = datetime.now(UTC)

    def act(session: Session) -> list[tuple[str, str]]:
        wanted = messages or _lost(session, reference, kind)
        who = f"command line: {user()}"
        return [(each, acts.message_sent_again(session, each, by=who, now=now)) for each in wanted]

    with engine_of(Settings.from_env(os.environ)) as engine:
        again = written(engine, act)
    for old, new in again:
        click.echo(f"{old} goes out again as {new}")
    click.echo(f"Messages sent again: {len(again)}.", err=True)


def _lost(session: Session, reference: str | None, kind: str | None) -> tuple[str, ...]:
    known = read_reference(reference) if reference else None
    if reference and not known:
        raise resending.NotAgain(f"There is no case {reference}.")
    return resending.lost(session, case_reference=known, kind=MessageKind(kind) if kind else None)
