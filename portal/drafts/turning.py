"""How many codes hang on each of the keys that codes are made with, so that none is taken out too early."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.drafts.codes import key_behind
from portal.drafts.models import drafts

_CODES = select(drafts.c.id, drafts.c.code_turn, drafts.c.code_hash).where(drafts.c.code_hash.is_not(None))


def codes_by_key(session: Session, code_keys: tuple[str, ...]) -> list[int]:
    """How many codes each key made that still open something, in the keys' order; every code is tried once a key."""
    counts = dict.fromkeys(code_keys, 0)
    for row in session.execute(_CODES, execution_options={"yield_per": 1000}):
        key = key_behind(code_keys, row.id, row.code_turn, row.code_hash)
        if key is not None:
            counts[key] += 1
    return [counts[key] for key in code_keys]
