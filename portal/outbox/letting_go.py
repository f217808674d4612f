"""Letting go of messages that went out. One that did not arrive, or that waits, stays until somebody has seen to it."""

from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Table, and_, or_
from sqlalchemy.orm import Session

from portal.db import remove_some
from portal.outbox.models import FAILURES, Message, MessageState

_outbox = cast("Table", Message.__table__)
_ARRIVED_AS_FAR_AS_KNOWN = or_(_outbox.c.receipt.is_(None), _outbox.c.receipt.not_in(tuple(FAILURES)))


def purge_sent(session: Session, now: datetime, at_most: int, *, days: int) -> int:
    """Remove messages that Notify took `days` or more days ago, and those that others have taken the place of.

    What was refused or did not arrive is never removed before: somebody may still have to send it another way. The
    case keeps what was sent and when.
    """
    before = now - timedelta(days=days)
    went_out = and_(_outbox.c.state == MessageState.SENT, _outbox.c.sent_at <= before, _ARRIVED_AS_FAR_AS_KNOWN)
    replaced = and_(_outbox.c.resent_as.is_not(None), _outbox.c.due_at.is_(None), _outbox.c.created_at <= before)
    return remove_some(session, _outbox, or_(went_out, replaced), at_most=at_most)
