"""What there is to do: what is due, by day and duty, and what waits for a person; a page of rows, and how many.

Who sees which case is asked of `access.visible_to` alone. It only reads, and opens nothing that is sealed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, exists, func, literal, or_, select, tuple_, union
from sqlalchemy.orm import Session

from portal.cases.access import Viewer, visible_to
from portal.cases.alerted import Alerted, alerted_of
from portal.cases.handling import case_people, case_waits
from portal.cases.listing import COUNTED, PAGE, Listed, Page, Place, listed, up_to
from portal.cases.models import case_duties, cases
from portal.cases.office import Office
from portal.cases.waiting import ANY_TEAM, Wait
from portal.clocks.guides import first_reading_by
from portal.clocks.running import EXTENSIONS, Standing, standing
from portal.clocks.working_days import london_date
from portal.db import connection_of
from portal.staff import Staff
from portal.vocabulary import CaseState, Duty, Flag, StaffRole


class Whose(StrEnum):
    """Whose duties a list holds."""

    MINE = "mine"
    TEAMS = "teams"
    ALL = "all"


class Group(StrEnum):
    """How near a day is."""

    OVERDUE = "overdue"
    TODAY = "today"
    THIS_WEEK = "this-week"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Owed:
    """One duty of one case: the earliest of its parts, since the shortest clock leads. `part` is None for the whole."""

    case: Listed
    duty: Duty
    part: int | None
    team: str
    due_on: date
    stands: Standing
    group: Group


@dataclass(frozen=True, slots=True)
class Waiting:
    """One case that waits for something, since a London date; to be seen to by `by`, where there is such a day.

    `alerted`: who acts on it, where somebody was alerted of what waits.
    """

    case: Listed
    since: date
    by: date | None = None
    stands: Standing | None = None
    alerted: Alerted | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows each list has; where there are more than COUNTED, one more than that."""

    due: Mapping[Whose, int]
    waiting: Mapping[Wait, int]


#: Sees enough of what everybody does for a list of it all; the others see their own and their teams'.
_OVERSEES = frozenset(
    {
        StaffRole.COMPLAINTS_MANAGER,
        StaffRole.COMPLAINTS_OFFICER,
        StaffRole.SENIOR,
        StaffRole.SAFETY_LEAD,
        StaffRole.OUTSIDE_READER,
    }
)
#: Handles what the complaints team is to answer, beside its manager.
_AS = {StaffRole.COMPLAINTS_OFFICER: StaffRole.COMPLAINTS_MANAGER}
#: What somebody was alerted of.
_ALERTS = {Wait.DANGER: Flag.DANGER, Wait.RETALIATION: Flag.RETALIATION}
#: The duty that a latest day belongs to: the day that stands is that one's, as long as it is owed.
_SHORTER = {extension.furthest: duty for duty, extension in EXTENSIONS.items()}
_OPEN_STATES = (CaseState.NEW, CaseState.OPEN, CaseState.ON_HOLD)
_OPEN = and_(case_duties.c.done_on.is_(None), case_duties.c.held_on.is_(None))
_IN_TURN = (case_duties.c.due_on, case_duties.c.duty, case_duties.c.case_id)
_LONGEST = (case_waits.c.since, case_waits.c.case_id)


def offered(staff: Staff, office: Office) -> tuple[Whose, ...]:
    """The lists of duties that are anything to this person, and the one to begin with last."""
    found = [Whose.MINE]
    found += [Whose.TEAMS] if teams_of(staff, office) else []
    found += [Whose.ALL] if staff.roles & _OVERSEES else []
    return tuple(found)


def teams_of(staff: Staff, office: Office) -> tuple[str, ...]:
    """The teams whose duties are theirs: those they manage, and the one that their role stands for."""
    of_role = dict(Viewer.of(staff, office.council).told_as)
    parts = {of_role[role] for role in (_AS.get(each, each) for each in staff.roles) if role in of_role}
    managed = staff.teams if StaffRole.TEAM_MANAGER in staff.roles else frozenset()
    return tuple(sorted(parts | managed))


def group_of(due_on: date, today: date) -> Group:
    """How near it is: this week ends on Sunday."""
    if due_on <= today:
        return Group.OVERDUE if due_on < today else Group.TODAY
    return Group.THIS_WEEK if due_on <= today + timedelta(days=6 - today.weekday()) else Group.LATER


