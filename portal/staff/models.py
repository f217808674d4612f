"""What stands in the database of the people who handle cases: accounts, where each is signed in, wrong tries counted.

Knows no password, no code and no token but by its hash; what makes the codes of a second factor is sealed.
"""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Sealed, UtcDateTime


def _id() -> str:
    return str(uuid4())


class Account(Base):
    """One member of staff. Name and address are their own at work: whoever may see a case may know who handled it."""

    __tablename__ = "staff_accounts"

    id: Mapped[str] = mapped_column(primary_key=True, default=_id)
    email: Mapped[str] = mapped_column(unique=True)  # in small letters
    name: Mapped[str]
    roles: Mapped[list[str]] = mapped_column(JSON)
    teams: Mapped[list[str]] = mapped_column(JSON)
    password_hash: Mapped[str | None]  # nothing until it is set up, and where single sign-on lets somebody in
    totp_secret: Mapped[str | None] = mapped_column(Sealed("staff_accounts.totp_secret"))
    totp_step: Mapped[int | None]  # the half minute of the last code taken: none is taken twice
    recovery_hashes: Mapped[list[str]] = mapped_column(JSON)  # of those that are left
    subject: Mapped[str | None] = mapped_column(unique=True)  # who this is to single sign-on: issuer and name there
    setup_hash: Mapped[str | None] = mapped_column(unique=True)
    setup_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    roles_changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    enabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # again, after it was disabled


class StaffSession(Base):
    """One browser on its way in, or in. `standing` is how far it came: see `portal.staff.sessions`."""

    __tablename__ = "staff_sessions"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("staff_accounts.id", ondelete="CASCADE"), index=True)
    standing: Mapped[str]
    source: Mapped[str]
    back: Mapped[str]  # the page that was asked for, an address of ours
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class StaffTry(Base):
    """Wrong tries within one window of time, counted for one bucket. The bucket is a keyed hash: no address is kept."""

    __tablename__ = "staff_tries"

    bucket: Mapped[str] = mapped_column(primary_key=True)
    window_start: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    count: Mapped[int]
