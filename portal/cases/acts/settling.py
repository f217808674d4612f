"""A message of a case came to its end: sent, or refused so that a person must look. Either way it is written down."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.cases.acts.events import add_event
from portal.cases.acts.not_arriving import BY, did_not_arrive
from portal.cases.acts.owing_again import owed_again
from portal.cases.message_names import within
from portal.cases.models import Case
from portal.cases.office import Office
from portal.outbox.delivery import Settled
from portal.outbox.models import MessageState
from portal.vocabulary import Happened


def message_settled(session: Session, settled: Settled, now: datetime, *, office: Office) -> None:
    """Record on its case how a message ended; the delivery loop calls it in the transaction that settles it."""
    case_id = session.scalar(select(Case.id).where(Case.reference == settled.case_reference))
    if case_id is None:
        return
    facts = {"kind": settled.kind, "message": settled.message_id}
    if settled.state is MessageState.SENT:
        more = {"perhaps_twice": True} if settled.perhaps_twice else {}
        add_event(session, case_id, Happened.MESSAGE_SENT, by=BY, now=now, facts=facts | more)
        return
    facts |= {"reason": settled.reason, **owed_again(session, settled.case_reference, settled.message_id)}
    add_event(session, case_id, Happened.MESSAGE_REFUSED, by=BY, now=now, facts=facts)
    because = f"GOV.UK Notify refused this: {within(settled.kind)} ({settled.reason})."
    did_not_arrive(session, settled.case_reference, settled.kind, because, office=office, tell=True, now=now)
