"""What was published: editions frozen for good.

It refuses to know who may publish. A published edition never changes; a correction is one more, and says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, func, insert, select
from sqlalchemy.orm import Session, undefer

from portal.cases.recognising import marks_in
from portal.db import coming_first, one_writer_of
from portal.reports.annual import Wanted
from portal.reports.keeping import kept, opened
from portal.reports.models import PublishedReport, published_reports
from portal.reports.read_before import Told
from portal.reports.report import Edition, Report, Scope
from portal.reports.years import ReportYear
from portal.vocabulary import Refusal

LONGEST_WHY = 500  # characters
#: The editions that everybody may read: one scope, so that none can be taken from another to find what is few.
FOR_EVERYBODY = frozenset(each for each in Edition if each.is_public)
_WITHOUT_BODY = [column for column in published_reports.c if column.name != "body"]
MOST_TOLD = 120  # editions for everybody, the newest: twenty presses for each of three years


class CannotPublish(Refusal):
    """Something must be put right before an edition is frozen."""


class NeedsReason(CannotPublish):
    """A correction says what it puts right."""


class PublishedMeanwhile(CannotPublish):
    """Somebody published one of these since it was looked at."""


@dataclass(frozen=True, slots=True)
class Published:
    """One published edition, without its content. `number` counts from 1; `why` is what a correction puts right."""

    wanted: Wanted
    number: int
    why: str
    by: str
    published_at: datetime

    @property
    def is_correction(self) -> bool:
        """Was an earlier one published before it?"""
        return self.number > 1


def published(
    session: Session, *, editions: frozenset[Edition] = frozenset(Edition), year: ReportYear | None = None
) -> tuple[Published, ...]:
    """Every published edition of these kinds, the newest year first, and of each the newest number first."""
    asked = select(*_WITHOUT_BODY).where(published_reports.c.edition.in_(sorted(editions)))
    if year:
        asked = asked.where(published_reports.c.year == str(year))
    in_turn = published_reports.c.year.desc(), published_reports.c.edition, published_reports.c.scope
    rows = session.execute(asked.order_by(*in_turn, published_reports.c.number.desc()))
    return tuple(_published(row) for row in rows)


def newest(session: Session, wanted: Wanted) -> tuple[Published, Report] | None:
    """An edition as it was published last; None where it never was."""
    return _opened(_newest(session, wanted))


def numbered(session: Session, wanted: Wanted, number: int) -> tuple[Published, Report] | None:
    """An edition as it was published under this number, corrected since or not; None where there is no such."""
    return _opened(session.scalar(select(PublishedReport).where(*_which(wanted), PublishedReport.number == number)))


def corrections(session: Session, published: Published) -> tuple[Published, ...]:
    """Every correction of an edition up to this one, the newest first: whoever reads it had perhaps read any before."""
    until = published_reports.c.number.between(2, published.number)
    asked = select(*_WITHOUT_BODY).where(*_which(published.wanted), until).order_by(published_reports.c.number.desc())
    return tuple(_published(row) for row in session.execute(asked))


def told_before(session: Session, wanted: Wanted) -> tuple[Told, ...]:
    """What everybody could read already of the figures that an edition for everybody prints: nothing for the panel's.

    Those are figures of its year and of the one before, and stand in editions of that one and of the one after too.
    """
    if not wanted.edition.is_public:
        return ()
    asked = select(PublishedReport).where(*_read_beside(wanted.year)).options(undefer(PublishedReport.body))
    last = session.scalars(asked.order_by(PublishedReport.published_at.desc()).limit(MOST_TOLD))
    in_turn = sorted(last, key=_press)
    return tuple(tuple(opened(row.body) for row in rows) for _, rows in groupby(in_turn, key=_press))


def numbers_now(session: Session, reports: Sequence[Report]) -> dict[Wanted, int]:
    """The newest number of each of these, and of each that `told_before` brings for them: 0 where it never was."""
    wanted = {wanted_of(report) for report in reports}
    wanted |= {Wanted(year, each) for one in wanted if one.edition.is_public for year in _next_to(one.year)
               for each in FOR_EVERYBODY}  # fmt: skip
    newest = func.max(published_reports.c.number)
    which = published_reports.c.year, published_reports.c.edition, published_reports.c.scope
    asked = select(*which, newest).where(published_reports.c.year.in_({str(each.year) for each in wanted}))
    found = {Wanted(ReportYear.read(year), Edition(edition), Scope(scope)): number
             for year, edition, scope, number in session.execute(asked.group_by(*which))}  # fmt: skip
    return {each: found.get(each, 0) for each in wanted}


def wanted_of(report: Report) -> Wanted:
    """Which edition a report is."""
    return Wanted(ReportYear.read(report.year), report.edition, report.scope)


def publish(
    session: Session,
    reports: tuple[Report, ...],
    *,
    seen: Mapping[Wanted, int],
    why: str,
    by: str,
    now: datetime,
) -> None:
    """Freeze these editions of one year, all or none. A later one of the same is a correction and needs its reason.

    `seen` are the `numbers_now` that whoever publishes knew of: what is hidden was chosen beside those. Raises
    CannotPublish: before the year is over, a correction without its reason or without anything corrected, one of the
    editions for everybody without the other; PublishedMeanwhile; db.AskedAgain where two publish at the same moment.
    """
    refuse_in_part(reports)
    # Two who publish years next to each other come in turn, and the second sees what the first published.
    one_writer_of(session.connection(), published_reports)
    if any(number != seen.get(wanted, 0) for wanted, number in numbers_now(session, reports).items()):
        raise PublishedMeanwhile("Somebody published this meanwhile, or a year next to it. Look at it first.")
    last = {wanted: _newest(session, wanted) for wanted in map(wanted_of, reports)}
    refuse(reports, {wanted: opened(row.body) for wanted, row in last.items() if row}, why=why)
    for report in reports:
        before = last[wanted_of(report)]
        number, reason = (before.number + 1, why) if before else (1, None)
        which = {"year": report.year, "scope": report.scope, "edition": report.edition, "number": number}
        whole = {"id": str(uuid4()), "body": kept(report), "why": reason, "by": by, "published_at": now}
        with coming_first():
            session.execute(insert(published_reports).values(**which, **whole))


def refuse(reports: tuple[Report, ...], last: Mapping[Wanted, Report], *, why: str) -> None:
    """Raise CannotPublish where these may not be frozen. `last` is what was published of each before, if anything."""
    for report in reports:
        year = wanted_of(report).year
        if report.counted_on < year.is_over_on:
            raise CannotPublish(f"The year ends on 31 March {year.begins_in + 1}. Publish its report after that.")
    before = [last.get(wanted_of(report)) for report in reports]
    if reports and all(old and _is_same(old, new) for old, new in zip(before, reports, strict=True)):
        raise CannotPublish("Nothing has changed since this was published.")
    if any(before) and not why:
        raise NeedsReason("This was published before. Say what the correction puts right.")
    told = marks_in(why)
    if told:
        raise NeedsReason(" ".join(each.sentence for each in told))
    if len(why) > LONGEST_WHY:
        raise NeedsReason(f"Say it in at most {LONGEST_WHY} characters. This has {len(why)}.")


def refuse_in_part(reports: tuple[Report, ...]) -> None:
    """Raise CannotPublish where one of the editions for everybody comes without the other, or hides something else."""
    public = [report for report in reports if report.edition.is_public]
    if not reports:
        raise CannotPublish("Choose at least one edition.")
    if public and {report.edition for report in public} != FOR_EVERYBODY:
        raise CannotPublish("The public and the young people’s edition are published together.")
    if len({report.hidden for report in public}) > 1:
        raise CannotPublish("What one of these editions hides, the other shows. They must hide the same.")


def _is_same(old: Report, new: Report) -> bool:
    """Do they say the same, whenever it was counted?"""
    return replace(old, counted_on=new.counted_on) == new


def _newest(session: Session, wanted: Wanted) -> PublishedReport | None:
    asked = select(PublishedReport).where(*_which(wanted)).order_by(PublishedReport.number.desc())
    return session.scalar(asked.limit(1))


def _which(wanted: Wanted) -> tuple[ColumnElement[bool], ...]:
    return (
        published_reports.c.year == str(wanted.year),
        published_reports.c.scope == wanted.scope,
        published_reports.c.edition == wanted.edition,
    )


def _next_to(year: ReportYear) -> tuple[ReportYear, ...]:
    """The years whose editions print figures that an edition of this one prints too, and itself."""
    return year.before, year, year.after


def _read_beside(year: ReportYear) -> tuple[ColumnElement[bool], ...]:
    return (
        PublishedReport.year.in_([str(each) for each in _next_to(year)]),
        PublishedReport.edition.in_(sorted(FOR_EVERYBODY)),
    )


def _press(row: PublishedReport) -> tuple[str, int]:
    """What was published together. The editions for everybody always come in pairs."""
    return row.year, row.number


def _opened(row: PublishedReport | None) -> tuple[Published, Report] | None:
    return (_published(row), opened(row.body)) if row else None


def _published(row: Any) -> Published:
    of = Wanted(ReportYear.read(row.year), Edition(row.edition), Scope(row.scope))
    return Published(of, row.number, row.why or "", row.by, row.published_at)
