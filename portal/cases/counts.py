"""Cases in numbers: what came in, what is due. It refuses to count by anything that could point at one child."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.cases.models import Case, CaseDuty, Issue
from portal.vocabulary import Duty, IssueKind

#: Duties that are counted by name: those that every case of the children's procedure owes from its first day.
#: The others are counted together, because few cases owe them. An allegation about one worker has a duty of its own,
#: and a panel seldom meets: counted by name, a 1 would tell everybody who sees the numbers that there is one.
COUNTED_BY_NAME = frozenset({Duty.ACKNOWLEDGEMENT, Duty.STAGE1_REPLY, Duty.STAGE1_LATEST})


@dataclass(frozen=True, slots=True)
class DutiesOpen:
    """Cases that owe something: by its duty, None for all others together."""

    near: dict[Duty | None, int]
    overdue: dict[Duty | None, int]


def received_since(session: Session, day: date) -> Mapping[IssueKind, int]:
    """Cases received on this London date or later, by kind; one with a complaint and a compliment counts in each."""
    # The few that are new first, and then what they raise: not every issue there ever was.
    new = select(Case.id).where(Case.received_on >= day)
    query = select(Issue.kind, func.count(Issue.case_id.distinct())).where(Issue.case_id.in_(new)).group_by(Issue.kind)
    return {IssueKind(kind): number for kind, number in session.execute(query)}


def duties_open(session: Session, today: date, near: date) -> DutiesOpen:
    """How many cases owe a duty by `near`, and how many since before `today`; both are London dates.

    A case that owes the same duty for several issues counts once in it.
    """
    cases = func.count(CaseDuty.case_id.distinct())
    query = (
        select(CaseDuty.duty, cases.filter(CaseDuty.due_on >= today), cases.filter(CaseDuty.due_on < today))
        .where(CaseDuty.due_on <= near, CaseDuty.done_on.is_(None), CaseDuty.held_on.is_(None))
        .group_by(CaseDuty.duty)
    )
    counted = DutiesOpen(near={}, overdue={})
    for code, near_by, late in session.execute(query):
        duty = Duty(code) if code in COUNTED_BY_NAME else None
        for numbers, number in ((counted.near, near_by), (counted.overdue, late)):
            numbers[duty] = numbers.get(duty, 0) + number
    return counted
