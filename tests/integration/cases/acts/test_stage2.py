"""Stage 2 is asked for and acknowledged: nobody is turned down, and the clock runs from the day the law says."""

from datetime import date

import pytest

from portal.cases.acts.doing import Changed, NotFilledIn, NotNow, NotPermitted
from portal.vocabulary import Act, Procedure, Service, StaffRole, Stage
from tests.integration.cases.acts.brought_to import confirmed, received
from tests.integration.cases.acts.carried import (
    ASKED,
    LETTER,
    RECEIVED_ON,
    REPLIED,
    WORDS,
    Carried,
    answered,
    at_stage2,
    waiting,
)
from tests.integration.cases.acts.conftest import StaffDesk

SECOND = Stage.INVESTIGATION


def test_it_runs_from_the_day_they_asked(desk: StaffDesk):
    carried = at_stage2(desk)
    stage = carried.case.stage_at(Procedure.STATUTORY, SECOND)
    assert stage is not None
    assert (stage.begun_on, stage.replied_on) == (ASKED, None)
    assert carried.due == {"stage2-reply": "2026-08-10", "stage2-latest": "2026-10-06"}
    assert carried.facts("stage2-asked") == {
        "procedure": "statutory",
        "issues": [1],
        "on": "2026-07-06",
        "channel": "phone",
        "stage1": "answered",
        "skip_agreed_on": None,
        "guide_until": "2026-07-20",
        "late": False,
        "duties": ["stage2-latest 2026-10-06", "stage2-reply 2026-08-10"],
        "ended": [],
    }
    assert desk.written(carried.reference, "stage2-asked") == WORDS


def test_a_few_words_are_enough_and_so_are_none(desk: StaffDesk):
    carried = answered(desk)
    carried.does(Act.ASK_STAGE2, ASKED, channel="in-person")
    assert carried.due["stage2-reply"] == "2026-08-10"
    assert desk.written(carried.reference, "stage2-asked") == ""


@pytest.mark.parametrize(
    ("asked", "late", "reply"),
    [("2026-07-20", False, "2026-08-24"), ("2026-07-21", True, "2026-08-25"), ("2027-03-01", True, "2027-04-07")],
    ids=["the last day of the guide", "a day later", "most of a year later"],
)
def test_asking_late_is_written_down_and_never_refused(desk: StaffDesk, asked: str, late: bool, reply: str):
    carried = answered(desk)
    carried.does(Act.ASK_STAGE2, date.fromisoformat(asked), channel="letter", words=WORDS)
    facts = carried.facts("stage2-asked")
    assert (facts["late"], facts["guide_until"]) == (late, "2026-07-20")
    assert carried.due["stage2-reply"] == reply


def test_what_was_asked_last_week_runs_from_last_week(desk: StaffDesk):
    carried = answered(desk)
    carried.does(Act.ASK_STAGE2, date(2026, 7, 13), on=ASKED, channel="email")
    assert carried.due["stage2-reply"] == "2026-08-10"


# --- before stage 1 is answered


def stage1_of(carried: Carried) -> set[tuple[date | None, bool]]:
    """When the duties of stage 1 ended, and whether nobody had done them."""
    return {(each.done_on, each.let_go) for each in carried.case.duties if each.duty.startswith("stage1")}


def test_what_was_answered_counts_as_answered(desk: StaffDesk):
    assert stage1_of(at_stage2(desk)) == {(REPLIED, False)}


def test_when_stage_1_is_late_they_need_not_wait_and_nobody_counts_it_as_answered(desk: StaffDesk):
    carried = waiting(desk)
    carried.does(Act.ASK_STAGE2, date(2026, 6, 23), channel="phone", words=WORDS)
    facts = carried.facts("stage2-asked")
    assert (facts["stage1"], facts["guide_until"], facts["late"]) == ("late", None, False)
    assert facts["ended"] == ["stage1-latest 2026-07-06", "stage1-reply 2026-06-22"]
    assert carried.due == {"stage2-reply": "2026-07-28", "stage2-latest": "2026-09-23"}
    assert stage1_of(carried) == {(date(2026, 6, 23), True)}


def test_who_asks_while_stage_1_runs_is_told_until_when_it_does(desk: StaffDesk):
    carried = waiting(desk)
    with pytest.raises(NotFilledIn) as refused:
        carried.does(Act.ASK_STAGE2, date(2026, 6, 22), channel="phone", words=WORDS)
    assert refused.value.problems == {
        "skip_agreed_on": "Stage 1 runs until 22 June 2026. To start stage 2 sooner, both agree to it in writing."
    }
    assert carried.case.happened("stage2-asked") is None


