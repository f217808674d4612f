"""Asks GOV.UK Notify what became of messages whose delivery receipt never came.

Notify tries a callback a few times within the hour, and we may have been away for longer: a bounce must not be missed.
It refuses to know what a receipt means.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

import structlog
from sqlalchemy import Engine, Select, and_, or_, select, update
from sqlalchemy.orm import Session

from portal.db import transaction, written
from portal.outbox.account import Missing
from portal.outbox.models import Message, MessageState
from portal.outbox.outcomes import Retry, Stop, Trouble, Unknown
from portal.outbox.receipts import DeliveryReceipt, Unreadable

_log = structlog.get_logger(__name__)

PATIENCE = timedelta(hours=1)  # between sending and asking, and between two askings
REMEMBERED = timedelta(days=7)  # Notify forgets older ones, unless the account is set otherwise
AT_ONCE = 1_000  # far below what Notify lets us ask in a minute

OnReceipt = Callable[[Session, DeliveryReceipt, datetime], None]


class Asked(Protocol):
    """Whoever knows what became of a message."""

    def what_became_of(self, notify_id: str) -> DeliveryReceipt | Unreadable | Missing | Trouble:
        """By Notify's own id."""
        ...


def ask_after(engine: Engine, notify: Asked, on_receipt: OnReceipt, now: datetime) -> int:
    """Ask about what was sent an hour ago or more and has no receipt, the longest unasked first. Counts what was asked.

    Trouble with Notify ends it; an answer about one message that cannot be read does not.
    `on_receipt` is called in a transaction of its own for each. `now` is an aware instant. Raises db.Unavailable.
    """
    with transaction(engine, writes=False) as session:
        wanting = session.execute(_without_receipt(now)).all()
    for asked, (message_id, notify_id) in enumerate(wanting):
        assert notify_id is not None
        told = notify.what_became_of(notify_id)
        if isinstance(told, Unreadable):
            _log.error("receipt-unreadable", message=message_id, reason=told.reason)

        def act(session: Session, message_id: str = message_id, told: object = told) -> None:
            session.execute(update(Message).where(Message.id == message_id).values(tried_at=now))
            if isinstance(told, DeliveryReceipt):
                on_receipt(session, told, now)

        # Written whatever was said, so that the next time others come first: no message can hold them up for ever.
        written(engine, act)
        if isinstance(told, Retry | Stop | Unknown):
            _log.warning("receipts-wait", reason=told.reason)
            return asked
    return len(wanting)


def _without_receipt(now: datetime) -> Select[str, str | None]:
    long_enough = or_(Message.tried_at.is_(None), Message.tried_at <= now - PATIENCE)
    sent = and_(Message.state == MessageState.SENT, Message.sent_at.between(now - REMEMBERED, now - PATIENCE))
    wanting = and_(sent, Message.receipt.is_(None), Message.notify_id.is_not(None), long_enough)
    longest_unasked = Message.tried_at.nulls_first()  # SQLite would have them first by itself, PostgreSQL last
    return select(Message.id, Message.notify_id).where(wanting).order_by(longest_unasked, Message.id).limit(AT_ONCE)
