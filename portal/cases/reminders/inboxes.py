"""Which inboxes may hear of a case that is kept from somebody: never one that whom it is kept from may read.

An inbox is a team's: nobody can tell who opens it. So a restricted case speaks only to the teams that were told of it
first, also after its names are matched, and to none that somebody it is hidden from belongs to.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from portal.cases.handling import case_bars, case_readers
from portal.council import Council, Team
from portal.routing.notices import words_of_a_name
from portal.staff import accounts
from portal.staff.accounts import Person
from portal.vocabulary import Role, StaffRole

_IN_COMPLAINTS = frozenset({StaffRole.COMPLAINTS_MANAGER, StaffRole.COMPLAINTS_OFFICER})


@dataclass(frozen=True, slots=True)
class Kept:
    """Whom a restricted case may speak to: its first readers, without the teams of those it is hidden from."""

    first_readers: frozenset[str]
    barred: frozenset[str]


def may_hear(wanted: Iterable[str], kept: Kept | None, council: Council) -> tuple[str, ...]:
    """Of these teams, by key, those that may hear of a case, in order and each once; who reads in place of the others.

    A team that the council file has no more is stood in for by the complaints team. Empty where nobody is left.
    """
    complaints, safety = (council.team_for_role(role).key for role in (Role.COMPLAINTS, Role.SAFETY))
    known = {team.key for team in council.teams}
    asked = [key if key in known else complaints for key in wanted]
    if kept is None:
        return tuple(dict.fromkeys(asked))
    outside = council.safety.fallback_reader
    allowed = (kept.first_readers & known) - kept.barred
    if not allowed:
        return () if outside in kept.barred else (outside,)
    stand_in = next((key for key in (complaints, safety, outside) if key in allowed), min(allowed))
    return tuple(dict.fromkeys(key if key in allowed else stand_in for key in asked))


def kept_from(session: Session, case_id: str, *, restricted: bool, council: Council) -> Kept | None:
    """Whom a case may speak to; None where it is kept from nobody."""
    hidden = set(session.scalars(select(case_bars.c.account_id).where(case_bars.c.case_id == case_id)))
    if not restricted and not hidden:
        return None
    first = session.scalars(select(case_readers.c.team).where(case_readers.c.case_id == case_id))
    people = tuple(each for each in accounts.everybody(session) if each.id in hidden) if hidden else ()
    return Kept(frozenset(first), teams_of(people, council))


def teams_of(people: Iterable[Person], council: Council) -> frozenset[str]:
    """The teams whose inbox these people may read: by their roles, their teams, and the readers the council names."""
    found: set[str] = set()
    for each in people:
        found.update(each.teams)
        if _IN_COMPLAINTS.intersection(each.roles):
            found.add(council.team_for_role(Role.COMPLAINTS).key)
        if StaffRole.SAFETY_LEAD in each.roles:
            found.add(council.team_for_role(Role.SAFETY).key)
        if StaffRole.OUTSIDE_READER in each.roles:
            found.add(council.safety.fallback_reader)
        found.update(team.key for team in council.teams if _reads(team, each))
    return frozenset(found)


def _reads(team: Team, person: Person) -> bool:
    # One word of a name is enough, as where a case is received: one reader too few is the safer mistake.
    named = set(words_of_a_name(person.name))
    return any(named.intersection(words_of_a_name(reader)) for reader in team.readers)


def let_read(session: Session, case_id: str, teams: Iterable[str], kept: Kept | None) -> None:
    """Whoever is told of a restricted case may open it: the reader from outside, where nobody else is left."""
    for key in teams if kept else ():
        if kept and key not in kept.first_readers:
            session.execute(insert(case_readers).values(case_id=case_id, team=key))
