"""What is only noticed later: flagged, alerted, and kept to few where a worker may have hurt somebody."""

from datetime import date, timedelta

import pytest

from portal.cases.access import Viewer, roles_on
from portal.cases.acts.doing import NotSeen
from portal.cases.acts.raising_flags import RAISABLE
from portal.db import transaction
from portal.staff import Staff
from portal.vocabulary import Act, Duty, Flag, Outcome, Speaker, StaffRole
from tests.factories import told
from tests.integration.cases.acts.conftest import StaffDesk

WHY = "A made-up remark on the phone."


def test_danger_is_flagged_and_the_same_people_are_alerted_as_at_the_start(desk: StaffDesk):
    reference = desk.receive(told())
    case = desk.does(reference, Act.RAISE_FLAG, flag="danger", why=WHY)
    assert case.flag(Flag.DANGER)
    alerts = [to for kind, to in desk.posted() if kind == "alert"]
    council = desk.office.council
    assert alerts == sorted(council.team(key).inbox for key in ("complaints", "mash", "safety-lead"))
    assert WHY not in str([event.facts for event in case.events])
    assert desk.written(reference, "noted") == WHY


def test_harm_by_a_worker_keeps_the_case_to_few_and_owes_a_referral(desk: StaffDesk):
    reference = desk.receive(told())
    noticed = desk.joins(StaffRole.TEAM_MANAGER, teams=("pods",))
    case = desk.does(reference, Act.RAISE_FLAG, by=noticed, flag="lado", why=WHY)
    assert case.is_kept_to_few
    assert [each.due_on for each in case.open_duties({Duty.LADO_REFERRAL})] == [date(2026, 9, 2)]
    with pytest.raises(NotSeen):
        desk.does(reference, Act.ADD_NOTE, by=noticed, note=WHY)
    lead = desk.joins(StaffRole.SAFETY_LEAD)
    desk.does(reference, Act.MATCH_NAMES, by=lead, found="It is nobody with an account.")
    desk.does(reference, Act.ADD_NOTE, by=noticed, note=WHY)


@pytest.mark.parametrize("flag", RAISABLE)
def test_each_is_raised_once_and_then_not_offered(desk: StaffDesk, flag: Flag):
    reference = desk.receive(told())
    assert desk.does(reference, Act.RAISE_FLAG, flag=flag.value, why=WHY).flag(flag)
    with pytest.raises(Exception, match="put right"):
        desk.does(reference, Act.RAISE_FLAG, flag=flag.value, why=WHY)


def test_an_account_made_after_the_names_were_matched_does_not_see_the_case(desk: StaffDesk):
    reference = desk.receive(told())
    desk.does(reference, Act.RAISE_FLAG, flag="lado", why=WHY)
    desk.does(reference, Act.MATCH_NAMES, found="It is nobody with an account.")

    def sees(since: timedelta) -> bool:
        roles = frozenset({StaffRole.COMPLAINTS_OFFICER})
        newcomer = Staff("new", "Made-up Newcomer", roles, since=desk.now + since)
        with transaction(desk.engine, writes=False) as session:
            return bool(roles_on(session, reference, Viewer.of(newcomer, desk.office.council)))

    assert sees(-timedelta(days=1))
    assert not sees(timedelta(minutes=1))
    newcomer = Staff("new", "Made-up Newcomer", frozenset(), since=desk.now + timedelta(minutes=1))
    desk.colleagues = (*desk.colleagues, newcomer)
    desk.now += timedelta(days=1)
    desk.does(reference, Act.MATCH_NAMES, found="Nor is it the newcomer.")
    desk.now -= timedelta(days=1)
    assert sees(timedelta(minutes=1))


def test_a_complaint_that_is_not_looked_into_ends_and_can_be_closed(desk: StaffDesk):
    reference = desk.receive(told(speaker=Speaker.FAMILY_OR_FRIEND))
    desk.does(reference, Act.CONFIRM_ROUTE)
    case = desk.does(
        reference,
        Act.DECIDE_INTEREST,
        decision="no",
        child="considered",
        corporate="not-possible",
        why="A made-up reason.",
        letter="We cannot look into this. You can ask the Ombudsman.",
        how="post",
    )
    assert [each.outcome for each in case.complaints] == [Outcome.NOT_ELIGIBLE]
    assert not any(each.is_open for each in case.duties)
    assert desk.does(reference, Act.CLOSE, why="It was decided.").closed_on
