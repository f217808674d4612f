"""The tables of reports: cases from before, totals of the council, and what staff wrote and published.

Codes, dates and teams stand clear, because reports count them; what anybody wrote is sealed.
"""

from datetime import date, datetime
from typing import cast
from uuid import uuid4

from sqlalchemy import JSON, Index, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Sealed, UtcDateTime


def _id() -> str:
    return str(uuid4())


class PastCase(Base):
    """A case of a past year, from a council's own list. `team` is a key of the council file, or what it was called."""

    __tablename__ = "past_cases"
    __table_args__ = (Index(None, "received_on", "reference"),)

    reference: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    received_on: Mapped[date]
    service: Mapped[str]
    team: Mapped[str]
    complainant_group: Mapped[str]
    procedure: Mapped[str]
    themes: Mapped[list[str]] = mapped_column(JSON)
    stage: Mapped[str | None]
    due_on: Mapped[date | None]
    replied_on: Mapped[date | None]
    outcome: Mapped[str | None]
    ombudsman: Mapped[str]
    learning: Mapped[str | None] = mapped_column(Sealed("past_cases.learning"))  # JSON, a list of what was written
    imported_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Import(Base):
    """A list of past cases that came in, and who brought it: nothing of what stood in it, nor what its file was called.

    `rows` is how many it held, `new` and `replaced` how many cases it changed here; `digest` tells whether a file is
    that one. Its cases have the same instant in `imported_at`.
    """

    __tablename__ = "imports"

    id: Mapped[str] = mapped_column(primary_key=True, default=_id)
    imported_at: Mapped[datetime] = mapped_column(UtcDateTime)
    rows: Mapped[int]
    new: Mapped[int]
    replaced: Mapped[int]
    digest: Mapped[str]  # SHA-256, in hexadecimal digits
    by: Mapped[str]


class YearFact(Base):
    """Totals of a whole council for one year, which no case here tells."""

    __tablename__ = "year_facts"

    year: Mapped[str] = mapped_column(primary_key=True)
    council_complaints: Mapped[int | None]
    council_compliments: Mapped[int | None]
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str]


class ReportText(Base):
    """A section that staff wrote for the report of a year; only ever added to, and the newest stands."""

    __tablename__ = "report_texts"
    __table_args__ = (Index(None, "year", "scope", "section", "written_at"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=_id)
    year: Mapped[str]
    scope: Mapped[str]
    section: Mapped[str]
    body: Mapped[str] = mapped_column(Sealed("report_texts.body"))
    by: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PublishedReport(Base):
    """An edition as it was published, whole and for good; a correction is one more, with the reason in `why`."""

    __tablename__ = "published_reports"
    __table_args__ = (UniqueConstraint("year", "scope", "edition", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=_id)
    year: Mapped[str]
    scope: Mapped[str]
    edition: Mapped[str]
    number: Mapped[int]
    body: Mapped[str] = mapped_column(Sealed("published_reports.body"), deferred=True)
    why: Mapped[str | None] = mapped_column(Sealed("published_reports.why"))
    by: Mapped[str]
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ToldLearning(Base):
    """“You said, we did”: what the council tells everybody that it learned, written and published by a person.

    `case_id` and `number` name the learning action it came from, for staff alone; empty where it came from none. `id`
    is given with the form, so that a second press of it adds nothing. `why` says why it was taken down again.
    """

    __tablename__ = "told_learning"

    id: Mapped[str] = mapped_column(primary_key=True, default=_id)
    case_id: Mapped[str | None]
    number: Mapped[int | None]
    said: Mapped[str] = mapped_column(Sealed("told_learning.said"))
    did: Mapped[str] = mapped_column(Sealed("told_learning.did"))
    by: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_on: Mapped[date | None]
    taken_down_on: Mapped[date | None]
    taken_down_by: Mapped[str | None]
    why: Mapped[str | None] = mapped_column(Sealed("told_learning.why"))


past_cases, imports, year_facts, report_texts, published_reports, told_learning = (
    cast("Table", rows.__table__) for rows in (PastCase, Import, YearFact, ReportText, PublishedReport, ToldLearning)
)
