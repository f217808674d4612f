"""Takes what is due out of the outbox to Notify, one message at a time, so that one crash leaves one doubt.

Claim and commit; send with no transaction open; settle and commit. Delivery is at least once. No message can hold up
the others, and none is given up while Notify has not refused it.
"""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from random import SystemRandom

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from portal import logs
from portal.council import MessageKind
from portal.db import Unavailable, transaction, written
from portal.outbox import claims
from portal.outbox.claims import Claim
from portal.outbox.models import Message, MessageState
from portal.outbox.notify import TIMEOUT_SECONDS, Notify, Outcome, Outgoing, Refused, Retry, Sent, Stop, Unknown

_log = structlog.get_logger(__name__)

Clock = Callable[[], datetime]

#: The database is away, or cannot take this now. It concerns every message, so none is to blame.
AWAY = (Unavailable, OperationalError, InterfaceError)


@dataclass(frozen=True, slots=True)
class Settled:
    """A message that came to its end. `reason` is empty where Notify took it, and never holds a word of it.

    `perhaps_twice`: it may have gone before, so long ago that Notify has forgotten.
    """

    message_id: str
    kind: MessageKind
    case_reference: str
    state: MessageState
    reason: str = ""
    perhaps_twice: bool = False


#: What else must be written down when a message comes to its end, in the same transaction. Called once a message.
OnSettled = Callable[[Session, Settled, datetime], None]
#: Who counts tries: kind of message and outcome, None where it broke in our own hands or was no longer ours.
OnTried = Callable[[str, Outcome | None], None]


