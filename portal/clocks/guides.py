"""Times that are no duty by a date: what a person may still ask for, and when somebody first looks.

It refuses to turn anybody down: who asks late is decided about by a person. All days are London dates.
"""

from dataclasses import dataclass
from datetime import date

from portal.clocks.limits import Example, Unit
from portal.clocks.working_days import WorkingCalendar, calendar_month_after
from portal.vocabulary import Stage


@dataclass(frozen=True, slots=True)
class Guide:
    """A time to go by, the rule it comes from, and one true case of it."""

    amount: int
    unit: Unit
    citation: str
    example: Example

    def until(self, start: date, calendar: WorkingCalendar) -> date:
        """The last day of this time, counted from `start` (day 0)."""
        if self.unit is Unit.WORKING_DAYS:
            return calendar.add(start, self.amount)
        return calendar_month_after(start, self.amount)


def _guide(amount: int, unit: Unit, citation: str, start: str, last: str) -> Guide:
    return Guide(amount, unit, citation, Example(date.fromisoformat(start), date.fromisoformat(last)))


FIRST_READING = _guide(1, Unit.WORKING_DAYS, "the council's own practice", "2026-09-04", "2026-09-07")
ASK_STAGE2 = _guide(20, Unit.WORKING_DAYS, "Getting the Best from Complaints", "2026-09-15", "2026-10-13")
ASK_STAGE3 = _guide(20, Unit.WORKING_DAYS, "Getting the Best from Complaints", "2026-12-01", "2026-12-31")
COMPLAIN = _guide(12, Unit.MONTHS, "SI 2006/1738 reg. 9", "2024-02-29", "2025-02-28")
RESUBMIT = _guide(12, Unit.MONTHS, "SI 2006/1738 reg. 8", "2026-10-05", "2027-10-05")
ASK_OMBUDSMAN = _guide(12, Unit.MONTHS, "Local Government Act 1974 s. 26B", "2026-11-10", "2027-11-10")

_ASK_AFTER = {Stage.LOCAL_RESOLUTION: ASK_STAGE2, Stage.INVESTIGATION: ASK_STAGE3}


def first_reading_by(received: date, calendar: WorkingCalendar) -> date:
    """When a person of the complaints team should have read what came in, whatever it is."""
    return FIRST_READING.until(received, calendar)


def ask_next_stage_by(answered: Stage, reply_received: date, calendar: WorkingCalendar) -> date | None:
    """Until when the next stage is best asked for, once the reply at this one was received; None after the last.

    Later is no reason to refuse: a person decides.
    """
    guide = _ASK_AFTER.get(answered)
    return guide.until(reply_received, calendar) if guide else None


def may_ask_stage2(
    due: date, today: date, *, replied_on: date | None = None, skip_agreed_on: date | None = None
) -> str | None:
    """Why stage 2 cannot be asked for yet, in one sentence; None where it can, also long after the reply.

    It can once stage 1 was answered, once its date has gone by without an answer, or at any time where both agreed in
    writing that stage 1 does not suit (SI 2006/1738 reg. 16). `due` is the date of stage 1 that stands.
    """
    if replied_on or skip_agreed_on or today > due:
        return None
    return f"Stage 1 runs until {due.day} {due:%B %Y}. To start stage 2 sooner, both agree to it in writing."


def complain_by(grounds_arose: date) -> date:
    """The last day of the year in which a complaint must be looked into. Later, a person decides."""
    return calendar_month_after(grounds_arose, COMPLAIN.amount)


def resubmit_until(proceedings_ended: date) -> date:
    """The last day to send a held complaint again: one year after the other proceedings end."""
    return calendar_month_after(proceedings_ended, RESUBMIT.amount)


def ask_ombudsman_by(aware_on: date) -> date:
    """Until when the Ombudsman is best asked, counted from when the person knew of it; later, the Ombudsman decides."""
    return calendar_month_after(aware_on, ASK_OMBUDSMAN.amount)
