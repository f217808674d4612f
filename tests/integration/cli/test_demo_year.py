"""What is in the made-up year of `portal demo`: everything that can become of a case, all of it of the past."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import Date, func, select
from sqlalchemy.orm import Session

from portal.cases import worklist
from portal.cases.access import Viewer
from portal.cases.acts.table import TABLE
from portal.cases.handling import CaseReminder, case_actions
from portal.cases.models import CaseEvent
from portal.cases.words import words_in
from portal.cases.worklist import Group, Whose
from portal.clocks.working_days import london_date
from portal.council import MessageKind
from portal.db import transaction
from portal.outbox import tray
from portal.outbox.models import Message, MessageState
from portal.reports import publishing, telling
from portal.reports.annual import Wanted
from portal.reports.in_words import told
from portal.reports.report import Edition
from portal.reports.years import ReportYear
from portal.reports.years_held import years_held
from portal.staff import accounts
from portal.tables import METADATA
from portal.vocabulary import (
    Act,
    ActionKind,
    CaseState,
    Channel,
    ComplainantGroup,
    Flag,
    Happened,
    IssueKind,
    LetterHow,
    OmbudsmanDecision,
    Outcome,
    Procedure,
    StaffRole,
    Stage,
)
from portal.vocabulary.labels import SHOWN
from portal.web.staff.folding import folded
from portal.web.staff.timeline import Names
from tests.integration.cli.demo_year import NOW, Year, played_once

pytestmark = pytest.mark.slow  # the first of them plays the year


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    with played_once(tmp_path_factory) as year:
        yield year


@pytest.fixture
def session(year: Year) -> Iterator[Session]:
    with transaction(year.engine, writes=False) as session:
        yield session


# --- what is in it

#: What each act leaves behind on a case.
LEFT_BY = {
    Act.MATCH_NAMES: Happened.NAMES_MATCHED,
    Act.TAKE_ALERT: Happened.ALERT_TAKEN,
    Act.CONFIRM_ROUTE: Happened.ROUTE_CONFIRMED,
    Act.DECIDE_INTEREST: Happened.INTEREST_DECIDED,
    Act.DECIDE_LATE: Happened.LATENESS_DECIDED,
    Act.DECIDE_CONSENT: Happened.CONSENT_DECIDED,
    Act.DECIDE_FREEZE: Happened.FREEZE_DECIDED,
    Act.RAISE_FLAG: Happened.FLAGGED,
    Act.SETTLE_FLAG: Happened.UNFLAGGED,
    Act.ACKNOWLEDGE: Happened.ACKNOWLEDGED,
    Act.OFFER_ADVOCACY: Happened.ADVOCACY_OFFERED,
    Act.SET_THEMES: Happened.THEMES_SET,
    Act.ASSIGN: Happened.ASSIGNED,
    Act.SPLIT: Happened.SPLIT_OFF,
    Act.LINK: Happened.LINKED,
    Act.ADD_NOTE: Happened.NOTED,
    Act.EXTEND: Happened.EXTENDED,
    Act.HOLD: Happened.HELD,
    Act.RESUME: Happened.RESUMED,
    Act.DRAFT_REPLY: Happened.REPLY_DRAFTED,
    Act.SEND_REPLY: Happened.REPLIED,
    Act.SEND_CORRECTION: Happened.CORRECTED,
    Act.WRITE_AGREEMENT: Happened.AGREEMENT_WRITTEN,
    Act.RECORD_OUTCOME: Happened.OUTCOME_RECORDED,
    Act.ADD_REMEDY: Happened.REMEDY_ADDED,
    Act.ADD_LEARNING: Happened.LEARNING_ADDED,
    Act.SETTLE_ACTION: Happened.ACTION_SETTLED,
    Act.REPORT_RETALIATION: Happened.RETALIATION_REPORTED,
    Act.ACT_ON_RETALIATION: Happened.RETALIATION_ACTED_ON,
    Act.ASK_STAGE2: Happened.STAGE2_ASKED,
    Act.AGREE_STATEMENT: Happened.STATEMENT_AGREED,
    Act.ACKNOWLEDGE_STAGE2: Happened.STAGE2_ACKNOWLEDGED,
    Act.APPOINT: Happened.APPOINTED,
    Act.ADJUDICATE: Happened.ADJUDICATED,
    Act.ASK_STAGE3: Happened.STAGE3_ASKED,
    Act.NAME_PANEL: Happened.PANEL_NAMED,
    Act.PANEL_MET: Happened.PANEL_MET,
    Act.PANEL_REPORTED: Happened.PANEL_REPORTED,
    Act.ANSWER_PANEL: Happened.PANEL_ANSWERED,
    Act.WITHDRAW: Happened.WITHDRAWN,
    Act.OMBUDSMAN_CONTACT: Happened.OMBUDSMAN_CONTACTED,
    Act.OMBUDSMAN_DECISION: Happened.OMBUDSMAN_DECIDED,
    Act.CLOSE: Happened.CLOSED,
    Act.REOPEN: Happened.REOPENED,
    Act.READ_COMPLIMENT: Happened.COMPLIMENT_READ,
    Act.PASS_ON: Happened.PASSED_ON,
    Act.REACHED_WORKER: Happened.REACHED_WORKER,
}


def test_every_act_was_done_by_somebody(year: Year):
    assert TABLE.keys() - LEFT_BY.keys() == set(), "acts that this test does not know"
    by_staff = {event.happened for case in year.cases for event in case.events if event.by.startswith("staff:")}
    assert {act for act, left in LEFT_BY.items() if left not in by_staff} == set()


def test_it_is_a_year_of_complaints_and_thanks(year: Year):
    kinds = [{issue.kind for issue in case.issues} for case in year.cases]
    assert 60 <= sum(IssueKind.COMPLAINT in each for each in kinds) <= 90
    assert 55 <= sum(IssueKind.COMPLIMENT in each for each in kinds) <= 70
    assert sum(IssueKind.IDEA in each for each in kinds) == 5
    assert sum(len(each) == 2 for each in kinds) == 2
    received = sorted(case.received_on for case in year.cases)
    assert timedelta(days=330) < received[-1] - received[0] < timedelta(days=366)
    assert received[-1] == date(2026, 11, 24)
    assert {day.weekday() for day in received} == {*range(7)}


def test_every_state_stage_outcome_channel_and_group_is_there(year: Year):
    parts = [issue for case in year.cases for issue in case.issues]
    assert {case.state for case in year.cases} == {*CaseState}
    assert {stage.stage for case in year.cases for stage in case.stages} == {*Stage}
    assert {issue.outcome for issue in parts} == {None, *Outcome}
    assert {case.channel for case in year.cases} == {*Channel}
    assert {case.complainant_group for case in year.cases} == {*ComplainantGroup}
    decided = {contact.decision for case in year.cases for contact in case.ombudsman}
    assert decided == {None, *OmbudsmanDecision}
    # `undecided` is decided by whoever confirms; the procedures of adults' and of the court are rare.
    assert {*Procedure} - {issue.procedure for issue in parts} <= {Procedure.ADULT_SOCIAL_CARE}
    raised = {flag.flag for case in year.cases for flag in case.flags}
    assert {*Flag} - raised <= {Flag.DATES_UNCHECKED, Flag.TEAM_NOT_TOLD}
    assert {letter.how for case in year.cases for letter in case.letters} >= {
        LetterHow.EMAIL, LetterHow.TEXT, LetterHow.CODE, LetterHow.POST, LetterHow.PHONE, LetterHow.ADVOCATE,
    }  # fmt: skip


def facts_of(year: Year, happened: Happened) -> list[dict[str, object]]:
    return [event.facts for case in year.cases for event in case.events if event.happened == happened]


def test_answers_are_in_time_extended_and_late(year: Year):
    replies = facts_of(year, Happened.REPLIED)
    assert {facts.get("in_time") for facts in replies} == {True, False, None}
    assert {facts["decision"] for facts in facts_of(year, Happened.INTEREST_DECIDED)} == {"yes", "no"}
    assert {facts["decision"] for facts in facts_of(year, Happened.LATENESS_DECIDED)} == {"consider", "refuse"}
    assert {facts["decision"] for facts in facts_of(year, Happened.FREEZE_DECIDED)} == {"wait", "do-not-wait"}
    assert {facts["taken_up"] for facts in facts_of(year, Happened.RESUMED)} == {"ended", "sent-again"}
    assert {facts["internally"] for facts in facts_of(year, Happened.WITHDRAWN)} == {True, False}
    assert {facts["stage1"] for facts in facts_of(year, Happened.STAGE2_ASKED)} == {"answered", "late", "skipped"}
    lado = {facts.get("lado") for facts in facts_of(year, Happened.UNFLAGGED)}
    assert lado == {None, "referred", "not-referred"}


def test_few_see_what_is_restricted_matched_or_not(year: Year, session: Session):
    restricted = [case for case in year.cases if case.restricted]
    assert {case.is_kept_to_few for case in restricted} == {True, False}
    names = accounts.names_of(session, {each for case in restricted for each in case.bars})
    assert sorted(names.values()) == ["Demo Complaints Manager", "Demo Social Work Manager"]


def test_actions_are_open_overdue_done_and_not_done(session: Session):
    today = london_date(NOW)
    for kind in ActionKind:
        rows = session.execute(select(case_actions).where(case_actions.c.kind == kind)).all()
        assert {row.done for row in rows} >= {True, None}
        assert any(row.done is None and row.due_on < today for row in rows), f"no {kind} is overdue"
    everything = session.execute(select(case_actions)).all()
    assert any(row.done is False for row in everything)
    assert any(row.done is None and row.due_on > today for row in everything)


def test_thanks_are_unread_read_passed_on_and_reached(year: Year):
    of_thanks = [(case, way) for case in year.cases for way in case.compliments]
    assert any(way.reached_on for _case, way in of_thanks)
    assert any(way.passed_on and not way.reached_on for _case, way in of_thanks)
    assert any(not way.passed_on and case.is_open for case, way in of_thanks)
    assert any(not way.passed_on and not case.is_open for case, way in of_thanks)
    assert any(IssueKind.COMPLIMENT in {i.kind for i in case.issues} and not case.compliments for case in year.cases)


# --- what stands beside the cases


def test_a_report_was_published_and_corrected_for_everybody(session: Session):
    there = publishing.published(session)
    assert {(str(each.wanted.year), each.wanted.edition, each.number) for each in there} == {
        ("2025-26", edition, number) for edition in Edition for number in (1, 2)
    }
    assert [str(year) for year in years_held(session, london_date(NOW))] == ["2026-27", "2025-26", "2024-25"]
    found = publishing.newest(session, Wanted(ReportYear(2025), Edition.PUBLIC))
    assert found
    received = next(found[1].tables)
    complaints = [told(found[1], cell) for cell in received.rows[0].cells]
    assert all(40 <= int(number) <= 80 for number in complaints), complaints
    assert sum(bool(section.words) for section in found[1].sections) >= 5


def test_everybody_is_told_what_was_learned_and_one_thing_was_taken_down(year: Year, session: Session):
    (manager,) = (each for each in accounts.colleagues(session) if StaffRole.COMPLAINTS_MANAGER in each.roles)
    entries = telling.entries(session, Viewer.of(manager, year.office.council))
    assert [bool(each.taken_down_on) for each in entries] == [False, False, True, False, False]
    assert sum(bool(each.reference) for each in entries) == 3
    assert len(telling.public(session, 2026)) == 4


# --- what the worklist shows today


def test_the_worklist_has_something_overdue_due_today_and_due_soon(year: Year, session: Session):
    (manager,) = (each for each in accounts.colleagues(session) if StaffRole.COMPLAINTS_MANAGER in each.roles)
    due = worklist.due(session, manager, year.office, Whose.ALL, now=NOW)
    assert {each.group for each in due.rows} == {*Group}
    counted = worklist.counts(session, manager, year.office)
    empty = {wait for wait, number in counted.waiting.items() if not number}
    assert {str(each) for each in empty} <= {"undelivered", "team-not-told"}


# --- whole, readable, and of the past


def newest_days(session: Session) -> Iterator[tuple[str, date]]:
    """The latest day in every column of days."""
    for column in (column for table in METADATA.sorted_tables for column in table.c):
        if isinstance(column.type, Date) and (found := session.scalar(select(func.max(column)))):
            yield column.name, found


#: Days that are still to come by their nature.
TO_COME = {"day", "due_on", "first_due_on", "next_on", "resubmit_until"}


def test_nothing_lies_in_the_future(session: Session):
    latest = (select(func.max(CaseEvent.at)), select(func.max(Message.created_at)), select(func.max(CaseReminder.at)))
    assert all(session.scalar(asked) <= NOW for asked in latest)
    assert {name for name, day in newest_days(session) if day > london_date(NOW)} <= TO_COME


def test_every_word_of_every_case_opens_and_is_kind(year: Year, session: Session):
    for case in year.cases:
        words = words_in(session, case)
        assert words.transcript[0].key == "what-for"
        name = words.told.your_name
        assert not name or name.startswith("Made-up "), name
        assert {each.split()[0] for each in words.people.values()} <= {"Demo", "Example"}
        assert not words.told.reply.email or words.told.reply.email.endswith("@demo.example")
        assert case.events[0].happened == Happened.RECEIVED
        assert [event.at for event in case.events] == sorted(event.at for event in case.events)


def test_no_step_of_any_case_shows_a_code(year: Year, session: Session):
    (manager,) = (each for each in accounts.colleagues(session) if StaffRole.COMPLAINTS_MANAGER in each.roles)
    told: set[str] = set()
    for case in year.cases:
        names = Names.in_case(session, case, year.office.council, manager)
        for events in folded(case.events):
            step = names.steps(events) if len(events) > 1 else names.step(events[0])
            told |= {step.title, step.who, *step.lines}
    assert len(told) > 400
    words = {word.strip(".,:;()") for line in told for word in line.split()}
    codes = {str(code) for codes in (*SHOWN, Act, MessageKind) for code in codes if "-" in code}
    assert sorted(each for each in words if each in codes or "_" in each) == []
    assert sorted(line for line in told if not line[:1].isupper() and not line[:1].isdigit()) == []


def test_every_message_is_in_the_tray_since_its_time_and_none_is_left_to_send(session: Session):
    states = set(session.scalars(select(Message.state)))
    assert states == {MessageState.SENT}
    assert session.scalar(select(func.count()).where(Message.sent_at != Message.created_at)) == 0
    assert len(tray(session)) > 400


def test_teams_were_reminded_through_the_year(year: Year):
    days = {london_date(event.at) for case in year.cases for event in case.events if event.happened == "reminded"}
    assert len({day.month for day in days}) >= 6
