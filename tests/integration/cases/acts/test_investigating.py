"""The complaint statement and the adjudication: the earlier day counts, and late is shown as late."""

from datetime import date

import pytest

from portal.cases.acts.doing import Changed, NotFilledIn, NotNow, NotPermitted, NotSeen
from portal.cases.acts.letters import body_of
from portal.db import transaction
from portal.vocabulary import Act, Outcome, Procedure, Service, StaffRole, Stage
from tests.integration.cases.acts.carried import (
    ADJUDICATED,
    ASKED,
    INVESTIGATES,
    LETTER,
    Carried,
    adjudicated,
    answered,
    at_stage2,
    looked_at,
)
from tests.integration.cases.acts.conftest import MANAGER, StaffDesk

IN_TIME = {"stage2-reply": "2026-08-10", "stage2-latest": "2026-10-06"}


@pytest.mark.parametrize(
    ("agreed", "due", "moved"),
    [
        ("2026-07-20", IN_TIME, []),
        ("2026-07-06", IN_TIME, []),
        (
            "2026-07-03",
            {"stage2-reply": "2026-08-07", "stage2-latest": "2026-10-05"},
            ["stage2-latest 2026-10-06 2026-10-05", "stage2-reply 2026-08-10 2026-08-07"],
        ),
    ],
    ids=["agreed later", "agreed that day", "agreed before they asked"],
)
def test_the_earlier_of_both_days_counts(desk: StaffDesk, agreed: str, due: dict[str, str], moved: list[str]):
    carried = at_stage2(desk)
    carried.does(Act.AGREE_STATEMENT, date(2026, 7, 20), on=date.fromisoformat(agreed), **LETTER)
    assert carried.due == due
    facts = carried.facts("statement-agreed")
    assert (facts["on"], facts["asked_on"], facts["moved"]) == (agreed, "2026-07-06", moved)
    stage = carried.case.stage_at(Procedure.STATUTORY, Stage.INVESTIGATION)
    assert stage is not None
    assert (stage.begun_on, stage.agreed_on) == (ASKED, date.fromisoformat(agreed))
    letter = carried.case.letters[-1]
    assert (letter.kind, letter.stage, letter.id) == ("statement", "investigation", facts["letter"])
    with transaction(desk.engine, writes=False) as session:
        assert body_of(session, letter.id) == LETTER["letter"]


def test_more_time_that_was_taken_stays_taken(desk: StaffDesk):
    carried = at_stage2(desk)
    carried.does(
        Act.EXTEND, date(2026, 7, 20), reason="complex", until=date(2026, 10, 6), why="A made-up reason.", **LETTER
    )
    carried.does(Act.AGREE_STATEMENT, on=date(2026, 7, 3), **LETTER)
    # Not past the latest day there is now, which has come a day nearer.
    assert carried.due == {"stage2-reply": "2026-10-05", "stage2-latest": "2026-10-05"}


def test_a_hold_that_ended_began_the_clock_anew(desk: StaffDesk):
    carried = at_stage2(desk)
    carried.does(Act.HOLD, date(2026, 7, 7), proceedings="criminal", why="A made-up reason.", **LETTER)
    with pytest.raises(NotNow, match="on hold for other proceedings"):
        carried.does(Act.AGREE_STATEMENT, **LETTER)
    carried.does(Act.RESUME, date(2026, 9, 1), what="sent-again", **LETTER)
    due = carried.due
    carried.does(Act.AGREE_STATEMENT, on=date(2026, 7, 3), **LETTER)
    assert carried.due == due


def test_the_statement_is_agreed_once_and_in_stage_2(desk: StaffDesk):
    carried = answered(desk)
    with pytest.raises(NotNow, match="Stage 2 has not been asked for"):
        carried.does(Act.AGREE_STATEMENT, **LETTER)
    carried.does(Act.ASK_STAGE2, ASKED, channel="phone")
    carried.does(Act.AGREE_STATEMENT, **LETTER)
    with pytest.raises(NotNow, match="The statement was agreed on 6 July 2026"):
        carried.does(Act.AGREE_STATEMENT, **LETTER)


def test_who_investigates_writes_the_statement_of_their_case_only(desk: StaffDesk):
    carried = at_stage2(desk)
    io = desk.joins(StaffRole.INVESTIGATING_OFFICER, name="Ino Vestigates")
    with pytest.raises(NotSeen):
        carried.does(Act.AGREE_STATEMENT, by=io, **LETTER)
    carried.does(Act.APPOINT, part="investigating-officer", account=io.id)
    carried.does(Act.AGREE_STATEMENT, by=io, **LETTER)


# --- the adjudication


def adjudicates(carried: Carried, today: date, **more: object) -> None:
    carried.does(Act.ADJUDICATE, today, **({"by": carried.adjudicator, "outcome_1": "upheld"} | LETTER | more))


