"""Facts as they come out of the tables: of cases handled here by the acts of staff, and of those from before."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from portal.db import transaction
from portal.reports import gathering
from portal.reports.annual import counted
from portal.reports.facts import CaseFact, Decided, OmbudsmanEnd
from portal.reports.learned import learned
from portal.reports.models import past_cases
from portal.reports.report import Edition, Scope
from portal.reports.years import ReportYear
from portal.vocabulary import (
    Act,
    ComplainantGroup,
    IssueKind,
    Outcome,
    Procedure,
    Service,
    Stage,
    Theme,
    WhatFor,
    YesNoNotSure,
)
from tests.databases import Databases
from tests.factories import RECEIVED, engine_on, office, told
from tests.integration.cases.acts.conftest import StaffDesk

DAY = RECEIVED.date()


@pytest.fixture
def desk(databases: Databases) -> Iterator[StaffDesk]:
    engine = engine_on(databases.migrated())
    yield StaffDesk(engine, office())
    engine.dispose()


def facts(desk: StaffDesk, first: date = DAY, last: date = DAY, **how: bool) -> list[CaseFact]:
    with transaction(desk.engine, writes=False) as session:
        return list(gathering.case_facts(session, first, last, **how))


LETTER = {"letter": "Hello. We write to you.", "how": "email"}


def test_a_complaint_that_was_handled(desk: StaffDesk):
    reference = desk.receive(told(WhatFor.COMPLAINT, Service.IN_CARE))
    desk.does(reference, Act.CONFIRM_ROUTE)
    desk.does(reference, Act.ACKNOWLEDGE, points="One.", contact="A contact", **LETTER)
    desk.does(reference, Act.SET_THEMES, issue="1", themes=("delay", "money"))
    desk.does(reference, Act.OFFER_ADVOCACY, answer="accepted")
    until = desk.file(reference).duties[0].due_on + timedelta(days=20)
    until = min(until, max(each.due_on for each in desk.file(reference).duties))
    desk.does(reference, Act.EXTEND, reason="complex", until=until, why="Many people.", **LETTER)
    desk.does(reference, Act.RECORD_OUTCOME, outcome="partly-upheld", why="Part of it.")
    desk.does(reference, Act.ADD_LEARNING, what="training", words="Say why.", owner="A head", due=until)
    desk.does(reference, Act.SEND_REPLY, **LETTER)
    desk.does(reference, Act.OMBUDSMAN_CONTACT, words="They ask.")
    (fact,) = facts(desk)
    (raised,) = fact.parts
    assert (raised.kind, raised.procedure) == (IssueKind.COMPLAINT, Procedure.STATUTORY)
    assert raised.service is Service.IN_CARE
    assert (raised.outcome, raised.themes) == (Outcome.PARTLY_UPHELD, (Theme.DELAY, Theme.MONEY))
    (stage,) = fact.stages
    assert (stage.stage, stage.begun_on, stage.answered_on, stage.due_on) == (Stage.LOCAL_RESOLUTION, DAY, DAY, until)
    assert stage.first_due_on
    assert stage.first_due_on < until
    assert (fact.is_advocacy_offered, fact.is_advocacy_taken) == (True, True)
    assert fact.ombudsman == (OmbudsmanEnd.OPEN,)
    assert [(each.what, each.due_on, each.done) for each in fact.learning] == [("training", until, None)]


def test_what_nobody_confirmed_yet_runs_its_first_stage(desk: StaffDesk):
    desk.receive(told(WhatFor.COMPLAINT, Service.IN_CARE, about_to_change=YesNoNotSure.YES))
    (fact,) = facts(desk)
    assert [(each.stage, each.answered_on) for each in fact.stages] == [(Stage.LOCAL_RESOLUTION, None)]
    assert fact.stages[0].due_on
    assert fact.freeze is Decided.OPEN
    assert fact.interest is None


def test_a_stage_that_the_next_one_cut_off_was_not_answered(desk: StaffDesk):
    reference = desk.receive(told(WhatFor.COMPLAINT, Service.IN_CARE))
    desk.does(reference, Act.CONFIRM_ROUTE)
    desk.does(reference, Act.ACKNOWLEDGE, points="One.", contact="A contact", **LETTER)
    too_late = DAY + timedelta(days=60)  # nobody answered, and they need not wait any longer
    desk.on(too_late).does(reference, Act.ASK_STAGE2, on=too_late, channel="phone", words="They want it now.")
    (fact,) = facts(desk)
    assert [(each.stage, each.is_without_answer) for each in fact.stages] == [
        (Stage.LOCAL_RESOLUTION, True),
        (Stage.INVESTIGATION, False),
    ]


def test_only_days_that_are_asked_for_and_every_case_once(desk: StaffDesk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gathering, "AT_ONCE", 2)
    days = [DAY - timedelta(days=1), DAY, DAY, DAY, DAY + timedelta(days=1), DAY + timedelta(days=2)]
    said = told(WhatFor.THANKS, Service.IN_CARE)
    for number, day in enumerate(days):
        desk.receive(said, key=str(number), now=RECEIVED.replace(year=day.year, month=day.month, day=day.day))
    assert [each.received_on for each in facts(desk, DAY, DAY + timedelta(days=1))] == days[1:5]
    assert len({each.reference for each in facts(desk, days[0], days[-1])}) == 6


PAST = {
    "reference": "PAST-1",
    "kind": "complaint",
    "received_on": date(2016, 4, 1),
    "service": "in-care",
    "team": "A team that is no more",
    "complainant_group": "child",
    "procedure": "statutory",
    "themes": ["delay"],
    "stage": "investigation",
    "due_on": date(2016, 4, 15),
    "replied_on": date(2016, 4, 20),
    "outcome": "upheld",
    "ombudsman": "investigated-upheld",
    "learning": '["Say why first"]',
    "imported_at": RECEIVED,
}


def test_a_case_from_before(desk: StaffDesk):
    with transaction(desk.engine, writes=True) as session:
        session.execute(insert(past_cases), [PAST, PAST | {"reference": "PAST-2", "learning": None}])
    first, second = facts(desk, date(2016, 4, 1), date(2017, 3, 31))
    assert (first.group, first.parts[0].team, first.is_from_before) == (ComplainantGroup.CHILD, PAST["team"], True)
    assert [each.stage for each in first.stages] == [Stage.LOCAL_RESOLUTION, Stage.INVESTIGATION]
    assert [each.what for each in first.learning] == ["Say why first"]
    assert first.ombudsman == (OmbudsmanEnd.UPHELD,)
    assert second == replace(first, reference="PAST-2", learning=())
    with transaction(desk.engine, writes=False) as session:
        figures = counted(session, ReportYear(2016), Scope.BOTH, today=DAY)
    assert figures.this["learning.not-known"] == 1


def test_what_was_learned_is_told_to_the_panel_of_its_procedure(desk: StaffDesk):
    year = ReportYear(2016)
    corporate = PAST | {"reference": "PAST-3", "procedure": "corporate", "learning": '["Call back", "Say why first"]'}
    with transaction(desk.engine, writes=True) as session:
        session.execute(insert(past_cases), [PAST, corporate])
    with transaction(desk.engine, writes=False) as session:
        told = {scope: learned(session, year, scope, DAY) for scope in Scope}
    assert told[Scope.STATUTORY][Edition.PANEL] == ("Say why first",)
    assert told[Scope.CORPORATE][Edition.PANEL] == ("Call back", "Say why first")
    assert told[Scope.BOTH][Edition.PANEL] == ("Say why first", "Call back")
    assert told[Scope.BOTH][Edition.PUBLIC] == ()  # a person tells everybody, or nobody does
