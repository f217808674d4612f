"""`portal staff`: who may sign in to handle cases, and what each of them is. No password is typed or shown here."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

import click
from sqlalchemy.orm import Session

from portal.cli.engines import engine_of
from portal.clocks.working_days import LONDON
from portal.council import Council, load
from portal.db import transaction, written
from portal.settings import Settings
from portal.staff import accounts
from portal.staff.accounts import Person, SetUpCode
from portal.vocabulary import StaffRole

_Done = TypeVar("_Done")
_roles = click.option(
    "--role",
    "roles",
    type=click.Choice([role.value for role in StaffRole]),
    multiple=True,
    required=True,
    help="May be given several times.",
)
_teams = click.option("--team", "teams", multiple=True, help="A team's key in the council file, for a team manager.")


@click.group("staff")
def command() -> None:
    """Make and change the accounts of staff. There is none by default."""


@command.command("add")
@click.argument("email")
@click.option("--name", required=True, help="As colleagues know them: it stands on what they do.")
@_roles
@_teams
def add(email: str, name: str, roles: tuple[str, ...], teams: tuple[str, ...]) -> None:
    """Make an account for EMAIL, and print the code it is set up with: once, within 24 hours."""
    settings, council = _here()
    known, now = _teams_of(council), datetime.now(UTC)
    made = _doing(
        settings,
        lambda session: accounts.add(
            session, email=email, name=name, roles=_read(roles), teams=teams, known_teams=known, now=now
        ),
    )
    _say_how_to_set_up(settings, made)


@command.command("list")
def list_them() -> None:
    """Print every account: address, name, roles, teams, and whether it can be signed in to."""
    settings = Settings.from_env(os.environ)
    with engine_of(settings) as engine, transaction(engine, writes=False) as session:
        people = accounts.everybody(session)
    for person in people:
        click.echo(_line(person))
    if not people:
        click.echo("There are no accounts. Make one with `portal staff add`.", err=True)


@command.command("roles")
@click.argument("email")
@_roles
@_teams
def change_roles(email: str, roles: tuple[str, ...], teams: tuple[str, ...]) -> None:
    """Give EMAIL these roles and teams in place of those before. Signs them out everywhere."""
    settings, council = _here()
    known, now = _teams_of(council), datetime.now(UTC)
    _doing(
        settings,
        lambda session: accounts.change_roles(
            session, email, roles=_read(roles), teams=teams, known_teams=known, now=now
        ),
    )
    click.echo("Their roles are changed. They sign in again.")


@command.command("disable")
@click.argument("email")
def disable(email: str) -> None:
    """Let EMAIL sign in no more, and sign them out everywhere. What they did stays."""
    _doing(Settings.from_env(os.environ), lambda session: accounts.disable(session, email, datetime.now(UTC)))
    click.echo("The account is disabled, and signed in nowhere.")


@command.command("enable")
@click.argument("email")
def enable(email: str) -> None:
    """Let EMAIL sign in again, as before."""
    _doing(Settings.from_env(os.environ), lambda session: accounts.enable(session, email, datetime.now(UTC)))
    click.echo("They may sign in again.")


@command.command("reset")
@click.argument("email")
def reset(email: str) -> None:
    """Take away EMAIL's password, second factor and recovery codes, and print a new code to set them up with."""
    settings = Settings.from_env(os.environ)
    _say_how_to_set_up(settings, _doing(settings, lambda session: accounts.reset(session, email, datetime.now(UTC))))


@command.command("single-sign-on")
@click.argument("email")
def single_sign_on(email: str) -> None:
    """Leave EMAIL to single sign-on: the account's own password goes, and their next sign-in there opens it."""
    _doing(Settings.from_env(os.environ), lambda session: accounts.leave_to_single_sign_on(session, email))
    click.echo("From now on single sign-on lets them in.")


def _here() -> tuple[Settings, Council]:
    settings = Settings.from_env(os.environ)
    return settings, load(settings.council)


def _doing(settings: Settings, act: Callable[[Session], _Done]) -> _Done:
    with engine_of(settings) as engine:
        return written(engine, act)


def _read(roles: tuple[str, ...]) -> tuple[StaffRole, ...]:
    return tuple(StaffRole(role) for role in roles)


def _teams_of(council: Council) -> tuple[str, ...]:
    return tuple(team.key for team in council.teams)


def _say_how_to_set_up(settings: Settings, made: SetUpCode) -> None:
    until = made.until.astimezone(LONDON)
    click.echo(f"They open {settings.url}/staff/set-up and type this code:")
    click.echo(f"  {made.code}")
    click.echo(
        f"It works once, until {until:%H:%M} on {until.day} {until:%B %Y}. Hand it over where nobody else sees it."
    )


def _line(person: Person) -> str:
    teams = f" of {' '.join(person.teams)}" if person.teams else ""
    return f"{person.email} ({person.name}): {' '.join(person.roles) or 'no role'}{teams}, {_standing(person)}"


def _standing(person: Person) -> str:
    if person.is_disabled:
        return "disabled"
    if person.is_by_single_sign_on:
        return "by single sign-on"
    return "set up" if person.is_set_up else "not set up yet"
