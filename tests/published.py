"""A portal with two made-up past years, and reports of them that somebody published."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from portal.clocks.working_days import london_date
from portal.db import transaction
from portal.reports import publishing, writing
from portal.reports.annual import Wanted, annual_report, counted
from portal.reports.history.importing import bring_in
from portal.reports.history.spreadsheet import opened
from portal.reports.report import Edition, Report, Scope
from portal.reports.years import ReportYear
from tests.factories import worked_council
from tests.past_years import write_csv
from tests.unit.reports.history.lists import checks

YEAR = ReportYear(2016)
EVERY_EDITION = tuple(Edition)
BY = "staff:nobody-real"


def brings_in_past_years(engine: Engine, now: datetime) -> None:
    """The list of `tests.past_years`."""
    with TemporaryDirectory() as folder, transaction(engine, writes=True) as session:
        path = Path(folder) / "past.csv"
        write_csv(path)
        bring_in(session, opened(path), checks(), replace=False, by=BY, now=now, on_the_way=lambda _rows: None)


def made(
    engine: Engine, now: datetime, editions: Sequence[Edition] = EVERY_EDITION, *, year: ReportYear = YEAR
) -> tuple[Report, ...]:
    """Reports of the year as it stands, with the words as they stand."""
    today = london_date(now)
    with transaction(engine, writes=False) as session:
        figures = counted(session, year, Scope.BOTH, today=today)
        said = writing.said(session, year, Scope.BOTH, today)
        wanted = [Wanted(year, each) for each in editions]
        before = {each: publishing.told_before(session, each) for each in wanted}
    return tuple(annual_report(figures, each, worked_council(), said, before[each]) for each in wanted)


def publishes(
    engine: Engine,
    now: datetime,
    editions: Sequence[Edition] = EVERY_EDITION,
    *,
    why: str = "",
    year: ReportYear = YEAR,
) -> tuple[Report, ...]:
    """Publish them as they stand, after whatever was published before."""
    reports = made(engine, now, editions, year=year)
    with transaction(engine, writes=True) as session:
        there = publishing.published(session)
        seen = {each.wanted: max(other.number for other in there if other.wanted == each.wanted) for each in there}
        publishing.publish(session, reports, seen=seen, why=why, by=BY, now=now)
    return reports


def writes(engine: Engine, section: str, body: str, now: datetime, *, scope: Scope = Scope.BOTH) -> None:
    """Words for a section, after whatever stands there."""
    with transaction(engine, writes=True) as session:
        before = next(iter(writing.versions(session, YEAR, scope, section)), None)
        seen = before.written_at if before else None
        assert writing.write(session, YEAR, scope, section, body, seen=seen, by=BY, now=now) is None
