"""A message of a case came to its end: sent, or refused so that a person must look. Either way it is written down."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.cases.acts.events import add_event
from portal.cases.models import Case
from portal.outbox.delivery import Settled
from portal.outbox.models import MessageState
from portal.vocabulary import Happened


def message_settled(session: Session, settled: Settled, now: datetime) -> None:
    """Record on its case how a message ended; the delivery loop calls it in the transaction that settles it."""
    case_id = session.scalar(select(Case.id).where(Case.reference == settled.case_reference))
    if case_id is None:
        return
    sent = settled.state is MessageState.SENT
    facts = {"kind": settled.kind, "message": settled.message_id} | ({} if sent else {"reason": settled.reason})
    happened = Happened.MESSAGE_SENT if sent else Happened.MESSAGE_REFUSED
    add_event(session, case_id, happened, by="delivery", now=now, facts=facts)
