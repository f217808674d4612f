"""Letting go of what no longer lets anybody in or slows anybody down. Accounts stay: cases name who handled them."""

from datetime import datetime
from typing import cast

from sqlalchemy import Table, or_
from sqlalchemy.orm import Session

from portal.db import remove_some
from portal.staff.models import StaffSession, StaffTry
from portal.staff.sessions import AT_MOST, IDLE
from portal.staff.tries import WINDOW

_sessions = cast("Table", StaffSession.__table__)
_tries = cast("Table", StaffTry.__table__)


def purge_sessions(session: Session, now: datetime, at_most: int) -> int:
    """Remove sessions that are over."""
    over = or_(_sessions.c.created_at <= now - AT_MOST, _sessions.c.seen_at <= now - IDLE)
    return remove_some(session, _sessions, over, at_most=at_most)


def purge_tries(session: Session, now: datetime, at_most: int) -> int:
    """Remove counts of wrong tries that no longer slow anybody down."""
    return remove_some(session, _tries, _tries.c.window_start <= now - WINDOW, at_most=at_most)
