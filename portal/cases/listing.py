"""What every list of cases shows of one: codes and dates, a page at a time. It opens nothing that is sealed.

It refuses to know who may see a case: whoever lists cases asks `access.visible_to` first, and hands over what it left.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, literal_column, select
from sqlalchemy.orm import Session

from portal.cases.models import case_flags, cases, issues
from portal.db import connection_of
from portal.vocabulary import CaseState, Duty, Flag, WhatFor

#: Cases on one page. Every case of a small council stands on one.
PAGE = 50
#: Counts go no further: one more than this is "more", and more than a page.
COUNTED = PAGE

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Listed:
    """One case in a list. `teams` in the order of its parts; `flags` are those that nobody has settled."""

    reference: str
    received_on: date
    what_for: WhatFor
    state: CaseState
    teams: tuple[str, ...]
    assigned_to: str | None
    flags: tuple[Flag, ...]
    is_kept_to_few: bool

    @property
    def has_parts(self) -> bool:
        """Is it worth saying which part of it something is about?"""
        return len(self.teams) > 1


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list, and what the next page is asked for with; empty on the last."""

    rows: tuple[Row, ...]
    after: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: behind the case that stood last on the one before. `duty` only where a list has duties."""

    day: date
    case_id: str
    duty: str = ""

    def __str__(self) -> str:
        return "_".join((self.day.isoformat(), *((self.duty,) if self.duty else ()), self.case_id))

    @classmethod
    def read(cls, text: str, *, duties: bool = False) -> "Place | None":
        """The place that a page's address names; None for anything that is not one."""
        day, *duty, case_id = text.split("_") if text.count("_") == (2 if duties else 1) else ("", "")
        try:
            return cls(date.fromisoformat(day), str(UUID(case_id)), Duty(duty[0]) if duty else "")
        except ValueError:
            return None


def up_to(rows: int) -> ColumnElement[int]:
    """So many rows, said in the statement itself: a plan made for any number of rows would read them all."""
    return literal_column(str(rows))


def listed(session: Session, ids: Collection[str]) -> Mapping[str, Listed]:
    """These cases by id. Whoever asks has seen to it that they may be seen."""
    if not ids:
        return {}
    ask = connection_of(session).execute
    teams: dict[str, list[str]] = {}
    for case_id, team in ask(_TEAMS.where(issues.c.case_id.in_(ids))):
        teams.setdefault(case_id, []).append(team)
    flags: dict[str, list[Flag]] = {}
    for case_id, flag in ask(_FLAGS.where(case_flags.c.case_id.in_(ids))):
        flags.setdefault(case_id, []).append(Flag(flag))
    return {row.id: _listed(row, teams, flags) for row in ask(_CASES.where(cases.c.id.in_(ids)))}


_CASES = select(
    cases.c.id,
    cases.c.reference,
    cases.c.received_on,
    cases.c.what_for,
    cases.c.state,
    cases.c.assigned_to,
    cases.c.restricted,
    cases.c.matched_at,
)
_TEAMS = select(issues.c.case_id, issues.c.team).order_by(issues.c.case_id, issues.c.number)
_FLAGS = (
    select(case_flags.c.case_id, case_flags.c.flag)
    .where(case_flags.c.settled_on.is_(None))
    .order_by(case_flags.c.case_id, case_flags.c.flag)
)


def _listed(row: Any, teams: Mapping[str, list[str]], flags: Mapping[str, list[Flag]]) -> Listed:
    return Listed(
        reference=row.reference,
        received_on=row.received_on,
        what_for=WhatFor(row.what_for),
        state=CaseState(row.state),
        teams=tuple(teams.get(row.id, ())),
        assigned_to=row.assigned_to,
        flags=tuple(flags.get(row.id, ())),
        is_kept_to_few=row.restricted and row.matched_at is None,
    )
