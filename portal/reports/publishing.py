"""What staff wrote for a report and what they published: words that are only added to, and editions frozen for good.

It refuses to know who may do so. A published edition never changes; a correction is one more, and says why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, func, insert, select
from sqlalchemy.orm import Session

from portal.db import coming_first
from portal.reports.annual import Wanted
from portal.reports.keeping import kept, opened
from portal.reports.models import PublishedReport, ReportText, published_reports, report_texts
from portal.reports.report import Edition, Report, Scope
from portal.reports.sections import WRITTEN
from portal.reports.years import ReportYear
from portal.reports.young import TITLES
from portal.vocabulary import Refusal

#: The sections that staff may write words for, with their titles: of the report, and of the young people's edition.
SECTIONS: Mapping[str, str] = {**WRITTEN, **{f"young-{key}": title for key, title in TITLES.items()}}
LONGEST = 20_000  # characters


class CannotPublish(Refusal):
    """Something must be put right before an edition is frozen."""


class CannotWrite(Refusal):
    """What was written cannot be kept as it is."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a section as they stand: who wrote them last, and when."""

    body: str
    by: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Published:
    """One published edition, without its content. `number` counts from 1; `why` is what a correction puts right."""

    wanted: Wanted
    number: int
    why: str
    by: str
    published_at: datetime


def texts(session: Session, year: ReportYear, scope: Scope) -> Mapping[str, Text]:
    """The newest words of every section that has some. One that was emptied again has none."""
    of_year = ReportText.year == str(year), ReportText.scope == scope
    asked = select(ReportText).where(*of_year).order_by(ReportText.written_at, ReportText.id)
    found = {row.section: Text(row.body, row.by, row.written_at) for row in session.scalars(asked)}
    return {section: text for section, text in found.items() if text.body}


def write(
    session: Session,
    year: ReportYear,
    scope: Scope,
    section: str,
    body: str,
    *,
    seen: datetime | None,
    by: str,
    now: datetime,
) -> Text | None:
    """Keep words for a section, beside every earlier version. `now` is aware UTC.

    `seen` is when the words were written that whoever writes had before them. Where somebody else wrote meanwhile,
    nothing is kept and theirs are returned, to be looked at first. Raises CannotWrite.
    """
    if section not in SECTIONS:
        raise CannotWrite("There is no such section.")
    said = body.replace("\x00", "").replace("\r\n", "\n").strip()
    if len(said) > LONGEST:
        raise CannotWrite(f"Write at most {LONGEST:,} characters. This has {len(said):,}.")
    stands = texts(session, year, scope).get(section)
    if stands and stands.written_at != seen and stands.body != said:
        return stands
    if (stands.body if stands else "") != said:
        values = {"year": str(year), "scope": scope, "section": section, "body": said, "by": by, "written_at": now}
        session.execute(insert(report_texts).values(id=str(uuid4()), **values))
    return None


def published(session: Session, *, editions: frozenset[Edition] = frozenset(Edition)) -> tuple[Published, ...]:
    """Every published edition of these kinds, the newest year first, and of each the newest number first."""
    columns = [column for column in published_reports.c if column.name != "body"]
    asked = select(*columns).where(published_reports.c.edition.in_(editions))
    in_turn = published_reports.c.year.desc(), published_reports.c.edition, published_reports.c.scope
    rows = session.execute(asked.order_by(*in_turn, published_reports.c.number.desc()))
    return tuple(_published(row) for row in rows)


def newest(session: Session, wanted: Wanted) -> tuple[Published, Report] | None:
    """An edition as it was published last; None where it never was."""
    asked = select(PublishedReport).where(*_which(wanted))
    row = session.scalar(asked.order_by(PublishedReport.number.desc()).limit(1))
    return (_published(row), opened(row.body)) if row else None


def publish(session: Session, reports: tuple[Report, ...], *, why: str, by: str, now: datetime) -> None:
    """Freeze these editions of one year, all or none. A later one of the same is a correction and needs its reason.

    Raises CannotPublish: before the year is over, or a correction without its reason.
    """
    for report in reports:
        year = ReportYear.read(report.year)
        if report.counted_on < year.is_over_on:
            raise CannotPublish(f"The year ends on 31 March {year.begins_in + 1}. Publish its report after that.")
        wanted = Wanted(year, report.edition, report.scope)
        last = session.scalar(select(func.max(PublishedReport.number)).where(*_which(wanted)))
        if last and not why:
            raise CannotPublish("This was published before. Say what the correction puts right.")
        values = {"year": report.year, "scope": report.scope, "edition": report.edition, "number": (last or 0) + 1}
        with coming_first():
            row = {"id": str(uuid4()), "body": kept(report), "why": why or None, "by": by, "published_at": now}
            session.execute(insert(published_reports).values(**values, **row))


def _which(wanted: Wanted) -> tuple[ColumnElement[bool], ...]:
    return (
        PublishedReport.year == str(wanted.year),
        PublishedReport.scope == wanted.scope,
        PublishedReport.edition == wanted.edition,
    )


def _published(row: Any) -> Published:
    of = Wanted(ReportYear.read(row.year), Edition(row.edition), Scope(row.scope))
    return Published(of, row.number, row.why or "", row.by, row.published_at)
