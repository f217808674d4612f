"""Somebody read a person's words: every opening is written down and shown to whoever opens the case next."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.cases.acts.events import add_event
from portal.cases.models import Case
from portal.vocabulary import Happened


def opened(session: Session, reference: str, *, by: str, now: datetime) -> bool:
    """Record that `by` opened the words of a case. False where there is no such case."""
    case_id = session.scalar(select(Case.id).where(Case.reference == reference))
    if case_id is None:
        return False
    add_event(session, case_id, Happened.OPENED, by=by, now=now, facts={})
    return True
