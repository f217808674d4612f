"""Adding to what happened on a case. Events are only ever added, in order, one after the other."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.cases.models import Case, CaseEvent
from portal.vocabulary import Happened


def add_event(
    session: Session,
    case_id: str,
    happened: Happened,
    *,
    by: str,
    now: datetime,
    facts: dict[str, Any],
    words: str | None = None,
) -> None:
    """Write down one more thing that happened. `facts` holds codes, keys and dates only; `words` are sealed."""
    # Two who add at once would take the same number: the case's row lets them in one by one.
    session.execute(select(Case.id).where(Case.id == case_id).with_for_update())
    last = session.scalar(select(func.max(CaseEvent.number)).where(CaseEvent.case_id == case_id)) or 0
    session.add(CaseEvent(case_id=case_id, number=last + 1, at=now, happened=happened, by=by, facts=facts, words=words))
    session.flush()
