"""The years that there is anything to report about, and how many cases a report of one would count.

It only looks, and opens nothing that is sealed.
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from portal.cases.models import cases
from portal.reports.models import past_cases, published_reports
from portal.reports.years import ReportYear

_RECEIVED = (cases.c.received_on, past_cases.c.received_on)


def years_held(session: Session, today: date) -> tuple[ReportYear, ...]:
    """The years with cases, here or before this portal, or with something published; and this one. The newest first."""
    found = {ReportYear.of(today)}
    found.update(ReportYear.read(year) for year in session.scalars(select(published_reports.c.year).distinct()))
    first = [day for day in (session.scalar(select(func.min(column))) for column in _RECEIVED) if day]
    year = ReportYear.of(today)
    while first and year >= ReportYear.of(min(first)):
        if any(_held(session, year)):
            found.add(year)
        year = year.before
    return tuple(sorted(found, reverse=True))


def how_many(session: Session, year: ReportYear) -> int:
    """How many cases are counted for the report of a year: its own, and those of the year it is compared with."""
    between = [column.between(year.before.first, year.last) for column in _RECEIVED]
    return sum(session.scalars(select(func.count()).where(received)).one() for received in between)


def _held(session: Session, year: ReportYear) -> Iterator[bool]:
    for column in _RECEIVED:
        yield bool(session.scalar(select(exists().where(column.between(year.first, year.last)))))
