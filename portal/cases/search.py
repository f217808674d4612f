"""Finding cases by what stands clear, and by the words of a name through the keyed index; the newest first.

Who sees which case is asked of `access.visible_to` alone. It only reads, and opens nothing that is sealed. Whether
somebody may search by name is the door's to ask.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Table, and_, exists, func, literal, select, tuple_
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

#: A word that fewer cases have than this is rare: each of them is looked at sooner than a common word is read through.
RARE = 100
_MOST_WORDS = 8  # of a name, or pairs of them, that are counted


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
    groups = names.looked_for(office.name_key, sought.name)
    statements = (_asked(staff, office, sought, words) for words in _fewest_first(session, groups))
    for asked, in_turn in chain.from_iterable(statements):
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


@dataclass(frozen=True, slots=True)
class _Words:
    """What a name is in the index, that which the fewest cases have first. `is_rare`: very few have."""

    hashes: tuple[str, ...] = ()
    is_rare: bool = False


def _fewest_first(session: Session, groups: Iterable[tuple[str, ...]]) -> Iterable[_Words]:
    """Put each group in order by how many cases have each of it, as far as counting is worth it.

    A group of which no case has something finds nothing, and is left out.
    """
    for group in groups:
        if len(group) < 2:
            yield _Words(group)
            continue
        counted = [_how_many(each).label(f"n{at}") for at, each in enumerate(group[:_MOST_WORDS])]
        numbers = connection_of(session).execute(select(*counted)).one()
        ordered = sorted(zip(numbers, group, strict=False))
        if ordered[0][0]:
            yield _Words((*(each for _, each in ordered), *group[_MOST_WORDS:]), ordered[0][0] < RARE)


def _how_many(word_hash: str) -> ColumnElement[int]:
    some = select(case_names.c.case_id).where(case_names.c.word_hash == word_hash).limit(up_to(RARE))
    return select(func.count()).select_from(some.subquery()).scalar_subquery()


def _asked(staff: Staff, office: Office, sought: Sought, words: _Words) -> Iterable[tuple[Select[Any], _InTurn]]:
    """The statements whose rows, taken together, are what is found: each reads one index in order."""
    viewer = Viewer.of(staff, office.council)
    for anchor, in_turn, conditions in _ways(staff, sought, words):
        asked = select(*in_turn).select_from(anchor).where(*conditions, *_facts(sought, in_turn[0]), visible_to(viewer))
        yield asked, in_turn


_Way = tuple[FromClause, _InTurn, tuple[ColumnElement[bool], ...]]


def _ways(staff: Staff, sought: Sought, words: _Words) -> Iterable[_Way]:
    """From where the cases are come to: the narrowest there is, by the word of a name, by a team, or one by one."""
    if words.hashes:
        anchor, in_turn, conditions = _by_few(words.hashes) if words.is_rare else _by_words(words.hashes)
        yield anchor, in_turn, (*conditions, *_in_state(cases, sought), *_of_team(sought.team))
        return
    for team in _teams_to_look_through(staff, sought):
        anchor = case_teams.join(cases, cases.c.id == case_teams.c.case_id)
        in_turn = (case_teams.c.received_on, case_teams.c.case_id)
        yield anchor, in_turn, (case_teams.c.team == team, *_in_state(case_teams, sought), *_of_team(sought.team))
    if not sought.team and staff.roles != {StaffRole.TEAM_MANAGER}:
        yield cases, (cases.c.received_on, cases.c.id), _in_state(cases, sought)


def _teams_to_look_through(staff: Staff, sought: Sought) -> tuple[str, ...]:
    """Who only manages teams sees nothing but cases with a part of theirs."""
    if sought.team:
        return (sought.team,)
    return tuple(sorted(staff.teams)) if staff.roles == {StaffRole.TEAM_MANAGER} else ()


def _by_few(hashes: tuple[str, ...]) -> _Way:
    """By the few cases that have the first word, each looked at by itself: whoever else has the others."""
    few = select(case_names).where(case_names.c.word_hash == hashes[0]).limit(up_to(RARE)).subquery("few")

    def has(word_hash: str) -> ColumnElement[bool]:
        of_it = select(case_names.c.word_hash).where(case_names.c.case_id == few.c.case_id)
        return of_it.where(case_names.c.word_hash == word_hash).scalar_subquery().is_not(None)

    in_turn = (few.c.received_on, few.c.case_id)
    return few.join(cases, cases.c.id == few.c.case_id), in_turn, tuple(map(has, hashes[1:]))


def _by_words(hashes: tuple[str, ...]) -> _Way:
    """By all words at once, each along its own part of the index."""
    anchor = case_names.join(cases, cases.c.id == case_names.c.case_id)
    conditions = (case_names.c.word_hash == hashes[0], *map(_has_word, hashes[1:]))
    return anchor, (case_names.c.received_on, case_names.c.case_id), conditions


def _has_word(word_hash: str) -> ColumnElement[bool]:
    other = case_names.alias()
    return exists().where(
        other.c.case_id == case_names.c.case_id,
        other.c.word_hash == word_hash,
        # The same day: both ways along the index stand in the same order then, and can be walked together.
        other.c.received_on == case_names.c.received_on,
    )


def _of_team(team: str) -> tuple[ColumnElement[bool], ...]:
    """Has it a part of this team now? A team that gave its part to another stays among `case_teams`.

    Asked of each case by itself: who joins the team's parts reads all it ever had before the first page.
    """
    part = select(issues.c.number).where(issues.c.case_id == cases.c.id, issues.c.team == team).limit(up_to(1))
    return (part.scalar_subquery().is_not(None),) if team else ()


def _in_state(of: Table, sought: Sought) -> tuple[ColumnElement[bool], ...]:
    """Is it in this state? Asked once, where it is come to: twice would count as half as likely."""
    return (of.c.state == sought.state,) if sought.state else ()


def _facts(sought: Sought, received_on: ColumnElement[Any]) -> Iterable[ColumnElement[bool]]:
    if sought.reference:
        yield cases.c.reference == sought.reference
    if sought.since:
        yield received_on >= sought.since
    if sought.until:
        yield received_on <= sought.until
    if sought.what_for:
        yield cases.c.what_for == sought.what_for
    if sought.flag:
        flagged = and_(case_flags.c.flag == sought.flag, case_flags.c.settled_on.is_(None))
        yield exists().where(case_flags.c.case_id == cases.c.id, flagged)


def _values(after: Place, in_turn: _InTurn) -> tuple[ColumnElement[Any], ...]:
    return literal(after.day, in_turn[0].type), literal(after.case_id, in_turn[1].type)
