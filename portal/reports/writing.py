"""What staff write for a report: words by section, only ever added to; the newest stand, and every earlier one stays.

It refuses to know who may write. Two who write at once lose nothing: whoever comes second is shown what came first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from portal.cases.recognising import Mark, marks_in
from portal.db import coming_first
from portal.reports.annual import Written
from portal.reports.filling import PLACEHOLDERS, unknown
from portal.reports.learned import learned
from portal.reports.models import ReportText, report_texts
from portal.reports.report import Scope
from portal.reports.sections import WRITTEN
from portal.reports.years import ReportYear
from portal.reports.young import TITLES
from portal.vocabulary import Refusal

YOUNG = "young-"  # what the sections of the young people's edition begin with
LONGEST = 20_000  # characters
_NEXT = timedelta(microseconds=1)


class CannotWrite(Refusal):
    """What was written cannot be kept as it is."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a section: who wrote them, and when. Without a body somebody took all of them out."""

    body: str
    by: str
    written_at: datetime


def sections_of(scope: Scope) -> Mapping[str, str]:
    """The sections that staff may write words for, with their titles.

    The young people's edition is about both procedures together, and so are its sections.
    """
    young = {f"{YOUNG}{key}": title for key, title in TITLES.items()} if scope is Scope.BOTH else {}
    return {**WRITTEN, **young}


def texts(session: Session, year: ReportYear, scope: Scope) -> Mapping[str, Text]:
    """The newest words of every section that has some. One that was emptied again has none."""
    asked = select(ReportText).where(ReportText.year == str(year), ReportText.scope == scope)
    found = {row.section: _text(row) for row in session.scalars(asked.order_by(ReportText.written_at))}
    return {section: text for section, text in found.items() if text.body}


def versions(session: Session, year: ReportYear, scope: Scope, section: str) -> tuple[Text, ...]:
    """Everything that was ever written for a section, the newest first."""
    return tuple(_text(row) for row in _rows(session, year, scope, section))


def said(session: Session, year: ReportYear, scope: Scope, today: date, *, with_kept_to_few: bool = True) -> Written:
    """All that people wrote for the report of a year: words by section, and what was learned, by edition."""
    words = {section: text.body for section, text in texts(session, year, scope).items()}
    return Written(words, learned(session, year, scope, today, with_kept_to_few=with_kept_to_few))


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
    nothing is kept and theirs are returned, to be looked at first. Raises CannotWrite, and db.AskedAgain where two
    write at the same moment.
    """
    words = _fit(scope, section, body)
    before = next(iter(_rows(session, year, scope, section)), None)
    if (before.body if before else "") == words:
        return None
    if before and before.written_at != seen:
        return _text(before)
    # Each version is named after the one before it: of two that follow the same one the database takes one.
    name = uuid5(NAMESPACE_OID, before.id if before else f"report text {year} {scope} {section}")
    at = max(now, before.written_at + _NEXT) if before else now
    values = {"year": str(year), "scope": scope, "section": section, "body": words, "by": by, "written_at": at}
    with coming_first():
        session.execute(insert(report_texts).values(id=str(name), **values))
    return None


def _fit(scope: Scope, section: str, body: str) -> str:
    """The words as they are kept. Raises CannotWrite."""
    if section not in sections_of(scope):
        raise CannotWrite("There is no such section.")
    words = body.replace("\x00", "").replace("\r\n", "\n").strip()
    if len(words) > LONGEST:
        raise CannotWrite(f"Write at most {LONGEST:,} characters. This has {len(words):,}.")
    references = [each for each in marks_in(words) if each.mark is Mark.REFERENCE]
    if references:
        raise CannotWrite(" ".join(each.sentence for each in references))
    strange = unknown(words)
    if strange:
        shown = ", ".join(strange[:_MOST_SHOWN])
        known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        raise CannotWrite(f"No figure is called {shown}. Use one of these, or leave out the curly brackets: {known}.")
    return words


_MOST_SHOWN = 3


def _rows(session: Session, year: ReportYear, scope: Scope, section: str) -> tuple[ReportText, ...]:
    of_it = ReportText.year == str(year), ReportText.scope == scope, ReportText.section == section
    return tuple(session.scalars(select(ReportText).where(*of_it).order_by(ReportText.written_at.desc())))


def _text(row: ReportText) -> Text:
    return Text(row.body, row.by, row.written_at)
