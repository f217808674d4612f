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
#: What many cases together tell, and what was learned from them.
_OVERSEEING = frozenset({Act.SEE_REPORTS, Act.SEE_LEARNING, Act.SEE_DASHBOARD})
_TELLING = frozenset({Act.WRITE_REPORT, Act.PUBLISH_REPORT, Act.TELL_LEARNING})
#: A senior manager decides about a freeze (guidance 6.5.2); the complaints manager writes it down.
_EVERYDAY = (
    frozenset(Act)
    - _DECISIONS
    - {Act.ADJUDICATE, Act.ANSWER_PANEL, Act.DECIDE_FREEZE, Act.PUBLISH_REPORT, Act.TELL_LEARNING}
)

PERMITS: Mapping[StaffRole, frozenset[Act]] = MappingProxyType(
    {
        StaffRole.COMPLAINTS_MANAGER: frozenset(Act) - {Act.ADJUDICATE},
        StaffRole.COMPLAINTS_OFFICER: _EVERYDAY,
        StaffRole.SAFETY_LEAD: _READING | _KNOWING | _SAFETY | _OVERSEEING,
        StaffRole.TEAM_MANAGER: _READING
        | _KNOWING
        | _OVERSEEING
        | {Act.DRAFT_REPLY, Act.ADD_REMEDY, Act.SET_THEMES, Act.REACHED_WORKER},
        StaffRole.INVESTIGATING_OFFICER: _READING | _KNOWING | {Act.AGREE_STATEMENT},
        StaffRole.ADJUDICATING_OFFICER: _READING | _KNOWING | {Act.ADJUDICATE, Act.DRAFT_REPLY, Act.SEND_CORRECTION},
        StaffRole.SENIOR: _LOOKING | _OVERSEEING,
        # Who stands in for the complaints manager does what that one would, on the cases that are about them.
        StaffRole.OUTSIDE_READER: frozenset(Act)
        - {Act.ADJUDICATE, Act.SEARCH_BY_NAME, Act.TAKE_DOWN}
        - _OVERSEEING
        - _TELLING,
    }
)


def permitted(roles: Iterable[StaffRole]) -> frozenset[Act]:
    """Every act that somebody with these roles may do, where the case lets it be done."""
    acts: frozenset[Act] = frozenset()
    return acts.union(*(PERMITS[role] for role in roles))
