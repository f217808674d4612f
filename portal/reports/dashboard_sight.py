"""Whose cases somebody's dashboard counts: those they may know of, and no other, as every list and search has it."""

from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Subquery, and_, exists, or_, select, true

from portal.cases.access import Viewer, visible_to
from portal.cases.handling import case_teams, compliment_ways
from portal.cases.models import cases, issues
from portal.cases.office import Office
from portal.reports.dashboard_periods import Span
from portal.staff import Staff
from portal.vocabulary import IssueKind, StaffRole

_COUNTED = ("id", "key", "received_on", "complainant_group", "channel", "state")
#: They see every case but those that are kept to few, or from them.
_OVERSEE = frozenset({StaffRole.COMPLAINTS_MANAGER, StaffRole.COMPLAINTS_OFFICER, StaffRole.SENIOR})

EVERY_CASE = "Every case counts that you may know of. Cases that are kept to a few people count only for those few."
OF_TEAMS = "Only what your own teams answer counts, and thanks to them that were passed on: {teams}."
FOR_SAFETY = "Only cases that are flagged for safety count, because you see no others."
SOME = "Only the cases that you may know of count."


@dataclass(frozen=True, slots=True)
class Sight:
    """What one member of staff may have counted.

    `seen` is a condition on `cases`, asked of them apart in `cases`: in a statement with other tables it would be asked
    of those. `ours` is one on `issues`, and `teams` are the teams that stand in a list of them: None for all there are.
    `near` says where they can be at all, so that nothing is asked of the rest. `oversees`: also cases of before this
    portal count. `said` tells the reader.
    """

    seen: ColumnElement[bool]
    ours: ColumnElement[bool]
    teams: frozenset[str] | None
    oversees: bool
    said: str
    near: ColumnElement[bool] = field(default_factory=true)

    def cases(self, *among: ColumnElement[bool]) -> Subquery:
        """The cases that may be counted, among those of which these conditions on `cases` hold; to be joined with."""
        return select(*cases.c[_COUNTED]).where(*among, self.near, self.seen).subquery("seen_cases")

    def received(self, span: Span) -> Subquery:
        """The same, of those received in this time."""
        return self.cases(cases.c.received_on.between(span.first, span.last))


def sight_of(staff: Staff, office: Office) -> Sight:
    """What this member of staff may have counted."""
    seen = visible_to(Viewer.of(staff, office.council))
    if staff.roles & _OVERSEE:
        return Sight(seen, true(), None, oversees=True, said=EVERY_CASE)
    managed = staff.teams if StaffRole.TEAM_MANAGER in staff.roles else frozenset()
    if staff.roles == {StaffRole.TEAM_MANAGER}:
        names = ", ".join(sorted(team.name for team in office.council.teams if team.key in managed))
        near = cases.c.id.in_(select(case_teams.c.case_id).where(case_teams.c.team.in_(sorted(managed))))
        return Sight(seen, _of(managed), managed, oversees=False, said=OF_TEAMS.format(teams=names), near=near)
    said = FOR_SAFETY if staff.roles == {StaffRole.SAFETY_LEAD} else SOME
    return Sight(seen, true(), managed, oversees=False, said=said)


def _of(teams: frozenset[str]) -> ColumnElement[bool]:
    """Parts of these teams. Thanks reach a team only once a person has read them and passed them on."""
    way = compliment_ways.alias("passed_on_way")
    of_it = way.c.case_id == issues.c.case_id, way.c.issue == issues.c.number
    passed = exists().where(*of_it, way.c.passed_on.is_not(None))
    return and_(issues.c.team.in_(sorted(teams)), or_(issues.c.kind != IssueKind.COMPLIMENT, passed))
