"""The figures of a year as they stand now, for who may look at them, and the reports that are made of them.

Few cases are counted whenever somebody asks. Many take long: those are counted when somebody presses for it, and the
figures are kept for a while in the process that counted. It refuses to know pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from flask import current_app

from portal.clocks.working_days import london_date
from portal.reports import annual, publishing, writing
from portal.reports.annual import Wanted, Written, annual_report
from portal.reports.figures import Figures
from portal.reports.report import Report, Scope
from portal.reports.years import ReportYear
from portal.reports.years_held import how_many
from portal.vocabulary import StaffRole
from portal.web.staff.access import signed_in
from portal.web.wiring import portal

#: Cases of both years that are counted while somebody waits for a page: a second or so.
MOST_AT_ONCE = 5_000
KEPT_FOR = timedelta(minutes=30)
_MOST_KEPT = 12
_EXTENSION = "figures-kept"
_Which = tuple[ReportYear, Scope, bool]


class TooMany(Exception):
    """More cases than are counted while somebody waits, and nobody has pressed for it lately."""

    def __init__(self, wanted: Wanted, cases: int) -> None:
        super().__init__(str(cases))
        self.wanted, self.cases = wanted, cases


@dataclass(frozen=True, slots=True)
class Counted:
    """Figures, and when they were counted."""

    figures: Figures
    at: datetime


class FiguresKept:
    """What took long to count, for a while."""

    def __init__(self) -> None:
        self._kept: dict[_Which, Counted] = {}
        self._turn = Lock()

    def get(self, which: _Which, now: datetime) -> Counted | None:
        """What was counted lately."""
        with self._turn:
            found = self._kept.get(which)
        return found if found and now - found.at < KEPT_FOR else None

    def keep(self, which: _Which, counted: Counted) -> None:
        """Keep it, in place of what was counted longest ago."""
        with self._turn:
            self._kept.pop(which, None)
            while len(self._kept) >= _MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[which] = counted


def sees_kept_to_few() -> bool:
    """Are cases that are kept to few until names are matched counted for who asks?"""
    return StaffRole.COMPLAINTS_MANAGER in signed_in().roles


def counted(session: Any, wanted: Wanted) -> Counted:
    """The figures: counted now, or lately where they are many. Raises TooMany."""
    now = portal().now()
    kept = _kept().get(_which(wanted), now)
    if kept:
        return kept
    cases = how_many(session, wanted.year)
    if cases > MOST_AT_ONCE:
        raise TooMany(wanted, cases)
    return Counted(_count(session, wanted), now)


def count_now(session: Any, wanted: Wanted) -> Counted:
    """Count, however long it takes, and keep the figures for a while."""
    made = Counted(_count(session, wanted), portal().now())
    _kept().keep(_which(wanted), made)
    return made


def said(session: Any, wanted: Wanted) -> Written:
    """What people wrote for it, as far as it is for who asks."""
    today = london_date(portal().now())
    return writing.said(session, wanted.year, wanted.scope, today, with_kept_to_few=sees_kept_to_few())


def as_it_stands(session: Any, wanted: Wanted) -> tuple[Counted, Report]:
    """A report as it would be published now. Raises TooMany."""
    found = counted(session, wanted)
    before = publishing.told_before(session, wanted)
    return found, annual_report(found.figures, wanted, portal().council, said(session, wanted), before)


def team_names() -> Mapping[str, str]:
    """What the council calls its teams, by key."""
    return {team.key: team.name_at_start for team in portal().council.teams}


def _count(session: Any, wanted: Wanted) -> Figures:
    today = london_date(portal().now())
    return annual.counted(session, wanted.year, wanted.scope, today=today, with_kept_to_few=sees_kept_to_few())


def _which(wanted: Wanted) -> _Which:
    return wanted.year, wanted.scope, sees_kept_to_few()


def _kept() -> FiguresKept:
    found: FiguresKept = current_app.extensions.setdefault(_EXTENSION, FiguresKept())
    return found
