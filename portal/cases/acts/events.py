"""Adding to what happened on a case. Events are only ever added, in order."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.cases.models import CaseEvent
from portal.vocabulary import Happened


def add_event(
    session: Session, case_id: str, happened: Happened, *, by: str, now: datetime, facts: dict[str, Any]
) -> None:
    """Write down one more thing that happened. `facts` holds codes, keys and dates only."""
    last = session.scalar(select(func.max(CaseEvent.number)).where(CaseEvent.case_id == case_id)) or 0
    session.add(CaseEvent(case_id=case_id, number=last + 1, at=now, happened=happened, by=by, facts=facts))
    session.flush()
