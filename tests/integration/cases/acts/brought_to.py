"""Cases brought to where a test begins: confirmed, acknowledged, with a finding, answered."""

from datetime import date, datetime, timedelta

from portal.cases.casefile import CaseFile, LetterOnFile
from portal.cases.handling import CaseStage
from portal.cases.models import CaseDuty, cases
from portal.clocks.limits import Anchor, Targets
from portal.clocks.statute import dues
from portal.db import transaction
from portal.vocabulary import Act, CaseState, Duty, IssueKind, Procedure, Service, Stage, WhatFor
from tests.factories import RECEIVED, told
from tests.integration.cases.acts.conftest import StaffDesk

LETTER = "We looked at what you told us. Zebedee read every page of it."
FOUND = "Nobody had told them. Zebedee read the notes."


def received(
    desk: StaffDesk,
    *services: Service,
    now: datetime = RECEIVED,
    what_for: WhatFor = WhatFor.COMPLAINT,
    **said: object,
) -> str:
    """A case just received, and the desk an hour later."""
    reference = desk.receive(told(what_for, *services, **said), key=f"draft-{now}-{services}-{what_for}", now=now)
    desk.now = now + timedelta(hours=1)
    return reference


def confirmed(desk: StaffDesk, reference: str, *procedures: str) -> str:
    """Each complaint confirmed for a procedure, in their order; for the one suggested where none is given."""
    complaints = desk.file(reference).complaints
    for issue, procedure in zip(complaints, procedures or [None] * len(complaints), strict=True):
        given = {"procedure": procedure, "why": "A made-up reason."} if procedure else {}
        desk.does(reference, Act.CONFIRM_ROUTE, issue=str(issue.number), team=issue.team, **given)
    return reference


def acknowledged(desk: StaffDesk, reference: str, *procedures: str) -> str:
    """Confirmed, and acknowledged today."""
    confirmed(desk, reference, *procedures)
    desk.does(
        reference,
        Act.ACKNOWLEDGE,
        points="Nobody told them.",
        contact="The complaints manager",
        letter="Thank you for telling us.",
        how="post",
    )
    return reference


def found(desk: StaffDesk, reference: str, *procedures: str) -> str:
    """Acknowledged, and a finding for each complaint."""
    acknowledged(desk, reference, *procedures)
    for issue in desk.file(reference).issues:
        if issue.kind is IssueKind.COMPLAINT:
            desk.does(reference, Act.RECORD_OUTCOME, issue=str(issue.number), outcome="upheld", why=FOUND)
    return reference


def due(desk: StaffDesk, reference: str) -> dict[Duty, date]:
    """What is owed now, and by when."""
    return {each.duty: each.due_on for each in desk.file(reference).duties if each.is_open}


def last(case: CaseFile, happened: str) -> dict[str, object]:
    """The facts of the last event of this kind."""
    event = case.happened(happened)
    assert event is not None, happened
    return event.facts


def letter(case: CaseFile, kind: str) -> LetterOnFile:
    """The only letter of this kind: those written at one moment stand in no order."""
    (found_one,) = (each for each in case.letters if each.kind == kind)
    return found_one


def replied(desk: StaffDesk, reference: str, **given: object) -> CaseFile:
    """The stage answered today, by email."""
    return desk.does(reference, Act.SEND_REPLY, **({"letter": LETTER, "how": "email"} | given))  # type: ignore[arg-type]


def began(desk: StaffDesk, reference: str, stage: Stage, on: date) -> None:
    """A later stage of the children's procedure begun, with what is owed from that day."""
    case = desk.file(reference)
    events = {Anchor.STAGE2_REQUESTED if stage is Stage.INVESTIGATION else Anchor.STAGE3_REQUESTED: on}
    with transaction(desk.engine, writes=True) as session:
        session.add(CaseStage(case_id=case.id, procedure=Procedure.STATUTORY, stage=stage, begun_on=on))
        for each in dues(Procedure.STATUTORY, events, desk.office.calendar, Targets()):
            promise = {"due_on": each.on, "first_due_on": each.on, "because": each.because}
            session.add(CaseDuty(case_id=case.id, duty=each.duty, issue=1, team="pods", **promise))


def closed(desk: StaffDesk, reference: str) -> str:
    """Closed today, as the act of closing leaves a case."""
    with transaction(desk.engine, writes=True) as session:
        shut = {"state": CaseState.CLOSED, "closed_on": desk.now.date()}
        session.execute(cases.update().where(cases.c.reference == reference).values(**shut))
    return reference
