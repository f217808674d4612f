"""The dashboard out of a database: it counts as the yearly report does, and for nobody what they may not know of."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import product

import pytest
from sqlalchemy import delete, insert

from portal.cases.handling import issue_themes
from portal.clocks.working_days import london_date
from portal.council.week import LONDON
from portal.db import transaction
from portal.reports.counting import tallied
from portal.reports.dashboard import Dashboard, dashboard
from portal.reports.dashboard_complaints import NO_THEME, TIMED, Answer, answers_of_teams, complaints, themes
from portal.reports.dashboard_folding import KEPT, TIMED_KEY, folded
from portal.reports.dashboard_past import past_complaints, past_themes
from portal.reports.dashboard_periods import Periods
from portal.reports.dashboard_sight import sight_of
from portal.reports.gathering import case_facts
from portal.reports.models import past_cases
from portal.reports.report import Cell, Count, Measured, Scope
from portal.reports.scopes import within
from portal.staff import Staff
from portal.vocabulary import Act, Outcome, SafeNow, Service, ShareThanks, StaffRole, Stage, WhatFor
from tests.bench.annual_filling import fill
from tests.databases import Databases
from tests.factories import RECEIVED, engine_on, office, told
from tests.integration.cases.acts.conftest import MANAGER, StaffDesk, staff
from tests.integration.cases.listed import BARRED, FOSTERING, PODS, SAFETY, SEND, a_desk_of_cases
from tests.integration.reports.test_gathering import PAST

DAY = london_date(RECEIVED)


@pytest.fixture
def desk(databases: Databases) -> Iterator[StaffDesk]:
    engine = engine_on(databases.migrated())
    yield StaffDesk(engine, office())
    engine.dispose()


def board(desk: StaffDesk, who: Staff = MANAGER, now: datetime | None = None) -> Dashboard:
    with transaction(desk.engine, writes=False) as session:
        return dashboard(session, who, desk.office, now=now or desk.now)


def cells(shown: Dashboard) -> Mapping[tuple[str, str], tuple[Cell, ...]]:
    """The cells of every row, by table and row."""
    found = (figure.table for part in shown.parts for figure in part.figures)
    return {(table.key, row.key): row.cells for table in found for row in table.every_row}


def numbers(shown: Dashboard, table: str) -> dict[str, list[int | None]]:
    of = {key: each for (name, key), each in cells(shown).items() if name == table}
    return {key: [cell.number for cell in each if isinstance(cell, Count | Measured)] for key, each in of.items()}


def test_it_counts_what_the_yearly_report_counts(desk: StaffDesk):
    today = date(2026, 9, 15)
    periods = Periods(today)
    fill(desk.engine, date(2024, 7, 1), today, today, made=400)
    with transaction(desk.engine, writes=True) as session:  # so some cases, and some parts of others, have none
        session.execute(delete(issue_themes).where(issue_themes.c.theme < "e"))
    with transaction(desk.engine, writes=False) as session:
        sight = sight_of(MANAGER, desk.office)
        found = folded(complaints(session, sight, periods), periods)
        by_team = answers_of_teams(session, sight, periods)
        for span, ours in ((periods.now, found.now), (periods.before, found.before)):
            facts = [fact for fact in case_facts(session, span.first, span.last) if not fact.is_restricted]
            seen = [within(fact, Scope.BOTH) for fact in facts]
            theirs = tallied(facts, Scope.BOTH, today)
            in_time = theirs.under(f"in-time.{Stage.LOCAL_RESOLUTION}")
            kept = in_time.get("first-day", 0) + in_time.get("agreed-day", 0)
            assert ours["complaints"] == theirs["complaints"] > 50
            assert (ours[KEPT], ours[TIMED_KEY]) == (kept, kept + in_time.get("late", 0))
            assert 0 < kept < ours[TIMED_KEY]
            assert (ours.days, ours.under("by-channel")) == (theirs.days, theirs.under("by-channel"))
            unset = sum(fact.is_complaint and not any(part.themes for part in fact.complaints) for fact in seen)
            assert themes(session, sight, span) == theirs.under("cases-with-theme") | {NO_THEME: unset}
            assert 0 < unset < theirs["complaints"]
            if span == periods.now:
                assert {team: of.total() for team, of in by_team.items()} == theirs.under("by-team")
    assert all(of[Answer.IN_TIME] and of[Answer.IN_TIME] < sum(of[each] for each in TIMED) for of in by_team.values())


def test_each_reader_has_counted_what_they_may_know_of_and_no_more(desk: StaffDesk):
    a_desk_of_cases(desk)
    desk.now = RECEIVED
    everybody = (MANAGER, BARRED, PODS, SEND, FOSTERING, SAFETY, staff(StaffRole.SENIOR), staff())
    found = [numbers(board(desk, who), "now") for who in everybody]
    # The restricted one is the manager's too; thanks that nobody has read are no team's yet.
    assert [each["not-closed"] for each in found] == [[7], [6], [5], [1], [0], [2], [6], [0]]
    assert [each["danger"] for each in found] == [[1], [1], [1], [0], [0], [1], [1], [0]]


def test_who_manages_teams_is_shown_those_teams_and_nobody_elses(desk: StaffDesk):
    a_desk_of_cases(desk)
    assert set(numbers(board(desk, PODS), "teams")) == {"pods"}
    assert {"pods", "send"} < set(numbers(board(desk), "teams"))
    assert numbers(board(desk, SAFETY), "teams") == {}  # nobody's rates from flagged cases alone
    assert numbers(board(desk, SEND), "received")["all"] == [1, 0]


def test_what_is_open_due_overdue_unread_and_at_which_team(desk: StaffDesk):
    opened, unread = (desk.receive(told(WhatFor.COMPLAINT, Service.IN_CARE), key=key) for key in ("one", "two"))
    desk.open(opened, by="staff:somebody")
    now = numbers(board(desk), "now")
    assert unread
    assert (now["not-closed"], now["new"], now["unread"], now["overdue"]) == ([2], [2], [1], [0])
    desk.does(opened, Act.CONFIRM_ROUTE)
    later = desk.on(DAY + timedelta(days=20))
    assert numbers(board(later), "now")["overdue"] == [2]
    teams = numbers(board(later), "teams")
    assert [each[:2] for each in teams.values() if each[0] == 2] == [[2, 2]]


def test_danger_is_timed_from_its_flag_to_the_first_reading_by_staff(desk: StaffDesk):
    first, second = (desk.receive(told(safe_now=SafeNow.YES), key=key) for key in ("one", "two"))
    desk.open(first, by="them", now=RECEIVED + timedelta(minutes=1))  # whoever sent it looks again
    desk.open(first, by="staff:somebody", now=RECEIVED + timedelta(minutes=12))
    desk.does(first, Act.TAKE_ALERT)
    danger = cells(board(desk, now=RECEIVED + timedelta(minutes=30)))
    assert second
    assert danger["danger", "median"][0] == danger["danger", "slowest"][0] == "12 minutes"
    assert [danger["danger", key][0] for key in ("raised", "waiting")] == [Count("raised", 2), Count("waiting", 1)]
    assert danger["danger", "in-time"][0] == Count("in-time", 1, Count("timed", 1))


def test_a_flag_that_is_raised_again_is_timed_again(desk: StaffDesk):
    reference = desk.receive(told(WhatFor.COMPLAINT, Service.IN_CARE))
    desk.does(reference, Act.RAISE_FLAG, flag="danger", why="They said so.")
    desk.now += timedelta(minutes=5)
    desk.does(reference, Act.SETTLE_FLAG, flag="danger", why="The hub has it in hand.")
    desk.now += timedelta(minutes=30)
    desk.does(reference, Act.RAISE_FLAG, flag="danger", why="They said so again.")
    shown = cells(board(desk))
    assert [shown["danger", key][0] for key in ("raised", "waiting")] == [Count("raised", 2), Count("waiting", 1)]
    assert shown["danger", "median"][0] == "5 minutes"


def test_thanks_take_from_receipt_until_they_reach_whom_they_are_for(desk: StaffDesk):
    said = told(WhatFor.THANKS, share_thanks=ShareThanks.WITH_NAME, your_name="Plainly Madeup", who_was_it="Ms Example")
    reached, unread = (desk.receive(said, key=key) for key in ("one", "two"))
    desk.does(reached, Act.READ_COMPLIMENT, safe="nothing")
    desk.does(reached, Act.PASS_ON, manager="A Made-up Manager")
    desk.on(DAY + timedelta(days=3)).does(reached, Act.REACHED_WORKER)
    thanks = numbers(board(desk), "thanks")
    assert unread
    assert thanks == {"received": [2, 0], "reached": [1, 0], "days": [3, None]}
    assert cells(board(desk))["thanks", "reached"][0] == Count("now.reached", 1, Count("now", 2))
    assert numbers(board(desk), "received")["all"] == [0, 0]


def test_learning_is_open_overdue_or_done(desk: StaffDesk):
    reference = desk.receive(told(WhatFor.COMPLAINT, Service.IN_CARE))
    desk.does(reference, Act.CONFIRM_ROUTE)
    for key in ("training", "supervision"):
        desk.does(reference, Act.ADD_LEARNING, what=key, words="Say why.", owner="A head", due=DAY + timedelta(days=9))
    later = datetime.combine(DAY + timedelta(days=10), time(9), LONDON)
    found = numbers(board(desk, now=later), "learning")
    assert [found[key] for key in ("open", "overdue", "done", "not-done")] == [[2], [2], [0], [0]]


def test_cases_of_before_count_for_who_oversees_every_case_and_for_nobody_else(desk: StaffDesk):
    past = PAST | {"received_on": DAY - timedelta(days=370), "due_on": DAY, "replied_on": DAY}
    rows = [
        past,
        past | {"reference": "PAST-2", "due_on": DAY - timedelta(days=1), "complainant_group": "parent"},
        past | {"reference": "PAST-3", "due_on": None, "replied_on": None, "themes": ["delay", "money"]},
        past | {"reference": "PAST-4", "kind": "compliment", "procedure": "compliment", "themes": []},
        past | {"reference": "PAST-5", "procedure": "school"},
    ]
    with transaction(desk.engine, writes=True) as session:
        session.execute(insert(past_cases), rows)
    found = cells(board(desk))
    assert found["received", "all"] == (Count("now.all", 0), Count("before.all", 3))
    kept = found["in-time", "all"][1]
    assert isinstance(kept, Count)
    assert (kept.number, kept.base and kept.base.number) == (1, 2)
    themed = {key: each[1] for (table, key), each in found.items() if table == "themes"}
    assert {key: each.number for key, each in themed.items() if isinstance(each, Count)} == {"delay": 3, "money": 1}
    assert found["thanks", "received"][1] == Count("before.received", 1)
    assert numbers(board(desk, PODS), "received")["all"] == [0, 0]


def test_of_before_it_knows_of_as_many_whether_they_were_in_time_as_the_report_does(desk: StaffDesk):
    received = DAY - timedelta(days=60)
    over, to_come, replied = (received + timedelta(days=days) for days in (20, 80, 30))
    ends = product((None, *Outcome), (None, *Stage), (None, over, to_come), (None, replied))
    rows = [
        PAST
        | {"reference": f"PAST-{at}", "received_on": received, "themes": []}
        | dict(zip(("outcome", "stage", "due_on", "replied_on"), end, strict=True))
        for at, end in enumerate(ends)
    ]
    with transaction(desk.engine, writes=True) as session:
        session.execute(insert(past_cases), rows)
        periods = Periods(DAY)
        ours = folded(past_complaints(session, periods), periods).now
        theirs = tallied(case_facts(session, received, received), Scope.BOTH, DAY).under("in-time.local-resolution")
        assert past_themes(session, periods.now) == Counter({NO_THEME: len(rows)})
    assert (ours[KEPT], ours[TIMED_KEY]) == (theirs["first-day"], theirs["first-day"] + theirs["late"])
    assert len({theirs[end] for end in ("first-day", "late", "not-due", "not-known", "without-answer")} - {0}) >= 4


def test_with_nothing_in_it_there_is_a_dashboard_of_noughts(desk: StaffDesk):
    shown = board(desk)
    assert [part.key for part in shown.parts][:3] == ["now", "received", "answers"]
    shares = [cell for row in cells(shown).values() for cell in row if isinstance(cell, Count) and cell.base]
    assert {cell.percent for cell in shares} == {None}
