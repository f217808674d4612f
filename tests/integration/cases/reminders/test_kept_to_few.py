"""A case that is kept from somebody is spoken of to nobody who may be that person: neither reminders nor alarms."""

from datetime import timedelta

import pytest

from portal.cases.access import Viewer, roles_on
from portal.cases.models import CaseFlag
from portal.db import transaction
from portal.staff import Staff, accounts
from portal.vocabulary import Act, Flag, MustNotSee, SafeNow, StaffRole, YesNoNotSure
from tests.factories import RECEIVED, council_read_by, office
from tests.integration.cases.acts.brought_to import received
from tests.integration.cases.reminders.conftest import COMPLAINTS, OUTSIDE, PODS, SAFETY, RemindedDesk
from tests.staffing import make_account

REMINDER, ALARM = "reminder", "alarm"
HOUR = timedelta(hours=1)
ELEVEN = RECEIVED + HOUR
HURT_BY = {"hurt_by_worker": YesNoNotSure.YES, "who_was_it": "Ada"}


def account(desk: RemindedDesk, *roles: StaffRole, name: str, teams: tuple[str, ...] = ()) -> Staff:
    with transaction(desk.engine, writes=True) as session:
        return make_account(session, *roles, teams=teams, now=RECEIVED, name=name).staff


def match(desk: RemindedDesk, reference: str, *people: Staff) -> None:
    """A complaints manager says whose accounts are meant."""
    by = account(desk, StaffRole.COMPLAINTS_MANAGER, name="Made-up Matcher")
    with transaction(desk.engine, writes=False) as session:
        desk.colleagues = accounts.colleagues(session)
    ids = tuple(each.id for each in people)
    desk.does(reference, Act.MATCH_NAMES, by=by, people=ids, found="Made-up words.")


def heard(desk: RemindedDesk, kind: str = REMINDER) -> set[str]:
    """Every inbox that heard of anything in a month of asking; alarms in a day of asking every half hour."""
    if kind == ALARM:
        moments = desk.asks_until(ELEVEN, ELEVEN + 5 * HOUR, HOUR / 2)
        return {to for _, posted in moments for each, to in posted if each == ALARM}
    days = desk.asks_daily("2026-09-02", "2026-10-02")
    return {to for posted in days.values() for each, to in posted if each == REMINDER}


def test_only_its_first_readers_hear_of_it(desk: RemindedDesk):
    received(desk, must_not_see=(MustNotSee.MY_SOCIAL_WORKER,))
    assert heard(desk) == {COMPLAINTS}


def test_what_the_safety_lead_owes_is_said_to_the_safety_lead(desk: RemindedDesk):
    received(desk, **HURT_BY)
    assert desk.asks("2026-09-02") == [(ALARM, SAFETY), (REMINDER, COMPLAINTS), (REMINDER, SAFETY)]
    assert heard(desk) <= {COMPLAINTS, SAFETY}


def test_about_who_reads_for_complaints_that_inbox_hears_nothing(desk: RemindedDesk):
    desk.office = office(council_read_by(complaints=("Ada Example",)))
    received(desk, **HURT_BY)
    assert heard(desk) <= {SAFETY, OUTSIDE}
    assert desk.reminded(desk.messages()[0].case_reference)


def test_about_both_the_reader_outside_hears_all(desk: RemindedDesk):
    desk.office = office(council_read_by(complaints=("Ada Example",), safety_lead=("Bo Sample",)))
    received(desk, must_not_see=(MustNotSee.PERSON_NAMED,), must_not_see_names="Ada, Bo")
    assert heard(desk) == {OUTSIDE}


def test_an_alarm_climbs_only_to_its_first_readers(desk: RemindedDesk):
    received(desk, **HURT_BY)
    assert heard(desk, ALARM) == {SAFETY, COMPLAINTS}


def test_an_alarm_about_who_reads_for_complaints_climbs_past_them(desk: RemindedDesk):
    desk.office = office(council_read_by(complaints=("Ada Example",)))
    received(desk, **HURT_BY)
    assert heard(desk, ALARM) == {SAFETY, OUTSIDE}


def test_an_alarm_about_both_is_the_reader_outsides_alone(desk: RemindedDesk):
    desk.office = office(council_read_by(complaints=("Ada Example",), safety_lead=("Bo Sample",)))
    received(desk, **(HURT_BY | {"who_was_it": "Ada and Bo"}))
    assert heard(desk, ALARM) == {OUTSIDE}


def test_after_the_names_are_matched_still_no_team_it_is_about_hears_of_it(desk: RemindedDesk):
    reference = received(desk, must_not_see=(MustNotSee.MY_SOCIAL_WORKER,))
    match(desk, reference)
    assert PODS not in heard(desk)


@pytest.mark.parametrize("kind", [REMINDER, ALARM])
def test_hidden_from_somebody_in_the_complaints_team_its_inbox_hears_no_more(desk: RemindedDesk, kind: str):
    reference = received(desk, **HURT_BY)
    match(desk, reference, account(desk, StaffRole.COMPLAINTS_OFFICER, name="Ada Example"))
    assert heard(desk, kind) == {SAFETY}


@pytest.mark.parametrize("kind", [REMINDER, ALARM])
def test_hidden_from_both_the_reader_outside_hears_of_it_and_may_open_it(desk: RemindedDesk, kind: str):
    reference = received(desk, **HURT_BY)
    officer = account(desk, StaffRole.COMPLAINTS_OFFICER, name="Ada Example")
    lead = account(desk, StaffRole.SAFETY_LEAD, name="Ada Other")
    match(desk, reference, officer, lead)
    outside = account(desk, StaffRole.OUTSIDE_READER, name="Made-up Reader")
    assert heard(desk, kind) == {OUTSIDE}
    with transaction(desk.engine, writes=False) as session:
        assert roles_on(session, reference, Viewer.of(outside, desk.office.council)) == {StaffRole.OUTSIDE_READER}
        assert not roles_on(session, reference, Viewer.of(lead, desk.office.council))


@pytest.mark.parametrize("kind", [REMINDER, ALARM])
def test_where_nobody_is_left_nobody_is_told_and_the_case_says_so(desk: RemindedDesk, kind: str):
    reference = received(desk, **HURT_BY)
    roles = (StaffRole.COMPLAINTS_OFFICER, StaffRole.SAFETY_LEAD, StaffRole.OUTSIDE_READER)
    match(desk, reference, *(account(desk, role, name=f"Ada {role}") for role in roles))
    assert heard(desk, kind) == set()
    assert {tuple(facts["teams"]) for facts in desk.reminded(reference)} == {()}


def test_a_lost_message_of_a_restricted_case_is_spoken_of_to_its_first_readers(desk: RemindedDesk):
    desk.office = office(council_read_by(complaints=("Ada Example",)))
    reference = received(desk, **HURT_BY)
    with transaction(desk.engine, writes=True) as session:
        case_id = desk.file(reference).id
        session.add(CaseFlag(case_id=case_id, flag=Flag.UNDELIVERED, because="It bounced.", settled_on=None))
    desk.asks("2026-09-02")
    assert {row.to for row in desk.bodies("undelivered")} <= {SAFETY, OUTSIDE}
    assert desk.bodies("undelivered")


def test_what_is_kept_from_nobody_is_told_as_ever(desk: RemindedDesk):
    received(desk, safe_now=SafeNow.YES)
    assert heard(desk) == {PODS, COMPLAINTS}
