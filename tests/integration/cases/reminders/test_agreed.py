"""What was agreed after a finding is reminded of: a remedy once it is late, learning also before it is due and then."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from portal.cases.handling import case_actions
from portal.council import Reminders
from portal.db import transaction
from portal.vocabulary import Act, MustNotSee, Service, StaffRole, WhatFor, YesNoNotSure
from tests.canaries import NAME, WORD, found
from tests.databases import Databases
from tests.factories import engine_on, office, worked_council
from tests.integration.cases.acts.brought_to import closed, confirmed, received
from tests.integration.cases.reminders.conftest import COMPLAINTS, PODS, SAFETY, RemindedDesk
from tests.integration.cases.reminders.test_kept_to_few import account, match

REMINDER = "reminder"
TEAM, MANAGER = [(REMINDER, PODS)], [(REMINDER, COMPLAINTS)]
NEXT_WEEK = date(2026, 9, 11)  # a Friday; the desk stands on Tuesday 1 September
SOON, THEN, LATE, A_WEEK_LATE = "2026-09-09", "2026-09-11", "2026-09-14", "2026-09-21"


@pytest.fixture
def desk(either_database: Databases) -> Iterator[RemindedDesk]:
    """One database is enough: what asks it is what asks of duties."""
    engine = engine_on(either_database.migrated())
    yield RemindedDesk(engine, office())
    engine.dispose()


def agreed(desk: RemindedDesk, reference: str, act: Act = Act.ADD_LEARNING, due: date = NEXT_WEEK, **said: str) -> str:
    """Something agreed today, on a case of which nothing else is to be said."""
    what = "apology" if act is Act.ADD_REMEDY else "training"
    desk.does(reference, act, **({"what": what, "words": "Made-up words.", "owner": "Made-up Owner"} | said), due=due)
    desk.change_duties(done_on=date(2026, 9, 1))
    return reference


def learns(desk: RemindedDesk, *services: Service, **said: Any) -> str:
    return agreed(desk, confirmed(desk, received(desk, *services, **said)))


def test_learning_is_said_before_and_on_the_day_to_its_team_and_late_to_the_complaints_team(desk: RemindedDesk):
    reference = learns(desk)
    expected = {SOON: TEAM, THEN: TEAM, LATE: MANAGER, A_WEEK_LATE: MANAGER}
    assert desk.asks_daily("2026-09-01", "2026-09-22") == expected
    facts = {"action": 1, "due_on": "2026-09-11"}
    assert desk.reminded(reference) == [
        facts | {"when": "before", "teams": ["pods"]},
        facts | {"when": "on-the-day", "teams": ["pods"]},
        *(2 * [facts | {"when": "late", "teams": ["complaints"]}]),
    ]


def test_a_remedy_is_said_once_it_is_late(desk: RemindedDesk):
    agreed(desk, confirmed(desk, received(desk)), Act.ADD_REMEDY)
    assert desk.asks_daily("2026-09-01", "2026-09-22") == {LATE: MANAGER, A_WEEK_LATE: MANAGER}


@pytest.mark.parametrize(("days_before", "first"), [(0, THEN), (1, "2026-09-10"), (5, "2026-09-04")])
def test_the_council_says_how_soon(desk: RemindedDesk, days_before: int, first: str):
    desk.office = office(replace(worked_council(), reminders=Reminders(days_before=days_before)))
    learns(desk)
    assert next(iter(desk.asks_daily("2026-09-01", THEN))) == first


def test_on_the_day_it_was_agreed_nobody_has_forgotten_it(desk: RemindedDesk):
    agreed(desk, confirmed(desk, received(desk)), due=date(2026, 9, 2))
    assert desk.asks("2026-09-01", "15:00") == []
    assert desk.asks_daily("2026-09-02", "2026-09-03") == {"2026-09-02": TEAM, "2026-09-03": MANAGER}


def test_asked_again_and_again_and_after_days_without_a_deliverer_each_is_said_once_and_the_newest(desk: RemindedDesk):
    reference = learns(desk)
    assert [desk.asks(SOON, clock) for clock in ("09:00", "09:15", "16:00")] == [TEAM, [], []]
    assert [desk.asks("2026-09-16"), desk.asks("2026-09-17")] == [MANAGER, []]
    assert [facts["when"] for facts in desk.reminded(reference)] == ["before", "late"]


@pytest.mark.parametrize("done", ["done", "not-done"])
def test_what_is_settled_is_not_spoken_of(desk: RemindedDesk, done: str):
    reference = learns(desk)
    assert desk.asks(SOON) == TEAM
    desk.on(date(2026, 9, 10)).does(reference, Act.SETTLE_ACTION, done=done, why="Made-up proof.")
    assert desk.asks_daily("2026-09-10", "2026-10-20") == {}


def test_a_closed_case_still_has_to_learn(desk: RemindedDesk):
    closed(desk, learns(desk))
    assert desk.asks_daily("2026-09-01", THEN) == {SOON: TEAM, THEN: TEAM}


def test_a_day_that_was_moved_is_spoken_of_and_the_old_one_is_not(desk: RemindedDesk):
    reference = learns(desk)
    assert desk.asks(SOON) == TEAM
    with transaction(desk.engine, writes=True) as session:
        session.execute(update(case_actions).values(due_on=date(2026, 9, 25)))
    said = desk.asks_daily("2026-09-10", "2026-09-28")
    assert said == {"2026-09-23": TEAM, "2026-09-25": TEAM, "2026-09-28": MANAGER}
    assert [facts["due_on"] for facts in desk.reminded(reference)] == ["2026-09-11", *3 * ["2026-09-25"]]


@pytest.mark.parametrize(
    ("case", "services", "what_for", "to"),
    [
        ("two parts of one team", (Service.IN_CARE, Service.SOCIAL_WORKER), WhatFor.COMPLAINT, TEAM),
        ("no action says which of two teams", (Service.IN_CARE, Service.DISABILITY), WhatFor.COMPLAINT, MANAGER),
        ("learning from thanks", (Service.IN_CARE,), WhatFor.THANKS, TEAM),
    ],
)
def test_whose_it_is_follows_from_the_parts_of_the_case(
    desk: RemindedDesk, case: str, services: tuple[Service, ...], what_for: WhatFor, to: list[tuple[str, str]]
):
    agreed(desk, confirmed(desk, received(desk, *services, what_for=what_for)))
    assert desk.asks(SOON) == to, case


def test_each_piece_of_learning_has_its_own(desk: RemindedDesk):
    reference = learns(desk)
    agreed(desk, reference, due=date(2026, 9, 14))
    assert desk.asks_daily("2026-09-01", THEN) == {SOON: TEAM, "2026-09-10": TEAM, THEN: TEAM}
    assert [facts["action"] for facts in desk.reminded(reference)] == [1, 2, 1]


# --- of a case that is kept to few


@pytest.mark.parametrize("is_matched", [False, True])
def test_of_a_restricted_case_its_team_hears_nothing_also_once_names_are_matched(desk: RemindedDesk, is_matched: bool):
    reference = learns(desk, must_not_see=(MustNotSee.MY_SOCIAL_WORKER,))
    if is_matched:
        match(desk, reference)
    assert desk.asks_daily("2026-09-01", LATE) == dict.fromkeys((SOON, THEN, LATE), MANAGER)


def test_hidden_from_somebody_in_the_complaints_team_the_safety_lead_hears_of_it(desk: RemindedDesk):
    reference = learns(desk, hurt_by_worker=YesNoNotSure.YES, who_was_it="Ada")
    match(desk, reference, account(desk, StaffRole.COMPLAINTS_OFFICER, name="Ada Example"))
    desk.asks("2026-09-02")  # the alarm of what was told of harm
    posted = [each for day in desk.asks_daily(SOON, LATE).values() for each in day if each[0] == REMINDER]
    assert posted == 3 * [(REMINDER, SAFETY)]


def test_no_word_of_anybody_is_in_it(desk: RemindedDesk):
    said = {"words": f"{WORD} every month.", "owner": NAME}
    reference = agreed(desk, confirmed(desk, received(desk)), **said)
    desk.asks_daily("2026-09-01", A_WEEK_LATE)
    assert len(desk.bodies(REMINDER)) == 4
    for row in desk.bodies(REMINDER):
        assert found(json.dumps([row.to, row.personalisation]).encode()) == []
        told = json.loads(row.personalisation)
        assert (told["reference"], told["what"]) == (reference, "A piece of learning that was agreed")
    assert found(f"{desk.reminded(reference)}".encode()) == []
