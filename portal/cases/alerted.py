"""Who acts on what somebody was alerted of: who took the alert last, or else which teams were told.

It refuses to know who may see a case: whoever lists cases asks first, and hands over the ids that are left.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.cases.models import case_events
from portal.db import connection_of
from portal.vocabulary import Flag, Happened

_STAFF = "staff:"
_DECIDING = (Happened.FLAGGED, Happened.ALERTED, Happened.ALERT_TAKEN)
_EVENTS = (
    select(*case_events.c["case_id", "happened", "by", "facts"])
    .where(case_events.c.happened.in_(_DECIDING))
    .order_by(case_events.c.case_id, case_events.c.number)
)


@dataclass(frozen=True, slots=True)
class Alerted:
    """The account that took the alert, None while nobody has; and the teams, by key, that were told."""

    taken_by: str | None = None
    told: tuple[str, ...] = ()


def alerted_of(session: Session, ids: Collection[str], flag: Flag) -> Mapping[str, Alerted]:
    """How far it came with this flag in each of these cases, by id. Raised or told of again, it waits to be taken."""
    found: dict[str, Alerted] = dict.fromkeys(ids, Alerted())
    if ids:
        for event in connection_of(session).execute(_EVENTS.where(case_events.c.case_id.in_(ids))):
            found[event.case_id] = _after(found[event.case_id], event, flag)
    return found


def _after(known: Alerted, event: Any, flag: Flag) -> Alerted:
    if event.happened == Happened.ALERT_TAKEN:
        is_of_it = flag in event.facts["flags"] and event.by.startswith(_STAFF)
        return replace(known, taken_by=event.by.removeprefix(_STAFF)) if is_of_it else known
    # Where a case came with it, the teams were told of everything in it at once, and no flag is named.
    if event.facts.get("flag", flag) != flag:
        return known
    if event.happened == Happened.FLAGGED:
        return Alerted()
    told = tuple(dict.fromkeys((*known.told, *event.facts["teams"])))
    return Alerted(known.taken_by if "flag" not in event.facts else None, told)
