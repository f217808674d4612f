"""The ledger of learning: what is to change after a case, whose it is and by when, and what became of it.

It lists what somebody may see, by `access.visible_to` and nothing else. Its words are written for any team (decision
record 25), so reading them here is no opening of a case; those of a case that is kept to few it does not open.
"""

from calendar import monthrange
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, select, tuple_
from sqlalchemy.orm import Session

from portal.cases import recognising
from portal.cases.access import Viewer, visible_to
from portal.cases.handling import case_actions
from portal.cases.listing import COUNTED, PAGE, Page, Place, up_to
from portal.cases.models import cases, issues
from portal.council import Council
from portal.db import connection_of
from portal.reports.models import told_learning
from portal.vocabulary import ActionKind, Remedy, StaffRole
from portal.vocabulary.name_words import name_words

#: Entries under one heading of the page for a meeting: more, and nobody goes through them.
AT_A_MEETING = 100


class Standing(StrEnum):
    """What became of an action so far."""

    OVERDUE = "overdue"
    OPEN = "open"
    DONE = "done"
    NOT_DONE = "not-done"


@dataclass(frozen=True, slots=True)
class Learning:
    """One action on the board. `words`, `owner` and `why` are empty where the case is kept to few: they stand in it."""

    reference: str
    number: int
    what: Remedy
    teams: tuple[str, ...]
    agreed_on: date
    due_on: date
    settled_on: date | None
    is_kept_to_few: bool
    is_told: bool  # to everybody, on the page of `telling`
    words: str = field(default="", repr=False)
    owner: str = field(default="", repr=False)
    why: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Said:
    """One action as a meeting reads it: no reference, and whose it is only where that is a role."""

    what: Remedy
    due_on: date
    words: str = field(repr=False)
    why: str = field(repr=False)
    role: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a team meeting reads: settled since a day, and still to do. `left_out`: how many told whose case it was."""

    done: tuple[Said, ...]
    not_done: tuple[Said, ...]
    to_do: tuple[Said, ...]
    is_more: bool
    left_out: int

    @property
    def number(self) -> int:
        """How many entries it has."""
        return len(self.done) + len(self.not_done) + len(self.to_do)


_A = case_actions.c
_IN_TURN = (_A.due_on, _A.id)
_IS_LEARNING = _A.kind == ActionKind.LEARNING
_TOLD = exists().where(
    told_learning.c.case_id == _A.case_id,
    told_learning.c.number == _A.number,
    told_learning.c.published_on.is_not(None),
    told_learning.c.taken_down_on.is_(None),
)
_KEPT_TO_FEW = and_(cases.c.restricted, cases.c.matched_at.is_(None))


def counts(session: Session, viewer: Viewer, today: date, *, team: str = "") -> Mapping[Standing, int]:
    """How many of each somebody sees; where there are more than COUNTED, one more than that."""

    def some(standing: Standing) -> ColumnElement[int]:
        asked = _of(select(_A.id), viewer, standing, today, team).limit(up_to(COUNTED + 1))
        return select(func.count()).select_from(asked.subquery()).scalar_subquery()

    row = connection_of(session).execute(select(*(some(each) for each in Standing))).one()
    return dict(zip(Standing, row, strict=True))


def board(
    session: Session, viewer: Viewer, standing: Standing, today: date, *, team: str = "", after: Place | None = None
) -> Page[Learning]:
    """A page of the actions that stand so: what is open by the day it is due, what is settled the newest first.

    `today` is a London date, `team` a key of the council file. A place names the action that stood last.
    """
    ask, newest_first = connection_of(session).execute, standing in {Standing.DONE, Standing.NOT_DONE}
    asked = _of(select(*_SHOWN), viewer, standing, today, team)
    if after:
        behind = literal(after.day, _A.due_on.type), literal(after.case_id, _A.id.type)
        here = tuple_(*_IN_TURN)
        asked = asked.where(here < tuple_(*behind) if newest_first else here > tuple_(*behind))
    in_turn = (each.desc() for each in _IN_TURN) if newest_first else _IN_TURN
    rows = ask(asked.order_by(*in_turn).limit(up_to(PAGE + 1))).all()
    words = _words(session, [row.id for row in rows[:PAGE] if not row.few])
    teams = _teams(session, {row.case_id for row in rows[:PAGE]})
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    shown = tuple(_learning(row, words, teams) for row in rows[:PAGE])
    return Page(shown, str(Place(last.due_on, last.id)) if last else "")


def for_a_meeting(
    session: Session, viewer: Viewer, council: Council, *, since: date, today: date, team: str = ""
) -> Meeting:
    """What was settled since a London date, and what is still to do, with nothing by which a case is known.

    Nothing of a restricted case is in it, also once its names are matched: whoever it is about may sit in the meeting.
    """
    open_to_all = _learned(select(*_SHOWN), viewer, team).where(~cases.c.restricted).order_by(*_IN_TURN)
    settled = open_to_all.where(_A.settled_on.between(since, today))
    kinds = (settled.where(_A.done), settled.where(~_A.done), open_to_all.where(_A.settled_on.is_(None)))
    ask = connection_of(session).execute
    found = [ask(each.limit(up_to(AT_A_MEETING + 1))).all() for each in kinds]
    words = _words(session, [row.id for rows in found for row in rows[:AT_A_MEETING]])
    alike = frozenset(word for each in council.teams for word in name_words(each.name))
    told = [tuple(_said(row, words[row.id], alike) for row in rows[:AT_A_MEETING]) for rows in found]
    shown = [tuple(each for each in said if not _tells_who(each)) for said in told]
    left_out = sum(map(len, told)) - sum(map(len, shown))
    done, not_done, to_do = shown
    return Meeting(done, not_done, to_do, any(len(rows) > AT_A_MEETING for rows in found), left_out)


def months_before(today: date, months: int) -> date:
    """The same day so many months ago, or the last of that month where it has no such day."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


