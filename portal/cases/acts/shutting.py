"""Somebody shut the code of what they sent, because another person had found it: staff must know of it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.cases.acts.events import add_event
from portal.cases.models import Case
from portal.vocabulary import Happened


def code_shut(session: Session, reference: str, *, now: datetime) -> None:
    """Record on its case that the old code opens nothing any more."""
    case_id = session.scalar(select(Case.id).where(Case.reference == reference))
    if case_id is not None:
        add_event(session, case_id, Happened.CODE_SHUT, by="complainant", now=now, facts={})
