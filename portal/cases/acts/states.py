"""Where a whole case stands, worked out from its file. It refuses to know which act brought it there."""

from portal.cases.casefile import CaseFile
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
