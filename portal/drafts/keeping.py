"""Keeping an unfinished conversation: begin it, find it again by its token, keep answers, mark it sent, leave, purge.

Knows nothing of the script or of cases; a token is only ever seen here on its way to being hashed.
"""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import CursorResult, Delete, delete, select
from sqlalchemy.orm import Session

from portal.conversation import Answers
from portal.drafts.models import Draft, DraftToken
from portal.drafts.tries import forget_old_windows
from portal.vocabulary import Refusal

#: How long a browser still opens what it sent. Then the code is needed: on a shared phone the next person gets nothing.
OPEN_AFTER_SENDING = timedelta(days=1)


class Expired(Refusal):
    """A draft's time is over; its answers are about to be removed, or have been."""

    def __init__(self, expired_at: datetime) -> None:
        super().__init__("We kept your answers for as long as we said. They have gone now. You can start again.")
        self.expired_at = expired_at


class AlreadySent(Refusal):
    """A draft that was sent takes no more answers, and cannot be sent as another case."""

    def __init__(self, case_reference: str) -> None:
        super().__init__("You have sent this already. We have it.")
        self.case_reference = case_reference


def begin(session: Session, *, language: str, days: int, now: datetime) -> tuple[Draft, str]:
    """A new draft, kept for `days` days, and the token that opens it. The token is not stored: the browser keeps it."""
    draft = Draft(
        id=str(uuid4()),
        language=language,
        code_turn=0,
        created_at=now,
        touched_at=now,
        expires_at=now + timedelta(days=days),
    )
    session.add(draft)
    session.flush()
    return draft, new_token(session, draft, now)


def new_token(session: Session, draft: Draft, now: datetime) -> str:
    """One more token that opens this draft: 256 random bits as text."""
    token = secrets.token_urlsafe(32)
    session.add(DraftToken(token_hash=hash_of_token(token), draft_id=draft.id, opened_at=now))
    session.flush()
    return token


def hash_of_token(token: str) -> str:
    """What is stored of a token. No key is needed: 256 random bits cannot be guessed back from a hash."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def find(session: Session, token: str, now: datetime) -> Draft | None:
    """The draft a token opens, read afresh; None for a token that is unknown, was left, or lapsed a day after sending.

    In a writing transaction the row stays locked until it ends, so that `keep` builds on the newest answers.
    Raises Expired.
    """
    query = (
        select(Draft, DraftToken.opened_at)
        .join(DraftToken, DraftToken.draft_id == Draft.id)
        .where(DraftToken.token_hash == hash_of_token(token))
        .execution_options(populate_existing=True)
    )
    if is_writing(session):
        # SQLite holds the whole database for a writer and compiles this to nothing; PostgreSQL needs it.
        query = query.with_for_update(of=Draft)
    found = session.execute(query).one_or_none()
    if found is None:
        return None
    draft, opened_at = found
    if draft.sent_at is not None:
        return draft if now < max(draft.sent_at, opened_at) + OPEN_AFTER_SENDING else None
    if now >= draft.expires_at:
        raise Expired(draft.expires_at)
    return draft


def is_writing(session: Session) -> bool:
    """Was this session's transaction opened to write? See db.transaction."""
    return bool(session.connection().get_execution_options().get("portal_writes", False))


def answers(draft: Draft) -> Answers:
    """What has been answered so far; nothing (script version 0) before the first answer and after sending."""
    return Answers({}, 0) if draft.body is None else Answers.from_json(draft.body)


def keep(session: Session, draft: Draft, answers: Answers, *, days: int, now: datetime) -> None:
    """Keep these answers, and the draft for `days` more days.

    The draft must have been found in this same writing transaction: answers worked out from an older reading would
    undo what another tab kept in between. Raises AlreadySent.
    """
    _must_be_held_by(session, draft)
    if draft.case_reference is not None:
        raise AlreadySent(draft.case_reference)
    draft.body = answers.to_json()
    draft.touched_at = now
    draft.expires_at = now + timedelta(days=days)
    session.flush()


def mark_sent(session: Session, draft: Draft, case_reference: str, now: datetime) -> None:
    """Empty a draft that became a case. Its code, and for a day its tokens, still open dates and team, never the story.

    Marking it again with the same reference changes nothing; with another it raises AlreadySent.
    """
    _must_be_held_by(session, draft)
    if draft.case_reference == case_reference:
        return
    if draft.case_reference is not None:
        raise AlreadySent(draft.case_reference)
    draft.body = None
    draft.sent_at = now
    draft.case_reference = case_reference
    session.flush()


def _must_be_held_by(session: Session, draft: Draft) -> None:
    # A draft carried over from an earlier transaction would take the answer and never write it.
    if draft not in session or not is_writing(session):
        raise RuntimeError("a draft is changed only in the writing transaction that found it")


def leave(session: Session, token: str) -> None:
    """End this token, so that Back and the history show nothing. Other phones and the code still open the draft."""
    session.execute(delete(DraftToken).where(DraftToken.token_hash == hash_of_token(token)))


def purge(session: Session, now: datetime) -> int:
    """Remove unsent drafts whose time is over, lapsed tokens, and old counts of tries. Returns the drafts removed."""
    # One statement, and the tokens go with it (ON DELETE CASCADE): an answer kept meanwhile saves its draft.
    removed = _delete(session, delete(Draft).where(Draft.sent_at.is_(None), Draft.expires_at <= now))
    lapsed = now - OPEN_AFTER_SENDING
    sent_before = select(Draft.id).where(Draft.sent_at <= lapsed)
    _delete(session, delete(DraftToken).where(DraftToken.opened_at <= lapsed, DraftToken.draft_id.in_(sent_before)))
    forget_old_windows(session, now)
    return removed


def _delete(session: Session, statement: Delete) -> int:
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return cast("CursorResult[Any]", result).rowcount
