"""Letting go of drafts: unsent ones whose time is over, tokens that open nothing any more, old counts of wrong codes.

Each function removes a few rows at a time and says how many; the door asks again until nothing is left to go.
"""

from datetime import datetime
from typing import cast

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from portal.db import remove_some
from portal.drafts.keeping import OPEN_AFTER_SENDING
from portal.drafts.models import CodeTry, drafts, tokens
from portal.drafts.tries import WINDOW

_tries = cast("Table", CodeTry.__table__)


def purge_unsent(session: Session, now: datetime, at_most: int) -> int:
    """Remove unsent drafts whose time is over, their tokens with them; an answer kept meanwhile saves its draft."""
    return remove_some(session, drafts, drafts.c.sent_at.is_(None), drafts.c.expires_at <= now, at_most=at_most)


def purge_tokens(session: Session, now: datetime, at_most: int) -> int:
    """Remove tokens that no longer open what was sent with them: see `OPEN_AFTER_SENDING`."""
    lapsed = now - OPEN_AFTER_SENDING
    sent_before = tokens.c.draft_id.in_(select(drafts.c.id).where(drafts.c.sent_at <= lapsed))
    return remove_some(session, tokens, tokens.c.opened_at <= lapsed, sent_before, at_most=at_most)


def purge_tries(session: Session, now: datetime, at_most: int) -> int:
    """Remove counts of wrong codes that no longer slow anybody down."""
    return remove_some(session, _tries, _tries.c.window_start <= now - WINDOW, at_most=at_most)
