"""Drafts in a database that was brought back from a backup: no browser holds one, and codes that were shut stay shut.

Whoever left a page, or threw out others because somebody found the code, did so for good. A backup does not know of
what came after it; so every browser needs the four words again, and each code takes the highest turn anybody knows of.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from portal.drafts.codes import derive, hash_of_code, key_behind
from portal.drafts.models import drafts, tokens


@dataclass(frozen=True, slots=True)
class Turned:
    """How often a code has been shut, and the hash of the one that opens since; None where only the turn is known."""

    turn: int
    code_hash: str | None = None


def turns(session: Session) -> dict[str, Turned]:
    """How often each draft's code has been shut, by the draft's id; only those that were."""
    query = select(drafts.c.id, drafts.c.code_turn, drafts.c.code_hash).where(drafts.c.code_turn > 0)
    return {row.id: Turned(row.code_turn, row.code_hash) for row in session.execute(query)}


def end_tokens(session: Session) -> None:
    """No browser opens anything any more without its code."""
    session.connection().execute(delete(tokens))


def shut_again(session: Session, turns: Mapping[str, Turned], code_keys: tuple[str, ...]) -> int:
    """Shut codes that were shut after the backup was made. Returns how many.

    The new code of each is the one that was shown when it was shut: its hash is carried over. Where only the turn is
    known the code is worked out from it, with the key of the older one; it is another where that key turned between.
    """
    return sum(_shut_up_to(session, draft, turned, code_keys) for draft, turned in turns.items())


def _shut_up_to(session: Session, draft: str, turned: Turned, code_keys: tuple[str, ...]) -> int:
    turn = turned.turn
    older = select(drafts.c.code_turn, drafts.c.code_hash).where(drafts.c.id == draft, drafts.c.code_turn < turn)
    found = session.execute(older).one_or_none()
    if found is None:
        return 0
    key = key_behind(code_keys, draft, found.code_turn, found.code_hash) or code_keys[0]
    code_hash = turned.code_hash or hash_of_code(key, derive(key, draft, turn))
    new = {"code_turn": turn, "code_hash": code_hash}
    session.connection().execute(update(drafts).where(drafts.c.id == draft).values(new))
    return 1