# --- what is due


def due(
    session: Session, staff: Staff, office: Office, whose: Whose, *, now: datetime, after: Place | None = None
) -> Page[Owed]:
    """A page of what is due, the most overdue first. Nothing is due while it is held."""
    ask, today = connection_of(session).execute, london_date(now)
    rows: list[Any] = []
    for asked in _due(staff, office, whose, _seen_by(staff, office)):
        if after:
            asked = asked.where(tuple_(*_IN_TURN) > tuple_(*_values(after, _IN_TURN)))
        rows += ask(asked.order_by(*_IN_TURN).limit(up_to(PAGE + 1))).all()
    rows.sort(key=lambda row: (row.due_on, row.duty, row.case_id))
    shown = rows[:PAGE]
    known = listed(session, {row.case_id for row in shown})
    found = tuple(_owed(row, known[row.case_id], office, today) for row in shown)
    return Page(found, _next(rows, lambda row: Place(row.due_on, row.case_id, row.duty)))


def _seen_by(staff: Staff, office: Office) -> ColumnElement[bool]:
    return visible_to(Viewer.of(staff, office.council))


def _due(staff: Staff, office: Office, whose: Whose, visible: ColumnElement[bool]) -> Iterable[Select[Any]]:
    """The statements whose rows, taken together, are this list: each reads one index in order."""
    columns = (*_IN_TURN, case_duties.c.issue, case_duties.c.team)
    asked = select(*columns).join_from(case_duties, cases, cases.c.id == case_duties.c.case_id).where(_OPEN, visible)
    if whose is Whose.TEAMS:
        teams = teams_of(staff, office)
        for team in teams:
            yield asked.where(case_duties.c.team == team, _leads(teams))
    elif whose is Whose.MINE:
        yield asked.where(case_duties.c.case_id.in_(_mine(staff)), _leads())
    else:
        yield asked.where(_leads())


def _leads(teams: tuple[str, ...] = ()) -> ColumnElement[bool]:
    """Is no other part of the case due sooner with the same duty? Among these teams' parts, where some are named.

    Nor is a latest day a row of its own while the shorter duty of its part is open: more time moves that one.
    """
    other = case_duties.alias("other")
    sooner = and_(other.c.duty == case_duties.c.duty, tuple_(*_of_parts(other)) < tuple_(*_of_parts(case_duties)))
    shorter = and_(
        other.c.duty == case(_SHORTER, value=case_duties.c.duty),
        other.c.issue.is_not_distinct_from(case_duties.c.issue),
    )
    of_theirs = (other.c.team.in_(teams),) if teams else ()
    return ~exists().where(
        other.c.case_id == case_duties.c.case_id,
        other.c.done_on.is_(None),
        other.c.held_on.is_(None),
        or_(sooner, shorter),
        *of_theirs,
    )


def _of_parts(duties: FromClause) -> tuple[ColumnElement[Any], ...]:
    """The order of the parts of one case with the same duty: by day, then as they were raised."""
    return duties.c.due_on, func.coalesce(duties.c.issue, 0), duties.c.id


def _mine(staff: Staff) -> Select[Any]:
    """Cases that are assigned to them, or in which they have a part."""
    assigned = select(cases.c.id).where(cases.c.assigned_to == staff.id, cases.c.state.in_(_OPEN_STATES))
    has_part = select(case_people.c.case_id).where(case_people.c.account_id == staff.id, case_people.c.until.is_(None))
    return select(union(assigned, has_part).subquery().c.id)


def _owed(row: Any, case: Listed, office: Office, today: date) -> Owed:
    return Owed(
        case=case,
        duty=Duty(row.duty),
        part=row.issue,
        team=row.team,
        due_on=row.due_on,
        stands=standing(row.due_on, today, office.calendar),
        group=group_of(row.due_on, today),
    )


# --- what waits


