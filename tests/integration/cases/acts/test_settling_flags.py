"""Flags are settled by who may, with a reason; one for harm by a worker says what became of the referral."""

from datetime import date

import pytest

from portal.cases.acts.doing import NotFilledIn, NotNow, NotPermitted, form
from portal.cases.acts.not_arriving import did_not_arrive
from portal.council import MessageKind
from portal.db import transaction
from portal.staff import Staff
from portal.vocabulary import Act, Duty, Flag, Happened, SafeNow, StaffRole, YesNoNotSure
from tests.factories import told
from tests.integration.cases.acts.conftest import MANAGER, StaffDesk

ON_TUESDAY, ON_WEDNESDAY = date(2026, 9, 1), date(2026, 9, 2)
WHY = "They are safe with their aunt tonight."


def offered(desk: StaffDesk, reference: str, by: Staff = MANAGER) -> set[str]:
    with transaction(desk.engine, writes=False) as session:
        known = {"by": by, "colleagues": desk.colleagues, "now": desk.now, "office": desk.office}
        asked = form(session, reference, Act.SETTLE_FLAG, **known)  # type: ignore[arg-type]
    return {option.code for option in asked.fields[0].options}


def test_danger_is_settled_with_a_reason_that_is_kept_sealed(desk: StaffDesk):
    reference = desk.receive(told(safe_now=SafeNow.YES))
    with pytest.raises(NotFilledIn) as refused:
        desk.does(reference, Act.SETTLE_FLAG)
    assert set(refused.value.problems) == {"why"}
    case = desk.does(reference, Act.SETTLE_FLAG, why=WHY)
    assert case.flag(Flag.DANGER) is None
    assert case.happened(Happened.UNFLAGGED).facts == {"flag": "danger"}  # type: ignore[union-attr]
    assert desk.written(reference, "unflagged") == WHY


def test_an_officer_settles_what_is_not_about_safety(desk: StaffDesk):
    officer = desk.joins(StaffRole.COMPLAINTS_OFFICER)
    reference = desk.receive(told(safe_now=SafeNow.TALK))
    assert offered(desk, reference, officer) == {"call-back"}
    assert offered(desk, reference) == offered(desk, reference, desk.joins(StaffRole.SAFETY_LEAD))
    assert offered(desk, reference) == {"danger", "call-back"}
    with pytest.raises(NotFilledIn) as refused:
        desk.does(reference, Act.SETTLE_FLAG, by=officer, flag="danger", why=WHY)
    assert set(refused.value.problems) == {"flag"}
    assert desk.does(reference, Act.SETTLE_FLAG, by=officer, why=WHY).flag(Flag.CALL_BACK) is None


def test_what_is_decided_elsewhere_is_not_settled_here(desk: StaffDesk):
    reference = desk.receive(told(about_to_change=YesNoNotSure.YES))
    with pytest.raises(NotNow, match="Nothing is flagged"):
        desk.does(reference, Act.SETTLE_FLAG, why=WHY)


def hurt(desk: StaffDesk) -> str:
    return desk.on(ON_WEDNESDAY).receive(told(hurt_by_worker=YesNoNotSure.YES))


def test_a_referral_meets_its_duty_on_the_day_it_was_made(desk: StaffDesk):
    reference = hurt(desk)
    case = desk.does(reference, Act.SETTLE_FLAG, why=WHY, lado="referred", referred_on=ON_TUESDAY)
    (duty,) = (each for each in case.duties if each.duty is Duty.LADO_REFERRAL)
    assert duty.done_on == ON_TUESDAY
    assert case.happened(Happened.UNFLAGGED).facts == {  # type: ignore[union-attr]
        "flag": "lado",
        "lado": "referred",
        "referred_on": "2026-09-01",
        "duties": ["lado-referral"],
    }


def test_where_there_was_nothing_to_refer_nothing_is_owed_and_it_is_told(desk: StaffDesk):
    case = desk.does(hurt(desk), Act.SETTLE_FLAG, why=WHY, lado="not-referred")
    assert case.open_duties({Duty.LADO_REFERRAL}) == ()
    event = case.happened(Happened.UNFLAGGED)
    assert event is not None
    assert event.facts["dropped"] == ["lado-referral 2026-09-02"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "lado"),
        ({"lado": "referred"}, "referred_on"),
        ({"lado": "not-referred", "referred_on": ON_TUESDAY}, "referred_on"),
        ({"lado": "referred", "referred_on": date(2026, 8, 31)}, "referred_on"),
        ({"lado": "referred", "referred_on": date(2026, 9, 3)}, "referred_on"),
    ],
)
def test_harm_by_a_worker_is_not_settled_before_the_referral_is_clear(
    desk: StaffDesk, given: dict[str, str | date], field: str
):
    reference = hurt(desk)
    with pytest.raises(NotFilledIn) as refused:
        desk.does(reference, Act.SETTLE_FLAG, why=WHY, **given)
    assert set(refused.value.problems) == {field}
    assert desk.file(reference).flag(Flag.LADO) is not None


def test_a_referral_is_of_no_other_flag(desk: StaffDesk):
    reference = desk.receive(told(hurt_by_worker=YesNoNotSure.YES, safe_now=SafeNow.YES))
    with pytest.raises(NotFilledIn) as refused:
        desk.does(reference, Act.SETTLE_FLAG, flag="danger", why=WHY, lado="referred", referred_on=ON_TUESDAY)
    assert set(refused.value.problems) == {"lado"}


def lost(desk: StaffDesk, reference: str, what: str) -> None:
    with transaction(desk.engine, writes=True) as session:
        kind = MessageKind.RECEIPT_EMAIL
        did_not_arrive(session, reference, kind, what, office=desk.office, tell=False, now=desk.now)


def test_what_is_lost_after_it_was_made_good_is_flagged_anew(desk: StaffDesk):
    reference = desk.receive(told())
    lost(desk, reference, "It bounced.")
    lost(desk, reference, "It bounced again.")
    assert [each.happened for each in desk.file(reference).events].count("flagged") == 1
    desk.does(reference, Act.SETTLE_FLAG, why="We rang them.")
    lost(desk, reference, "Another bounced.")
    flag = desk.file(reference).flag(Flag.UNDELIVERED)
    assert flag is not None
    assert flag.because == "Another bounced."


def test_a_team_manager_settles_no_flag(desk: StaffDesk):
    theirs = desk.joins(StaffRole.TEAM_MANAGER, teams=("pods",))
    with pytest.raises(NotPermitted):
        desk.does(desk.receive(told(safe_now=SafeNow.YES)), Act.SETTLE_FLAG, by=theirs, why=WHY)
