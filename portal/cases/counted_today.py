"""What today's calendar and targets would make of a date that was promised before: to be shown, never to be used."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

from portal.cases.casefile import CaseFile, DutyOnFile, StageOnFile
from portal.cases.office import Office
from portal.clocks.limits import Anchor, Targets
from portal.clocks.statute import dues
from portal.vocabulary import Procedure, Stage


def counted_today(case: CaseFile, duty: DutyOnFile, office: Office) -> date | None:
    """The date the duty would have if it were counted now, where that is another than was promised; else None.

    Nothing is said of what was put off by a letter, of what is done, and of what the whole case owes.
    """
    if duty.issue is None or not duty.is_open or duty.first_due_on != duty.due_on:
        return None
    procedure = case.issue(duty.issue).procedure
    events = {Anchor.RECEIVED: case.received_on} | dict(_events(case, procedure))
    counted = dues(procedure, events, office.calendar, Targets(**asdict(office.council.targets)), issue=duty.issue)
    on = next((due.on for due in counted if due.duty is duty.duty), None)
    return on if on != duty.due_on else None


def _events(case: CaseFile, procedure: Procedure) -> Iterator[tuple[Anchor, date]]:
    """Every day that something of one procedure runs from, as far as it has come."""
    for stage in case.stages:
        if stage.procedure is procedure:
            yield from ((anchor, day) for anchor, day in _days_of(stage) if day is not None)


def _days_of(stage: StageOnFile) -> tuple[tuple[Anchor, date | None], ...]:
    match stage.stage:
        case Stage.LOCAL_RESOLUTION:
            return (Anchor.RECEIVED, stage.begun_on), (Anchor.ACKNOWLEDGED, stage.acknowledged_on)
        case Stage.INVESTIGATION if stage.procedure is Procedure.CORPORATE:
            return (
                (Anchor.CORPORATE2_REQUESTED, stage.begun_on),
                (Anchor.STAGE2_ACKNOWLEDGED, stage.acknowledged_on),
            )
        case Stage.INVESTIGATION:
            return (Anchor.STAGE2_REQUESTED, stage.begun_on), (Anchor.STAGE2_AGREED, stage.agreed_on)
        case Stage.REVIEW_PANEL:
            return (
                (Anchor.STAGE3_REQUESTED, stage.begun_on),
                (Anchor.PANEL_MET, stage.met_on),
                (Anchor.PANEL_REPORTED, stage.reported_on),
            )
