"""Reminds teams of what is due or late on a case, of remedies and learning, and of messages nobody made good.

A reminder's row, its messages and its event are one transaction; the row decides between two who ask at once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, String, cast, exists, func, insert, literal, select, union
from sqlalchemy.orm import Session

from portal.cases.acts.events import add_event
from portal.cases.handling import case_actions, reminders
from portal.cases.models import case_duties, case_events, case_flags, cases, issues
from portal.cases.office import Office
from portal.cases.reminders.alarming import BY
from portal.cases.reminders.days import LATE, ON_THE_DAY, Step, horizon, is_time, step_of_duty, step_of_late
from portal.cases.reminders.inboxes import kept_from, let_read, may_hear
from portal.clocks.running import extends_to
from portal.clocks.working_days import london_date
from portal.db import coming_first, connection_of
from portal.outbox import post
from portal.outbox.fillings import Link, Reference
from portal.outbox.messages import Personalised, Reminder, Undelivered
from portal.vocabulary import ActionKind, Duty, Flag, Happened, IssueKind, Language, Role

#: A message was lost, and a person must make it good: said again every working day.
LOST = (Flag.UNDELIVERED, Flag.TEAM_NOT_TOLD)
_OPEN = case_duties.c.done_on.is_(None), case_duties.c.held_on.is_(None)
_UNDONE = case_actions.c.settled_on.is_(None)
_UNMADE = case_flags.c.flag.in_(LOST), case_flags.c.settled_on.is_(None)


@dataclass(frozen=True, slots=True)
class Told:
    """One thing somebody is reminded of now. `teams` are who should hear it; none where another one says it already."""

    what: Duty | ActionKind | Flag
    which: str
    day: date
    step: int
    next_on: date | None
    teams: tuple[str, ...]
    facts: dict[str, Any]


def to_remind(session: Session, now: datetime, office: Office) -> tuple[str, ...]:
    """The ids of cases of which somebody may have to be reminded now; none while it is not the time for it."""
    if not is_time(now, office.council.safety, office.calendar):
        return ()
    today = london_date(now)
    furthest = horizon(today, office.calendar, office.council.reminders.days_before)
    duties = select(case_duties.c.case_id).where(
        *_OPEN,
        case_duties.c.due_on <= furthest,
        ~_told_until(today, case_duties.c.case_id, case_duties.c.duty, case_duties.c.team, case_duties.c.due_on),
    )
    number = cast(case_actions.c.number, String)
    actions = select(case_actions.c.case_id).where(
        _UNDONE,
        case_actions.c.due_on <= furthest,
        (case_actions.c.due_on < today) | (case_actions.c.kind == ActionKind.LEARNING),
        ~_told_until(today, case_actions.c.case_id, case_actions.c.kind, number, case_actions.c.due_on),
    )
    lost = select(case_flags.c.case_id).where(
        *_UNMADE, ~_told_until(today, case_flags.c.case_id, case_flags.c.flag, literal(""), literal(today))
    )
    return tuple(session.scalars(union(duties, actions, lost)))


def _told_until(today: date, case_id: Any, what: Any, which: Any, day: Any) -> ColumnElement[bool]:
    """Whether somebody was told of this, and nothing more is to be said of it yet."""
    row = reminders.c
    still = (row.next_on.is_(None)) | (row.next_on > today)
    return exists().where(row.case_id == case_id, row.what == what, row.which == which, row.day == day, still)


def remind(session: Session, case_id: str, now: datetime, office: Office) -> int:
    """Remind whoever must be of one case, and return of how many things.

    Raises db.AskedAgain where another transaction did so at the same moment.
    """
    case = session.execute(_CASE.where(cases.c.id == case_id).with_for_update()).one_or_none()
    if case is None or not is_time(now, office.council.safety, office.calendar):
        return 0
    known = _known(session, case_id)
    due = {(str(each.what), each.which, each.day): each for each in _all(session, case, london_date(now), office)}
    new = [each for key, each in due.items() if known.get(key, -1) < each.step]
    kept = kept_from(session, case_id, restricted=case.restricted, council=office.council) if new else None
    for each in new:
        _row(session, case_id, each, now)
        if each.teams:
            heard = may_hear(each.teams, kept, office.council)
            let_read(session, case_id, heard, kept)
            _tell(session, case, each, heard, now, office)
    return sum(bool(each.teams) for each in new)


_CASE = select(*cases.c["id", "reference", "restricted", "received_on"])


def _known(session: Session, case_id: str) -> dict[tuple[str, str, date], int]:
    """The newest step of everything somebody was told of this case."""
    row = reminders.c
    newest = select(row.what, row.which, row.day, func.max(row.step)).where(row.case_id == case_id)
    found = session.execute(newest.group_by(row.what, row.which, row.day))
    return {(what, which, day): step for what, which, day, step in found}


def _all(session: Session, case: Row[Any], today: date, office: Office) -> Iterator[Told]:
    """Everything that is to be said of a case today, whether it was said or not."""
    duties = session.execute(select(case_duties).where(*_OPEN, case_duties.c.case_id == case.id)).all()
    yield from _of_duties(duties, case.received_on, today, office)
    yield from _of_actions(session, case.id, today, office)
    for flag in session.scalars(select(case_flags.c.flag).where(*_UNMADE, case_flags.c.case_id == case.id)):
        if _raised_on(session, case.id, flag) < today:  # on its own day it was told already
            yield Told(Flag(flag), "", today, 0, None, (_complaints(office),), {"flag": flag})


def _of_duties(duties: Iterable[Row[Any]], received_on: date, today: date, office: Office) -> Iterator[Told]:
    """What is owed. A latest day that is the day of its duty says nothing of its own: one message is enough."""
    duties = tuple(duties)
    said_with = {(extends_to(Duty(each.duty)), each.team, each.due_on) for each in duties}
    for each in duties:
        duty = Duty(each.duty)
        before = office.council.reminders.days_before
        step = step_of_duty(each.due_on, today, office.calendar, before, since=received_on)
        if step:
            is_said = (duty, each.team, each.due_on) in said_with
            teams = () if is_said else _teams(each.team, step, office)
            facts = {"duty": duty.value, "when": step.when, "due_on": each.due_on.isoformat()}
            yield Told(duty, each.team, each.due_on, step.number, step.next_on, teams, facts)


def _of_actions(session: Session, case_id: str, today: date, office: Office) -> Iterator[Told]:
    """What was agreed: a remedy once it is late, learning as a duty is, for it is done by those it is to change."""
    shown = case_actions.c["kind", "number", "agreed_on", "due_on"]
    before, complaints = office.council.reminders.days_before, _complaints(office)
    for action in session.execute(select(*shown).where(_UNDONE, case_actions.c.case_id == case_id)).all():
        kind, due_on = ActionKind(action.kind), action.due_on
        step = step_of_late(due_on, today, office.calendar)
        if kind is ActionKind.LEARNING:
            step = step_of_duty(due_on, today, office.calendar, before, since=action.agreed_on)
        if step:
            team = complaints if step.number >= LATE else _learns(session, case_id) or complaints
            facts = {"action": action.number, "when": step.when, "due_on": due_on.isoformat()}
            yield Told(kind, str(action.number), due_on, step.number, step.next_on, (team,), facts)


def _learns(session: Session, case_id: str) -> str | None:
    """The team whose part of the case it comes from; None where several have one, for no action says of which it is.

    Whose it is by name is sealed, and a name is nobody's inbox.
    """
    rows = session.execute(select(*issues.c["kind", "team"]).where(issues.c.case_id == case_id)).all()
    complained = {row.team for row in rows if row.kind == IssueKind.COMPLAINT}
    teams = complained or {row.team for row in rows}
    return next(iter(teams)) if len(teams) == 1 else None


def _teams(team: str, step: Step, office: Office) -> tuple[str, ...]:
    return (team, _complaints(office)) if step.number >= LATE else (team,)


def _complaints(office: Office) -> str:
    return office.council.team_for_role(Role.COMPLAINTS).key


def _raised_on(session: Session, case_id: str, flag: str) -> date:
    happened = select(case_events.c.at, case_events.c.facts).where(
        case_events.c.case_id == case_id, case_events.c.happened == Happened.FLAGGED
    )
    found = session.execute(happened.order_by(case_events.c.number.desc()))
    return next((london_date(event.at) for event in found if event.facts.get("flag") == flag), date.min)


def _row(session: Session, case_id: str, told: Told, now: datetime) -> None:
    row = {"what": told.what, "which": told.which, "day": told.day, "step": told.step, "next_on": told.next_on}
    with coming_first():
        connection_of(session).execute(insert(reminders).values(case_id=case_id, at=now, **row))


def _tell(session: Session, case: Row[Any], told: Told, heard: tuple[str, ...], now: datetime, office: Office) -> None:
    message = _message(session, case, told, office)
    for key in heard:
        post(session, message, to=office.council.team(key).inbox, language=Language.ENGLISH, now=now)
    facts = told.facts | {"teams": list(heard)}
    add_event(session, case.id, Happened.REMINDED, by=BY, now=now, facts=facts)


def _message(session: Session, case: Row[Any], told: Told, office: Office) -> Personalised:
    reference = Reference(case.reference)
    link = Link(office.portal_url, reference)
    if isinstance(told.what, Flag):
        first_due = select(func.min(case_duties.c.due_on)).where(*_OPEN, case_duties.c.case_id == case.id)
        is_theirs = told.what is Flag.UNDELIVERED
        due = session.scalar(first_due)
        return Undelivered(reference=reference, link=link, due=due, for_complainant=is_theirs, for_team=not is_theirs)
    today, late = told.step == ON_THE_DAY, told.step >= LATE
    return Reminder(reference=reference, link=link, what=told.what, due=told.day, today=today, late=late)
