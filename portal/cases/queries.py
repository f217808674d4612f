"""Reading cases: read models with codes, dates and opened words, never lazy rows."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from portal.cases.linked import once_one_with
from portal.cases.models import Case, case_duties, case_events, case_flags, cases, issues
from portal.cases.words import exchanges
from portal.clocks.statute import leading
from portal.db import Sealed, connection_of
from portal.representations import Exchange, Representation
from portal.vocabulary import Due, Duty, Flag, IssueKind, Procedure, Service, WhatFor


@dataclass(frozen=True, slots=True)
class IssueRead:
    """One thing raised."""

    number: int
    kind: IssueKind
    service: Service
    procedure: Procedure
    team: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventRead:
    """One thing that happened."""

    at: datetime
    happened: str
    by: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CaseRead:
    """One case without its words. `due` holds one date a duty not done yet, earliest first."""

    id: str
    reference: str
    what_for: WhatFor
    speaker: str | None
    complainant_group: str
    channel: str
    received_at: datetime
    received_on: date
    restricted: bool
    issues: tuple[IssueRead, ...]
    flags: tuple[tuple[Flag, str], ...]
    due: tuple[Due, ...]
    events: tuple[EventRead, ...]

    def due_on(self, duty: Duty) -> date | None:
        """The date one duty is due, if it is."""
        return next((due.on for due in self.due if due.duty is duty), None)


# Codes and dates alone: whoever looks at them opens no words, and needs no key for them.
_CLEAR = select(*(column for column in cases.c if not isinstance(column.type, Sealed)))
_BY_REFERENCE = _CLEAR.where(cases.c.reference == bindparam("of"))
_BY_KEY = _CLEAR.where(cases.c.key == bindparam("of"))
_PARTS = tuple(
    select(rows).where(rows.c.case_id == bindparam("of")).order_by(*order)
    for rows, order in (
        (issues, (issues.c.number,)),
        (case_flags, (case_flags.c.flag,)),
        (case_duties, (case_duties.c.due_on, case_duties.c.duty)),
        (case_events, (case_events.c.number,)),
    )
)


def case_by_reference(session: Session, reference: str) -> CaseRead | None:
    """The case with this reference."""
    return _one(session, _BY_REFERENCE, reference)


def case_by_key(session: Session, key: str) -> CaseRead | None:
    """The case received from this draft, with what was split from it: its issues, and what is due for them."""
    case = _one(session, _BY_KEY, key)
    others = once_one_with(session, case.id).values() if case else ()
    for other in filter(None, (case_by_reference(session, reference) for reference in others)):
        assert case is not None
        case = replace(case, issues=case.issues + other.issues, due=leading((*case.due, *other.due)))
    return case


def words_of(session: Session, reference: str) -> tuple[Exchange, ...]:
    """A case's transcript, opened. Whoever calls records the opening: `acts.opened`."""
    sealed = session.scalar(select(Case.transcript).where(Case.reference == reference))
    return exchanges(sealed) if sealed else ()


def _one(session: Session, found: Select[Any], of: str) -> CaseRead | None:
    ask = connection_of(session).execute
    case = ask(found, {"of": of}).one_or_none()
    if case is None:
        return None
    raised, flags, duties, events = (ask(part, {"of": case.id}).all() for part in _PARTS)
    running = (duty for duty in duties if not (duty.done_on or duty.held_on))
    owed = [Due(Duty(duty.duty), duty.due_on, duty.issue, duty.because) for duty in running]
    return CaseRead(
        id=case.id,
        reference=case.reference,
        what_for=WhatFor(case.what_for),
        speaker=case.speaker,
        complainant_group=case.complainant_group,
        channel=case.channel,
        received_at=case.received_at,
        received_on=case.received_on,
        restricted=case.restricted,
        issues=tuple(
            IssueRead(
                issue.number,
                IssueKind(issue.kind),
                Service(issue.service),
                Procedure(issue.procedure),
                issue.team,
                tuple(issue.because),
            )
            for issue in raised
        ),
        flags=tuple((Flag(flag.flag), flag.because) for flag in flags),
        due=leading(owed),
        events=tuple(EventRead(event.at, event.happened, event.by, event.facts) for event in events),
    )


def representation_of(session: Session, key: str) -> Representation | None:
    """What a person told us, opened, for the one who holds the draft it came from."""
    sealed = session.scalar(select(Case.representation).where(Case.key == key))
    return Representation.from_json(sealed) if sealed else None
