"""What there is to do at this moment, in numbers: open, due, overdue, unread, in danger; and what is to be learned.

Counts of cases by state, team and day. It refuses to count by who has a case, who opened one, or who owns an action.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, func, or_, select
from sqlalchemy.orm import Session

from portal.cases.handling import case_actions, case_teams, case_waits
from portal.cases.models import case_duties, case_flags, cases
from portal.cases.waiting import ANY_TEAM, Wait
from portal.db import connection_of
from portal.reports.dashboard_periods import Span
from portal.reports.dashboard_sight import Sight
from portal.vocabulary import ActionKind, CaseState, Flag

OPEN = (CaseState.NEW, CaseState.OPEN, CaseState.ON_HOLD)


@dataclass(frozen=True, slots=True)
class Now:
    """How many cases. `danger_unread` are those of `danger` that nobody has opened or taken since."""

    states: Mapping[CaseState, int]
    overdue: int
    this_week: int
    unread: int
    danger: int
    danger_unread: int


@dataclass(frozen=True, slots=True)
class AtTeam:
    """Cases that are open at a team, and those of them in which it owes something overdue."""

    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Learning:
    """Learning actions: open ones, those of them overdue, and those settled in some time, done or not."""

    open: int
    overdue: int
    done: int
    not_done: int


_IS_OWED = and_(case_duties.c.done_on.is_(None), case_duties.c.held_on.is_(None))
_IS_DANGER = and_(case_flags.c.flag == Flag.DANGER, case_flags.c.settled_on.is_(None))


def now_of(session: Session, sight: Sight, today: date) -> Now:
    """What stands open on this London date. A week ends on Sunday, as in the worklist."""
    ask = connection_of(session).execute
    sunday = today + timedelta(days=6 - today.weekday())
    is_open = sight.cases(cases.c.state.in_(OPEN))
    states = select(is_open.c.state, func.count()).group_by(is_open.c.state)
    by_state: dict[str, int] = {row[0]: row[1] for row in ask(states)}
    danger = _among(select(func.count(), func.count().filter(case_flags.c.answered_at.is_(None))), case_flags, sight)
    row = ask(danger.where(_IS_DANGER)).one()
    unread = _among(select(func.count(case_waits.c.case_id.distinct())), case_waits, sight)
    due = _among(select(_number(case_duties, case_duties.c.due_on < today)), case_duties, sight)
    owed = due.add_columns(_number(case_duties, case_duties.c.due_on >= today))
    overdue, this_week = ask(owed.where(_IS_OWED, case_duties.c.due_on <= sunday)).one()
    return Now(
        states={state: by_state.get(state, 0) for state in OPEN},
        overdue=overdue,
        this_week=this_week,
        unread=ask(unread.where(case_waits.c.what == Wait.UNOPENED, case_waits.c.team == ANY_TEAM)).scalar_one(),
        danger=row[0],
        danger_unread=row[1],
    )


def at_teams(session: Session, sight: Sight, today: date) -> Mapping[str, AtTeam]:
    """What each team has open, and what is overdue there; only the teams that this reader may see in a list."""
    ask = connection_of(session).execute
    team, owing = case_teams.c.team, case_duties.c.team
    open_now = _among(select(team, func.count()), case_teams, sight).where(case_teams.c.state.in_(OPEN)).group_by(team)
    late = _among(select(owing, func.count(case_duties.c.case_id.distinct())), case_duties, sight)
    late = late.where(_IS_OWED, case_duties.c.due_on < today).group_by(owing)
    by_team: dict[str, int] = {row[0]: row[1] for row in ask(open_now)}
    overdue: dict[str, int] = {row[0]: row[1] for row in ask(late)}
    return {
        each: AtTeam(by_team.get(each, 0), overdue.get(each, 0))
        for each in sorted({*by_team, *overdue})
        if sight.teams is None or each in sight.teams
    }


def learning_of(session: Session, sight: Sight, today: date, span: Span) -> Learning:
    """Learning actions that are open today, and those settled in this time."""
    is_open, settled = case_actions.c.settled_on.is_(None), case_actions.c.settled_on.between(span.first, span.last)
    numbers = (
        func.count().filter(is_open),
        func.count().filter(is_open, case_actions.c.due_on < today),
        func.count().filter(settled, case_actions.c.done.is_(True)),
        func.count().filter(settled, case_actions.c.done.is_(False)),
    )
    asked = _among(select(*numbers), case_actions, sight)
    ours = case_actions.c.kind == ActionKind.LEARNING, or_(is_open, settled)
    return Learning(*connection_of(session).execute(asked.where(*ours)).one())


def _among(asked: Any, table: Table, sight: Sight) -> Any:
    """The same, of cases that may be counted."""
    seen = sight.cases()
    return asked.join_from(table, seen, seen.c.id == table.c.case_id)


def _number(table: Table, condition: ColumnElement[bool]) -> ColumnElement[int]:
    """How many cases, each once, have a row of which this holds."""
    return func.count(table.c.case_id.distinct()).filter(condition)
