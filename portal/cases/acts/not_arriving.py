"""A message about a case did not arrive: a flag says what a person must do now, and the complaints team is told once.

It refuses to tell anybody of a message that was itself to tell the complaints team: that would never end.
"""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.cases import waiting
from portal.cases.acts.events import add_event
from portal.cases.filing import case_file
from portal.cases.models import Case, CaseDuty, CaseEvent, CaseFlag
from portal.cases.office import Office
from portal.council import Council, MessageKind, Team
from portal.outbox import post
from portal.outbox.fillings import Link, Reference
from portal.outbox.messages import TEMPLATES, Undelivered
from portal.outbox.receipts import any_lost
from portal.vocabulary import Flag, Happened, Language, Role

BY = "delivery"

_TO_COMPLAINTS = frozenset({MessageKind.COMPLAINTS_COPY, MessageKind.UNDELIVERED})


def did_not_arrive(
    session: Session, reference: str, kind: MessageKind, because: str, *, office: Office, tell: bool, now: datetime
) -> None:
    """Flag the case with this reference and, where `tell`, post a notice to its complaints team.

    `because` says in plain words what became of the message. `tell` is True the first time for each message.
    """
    case_id = session.scalar(select(Case.id).where(Case.reference == reference).with_for_update())
    if case_id is None:
        return
    flag = _flag_for(kind)
    known = session.get(CaseFlag, (case_id, flag))
    if known is None or known.settled_on:
        # Somebody made good what was lost before; this one is lost too.
        session.merge(CaseFlag(case_id=case_id, flag=flag, because=because, settled_on=None))
        add_event(session, case_id, Happened.FLAGGED, by=BY, now=now, facts={"flag": flag, "because": because})
        _keep_what_waits(session, reference)
    if tell and kind not in _TO_COMPLAINTS:
        _tell_complaints(session, case_id, Reference(reference), kind, office, now)


def has_arrived(session: Session, reference: str, kind: MessageKind, now: datetime) -> None:
    """Take the flag off the case with this reference once nothing is lost any more that a person must make good."""
    flag = _flag_for(kind)
    alike = frozenset(each for each in TEMPLATES if _flag_for(each) is flag)
    case_id = session.scalar(select(Case.id).where(Case.reference == reference).with_for_update())
    known = session.get(CaseFlag, (case_id, flag)) if case_id else None
    if case_id and known and known.settled_on is None and not any_lost(session, reference, alike):
        session.delete(known)
        add_event(session, case_id, Happened.UNFLAGGED, by=BY, now=now, facts={"flag": flag})
        _keep_what_waits(session, reference)


def _keep_what_waits(session: Session, reference: str) -> None:
    session.flush()
    filed = case_file(session, reference)
    assert filed is not None
    waiting.keep(session, filed)


def _flag_for(kind: MessageKind) -> Flag:
    return Flag.UNDELIVERED if TEMPLATES[kind].to_complainant else Flag.TEAM_NOT_TOLD


def _tell_complaints(
    session: Session, case_id: str, reference: Reference, kind: MessageKind, office: Office, now: datetime
) -> None:
    flag = _flag_for(kind)
    first_due = select(func.min(CaseDuty.due_on)).where(CaseDuty.case_id == case_id, CaseDuty.done_on.is_(None))
    notice = Undelivered(
        reference=reference,
        link=Link(office.portal_url, reference),
        due=session.scalar(first_due),
        for_complainant=flag is Flag.UNDELIVERED,
        for_team=flag is Flag.TEAM_NOT_TOLD,
    )
    team = _complaints_of(session, case_id, office.council)
    # Where what was lost could not wait, neither can the word that it was.
    post(session, notice, to=team.inbox, language=Language.ENGLISH, now=now, urgent=TEMPLATES[kind].urgent)
    add_event(session, case_id, Happened.NOTIFIED, by=BY, now=now, facts={"teams": [team.key]})


def _complaints_of(session: Session, case_id: str, council: Council) -> Team:
    """The complaints team; where it was not told of the case because it may not read it, who reads in its place."""
    told_first = (
        select(CaseEvent.facts)
        .where(CaseEvent.case_id == case_id, CaseEvent.happened == Happened.NOTIFIED)
        .order_by(CaseEvent.number)
        .limit(1)
    )
    complaints = council.team_for_role(Role.COMPLAINTS)
    facts = session.scalar(told_first)
    may_read = facts is None or complaints.key in facts["teams"]
    return complaints if may_read else council.team(council.safety.fallback_reader)
