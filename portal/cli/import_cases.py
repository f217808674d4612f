"""`portal import-cases`: cases of past years from a council's own list, all of them or none."""

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path

import click
from sqlalchemy.orm import Session

from portal.cases.intake import counted_as
from portal.cli.engines import engine_of
from portal.cli.schema import have_schema
from portal.cli.who import user
from portal.clocks.bank_holidays import england_and_wales
from portal.clocks.working_days import LONDON, london_date
from portal.council import load
from portal.db import connection_of, transaction, unhurried, written
from portal.reports.history.came_in import kept
from portal.reports.history.checking import Checks
from portal.reports.history.importing import BroughtIn, Checked, OnTheWay, bring_in, check
from portal.reports.history.spreadsheet import Spreadsheet, opened
from portal.reports.history.words import CodeNames
from portal.script import called
from portal.settings import Settings
from portal.vocabulary import IssueKind, WhatFor

_EVERY = 10_000  # rows between two lines
_MOST_TEAMS = 20  # named at the end
_KINDS = {WhatFor.COMPLAINT: IssueKind.COMPLAINT, WhatFor.THANKS: IssueKind.COMPLIMENT}


@click.command("import-cases")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--replace", is_flag=True, help="Write a case anew that came in before with other content.")
def command(file: Path | None, replace: bool) -> None:
    """Bring in cases of past years from FILE, a list that a spreadsheet saved as CSV.

    Every row is checked first. What is wrong is told with its row, its column and what to do; then nothing comes in. A
    case that came in before is not brought in twice.

    Without FILE it prints which lists came in, when, who brought them and the SHA-256 digest of each file.
    """
    settings = Settings.from_env(os.environ)
    if file is None and replace:
        raise click.UsageError("Name the file whose cases are to be written anew.")
    for line in _what_came_in(settings) if file is None else _from(file, replace, settings):
        click.echo(line)


def _from(file: Path, replace: bool, settings: Settings) -> Iterator[str]:
    now, council = datetime.now(UTC), load(settings.council)
    calendar = england_and_wales(council.extra_bank_holidays)
    checks = Checks(CodeNames(public_words()), council, calendar, london_date(now))
    sheet = opened(file)
    with engine_of(settings) as engine:
        have_schema(engine, settings)
        with transaction(engine, writes=False) as session, unhurried(connection_of(session)):
            found = check(session, sheet, checks, replace=replace, on_the_way=_telling("checked"))
        came = BroughtIn(0, 0)
        if found.new or found.replaced:  # what changes nothing is not kept as a list that came in
            came = written(engine, partial(_bring_in, sheet, checks, replace, now))
    return _said(found, came)


def _what_came_in(settings: Settings) -> Iterator[str]:
    with engine_of(settings) as engine:
        have_schema(engine, settings)
        with transaction(engine, writes=False) as session:
            lists = kept(session)
    yield "Lists that came in, the newest first:" if lists else "No list came in yet."
    for each in lists:
        yield f"  {each.at.astimezone(LONDON):%Y-%m-%d %H:%M}, {each.by}: {each.in_words}"
        yield f"    SHA-256 {each.digest}"


def _bring_in(sheet: Spreadsheet, checks: Checks, replace: bool, now: datetime, session: Session) -> BroughtIn:
    with unhurried(connection_of(session)):
        by = f"command line: {user()}"
        return bring_in(session, sheet, checks, replace=replace, by=by, now=now, on_the_way=_telling("written"))


def public_words() -> Iterator[tuple[StrEnum, str]]:
    """What the public reads for a kind, a service and a group of complainants."""
    yield from called.services()
    for speaker, words in called.speakers():
        yield from ((counted_as(speaker), name) for name in (speaker, words))
    yield from ((_KINDS[what_for], words) for what_for, words in called.kinds() if what_for in _KINDS)


def _telling(what: str) -> OnTheWay:
    """Says how far it is, on a terminal: somebody waits before it."""
    told = 0

    def tell(rows: int) -> None:
        nonlocal told
        if _is_watched() and rows // _EVERY > told:
            told = rows // _EVERY
            click.echo(f"Rows {what}: {rows:,}", err=True)

    return tell


def _is_watched() -> bool:
    return sys.stderr.isatty()


def _said(found: Checked, came: BroughtIn) -> Iterator[str]:
    yield f"Cases imported: {came.new:,}."
    if came.replaced:
        yield f"Cases that were here with other content, and are written anew: {came.replaced:,}."
    if found.here_already:
        yield f"Cases that were here already: {found.here_already:,}."
    if found.twice:
        yield f"Rows that say the same as another of the file, and count once: {found.twice:,}."
    if found.strange_teams:
        named = found.strange_teams.most_common(_MOST_TEAMS)
        teams = "; ".join(f"{team} ({rows:,} {'row' if rows == 1 else 'rows'})" for team, rows in named)
        others = found.strange_teams.total() + found.other_strange_teams - sum(rows for _, rows in named)
        also = f"; and others ({others:,} rows)" if others else ""
        yield f"Teams that are not in the council file, kept as they are written: {teams}{also}."
