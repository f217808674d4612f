"""What staff write down for somebody who phoned, wrote or came: a draft that belongs to one account.

Only that account finds it. No browser's token and no code opens it before it is sent, and nothing here opens a draft
that somebody began on their own phone. It refuses to know what an account may do.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from portal.db import connection_of, is_writing
from portal.drafts.keeping import HELD, AlreadySent, Expired, Held, held, made, must_be_held_by
from portal.drafts.models import drafts, taken_down
from portal.vocabulary import Channel


@dataclass(frozen=True, slots=True)
class TakenDown:
    """A draft of an account, the way it reached us, and when: an aware instant."""

    draft: Held
    channel: Channel
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One that waits to be gone on with. It holds no words."""

    draft_id: str
    channel: Channel
    received_at: datetime
    touched_at: datetime
    expires_at: datetime
    is_begun: bool  # something was answered


_MINE = select(*HELD, taken_down.c.channel, taken_down.c.received_at).join(
    taken_down, taken_down.c.draft_id == drafts.c.id
)


def begin(
    session: Session,
    *,
    account_id: str,
    channel: Channel,
    received_at: datetime,
    language: str,
    days: int,
    now: datetime,
) -> TakenDown:
    """A new draft of this account, kept for `days` days. No token opens it."""
    draft = made(session, language=language, days=days, now=now)
    row = {"draft_id": draft.id, "account_id": account_id, "channel": channel, "received_at": received_at}
    connection_of(session).execute(insert(taken_down), row)
    return TakenDown(draft, channel, received_at)


def find(session: Session, draft_id: str, *, account_id: str, now: datetime) -> TakenDown | None:
    """The draft with this id, read afresh; None where there is none or it is not this account's.

    In a writing transaction its row stays locked until it ends. One that was sent is found as well. Raises Expired.
    """
    connection = connection_of(session)
    query = _MINE.where(drafts.c.id == draft_id, taken_down.c.account_id == account_id)
    found = connection.execute(query.with_for_update() if is_writing(connection) else query).one_or_none()
    if found is None:
        return None
    *columns, channel, received_at = found
    draft = held(session, columns)
    if draft.sent_at is None and now >= draft.expires_at:
        raise Expired(draft.expires_at)
    return TakenDown(draft, Channel(channel), received_at)


def put_right(session: Session, taken: TakenDown, *, channel: Channel, received_at: datetime) -> TakenDown:
    """Another way or another moment than was said first. Raises AlreadySent."""
    must_be_held_by(session, taken.draft)
    if taken.draft.case_reference is not None:
        raise AlreadySent(taken.draft.case_reference)
    values = {"channel": channel, "received_at": received_at}
    mine = taken_down.c.draft_id == taken.draft.id
    connection_of(session).execute(update(taken_down).where(mine).values(values))
    return TakenDown(taken.draft, channel, received_at)


def unfinished(session: Session, *, account_id: str, now: datetime) -> tuple[Unfinished, ...]:
    """What this account began and has not sent, the one touched last first."""
    columns = (drafts.c.id, drafts.c.touched_at, drafts.c.expires_at, drafts.c.body.is_not(None).label("is_begun"))
    query = (
        select(*columns, taken_down.c.channel, taken_down.c.received_at)
        .join(taken_down, taken_down.c.draft_id == drafts.c.id)
        .where(taken_down.c.account_id == account_id, drafts.c.sent_at.is_(None), drafts.c.expires_at > now)
        .order_by(drafts.c.touched_at.desc(), drafts.c.id)
    )
    return tuple(
        Unfinished(
            draft_id=row.id,
            channel=Channel(row.channel),
            received_at=row.received_at,
            touched_at=row.touched_at,
            expires_at=row.expires_at,
            is_begun=bool(row.is_begun),
        )
        for row in connection_of(session).execute(query)
    )
