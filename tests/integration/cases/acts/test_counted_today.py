"""A bank holiday announced after a date was promised: the promise stands, and the page can say what it would be."""

from dataclasses import replace
from datetime import date

from portal.cases.counted_today import counted_today
from portal.clocks.bank_holidays import england_and_wales
from portal.vocabulary import Act, Duty
from tests.integration.cases.acts.brought_to import acknowledged, received
from tests.integration.cases.acts.conftest import StaffDesk

PROCLAIMED = date(2026, 9, 10)


def test_what_was_promised_stands_when_a_bank_holiday_is_announced_later(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    later = replace(desk.office, calendar=england_and_wales((PROCLAIMED,)))
    (reply,) = desk.file(reference).open_duties({Duty.STAGE1_REPLY})
    assert reply.due_on == date(2026, 9, 15)
    assert counted_today(desk.file(reference), reply, desk.office) is None
    assert counted_today(desk.file(reference), reply, later) == date(2026, 9, 16)
    desk.office = later
    desk.does(reference, Act.ADD_NOTE, note="A made-up note.")
    assert desk.file(reference).open_duties({Duty.STAGE1_REPLY})[0].due_on == date(2026, 9, 15)
