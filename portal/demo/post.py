"""The post of the made-up year: every message is in the post tray at the time it was written, and none is left to send.

Were they left, the delivery would send a year of them at once and write that down on every case today.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.cases.acts import message_settled, receipt_came
from portal.cases.office import Office
from portal.outbox import claims
from portal.outbox.delivery import Settled
from portal.outbox.messages import TEMPLATES
from portal.outbox.models import DeliveryStatus, MessageState, outbox
from portal.outbox.receipts import DeliveryReceipt

_IN_THE_TRAY = "tray"
_TO_THEM = tuple(kind for kind, template in TEMPLATES.items() if template.to_complainant)
_WAITING = (
    select(*outbox.c["id", "kind", "case_reference"])
    .where(outbox.c.state == MessageState.DUE)
    .order_by(outbox.c.created_at, outbox.c.id)
)


def deliver(session: Session, office: Office, now: datetime) -> int:
    """Put all that waits into the tray, as the delivery of local use does, and return how many messages that were."""
    waiting = session.execute(_WAITING).all()
    for row in waiting:
        claims.sent(session, row.id, _IN_THE_TRAY, now)
        settled = Settled(row.id, row.kind, row.case_reference, MessageState.SENT)
        message_settled(session, settled, now, office=office)
    return len(waiting)


def bounce(session: Session, reference: str, office: Office, now: datetime) -> None:
    """The newest message to whoever told us comes back."""
    to_them = outbox.c.case_reference == reference, outbox.c.kind.in_(_TO_THEM)
    newest = session.scalars(select(outbox.c.id).where(*to_them).order_by(outbox.c.created_at.desc()).limit(1)).one()
    receipt = DeliveryReceipt(_IN_THE_TRAY, newest, DeliveryStatus.PERMANENT_FAILURE, now)
    receipt_came(session, receipt, now, office=office)