def waiting(
    session: Session, staff: Staff, office: Office, wait: Wait, *, now: datetime, after: Place | None = None
) -> Page[Waiting]:
    """A page of the cases that wait for this, the longest first."""
    ask, rows = connection_of(session).execute, dict[str, Any]()
    for asked in _waits(staff, wait, _seen_by(staff, office)):
        if after:
            asked = asked.where(tuple_(*_LONGEST) > tuple_(*_values(after, _LONGEST)))
        # A case that two of their teams have a part of stands in the list once.
        rows |= {row.case_id: row for row in ask(asked.order_by(*_LONGEST).limit(up_to(PAGE + 1)))}
    ordered = sorted(rows.values(), key=lambda row: (row.since, row.case_id))
    shown = ordered[:PAGE]
    ids = {row.case_id for row in shown}
    known, alerts = listed(session, ids), alerted_of(session, ids, _ALERTS[wait]) if wait in _ALERTS else {}
    found = tuple(
        Waiting(known[row.case_id], row.since, *_by(wait, row.since, office, london_date(now)), alerts.get(row.case_id))
        for row in shown
    )
    return Page(found, _next(ordered, lambda row: Place(row.since, row.case_id)))


def _by(wait: Wait, since: date, office: Office, today: date) -> tuple[date | None, Standing | None]:
    """By when it is to be seen to, and where that stands: somebody opens every case soon after it came."""
    if wait is not Wait.UNOPENED:
        return None, None
    by = first_reading_by(since, office.calendar)
    return by, standing(by, today, office.calendar)


def _waits(staff: Staff, wait: Wait | ColumnElement[str], visible: ColumnElement[bool]) -> Iterable[Select[Any]]:
    asked = select(case_waits.c.since, case_waits.c.case_id).join_from(
        case_waits, cases, cases.c.id == case_waits.c.case_id
    )
    for team in _lists_of(staff):
        yield asked.where(case_waits.c.what == wait, case_waits.c.team == team, visible)


def _lists_of(staff: Staff) -> tuple[str, ...]:
    """Where to look: who only manages teams sees nothing but cases with a part of theirs, so looks through no other."""
    return tuple(sorted(staff.teams)) if staff.roles == {StaffRole.TEAM_MANAGER} else (ANY_TEAM,)


# --- how many


def counts(session: Session, staff: Staff, office: Office) -> Counts:
    """How many rows each list has, as far as COUNTED: so it takes no longer where there are many."""
    ask, visible, most = connection_of(session).execute, _seen_by(staff, office), COUNTED + 1
    of_due = {each: _counted(_due(staff, office, each, visible), _IN_TURN) for each in offered(staff, office)}
    due_rows = ask(select(*of_due.values())).one()
    # One question for all that may be waited for: PostgreSQL takes longer to plan a list than to walk it.
    asked = union(*(select(literal(each.value).label("what")) for each in Wait)).subquery("asked")
    lists = (each.correlate(asked) for each in _waits(staff, asked.c.what, visible))
    of_waits = select(asked.c.what, _counted(lists, _LONGEST, distinct=len(_lists_of(staff)) > 1))
    waits = {row[0]: row[1] for row in ask(of_waits)}
    return Counts(
        due={each: min(number, most) for each, number in zip(of_due, due_rows, strict=True)},
        waiting={each: min(waits[each], most) for each in Wait},
    )


def _counted(
    statements: Iterable[Select[Any]], in_turn: tuple[ColumnElement[Any], ...], *, distinct: bool = False
) -> ColumnElement[int]:
    most = up_to(COUNTED + 1)
    # In order, though none is needed to count: so an index is walked until there are enough, and not read to its end.
    parts = [select(asked.order_by(*in_turn).limit(most).subquery()) for asked in statements]
    if not parts:
        return literal(0)
    if distinct:
        cases_in = [select(part.subquery().c.case_id) for part in parts]
        return select(func.count()).select_from(union(*cases_in).subquery()).scalar_subquery()
    of_each = [select(func.count()).select_from(part.subquery()).scalar_subquery() for part in parts]
    return sum(of_each[1:], start=of_each[0])


def _values(after: Place, in_turn: tuple[ColumnElement[Any], ...]) -> list[ColumnElement[Any]]:
    values = (after.day, after.duty, after.case_id) if after.duty else (after.day, after.case_id)
    return [literal(value, column.type) for value, column in zip(values, in_turn, strict=True)]


def _next(rows: list[Any], place: Any) -> str:
    """What the next page is asked for with, where there is one."""
    return str(place(rows[PAGE - 1])) if len(rows) > PAGE else ""
