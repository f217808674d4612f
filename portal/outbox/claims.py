"""Who may send a message now: one deliverer at a time, until its lease ends, and what it writes back.

It refuses to open what is sealed, so that a message that cannot be opened can still be put aside.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Engine,
    Row,
    Text,
    and_,
    case,
    not_,
    or_,
    select,
    type_coerce,
    update,
)
from sqlalchemy.orm import Session

from portal.db import transaction, written
from portal.outbox.models import Message, MessageState


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that is ours until the lease ends. `attempt` counts from 1 and tells our claim from any other.

    `kind` is plain text: a word this release does not know must not stop a claim. `notify_id` is there when Notify
    took the message but that could not be written down with all that hangs on it. `doubted_at` is when it may last
    have reached Notify with nobody knowing.
    """

    id: str
    kind: str
    case_reference: str
    urgent: bool
    attempt: int
    notify_id: str | None
    doubted_at: datetime | None


_FIRST_TRIES = 3  # for so long an urgent message goes before all others; one that always fails must not hold them up

_CLOCKS_DIFFER = timedelta(minutes=1)  # between the machines of several deliverers, at the very most

_FIRST = (
    select(
        Message.id,
        type_coerce(Message.kind, Text).label("kind"),
        Message.case_reference,
        Message.urgent,
        Message.attempts,
        Message.notify_id,
        # Who had it last never said how it went: it may be with Notify.
        case((Message.state == MessageState.CLAIMED, Message.tried_at), else_=Message.doubted_at).label("doubted_at"),
        Message.due_at,
        Message.created_at,
    )
    .order_by(Message.due_at, Message.created_at)
    .limit(1)
)
_Taken = Row[str, str, str, bool, int, str | None, datetime | None, datetime | None, datetime]


def take(engine: Engine, now: datetime, lease: timedelta) -> Claim | None:
    """The most pressing message that is due or whose lease has ended, made ours until `now + lease`, and committed.

    Urgent ones go first for their first tries, and then wait their turn like all others: by when they are due.
    """
    with transaction(engine, writes=False) as session:
        if session.scalar(select(Message.id).where(_waits(now)).limit(1)) is None:
            return None  # seen without a write lock: an idle outbox costs nobody anything

    def act(session: Session) -> Claim | None:
        row = _most_pressing(session, now)
        if row is None:
            return None
        claimed = {
            "state": MessageState.CLAIMED,
            "attempts": row.attempts + 1,
            "due_at": now + lease,
            "tried_at": now,
            "doubted_at": row.doubted_at,
        }
        session.execute(update(Message).where(Message.id == row.id).values(claimed))
        return Claim(row.id, row.kind, row.case_reference, row.urgent, row.attempts + 1, row.notify_id, row.doubted_at)

    return written(engine, act)


def bring_back(engine: Engine, now: datetime, lease: timedelta) -> None:
    """Let pauses and leases that began later than now end as if begun now: a clock that goes back must stretch none.

    A lease begins anew and is not cut short, because its deliverer may be at it. What began up to a minute later than
    now is left alone: another machine's clock may be that much ahead of ours.
    """
    from_later = and_(Message.due_at.is_not(None), Message.tried_at > now + _CLOCKS_DIFFER)
    with transaction(engine, writes=False) as session:
        if session.execute(select(Message.id).where(from_later).limit(1)).first() is None:
            return
    may_be_at_notify = Message.state.in_((MessageState.CLAIMED, MessageState.UNKNOWN))
    due_at = case((may_be_at_notify, now + lease), else_=now)
    back = update(Message).where(from_later).values(due_at=due_at, tried_at=now)
    written(engine, lambda session: session.execute(back.execution_options(synchronize_session=False)))


def renew(session: Session, claim: Claim, until: datetime) -> bool:
    """Keep it until then, from an instant on. False when somebody else has it by now, who must not be disturbed."""
    return _write(session, _still_ours(claim), {"due_at": until})


def _most_pressing(session: Session, now: datetime) -> _Taken | None:
    # Each question is answered by the head of the index of what is still to be done, however much waits.
    tried = Message.attempts >= _FIRST_TRIES
    if at_once := _first(session, and_(Message.urgent, not_(tried)), now):
        return at_once
    firsts = (_first(session, which, now) for which in (and_(Message.urgent, tried), not_(Message.urgent)))
    return min((row for row in firsts if row), key=lambda row: (row.due_at, row.created_at), default=None)


def _first(session: Session, which: ColumnElement[bool], now: datetime) -> _Taken | None:
    # SQLite has no row locks and leaves this out; there the write transaction itself keeps others away.
    return session.execute(_FIRST.where(which, _waits(now)).with_for_update(skip_locked=True)).first()


def _waits(now: datetime) -> ColumnElement[bool]:
    return and_(Message.due_at.is_not(None), _is_due(now))


def _is_due(now: datetime) -> ColumnElement[bool]:
    # What was written later than now waits for nobody: the clock went back, or another machine's goes ahead of ours.
    return or_(Message.due_at <= now, and_(Message.attempts == 0, Message.created_at > now))


def sent(session: Session, message_id: str, notify_id: str, now: datetime) -> bool:
    """Write that Notify has it, whoever holds it by now: that is a fact. False when it was written before."""
    return _write(
        session,
        and_(Message.id == message_id, Message.state != MessageState.SENT),
        {"state": MessageState.SENT, "notify_id": notify_id, "sent_at": now, "due_at": None, "reason": None},
    )


def refused(session: Session, claim: Claim, reason: str) -> bool:
    """Write that Notify will not have it. False when it is no longer ours to say."""
    return _write(session, _still_ours(claim), {"state": MessageState.REFUSED, "reason": reason, "due_at": None})


def put_back(
    session: Session,
    claim: Claim,
    reason: str,
    due_at: datetime,
    *,
    state: MessageState = MessageState.DUE,
    notify_id: str | None = None,
    doubted_at: datetime | None = None,
) -> bool:
    """Write why it waits, and until when. False when it is no longer ours to say.

    `doubted_at`: when it may have reached Notify, where this attempt leaves a doubt.
    """
    values = {"state": state, "reason": reason, "due_at": due_at, "notify_id": notify_id}
    values |= {"doubted_at": doubted_at or claim.doubted_at}
    return _write(session, _still_ours(claim), values)


def _still_ours(claim: Claim) -> ColumnElement[bool]:
    return and_(Message.id == claim.id, Message.state == MessageState.CLAIMED, Message.attempts == claim.attempt)


def _write(session: Session, which: ColumnElement[bool], values: dict[str, object]) -> bool:
    done = session.execute(update(Message).where(which).values(values).execution_options(synchronize_session=False))
    assert isinstance(done, CursorResult)
    return done.rowcount == 1
