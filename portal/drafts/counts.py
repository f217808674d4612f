"""Drafts in numbers. It refuses to open one."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.drafts.models import Draft


def open_drafts(session: Session, now: datetime) -> int:
    """How many conversations are begun, not sent, and not past their time. `now` is an aware instant."""
    query = select(func.count()).select_from(Draft).where(Draft.sent_at.is_(None), Draft.expires_at > now)
    return session.scalar(query) or 0
