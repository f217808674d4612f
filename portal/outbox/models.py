"""One row a message, written in the same transaction as the fact it tells. Who may read it is sealed with it."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import cast

from sqlalchemy import Enum, Index, Table
from sqlalchemy.orm import Mapped, mapped_column

from portal.council import MessageKind
from portal.db import Base, Sealed, UtcDateTime
from portal.outbox.messages import MessageChannel
from portal.vocabulary import Language


class MessageState(StrEnum):
    """How far a message has come."""

    DUE = "due"  # to be sent
    CLAIMED = "claimed"  # a delivery process has it, until its lease ends
    UNKNOWN = "unknown"  # it may have gone: Notify is asked before it is sent again
    SENT = "sent"  # Notify has it
    REFUSED = "refused"  # Notify will not have it: a person must look


class DeliveryStatus(StrEnum):
    """What became of a message that Notify has, in Notify's own words for emails and texts."""

    CREATED = "created"
    SENDING = "sending"
    PENDING = "pending"  # a text: the network has it, the phone has not answered yet
    SENT = "sent"  # a text abroad: nobody will ever say more
    DELIVERED = "delivered"
    PERMANENT_FAILURE = "permanent-failure"  # the address or number is wrong
    TEMPORARY_FAILURE = "temporary-failure"  # inbox full, phone off, a filter: given up, it may be sent again
    TECHNICAL_FAILURE = "technical-failure"  # lost between Notify and who carries its messages: it may be sent again


#: What Notify says last about a message that did not arrive.
FAILURES = frozenset(
    {DeliveryStatus.PERMANENT_FAILURE, DeliveryStatus.TEMPORARY_FAILURE, DeliveryStatus.TECHNICAL_FAILURE}
)


def _kept_as_text(words: type[StrEnum]) -> Enum:
    # Text with no check and room to spare, so that a new word is no migration.
    return Enum(words, native_enum=False, length=40, values_callable=lambda enum: [word.value for word in enum])


class Message(Base):
    """A message to one address. Its id is the reference Notify is given, so that Notify can be asked about it."""

    __tablename__ = "outbox"

    id: Mapped[str] = mapped_column(primary_key=True, default=lambda: str(uuid.uuid4()))
    kind: Mapped[MessageKind] = mapped_column(_kept_as_text(MessageKind))
    channel: Mapped[MessageChannel] = mapped_column(_kept_as_text(MessageChannel))
    to: Mapped[str] = mapped_column(Sealed("outbox.to"))
    language: Mapped[Language] = mapped_column(_kept_as_text(Language))
    personalisation: Mapped[str] = mapped_column(Sealed("outbox.personalisation"))  # JSON
    case_reference: Mapped[str] = mapped_column(index=True)
    urgent: Mapped[bool] = mapped_column()
    state: Mapped[MessageState] = mapped_column(_kept_as_text(MessageState), default=MessageState.DUE)
    attempts: Mapped[int] = mapped_column(default=0)
    #: When it may next be taken up; while it is claimed, when the lease ends; none once it is settled.
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    notify_id: Mapped[str | None]
    reason: Mapped[str | None]  # why it is not sent yet, or never will be; never a word of the message
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: When somebody last took it up, or asked what became of it. Later than now: the clock has been put back since.
    tried_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: When it may last have reached Notify with nobody knowing: Notify is asked, and forgets after some days.
    doubted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Notify's delivery receipt: what became of it, and when, by Notify's clock.
    receipt: Mapped[DeliveryStatus | None] = mapped_column(_kept_as_text(DeliveryStatus))
    receipt_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    resent_as: Mapped[str | None]  # the message sent in its place, after it was refused or did not arrive

    # Only what is still to be done: the outbox keeps growing, and this does not.
    __table_args__ = (
        Index(
            "ix_outbox_to_do",
            urgent.desc(),
            due_at,
            sqlite_where=due_at.is_not(None),
            postgresql_where=due_at.is_not(None),
        ),
    )


# For statements on the way of what somebody sends, which need no objects.
outbox = cast("Table", Message.__table__)
