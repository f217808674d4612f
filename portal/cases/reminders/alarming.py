"""Alarms the next team of the council's list about a case that nobody opened: once a step, whoever asks first.

The step, its message and its event are one transaction; the row of the step decides between two who ask at once.
"""

from collections.abc import Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, insert, select, update
from sqlalchemy.orm import Session

from portal.cases.acts.events import add_event
from portal.cases.handling import reminders
from portal.cases.models import case_events, case_flags, cases
from portal.cases.office import Office
from portal.cases.reminders.climbing import (
    CLIMBING,
    DECIDING,
    JUST_GONE,
    Occurred,
    Rung,
    Standing,
    Waits,
    next_alarm,
    standing,
)
from portal.cases.reminders.inboxes import kept_from, let_read, may_hear
from portal.clocks.working_days import london_date
from portal.db import coming_first, connection_of
from portal.outbox import post
from portal.outbox.counts import unsent
from portal.outbox.fillings import Link, Reference
from portal.outbox.messages import Alarm
from portal.vocabulary import Flag, Happened, Language

BY = "reminders"
_ALARM = "alarm"

_UNANSWERED = (
    case_flags.c.flag.in_(sorted(CLIMBING)),
    case_flags.c.settled_on.is_(None),
    case_flags.c.answered_at.is_(None),
)
_CASES = select(case_flags.c.case_id).where(*_UNANSWERED)
_FLAGS = select(case_flags.c.case_id, case_flags.c.flag, cases.c.received_at).join(
    cases, cases.c.id == case_flags.c.case_id
)
_EVENTS = select(*case_events.c["case_id", "number", "at", "happened", "by", "facts"]).where(
    case_events.c.happened.in_(DECIDING)
)
_RUNG = select(*reminders.c["case_id", "which", "step", "at"]).where(reminders.c.what == _ALARM)


def to_alarm(session: Session, now: datetime, office: Office) -> tuple[str, ...]:
    """The ids of cases whose next alarm is due, or whose flags were answered since; none while nobody is at work."""
    safety, holidays = office.council.safety, office.calendar.not_working
    if not any(safety.is_staffed(at, holidays) for at in (now, now - JUST_GONE)):
        return ()
    found = []
    for case_id, stands, rung in _standings(session, None):
        if stands.answered or _step(stands, rung, office.council.climb, now, office) is not None:
            found.append(case_id)
    return tuple(found)


def alarm(session: Session, case_id: str, now: datetime, office: Office) -> bool:
    """Alarm the next team about one case, if that is due; write down which of its flags were answered.

    True where a team was alarmed. Raises db.AskedAgain where another transaction did so at the same moment.
    """
    locked = select(cases.c.reference, cases.c.restricted).where(cases.c.id == case_id).with_for_update()
    case = session.execute(locked).one_or_none()
    stands, rung = next(((stands, rung) for _, stands, rung in _standings(session, case_id)), (None, ()))
    if case is None or stands is None:
        return False
    for flag, at in stands.answered:
        of_it = case_flags.c.case_id == case_id, case_flags.c.flag == flag
        session.execute(update(case_flags).where(*of_it).values(answered_at=at))
    kept = kept_from(session, case_id, restricted=case.restricted, council=office.council)
    teams = may_hear(office.council.climb, kept, office.council)
    step = _step(stands, rung, teams, now, office)
    if step is None or _is_idle(session, case.reference, teams, step):
        return False
    told = teams[step % len(teams) :][:1] if teams else ()
    let_read(session, case_id, told, kept)
    _write(session, case_id, stands.waiting, step, told, now)
    for key in told:
        reference = Reference(case.reference)
        message = Alarm(reference=reference, link=Link(office.portal_url, reference), since=stands.waiting[0].since)
        post(session, message, to=office.council.team(key).inbox, language=Language.ENGLISH, now=now)
    return bool(told)


def _step(
    stands: Standing, rung: tuple[Rung, ...], teams: tuple[str, ...], now: datetime, office: Office
) -> int | None:
    """The step of the alarm that is due: of what has waited longest, for there is one climb a case."""
    if not stands.waiting:
        return None
    safety, holidays = office.council.safety, office.calendar.not_working
    return next_alarm(stands.waiting[0], rung, len(teams), now, safety, holidays)


def _is_idle(session: Session, reference: str, teams: tuple[str, ...], step: int) -> bool:
    """Would one more alarm reach nobody new? While Notify is away, each team has one on its way and no more."""
    return unsent(session, reference, Alarm.kind) >= len(teams) if teams else step > 0


def _write(
    session: Session, case_id: str, waiting: tuple[Waits, ...], step: int, told: tuple[str, ...], now: datetime
) -> None:
    first = waiting[0]
    row = {"what": _ALARM, "which": str(first.number), "day": london_date(first.since), "step": step, "at": now}
    with coming_first():
        connection_of(session).execute(insert(reminders).values(case_id=case_id, **row))
    facts: dict[str, Any] = {"alarm": step + 1, "flags": [each.flag.value for each in waiting], "teams": list(told)}
    add_event(session, case_id, Happened.REMINDED, by=BY, now=now, facts=facts)


def _standings(session: Session, case_id: str | None) -> list[tuple[str, Standing, tuple[Rung, ...]]]:
    """Where each case with an open flag stands that nobody has answered yet; or where this one does."""

    def of(column: ColumnElement[str]) -> ColumnElement[bool]:
        return column.in_(_CASES) if case_id is None else column == case_id

    flags = session.execute(_FLAGS.where(*_UNANSWERED, of(case_flags.c.case_id)).order_by(case_flags.c.case_id)).all()
    events = _by_case(session, _EVENTS.where(of(case_events.c.case_id)).order_by(*_IN_ORDER))
    rung = _by_case(session, _RUNG.where(of(reminders.c.case_id)).order_by(reminders.c.case_id))
    found = []
    for each, rows in groupby(flags, key=lambda row: row.case_id):
        known = list(rows)
        occurred = [Occurred(row.number, row.at, row.happened, row.by, row.facts) for row in events.get(each, ())]
        rang = tuple(Rung(int(row.which), row.step, row.at) for row in rung.get(each, ()))
        flagged = [Flag(row.flag) for row in known]
        found.append((each, standing(flagged, occurred, rang, known[0].received_at), rang))
    return found


_IN_ORDER = (case_events.c.case_id, case_events.c.number)


def _by_case(session: Session, asked: Select[Any]) -> Mapping[str, list[Row[Any]]]:
    return {case_id: list(of_it) for case_id, of_it in groupby(session.execute(asked), key=lambda row: row.case_id)}
