"""`portal year-facts`: what the whole council had in a year, of which the yearly report tells a share."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import click
from sqlalchemy.orm import Session

from portal.cli.engines import engine_of
from portal.cli.schema import have_schema
from portal.cli.who import user
from portal.db import transaction
from portal.db import written as in_writing
from portal.reports.year_facts import YearTotals, warnings, write, written
from portal.reports.years import ReportYear
from portal.settings import Settings


@click.command("year-facts")
@click.argument("year")
@click.option("--council-complaints", "complaints", type=int, help="Complaints to the whole council in that year.")
@click.option("--council-compliments", "compliments", type=int, help="Compliments to the whole council in that year.")
def command(year: str, complaints: int | None, compliments: int | None) -> None:
    """Say how many complaints and compliments the whole council had in YEAR, such as 2016-17.

    Without options it prints what was said. What is said again changes it, and is told beside what stood before.
    """
    settings, now = Settings.from_env(os.environ), datetime.now(UTC)
    of, said = ReportYear.read(year), YearTotals(complaints, compliments)

    def act(session: Session) -> tuple[YearTotals, YearTotals, tuple[str, ...]]:
        before = write(session, of, said, by=f"command line: {user()}", now=now) if said.are_known else YearTotals()
        return before, written(session, of), warnings(session, of)

    with engine_of(settings) as engine:
        have_schema(engine, settings)
        if said.are_known:
            before, stands, doubts = in_writing(engine, act)
        else:
            with transaction(engine, writes=False) as session:
                before, stands, doubts = act(session)
    for line in _lines(of, before, stands):
        click.echo(line)
    for doubt in doubts:
        click.echo(doubt, err=True)


def _lines(year: ReportYear, before: YearTotals, stands: YearTotals) -> Iterator[str]:
    yield f"The whole council in {year}:"
    rows = (
        ("Complaints", before.complaints, stands.complaints),
        ("Compliments", before.compliments, stands.compliments),
    )
    for what, old, new in rows:
        was = f" (before: {old:,})" if old is not None and old != new else ""
        yield f"  {what}: {'not said yet' if new is None else f'{new:,}'}{was}"
