"""The worklist on both databases: who finds what in which list, in what order, how many, and page by page."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from portal.cases import listing, worklist
from portal.cases.models import case_duties
from portal.cases.waiting import Wait
from portal.cases.worklist import Group, Whose
from portal.clocks.running import Standing
from portal.db import transaction
from portal.staff import Staff
from portal.vocabulary import Act, Duty, Flag, Service, WhatFor, YesNoNotSure
from tests.databases import Databases
from tests.factories import RECEIVED, engine_on, office, told
from tests.integration.cases import listed
from tests.integration.cases.acts.conftest import StaffDesk
from tests.integration.cases.listed import Lists, a_desk_of_cases


@pytest.fixture
def desk(databases: Databases) -> Iterator[StaffDesk]:
    engine = engine_on(databases.migrated())
    yield StaffDesk(engine, office())
    engine.dispose()


# ------------------------------------------------------------------------------------------------- who finds what

ALL_DUE = {"pods", "danger", "two teams", "restricted", "barred", "investigated"}
SEEN = (
    (listed.MANAGER, Whose.ALL, ALL_DUE),
    (listed.OFFICER, Whose.ALL, ALL_DUE - {"restricted"}),
    (listed.SENIOR, Whose.ALL, ALL_DUE - {"restricted"}),
    (listed.BARRED, Whose.ALL, ALL_DUE - {"barred"}),
    (listed.SAFETY, Whose.ALL, {"danger", "restricted"}),
    (listed.OUTSIDE, Whose.ALL, set()),
    (listed.PODS, Whose.TEAMS, ALL_DUE - {"restricted"}),
    (listed.SEND, Whose.TEAMS, {"two teams"}),
    (listed.FOSTERING, Whose.TEAMS, set()),
    (listed.BOTH_TEAMS, Whose.TEAMS, ALL_DUE - {"restricted"}),
    (listed.OFFICER, Whose.MINE, {"pods"}),
    (listed.MANAGER, Whose.MINE, set()),
    (listed.INVESTIGATOR, Whose.MINE, {"investigated"}),
    (listed.PODS, Whose.MINE, set()),
    (listed.NOBODY, Whose.ALL, set()),
)


def test_each_finds_what_is_theirs_to_know_of_and_nothing_else(desk: StaffDesk):
    made = a_desk_of_cases(desk)
    for who, whose, names in SEEN:
        assert Lists(desk, who).due_in(whose) == {made[name] for name in names}, (who.roles, who.teams, whose)


def test_what_waits_is_seen_by_whoever_sees_the_case(desk: StaffDesk):
    made = a_desk_of_cases(desk)
    complaints = ALL_DUE
    seen: tuple[tuple[Staff, Wait, set[str]], ...] = (
        (listed.MANAGER, Wait.DANGER, {"danger"}),
        (listed.SAFETY, Wait.DANGER, {"danger"}),
        (listed.PODS, Wait.DANGER, {"danger"}),
        (listed.SEND, Wait.DANGER, set()),
        (listed.INVESTIGATOR, Wait.DANGER, set()),
        (listed.MANAGER, Wait.UNOPENED, {*complaints, "thanks"}),
        (listed.SENIOR, Wait.UNOPENED, {*complaints, "thanks"} - {"restricted"}),
        (listed.BARRED, Wait.UNOPENED, {*complaints, "thanks"} - {"barred"}),
        (listed.SAFETY, Wait.UNROUTED, {"danger", "restricted"}),
        (listed.INVESTIGATOR, Wait.UNROUTED, {"investigated"}),
        (listed.BOTH_TEAMS, Wait.UNROUTED, complaints - {"restricted"}),
        # A person in the complaints team reads thanks before its team knows of them.
        (listed.FOSTERING, Wait.TO_READ, set()),
        (listed.OFFICER, Wait.TO_READ, {"thanks"}),
        (listed.NOBODY, Wait.UNOPENED, set()),
    )
    for who, wait, names in seen:
        assert set(Lists(desk, who).waiting(wait)) == {made[name] for name in names}, (who.roles, who.teams, wait)


def test_the_counts_are_of_what_each_finds(desk: StaffDesk):
    a_desk_of_cases(desk)
    for who in (listed.MANAGER, listed.OFFICER, listed.SAFETY, listed.PODS, listed.BOTH_TEAMS, listed.BARRED):
        lists, counts = Lists(desk, who), Lists(desk, who).counts()
        assert counts.due == {whose: len(lists.due(whose)) for whose in worklist.offered(who, desk.office)}
        assert counts.waiting == {wait: len(lists.waiting(wait)) for wait in Wait}, who.roles


def test_once_names_are_matched_a_kept_case_is_in_everybodys_lists_but_theirs(desk: StaffDesk):
    reference = a_desk_of_cases(desk)["restricted"]
    accused = desk.joins(*listed.OFFICER.roles)
    desk.does(reference, Act.MATCH_NAMES, people=(accused.id,), found="It is them.")
    assert reference in Lists(desk, listed.SENIOR).due_in(Whose.ALL)
    hidden = Lists(desk, accused)
    assert reference not in hidden.due_in(Whose.ALL)
    assert all(reference not in hidden.waiting(wait) for wait in Wait)
    assert hidden.counts().due[Whose.ALL] == Lists(desk, listed.OFFICER).counts().due[Whose.ALL] - 2


def test_a_list_that_is_nothing_to_somebody_is_not_offered():
    offered = {who: worklist.offered(who, office()) for who in (listed.MANAGER, listed.PODS, listed.INVESTIGATOR)}
    assert offered[listed.MANAGER] == (Whose.MINE, Whose.TEAMS, Whose.ALL)
    assert offered[listed.PODS] == (Whose.MINE, Whose.TEAMS)
    assert offered[listed.INVESTIGATOR] == (Whose.MINE,)


# ------------------------------------------------------------------------------------------------- what a row says


def test_a_row_says_duty_day_and_where_it_stands(desk: StaffDesk):
    reference = desk.receive(told(about_to_change=YesNoNotSure.YES))
    desk.on(date(2026, 9, 14))
    rows = Lists(desk, listed.MANAGER).due(Whose.ALL)
    said = [(row.duty, row.due_on, row.stands, row.group) for row in rows]
    assert said == [
        (Duty.ACKNOWLEDGEMENT, date(2026, 9, 4), Standing.OVERDUE, Group.OVERDUE),
        (Duty.STAGE1_REPLY, date(2026, 9, 15), Standing.DUE_SOON, Group.THIS_WEEK),
    ]
    assert {row.case.reference for row in rows} == {reference}
    assert rows[0].case.flags == (Flag.FREEZE,)
    assert (rows[0].team, rows[0].case.assigned_to, rows[0].case.is_kept_to_few) == ("pods", None, False)


@pytest.mark.parametrize(
    ("today", "due_on", "group"),
    [
        ("2026-09-14", "2026-09-13", Group.OVERDUE),
        ("2026-09-14", "2026-09-14", Group.TODAY),
        ("2026-09-14", "2026-09-20", Group.THIS_WEEK),  # Monday to Sunday
        ("2026-09-14", "2026-09-21", Group.LATER),
        ("2026-09-20", "2026-09-21", Group.LATER),  # on a Sunday the week is over
    ],
)
def test_a_week_ends_on_sunday(today: str, due_on: str, group: Group):
    assert worklist.group_of(date.fromisoformat(due_on), date.fromisoformat(today)) is group


def test_one_row_a_case_and_duty_and_the_shortest_clock_leads(desk: StaffDesk):
    reference = desk.receive(told(WhatFor.COMPLAINT, Service.IN_CARE, Service.SEND))
    # The second part goes another way: its acknowledgement is due later, and its reply is another duty.
    desk.does(reference, Act.CONFIRM_ROUTE, issue="2", procedure="corporate", team="send", why="It is about a fee.")
    rows = Lists(desk, listed.MANAGER).due(Whose.ALL)
    assert [(row.duty, row.part) for row in rows].count((Duty.ACKNOWLEDGEMENT, 1)) == 1
    assert [row.duty for row in rows].count(Duty.ACKNOWLEDGEMENT) == 1
    # Their own part leads in a team's list, whatever another team's part owes.
    assert [row.part for row in Lists(desk, listed.SEND).due(Whose.TEAMS)] == [2]
    assert {row.part for row in Lists(desk, listed.PODS).due(Whose.TEAMS)} == {1}


def test_what_is_done_or_held_is_not_due(desk: StaffDesk):
    reference = desk.receive(told())
    desk.does(reference, Act.CONFIRM_ROUTE)
    acknowledged = {"points": "One.", "contact": "A person", "letter": "Thank you for telling us.", "how": "email"}
    desk.does(reference, Act.ACKNOWLEDGE, **acknowledged)
    assert [row.duty for row in Lists(desk, listed.MANAGER).due(Whose.ALL)] == [Duty.STAGE1_REPLY]


def test_a_latest_day_is_no_row_of_its_own_while_the_shorter_duty_of_its_part_is_open(desk: StaffDesk):
    reference = desk.receive(told(WhatFor.COMPLAINT, Service.IN_CARE, Service.SEND))
    for issue, team in (("1", "pods"), ("2", "send")):
        desk.does(reference, Act.CONFIRM_ROUTE, issue=issue, procedure="statutory", team=team, why="As it is.")
    lists = ((listed.MANAGER, Whose.ALL), (listed.SEND, Whose.TEAMS))

    def replies() -> list[list[tuple[Duty, date]]]:
        rows = [[(row.duty, row.due_on) for row in Lists(desk, who).due(whose)] for who, whose in lists]
        return [[row for row in each if row[0] is not Duty.ACKNOWLEDGEMENT] for each in rows]

    assert replies() == [[(Duty.STAGE1_REPLY, date(2026, 9, 15))]] * 2
    assert Lists(desk, listed.MANAGER).counts().due[Whose.ALL] == 2
    until = date(2026, 9, 22)
    letter = {"letter": "It takes longer.", "how": "email"}
    desk.does(reference, Act.EXTEND, reason="complex", until=until, why="It is complex.", **letter)
    assert replies() == [[(Duty.STAGE1_REPLY, until)]] * 2
    # Where only the shorter duty of one part is done, the latest day of that part is what is left of it.
    with transaction(desk.engine, writes=True) as session:
        of_pods = case_duties.c.duty == Duty.STAGE1_REPLY, case_duties.c.team == "pods"
        session.execute(update(case_duties).where(*of_pods).values(done_on=until))
    assert replies() == [
        [(Duty.STAGE1_REPLY, until), (Duty.STAGE1_LATEST, date(2026, 9, 29))],
        [(Duty.STAGE1_REPLY, until)],
    ]


# ------------------------------------------------------------------------------------------------- page by page


def test_pages_hold_every_row_once_in_order(desk: StaffDesk, monkeypatch: pytest.MonkeyPatch):
    for number in range(7):
        said = told(WhatFor.COMPLAINT, Service.IN_CARE, Service.SEND)
        desk.receive(said, key=str(number), now=RECEIVED - timedelta(days=number // 3))
    for who, whose in ((listed.MANAGER, Whose.ALL), (listed.BOTH_TEAMS, Whose.TEAMS)):
        whole = [(row.due_on, row.duty, row.case.reference) for row in Lists(desk, who).due(whose)]
        assert len(whole) == len(set(whole)) == 14
        assert [row[0] for row in whole] == sorted(row[0] for row in whole)
        monkeypatch.setattr(worklist, "PAGE", 4)
        assert [(row.due_on, row.duty, row.case.reference) for row in Lists(desk, who).due(whose)] == whole
        assert len(Lists(desk, who).waiting(Wait.UNROUTED)) == 7
        monkeypatch.setattr(worklist, "PAGE", listing.PAGE)


def test_counts_stop(desk: StaffDesk, monkeypatch: pytest.MonkeyPatch):
    for number in range(5):
        desk.receive(told(), key=str(number))
    monkeypatch.setattr(worklist, "COUNTED", 3)
    counts = Lists(desk, listed.MANAGER).counts()
    assert counts.due[Whose.ALL] == counts.waiting[Wait.UNOPENED] == 4
