"""What nobody opened climbs the council's list: who is told and when, and what stops it."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from portal.cases.models import case_duties, case_flags
from portal.council import Council
from portal.db import transaction
from portal.vocabulary import Act, Flag, SafeNow, Service, StaffRole, YesNoNotSure
from tests.factories import RECEIVED, london, office, told, worked_council
from tests.integration.cases.acts.brought_to import received
from tests.integration.cases.acts.conftest import MANAGER
from tests.integration.cases.reminders.conftest import COMPLAINTS, MINUTE, OUTSIDE, SAFETY, RemindedDesk

ALARM = "alarm"
HOUR = timedelta(hours=1)
ELEVEN = RECEIVED + HOUR  # received at ten in London, to be read by eleven


@pytest.fixture
def danger(desk: RemindedDesk) -> str:
    """A case about danger, with nothing else to speak of."""
    reference = received(desk, safe_now=SafeNow.YES)
    desk.change_duties(case_duties.c.done_on.is_(None), done_on=RECEIVED.date())
    return reference


def opens(desk: RemindedDesk, reference: str, by: str = f"staff:{MANAGER.id}", minutes: int = 5) -> None:
    desk.open(reference, by, RECEIVED + minutes * MINUTE)


def test_asked_every_minute_it_climbs_the_list_and_then_goes_round_it_every_hour(desk: RemindedDesk, danger: str):
    half = timedelta(minutes=30)
    assert desk.asks_until(RECEIVED + 50 * MINUTE, ELEVEN + 4 * half, 5 * MINUTE) == [
        (ELEVEN, [(ALARM, SAFETY)]),
        (ELEVEN + half, [(ALARM, COMPLAINTS)]),
        (ELEVEN + 2 * half, [(ALARM, OUTSIDE)]),
        (ELEVEN + 4 * half, [(ALARM, SAFETY)]),
    ]
    assert [row.urgent for row in desk.bodies(ALARM)] == [True] * 4
    assert desk.reminded(danger) == [
        {"alarm": step, "flags": ["danger"], "teams": [team]}
        for step, team in enumerate(("safety-lead", "complaints", "monitoring-officer", "safety-lead"), start=1)
    ]


def test_while_notify_is_away_each_team_has_one_on_its_way_and_no_more(desk: RemindedDesk, danger: str):
    desk.delivers = False
    moments = desk.asks_until(ELEVEN, ELEVEN + 6 * HOUR, HOUR / 2)
    assert [posted for _, posted in moments] == [[(ALARM, SAFETY)], [(ALARM, COMPLAINTS)], [(ALARM, OUTSIDE)]]
    desk.all_goes_out()
    assert desk.asks("2026-09-02", "09:00") == [(ALARM, SAFETY)]
    assert len(desk.reminded(danger)) == 4


def test_what_came_in_the_night_is_said_in_the_first_minute_of_the_day(desk: RemindedDesk):
    saturday = london("2026-10-24", "23:30")  # an hour and a half before the clocks go back
    received(desk, safe_now=SafeNow.YES, now=saturday)
    desk.change_duties(done_on=RECEIVED.date())
    monday = london("2026-10-26", "09:00")
    ((when, posted),) = desk.asks_until(saturday, monday, timedelta(minutes=30))
    assert (when, posted) == (monday, [(ALARM, SAFETY)])


def test_opened_in_time_nobody_is_told(desk: RemindedDesk, danger: str):
    opens(desk, danger)
    assert desk.asks_until(ELEVEN - MINUTE, ELEVEN + 3 * HOUR, HOUR) == []


def test_looked_at_on_a_command_line_by_nobody_on_the_staff_it_climbs(desk: RemindedDesk, danger: str):
    opens(desk, danger, by="somebody")
    assert desk.asks_at(ELEVEN) == [(ALARM, SAFETY)]


def test_once_it_climbs_opening_is_not_enough_and_taking_it_is(desk: RemindedDesk, danger: str):
    assert desk.asks_at(ELEVEN) == [(ALARM, SAFETY)]
    opens(desk, danger, minutes=65)
    assert desk.asks_at(ELEVEN + HOUR / 2) == [(ALARM, COMPLAINTS)]
    desk.now = ELEVEN + 35 * MINUTE
    desk.does(danger, Act.TAKE_ALERT)
    assert desk.asks_until(ELEVEN + HOUR, ELEVEN + 5 * HOUR, HOUR / 2) == []


def test_what_is_settled_climbs_no_further(desk: RemindedDesk, danger: str):
    desk.asks_at(ELEVEN)
    desk.does(danger, Act.SETTLE_FLAG, flag=Flag.DANGER.value, why="A made-up reason.")
    assert desk.asks_at(ELEVEN + HOUR) == []


def test_told_again_after_it_was_taken_it_climbs_anew(desk: RemindedDesk):
    reference = received(desk)
    desk.change_duties(done_on=RECEIVED.date())
    desk.does(reference, Act.REPORT_RETALIATION, words="Made-up words.")  # at eleven
    noon = ELEVEN + HOUR
    assert desk.asks_at(noon) == [(ALARM, SAFETY)]
    desk.now = noon
    desk.does(reference, Act.TAKE_ALERT)
    assert desk.asks_at(noon + HOUR) == []
    desk.now = noon + 2 * HOUR
    desk.does(reference, Act.REPORT_RETALIATION, words="It got worse.")
    assert desk.asks_at(noon + 3 * HOUR - MINUTE) == []
    assert desk.asks_at(noon + 3 * HOUR) == [(ALARM, SAFETY)]


def test_several_flags_of_one_case_are_one_climb(desk: RemindedDesk):
    reference = received(desk, safe_now=SafeNow.TALK)
    desk.change_duties(done_on=RECEIVED.date())
    assert desk.asks_at(ELEVEN) == [(ALARM, SAFETY)]
    assert desk.reminded(reference)[0]["flags"] == ["call-back", "danger"]


@pytest.mark.parametrize("said", [{}, {"about_to_change": YesNoNotSure.YES}])
def test_nothing_climbs_that_is_no_danger(desk: RemindedDesk, said: dict[str, object]):
    received(desk, **said)
    desk.change_duties(done_on=RECEIVED.date())
    assert desk.asks_until(ELEVEN, ELEVEN + 3 * HOUR, HOUR) == []


def test_what_was_answered_is_not_looked_through_again(desk: RemindedDesk, danger: str):
    opens(desk, danger)
    desk.asks_at(RECEIVED + 10 * MINUTE)
    with transaction(desk.engine, writes=False) as session:
        (answered,) = session.scalars(case_flags.select().with_only_columns(case_flags.c.answered_at))
    assert answered == RECEIVED + 5 * MINUTE


def test_the_council_says_who_and_how_soon(desk: RemindedDesk):
    council: Council = worked_council()
    desk.office = office(replace(council, safety=replace(council.safety, climb=("mash", "pods"), climb_minutes=10)))
    received(desk, safe_now=SafeNow.YES)
    desk.change_duties(done_on=RECEIVED.date())
    assert desk.asks_until(ELEVEN, ELEVEN + 10 * MINUTE, 10 * MINUTE) == [
        (ELEVEN, [(ALARM, "mash@rbwm.example")]),
        (ELEVEN + 10 * MINUTE, [(ALARM, "pods@rbwm.example")]),
    ]


def test_the_parts_of_a_split_case_that_was_taken_do_not_climb(desk: RemindedDesk):
    reference = received(desk, Service.IN_CARE, Service.DISABILITY, safe_now=SafeNow.YES)
    desk.does(reference, Act.TAKE_ALERT)
    desk.does(reference, Act.SPLIT, issues=("2",), why="A made-up reason.")
    desk.change_duties(done_on=RECEIVED.date())
    assert desk.asks_until(ELEVEN, ELEVEN + 3 * HOUR, HOUR) == []


def test_whoever_joined_the_staff_later_opens_it_as_well(desk: RemindedDesk, danger: str):
    lead = desk.joins(StaffRole.SAFETY_LEAD)
    opens(desk, danger, by=f"staff:{lead.id}")
    assert desk.asks_at(ELEVEN) == []


def test_the_words_of_an_alarm_tell_nothing_of_the_case(desk: RemindedDesk, danger: str):
    desk.receive(told(safe_now=SafeNow.YES), key="another")
    desk.asks_at(ELEVEN)
    for row in desk.bodies(ALARM):
        assert set(json.loads(row.personalisation)) == {"reference", "link", "since"}
