"""What was learned from the cases of a year, in words, by who reads them: the panel, or everybody.

It opens what staff wrote for it, and nothing else. Everybody reads only what a person published for everybody.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from portal.cases.acts.fields import spoken
from portal.cases.handling import CaseAction
from portal.cases.models import cases, issues
from portal.reports.models import PastCase, ToldLearning
from portal.reports.report import Edition, Scope
from portal.reports.scopes import PROCEDURES
from portal.reports.years import ReportYear
from portal.vocabulary import ActionKind, Remedy
from portal.vocabulary.labels import label


def learned(
    session: Session, year: ReportYear, scope: Scope, today: date, *, with_kept_to_few: bool = True
) -> Mapping[Edition, tuple[str, ...]]:
    """For each edition, one text for each thing that was learned; the same text once. `today` is a London date.

    What was learned from cases that are kept to few until names are matched is for those few: `with_kept_to_few`.
    """
    told = tuple(dict.fromkeys(_told(session, year)))
    from_cases = _from_cases(session, year, scope, today, with_kept_to_few)
    panel = tuple(dict.fromkeys((*_from_before(session, year, scope), *from_cases)))
    return {Edition.PANEL: panel, Edition.PUBLIC: told, Edition.YOUNG_PEOPLE: told}


def _from_before(session: Session, year: ReportYear, scope: Scope) -> Iterator[str]:
    asked = select(PastCase.learning).where(
        PastCase.received_on.between(year.first, year.last),
        PastCase.procedure.in_(PROCEDURES[scope]),
        PastCase.learning.is_not(None),
    )
    for said in session.scalars(asked.order_by(PastCase.received_on, PastCase.reference)):
        yield from json.loads(said or "[]")


def _from_cases(
    session: Session, year: ReportYear, scope: Scope, today: date, with_kept_to_few: bool
) -> Iterator[str]:
    # A case of both procedures taught both panels: an action names no part of it.
    in_scope = exists().where(issues.c.case_id == cases.c.id, issues.c.procedure.in_(PROCEDURES[scope]))
    asked = (
        select(CaseAction)
        .join(cases, cases.c.id == CaseAction.case_id)
        .where(CaseAction.kind == ActionKind.LEARNING, cases.c.received_on.between(year.first, year.last), in_scope)
        .order_by(CaseAction.agreed_on, CaseAction.case_id, CaseAction.number)
    )
    if not with_kept_to_few:
        asked = asked.where(or_(~cases.c.restricted, cases.c.matched_at.is_not(None)))
    for action in session.scalars(asked):
        yield f"{label(Remedy(action.what))}: {action.words} ({_stands(action, today)})"


def _stands(action: CaseAction, today: date) -> str:
    if action.done is None:
        return f"{'overdue since' if action.due_on < today else 'to be done by'} {spoken(action.due_on)}"
    stands = "done" if action.done else "not done"
    return f"{stands}: {action.why}" if action.why else stands


def _told(session: Session, year: ReportYear) -> Iterator[str]:
    of_year = or_(
        cases.c.received_on.between(year.first, year.last),
        and_(ToldLearning.case_id.is_(None), ToldLearning.published_on.between(year.first, year.last)),
    )
    asked = (
        select(ToldLearning)
        .outerjoin(cases, cases.c.id == ToldLearning.case_id)
        .where(of_year, ToldLearning.published_on.is_not(None), ToldLearning.taken_down_on.is_(None))
        .order_by(ToldLearning.published_on, ToldLearning.id)
    )
    for each in session.scalars(asked):
        yield f"You said: {each.said} We did: {each.did}"
