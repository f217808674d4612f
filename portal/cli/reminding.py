"""Beside the delivery: teams are reminded of what is due, and alarmed of what nobody opened. It knows no message."""

import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial

import structlog
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from portal import logs
from portal.cases.office import Office
from portal.cases.reminders import alarm, remind, to_alarm, to_remind
from portal.db import transaction, written
from portal.outbox.delivery import AWAY

#: What a council promises for danger is counted in minutes, so no more than one is lost here.
_EVERY_SECONDS = 60.0
#: Reminders go by the day. Looking through all that is open costs more, and a quarter of an hour is soon enough.
_REMINDERS_EVERY = 15  # rounds
_log = structlog.get_logger("portal.reminders")

#: The ids of cases to look at; and what is done about one of them.
Looked = Callable[[Session, datetime, Office], Iterable[str]]
Done = Callable[[Session, str, datetime, Office], int]


def remind_every_minute(
    engine: Engine, office: Office, stop: threading.Event, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> None:
    """Do so until told to stop, whatever goes wrong meanwhile. Any number of processes may do so at once."""
    rounds = 0
    while not stop.is_set():
        remind_once(engine, office, clock(), stop, reminders=rounds % _REMINDERS_EVERY == 0)
        rounds += 1
        stop.wait(_EVERY_SECONDS)


def remind_once(
    engine: Engine, office: Office, now: datetime, stop: threading.Event | None = None, *, reminders: bool = True
) -> int:
    """One round: alarms first, then reminders where wanted. Returns how many were written. Raises nothing."""
    rounds = [(to_alarm, alarm), *([(to_remind, remind)] if reminders else [])]
    number = 0
    for look, act in rounds:
        try:
            number += _round(engine, office, now, stop, look, act)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next round may go well
            # The name of the class only: an error's words may quote what somebody wrote.
            _log.warning("reminders-wait", error=type(error.__cause__ or error).__name__)
    if number:
        _log.info("reminded", reminders=number)
    return number


def _round(
    engine: Engine, office: Office, now: datetime, stop: threading.Event | None, look: Looked, act: Done
) -> int:
    with transaction(engine, writes=False) as session:
        found = tuple(look(session, now, office))
    number = 0
    for case_id in found:
        if stop and stop.is_set():
            break
        try:
            number += written(engine, partial(_done, act, case_id, now, office))
        except AWAY:
            raise  # it concerns them all
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one case, the others must be told of
            _log.error("reminder-broken", **logs.told(error))
    return number


def _done(act: Done, case_id: str, now: datetime, office: Office, session: Session) -> int:
    return int(act(session, case_id, now, office))
