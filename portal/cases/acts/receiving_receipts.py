"""GOV.UK Notify told what became of a message: what that means for its case, written down once however often it comes.

A message that bounced was never given to anybody: what it was to acknowledge is owed again.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.cases.acts.events import add_event
from portal.cases.acts.not_arriving import BY, did_not_arrive, has_arrived
from portal.cases.acts.owing_again import given_after_all, owed_again
from portal.cases.acts.settling import message_settled
from portal.cases.message_names import within
from portal.cases.models import Case
from portal.cases.office import Office
from portal.council import MessageKind
from portal.outbox.delivery import Settled
from portal.outbox.messages import template_of
from portal.outbox.models import DeliveryStatus, MessageState
from portal.outbox.receipts import DeliveryReceipt, News, write_down
from portal.vocabulary import Happened

#: What a message's news does to the duties of its case: the facts of it, for the event.
Moves = Callable[[Session, str, str], dict[str, Any]]

#: What Notify's words for failures mean, as its documentation of statuses has it.
_BECAUSE: Mapping[DeliveryStatus, str] = MappingProxyType(
    {
        DeliveryStatus.PERMANENT_FAILURE: "The address or number is wrong, or takes no messages.",
        DeliveryStatus.TEMPORARY_FAILURE: "The inbox was full, the phone was off, or a filter held it back.",
        DeliveryStatus.TECHNICAL_FAILURE: "It was lost between GOV.UK Notify and who carries its messages.",
    }
)


def receipt_came(session: Session, receipt: DeliveryReceipt, now: datetime, *, office: Office) -> None:
    """Write down a delivery receipt, on its message and on its case. Nothing happens where it tells nothing new."""
    news = write_down(session, receipt, now)
    template = template_of(news.kind) if news else None
    if news is None or template is None:
        return
    if news.newly_sent:
        # The receipt came before the deliverer could say so, or in its place.
        sent = Settled(news.message_id, template.kind, news.case_reference, MessageState.SENT)
        message_settled(session, sent, now, office=office)
    if news.status is DeliveryStatus.DELIVERED:
        _delivered(session, news, template.kind, is_told=template.to_complainant or news.was_known_lost, now=now)
    elif news.status is not None:
        _lost(session, news, template.kind, news.status, office, now)


def _delivered(session: Session, news: News, kind: MessageKind, *, is_told: bool, now: datetime) -> None:
    # Of what went to teams, only the failures are worth a line: each case has several such messages.
    if is_told:
        _add_event(session, news, Happened.MESSAGE_DELIVERED, {}, given_after_all, now)
    has_arrived(session, news.case_reference, kind, now)


def _lost(
    session: Session, news: News, kind: MessageKind, status: DeliveryStatus, office: Office, now: datetime
) -> None:
    _add_event(session, news, Happened.MESSAGE_UNDELIVERED, {"reason": status}, owed_again, now)
    because = f"This did not arrive: {within(kind)}. {_BECAUSE[status]}"
    did_not_arrive(session, news.case_reference, kind, because, office=office, tell=not news.was_known_lost, now=now)


def _add_event(
    session: Session, news: News, happened: Happened, more: Mapping[str, str], moves: Moves, now: datetime
) -> None:
    case_id = session.scalar(select(Case.id).where(Case.reference == news.case_reference).with_for_update())
    if case_id is not None:
        moved = moves(session, news.case_reference, news.message_id)
        facts = {"kind": news.kind, "message": news.message_id, **more, **moved}
        add_event(session, case_id, happened, by=BY, now=now, facts=facts)
