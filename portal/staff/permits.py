"""Which role may do what: one table. Whether a case lets it be done now is another question (`cases.stages`)."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from portal.vocabulary import Act, StaffRole

_LOOKING = frozenset({Act.OPEN, Act.SEE_WORKLIST, Act.SEARCH})
_READING = _LOOKING | {Act.READ_WORDS, Act.ADD_NOTE}
#: What a person does who knows the case: report that somebody is treated worse, and say what was learned.
_KNOWING = frozenset({Act.RAISE_FLAG, Act.REPORT_RETALIATION, Act.ADD_LEARNING, Act.SETTLE_ACTION})
#: Decisions that the regulations and guidance put in the complaints manager's hands (domain.md §2, §5, §18).
_DECISIONS = frozenset(
    {
        Act.MATCH_NAMES,
        Act.DECIDE_INTEREST,
        Act.DECIDE_LATE,
        Act.HOLD,
        Act.RESUME,
        Act.APPOINT,
        Act.NAME_PANEL,
        Act.REOPEN,
        Act.WITHDRAW,
    }
)
_SAFETY = frozenset(
    {Act.MATCH_NAMES, Act.TAKE_ALERT, Act.SETTLE_FLAG, Act.ACT_ON_RETALIATION, Act.SEE_CONTACT, Act.ASSIGN}
)
#: A senior manager decides about a freeze (guidance 6.5.2); the complaints manager writes it down.
_EVERYDAY = frozenset(Act) - _DECISIONS - {Act.ADJUDICATE, Act.ANSWER_PANEL, Act.DECIDE_FREEZE}

PERMITS: Mapping[StaffRole, frozenset[Act]] = MappingProxyType(
    {
        StaffRole.COMPLAINTS_MANAGER: frozenset(Act) - {Act.ADJUDICATE},
        StaffRole.COMPLAINTS_OFFICER: _EVERYDAY,
        StaffRole.SAFETY_LEAD: _READING | _KNOWING | _SAFETY,
        StaffRole.TEAM_MANAGER: _READING
        | _KNOWING
        | {Act.DRAFT_REPLY, Act.ADD_REMEDY, Act.SET_THEMES, Act.REACHED_WORKER},
        StaffRole.INVESTIGATING_OFFICER: _READING | _KNOWING | {Act.AGREE_STATEMENT},
        StaffRole.ADJUDICATING_OFFICER: _READING | _KNOWING | {Act.ADJUDICATE, Act.DRAFT_REPLY},
        StaffRole.SENIOR: _LOOKING,
        # Who stands in for the complaints manager does what that one would, on the cases that are about them.
        StaffRole.OUTSIDE_READER: frozenset(Act) - {Act.ADJUDICATE, Act.SEARCH_BY_NAME, Act.TAKE_DOWN},
    }
)


def permitted(roles: Iterable[StaffRole]) -> frozenset[Act]:
    """Every act that somebody with these roles may do, where the case lets it be done."""
    acts: frozenset[Act] = frozenset()
    return acts.union(*(PERMITS[role] for role in roles))
