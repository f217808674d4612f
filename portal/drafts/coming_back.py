"""Coming back with a code: give one, show it again, open with it on another phone, shut one that somebody found.

Several browsers may hold one draft, each by its own token. Opening with the code adds one and ends none, so that a
child who changes phones is not thrown out of either; only "Someone found my code" ends the others.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from portal.drafts.codes import Code, derive, hash_of_code, read_code
from portal.drafts.keeping import HELD, Expired, Held, hash_of_token, held, must_be_held_by, new_token
from portal.drafts.models import drafts, tokens
from portal.drafts.tries import Trier, count_wrong, open_windows


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft, or what was sent from it (`draft.case_reference`), and the new token this browser now holds it by."""

    draft: Held
    token: str = field(repr=False)


def code_of(draft: Held, code_key: str) -> Code:
    """The draft's code, worked out afresh: it can be shown again to whoever holds the draft, and stands nowhere."""
    return derive(code_key, draft.id, draft.code_turn)


def give_code(session: Session, draft: Held, code_key: str) -> Held:
    """Make the draft's code work, once its first answer is kept. Given again, it is the same code."""
    return draft if draft.code_hash is not None else _with_code(session, draft, code_key)


def _with_code(session: Session, draft: Held, code_key: str) -> Held:
    must_be_held_by(session, draft)
    connection, turn = session.connection(), draft.code_turn
    while True:
        code_hash = hash_of_code(code_key, derive(code_key, draft.id, turn))
        if connection.scalar(select(drafts.c.id).where(drafts.c.code_hash == code_hash)) is None:
            break
        turn += 1  # another draft has this code: take the next
    connection.execute(update(drafts).where(drafts.c.id == draft.id).values(code_hash=code_hash, code_turn=turn))
    return replace(draft, code_hash=code_hash, code_turn=turn)


def open_with_code(session: Session, text: str, *, code_key: str, trier: Trier, now: datetime) -> Opened | None:
    """What the typed code opens; None for a wrong one, which is counted: the door must commit then too.

    What cannot be a code at all is no guess and is not counted. Raises TooManyTries, and Expired for a right code
    whose draft's time is over.
    """
    code = read_code(text)
    if code is None:
        return None
    windows = open_windows(session, trier, code_key=code_key, now=now)
    query = select(*HELD).where(drafts.c.code_hash == hash_of_code(code_key, code)).with_for_update()
    found = session.connection().execute(query).one_or_none()
    if found is None:
        count_wrong(windows, now)
        session.flush()
        return None
    draft = held(session, found)
    if draft.sent_at is None and now >= draft.expires_at:
        raise Expired(draft.expires_at)
    return Opened(draft, new_token(session, draft, now))


def shut_code(session: Session, draft: Held, token: str, code_key: str) -> Code:
    """A new code, because somebody found the old one: that one, and every token but this, open nothing any more."""
    turned = _with_code(session, replace(draft, code_turn=draft.code_turn + 1), code_key)
    others = delete(tokens).where(tokens.c.draft_id == draft.id, tokens.c.token_hash != hash_of_token(token))
    session.connection().execute(others)
    return code_of(turned, code_key)
