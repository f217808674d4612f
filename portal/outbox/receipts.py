"""GOV.UK Notify's delivery receipts: reads one strictly, and writes on its message what became of it.

It refuses to keep or to repeat the address in a receipt, and knows nothing of HTTP.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, Select, Text, and_, func, or_, select, type_coerce, update
from sqlalchemy.orm import Session, aliased

from portal.council import MessageKind
from portal.outbox import claims
from portal.outbox.models import FAILURES, DeliveryStatus, Message, MessageState
from portal.vocabulary import Refusal

_log = structlog.get_logger(__name__)

_TYPES = frozenset({"email", "sms"})  # the portal sends no letters
_FINAL = FAILURES | {DeliveryStatus.DELIVERED}


class BadReceipt(Refusal):
    """What came is no delivery receipt. The sentence names what is wrong with it and repeats nothing of it."""


@dataclass(frozen=True, slots=True)
class DeliveryReceipt:
    """What Notify says of one message. `reference` is ours, the message's id; None where it can be no message of ours.

    `completed_at` is an aware instant by Notify's clock.
    """

    notify_id: str
    reference: str | None
    status: DeliveryStatus
    completed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Notify answered about one message, and that is no receipt. `reason` repeats nothing of it."""

    reason: str


@dataclass(frozen=True, slots=True)
class News:
    """What a receipt told that was not known before. `status` is None where only that the message was sent is new.

    `kind` is plain text: it may be a word of another release. `was_known_lost`: it had been refused, or had failed.
    """

    message_id: str
    kind: str
    case_reference: str
    newly_sent: bool
    status: DeliveryStatus | None
    was_known_lost: bool


def read_receipt(body: bytes) -> DeliveryReceipt:
    """A receipt in Notify's published form, where more may stand than we know. Raises BadReceipt."""
    try:
        told = json.loads(body.decode(), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BadReceipt("The body is not JSON.") from error
    if not isinstance(told, dict):
        raise BadReceipt("The body is not an object.")
    _text(told, "to")  # it must be there, and goes no further
    if _text(told, "notification_type") not in _TYPES:
        raise BadReceipt("notification_type is neither email nor sms.")
    _instant(told, "created_at")
    _instant_or_none(told, "sent_at")
    return _about(told, _instant_or_none(told, "completed_at"))


def read_notification(told: object) -> DeliveryReceipt:
    """The same from what Notify answers when it is asked about one message. Raises BadReceipt.

    There, unlike in its receipts, Notify documents instants without an offset: they are UTC.
    """
    if not isinstance(told, dict):
        raise BadReceipt("The answer is not an object.")
    return _about(told, _instant_or_none(told, "completed_at", without_offset=UTC))


def _about(told: Mapping[str, object], completed_at: datetime | None) -> DeliveryReceipt:
    notify_id = _uuid(_text(told, "id"))
    if notify_id is None:
        raise BadReceipt("id is no UUID.")
    try:
        status = DeliveryStatus(_text(told, "status"))
    except ValueError as error:
        raise BadReceipt("status is none of Notify's words.") from error
    reference = None if told.get("reference", "") is None else _uuid(_text(told, "reference"))
    return DeliveryReceipt(notify_id, reference, status, completed_at)


def write_down(session: Session, receipt: DeliveryReceipt, now: datetime) -> News | None:
    """Write on its message what a receipt says. None where it says nothing new, or of no message that is kept.

    Whatever the order they come in, what Notify completed last holds; of two at one instant, the failure. That there
    is a receipt at all means that Notify has the message, whatever its deliverer came to know. `now` is for a receipt
    that does not say when it was completed.
    """
    row = session.execute(_known_of(receipt.reference).with_for_update()).first() if receipt.reference else None
    if row is None:
        return None
    newly_sent = claims.sent(session, row.id, receipt.notify_id, now)
    status = receipt.status if receipt.status in _FINAL else None
    at = receipt.completed_at or now
    if status is not None and row.receipt_at is not None:
        known = (row.receipt_at, row.receipt in FAILURES)
        status = status if (at, status in FAILURES) > known else None
    if status is not None:
        session.execute(update(Message).where(Message.id == row.id).values(receipt=status, receipt_at=at))
    if status in FAILURES:
        _log.error("message-undelivered", message=row.id, kind=row.kind, status=status)
    if not newly_sent and status in {None, row.receipt}:
        return None
    was_known_lost = row.receipt in FAILURES or row.state is MessageState.REFUSED
    return News(row.id, row.kind, row.case_reference, newly_sent, status, was_known_lost)


def when_sent(session: Session, message_id: str) -> datetime | None:
    """When Notify took it, as an aware instant; None where it has not, or the message is not kept any more."""
    return session.scalar(select(Message.sent_at).where(Message.id == message_id))


def any_lost(session: Session, case_reference: str, kinds: frozenset[MessageKind]) -> bool:
    """Is there a message of these kinds about a case that did not arrive, and neither did what was sent in its place?

    What was sent in its place counts once it was delivered, and not while it is on its way.
    """
    old = aliased(Message)
    in_place_of_lost = select(old.resent_as).where(
        old.case_reference == case_reference, old.resent_as.is_not(None), _did_not_arrive(old)
    )
    not_delivered = or_(Message.receipt.is_(None), Message.receipt != DeliveryStatus.DELIVERED)
    lost = (
        select(func.count())
        .select_from(Message)
        .where(Message.case_reference == case_reference, Message.kind.in_(kinds), Message.resent_as.is_(None))
        .where(or_(_did_not_arrive(Message), and_(Message.id.in_(in_place_of_lost), not_delivered)))
    )
    return bool(session.scalar(lost))


def _did_not_arrive(message: type[Message]) -> ColumnElement[bool]:
    return or_(message.state == MessageState.REFUSED, message.receipt.in_(FAILURES))


def _known_of(reference: str) -> Select[str, str, str, MessageState, DeliveryStatus | None, datetime | None]:
    # Column by column: whoever asks about a message opens nothing that is sealed in it.
    kind = type_coerce(Message.kind, Text).label("kind")
    return select(Message.id, kind, Message.case_reference, Message.state, Message.receipt, Message.receipt_at).where(
        Message.id == reference
    )


def _text(told: Mapping[str, object], key: str) -> str:
    value = told.get(key)
    if not isinstance(value, str):
        raise BadReceipt(f"{key} is no text.")
    return value


def _instant(told: Mapping[str, object], key: str, without_offset: tzinfo | None = None) -> datetime:
    try:
        instant = datetime.fromisoformat(_text(told, key))
        if instant.tzinfo is None:
            instant = instant.replace(tzinfo=without_offset)
        if instant.tzinfo is None:
            raise BadReceipt(f"{key} has no offset from UTC.")
        return instant.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadReceipt(f"{key} is no instant.") from error


def _instant_or_none(told: Mapping[str, object], key: str, without_offset: tzinfo | None = None) -> datetime | None:
    return None if told.get(key, "") is None else _instant(told, key, without_offset)


def _uuid(text: str) -> str | None:
    try:
        return str(UUID(text))
    except ValueError:
        return None


def _no_number(_constant: str) -> float:
    raise ValueError  # NaN and Infinity are Python's, not JSON's
