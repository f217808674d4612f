"""`portal annual-report`: the report of one year, in the form and for the readers that are asked for."""

import json
import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import click

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
from portal.reports.years import ReportYear
from portal.settings import Settings
from portal.vocabulary import Refusal

_EVERY = 20_000  # cases between two lines


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
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file to write; else it is printed.")
def command(year: str, edition: str, scope: str, form: str, out: Path | None) -> None:
    """Write the report on complaints and compliments of one year, as the cases stand now.

    The panel’s edition shows every count. The public and the young people’s edition hide what is few.
    """
    wanted = Wanted(ReportYear.read(year), Edition(edition), Scope(scope))
    settings, today = Settings.from_env(os.environ), london_date(datetime.now(UTC))
    council, read = load(settings.council), _telling()
    with engine_of(settings) as engine:
        have_schema(engine, settings)
        with transaction(engine, writes=False) as session:
            figures = counted(session, wanted.year, wanted.scope, today=today, on_the_way=read)
            said = writing.said(session, wanted.year, wanted.scope, today)
            before = publishing.told_before(session, wanted)
    report = annual_report(figures, wanted, council, said, before)
    if form == "json":
        teams = {team.key: team.name_at_start for team in council.teams}
        made = _json(report, figures, teams, said.learned.get(wanted.edition, ()))
    else:
        made = _FORMS[form](report)
    _put(made, out)


def _json(report: Report, figures: Figures, teams: dict[str, str], told: tuple[str, ...]) -> bytes:
    return (json.dumps(plain(report, figures, teams, told), ensure_ascii=False, indent=2) + "\n").encode()


_FORMS: Mapping[str, Callable[[Report], bytes]] = MappingProxyType(
    {
        "html": lambda report: rendering.page(report).encode(),
        "pdf": rendering.pdf,
        "csv": lambda report: spreadsheets.one_text(report).encode("utf-8"),
    }
)


def _put(made: bytes, out: Path | None) -> None:
    if out is None:
        click.echo(made, nl=False)
        return
    try:
        out.write_bytes(made)
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
