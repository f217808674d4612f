"""What waits for a person, on both databases: as kept at receipt, until somebody has seen to it, and who acts on it."""

from collections.abc import Iterator
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text

from portal.cases.alerted import Alerted
from portal.cases.handling import case_waits
from portal.cases.waiting import Wait, waits_of
from portal.clocks.running import Standing
from portal.db import transaction
from portal.vocabulary import Act, SafeNow, ShareThanks, StaffRole, WhatFor, YesNoNotSure
from tests.databases import Databases
from tests.factories import engine_on, office, told
from tests.integration.cases import listed
from tests.integration.cases.acts.conftest import StaffDesk
from tests.integration.cases.listed import Lists, a_desk_of_cases

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def desk(databases: Databases) -> Iterator[StaffDesk]:
    engine = engine_on(databases.migrated())
    yield StaffDesk(engine, office())
    engine.dispose()


def test_what_is_kept_at_receipt_is_what_the_file_says(desk: StaffDesk):
    for name, reference in a_desk_of_cases(desk).items():
        waits = waits_of(desk.file(reference))
        there = {wait for wait in Wait if reference in Lists(desk, listed.MANAGER).waiting(wait)}
        assert there == set(waits), name
        assert set(waits.values()) == {desk.file(reference).received_on}


def test_cases_from_before_the_migration_wait_as_if_they_had_just_come(desk: StaffDesk):
    a_desk_of_cases(desk)
    spec = spec_from_file_location("handling", ROOT / "migrations" / "versions" / "0004_handling.py")
    assert spec is not None
    assert spec.loader is not None
    migration = module_from_spec(spec)
    spec.loader.exec_module(migration)

    def there() -> set[tuple[object, ...]]:
        with transaction(desk.engine, writes=False) as session:
            return {tuple(row) for row in session.execute(select(case_waits))}

    as_received = there()
    with transaction(desk.engine, writes=True) as session:
        session.execute(delete(case_waits))
        session.execute(text(migration._WAITS))
    assert there() == as_received != set()


def test_it_waits_until_somebody_has_seen_to_it(desk: StaffDesk):
    reference = desk.receive(told(WhatFor.BOTH, about_to_change=YesNoNotSure.YES, share_thanks=ShareThanks.WITH_NAME))

    def waits() -> set[Wait]:
        return {wait for wait in Wait if Lists(desk, listed.MANAGER).waiting(wait)}

    assert waits() == {Wait.FREEZE, Wait.UNOPENED, Wait.UNROUTED, Wait.TO_READ}
    desk.open(reference)
    assert Wait.UNOPENED not in waits()
    desk.does(reference, Act.CONFIRM_ROUTE)
    assert Wait.UNROUTED not in waits()
    desk.does(reference, Act.READ_COMPLIMENT, safe="nothing")
    assert waits() == {Wait.FREEZE, Wait.TO_PASS_ON}
    decided = {"who": "A senior", "why": "A good reason.", "letter": "It waits.", "how": "email"}
    desk.does(reference, Act.DECIDE_FREEZE, decision="wait", **decided)
    assert waits() == {Wait.TO_PASS_ON}


def test_a_closed_case_waits_for_nothing_that_only_an_open_one_lets_be_done(desk: StaffDesk):
    reference = desk.receive(told(WhatFor.BOTH, share_thanks=ShareThanks.NO))
    desk.open(reference)
    desk.does(reference, Act.READ_COMPLIMENT, safe="nothing")

    def waits() -> set[Wait]:
        return {wait for wait in Wait if Lists(desk, listed.MANAGER).waiting(wait)}

    assert waits() == {Wait.UNROUTED, Wait.TO_PASS_ON}
    wish = {"own_wish": ("yes",), "told_by": "complainant", "channel": "phone", "internally": "no"}
    desk.does(reference, Act.WITHDRAW, **wish, letter="You took it back.", how="email")
    assert waits() == {Wait.TO_PASS_ON}  # nobody need confirm what was taken back
    desk.does(reference, Act.CLOSE, why="All is done.", why_kept="They asked us not to share it.")
    assert waits() == set()
    desk.does(reference, Act.RAISE_FLAG, flag="danger", why="Somebody rang.")
    assert waits() == {Wait.DANGER}  # also of a closed case
    desk.does(reference, Act.REOPEN, why="To look again.")
    assert waits() == {Wait.DANGER, Wait.TO_PASS_ON}


def test_a_case_that_nobody_opened_says_by_when_somebody_does(desk: StaffDesk):
    desk.receive(told())  # on a Tuesday
    for today, stands in ((1, Standing.DUE_SOON), (2, Standing.DUE_TODAY), (3, Standing.OVERDUE)):
        (row,) = Lists(desk.on(date(2026, 9, today)), listed.MANAGER).waits(Wait.UNOPENED)
        assert (row.since, row.by, row.stands) == (date(2026, 9, 1), date(2026, 9, 2), stands)
    (row,) = Lists(desk, listed.MANAGER).waits(Wait.UNROUTED)
    assert (row.by, row.stands, row.alerted) == (None, None, None)


def test_a_row_of_danger_says_who_took_the_alert_or_who_was_told(desk: StaffDesk):
    told_first = ("complaints", "mash", "safety-lead")
    reference = desk.receive(told(safe_now=SafeNow.YES))
    lead = desk.joins(StaffRole.SAFETY_LEAD)

    def acting(wait: Wait = Wait.DANGER) -> Alerted | None:
        (row,) = Lists(desk, listed.PODS).waits(wait)  # the team's manager may know, too
        assert row.case.reference == reference
        return row.alerted

    assert acting() == Alerted(None, told_first)
    desk.does(reference, Act.TAKE_ALERT, by=lead)
    assert acting() == Alerted(lead.id, told_first)
    desk.does(reference, Act.REPORT_RETALIATION, words="It got worse.")
    assert acting(Wait.RETALIATION) == Alerted(None, ("safety-lead",))
    assert acting() == Alerted(lead.id, told_first)  # another flag, another alert
    desk.does(reference, Act.SETTLE_FLAG, flag="danger", why="They are safe.", by=lead)
    desk.does(reference, Act.RAISE_FLAG, flag="danger", why="Not any more.")
    assert acting() == Alerted(None, told_first)  # raised again, it waits to be taken again


def test_what_was_raised_later_waits_since_that_day(desk: StaffDesk):
    reference = desk.receive(told())
    desk.on(date(2026, 9, 10)).does(reference, Act.REPORT_RETALIATION, words="It got worse.")
    assert waits_of(desk.file(reference))[Wait.RETALIATION] == date(2026, 9, 10)
    assert Lists(desk, listed.SAFETY).waiting(Wait.RETALIATION) == [reference]
