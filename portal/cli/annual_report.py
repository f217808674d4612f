"""`portal annual-report`: the report of one year, in the form and for the readers that are asked for."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

import click
from sqlalchemy.orm import Session

from portal.cli.engines import engine_of
from portal.cli.schema import have_schema
from portal.clocks.working_days import london_date
from portal.council import load
from portal.db import transaction
from portal.reports import publishing, rendering, spreadsheets, writing
from portal.reports.annual import Wanted, annual_report, counted
from portal.reports.figures import Figures
from portal.reports.plain import plain
from portal.reports.report import Edition, Report, Scope
from portal.reports.year_facts import counted_here
from portal.reports.years import ReportYear
from portal.reports.years_held import years_held
from portal.settings import Settings
from portal.vocabulary import Refusal

_EVERY = 20_000  # cases between two lines
_PRINTED = "-"


class CannotBeWritten(Refusal):
    """The file cannot be written there."""


@click.command("annual-report")
@click.option("--year", required=True, help="The financial year, as 2016-17.")
@click.option(
    "--edition", type=click.Choice([each.value for each in Edition]), default=Edition.PANEL.value, show_default=True
)
@click.option(
    "--scope",
    type=click.Choice([each.value for each in Scope]),
    default=Scope.BOTH.value,
    show_default=True,
    help="Which procedures the panel’s edition is about.",
)
@click.option("--format", "form", type=click.Choice(["html", "pdf", "csv", "json"]), default="html", show_default=True)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, allow_dash=True),
    default=_PRINTED,
    show_default=True,
    help="The file to write; - prints the report.",
)
def command(year: str, edition: str, scope: str, form: str, out: str) -> None:
    """Write the report on complaints and compliments of one year, as the cases stand now.

    The panel’s edition shows every count. The public and the young people’s edition hide what is few.
    """
    wanted = Wanted(ReportYear.read(year), Edition(edition), Scope(scope))
    _refuse_what_cannot_be_written(form, out)
    settings, today = Settings.from_env(os.environ), london_date(datetime.now(UTC))
    council, read = load(settings.council), _telling()
    with engine_of(settings) as engine:
        have_schema(engine, settings)
        with transaction(engine, writes=False) as session:
            figures = counted(session, wanted.year, wanted.scope, today=today, on_the_way=read)
            said = writing.said(session, wanted.year, wanted.scope, today)
            before = publishing.told_before(session, wanted)
            lacks = () if figures.this.counts else tuple(_nothing_here(session, wanted, today))
    report = annual_report(figures, wanted, council, said, before)
    if form == "json":
        teams = {team.key: team.name_at_start for team in council.teams}
        made = _json(report, figures, teams, said.learned.get(wanted.edition, ()))
    else:
        made = _FORMS[form](report, f"{settings.url}/talk")
    _put(made, out)
    for line in lacks:
        click.echo(line, err=True)


def _json(report: Report, figures: Figures, teams: dict[str, str], told: tuple[str, ...]) -> bytes:
    return (json.dumps(plain(report, figures, teams, told), ensure_ascii=False, indent=2) + "\n").encode()


_FORMS: Mapping[str, Callable[[Report, str], bytes]] = MappingProxyType(
    {
        "html": lambda report, talk_at: rendering.page(report, talk_at=talk_at).encode(),
        "pdf": lambda report, talk_at: rendering.pdf(report, talk_at=talk_at),
        "csv": lambda report, _talk_at: spreadsheets.one_text(report).encode("utf-8"),
    }
)


def _refuse_what_cannot_be_written(form: str, out: str) -> None:
    """Before anything is counted: somebody would wait for it."""
    if not out:
        raise CannotBeWritten("Name a file after --out, or leave --out away: then the report is printed.")
    if form == "pdf" and out == _PRINTED and _is_read_on_a_terminal():
        raise CannotBeWritten("Nobody can read a PDF on a terminal. Name a file for it: --out report.pdf")


def _is_read_on_a_terminal() -> bool:
    return sys.stdout.isatty()


def _nothing_here(session: Session, wanted: Wanted, today: date) -> Iterator[str]:
    """What is said beside a report that counts nothing: the year may have been a slip, or its list has yet to come."""
    by = "" if wanted.scope is Scope.BOTH else f" by the {wanted.scope} procedure"
    yield f"There is no case of {wanted.year} here{by}: the report counts none."
    held = set(years_held(session, today)) - {wanted.year}
    this = ReportYear.of(today)
    if this in held and not any(astuple(counted_here(session, this))):  # it is among those held in any case
        held.remove(this)
    others = ", ".join(map(str, sorted(held, reverse=True)))
    yield f"Years that are here: {others}." if others else "Bring in a list of past cases with portal import-cases."


def _put(made: bytes, out: str) -> None:
    if out == _PRINTED:
        click.echo(made, nl=False)
        return
    try:
        Path(out).write_bytes(made)
    except OSError as error:
        raise CannotBeWritten(f"{out} cannot be written: {error.strerror}.") from None


def _telling() -> Callable[[int], None]:
    """Says how far it is, on a terminal: somebody waits before it."""
    seen = 0

    def tell(more: int) -> None:
        nonlocal seen
        before, seen = seen, seen + more
        if sys.stderr.isatty() and seen // _EVERY > before // _EVERY:
            click.echo(f"Cases counted: {seen:,}", err=True)

    return tell
