"""Ids of cases: what the tables know a case by. Nobody is shown one; people have the reference."""

import secrets
from datetime import UTC, datetime, timedelta
from uuid import UUID

_RANDOM_BITS = 74
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def new_case_id(now: datetime) -> str:
    """A fresh id for a case that is filed `now` (aware), as UUID version 7 (RFC 9562 §5.7): later ones sort later.

    So what is new lies together in every index that has a case in it. Lists ask mostly for new cases, and found each of
    them in a page of its own where ids were without order: twice as slow among a million cases as among ten thousand.
    """
    milliseconds = (now - _BEGINNING) // timedelta(milliseconds=1)
    luck = secrets.randbits(_RANDOM_BITS)
    return str(UUID(int=milliseconds << 80 | 0x7 << 76 | luck >> 62 << 64 | 0b10 << 62 | luck & (1 << 62) - 1))