@pytest.mark.parametrize(
    ("on", "late", "ask_by"),
    [
        ("2026-08-10", [], "2026-09-08"),
        ("2026-08-11", ["stage2-reply"], "2026-09-09"),
        ("2026-10-06", ["stage2-reply"], "2026-11-03"),
        ("2026-10-07", ["stage2-latest", "stage2-reply"], "2026-11-04"),
    ],
    ids=["day 25", "day 26", "day 65", "day 66"],
)
def test_the_letter_ends_stage_2_in_time_or_late(desk: StaffDesk, on: str, late: list[str], ask_by: str):
    carried = looked_at(desk)
    adjudicates(carried, date.fromisoformat(on))
    stage = carried.case.stage_of(Procedure.STATUTORY)
    assert stage is not None
    assert stage.replied_on == date.fromisoformat(on)
    assert carried.due == {}
    facts = carried.facts("adjudicated")
    assert facts["duties"] == ["stage2-latest", "stage2-reply"]
    assert (facts["late"], facts["in_time"], facts["ask_stage3_by"]) == (late, not late, ask_by)
    assert (facts["on"], facts["how"], facts["outcomes"]) == (on, "post", {"1": "upheld"})
    assert carried.case.letters[-1].kind == "adjudication"


def test_what_stage_1_found_is_not_what_stage_2_found(desk: StaffDesk):
    carried = looked_at(desk)
    assert carried.case.complaints[0].outcome is Outcome.UPHELD
    with pytest.raises(NotFilledIn) as refused:
        carried.does(Act.ADJUDICATE, ADJUDICATED, by=carried.adjudicator, **LETTER)
    assert set(refused.value.problems) == {"outcome_1"}
    carried.does(Act.RECORD_OUTCOME, outcome="not-upheld", why="Zebedee found it.")
    carried.does(Act.ADJUDICATE, ADJUDICATED, by=carried.adjudicator, **LETTER)
    assert carried.facts("adjudicated")["outcomes"] == {"1": "not-upheld"}


def test_the_draft_stands_in_the_letter_at_first(desk: StaffDesk):
    carried = looked_at(desk)
    carried.does(Act.DRAFT_REPLY, by=carried.adjudicator, letter="Zebedee is drafted.")
    case = carried.does(Act.ADJUDICATE, ADJUDICATED, by=carried.adjudicator, outcome_1="upheld", how="post")
    with transaction(desk.engine, writes=False) as session:
        assert body_of(session, case.letters[-1].id) == "Zebedee is drafted."


def test_nobody_adjudicates_what_nobody_independent_looked_at(desk: StaffDesk):
    carried = at_stage2(desk)
    ao = desk.joins(StaffRole.ADJUDICATING_OFFICER, name="Adju Dicates")
    carried.does(Act.APPOINT, part="adjudicating-officer", account=ao.id)
    with pytest.raises(NotNow, match="Appoint an investigating officer first"):
        carried.does(Act.ADJUDICATE, by=ao, outcome_1="upheld", **LETTER)
    carried.does(Act.APPOINT, part="investigating-officer", name=INVESTIGATES)
    with pytest.raises(NotNow, match="The law asks for an independent person"):
        carried.does(Act.ADJUDICATE, by=ao, outcome_1="upheld", **LETTER)


def test_the_adjudicating_officer_of_this_case_does_and_nobody_else(desk: StaffDesk):
    carried = looked_at(desk)
    other = desk.joins(StaffRole.ADJUDICATING_OFFICER, name="Else Where")
    with pytest.raises(NotSeen):
        carried.does(Act.ADJUDICATE, by=other, outcome_1="upheld", **LETTER)
    for by in (MANAGER, desk.joins(StaffRole.SENIOR, StaffRole.ADJUDICATING_OFFICER, name="Sees It")):
        with pytest.raises(NotPermitted):
            carried.does(Act.ADJUDICATE, by=by, outcome_1="upheld", **LETTER)


def test_stage_2_is_answered_once_and_not_before_it_was_asked_for(desk: StaffDesk):
    carried = looked_at(desk)
    with pytest.raises(NotFilledIn) as refused:
        adjudicates(carried, ASKED, on=date(2026, 7, 3))
    assert "before they asked for stage 2" in refused.value.problems["on"]
    seen = carried.case.newest
    adjudicates(carried, ADJUDICATED)
    with pytest.raises(NotNow, match="Stage 2 was answered on 10 August 2026"):
        adjudicates(carried, ADJUDICATED, seen=seen)


def test_an_old_tab_adjudicates_nothing(desk: StaffDesk):
    carried = looked_at(desk)
    seen = carried.case.newest
    carried.does(Act.ADD_NOTE, note="A made-up note.")
    with pytest.raises(Changed):
        adjudicates(carried, ADJUDICATED, seen=seen)


def test_the_other_procedure_is_not_answered_with_it(desk: StaffDesk):
    carried = answered(desk, "statutory", "corporate", services=(Service.IN_CARE, Service.SEND))
    carried.does(Act.ASK_STAGE2, ASKED, procedure="corporate", channel="phone")
    carried.does(Act.ASK_STAGE2, channel="phone")
    ao = desk.joins(StaffRole.ADJUDICATING_OFFICER, name="Adju Dicates")
    carried.does(Act.APPOINT, part="investigating-officer", name=INVESTIGATES)
    carried.does(Act.APPOINT, part="independent-person", name="Indy Alone", independent=("yes",))
    carried.does(Act.APPOINT, part="adjudicating-officer", account=ao.id)
    carried.does(Act.ADJUDICATE, ADJUDICATED, by=ao, outcome_1="upheld", **LETTER)
    assert carried.due == {"corporate2-acknowledgement": "2026-07-13"}


def test_the_adjudication_ends_stage_2(desk: StaffDesk):
    assert adjudicated(desk).case.complaints[0].outcome is Outcome.PARTLY_UPHELD
