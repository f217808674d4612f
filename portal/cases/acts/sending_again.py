"""Somebody had a message sent again that was refused or did not arrive, after mending why."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.cases.acts.events import add_event
from portal.cases.handling import case_letters
from portal.cases.models import Case
from portal.outbox import resending
from portal.vocabulary import Happened


def message_sent_again(session: Session, message_id: str, *, by: str, now: datetime) -> str:
    """Send a message again and record it on its case; the id of the new one. Raises resending.NotAgain."""
    new = resending.send_again(session, message_id, now)
    case_id = session.scalar(select(Case.id).where(Case.reference == new.case_reference))
    if case_id is not None:
        facts = {"kind": new.kind, "message": message_id, "again": new.id}
        add_event(session, case_id, Happened.MESSAGE_SENT_AGAIN, by=by, now=now, facts=facts)
        carried = case_letters.c.message_id == message_id
        session.execute(update(case_letters).where(carried).values(message_id=new.id))
    return new.id
