"""Where a whole case stands, worked out from its file. It refuses to know which act brought it there."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.cases.casefile import CaseFile
from portal.cases.handling import case_teams
from portal.cases.models import cases
from portal.vocabulary import CaseState, Duty


def state_of(case: CaseFile) -> CaseState:
    """Where a whole case stands, as lists filter by it: worked out from its dates, and never set by hand."""
    if case.closed_on:
        return CaseState.CLOSED
    if case.open_duties({Duty.ACKNOWLEDGEMENT, Duty.DP_ACKNOWLEDGEMENT}):
        return CaseState.NEW
    if any(stage.held_on and not stage.replied_on for stage in case.stages):
        return CaseState.ON_HOLD
    return CaseState.OPEN


def keep_state(session: Session, case: CaseFile) -> None:
    """Keep where a case stands as its file has it now: with the case, and with its teams, whose lists look there."""
    state = state_of(case)
    session.execute(update(cases).where(cases.c.id == case.id).values(state=state))
    session.execute(update(case_teams).where(case_teams.c.case_id == case.id).values(state=state))
