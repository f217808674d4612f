"""Which cases belong together, and which were one before they were split. It opens nothing that is sealed."""

from enum import StrEnum

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from portal.cases.handling import case_links
from portal.cases.models import cases
from portal.db import connection_of


class LinkHow(StrEnum):
    """Why two cases stand beside each other."""

    SAME_PERSON = "same-person"
    SAME_MATTER = "same-matter"
    BEFORE = "before"  # the one was answered, and this is what came after it
    SPLIT = "split"  # they were one: the same words stand in both


_SPLIT = (
    select(cases.c.id, cases.c.reference)
    .join(case_links, case_links.c.other == cases.c.reference)
    .where(case_links.c.case_id == bindparam("of"), case_links.c.how == LinkHow.SPLIT)
    .order_by(cases.c.reference)
)


def once_one_with(session: Session, case_id: str) -> dict[str, str]:
    """The other cases that were one with this before they were split, also by several steps: reference by id."""
    found: dict[str, str] = {}
    waiting = [case_id]
    while waiting:
        for row in connection_of(session).execute(_SPLIT, {"of": waiting.pop()}):
            if row.id != case_id and row.id not in found:
                found[row.id] = row.reference
                waiting.append(row.id)
    return found
