"""What stands in the database of an unfinished conversation: the draft, who holds it, wrong codes counted.

Knows no words of a person but as one sealed column, and no token or code but by its hash.
"""

from datetime import datetime
from typing import cast

from sqlalchemy import ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Sealed, UtcDateTime


class Draft(Base):
    """One conversation, from its first question until it is sent or its time is over; then what a code still opens."""

    __tablename__ = "drafts"

    id: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str | None] = mapped_column(Sealed("drafts.body"))  # nothing before the first answer, and once sent
    language: Mapped[str]
    code_hash: Mapped[str | None] = mapped_column(unique=True)  # nothing until the first answer is kept
    code_turn: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    touched_at: Mapped[datetime] = mapped_column(UtcDateTime)  # the last answer
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)  # counts only until it is sent
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    case_reference: Mapped[str | None]


class DraftToken(Base):
    """One browser that holds a draft. A table of its own, so that a second phone does not throw out the first."""

    __tablename__ = "draft_tokens"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    draft_id: Mapped[str] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"), index=True)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TakenDown(Base):
    """What makes a draft one that staff write down for somebody else: whose it is, and how and when it reached us.

    A table of its own: what belongs to a phone and what belongs to an account are never found by each other's way.
    """

    __tablename__ = "taken_down"

    draft_id: Mapped[str] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[str] = mapped_column(index=True)
    channel: Mapped[str]
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CodeTry(Base):
    """Wrong codes within one window of time, counted for one bucket. The bucket is a keyed hash: no address is kept."""

    __tablename__ = "code_tries"

    bucket: Mapped[str] = mapped_column(primary_key=True)
    window_start: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    count: Mapped[int]


# For statements on the way of every answer, which need no objects.
drafts = cast("Table", Draft.__table__)
tokens = cast("Table", DraftToken.__table__)
taken_down = cast("Table", TakenDown.__table__)