def test_both_can_agree_in_writing_to_leave_stage_1_out(desk: StaffDesk):
    carried = waiting(desk)
    agreed = date(2026, 6, 11)
    carried.does(Act.ASK_STAGE2, date(2026, 6, 12), channel="letter", words=WORDS, skip_agreed_on=agreed)
    facts = carried.facts("stage2-asked")
    assert (facts["stage1"], facts["skip_agreed_on"]) == ("skipped", "2026-06-11")
    assert carried.due == {"stage2-reply": "2026-07-17", "stage2-latest": "2026-09-14"}
    assert stage1_of(carried) == {(agreed, True)}


def test_nothing_is_skipped_that_was_answered(desk: StaffDesk):
    carried = answered(desk)
    with pytest.raises(AssertionError, match="a field the act does not ask"):
        carried.does(Act.ASK_STAGE2, ASKED, channel="letter", skip_agreed_on=ASKED)


def test_they_cannot_have_asked_before_the_reply_that_was_in_time(desk: StaffDesk):
    carried = answered(desk)
    with pytest.raises(NotFilledIn) as refused:
        carried.does(Act.ASK_STAGE2, ASKED, on=date(2026, 6, 19), channel="phone")
    assert refused.value.problems == {
        "on": "Stage 1 was answered on 22 June 2026. Enter the day they asked after that."
    }


def test_they_can_have_asked_before_a_reply_that_was_late(desk: StaffDesk):
    carried = waiting(desk)
    carried.does(Act.SEND_REPLY, date(2026, 6, 30), **LETTER)
    carried.does(Act.ASK_STAGE2, on=date(2026, 6, 24), channel="phone")
    assert carried.facts("stage2-asked")["stage1"] == "late"
    assert carried.due["stage2-reply"] == "2026-07-29"


@pytest.mark.parametrize(
    ("on", "sentence"),
    [(date(2026, 7, 7), "This date is in the future"), (date(2026, 6, 5), "This is before we received it")],
    ids=["tomorrow", "before it came"],
)
def test_a_day_that_cannot_be_is_refused(desk: StaffDesk, on: date, sentence: str):
    carried = answered(desk)
    with pytest.raises(NotFilledIn) as refused:
        carried.does(Act.ASK_STAGE2, ASKED, on=on, channel="phone")
    assert sentence in refused.value.problems["on"]


# --- when it is not there to be asked for


def test_a_second_time_is_no_time(desk: StaffDesk):
    carried = at_stage2(desk)
    with pytest.raises(NotNow, match="Stage 2 was asked for already"):
        carried.does(Act.ASK_STAGE2, channel="phone")


def test_it_is_confirmed_first(desk: StaffDesk):
    carried = Carried(desk, received(desk, now=RECEIVED_ON))
    with pytest.raises(NotNow, match="Confirm the procedure of every part first"):
        carried.does(Act.ASK_STAGE2, channel="phone")


def test_a_school_has_its_own_stages(desk: StaffDesk):
    carried = Carried(desk, confirmed(desk, received(desk, now=RECEIVED_ON), "school"))
    with pytest.raises(NotNow, match="no second stage here"):
        carried.does(Act.ASK_STAGE2, channel="phone")


def test_a_stage_that_nobody_acknowledged_has_no_date_to_be_late_by(desk: StaffDesk):
    carried = Carried(desk, confirmed(desk, received(desk, now=RECEIVED_ON), "corporate"))
    with pytest.raises(NotFilledIn) as refused:
        carried.does(Act.ASK_STAGE2, channel="phone")
    assert "Acknowledge it first" in refused.value.problems["on"]


def test_what_is_on_hold_is_taken_up_first(desk: StaffDesk):
    carried = waiting(desk)
    carried.does(Act.HOLD, proceedings="criminal", why="A made-up reason.", **LETTER)
    with pytest.raises(NotNow, match="on hold for other proceedings"):
        carried.does(Act.ASK_STAGE2, channel="phone")


def test_one_procedure_goes_on_without_the_other(desk: StaffDesk):
    carried = answered(desk, "statutory", "corporate", services=(Service.IN_CARE, Service.SEND))
    carried.does(Act.ASK_STAGE2, ASKED, procedure="corporate", channel="phone")
    assert carried.due == {"corporate2-acknowledgement": "2026-07-13"}
    assert carried.facts("stage2-asked")["issues"] == [2]
    carried.does(Act.ASK_STAGE2, channel="phone")
    assert carried.facts("stage2-asked")["issues"] == [1]
    assert set(carried.due) == {"corporate2-acknowledgement", "stage2-reply", "stage2-latest"}


