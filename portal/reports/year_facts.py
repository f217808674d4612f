"""What a whole council had in a year, of which children's services are a share: no case here tells, so somebody does.

It refuses to know who may say so, and how a share is drawn.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, insert, select, update
from sqlalchemy.orm import Session

from portal.cases.models import cases, issues
from portal.clocks.working_days import london_date
from portal.db import coming_first
from portal.reports.models import past_cases, year_facts
from portal.reports.years import ReportYear
from portal.vocabulary import IssueKind, Refusal

_MOST = 2**31 - 1  # of a whole number in the database


class NotATotal(Refusal):
    """No council has so many, or nobody can know yet how many it has."""


@dataclass(frozen=True, slots=True)
class YearTotals:
    """How many complaints and compliments a whole council had in a year; None where nobody has said."""

    complaints: int | None = None
    compliments: int | None = None

    @property
    def are_known(self) -> bool:
        """Has anybody said either?"""
        return self.complaints is not None or self.compliments is not None


def written(session: Session, year: ReportYear) -> YearTotals:
    """What was said of a year."""
    row = session.execute(select(year_facts).where(year_facts.c.year == str(year))).one_or_none()
    return YearTotals(row.council_complaints, row.council_compliments) if row else YearTotals()


def write(session: Session, year: ReportYear, said: YearTotals, *, by: str, now: datetime) -> YearTotals:
    """Keep what is said of a year; what is not said now stays as it was. Returns what stood before.

    `now` is aware UTC. Raises NotATotal, also of a year that has not begun, and db.AskedAgain where two write the same
    year at once.
    """
    if london_date(now) < year.first:
        raise NotATotal(f"{year} has not begun: nobody knows yet what the whole council will have.")
    for number in (said.complaints, said.compliments):
        if number is not None and not 0 <= number <= _MOST:
            raise NotATotal(f"{number} is no total. Write a whole number, 0 or more.")
    before = written(session, year)
    kept = {
        "council_complaints": before.complaints if said.complaints is None else said.complaints,
        "council_compliments": before.compliments if said.compliments is None else said.compliments,
        "by": by,
        "written_at": now,
    }
    if before.are_known:
        session.execute(update(year_facts).where(year_facts.c.year == str(year)).values(kept))
    else:
        with coming_first():
            session.execute(insert(year_facts).values(year=str(year), **kept))
    return before


def counted_here(session: Session, year: ReportYear) -> YearTotals:
    """How many this portal itself has of a year, its own cases and those from before; one that is both is in each."""
    return YearTotals(_counted(session, year, IssueKind.COMPLAINT), _counted(session, year, IssueKind.COMPLIMENT))


def warnings(session: Session, year: ReportYear) -> tuple[str, ...]:
    """A sentence for each total that is smaller than what children's services alone had, as far as it is known here."""
    total, here = written(session, year), counted_here(session, year)
    pairs = (("complaints", total.complaints, here.complaints), ("compliments", total.compliments, here.compliments))
    return tuple(
        f"The whole council cannot have had fewer {what} than are here: {said:,} of the council, and {ours:,} here. "
        "The number is kept, but while it is smaller than ours the report prints no share. Look whether it is right."
        for what, said, ours in pairs
        if said is not None and ours is not None and said < ours
    )


def _counted(session: Session, year: ReportYear, kind: IssueKind) -> int:
    past = select(func.count()).where(
        past_cases.c.received_on.between(year.first, year.last), past_cases.c.kind == kind.value
    )
    has_one = exists().where(issues.c.case_id == cases.c.id, issues.c.kind == kind.value)
    own = select(func.count()).where(cases.c.received_on.between(year.first, year.last), has_one)
    return session.execute(past).scalar_one() + session.execute(own).scalar_one()
