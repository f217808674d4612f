"""What is owed is reminded of before, on the day and once late: each once, by working days, to who should hear it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.cases.acts.not_arriving import did_not_arrive
from portal.cases.models import case_duties
from portal.clocks.bank_holidays import england_and_wales
from portal.council import MessageKind
from portal.db import transaction
from portal.vocabulary import Act, Flag, Service, WhatFor
from tests.factories import RECEIVED, told
from tests.integration.cases.acts.brought_to import received
from tests.integration.cases.reminders.conftest import COMPLAINTS, PODS, RemindedDesk

REMINDER = "reminder"
TEAM = [(REMINDER, PODS)]
BOTH = [(REMINDER, COMPLAINTS), (REMINDER, PODS)]


def test_an_acknowledgement_is_spoken_of_before_on_the_day_and_every_week_it_is_late(desk: RemindedDesk):
    reference = received(desk)  # on Tuesday 1 September: to be acknowledged by Friday the 4th
    desk.leaves_only("acknowledgement")
    assert desk.asks_daily("2026-09-01", "2026-09-22") == {
        "2026-09-02": TEAM,
        "2026-09-04": TEAM,
        "2026-09-07": BOTH,
        "2026-09-14": BOTH,
        "2026-09-21": BOTH,
    }
    facts = {"duty": "acknowledgement", "due_on": "2026-09-04"}
    assert desk.reminded(reference) == [
        facts | {"when": "before", "teams": ["pods"]},
        facts | {"when": "on-the-day", "teams": ["pods"]},
        *(3 * [facts | {"when": "late", "teams": ["pods", "complaints"]}]),
    ]


def test_every_duty_has_its_own(desk: RemindedDesk):
    reference = received(desk)
    desk.asks_daily("2026-09-01", "2026-10-02")
    said = [(facts["duty"], facts["when"]) for facts in desk.reminded(reference)]
    for duty in ("acknowledgement", "stage1-reply", "stage1-latest"):
        assert [when for each, when in said if each == duty][:3] == ["before", "on-the-day", "late"]


def test_asked_every_minute_of_a_day_it_is_said_once(desk: RemindedDesk):
    received(desk)
    desk.leaves_only("acknowledgement")
    day = RECEIVED.replace(day=4, hour=0)
    ((when, posted),) = desk.asks_until(day, day + timedelta(hours=23), timedelta(minutes=7))
    assert posted == TEAM
    assert day + timedelta(hours=8) <= when < day + timedelta(hours=8, minutes=7)  # nine in London, as work begins


def test_after_days_without_a_deliverer_the_newest_is_said_and_the_missed_are_not(desk: RemindedDesk):
    reference = received(desk)
    desk.leaves_only("acknowledgement")
    assert desk.asks("2026-09-16") == BOTH
    assert desk.asks("2026-09-17") == []
    assert [facts["when"] for facts in desk.reminded(reference)] == ["late"]
    assert desk.asks("2026-09-21") == BOTH


@pytest.mark.parametrize("change", [{"done_on": date(2026, 9, 3)}, {"held_on": date(2026, 9, 3)}])
def test_what_is_done_or_held_is_not_spoken_of(desk: RemindedDesk, change: dict[str, date]):
    received(desk)
    desk.asks("2026-09-02")
    desk.change_duties(**change)
    assert desk.asks_daily("2026-09-04", "2026-10-20") == {}


def test_what_is_put_off_is_spoken_of_anew(desk: RemindedDesk):
    reference = received(desk)
    desk.leaves_only("stage1-reply")
    assert desk.asks("2026-09-11") == TEAM  # due on Tuesday the 15th
    desk.change_duties(case_duties.c.duty == "stage1-reply", due_on=date(2026, 9, 29))
    assert desk.asks_daily("2026-09-14", "2026-09-30") == {"2026-09-25": TEAM, "2026-09-29": TEAM, "2026-09-30": BOTH}
    assert [facts["due_on"] for facts in desk.reminded(reference)] == ["2026-09-15", *3 * ["2026-09-29"]]


def test_a_latest_day_that_is_the_day_of_its_reply_is_not_said_twice(desk: RemindedDesk):
    reference = received(desk)
    desk.change_duties(case_duties.c.duty == "acknowledgement", done_on=date(2026, 9, 2))
    desk.change_duties(due_on=date(2026, 9, 29))
    assert desk.asks("2026-09-29") == TEAM
    assert [facts["duty"] for facts in desk.reminded(reference)] == ["stage1-reply"]


def test_two_parts_of_one_team_are_one_reminder_and_two_teams_are_two(desk: RemindedDesk):
    received(desk, Service.IN_CARE, Service.SOCIAL_WORKER)
    desk.leaves_only("acknowledgement")
    assert desk.asks("2026-09-04") == TEAM
    other = RECEIVED + timedelta(minutes=1)
    received(desk, Service.IN_CARE, Service.DISABILITY, now=other)
    desk.leaves_only("acknowledgement")
    assert desk.asks("2026-09-04") == [(REMINDER, "cypds@rbwm.example"), (REMINDER, PODS)]


def test_a_bank_holiday_announced_after_the_promise_moves_no_date(desk: RemindedDesk):
    reference = received(desk)
    desk.leaves_only("acknowledgement")
    desk.office = replace(desk.office, calendar=england_and_wales([date(2026, 9, 4)]))
    assert desk.asks_daily("2026-09-03", "2026-09-07") == {"2026-09-03": TEAM, "2026-09-07": BOTH}
    assert {facts["due_on"] for facts in desk.reminded(reference)} == {"2026-09-04"}


def test_a_reminder_takes_nothing_from_what_somebody_is_about_to_do(desk: RemindedDesk):
    reference = received(desk)
    seen = desk.file(reference).newest
    desk.asks("2026-09-04")
    assert desk.reminded(reference)
    desk.does(reference, Act.ADD_NOTE, note="A made-up note.", seen=seen)


def test_thanks_owe_nothing(desk: RemindedDesk):
    received(desk, what_for=WhatFor.THANKS)
    assert desk.asks_daily("2026-09-01", "2026-09-20") == {}


# --- messages that nobody made good


def test_a_lost_message_is_spoken_of_every_working_day_until_it_is_made_good(desk: RemindedDesk):
    reference = received(desk)
    desk.change_duties(done_on=date(2026, 9, 1))
    with transaction(desk.engine, writes=True) as session:
        kind, because = MessageKind.RECEIPT_EMAIL, "It bounced."
        did_not_arrive(session, reference, kind, because, office=desk.office, tell=True, now=desk.now)
    lost = [("undelivered", COMPLAINTS)]
    daily = ("2026-09-02", "2026-09-03", "2026-09-04", "2026-09-07")
    assert desk.asks_daily("2026-09-01", "2026-09-07") == dict.fromkeys(daily, lost)
    assert desk.reminded(reference)[0] == {"flag": "undelivered", "teams": ["complaints"]}
    desk.on(date(2026, 9, 8)).does(reference, Act.SETTLE_FLAG, flag=Flag.UNDELIVERED.value, why="Called them.")
    assert desk.asks_daily("2026-09-08", "2026-09-15") == {}


def test_nothing_is_sent_at_the_weekend_or_in_the_night(desk: RemindedDesk):
    received(desk)
    assert desk.asks("2026-09-04", "08:59") == []
    assert desk.asks("2026-09-04", "20:00") == []
    assert desk.asks("2026-09-05", "10:00") == []
    assert desk.asks("2026-09-07", "03:00") == []
    assert desk.asks("2026-09-07", "09:00")


def test_a_case_told_by_nobody_in_particular_is_no_other(desk: RemindedDesk):
    desk.receive(told(), key="one")
    desk.receive(told(), key="two")
    desk.leaves_only("acknowledgement")
    assert desk.asks("2026-09-04") == 2 * TEAM