def test_an_agreement_to_skip_is_none_to_ask_before_the_reply(desk: StaffDesk):
    carried = waiting(desk, "statutory", "corporate", services=(Service.IN_CARE, Service.SEND))
    carried.does(Act.SEND_REPLY, REPLIED, procedure="statutory", **LETTER)
    with pytest.raises(NotFilledIn) as refused:
        carried.does(
            Act.ASK_STAGE2, on=date(2026, 6, 19), procedure="statutory", channel="phone", skip_agreed_on=REPLIED
        )
    assert "Stage 1 was answered on 22 June 2026" in refused.value.problems["on"]


def test_others_than_the_complaints_team_do_not_write_it_down(desk: StaffDesk):
    carried = answered(desk)
    for role in (StaffRole.TEAM_MANAGER, StaffRole.SENIOR):
        team = carried.case.complaints[0].team
        with pytest.raises(NotPermitted):
            carried.does(Act.ASK_STAGE2, ASKED, by=desk.joins(role, teams=(team,)), channel="phone")
    carried.does(Act.ASK_STAGE2, ASKED, by=desk.joins(StaffRole.COMPLAINTS_OFFICER), channel="phone")


def test_an_old_tab_asks_for_nothing(desk: StaffDesk):
    carried = answered(desk)
    seen = carried.case.newest
    carried.does(Act.ADD_NOTE, note="A made-up note.")
    with pytest.raises(Changed):
        carried.does(Act.ASK_STAGE2, ASKED, seen=seen, channel="phone")
    assert carried.case.stage_at(Procedure.STATUTORY, SECOND) is None


# --- it is acknowledged


def test_the_corporate_clock_runs_from_the_acknowledgement(desk: StaffDesk):
    carried = at_stage2(desk, "corporate")
    assert carried.due == {"corporate2-acknowledgement": "2026-07-13"}
    carried.does(Act.ACKNOWLEDGE_STAGE2, date(2026, 7, 8), **LETTER)
    assert carried.due == {"corporate2-reply": "2026-08-05", "corporate2-latest": "2026-09-03"}
    facts = carried.facts("stage2-acknowledged")
    assert facts["started"] == ["corporate2-latest 2026-09-03", "corporate2-reply 2026-08-05"]
    assert (facts["duties"], facts["late"], facts["in_time"]) == (["corporate2-acknowledgement"], [], True)


def test_the_corporate_stage_2_ends_with_a_reply(desk: StaffDesk):
    carried = at_stage2(desk, "corporate")
    carried.does(Act.ACKNOWLEDGE_STAGE2, date(2026, 7, 8), **LETTER)
    carried.does(Act.RECORD_OUTCOME, date(2026, 8, 5), outcome="upheld", why="A made-up reason.")
    carried.does(Act.SEND_REPLY, **LETTER)
    assert carried.due == {}
    carried.does(Act.CLOSE, why="A made-up reason.")


def test_a_late_acknowledgement_is_shown_as_late(desk: StaffDesk):
    carried = at_stage2(desk, "corporate")
    carried.does(Act.ACKNOWLEDGE_STAGE2, date(2026, 7, 14), **LETTER)
    facts = carried.facts("stage2-acknowledged")
    assert (facts["late"], facts["in_time"]) == (["corporate2-acknowledgement"], False)


def test_the_statutes_clock_does_not_wait_for_it(desk: StaffDesk):
    carried = at_stage2(desk)
    before = carried.due
    carried.does(Act.ACKNOWLEDGE_STAGE2, date(2026, 7, 8), **LETTER)
    assert carried.due == before
    stage = carried.case.stage_at(Procedure.STATUTORY, SECOND)
    assert stage is not None
    assert stage.acknowledged_on == date(2026, 7, 8)
    assert carried.case.letters[-1].kind == "acknowledgement"
    with pytest.raises(NotNow, match="It was acknowledged on 8 July 2026"):
        carried.does(Act.ACKNOWLEDGE_STAGE2, **LETTER)


def test_nothing_is_acknowledged_before_it_is_asked_for(desk: StaffDesk):
    carried = answered(desk)
    with pytest.raises(NotNow, match="Stage 2 has not been asked for"):
        carried.does(Act.ACKNOWLEDGE_STAGE2, **LETTER)
    carried.does(Act.ASK_STAGE2, ASKED, channel="phone")
    with pytest.raises(NotFilledIn) as refused:
        carried.does(Act.ACKNOWLEDGE_STAGE2, on=REPLIED, **LETTER)
    assert "before they asked for stage 2" in refused.value.problems["on"]
