"""What is let go of once its time is over: one table of it all. Knows when, by the council's retention; not how.

Cases are not in it: after how many years one goes, and which is held back, people decide.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from portal.cases.letting_go import purge_codes
from portal.council import Retention
from portal.drafts import letting_go as drafts
from portal.outbox.letting_go import purge_sent
from portal.staff import letting_go as staff

AT_ONCE = 200  # rows in one transaction: some milliseconds, so that whoever writes meanwhile hardly waits

#: Removes some of what is over by an instant (aware UTC), at most so many rows. Returns how many.
Batch = Callable[[Session, datetime, int], int]


def batches(retention: Retention) -> Mapping[str, Batch]:
    """What goes, by the name it is counted under."""
    return {
        "drafts": drafts.purge_unsent,
        "tokens": drafts.purge_tokens,
        "tries": drafts.purge_tries,
        "messages": partial(purge_sent, days=retention.messages_days),
        "codes": purge_codes,
        "sign_ins": staff.purge_sessions,
        "sign_in_tries": staff.purge_tries,
    }


def let_go(session: Session, now: datetime, retention: Retention) -> dict[str, int]:
    """All of it in the caller's transaction, where nobody waits for it. Returns how many of each went."""
    return {name: _all_of(batch, session, now) for name, batch in batches(retention).items()}


def _all_of(batch: Batch, session: Session, now: datetime) -> int:
    gone = 0
    while some := batch(session, now, AT_ONCE):
        gone += some
    return gone
