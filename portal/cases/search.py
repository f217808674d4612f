"""Finding cases by what stands clear, and by the words of a name through the keyed index; the newest first.

Who sees which case is asked of `access.visible_to` alone. It only reads, and opens nothing that is sealed. Whether
somebody may search by name is the door's to ask.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, exists, literal, select, tuple_
from sqlalchemy.orm import Session

from portal.cases import names
from portal.cases.access import Viewer, visible_to
from portal.cases.handling import case_names, case_teams
from portal.cases.listing import PAGE, Listed, Page, Place, listed, up_to
from portal.cases.models import case_flags, cases, issues
from portal.cases.office import Office
from portal.db import connection_of
from portal.staff import Staff
from portal.vocabulary import CaseState, Flag, StaffRole, WhatFor


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What somebody looks for: all of it at once. Days are London dates of receipt, both included.

    `reference` is one as `read_reference` gives it. `flag` is one that nobody has settled. `name` is as it was typed.
    """

    reference: str = ""
    since: date | None = None
    until: date | None = None
    team: str = ""
    state: CaseState | None = None
    what_for: WhatFor | None = None
    flag: Flag | None = None
    name: str = field(default="", repr=False)


def has_words(name: str) -> bool:
    """Is there a word in it that the index could hold? Initials are in too many names."""
    return bool(names.hashed("", name))


def found(
    session: Session, staff: Staff, office: Office, sought: Sought, *, after: Place | None = None
) -> Page[Listed]:
    """A page of the cases that are all of this and that they may know of, the newest first.

    A name finds a case that has every word of it, in any order, among the names in it.
    """
    if sought.name and not has_words(sought.name):
        return Page(())
    ask, rows = connection_of(session).execute, dict[str, Any]()
    for asked, in_turn in _asked(staff, office, sought):
        if after:
            asked = asked.where(tuple_(*in_turn) < tuple_(*_values(after, in_turn)))
        newest = asked.order_by(*(column.desc() for column in in_turn)).limit(up_to(PAGE + 1))
        # A case that two of their teams have a part of is found once.
        rows |= {row[1]: row for row in ask(newest)}
    ordered = sorted(rows.values(), key=lambda row: (row[0], row[1]), reverse=True)
    shown = [row[1] for row in ordered[:PAGE]]
    known = listed(session, shown)
    last = ordered[PAGE - 1] if len(ordered) > PAGE else None
    return Page(tuple(known[each] for each in shown), str(Place(last[0], last[1])) if last else "")


_InTurn = tuple[ColumnElement[Any], ColumnElement[Any]]


def _asked(staff: Staff, office: Office, sought: Sought) -> Iterable[tuple[Select[Any], _InTurn]]:
    """The statements whose rows, taken together, are what is found: each reads one index in order."""
    viewer = Viewer.of(staff, office.council)
    for anchor, in_turn, conditions in _ways(staff, office, sought):
        asked = select(*in_turn).select_from(anchor).where(*conditions, *_facts(sought, in_turn[0]), visible_to(viewer))
        yield asked, in_turn


def _ways(
    staff: Staff, office: Office, sought: Sought
) -> Iterable[tuple[FromClause, _InTurn, tuple[ColumnElement[bool], ...]]]:
    """From where the cases are come to: the narrowest there is, by the word of a name, by a team, or one by one."""
    if sought.name:
        first, *others = sorted(names.hashed(office.name_key, sought.name))
        anchor = case_names.join(cases, cases.c.id == case_names.c.case_id)
        conditions = (case_names.c.word_hash == first, *(_has_word(each) for each in others), *_of_team(sought.team))
        yield anchor, (case_names.c.received_on, case_names.c.case_id), conditions
        return
    if sought.team and sought.state not in {None, CaseState.CLOSED}:
        # Few cases are anything but closed, and few of a team's cases are: by their state they are come to sooner.
        yield cases, (cases.c.received_on, cases.c.id), _of_team(sought.team)
        return
    for team in _teams_to_look_through(staff, sought):
        anchor = case_teams.join(cases, cases.c.id == case_teams.c.case_id)
        in_turn = (case_teams.c.received_on, case_teams.c.case_id)
        yield anchor, in_turn, (case_teams.c.team == team, *_of_team(sought.team))
    if not sought.team and staff.roles != {StaffRole.TEAM_MANAGER}:
        yield cases, (cases.c.received_on, cases.c.id), ()


def _teams_to_look_through(staff: Staff, sought: Sought) -> tuple[str, ...]:
    """Who only manages teams sees nothing but cases with a part of theirs."""
    if sought.team:
        return (sought.team,)
    return tuple(sorted(staff.teams)) if staff.roles == {StaffRole.TEAM_MANAGER} else ()


def _has_word(word_hash: str) -> ColumnElement[bool]:
    other = case_names.alias()
    return exists().where(
        other.c.case_id == case_names.c.case_id,
        other.c.word_hash == word_hash,
        # The same day: both ways along the index stand in the same order then, and can be walked together.
        other.c.received_on == case_names.c.received_on,
    )


def _of_team(team: str) -> tuple[ColumnElement[bool], ...]:
    """Has it a part of this team now? A team that gave its part to another stays among `case_teams`."""
    return (exists().where(issues.c.case_id == cases.c.id, issues.c.team == team),) if team else ()


def _facts(sought: Sought, received_on: ColumnElement[Any]) -> Iterable[ColumnElement[bool]]:
    if sought.reference:
        yield cases.c.reference == sought.reference
    if sought.since:
        yield received_on >= sought.since
    if sought.until:
        yield received_on <= sought.until
    if sought.state:
        yield cases.c.state == sought.state
    if sought.what_for:
        yield cases.c.what_for == sought.what_for
    if sought.flag:
        flagged = and_(case_flags.c.flag == sought.flag, case_flags.c.settled_on.is_(None))
        yield exists().where(case_flags.c.case_id == cases.c.id, flagged)


def _values(after: Place, in_turn: _InTurn) -> tuple[ColumnElement[Any], ...]:
    return literal(after.day, in_turn[0].type), literal(after.case_id, in_turn[1].type)
