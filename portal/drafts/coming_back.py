"""Coming back with a code: give one, show it again, open with it on another phone, shut one that somebody found.

Several browsers may hold one draft, each by its own token. Opening with the code adds one and ends none, so that a
child who changes phones is not thrown out of either; only "Someone found my code" ends the others.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from portal.db import connection_of
from portal.drafts.codes import Code, derive, hash_of_code, key_behind, read_code
from portal.drafts.keeping import HELD, Expired, Held, hash_of_token, held, must_be_held_by, new_token
from portal.drafts.models import drafts, taken_down, tokens
from portal.drafts.tries import Trier, count_wrong, open_windows

#: Logged when a code is shut, so that one that was shut after a backup was made does not open again: see brought_back.
CODE_SHUT = "code-shut"


#: What staff write down for somebody is nobody's to open before it was sent; it has no code before, and this holds it.
_IS_THEIRS = or_(drafts.c.sent_at.is_not(None), ~exists().where(taken_down.c.draft_id == drafts.c.id))


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft, or what was sent from it (`draft.case_reference`), and the new token this browser now holds it by."""

    draft: Held
    token: str = field(repr=False)


def code_of(draft: Held, code_keys: tuple[str, ...]) -> Code | None:
    """The draft's code, worked out afresh: it can be shown again to whoever holds the draft, and stands nowhere.

    None where it has none yet, or its key was taken out: `give_code` gives one.
    """
    key = key_behind(code_keys, draft.id, draft.code_turn, draft.code_hash)
    return None if key is None else derive(key, draft.id, draft.code_turn)


def give_code(session: Session, draft: Held, code_keys: tuple[str, ...]) -> Held:
    """Make the draft's code work, once its first answer is kept. Given again it is the same code, or a new one where
    the key of the old one was taken out: that one opens nothing any more.
    """
    works = key_behind(code_keys, draft.id, draft.code_turn, draft.code_hash) is not None
    return draft if works else _with_code(session, draft, code_keys)


def _with_code(session: Session, draft: Held, code_keys: tuple[str, ...]) -> Held:
    must_be_held_by(session, draft)
    connection, turn = connection_of(session), draft.code_turn
    while True:
        code = derive(code_keys[0], draft.id, turn)
        if connection.scalar(select(drafts.c.id).where(_is_behind(code, code_keys))) is None:
            break
        turn += 1  # another draft has this code: take the next
    code_hash = hash_of_code(code_keys[0], code)
    connection.execute(update(drafts).where(drafts.c.id == draft.id).values(code_hash=code_hash, code_turn=turn))
    return replace(draft, code_hash=code_hash, code_turn=turn)


def _is_behind(code: Code, code_keys: tuple[str, ...]) -> ColumnElement[bool]:
    return drafts.c.code_hash.in_([hash_of_code(key, code) for key in code_keys])


def open_with_code(
    session: Session, text: str, *, code_keys: tuple[str, ...], trier: Trier, now: datetime
) -> Opened | None:
    """What the typed code opens; None for a wrong one, which is counted: the door must commit then too.

    What cannot be a code at all is no guess and is not counted. Raises TooManyTries, and Expired for a right code
    whose draft's time is over.
    """
    code = read_code(text)
    if code is None:
        return None
    windows = open_windows(session, trier, code_key=code_keys[0], now=now)
    query = select(*HELD).where(_is_behind(code, code_keys), _IS_THEIRS).with_for_update(of=drafts)
    found = connection_of(session).execute(query).one_or_none()
    if found is None:
        count_wrong(windows, now)
        session.flush()
        return None
    draft = held(session, found)
    if draft.sent_at is None and now >= draft.expires_at:
        raise Expired(draft.expires_at)
    return Opened(draft, new_token(session, draft, now))


def shut_code(session: Session, draft: Held, token: str, code_keys: tuple[str, ...]) -> Held:
    """A new code, because somebody found the old one: that one, and every token but this, open nothing any more.

    Once it is committed, whoever asked for it logs `CODE_SHUT` with the draft's id and turn: a restored backup knows
    nothing of it otherwise.
    """
    turned = _with_code(session, replace(draft, code_turn=draft.code_turn + 1), code_keys)
    others = delete(tokens).where(tokens.c.draft_id == draft.id, tokens.c.token_hash != hash_of_token(token))
    connection_of(session).execute(others)
    return turned
