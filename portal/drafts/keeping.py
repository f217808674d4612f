"""Keeping an unfinished conversation: begin it, find it again by its token, keep answers, mark it sent, leave.

Knows nothing of the script or of cases; a token is only ever seen here on its way to being hashed.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from portal.conversation import Answers
from portal.db import connection_of, is_writing
from portal.drafts.models import drafts, tokens
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A draft as one transaction found it. `body` is empty before the first answer and once it was sent."""

    id: str
    body: str | None = field(repr=False)
    language: str
    code_hash: str | None
    code_turn: int
    expires_at: datetime  # counts only until it is sent
    sent_at: datetime | None
    case_reference: str | None
    found_in: Session = field(repr=False, compare=False)


# Statements are made once and speak of tables, not of objects: every answer from a phone passes here twice.
HELD = (
    drafts.c.id,
    drafts.c.body,
    drafts.c.language,
    drafts.c.code_hash,
    drafts.c.code_turn,
    drafts.c.expires_at,
    drafts.c.sent_at,
    drafts.c.case_reference,
)
_BY_TOKEN = (
    select(*HELD, tokens.c.opened_at)
    .join(tokens, tokens.c.draft_id == drafts.c.id)
    .where(tokens.c.token_hash == bindparam("held_by"))
)
# SQLite holds the whole database for a writer and compiles this to nothing; PostgreSQL needs it. The token is locked
# too: of two who come at once, one that the other throws out finds no token any more once its turn has come.
_BY_TOKEN_TO_WRITE = _BY_TOKEN.with_for_update(of=(drafts, tokens))
_KEEP = (
    update(drafts)
    .where(drafts.c.id == bindparam("of"))
    .values(body=bindparam("kept"), touched_at=bindparam("now"), expires_at=bindparam("until"))
)


def begin(session: Session, *, language: str, days: int, now: datetime) -> tuple[Held, str]:
    """A new draft, kept for `days` days, and the token that opens it. The token is not stored: the browser keeps it."""
    held = made(session, language=language, days=days, now=now)
    return held, new_token(session, held, now)


def made(session: Session, *, language: str, days: int, now: datetime) -> Held:
    """A new draft that nothing opens yet."""
    held = Held(
        id=str(uuid4()),
        body=None,
        language=language,
        code_hash=None,
        code_turn=0,
        expires_at=now + timedelta(days=days),
        sent_at=None,
        case_reference=None,
        found_in=session,
    )
    row = {"id": held.id, "language": language, "code_turn": 0, "expires_at": held.expires_at}
    connection_of(session).execute(insert(drafts), row | {"created_at": now, "touched_at": now})
    return held


def new_token(session: Session, draft: Held, now: datetime) -> str:
    """One more token that opens this draft: 256 random bits as text."""
    token = secrets.token_urlsafe(32)
    row = {"token_hash": hash_of_token(token), "draft_id": draft.id, "opened_at": now}
    connection_of(session).execute(insert(tokens), row)
    return token


def hash_of_token(token: str) -> str:
    """What is stored of a token. No key is needed: 256 random bits cannot be guessed back from a hash."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def find(session: Session, token: str, now: datetime) -> Held | None:
    """The draft a token opens, read afresh; None for a token that is unknown, was left, or lapsed a day after sending.

    In a writing transaction the row stays locked until it ends, so that `keep` builds on the newest answers.
    Raises Expired.
    """
    connection = connection_of(session)
    query = _BY_TOKEN_TO_WRITE if is_writing(connection) else _BY_TOKEN
    found = connection.execute(query, {"held_by": hash_of_token(token)}).one_or_none()
    if found is None:
        return None
    *columns, opened_at = found
    draft = held(session, columns)
    if draft.sent_at is not None:
        return draft if now < max(draft.sent_at, opened_at) + OPEN_AFTER_SENDING else None
    if now >= draft.expires_at:
        raise Expired(draft.expires_at)
    return draft


def held(session: Session, row: Iterable[Any]) -> Held:
    """A row of the columns in `HELD` as what it is."""
    return Held(**dict(zip((column.name for column in HELD), row, strict=True)), found_in=session)


def answers(draft: Held) -> Answers:
    """What has been answered so far; nothing (script version 0) before the first answer and after sending."""
    return Answers({}, 0) if draft.body is None else Answers.from_json(draft.body)


def keep(session: Session, draft: Held, answers: Answers, *, days: int, now: datetime) -> Held:
    """Keep these answers, and the draft for `days` more days.

    The draft must have been found in this same writing transaction: answers worked out from an older reading would
    undo what another tab kept in between. Raises AlreadySent.
    """
    must_be_held_by(session, draft)
    if draft.case_reference is not None:
        raise AlreadySent(draft.case_reference)
    body, until = answers.to_json(), now + timedelta(days=days)
    connection_of(session).execute(_KEEP, {"of": draft.id, "kept": body, "now": now, "until": until})
    return replace(draft, body=body, expires_at=until)


def mark_sent(session: Session, draft: Held, case_reference: str, now: datetime) -> Held:
    """Empty a draft that became a case. Its code, and for a day its tokens, still open dates and team, never the story.

    Marking it again with the same reference changes nothing; with another it raises AlreadySent.
    """
    must_be_held_by(session, draft)
    if draft.case_reference == case_reference:
        return draft
    if draft.case_reference is not None:
        raise AlreadySent(draft.case_reference)
    sent = {"body": None, "sent_at": now, "case_reference": case_reference}
    connection_of(session).execute(update(drafts).where(drafts.c.id == draft.id).values(sent))
    return replace(draft, body=None, sent_at=now, case_reference=case_reference)


def must_be_held_by(session: Session, draft: Held) -> None:
    """Raises RuntimeError for a draft from an earlier transaction, or one that was only read."""
    # What was worked out from it may be older than what another tab kept in between.
    if draft.found_in is not session or not is_writing(connection_of(session)):
        raise RuntimeError("a draft is changed only in the writing transaction that found it")


def leave(session: Session, token: str) -> None:
    """End this token, so that Back and the history show nothing. Other phones and the code still open the draft."""
    connection_of(session).execute(delete(tokens).where(tokens.c.token_hash == hash_of_token(token)))