@dataclass(frozen=True, slots=True)
class Pauses:
    """How long to wait after what goes wrong. `jitter` gives numbers from 0 to 1, so that deliverers do not march."""

    first: timedelta = timedelta(seconds=5)
    longest: timedelta = timedelta(minutes=15)
    longest_urgent: timedelta = timedelta(minutes=1)
    unknown: timedelta = timedelta(seconds=30)  # Notify may still be at it: asked too soon, it does not know either
    stopped: timedelta = timedelta(minutes=1)
    longest_between_rounds: timedelta = timedelta(seconds=30)
    jitter: Callable[[], float] = SystemRandom().random

    @classmethod
    def growing(cls, first: timedelta, longest: timedelta) -> "Pauses":
        """The same patience from a first pause and a longest one: what installations may set."""
        usual = cls()

        def scaled(pause: timedelta) -> timedelta:
            return min(pause * (first / usual.first), longest)

        return cls(
            first=first,
            longest=longest,
            longest_urgent=scaled(usual.longest_urgent),
            unknown=scaled(usual.unknown),
            stopped=scaled(usual.stopped),
            longest_between_rounds=scaled(usual.longest_between_rounds),
        )

    def before(self, attempt: int, longest: timedelta) -> timedelta:
        """Twice as long each time, up to `longest`, less up to half of it. `attempt` counts from 1."""
        doubled = self.first * (1 << min(attempt - 1, 20))
        return min(doubled, longest) * (1 - self.jitter() / 2)


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did: how many messages it took up, and what ended it early because it concerns them all."""

    taken: int
    trouble: Retry | Unknown | Stop | None = None


LEASE = timedelta(seconds=3 * TIMEOUT_SECONDS)  # asking, sending, and time to write it down
SURELY_REMEMBERED = timedelta(days=6)  # Notify's accounts keep messages for 7 days unless they are set otherwise


def _nothing_more(_session: Session, _settled: Settled, _now: datetime) -> None:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One deliverer: where messages wait, who takes them, what time it is, and how patient to be."""

    engine: Engine
    notify: Notify
    clock: Clock
    lease: timedelta = LEASE
    pauses: Pauses = Pauses()
    on_settled: OnSettled = _nothing_more
    on_tried: OnTried = lambda _kind, _outcome: None

    def run(self, stop: threading.Event, every: timedelta) -> None:
        """Deliver until told to stop, the message in hand first. Outlives the database and Notify being gone.

        When Notify fails, one message tries the way for all, with growing pauses: the rest go out once it is back.
        """
        failures = 0
        while not stop.is_set():
            try:
                done = self.once(stop)
            except (Unavailable, SQLAlchemyError) as error:  # whatever it says, the next round may go well
                failures += 1
                _log.warning("database-away", error=type(error.__cause__ or error).__name__)
                pause = self._growing(every, failures)
            else:
                failures = failures + 1 if done.trouble else 0
                pause = self._pause_after(done, every, failures)
            stop.wait(pause.total_seconds())

    def once(self, stop: threading.Event | None = None) -> Round:
        """Deliver until nothing is due or Notify is in trouble. Raises one of AWAY."""
        taken = 0
        claims.bring_back(self.engine, self.clock(), self.lease)
        while stop is None or not stop.is_set():
            claim = claims.take(self.engine, self.clock(), self.lease)
            if claim is None:
                break
            taken += 1
            outcome = self._deliver(claim)
            self.on_tried(claim.kind, outcome)
            if isinstance(outcome, Unknown | Stop) or (isinstance(outcome, Retry) and not outcome.alone):
                return Round(taken, outcome)
        return Round(taken)

    def _deliver(self, claim: Claim) -> Outcome | None:
        """Send one claimed message and settle it. None where it broke in a way that must not touch the others."""
        outcome: Outcome | None = None
        try:
            outcome = self._send(claim)
            if outcome:
                self._settle(claim, outcome)
        except AWAY:
            raise  # the lease ends by itself, and the next to claim it asks Notify first
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one message, the others must go out
            # Its class and place only: an error's words may quote the message.
            broken = type(error).__name__
            _log.error("message-broken", message=claim.id, kind=claim.kind, attempt=claim.attempt, **logs.told(error))
            # What Notify took is never sent again, even if it cannot be written down with all that hangs on it.
            taken_as = outcome.notify_id if isinstance(outcome, Sent) else None
            now = self.clock()
            due_at = now + self._pause(claim, Retry(broken))
            back = partial(claims.put_back, reason=broken, due_at=due_at, notify_id=taken_as, doubted_at=now)
            written(self.engine, lambda session: back(session, claim))
            return None
        return outcome

    def _send(self, claim: Claim) -> Outcome | None:
        """What came of it. None when it is no longer ours to send."""
        if claim.notify_id:
            return Sent(claim.notify_id)
        if claim.attempt > 1:
            # Whoever tried before may not have come back to say how it went, and a failure may have been half one.
            found = self.notify.find(claim.id)
            if found:
                return found
            until = self.clock() + self.lease
            if not written(self.engine, lambda session: claims.renew(session, claim, until)):
                return None  # asking took longer than the lease, or Notify has told us meanwhile that it has it
        with transaction(self.engine, writes=False) as session:
            row = session.get_one(Message, claim.id)
            ours = row.state is MessageState.CLAIMED and row.attempts == claim.attempt
            if not ours or row.due_at is None or self.clock() >= row.due_at:
                return None  # we stood still for longer than the lease: another has it, or may have it any moment
            message = Outgoing(row.id, row.kind, row.channel, row.to, json.loads(row.personalisation))
        outcome = self.notify.send(message)
        forgotten = claim.doubted_at is not None and self.clock() - claim.doubted_at > SURELY_REMEMBERED
        return replace(outcome, perhaps_twice=True) if forgotten and isinstance(outcome, Sent) else outcome

    def _settle(self, claim: Claim, outcome: Outcome) -> None:
        now = self.clock()
        written(self.engine, lambda session: self._write_down(session, claim, outcome, now))
        told = {"message": claim.id, "kind": claim.kind, "attempt": claim.attempt}
        match outcome:
            case Sent(perhaps_twice=twice):
                _log.info("message-sent", **told)
                if twice:
                    _log.warning("message-perhaps-sent-twice", **told)
            case Refused(reason):
                _log.error("message-refused", reason=reason, **told)
            case Retry(reason) | Unknown(reason) | Stop(reason):
                tell = _log.error if isinstance(outcome, Stop) else _log.warning
                tell("message-waits", reason=reason, stopped=isinstance(outcome, Stop), **told)

    def _write_down(self, session: Session, claim: Claim, outcome: Outcome, now: datetime) -> None:
        match outcome:
            case Sent(notify_id):
                if claims.sent(session, claim.id, notify_id, now):
                    self._tell(session, claim, outcome, now)
            case Refused(reason):
                if claims.refused(session, claim, reason):
                    self._tell(session, claim, outcome, now)
            case Retry(reason) | Stop(reason):
                claims.put_back(session, claim, reason, now + self._pause(claim, outcome))
            case Unknown(reason):
                due_at = now + self._pause(claim, outcome)
                claims.put_back(session, claim, reason, due_at, state=MessageState.UNKNOWN, doubted_at=now)

    def _tell(self, session: Session, claim: Claim, outcome: Sent | Refused, now: datetime) -> None:
        match outcome:
            case Sent(perhaps_twice=twice):
                end = Settled(claim.id, MessageKind(claim.kind), claim.case_reference, MessageState.SENT, "", twice)
            case Refused(reason):
                end = Settled(claim.id, MessageKind(claim.kind), claim.case_reference, MessageState.REFUSED, reason)
        self.on_settled(session, end, now)

    def _pause(self, claim: Claim, outcome: Retry | Unknown | Stop) -> timedelta:
        longest = self.pauses.longest_urgent if claim.urgent else self.pauses.longest
        growing = self.pauses.before(claim.attempt, longest)
        match outcome:
            case Stop():
                return self.pauses.stopped
            case Unknown():
                return max(growing, self.pauses.unknown)
            case Retry(after=after):
                return growing if after is None else max(growing, after)

    def _pause_after(self, done: Round, every: timedelta, failures: int) -> timedelta:
        match done.trouble:
            case None:
                return every
            case Stop():
                return self.pauses.stopped
            case Retry(after=timedelta() as after):
                return after
            case _:
                return self._growing(every, failures)

    def _growing(self, every: timedelta, failures: int) -> timedelta:
        return min(every * (1 << min(failures, 20)), self.pauses.longest_between_rounds)
