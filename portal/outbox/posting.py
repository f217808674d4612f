"""Puts messages into the outbox, and shows what went out of it on somebody's own machine. It refuses to send."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from portal.council import MessageKind
from portal.db import connection_of
from portal.outbox.messages import MessageChannel, Personalised, render_kept
from portal.outbox.models import Message, MessageState, outbox
from portal.vocabulary import Language

_POST = insert(outbox)
_SHOWN = 500  # messages in the post tray; older ones are still in the outbox


@dataclass(frozen=True, slots=True)
class TrayItem:
    """A message as it went out. `reference` is the case's."""

    kind: MessageKind
    channel: MessageChannel
    to: str = field(repr=False)
    subject: str | None
    body: str = field(repr=False)
    reference: str


def post(
    session: Session, message: Personalised, *, to: str, language: Language, now: datetime, urgent: bool = False
) -> str:
    """Write a message to be sent to one email address or phone number, as part of the caller's transaction.

    `now` is an aware instant; the message is due from then. `urgent`: it cannot wait, though others of its kind can.
    Returns the message's id.
    """
    message_id = str(uuid4())
    row = {
        "id": message_id,
        "kind": message.kind,
        "channel": message.channel,
        "to": to,
        "language": language,
        "personalisation": json.dumps(dict(message.personalisation(language)), ensure_ascii=False),
        "case_reference": str(message.reference),
        "urgent": urgent or message.urgent,
        "due_at": now,
        "created_at": now,
    }
    connection_of(session).execute(_POST, row)
    return message_id


def tray(session: Session) -> tuple[TrayItem, ...]:
    """The messages that went out, newest first, as they read."""
    sent = select(Message).where(Message.state == MessageState.SENT)
    rows = session.scalars(sent.order_by(Message.sent_at.desc(), Message.created_at.desc(), Message.id).limit(_SHOWN))
    return tuple(_shown(row) for row in rows)


def _shown(row: Message) -> TrayItem:
    rendered = render_kept(row.kind, json.loads(row.personalisation))
    return TrayItem(row.kind, row.channel, row.to, rendered.subject, rendered.body, row.case_reference)
