"""Sends again what was refused or did not arrive, once a person has mended why: as a message of its own.

The old one stays as it ended. It refuses what is still under way, has arrived, or was sent again before.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from portal.council import MessageKind
from portal.outbox.models import FAILURES, DeliveryStatus, Message, MessageState
from portal.vocabulary import Refusal


class NotAgain(Refusal):
    """A message that is not to be sent again, and why."""


def lost(session: Session, *, case_reference: str | None = None, kind: MessageKind | None = None) -> tuple[str, ...]:
    """The ids of messages that may arrive if sent again, oldest first: all, of one case, of one kind, or both.

    Not those for a wrong address or number: whoever sends one of these again says so by its id.
    """
    may_arrive = FAILURES - {DeliveryStatus.PERMANENT_FAILURE}
    wanted: list[ColumnElement[bool]] = [
        Message.resent_as.is_(None),
        or_(
            Message.state == MessageState.REFUSED,
            and_(Message.state == MessageState.SENT, Message.receipt.in_(may_arrive)),
        ),
    ]
    if case_reference is not None:
        wanted.append(Message.case_reference == case_reference)
    if kind is not None:
        wanted.append(Message.kind == kind)
    return tuple(session.scalars(select(Message.id).where(*wanted).order_by(Message.created_at, Message.id)))


def send_again(session: Session, message_id: str, now: datetime) -> Message:
    """Post a copy of a message that was refused or did not arrive, due from now. Raises NotAgain."""
    old = session.get(Message, message_id, with_for_update=True, populate_existing=True)
    if old is None:
        raise NotAgain(f"There is no message {message_id}.")
    if old.resent_as is not None:
        raise NotAgain(f"Message {message_id} was sent again before, as {old.resent_as}.")
    if old.state is not MessageState.REFUSED and old.receipt not in FAILURES:
        raise NotAgain(f"Message {message_id} was neither refused nor lost: it is {old.receipt or old.state}.")
    new = Message(
        kind=old.kind,
        channel=old.channel,
        to=old.to,
        language=old.language,
        personalisation=old.personalisation,
        case_reference=old.case_reference,
        urgent=old.urgent,
        due_at=now,
        created_at=now,
    )
    session.add(new)
    session.flush()
    old.resent_as = new.id
    return new
