"""The tables of a case.

Codes, dates and teams stand clear, because reports count them; words, names and contacts are sealed.
"""

from datetime import date, datetime
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import JSON, ForeignKey, Index, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Sealed, UtcDateTime


def _id() -> str:
    return str(uuid4())


class Case(Base):
    """One representation as the council handles it. `key` is the draft it came from: a second send finds the first."""

    __tablename__ = "cases"

    id: Mapped[str] = mapped_column(primary_key=True, default=_id)
    key: Mapped[str] = mapped_column(unique=True)
    reference: Mapped[str] = mapped_column(unique=True)
    council: Mapped[str]
    what_for: Mapped[str]
    speaker: Mapped[str | None]
    complainant_group: Mapped[str]
    channel: Mapped[str]
    language: Mapped[str]
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_on: Mapped[date] = mapped_column(index=True)
    restricted: Mapped[bool]
    # Deferred: whoever looks at dates and teams opens no words, and needs no key for them.
    representation: Mapped[str] = mapped_column(Sealed("cases.representation"), deferred=True)
    transcript: Mapped[str] = mapped_column(Sealed("cases.transcript"), deferred=True)


class Issue(Base):
    """One thing raised within a case, with its own procedure and, later, outcome."""

    __tablename__ = "issues"
    __table_args__ = (UniqueConstraint("case_id", "number"), Index(None, "team", "procedure"))

    id: Mapped[str] = mapped_column(primary_key=True, default=_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    number: Mapped[int]
    kind: Mapped[str]
    service: Mapped[str]
    procedure: Mapped[str]
    team: Mapped[str]
    because: Mapped[list[str]] = mapped_column(JSON)


class CaseFlag(Base):
    """Something a person must look at, and why."""

    __tablename__ = "case_flags"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    flag: Mapped[str] = mapped_column(primary_key=True, index=True)
    because: Mapped[str]


class CaseDuty(Base):
    """Something owed by a London date. `issue` is the issue's number; empty where the whole case owes it."""

    __tablename__ = "case_duties"
    __table_args__ = (Index(None, "due_on", "done_on"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    duty: Mapped[str]
    issue: Mapped[int | None]
    due_on: Mapped[date]
    because: Mapped[str]
    done_on: Mapped[date | None]


class CaseEvent(Base):
    """What happened, in order; only ever added to. `facts` holds codes, keys and dates, never a person's words."""

    __tablename__ = "case_events"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    happened: Mapped[str]
    by: Mapped[str]
    facts: Mapped[dict[str, Any]]


# For statements on the way of somebody who waits, which need no objects.
cases, issues, case_flags, case_duties, case_events = (
    cast("Table", rows.__table__) for rows in (Case, Issue, CaseFlag, CaseDuty, CaseEvent)
)
