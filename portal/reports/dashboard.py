"""The dashboard: how complaints and thanks stand now, and how that changes, for one member of staff.

It counts only what they may know of, and nothing by person: who read, opened or was given a case stands in no figure.
It only reads, and opens nothing that is sealed.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from sqlalchemy.orm import Session

from portal.cases.office import Office
from portal.clocks.working_days import london_date
from portal.reports import dashboard_now, dashboard_past, dashboard_waits
from portal.reports.counting import COMPLAINTS
from portal.reports.dashboard_complaints import Alike, answers_of_teams, complaints, themes
from portal.reports.dashboard_folding import folded
from portal.reports.dashboard_periods import Periods, Span
from portal.reports.dashboard_pictures import Figure, drawn
from portal.reports.dashboard_sight import Sight, sight_of
from portal.reports.dashboard_tables import Tables
from portal.reports.dashboard_waiting import danger_table, learning_table, now_table, thanks_table
from portal.reports.report import Edition, Report, Scope, Table
from portal.reports.years import ReportYear
from portal.staff import Staff


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page. `said` are sentences above its figures."""

    key: str
    title: str
    figures: tuple[Figure, ...]
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything that is shown. `sight` tells whose cases count. `report` hides nothing, and draws the cells."""

    counted_at: datetime
    sight: str
    parts: tuple[Part, ...]
    report: Report


def dashboard(session: Session, staff: Staff, office: Office, *, now: datetime) -> Dashboard:
    """What this member of staff is shown at this aware instant."""
    report = _report(office, now)
    sight, periods = sight_of(staff, office), Periods(report.counted_on)
    parts = tuple(
        Part(key, title, tuple(drawn(report, table) for table in tables), said)
        for key, title, said, tables in _parts(session, sight, periods, office, now)
    )
    return Dashboard(now, sight.said, parts, report)


def _report(office: Office, now: datetime) -> Report:
    """What cells and pictures ask whether to hide anything. Staff are shown every count."""
    today = london_date(now)
    return Report(
        council=office.council.name,
        year=str(ReportYear.of(today)),
        scope=Scope.BOTH,
        edition=Edition.PANEL,
        title="Dashboard",
        counted_on=today,
        sections=(),
    )


_BESIDE_THE_REPORT = (
    "The yearly report counts answers in time of all complaints of its year, so its share is mostly lower."
)
_Part = tuple[str, str, tuple[str, ...], tuple[Table, ...]]


def _parts(session: Session, sight: Sight, periods: Periods, office: Office, now: datetime) -> Iterator[_Part]:
    today, safety = periods.today, office.council.safety
    found = folded(_every_complaint(session, sight, periods), periods)
    tables = Tables(found, periods, {team.key: team.name_at_start for team in office.council.teams})
    at_teams = dashboard_now.at_teams(session, sight, today)
    flags = dashboard_waits.readings(dashboard_waits.danger_flags(session, sight, periods.now), office, now)
    thanked = tuple(dashboard_waits.thanked(session, sight, Span(periods.first, today)))
    past = dashboard_past.past_thanks(session, periods) if sight.oversees else Counter[date]()
    thanks = (dashboard_waits.thanks_in(span, thanked, past) for span in (periods.now, periods.before))
    learning = dashboard_now.learning_of(session, sight, today, periods.now)
    said = _change(found.now[COMPLAINTS], found.before[COMPLAINTS])
    yield "now", "Now", (), (now_table(dashboard_now.now_of(session, sight, today)),)
    yield "received", "What comes in", (said,), (tables.received(),)
    yield "answers", "Answers in time", (_BESIDE_THE_REPORT,), (tables.in_time(), tables.days())
    yield "themes", "Themes", (), (tables.themes(*_themes(session, sight, periods)),)
    if sight.teams is None or sight.teams:
        yield "teams", "Teams", (), (tables.by_team(at_teams, answers_of_teams(session, sight, periods)),)
    yield "children", "Are children themselves reaching us?", (), (tables.themselves(), tables.channels())
    yield "danger", "Danger", (), (danger_table(flags, safety),)
    yield "thanks", "Thanks", (), (thanks_table(*thanks),)
    yield "learning", "Learning", (), (learning_table(learning),)


def _every_complaint(session: Session, sight: Sight, periods: Periods) -> Iterator[Alike]:
    """Those handled here, and for who oversees them all also those of before."""
    past = dashboard_past.past_complaints(session, periods) if sight.oversees else ()
    return chain(complaints(session, sight, periods), past)


def _themes(session: Session, sight: Sight, periods: Periods) -> Iterator[Counter[str]]:
    for span in (periods.now, periods.before):
        found = themes(session, sight, span)
        yield found + dashboard_past.past_themes(session, span) if sight.oversees else found


def _change(now: int, before: int) -> str:
    """How many more or fewer than before, with both numbers; the percentage cut towards nought, as in the report."""
    beside = f"{now} complaints in the last 12 months, {before} in the 12 before"
    if now == before or not before:
        return f"{beside}."
    percent, more = 100 * abs(now - before) // before, "more" if now > before else "fewer"
    return f"{beside}: {abs(now - before)} {more} ({percent}%)."
