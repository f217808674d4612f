"""What staff write to a complainant: kept whole and sealed, and sent the way that is safe for them."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from portal.cases import gaps
from portal.cases.acts.reaching import KNOWN_TO_BE_SAFE, SAFE, UNSURE
from portal.cases.acts.specs import CannotBeDone, Doing, written_by
from portal.cases.handling import CaseLetter, case_letters
from portal.cases.words import told_in
from portal.cases.writing import address_for, message_of, shut, unasked
from portal.outbox import post
from portal.representations import Reply
from portal.vocabulary import Language, LetterHow, LetterKind, Procedure, Stage


def draft(doing: Doing, kind: LetterKind, body: str, procedure: Procedure | None, stage: Stage | None) -> str:
    """Keep a draft beside every earlier one, so that nobody's is lost. Returns its id."""
    return _kept(doing, kind, body, procedure, stage)


def send(
    doing: Doing,
    kind: LetterKind,
    body: str,
    how: LetterHow,
    *,
    procedure: Procedure | None = None,
    stage: Stage | None = None,
) -> str:
    """Keep what was written and send it this way. Returns its id.

    A gap that another field of the form fills is filled. Raises CannotBeDone where another gap still stands in it,
    where it cannot go this way, where nobody said that a way they did not ask for is safe, or where a word is in it
    that they asked us never to write.
    """
    body = gaps.filled(body, doing.given.values, Language(doing.case.language))
    reply = told_in(doing.session, doing.case).reply
    _refuse(doing, body, how, reply)
    message_id = _posted(doing, body, how, reply)
    return _kept(doing, kind, body, procedure, stage, how=how, sent_at=doing.now, message_id=message_id)


def body_of(session: Session, letter_id: str) -> str:
    """What stands in a letter or a draft, opened; empty where there is none."""
    return session.scalar(select(CaseLetter.body).where(CaseLetter.id == letter_id)) or ""


def _refuse(doing: Doing, body: str, how: LetterHow, reply: Reply) -> None:
    reason = shut(doing.case, body, how, reply, doing.office)
    if reason:
        raise CannotBeDone(reason.sentence, reason.field)
    if unasked(how, reply.how) and KNOWN_TO_BE_SAFE not in doing.given.several(SAFE):
        raise CannotBeDone(UNSURE, SAFE)


def _posted(doing: Doing, body: str, how: LetterHow, reply: Reply) -> str | None:
    """The id of the message that carries it; None where a person or the code brings it."""
    message = message_of(doing.case.reference, body, how, doing.office)
    if message is None:
        return None
    language = Language(doing.case.language)
    return post(doing.session, message, to=address_for(how, reply), language=language, now=doing.now)


def _kept(
    doing: Doing,
    kind: LetterKind,
    body: str,
    procedure: Procedure | None,
    stage: Stage | None,
    *,
    how: LetterHow | None = None,
    sent_at: datetime | None = None,
    message_id: str | None = None,
) -> str:
    letter_id = str(uuid4())
    values = {
        "id": letter_id,
        "case_id": doing.case.id,
        "kind": kind,
        "procedure": procedure,
        "stage": stage,
        "body": body,
        "by": written_by(doing.by),
        "written_at": doing.now,
        "sent_at": sent_at,
        "how": how,
        "message_id": message_id,
    }
    doing.session.execute(insert(case_letters).values(**values))
    return letter_id
