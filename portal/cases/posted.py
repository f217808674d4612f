"""What became of each letter to a complainant, for staff; and the letters themselves, for the one they were written to.

A draft is nobody's but the staff's: it is never among them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.cases.casefile import CaseFile
from portal.cases.handling import CaseLetter
from portal.cases.linked import once_one_with
from portal.cases.writing import READ_BEHIND_CODE
from portal.vocabulary import Happened, LetterHow, LetterKind


class Whereabouts(StrEnum):
    """How far a letter has come."""

    DRAFT = "draft"
    GIVEN = "given"  # by a person, or behind the code: no message carries it
    WAITING = "waiting"  # its message is still to go
    SENT = "sent"  # GOV.UK Notify has it
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    REFUSED = "refused"  # GOV.UK Notify will not have it


_TOLD: Mapping[str, Whereabouts] = MappingProxyType(
    {
        Happened.MESSAGE_SENT: Whereabouts.SENT,
        Happened.MESSAGE_DELIVERED: Whereabouts.DELIVERED,
        Happened.MESSAGE_UNDELIVERED: Whereabouts.BOUNCED,
        Happened.MESSAGE_REFUSED: Whereabouts.REFUSED,
    }
)


@dataclass(frozen=True, slots=True)
class Written:
    """One letter as the person it is for may see it. `body` is empty where it was read out or told by somebody."""

    kind: LetterKind
    how: LetterHow
    sent_at: datetime
    body: str = field(repr=False)


def whereabouts(case: CaseFile) -> Mapping[str, Whereabouts]:
    """What became of each letter of a case, by its id: told by the events, which outlast the messages."""
    told = {event.facts["message"]: _TOLD[event.happened] for event in case.events if event.happened in _TOLD}

    def of(sent_at: datetime | None, message_id: str | None) -> Whereabouts:
        if sent_at is None:
            return Whereabouts.DRAFT
        return told.get(message_id, Whereabouts.WAITING) if message_id else Whereabouts.GIVEN

    return MappingProxyType({letter.id: of(letter.sent_at, letter.message_id) for letter in case.letters})


def letters_to(session: Session, case_id: str) -> tuple[Written, ...]:
    """What was written to the person, newest first; words that were to be said and not written are not opened.

    Also about what was split from their case: their code opens this one alone.
    """
    whole = (case_id, *once_one_with(session, case_id))
    sent = (
        select(CaseLetter.id, CaseLetter.kind, CaseLetter.how, CaseLetter.sent_at)
        .where(CaseLetter.case_id.in_(whole), CaseLetter.sent_at.is_not(None))
        .order_by(CaseLetter.sent_at.desc(), CaseLetter.written_at.desc(), CaseLetter.id)
    )
    found = session.execute(sent).all()
    theirs = [row.id for row in found if row.how in READ_BEHIND_CODE]
    bodies: dict[str, str] = {}
    if theirs:
        opened = select(CaseLetter.id, CaseLetter.body).where(CaseLetter.id.in_(theirs))
        bodies = {row.id: row.body for row in session.execute(opened)}
    return tuple(
        Written(LetterKind(row.kind), LetterHow(row.how), row.sent_at, bodies.get(row.id, "")) for row in found
    )
