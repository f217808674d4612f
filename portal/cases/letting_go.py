"""Letting go of what a case was the reason to keep. It removes no case: how long those are kept, people decide.

A code opens the dates of its case for as long as the case is there, because for somebody who chose to be reached by
the code alone it is the only way to read a reply. What stands behind it holds no word. When the case goes, it goes.
"""

from datetime import datetime

from sqlalchemy import exists
from sqlalchemy.orm import Session

from portal.cases.models import Case
from portal.db import remove_some
from portal.drafts.models import drafts


def purge_codes(session: Session, _now: datetime, at_most: int) -> int:
    """Remove sent drafts whose case is no longer there: their code has nothing left to open."""
    without_case = ~exists().where(Case.key == drafts.c.id)
    return remove_some(session, drafts, drafts.c.sent_at.is_not(None), without_case, at_most=at_most)
