"""The dates of a case as its page tells them: what each rests on, what became of it, and by when somebody reads it."""

from collections.abc import Iterator
from datetime import date

from portal.cases.acts.fields import spoken
from portal.cases.casefile import CaseFile, DutyOnFile
from portal.cases.counted_today import counted_today
from portal.cases.office import Office
from portal.cases.waiting import Wait, waits_of
from portal.clocks.guides import FIRST_READING, first_reading_by
from portal.clocks.running import Standing, standing
from portal.vocabulary.labels import label
from portal.web.staff.drawing import Fact, Row
from portal.web.staff.tags import of_standing

_UNREAD = frozenset({Wait.UNOPENED, Wait.TO_READ})


def first_reading(case: CaseFile, office: Office, today: date) -> Iterator[Fact]:
    """By when a person should have read it, while nobody has: the case, or the thanks in it."""
    if not _UNREAD & waits_of(case).keys():
        return
    by = first_reading_by(case.received_on, office.calendar)
    late = " That has gone by." if by < today else ""
    yield Fact("First reading by", by, hint=f"One working day: {FIRST_READING.citation}.{late}")


def clock_rows(case: CaseFile, office: Office, today: date, *, is_open: bool) -> Iterator[Row]:
    """What is owed by a date, or was, the soonest first."""
    owed = (each for each in case.duties if each.is_open is is_open)
    for duty in sorted(owed, key=lambda each: (each.due_on, each.duty)):
        stands = standing(
            duty.due_on, today, office.calendar, done_on=duty.done_on, held_on=duty.held_on, let_go=duty.let_go
        )
        about = f"Part {duty.issue}" if duty.issue and len(case.issues) > 1 else ""
        mark = "late" if stands is Standing.OVERDUE else "soon" if stands is Standing.DUE_SOON else ""
        rests_on = tuple(_rests_on(case, duty, office))
        yield Row((label(duty.duty), about, duty.due_on, of_standing(stands), rests_on), mark)


def _rests_on(case: CaseFile, duty: DutyOnFile, office: Office) -> Iterator[str]:
    """The rule, what was promised before, what today's calendar would say, and how it ended."""
    yield duty.because[:1].upper() + duty.because[1:] + "."
    if duty.first_due_on != duty.due_on:
        moved = "put off" if duty.first_due_on < duty.due_on else "brought forward"
        yield f"First promised for {spoken(duty.first_due_on)}, and {moved} since."
    other = counted_today(case, duty, office)
    if other:
        yield f"Counted today it would be {spoken(other)}. What was promised stands."
    if duty.done_on and duty.let_go:
        late = " It was late by then." if duty.due_on < duty.done_on else ""
        yield f"Not owed any more since {spoken(duty.done_on)}, and never done.{late}"
    elif duty.done_on:
        yield f"Done {spoken(duty.done_on)}."
