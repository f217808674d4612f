"""`portal demo`: a made-up year on somebody's own machine, and a way in for every made-up member of staff.

Only in local use: there nothing is sent to anybody, and no password it prints opens anything real.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial

import click
import structlog
from sqlalchemy.orm import Session

from portal.cases.office import Office
from portal.cli.engines import engine_of
from portal.cli.offices import office_of
from portal.council import load
from portal.db import transaction, written
from portal.demo import signing_in
from portal.demo.playing import Played, is_there, play
from portal.demo.signing_in import WayIn
from portal.demo.year import STORIES
from portal.migrating import migrate
from portal.script.retelling import Told, retold
from portal.settings import Settings
from portal.staff import codes, passwords
from portal.vocabulary import Refusal


class NotHere(Refusal):
    """This is no installation for made-up cases."""


@click.command("demo")
@click.option("--code", "email", metavar="EMAIL", help="Print the code that the app of a made-up person shows now.")
def command(email: str | None) -> None:
    """Fill an empty database with a made-up year, and print how to sign in.

    Done again, it adds no case: it lets you in with a new password. Only in local use (PORTAL_LOCAL=1).
    """
    # Asked first: where other settings are lacking, their names would lead nobody here.
    if os.environ.get("PORTAL_LOCAL", "").strip() != "1":
        raise NotHere("The demo is for local use only (PORTAL_LOCAL=1). Real cases and made-up ones must never meet.")
    settings = Settings.from_env(os.environ)
    office, now = office_of(settings, load(settings.council)), datetime.now(UTC)
    with engine_of(settings) as engine:
        migrate(engine)
        if email is not None:
            with transaction(engine, writes=False) as session:
                click.echo(signing_in.code_now(session, email, now))
            return
        # A year of made-up mishaps is nothing to warn anybody of.
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger("critical"))
        password = codes.new()
        hashed = passwords.hash_of(password)  # slow on purpose, so before the transaction
        played, ways = written(engine, partial(_make, office, hashed, settings.code_key, now))
    click.echo("\n".join((_made(played), *_how_to_sign_in(ways, password, settings.url))))


def _make(
    office: Office, password_hash: str, key: str, now: datetime, session: Session
) -> tuple[Played | None, tuple[WayIn, ...]]:
    """All of it in one transaction: whoever stops it in the middle finds nothing, and may begin again."""
    facts = office.council.placeholders()

    def tell(answers: Mapping[str, object], usual: Mapping[str, object]) -> Told:
        return retold(answers, usual, facts)

    played = None if is_there(session) else play(session, STORIES, tell, office, now)
    return played, signing_in.let_in(session, password_hash, key=key, now=now)


def _made(played: Played | None) -> str:
    if played is None:
        return "The made-up year is already there. Nothing was added. Delete the instance folder to make it anew."
    return (
        f"A made-up year is there: {played.cases} cases, {played.acts} acts of made-up staff, and {played.messages} "
        "messages, all in the post tray. Nothing was sent to anybody.\n"
        f"Beside it are {played.before} made-up cases of the years before, a published report, and “You said, we did”."
    )


def _how_to_sign_in(ways: tuple[WayIn, ...], password: str, url: str) -> Iterator[str]:
    yield f"\nSign in at {url}/staff/ with one of these addresses, and the password {password}"
    yield "When you are asked for a code, type the one beside the address. Each works once."
    yield from (f"  {way.person.email:28} {way.once}   {way.person.name}" for way in ways)
    again = f"PORTAL_LOCAL=1 PORTAL_INSTANCE={os.environ.get('PORTAL_INSTANCE') or 'instance'} {sys.argv[0]} demo"
    yield f"For another code, from another terminal: {again} --code ADDRESS\n"
