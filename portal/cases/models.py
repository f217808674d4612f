"""The tables of a case.

Codes, dates and teams stand clear, because reports count them; words, names and contacts are sealed.
"""

from datetime import date, datetime
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import JSON, ForeignKey, Index, Table, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Sealed, UtcDateTime

_OPEN = "done_on IS NULL AND held_on IS NULL"


def _id() -> str:
    return str(uuid4())


def _where(condition: str) -> dict[str, Any]:
    """An index over the few rows that lists look through, on either database."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


class Case(Base):
    """One representation as the council handles it. `key` is the draft it came from: a second send finds the first."""

    __tablename__ = "cases"
    __table_args__ = (
        Index(None, "state", "received_on", "id"),
        Index(None, "received_on", "id"),
        Index(None, "assigned_to", "state"),
    )

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
    received_on: Mapped[date]
    restricted: Mapped[bool]
    matched_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # the names of a restricted case
    state: Mapped[str]
    closed_on: Mapped[date | None]
    assigned_to: Mapped[str | None]  # an account
    # Deferred: whoever looks at dates and teams opens no words, and needs no key for them.
    representation: Mapped[str] = mapped_column(Sealed("cases.representation"), deferred=True)
    transcript: Mapped[str] = mapped_column(Sealed("cases.transcript"), deferred=True)


class Issue(Base):
    """One thing raised within a case, with its own procedure and, later, outcome."""

    __tablename__ = "issues"
    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        Index(None, "team", "procedure"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    number: Mapped[int]
    kind: Mapped[str]
    service: Mapped[str]
    procedure: Mapped[str]
    team: Mapped[str]
    because: Mapped[list[str]] = mapped_column(JSON)
    # Where a person has read it: before that, everything above is what the rules suggest.
    confirmed_on: Mapped[date | None]
    outcome: Mapped[str | None]


class CaseFlag(Base):
    """Something a person must look at, and why; `settled_on` once one has.

    `answered_at` once somebody opened or took its case after it was raised: nobody need be alarmed any more.
    """

    __tablename__ = "case_flags"
    __table_args__ = (
        Index("ix_case_flags_open", "flag", **_where("settled_on IS NULL")),
        Index("ix_case_flags_unanswered", "flag", **_where("settled_on IS NULL AND answered_at IS NULL")),
    )

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    flag: Mapped[str] = mapped_column(primary_key=True)
    because: Mapped[str]
    settled_on: Mapped[date | None]
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CaseDuty(Base):
    """Something owed by a London date. `issue` is the issue's number; empty where the whole case owes it.

    `due_on` is what was promised, and stays when a calendar changes; `first_due_on` what was promised before more time
    was taken. While it is held nothing is due. `let_go`: it was not done, and is owed no more since `done_on`; no
    report counts it as done.
    """

    __tablename__ = "case_duties"
    __table_args__ = (
        Index("ix_case_duties_open", "due_on", "duty", "case_id", **_where(_OPEN)),
        Index("ix_case_duties_open_of_team", "team", "due_on", "duty", "case_id", **_where(_OPEN)),
        Index("ix_case_duties_open_of_case", "case_id", "duty", "due_on", **_where(_OPEN)),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    duty: Mapped[str]
    issue: Mapped[int | None]
    team: Mapped[str]
    due_on: Mapped[date]
    first_due_on: Mapped[date]
    because: Mapped[str]
    done_on: Mapped[date | None]
    held_on: Mapped[date | None]
    let_go: Mapped[bool] = mapped_column(default=False, server_default=false())


class CaseEvent(Base):
    """What happened, in order; only ever added to. `facts` holds codes, keys and dates; what was written is sealed."""

    __tablename__ = "case_events"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    happened: Mapped[str]
    by: Mapped[str]
    facts: Mapped[dict[str, Any]]
    words: Mapped[str | None] = mapped_column(Sealed("case_events.words"), deferred=True)


# For statements on the way of somebody who waits, which need no objects.
cases, issues, case_flags, case_duties, case_events = (
    cast("Table", rows.__table__) for rows in (Case, Issue, CaseFlag, CaseDuty, CaseEvent)
)