_SHOWN = (
    *_A["id", "case_id", "number", "what", "agreed_on", "due_on", "settled_on"],
    cases.c.reference,
    _KEPT_TO_FEW.label("few"),
    _TOLD.label("told"),
)
_Words = tuple[str, str, str]


def _learned(asked: Select[Any], viewer: Viewer, team: str) -> Select[Any]:
    of_team = exists().where(issues.c.case_id == cases.c.id, issues.c.team == team)
    joined = asked.join(cases, cases.c.id == _A.case_id).where(_IS_LEARNING, visible_to(viewer))
    return joined.where(of_team) if team else joined


def _of(asked: Select[Any], viewer: Viewer, standing: Standing, today: date, team: str) -> Select[Any]:
    return _learned(asked, viewer, team).where(*_standing(standing, today))


def _standing(standing: Standing, today: date) -> tuple[ColumnElement[bool], ...]:
    match standing:
        case Standing.OVERDUE:
            return _A.settled_on.is_(None), _A.due_on < today
        case Standing.OPEN:
            return _A.settled_on.is_(None), _A.due_on >= today
        case Standing.DONE:
            return _A.settled_on.is_not(None), _A.done
        case Standing.NOT_DONE:
            return _A.settled_on.is_not(None), ~_A.done


def _words(session: Session, ids: Collection[str]) -> Mapping[str, _Words]:
    """What, whose and why, opened: of these alone."""
    asked = select(*_A["id", "words", "owner", "why"]).where(_A.id.in_(ids))
    rows = connection_of(session).execute(asked) if ids else ()
    return {row.id: (row.words, row.owner, row.why or "") for row in rows}


def _teams(session: Session, ids: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    asked = select(*issues.c["case_id", "team"]).where(issues.c.case_id.in_(ids))
    rows = connection_of(session).execute(asked.order_by(issues.c.case_id, issues.c.number)) if ids else ()
    by_case = groupby(rows, key=lambda row: row.case_id)
    return {case_id: tuple(dict.fromkeys(row.team for row in of_it)) for case_id, of_it in by_case}


def _learning(row: Any, words: Mapping[str, _Words], teams: Mapping[str, tuple[str, ...]]) -> Learning:
    return Learning(
        row.reference,
        row.number,
        Remedy(row.what),
        teams.get(row.case_id, ()),
        row.agreed_on,
        row.due_on,
        row.settled_on,
        row.few,
        row.told,
        *words.get(row.id, ("", "", "")),
    )


def _said(row: Any, words: _Words, alike: frozenset[str]) -> Said:
    said, owner, why = words
    role = owner if recognising.is_role(owner, alike) else ""
    return Said(Remedy(row.what), row.due_on, said, why, role)


def _tells_who(said: Said) -> bool:
    """Whatever was written before words were looked at as they come in."""
    return any(recognising.marks_in(f"{said.words} {said.why} {said.role}"))


def teams_of(viewer: Viewer, council: Council) -> Iterator[str]:
    """The keys of the teams that somebody can choose between: all of them, or for a team's manager their own."""
    is_theirs = viewer.staff.roles == {StaffRole.TEAM_MANAGER}
    return (team.key for team in council.teams if not is_theirs or team.key in viewer.staff.teams)
