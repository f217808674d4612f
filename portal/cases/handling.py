"""The tables of a case's handling: stages, people, actions, letters, and who may not see it.

As in `models`: codes, dates and teams stand clear, because lists and reports ask for them; words and names are sealed.
"""

from datetime import date, datetime
from typing import cast
from uuid import uuid4

from sqlalchemy import ForeignKey, Index, Table, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Sealed, UtcDateTime


def _id() -> str:
    return str(uuid4())


class CaseReader(Base):
    """A team that may read a restricted case before its names are matched: those that were told of it."""

    __tablename__ = "case_readers"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    team: Mapped[str] = mapped_column(primary_key=True)


class CaseBar(Base):
    """An account that the case is hidden from for good: the complaint is about that person, or they must not see it."""

    __tablename__ = "case_bars"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(primary_key=True, index=True)


class CaseTeam(Base):
    """A team with an issue of the case, with its day of receipt and its state: one row to look through for lists.

    Who looks for what a team has closed does not look through what it has open, and the other way round.
    """

    __tablename__ = "case_teams"
    __table_args__ = (
        Index(None, "team", "received_on", "case_id"),
        Index(None, "team", "state", "received_on", "case_id"),
    )

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    team: Mapped[str] = mapped_column(primary_key=True)
    received_on: Mapped[date]
    state: Mapped[str]  # as in `cases`


class CaseName(Base):
    """A word of a name in the case, as a keyed hash: it finds the case, and tells nothing by itself.

    The day the case was received stands with it, so that the newest are found first however many have the word.
    """

    __tablename__ = "case_names"
    __table_args__ = (Index(None, "word_hash", "received_on", "case_id"),)

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    word_hash: Mapped[str] = mapped_column(primary_key=True)
    received_on: Mapped[date]


class CaseWait(Base):
    """Something of a case that waits for a person, since a London date; worked out anew by `waiting` after every act.

    One row without a team, and one for each team that has a part of the case: either is one index to look through.
    """

    __tablename__ = "case_waits"
    __table_args__ = (Index(None, "what", "team", "since", "case_id"),)

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    what: Mapped[str] = mapped_column(primary_key=True)
    team: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[date]


class CaseLink(Base):
    """Two cases that belong together; each has a row that leads to the other. `how` is a code."""

    __tablename__ = "case_links"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    other: Mapped[str] = mapped_column(primary_key=True)  # its reference
    how: Mapped[str]


class IssueTheme(Base):
    """A theme of one issue, set by staff; an issue may have several."""

    __tablename__ = "issue_themes"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    issue: Mapped[int] = mapped_column(primary_key=True)
    theme: Mapped[str] = mapped_column(primary_key=True)


class CaseStage(Base):
    """One stage of one procedure: the issues of a case under one procedure go through it together. London dates."""

    __tablename__ = "case_stages"
    __table_args__ = (UniqueConstraint("case_id", "procedure", "stage"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    procedure: Mapped[str]
    stage: Mapped[str]
    begun_on: Mapped[date]  # received, or the next stage asked for
    acknowledged_on: Mapped[date | None]
    agreed_on: Mapped[date | None]  # the complaint statement
    extended_for: Mapped[str | None]
    extended_on: Mapped[date | None]  # the day they were told
    held_on: Mapped[date | None]
    resubmit_until: Mapped[date | None]
    met_on: Mapped[date | None]  # the panel
    reported_on: Mapped[date | None]  # the panel's report came
    replied_on: Mapped[date | None]


class CasePerson(Base):
    """Somebody with a part in the case. `account_id` where they sign in here; `until` once they no longer have it."""

    __tablename__ = "case_people"
    __table_args__ = (Index(None, "account_id", "part"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    part: Mapped[str]
    name: Mapped[str] = mapped_column(Sealed("case_people.name"))
    account_id: Mapped[str | None]
    since: Mapped[date]
    until: Mapped[date | None]


class CaseAction(Base):
    """Something a finding led to. `done` is empty while it is open; `why` says how it is proven, or why it was not."""

    __tablename__ = "case_actions"
    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        Index(None, "kind", "due_on"),
        Index(
            "ix_case_actions_open",
            "due_on",
            sqlite_where=text("settled_on IS NULL"),
            postgresql_where=text("settled_on IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    number: Mapped[int]
    kind: Mapped[str]
    what: Mapped[str]
    words: Mapped[str] = mapped_column(Sealed("case_actions.words"))
    owner: Mapped[str] = mapped_column(Sealed("case_actions.owner"))
    agreed_on: Mapped[date]
    due_on: Mapped[date]
    settled_on: Mapped[date | None]
    done: Mapped[bool | None]
    why: Mapped[str | None] = mapped_column(Sealed("case_actions.why"))


class CaseLetter(Base):
    """What staff write to the complainant, in full: a draft until `sent_at`. `how` is the way it went."""

    __tablename__ = "case_letters"

    id: Mapped[str] = mapped_column(primary_key=True, default=_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[str]
    procedure: Mapped[str | None]
    stage: Mapped[str | None]
    body: Mapped[str] = mapped_column(Sealed("case_letters.body"), deferred=True)
    by: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    how: Mapped[str | None]
    message_id: Mapped[str | None]  # the newest email or text that carries it, or tells of it


class OmbudsmanContact(Base):
    """The Ombudsman wrote about the case, and how that ended."""

    __tablename__ = "ombudsman_contacts"

    id: Mapped[str] = mapped_column(primary_key=True, default=_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    contacted_on: Mapped[date]
    decision: Mapped[str | None]
    decided_on: Mapped[date | None]


class ComplimentWay(Base):
    """A compliment on its way: read for safety, passed on with the sender's consent, and when it reached the worker."""

    __tablename__ = "compliment_ways"
    __table_args__ = (UniqueConstraint("case_id", "issue"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    issue: Mapped[int]
    read_on: Mapped[date]
    worker: Mapped[str | None] = mapped_column(Sealed("compliment_ways.worker"))
    manager: Mapped[str | None] = mapped_column(Sealed("compliment_ways.manager"))
    share: Mapped[str | None]  # with the sender's name, or without
    card: Mapped[str | None] = mapped_column(Sealed("compliment_ways.card"))
    passed_on: Mapped[date | None]
    reached_on: Mapped[date | None]


class CaseReminder(Base):
    """Somebody was reminded, or alarmed: so nobody is a second time. In codes only.

    `what` is a duty, an action or a flag by its code, or an alarm; `which` tells those apart that share it: the team
    that owes a duty, the number of an action or of the event that an alarm goes back to. `day` is the London date it
    is about. `step` counts from 0; `next_on` is the date of the next one, where it follows from this.
    """

    __tablename__ = "reminders"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    what: Mapped[str] = mapped_column(primary_key=True)
    which: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    next_on: Mapped[date | None]


(
    case_readers,
    case_bars,
    case_teams,
    case_names,
    case_waits,
    case_links,
    issue_themes,
    case_stages,
    case_people,
    case_actions,
    case_letters,
    ombudsman_contacts,
    compliment_ways,
    reminders,
) = (
    cast("Table", rows.__table__)
    for rows in (
        CaseReader,
        CaseBar,
        CaseTeam,
        CaseName,
        CaseWait,
        CaseLink,
        IssueTheme,
        CaseStage,
        CasePerson,
        CaseAction,
        CaseLetter,
        OmbudsmanContact,
        ComplimentWay,
        CaseReminder,
    )
)
