"""Who may see which case: one condition a role, asked of the database, for lists, searches and single cases alike.

There is no second way to find out. It refuses to know what may be done with a case once it is seen.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true
from sqlalchemy.orm import Session

from portal.cases.handling import case_bars, case_people, case_readers, compliment_ways
from portal.cases.listing import up_to
from portal.cases.models import case_flags, cases, issues
from portal.council import Council
from portal.staff import Staff
from portal.vocabulary import Flag, IssueKind, Part, Role, StaffRole

#: What the safety lead sees of: somebody may be hurt, or somebody here may have hurt them.
SAFETY_FLAGS = frozenset({Flag.DANGER, Flag.LADO, Flag.RESTRICTED, Flag.CALL_BACK, Flag.RETALIATION})


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looks, and the teams whose notices are theirs to read: for cases that few may see."""

    staff: Staff
    told_as: tuple[tuple[StaffRole, str], ...]

    @classmethod
    def of(cls, staff: Staff, council: Council) -> "Viewer":
        """A viewer at this council."""
        return cls(
            staff,
            (
                (StaffRole.COMPLAINTS_MANAGER, council.team_for_role(Role.COMPLAINTS).key),
                (StaffRole.SAFETY_LEAD, council.team_for_role(Role.SAFETY).key),
                (StaffRole.OUTSIDE_READER, council.safety.fallback_reader),
            ),
        )


Condition = ColumnElement[bool]


def _everything(_staff: Staff) -> Condition:
    return true()


def _flagged_for_safety(_staff: Staff) -> Condition:
    return exists().where(case_flags.c.case_id == cases.c.id, case_flags.c.flag.in_(sorted(SAFETY_FLAGS)))


def _of_their_teams(staff: Staff) -> Condition:
    ours = issues.c.case_id == cases.c.id, issues.c.team.in_(sorted(staff.teams))
    # A person in the complaints team reads every compliment for safety before its team sees it.
    passed = exists().where(
        compliment_ways.c.case_id == issues.c.case_id,
        compliment_ways.c.issue == issues.c.number,
        compliment_ways.c.passed_on.is_not(None),
    )
    return exists().where(*ours, or_(issues.c.kind != IssueKind.COMPLIMENT, passed))


def _with_part(part: Part) -> Callable[[Staff], Condition]:
    def has_part(staff: Staff) -> Condition:
        return exists().where(
            case_people.c.case_id == cases.c.id,
            case_people.c.account_id == staff.id,
            case_people.c.part == part,
            case_people.c.until.is_(None),
        )

    return has_part


def _told_of_it(_staff: Staff) -> Condition:
    return false()  # nothing but the restricted cases it was told of: see `_first_read_by`


#: What each role sees of the cases that are not, or no longer, kept to a few.
SIGHT: Mapping[StaffRole, Callable[[Staff], Condition]] = MappingProxyType(
    {
        StaffRole.COMPLAINTS_MANAGER: _everything,
        StaffRole.COMPLAINTS_OFFICER: _everything,
        StaffRole.SAFETY_LEAD: _flagged_for_safety,
        StaffRole.TEAM_MANAGER: _of_their_teams,
        StaffRole.INVESTIGATING_OFFICER: _with_part(Part.INVESTIGATING_OFFICER),
        StaffRole.ADJUDICATING_OFFICER: _with_part(Part.ADJUDICATING_OFFICER),
        StaffRole.SENIOR: _everything,
        StaffRole.OUTSIDE_READER: _told_of_it,
    }
)


def seen_as(role: StaffRole, viewer: Viewer) -> Condition:
    """The cases that a viewer sees by one role. Somebody the case is hidden from sees it by none.

    Nor does somebody whose account came after the names were matched: nobody has asked yet whether they were named.
    """
    open_to_roles = or_(~cases.c.restricted, cases.c.matched_at.is_not(None))
    # All that is hidden from somebody is little: it is looked up once, and not once for every case of a list.
    hidden = cases.c.id.in_(select(case_bars.c.case_id).where(case_bars.c.account_id == viewer.staff.id))
    looked_at = or_(~cases.c.restricted, cases.c.matched_at.is_(None), _known_by_then(viewer.staff))
    return and_(~hidden, looked_at, or_(and_(open_to_roles, SIGHT[role](viewer.staff)), _first_read_by(role, viewer)))


def _known_by_then(staff: Staff) -> Condition:
    return true() if staff.since is None else cases.c.matched_at >= staff.since


def _first_read_by(role: StaffRole, viewer: Viewer) -> Condition:
    """Restricted cases whose first readers this role is among: until somebody has matched the names, and after it."""
    team = dict(viewer.told_as).get(role)
    if team is None:
        return false()
    # Asked of each restricted case by itself: who asks whether there is any such row at all reads them all beforehand.
    told = select(case_readers.c.team).where(case_readers.c.case_id == cases.c.id, case_readers.c.team == team)
    return and_(cases.c.restricted, told.limit(up_to(1)).scalar_subquery().is_not(None))


def visible_to(viewer: Viewer) -> Condition:
    """The cases that a viewer may know of at all."""
    return or_(false(), *(seen_as(role, viewer) for role in sorted(viewer.staff.roles)))


def seen_among(session: Session, references: Iterable[str], viewer: Viewer) -> frozenset[str]:
    """Of these cases, those that a viewer may know of: a page that names another case says nothing of the rest."""
    wanted = sorted(set(references))
    if not wanted:
        return frozenset()
    asked = select(cases.c.reference).where(cases.c.reference.in_(wanted), visible_to(viewer))
    return frozenset(session.scalars(asked))


def roles_on(session: Session, reference: str, viewer: Viewer) -> frozenset[StaffRole]:
    """The roles by which a viewer sees one case; none where it is not theirs to know of, or is not there."""
    roles = sorted(viewer.staff.roles)
    if not roles:
        return frozenset()
    asked = select(*(seen_as(role, viewer).label(f"r{at}") for at, role in enumerate(roles)))
    row = session.execute(asked.where(cases.c.reference == reference)).one_or_none()
    return frozenset(role for role, sees in zip(roles, row, strict=True) if sees) if row else frozenset()
