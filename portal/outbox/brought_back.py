"""Messages in a database that was brought back from a backup: any that waited then may have been sent since.

It refuses to send, and to guess: GOV.UK Notify is asked about each by its reference before it is sent again.
"""

from datetime import datetime

from sqlalchemy import CursorResult, case, update
from sqlalchemy.orm import Session

from portal.outbox.models import Message, MessageState


def doubt_what_waited(session: Session, *, made_at: datetime, now: datetime) -> int:
    """Whatever waits may have reached Notify from `made_at` on, when the backup was made. Returns how many wait."""
    doubted = (
        update(Message)
        .where(Message.due_at.is_not(None))
        .values(
            state=MessageState.UNKNOWN,
            attempts=case((Message.attempts < 1, 1), else_=Message.attempts),
            due_at=now,
            tried_at=None,
            doubted_at=made_at,
        )
        .execution_options(synchronize_session=False)
    )
    done = session.execute(doubted)
    assert isinstance(done, CursorResult)
    return done.rowcount
