"""What staff write to a complainant: kept whole and sealed, and sent the way that is safe for them."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from portal.cases.acts.specs import Doing, written_by
from portal.cases.handling import CaseLetter, case_letters
from portal.vocabulary import LetterHow, LetterKind, Procedure, Stage


def draft(doing: Doing, kind: LetterKind, body: str, procedure: Procedure | None, stage: Stage | None) -> str:
    """Keep a draft beside every earlier one, so that nobody's is lost. Returns its id."""
    return _kept(doing, kind, body, procedure, stage, how=None, sent_at=None)


def send(
    doing: Doing,
    kind: LetterKind,
    body: str,
    how: LetterHow,
    *,
    procedure: Procedure | None = None,
    stage: Stage | None = None,
) -> str:
    """Keep what was written and send it this way. Returns its id."""
    return _kept(doing, kind, body, procedure, stage, how=how, sent_at=doing.now)


def body_of(session: Session, letter_id: str) -> str:
    """What stands in a letter or a draft, opened; empty where there is none."""
    return session.scalar(select(CaseLetter.body).where(CaseLetter.id == letter_id)) or ""


def _kept(
    doing: Doing,
    kind: LetterKind,
    body: str,
    procedure: Procedure | None,
    stage: Stage | None,
    *,
    how: LetterHow | None,
    sent_at: datetime | None,
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
    }
    doing.session.execute(insert(case_letters).values(**values))
    return letter_id
