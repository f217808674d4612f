"""Which procedure a past complaint went through, where its list does not say, and by when it was to be answered.

The rules decide as they do for what comes in today. It refuses to guess a date that no rule gives.
"""

from dataclasses import asdict
from datetime import date
from functools import lru_cache

from portal.clocks.limits import Targets
from portal.clocks.met import MEETS, reply_at
from portal.clocks.statute import LIMITS
from portal.clocks.working_days import WorkingCalendar
from portal.council import Council
from portal.representations import Representation
from portal.routing.procedure import suggest
from portal.vocabulary import ComplainantGroup, IssueKind, Procedure, Service, Speaker, Stage, WhatFor

#: Who of those we talk to today a group of the report is made of, so that the rules can be asked about it.
_SPEAKERS = {
    ComplainantGroup.CHILD: Speaker.CHILD,
    ComplainantGroup.CARE_LEAVER: Speaker.CARE_LEAVER,
    ComplainantGroup.PARENT: Speaker.PARENT,
    ComplainantGroup.RELATIVE: Speaker.FAMILY_OR_FRIEND,
    ComplainantGroup.FOSTER_CARER: Speaker.FOSTER_CARER,
    ComplainantGroup.SPECIAL_GUARDIAN: Speaker.SPECIAL_GUARDIAN,
    ComplainantGroup.ADOPTER: Speaker.ADOPTER,
    ComplainantGroup.ADVOCATE: Speaker.ADVOCATE,
    ComplainantGroup.OTHER: Speaker.SOMEONE_ELSE,
}


@lru_cache(maxsize=1024)
def procedure_of(kind: IssueKind, service: Service, group: ComplainantGroup) -> Procedure:
    """As the table of `routing.procedure` has it. What that leaves undecided runs the statutory clock.

    What somebody else would answer today stands in a council's list as a complaint that it answered itself: that is its
    own procedure, unless the list says another.
    """
    if kind is IssueKind.COMPLIMENT:
        return Procedure.COMPLIMENT
    told = Representation(what_for=WhatFor.COMPLAINT, speaker=_SPEAKERS[group], services=(service,))
    suggested = suggest(told, service).procedure
    if suggested is Procedure.UNDECIDED and service is not Service.SEND:  # that is the tribunal's, or the council's own
        return Procedure.STATUTORY
    return suggested if suggested is Procedure.STATUTORY else Procedure.CORPORATE


class FirstReplies:
    """By when a council had to answer at stage 1, counted from the day it got the complaint."""

    def __init__(self, council: Council, calendar: WorkingCalendar) -> None:
        targets = Targets(**asdict(council.targets))

        @lru_cache(maxsize=65536)
        def due(procedure: Procedure, received: date) -> date | None:
            reply = reply_at(procedure, Stage.LOCAL_RESOLUTION)
            # A list tells no day of acknowledging, from which a corporate reply runs: the day of receipt is the
            # earlier one, so nothing counts as in time that was not.
            days = [
                limit.due(received, calendar, targets)
                for limit in LIMITS
                if reply and procedure in limit.procedures and limit.duty in MEETS[reply]
            ]
            return min(days, default=None) if calendar.covers(received, *days) else None

        self._due = due

    def due(self, procedure: Procedure, received: date) -> date | None:
        """The London date; None where no rule gives one, or where the bank holidays of that year are not known."""
        return self._due(procedure, received)
