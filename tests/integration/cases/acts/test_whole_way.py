"""One complaint from receipt to stage 3 and the Ombudsman, by the people whose part each step is, with every date."""

from datetime import date

from portal.staff import Staff
from portal.vocabulary import Act, CaseState, Duty, Outcome, Procedure, StaffRole, Stage
from tests.integration.cases.acts.brought_to import received
from tests.integration.cases.acts.carried import LETTER, MEMBERS, RECEIVED_ON, WORDS, Carried
from tests.integration.cases.acts.conftest import StaffDesk

EVERY_DATABASE = True

#: What each duty was promised for, and the day it was done: a day before, on the day, and a day late are among them.
PROMISED_AND_DONE = {
    Duty.ACKNOWLEDGEMENT: ("2026-06-11", "2026-06-10"),
    Duty.STAGE1_REPLY: ("2026-06-22", "2026-06-22"),
    Duty.STAGE1_LATEST: ("2026-07-06", "2026-06-22"),
    Duty.STAGE2_REPLY: ("2026-08-10", "2026-08-11"),
    Duty.STAGE2_LATEST: ("2026-10-06", "2026-08-11"),
    Duty.STAGE3_PANEL: ("2026-10-13", "2026-10-13"),
    Duty.STAGE3_REPORT: ("2026-10-20", "2026-10-20"),
    Duty.STAGE3_REPLY: ("2026-11-10", "2026-11-10"),
}
EVENTS = (
    "route-confirmed", "acknowledged", "outcome-recorded", "replied", "closed", "reopened", "stage2-asked",
    "stage2-acknowledged", "appointed", "appointed", "appointed", "statement-agreed", "adjudicated", "stage3-asked",
    "panel-named", "panel-met", "panel-reported", "panel-answered", "closed", "ombudsman-contacted",
    "ombudsman-decided",
)  # fmt: skip


def stage_1(carried: Carried, officer: Staff) -> None:
    carried.does(Act.CONFIRM_ROUTE, date(2026, 6, 9), by=officer)
    assert carried.due == {
        "acknowledgement": "2026-06-11",
        "stage1-reply": "2026-06-22",
        "stage1-latest": "2026-07-06",
    }
    known = {"points": "Zebedee was not told.", "contact": "The complaints manager"}
    carried.does(Act.ACKNOWLEDGE, date(2026, 6, 10), by=officer, **known, **LETTER)
    carried.does(Act.RECORD_OUTCOME, date(2026, 6, 22), by=officer, outcome="not-upheld", why="Zebedee was told.")
    carried.does(Act.SEND_REPLY, by=officer, **LETTER)
    assert carried.due == {}
    carried.does(Act.CLOSE, date(2026, 6, 23), by=officer, why="Answered.")
    assert carried.case.state is CaseState.CLOSED


def stage_2(carried: Carried, officer: Staff, investigates: Staff, adjudicates: Staff) -> None:
    carried.does(Act.REOPEN, date(2026, 7, 8), why="They asked for stage 2 on Monday.")
    carried.does(Act.ASK_STAGE2, by=officer, on=date(2026, 7, 6), channel="letter", words=WORDS)
    assert carried.due == {"stage2-reply": "2026-08-10", "stage2-latest": "2026-10-06"}
    carried.does(Act.ACKNOWLEDGE_STAGE2, by=officer, **LETTER)
    carried.does(Act.APPOINT, part="investigating-officer", account=investigates.id)
    carried.does(Act.APPOINT, part="independent-person", name="Indy Alone", independent=("yes",))
    carried.does(Act.APPOINT, part="adjudicating-officer", account=adjudicates.id)
    carried.does(Act.AGREE_STATEMENT, date(2026, 7, 15), by=investigates, **LETTER)
    assert carried.due == {"stage2-reply": "2026-08-10", "stage2-latest": "2026-10-06"}
    carried.does(Act.ADJUDICATE, date(2026, 8, 11), by=adjudicates, outcome_1="partly-upheld", **LETTER)
    assert carried.due == {}
    assert carried.facts("adjudicated")["late"] == ["stage2-reply"]
    assert carried.facts("adjudicated")["ask_stage3_by"] == "2026-09-09"


def stage_3(carried: Carried, officer: Staff) -> None:
    carried.does(Act.ASK_STAGE3, date(2026, 9, 1), by=officer, channel="phone", words=WORDS)
    assert carried.due == {"stage3-panel": "2026-10-13"}
    carried.does(Act.NAME_PANEL, date(2026, 9, 14), independent=("yes",), **MEMBERS)
    carried.does(Act.PANEL_MET, date(2026, 10, 13), by=officer)
    assert carried.due == {"stage3-report": "2026-10-20"}
    carried.does(Act.PANEL_REPORTED, date(2026, 10, 20), by=officer, finding="Zebedee was right.")
    assert carried.due == {"stage3-reply": "2026-11-10"}
    carried.does(Act.ANSWER_PANEL, date(2026, 11, 10), outcome_1="upheld", considered=("yes",), **LETTER)
    assert carried.due == {}


def the_end(carried: Carried, officer: Staff) -> None:
    carried.does(Act.CLOSE, date(2026, 11, 11), by=officer, why="The last stage is answered.")
    carried.does(Act.OMBUDSMAN_CONTACT, date(2026, 12, 1), by=officer)
    carried.does(Act.OMBUDSMAN_DECISION, date(2027, 2, 15), by=officer, decision="upheld", words="Zebedee was right.")


def test_from_receipt_to_the_ombudsman(desk: StaffDesk):
    carried = Carried(desk, received(desk, now=RECEIVED_ON))
    began = carried.case.newest
    officer = desk.joins(StaffRole.COMPLAINTS_OFFICER, name="Offi Cer")
    investigates = desk.joins(StaffRole.INVESTIGATING_OFFICER, name="Ino Vestigates")
    adjudicates = desk.joins(StaffRole.ADJUDICATING_OFFICER, name="Adju Dicates")
    stage_1(carried, officer)
    stage_2(carried, officer, investigates, adjudicates)
    stage_3(carried, officer)
    the_end(carried, officer)
    case = carried.case
    assert (case.state, case.closed_on, case.complaints[0].outcome) == (
        CaseState.CLOSED,
        date(2026, 11, 11),
        Outcome.UPHELD,
    )
    assert {each.duty: (str(each.due_on), str(each.done_on)) for each in case.duties} == PROMISED_AND_DONE
    assert all(each.due_on == each.first_due_on for each in case.duties)
    assert tuple(each.happened for each in case.events if each.number > began) == EVENTS
    assert "Zebedee" not in str([each.facts for each in case.events])
    days = [(each.begun_on, each.replied_on) for each in case.stages if each.procedure is Procedure.STATUTORY]
    assert days == [
        (date(2026, 6, 8), date(2026, 6, 22)),
        (date(2026, 7, 6), date(2026, 8, 11)),
        (date(2026, 9, 1), date(2026, 11, 10)),
    ]
    last = case.stage_at(Procedure.STATUTORY, Stage.REVIEW_PANEL)
    assert last is not None
    assert (last.met_on, last.reported_on) == (date(2026, 10, 13), date(2026, 10, 20))
    kinds = [each.kind for each in case.letters]
    assert kinds == ["acknowledgement", "reply", "acknowledgement", "statement", "adjudication", "panel-answer"]
    (contact,) = case.ombudsman
    assert (contact.contacted_on, contact.decided_on) == (date(2026, 12, 1), date(2027, 2, 15))
