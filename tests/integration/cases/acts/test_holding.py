"""Other proceedings: a complaint waits for them, is acknowledged all the same, and its clock starts anew afterwards."""

from datetime import date, timedelta

import pytest

from portal.cases.acts.doing import NotFilledIn, NotNow, NotPermitted
from portal.cases.acts.holding import HELD_AT
from portal.cases.casefile import CaseFile
from portal.vocabulary import Act, CaseState, Duty, Procedure, Service, StaffRole, Stage
from tests.integration.cases.acts.brought_to import (
    LETTER,
    acknowledged,
    began,
    confirmed,
    due,
    found,
    last,
    letter,
    received,
    replied,
)
from tests.integration.cases.acts.conftest import MANAGER, StaffDesk

WHY = "The police will ask Zebedee about the same evening."
HELD_ON, ENDED_ON, SENT_ON = date(2026, 9, 3), date(2026, 10, 5), date(2026, 12, 18)


def held(desk: StaffDesk, reference: str, **given: object) -> CaseFile:
    filled = {"proceedings": "criminal", "why": WHY, "letter": LETTER, "how": "post"}
    return desk.does(reference, Act.HOLD, **(filled | given))  # type: ignore[arg-type]


def resumed(desk: StaffDesk, reference: str, what: str, **given: object) -> CaseFile:
    return desk.does(reference, Act.RESUME, what=what, letter=LETTER, how="post", **given)  # type: ignore[arg-type]


def on_hold(desk: StaffDesk, *services: Service) -> str:
    reference = acknowledged(desk, received(desk, *services))
    held(desk.on(HELD_ON), reference)
    return reference


def test_a_hold_stops_the_stage_and_nothing_is_due(desk: StaffDesk):
    case = desk.file(on_hold(desk))
    stage = case.stage_of(Procedure.STATUTORY)
    assert stage is not None
    assert (stage.held_on, stage.resubmit_until) == (HELD_ON, None)
    assert case.state is CaseState.ON_HOLD
    assert due(desk, case.reference) == {}
    assert {each.held_on for each in case.duties if each.duty.startswith("stage")} == {HELD_ON}
    assert letter(case, "hold").sent_at == desk.now


def test_the_event_says_which_proceedings_and_keeps_the_dates(desk: StaffDesk):
    reference = on_hold(desk)
    facts = last(desk.file(reference), "held")
    assert facts == {
        "procedure": "statutory",
        "stage": "local-resolution",
        "proceedings": "criminal",
        "on": "2026-09-03",
        "held": ["stage1-reply 2026-09-15", "stage1-latest 2026-09-29"],
        "letter": letter(desk.file(reference), "hold").id,
        "how": "post",
    }
    assert desk.written(reference, "held") == WHY


def test_it_is_acknowledged_all_the_same(desk: StaffDesk):
    reference = confirmed(desk, received(desk))
    case = held(desk, reference)
    assert case.state is CaseState.NEW
    assert due(desk, reference) == {Duty.ACKNOWLEDGEMENT: date(2026, 9, 4)}
    assert Act.ACKNOWLEDGE in desk.can(reference)


def test_what_goes_through_another_procedure_runs_on(desk: StaffDesk):
    reference = acknowledged(desk, received(desk, Service.IN_CARE, Service.TRANSPORT))
    held(desk, reference)
    assert due(desk, reference) == {
        Duty.CORPORATE1_REPLY: date(2026, 9, 15),
        Duty.CORPORATE1_LATEST: date(2026, 9, 29),
    }


@pytest.mark.parametrize(
    ("services", "bring", "sentence"),
    [
        ((), lambda desk, ref: ref, "Confirm the procedure of every part first."),
        ((Service.TRANSPORT,), acknowledged, "Only the stages of the children’s procedure can be put on hold."),
        ((Service.SEND,), lambda desk, ref: ref, "Only the stages of the children’s procedure can be put on hold."),
    ],
)
def test_what_cannot_be_held(desk: StaffDesk, services, bring, sentence):  # type: ignore[no-untyped-def]
    reference = bring(desk, received(desk, *services))
    with pytest.raises(NotNow) as refused:
        held(desk, reference)
    assert str(refused.value) == sentence


