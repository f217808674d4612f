"""An acknowledgement that did not arrive was given to nobody: its duties are owed again, until one does arrive.

It refuses to undo what somebody did since: a later acknowledgement stands, whatever becomes of an earlier one.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.cases.acts.states import keep_state
from portal.cases.casefile import CaseFile, EventOnFile
from portal.cases.filing import case_file
from portal.cases.handling import CaseLetter, case_stages
from portal.cases.models import Case, case_duties
from portal.clocks.working_days import london_date
from portal.outbox.receipts import when_sent
from portal.vocabulary import Happened, LetterKind, Stage

_ACKNOWLEDGED = frozenset({Happened.ACKNOWLEDGED, Happened.STAGE2_ACKNOWLEDGED})


@dataclass(frozen=True, slots=True)
class _Given:
    """What a letter acknowledged, as events have it: the duties that it met and nothing later did, and its London date.

    `lost` is the last event that took this back, where none gave it again since.
    """

    case: CaseFile
    letter_id: str
    procedures: tuple[str, ...]
    stage: str
    duties: tuple[str, ...]
    on: date
    lost: EventOnFile | None


def owed_again(session: Session, reference: str, message_id: str) -> dict[str, Any]:
    """The message with this id did not arrive. Facts of what is owed again; none where it acknowledged nothing."""
    given = _given_by(session, reference, message_id)
    if given is None or given.lost is not None:
        return {}
    met = [each for each in given.case.duties if each.duty in given.duties and each.done_on == given.on]
    if not met:
        return {}
    _write(session, given, [each.id for each in met], was=given.on, on=None)
    owed = sorted({each.duty.value for each in met})
    return {"letter": given.letter_id, "owed_again": owed, "was_given_on": given.on.isoformat()}


def given_after_all(session: Session, reference: str, message_id: str) -> dict[str, Any]:
    """It arrived, at first or sent again. Facts of what was owed again and is met now; none where nothing was.

    The message that was thought lost counts as it did; one sent in its place, from the London date it went.
    """
    given = _given_by(session, reference, message_id)
    if given is None or given.lost is None:
        return {}
    wanted = set(given.duties) & set(given.lost.facts["owed_again"])
    owed = [each for each in given.case.duties if each.duty in wanted and each.is_open]
    if not owed:
        return {}
    sent_at = when_sent(session, message_id)
    is_the_same = given.lost.facts["message"] == message_id
    on = given.on if is_the_same or sent_at is None else london_date(sent_at)
    _write(session, given, [each.id for each in owed], was=None, on=on)
    return {"letter": given.letter_id, "met": sorted({each.duty.value for each in owed}), "on": on.isoformat()}


def _given_by(session: Session, reference: str, message_id: str) -> _Given | None:
    of_message = (
        select(CaseLetter.id)
        .join(Case, Case.id == CaseLetter.case_id)
        .where(Case.reference == reference, CaseLetter.message_id == message_id)
        .where(CaseLetter.kind == LetterKind.ACKNOWLEDGEMENT)
    )
    letter_id = session.scalar(of_message)
    case = case_file(session, reference, locked=True) if letter_id else None
    if letter_id is None or case is None or not case.is_open:
        return None
    given = [each for each in case.events if each.happened in _ACKNOWLEDGED]
    event = next((each for each in given if each.facts.get("letter") == letter_id), None)
    if event is None:
        return None
    later = {duty for each in given if each.number > event.number for duty in each.facts["duties"]}
    since = [each for each in case.events if each.number > event.number and each.facts.get("letter") == letter_id]
    moved = next((each for each in reversed(since) if {"met", "owed_again"} & each.facts.keys()), event)
    is_lost = "owed_again" in moved.facts
    return _Given(
        case=case,
        letter_id=letter_id,
        procedures=tuple(event.facts.get("procedures") or [event.facts["procedure"]]),
        stage=Stage.LOCAL_RESOLUTION if event.happened == Happened.ACKNOWLEDGED else Stage.INVESTIGATION,
        duties=tuple(each for each in event.facts["duties"] if each not in later),
        on=date.fromisoformat(moved.facts["was_given_on" if is_lost else "on"]),
        lost=moved if is_lost else None,
    )


def _write(session: Session, given: _Given, duties: list[str], *, was: date | None, on: date | None) -> None:
    session.execute(update(case_duties).where(case_duties.c.id.in_(duties)).values(done_on=on))
    of = (
        case_stages.c.case_id == given.case.id,
        case_stages.c.procedure.in_(given.procedures),
        case_stages.c.stage == given.stage,
        case_stages.c.acknowledged_on.is_(None) if was is None else case_stages.c.acknowledged_on == was,
    )
    session.execute(update(case_stages).where(*of).values(acknowledged_on=on))
    after = case_file(session, given.case.reference)
    assert after is not None
    keep_state(session, after)
