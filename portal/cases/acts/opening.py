"""Somebody read a person's words: every opening is written down and shown to whoever opens the case next."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.cases import waiting
from portal.cases.acts.doing import NotPermitted, permitted_on, seen_by
from portal.cases.acts.events import add_event
from portal.cases.acts.specs import written_by
from portal.cases.casefile import CaseFile
from portal.cases.models import Case
from portal.cases.office import Office
from portal.staff import Staff
from portal.vocabulary import Act, Happened

#: For so long an opening shows a case to who opened it: as long as a session may lie idle.
LASTS = timedelta(minutes=30)


def opened(session: Session, reference: str, *, by: str, now: datetime) -> bool:
    """Record that `by` opened the words of a case. False where there is no such case."""
    case_id = session.scalar(select(Case.id).where(Case.reference == reference))
    if case_id is None:
        return False
    add_event(session, case_id, Happened.OPENED, by=by, now=now, facts={})
    waiting.opened(session, case_id)
    return True


def open_case(session: Session, reference: str, *, by: Staff, now: datetime, office: Office) -> None:
    """Record that a member of staff opens a case. Raises NotSeen and NotPermitted."""
    seen_by(session, reference, by, office)
    if Act.OPEN not in permitted_on(session, reference, by, office):
        raise NotPermitted("This is not yours to open.")
    opened(session, reference, by=written_by(by), now=now)


def is_open_for(case: CaseFile, staff: Staff, now: datetime) -> bool:
    """Whether they opened this case a short while ago: only then is more of it shown than that it is there."""
    theirs = (event for event in reversed(case.events) if event.happened == Happened.OPENED)
    last = next((event.at for event in theirs if event.by == written_by(staff)), None)
    return last is not None and now - last < LASTS