def test_what_is_answered_or_held_already_is_not_held(desk: StaffDesk):
    reference = on_hold(desk)
    with pytest.raises(NotNow, match="This has been on hold since 3 September 2026"):
        held(desk, reference)
    answered = found(desk, received(desk, Service.LEAVING_CARE))
    desk.does(answered, Act.SEND_REPLY, letter=LETTER, how="email")
    with pytest.raises(NotNow, match="This was done on 1 September 2026"):
        held(desk, answered)


def test_only_the_complaints_manager_holds_and_takes_up_again(desk: StaffDesk):
    reference = on_hold(desk)
    for role in (StaffRole.COMPLAINTS_OFFICER, StaffRole.SENIOR):
        colleague = desk.joins(role)
        with pytest.raises(NotPermitted):
            desk.does(reference, Act.RESUME, by=colleague)
        with pytest.raises(NotPermitted):
            desk.does(reference, Act.HOLD, by=colleague)


def test_a_hold_needs_its_reasons_and_a_letter(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    with pytest.raises(NotFilledIn) as refused:
        held(desk, reference, why="", letter="", proceedings="")
    assert set(refused.value.problems) == {"why", "letter", "proceedings"}
    assert due(desk, reference)


# --- taken up again


def test_once_the_other_matter_ends_they_have_a_year_and_it_waits_on(desk: StaffDesk):
    reference = on_hold(desk)
    case = resumed(desk.on(ENDED_ON), reference, "ended")
    stage = case.stage_of(Procedure.STATUTORY)
    assert stage is not None
    assert (stage.held_on, stage.resubmit_until) == (HELD_ON, date(2027, 10, 5))
    assert case.state is CaseState.ON_HOLD
    assert due(desk, reference) == {}
    facts = last(case, "resumed")
    assert (facts["taken_up"], facts["on"], facts["resubmit_until"]) == ("ended", "2026-10-05", "2027-10-05")


def test_an_end_written_down_wrongly_is_put_right_and_kept(desk: StaffDesk):
    reference = on_hold(desk)
    resumed(desk.on(ENDED_ON), reference, "ended")
    facts = last(resumed(desk, reference, "ended", on=date(2026, 9, 30)), "resumed")
    assert (facts["was_resubmit_until"], facts["resubmit_until"]) == ("2027-10-05", "2027-09-30")


def test_sent_again_its_clock_starts_anew_from_that_day(desk: StaffDesk):
    reference = on_hold(desk)
    resumed(desk.on(ENDED_ON), reference, "ended")
    case = resumed(desk.on(SENT_ON), reference, "sent-again")
    # Christmas, its substitute day and New Year lie between: the dates of domain.md §16.
    assert due(desk, reference) == {Duty.STAGE1_REPLY: date(2027, 1, 6), Duty.STAGE1_LATEST: date(2027, 1, 20)}
    stage = case.stage_of(Procedure.STATUTORY)
    assert stage is not None
    assert (stage.begun_on, stage.held_on, stage.resubmit_until) == (SENT_ON, None, None)
    assert case.state is CaseState.OPEN
    (reply,) = (each for each in case.duties if each.duty is Duty.STAGE1_REPLY)
    assert reply.first_due_on == reply.due_on
    assert reply.because == "10 working days from the day it was sent again (SI 2006/1738 reg. 14)"


@pytest.mark.parametrize(
    ("stage", "before", "anew"),
    [
        (
            Stage.INVESTIGATION,
            ["stage2-reply 2026-10-06", "stage2-latest 2026-12-01"],
            {Duty.STAGE2_REPLY: date(2027, 1, 27), Duty.STAGE2_LATEST: date(2027, 3, 24)},
        ),
        (
            Stage.REVIEW_PANEL,
            ["stage3-panel 2026-10-13"],
            {Duty.STAGE3_PANEL: date(2027, 2, 3)},
        ),
    ],
)
def test_each_stage_can_wait(desk: StaffDesk, stage: Stage, before: list[str], anew: dict[Duty, date]):
    reference = found(desk, received(desk))
    replied(desk, reference)
    began(desk, reference, stage, date(2026, 9, 1))
    assert last(held(desk.on(HELD_ON), reference), "held")["held"] == before
    assert due(desk, reference) == {}
    resumed(desk.on(SENT_ON), reference, "sent-again")
    assert due(desk, reference) == anew


def test_the_facts_keep_the_dates_as_they_were(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    desk.does(reference, Act.EXTEND, reason="complex", until=date(2026, 9, 22), why=WHY, letter=LETTER, how="post")
    held(desk.on(HELD_ON), reference)
    facts = last(resumed(desk.on(SENT_ON), reference, "sent-again"), "resumed")
    assert facts | {"letter": ""} == {
        "procedure": "statutory",
        "stage": "local-resolution",
        "taken_up": "sent-again",
        "on": "2026-12-18",
        "held_on": "2026-09-03",
        "was_resubmit_until": None,
        "was_due": ["stage1-reply 2026-09-22", "stage1-latest 2026-09-29"],
        "due": ["stage1-reply 2027-01-06", "stage1-latest 2027-01-20"],
        "stands": False,
        "late": False,
        "was_begun_on": "2026-09-01",
        "was_extended_for": "complex",
        "was_extended_on": "2026-09-01",
        "letter": "",
        "how": "post",
    }
    # The clock is a new one: it may be put off once more, as the law lets a first one be.
    assert Act.EXTEND in desk.can(reference)


@pytest.mark.parametrize(("sent", "late"), [(date(2027, 10, 5), False), (date(2027, 10, 6), True)])
def test_after_the_year_it_is_shown_as_late_and_not_refused(desk: StaffDesk, sent: date, late: bool):
    reference = on_hold(desk)
    resumed(desk.on(ENDED_ON), reference, "ended")
    assert last(resumed(desk.on(sent), reference, "sent-again"), "resumed")["late"] is late


def test_a_hold_that_was_not_needed_moves_no_promise_that_is_still_ahead(desk: StaffDesk):
    reference = on_hold(desk)
    case = resumed(desk.on(date(2026, 9, 15)), reference, "not-needed")
    assert due(desk, reference) == {Duty.STAGE1_REPLY: date(2026, 9, 15), Duty.STAGE1_LATEST: date(2026, 9, 29)}
    assert last(case, "resumed")["stands"] is True
    stage = case.stage_of(Procedure.STATUTORY)
    assert stage is not None
    assert (stage.begun_on, stage.held_on) == (date(2026, 9, 1), None)


def test_where_the_promise_went_by_meanwhile_the_clock_starts_anew(desk: StaffDesk):
    reference = on_hold(desk)
    case = resumed(desk.on(date(2026, 9, 16)), reference, "not-needed")
    assert due(desk, reference) == {Duty.STAGE1_REPLY: date(2026, 9, 30), Duty.STAGE1_LATEST: date(2026, 10, 14)}
    assert last(case, "resumed")["stands"] is False


def test_an_answer_after_it_was_sent_again_is_not_dated_before(desk: StaffDesk):
    reference = found(desk, received(desk))
    held(desk.on(HELD_ON), reference)
    with pytest.raises(NotNow, match="on hold since 3 September 2026"):
        desk.does(reference, Act.SEND_REPLY, letter=LETTER, how="post")
    resumed(desk.on(SENT_ON), reference, "sent-again")
    with pytest.raises(NotFilledIn) as refused:
        desk.does(reference, Act.SEND_REPLY, letter=LETTER, how="post", on=SENT_ON - timedelta(days=1))
    assert refused.value.problems == {"on": "Day it was given: this stage began on 18 December 2026."}
    facts = last(desk.does(reference, Act.SEND_REPLY, letter=LETTER, how="post"), "replied")
    assert facts["in_time"] is True


def test_days_lie_in_their_order(desk: StaffDesk):
    reference = on_hold(desk)
    with pytest.raises(NotFilledIn) as refused:
        resumed(desk.on(ENDED_ON), reference, "ended", on=date(2026, 9, 2))
    assert refused.value.problems == {"on": "Day it happened: this has been on hold only since 3 September 2026."}
    with pytest.raises(NotFilledIn) as refused:
        resumed(desk, reference, "sent-again", on=ENDED_ON + timedelta(days=1))
    assert set(refused.value.problems) == {"on"}


def test_what_is_not_on_hold_is_not_taken_up(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    with pytest.raises(NotNow, match="Nothing in this case is on hold"):
        desk.does(reference, Act.RESUME, by=MANAGER)


def test_every_duty_of_the_childrens_stages_is_held_at_one_stage_and_no_other_is():
    of_stages = sorted(duty for duty in Duty if duty.startswith("stage"))
    assert sorted(duty for duties in HELD_AT.values() for duty in duties) == of_stages
    assert set(HELD_AT) == set(Stage)
