"""What is sealed in one case, opened for somebody who may read it. Whoever calls has written the opening down.

It refuses to open more than is asked for: contacts are opened only for who needs them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.cases.casefile import CaseFile
from portal.cases.handling import CaseAction, CaseLetter, CasePerson, ComplimentWay
from portal.cases.models import Case, CaseEvent
from portal.representations import Exchange, Representation


@dataclass(frozen=True, slots=True)
class Opened:
    """Everything that is written in a case: by the person, and by staff, by event number or row id."""

    told: Representation = field(repr=False)
    transcript: tuple[Exchange, ...] = field(repr=False)
    with_events: Mapping[int, str] = field(repr=False)
    people: Mapping[str, str] = field(repr=False)
    actions: Mapping[int, tuple[str, str, str]] = field(repr=False)  # what, whose, why
    letters: Mapping[str, str] = field(repr=False)
    thanks: Mapping[int, tuple[str, str]] = field(repr=False)  # the worker and their manager, by issue


def words_in(session: Session, case: CaseFile) -> Opened:
    """Open it all. Raises sealing.CannotOpen."""
    row = session.execute(select(Case.representation, Case.transcript).where(Case.id == case.id)).one()
    events = select(CaseEvent.number, CaseEvent.words).where(
        CaseEvent.case_id == case.id, CaseEvent.words.is_not(None)
    )
    people = select(CasePerson.id, CasePerson.name).where(CasePerson.case_id == case.id)
    actions = select(CaseAction).where(CaseAction.case_id == case.id)
    letters = select(CaseLetter.id, CaseLetter.body).where(CaseLetter.case_id == case.id)
    thanks = select(ComplimentWay).where(ComplimentWay.case_id == case.id)
    return Opened(
        told=Representation.from_json(row.representation),
        transcript=exchanges(row.transcript),
        with_events={number: words or "" for number, words in session.execute(events)},
        people={key: name for key, name in session.execute(people)},  # noqa: C416 - rows are no pairs to `dict`
        actions={each.number: (each.words, each.owner, each.why or "") for each in session.scalars(actions)},
        letters={key: body for key, body in session.execute(letters)},  # noqa: C416
        thanks={each.issue: (each.worker or "", each.manager or "") for each in session.scalars(thanks)},
    )


def told_in(session: Session, case: CaseFile) -> Representation:
    """What the person told us, opened."""
    return Representation.from_json(session.scalars(select(Case.representation).where(Case.id == case.id)).one())


def transcript_in(session: Session, case: CaseFile) -> tuple[Exchange, ...]:
    """The talk in which they told us, opened."""
    return exchanges(session.scalars(select(Case.transcript).where(Case.id == case.id)).one())


def exchanges(kept: str) -> tuple[Exchange, ...]:
    """A transcript as it is kept, as turns."""
    return tuple(Exchange(turn["key"], turn["asked"], tuple(turn["said"])) for turn in json.loads(kept))
