"""Is this portal in order? The database answers, has this release's schema, and what should go out goes out.

It refuses to say more than yes or no to whoever asks: the reason goes to the log, once, when it changes.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Engine

from portal.db import Unavailable, transaction
from portal.migrating import at_head
from portal.outbox.counts import Waiting, waiting

_log = structlog.get_logger(__name__)

#: Somebody may be in danger: an alert is tried every minute at least, so after five something is wrong.
URGENT_LIMIT = timedelta(minutes=5)
_KEPT_FOR = timedelta(seconds=1)


@dataclass(slots=True)
class Readiness:
    """Asked by machines, often, and perhaps by strangers: one of them looks, at most once a second, the rest are told.

    `limit` is how old a message may grow before it counts as stuck; `now` gives aware UTC instants.
    """

    engine: Engine
    limit: timedelta
    now: Callable[[], datetime]
    _looking: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _looked_at: datetime | None = None
    _fault: str = "not looked yet"

    def __call__(self) -> bool:
        """Yes or no, from the last second."""
        if self._looking.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._looking.release()
        return not self._fault

    def _look(self) -> None:
        now = self.now()
        # A clock that was put back is no reason to keep an old answer.
        if self._looked_at is not None and timedelta(0) <= now - self._looked_at < _KEPT_FOR:
            return
        before, self._fault, self._looked_at = self._fault, self._found(now), now
        if self._fault and self._fault != before:
            _log.error("not-ready", because=self._fault)
        elif before and not self._fault:
            _log.info("ready")

    def _found(self, now: datetime) -> str:
        """What is wrong, in a word; empty where nothing is."""
        try:
            if not at_head(self.engine):
                return "schema"
            with transaction(self.engine, writes=False) as session:
                return "outbox" if is_stuck(waiting(session), now, self.limit) else ""
        except Unavailable:
            return "database"


def is_stuck(outbox: Waiting, now: datetime, limit: timedelta) -> bool:
    """Has a message waited for longer than `limit`, or an urgent one for longer than `URGENT_LIMIT`?"""
    oldest = ((outbox.oldest, limit), (outbox.oldest_urgent, min(limit, URGENT_LIMIT)))
    return any(written is not None and now - written > patience for written, patience in oldest)
