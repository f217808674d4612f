"""The outbox in numbers: how many messages wait, and since when. It refuses to know to whom or about what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Text, func, select, type_coerce
from sqlalchemy.orm import Session

from portal.council import MessageKind
from portal.outbox.models import Message


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is not settled: messages by how far they have come, and when the oldest was written (aware UTC).

    `oldest_urgent` is the oldest of those that cannot wait; both are empty where nothing of the kind waits.
    """

    messages: Mapping[str, int]
    oldest: datetime | None
    oldest_urgent: datetime | None


# As plain text: a word that only a newer release knows must not stop the count.
_state = type_coerce(Message.state, Text)
# By when a message was written, not when it is due next: every pause after a failure moves that.
_WAITING = (
    select(_state, Message.urgent, func.count(), func.min(Message.created_at))
    .where(Message.due_at.is_not(None))
    .group_by(_state, Message.urgent)
)


def waiting(session: Session) -> Waiting:
    """Everything that waits, in one query over the index of what is still to be done."""
    rows = session.execute(_WAITING).all()
    messages: dict[str, int] = {}
    for state, _, number, _ in rows:
        messages[state] = messages.get(state, 0) + number
    return Waiting(
        messages=messages,
        oldest=min((written for *_, written in rows), default=None),
        oldest_urgent=min((written for _, urgent, _, written in rows if urgent), default=None),
    )


def unsent(session: Session, case_reference: str, kind: MessageKind) -> int:
    """How many messages of one kind about one case are still to go out."""
    of_it = Message.case_reference == case_reference, Message.kind == kind, Message.due_at.is_not(None)
    return session.scalar(select(func.count()).where(*of_it)) or 0
