"""What the made-up complaints manager does beside cases: past years brought in, the yearly report, what was learned.

Through the rooms that staff and commands use, each as of its own time. It refuses to know what is written in them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy.orm import Session

from portal.cases.access import Viewer
from portal.cases.acts.specs import written_by
from portal.cases.filing import case_file
from portal.cases.office import Office
from portal.clocks.working_days import LONDON, london_date
from portal.demo.before import LONGEST, write_list
from portal.demo.moments import working_day_before
from portal.demo.year.report_words import COUNCIL, ENTRIES, WHY_CORRECTED, WORDS, Entry
from portal.reports import publishing, telling, writing, year_facts
from portal.reports.annual import Wanted, annual_report, counted
from portal.reports.history.checking import Checks
from portal.reports.history.importing import bring_in, check
from portal.reports.history.spreadsheet import opened
from portal.reports.history.words import CodeNames
from portal.reports.report import Edition, Scope
from portal.reports.telling import Draft
from portal.reports.year_facts import YearTotals
from portal.reports.years import ReportYear
from portal.staff import Staff
from portal.vocabulary import ActionKind

_BROUGHT_IN_AFTER = LONGEST + timedelta(days=7)  # the opening of the portal
_PUBLISHED_AFTER = timedelta(days=70)  # the end of the year
_CORRECTED_AFTER = timedelta(days=100)
_AT = time(10, 10)
_BY_COMMAND = "command line: somebody made up"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Desk:
    """Who does it, where, and since when the portal is open: a London date. `references` are those of stories."""

    by: Staff
    office: Office
    since: date
    references: dict[str, str]


@dataclass(frozen=True, slots=True)
class Chore:
    """One thing done beside cases, at an aware instant."""

    at: datetime
    does: Callable[[Session, datetime], None]


def chores(desk: Desk, now: datetime) -> tuple[Chore, ...]:
    """All that was done beside cases by now, an aware instant, in order."""
    found = (*_of_reports(desk, now), *(each for entry in ENTRIES for each in _of_entry(desk, entry, now)))
    return tuple(sorted((each for each in found if each.at <= now), key=lambda each: each.at))


def report_year(now: datetime) -> ReportYear:
    """The last year whose report was published by now."""
    return ReportYear.of(london_date(now) - _PUBLISHED_AFTER - _ONE_DAY).before


def _of_reports(desk: Desk, now: datetime) -> Iterator[Chore]:
    year = report_year(now)
    brought_in = _instant(desk.since + _BROUGHT_IN_AFTER)
    published = max(_instant(year.is_over_on + _PUBLISHED_AFTER), brought_in + _ONE_DAY)
    corrected = published + _CORRECTED_AFTER - _PUBLISHED_AFTER
    first = min(year.before.first, ReportYear.of(desk.since).before.first)
    yield Chore(brought_in, partial(_brings_in, desk, first))
    yield Chore(published - _ONE_DAY, partial(_writes, desk, year))
    yield Chore(published, partial(_publishes, desk, year, ""))
    yield Chore(corrected - _ONE_DAY, partial(_says_totals, desk, year))
    yield Chore(corrected, partial(_publishes, desk, year, WHY_CORRECTED))


def _of_entry(desk: Desk, entry: Entry, now: datetime) -> Iterator[Chore]:
    key = str(uuid5(NAMESPACE_OID, f"a made-up entry {entry.ago}"))
    calendar, today = desk.office.calendar, london_date(now)
    yield Chore(_instant(working_day_before(today, entry.ago, calendar)), partial(_tells, desk, entry, key))
    if entry.why:
        down = _instant(working_day_before(today, entry.down, calendar))
        yield Chore(down, partial(_takes_down, desk, key, entry.why))


def _instant(day: date) -> datetime:
    return datetime.combine(day, _AT, LONDON)


# --- past years and the yearly report


def _brings_in(desk: Desk, first: date, session: Session, now: datetime) -> None:
    """What came before the portal was there. A fault in the list would be one of ours, and stops the whole demo."""
    council, calendar = desk.office.council, desk.office.calendar
    checks = Checks(CodeNames(()), council, calendar, london_date(now))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made-up.csv"
        write_list(path, council, first, desk.since - _ONE_DAY)
        sheet = opened(path)
        check(session, sheet, checks, replace=False, on_the_way=_nobody)
        bring_in(session, sheet, checks, replace=False, by=_BY_COMMAND, now=now, on_the_way=_nobody)


def _nobody(_rows: int) -> None:
    """Nobody waits to be told."""


def _writes(desk: Desk, year: ReportYear, session: Session, now: datetime) -> None:
    by = written_by(desk.by)
    for section, words in WORDS.items():
        writing.write(session, year, Scope.BOTH, section, words, seen=None, by=by, now=now)


def _says_totals(desk: Desk, year: ReportYear, session: Session, now: datetime) -> None:
    year_facts.write(session, year, YearTotals(*COUNCIL), by=written_by(desk.by), now=now)


def _publishes(desk: Desk, year: ReportYear, why: str, session: Session, now: datetime) -> None:
    """Every edition, as it stands then; with a reason it is a correction."""
    figures = counted(session, year, Scope.BOTH, today=london_date(now))
    said = writing.said(session, year, Scope.BOTH, london_date(now))
    wanted = tuple(Wanted(year, each) for each in Edition)
    council = desk.office.council
    reports = tuple(
        annual_report(figures, each, council, said, publishing.told_before(session, each)) for each in wanted
    )
    seen = publishing.numbers_now(session, reports)
    publishing.publish(session, reports, seen=seen, why=why, by=written_by(desk.by), now=now)


# --- what everybody is told


def _tells(desk: Desk, entry: Entry, key: str, session: Session, now: datetime) -> None:
    """An entry of a story that was not played is told by nobody."""
    if entry.story and entry.story not in desk.references:
        return
    reference = desk.references[entry.story] if entry.story else ""
    draft = Draft.of(key, entry.said, entry.did, reference, _done_in(session, reference) if reference else 0)
    telling.publish(session, Viewer.of(desk.by, desk.office.council), draft, by=written_by(desk.by), now=now)


def _done_in(session: Session, reference: str) -> int:
    """The number of what was learned from a case, and done."""
    case = case_file(session, reference)
    assert case is not None
    return next(each.number for each in case.actions if each.kind is ActionKind.LEARNING and each.done)


def _takes_down(desk: Desk, key: str, why: str, session: Session, now: datetime) -> None:
    telling.take_down(session, key, why, by=written_by(desk.by), now=now)
