"""The ledger of learning: what somebody sees of it, how it stands, a page at a time, and what a meeting reads."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import insert

from portal.cases.access import Viewer
from portal.cases.handling import case_actions
from portal.cases.listing import PAGE, Place
from portal.clocks.working_days import london_date
from portal.db import transaction
from portal.reports import ledger
from portal.reports.ledger import Learning, Meeting, Standing
from portal.staff import Staff
from portal.vocabulary import Act, ActionKind, Service, StaffRole, YesNoNotSure
from tests.databases import Databases
from tests.factories import engine_on, office, told
from tests.integration.cases.acts.conftest import MANAGER, StaffDesk, staff

TODAY = date(2026, 9, 1)
SAID = "Everybody says when they call back."


@pytest.fixture
def desk(databases: Databases) -> Iterator[StaffDesk]:
    engine = engine_on(databases.migrated())
    yield StaffDesk(engine, office())
    engine.dispose()


def viewer(desk: StaffDesk, who: Staff) -> Viewer:
    return Viewer.of(who, desk.office.council)


def received(desk: StaffDesk, service: Service = Service.IN_CARE, **said: object) -> str:
    return desk.receive(told(services=(service,), **said), key=str(uuid4()))


def learned(
    desk: StaffDesk, reference: str, due: date, *, words: str = SAID, owner: str = "Ottoline", **settled: object
) -> None:
    """One action of learning; what became of it where that is told. Written past the act, as before its checks."""
    case = desk.file(reference)
    row = {"settled_on": None, "done": None, "why": None, "agreed_on": TODAY, "what": "training"} | settled
    with transaction(desk.engine, writes=True) as session:
        number = len(case.actions) + 1
        values = {"id": str(uuid4()), "case_id": case.id, "number": number, "kind": ActionKind.LEARNING}
        session.execute(insert(case_actions).values(**values, words=words, owner=owner, due_on=due, **row))


def rows(desk: StaffDesk, standing: Standing, who: Staff = MANAGER, **more: object) -> list[Learning]:
    with transaction(desk.engine, writes=False) as session:
        return list(ledger.board(session, viewer(desk, who), standing, london_date(desk.now), **more).rows)  # type: ignore[arg-type]


def counts(desk: StaffDesk, who: Staff = MANAGER, team: str = "") -> dict[str, int]:
    with transaction(desk.engine, writes=False) as session:
        found = ledger.counts(session, viewer(desk, who), london_date(desk.now), team=team)
    return {standing.value: number for standing, number in found.items() if number}


def meeting(desk: StaffDesk, who: Staff = MANAGER, team: str = "", back: int = 30) -> Meeting:
    today = london_date(desk.now)
    with transaction(desk.engine, writes=False) as session:
        seen, council = viewer(desk, who), desk.office.council
        since = today - timedelta(days=back)
        return ledger.for_a_meeting(session, seen, council, since=since, today=today, team=team)


def test_an_action_stands_where_its_day_and_its_end_put_it(desk: StaffDesk):
    reference = received(desk)
    for due in (TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=9)):
        learned(desk, reference, due)
    learned(desk, reference, TODAY, settled_on=TODAY, done=True, why="All were told.")
    learned(desk, reference, TODAY, settled_on=TODAY, done=False, why="The team is no more.")
    desk.does(reference, Act.CONFIRM_ROUTE)
    desk.does(reference, Act.ADD_REMEDY, what="apology", words="A letter.", owner="Ottoline", due=TODAY)
    assert counts(desk) == {"overdue": 1, "open": 2, "done": 1, "not-done": 1}
    assert [each.due_on.day for each in rows(desk, Standing.OPEN)] == [1, 10]
    (done,), (not_done,) = rows(desk, Standing.DONE), rows(desk, Standing.NOT_DONE)
    assert (done.reference, done.words, done.owner, done.why) == (reference, SAID, "Ottoline", "All were told.")
    assert (not_done.number, not_done.why) == (5, "The team is no more.")
    desk.on(TODAY + timedelta(days=2))
    assert counts(desk) == {"overdue": 2, "open": 1, "done": 1, "not-done": 1}


def test_a_teams_manager_sees_what_came_from_their_teams_cases(desk: StaffDesk):
    mine, other = received(desk), received(desk, Service.SEND)
    for each in (mine, other):
        learned(desk, each, TODAY)
    team = desk.file(mine).issues[0].team
    manager = staff(StaffRole.TEAM_MANAGER, teams=(team,))
    assert [each.reference for each in rows(desk, Standing.OPEN, manager)] == [mine]
    assert (counts(desk, manager), counts(desk)) == ({"open": 1}, {"open": 2})
    assert [each.reference for each in rows(desk, Standing.OPEN, team=team)] == [mine]
    assert counts(desk, staff(StaffRole.INVESTIGATING_OFFICER)) == {}
    with transaction(desk.engine, writes=False):
        assert list(ledger.teams_of(viewer(desk, manager), desk.office.council)) == [team]


def test_of_a_case_kept_to_few_the_words_stand_in_the_case_alone(desk: StaffDesk):
    reference = received(desk, hurt_by_worker=YesNoNotSure.YES)
    learned(desk, reference, TODAY, settled_on=TODAY, done=True, why="Seen.")
    (kept,) = rows(desk, Standing.DONE)
    assert (kept.is_kept_to_few, kept.words, kept.owner, kept.why) == (True, "", "", "")
    assert counts(desk, staff(StaffRole.COMPLAINTS_OFFICER)) == {}
    assert meeting(desk).number == 0
    named = desk.joins(StaffRole.COMPLAINTS_OFFICER)
    desk.does(reference, Act.MATCH_NAMES, people=(named.id,), found="It is this one.")
    (shown,) = rows(desk, Standing.DONE, staff(StaffRole.COMPLAINTS_OFFICER))
    assert (shown.words, shown.why) == (SAID, "Seen.")
    assert counts(desk, named) == {}
    assert meeting(desk).number == 0  # whoever it is about may sit in it


@pytest.mark.parametrize("standing", [Standing.OPEN, Standing.DONE])
def test_every_page_follows_on_the_one_before(desk: StaffDesk, standing: Standing):
    reference = received(desk)
    settled = {"settled_on": TODAY, "done": True, "why": "Seen."} if standing is Standing.DONE else {}
    for at in range(PAGE + 3):
        learned(desk, reference, TODAY + timedelta(days=at % 7), **settled)
    with transaction(desk.engine, writes=False) as session:
        first = ledger.board(session, viewer(desk, MANAGER), standing, TODAY)
        place = Place.read(first.after)
        second = ledger.board(session, viewer(desk, MANAGER), standing, TODAY, after=place)
    assert (len(first.rows), len(second.rows), second.after) == (PAGE, 3, "")
    both = [*first.rows, *second.rows]
    assert len({each.number for each in both}) == PAGE + 3
    days = [each.due_on for each in both]
    assert days == sorted(days, reverse=standing is Standing.DONE)
    assert counts(desk) == {standing.value: PAGE + 1}


def test_a_meeting_reads_no_name_and_nothing_that_leads_to_a_case(desk: StaffDesk):
    reference = received(desk)
    settled = {"settled_on": TODAY, "why": "All were told."}
    learned(desk, reference, TODAY, owner="Team manager", done=True, **settled)
    learned(desk, reference, TODAY, owner="Ottoline, team manager", done=False, **settled)
    learned(desk, reference, TODAY - timedelta(days=9), owner="Ottoline")
    learned(desk, reference, TODAY, words=f"As in {reference}.", owner="Ottoline")
    learned(desk, reference, TODAY, done=True, settled_on=TODAY - timedelta(days=31), why="Long ago.")
    found = meeting(desk)
    assert [(each.words, each.why, each.role) for each in found.done] == [(SAID, "All were told.", "Team manager")]
    assert [each.role for each in (*found.not_done, *found.to_do)] == ["", ""]
    assert (found.left_out, found.is_more, found.number) == (1, False, 3)
    shown = str([(each.words, each.why, each.role) for each in (*found.done, *found.not_done, *found.to_do)])
    assert reference not in shown
    assert "Ottoline" not in shown
    assert len(meeting(desk, back=31).done) == 2


@pytest.mark.parametrize(
    ("today", "months", "expected"),
    [
        (date(2026, 11, 23), 3, date(2026, 8, 23)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2028, 3, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 15), 12, date(2025, 1, 15)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
    ],
)
def test_some_months_ago(today: date, months: int, expected: date):
    assert ledger.months_before(today, months) == expected
