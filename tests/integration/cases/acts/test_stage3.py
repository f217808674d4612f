"""Stage 3: a panel is asked for, meets, reports, and is answered; each date follows from the one before."""

from datetime import date

import pytest

from portal.cases.acts.doing import Changed, NotFilledIn, NotNow, NotPermitted
from portal.vocabulary import Act, Procedure, StaffRole, Stage
from tests.integration.cases.acts.carried import (
    LETTER,
    PANEL_ASKED,
    WORDS,
    Carried,
    adjudicated,
    answered,
    at_stage2,
    at_stage3,
    looked_at,
    named,
)
from tests.integration.cases.acts.conftest import StaffDesk

MET, REPORTED, CONSIDERED = date(2026, 10, 13), date(2026, 10, 20), {"considered": ("yes",)}
ANSWERED = date(2026, 11, 10)


def met(desk: StaffDesk, on: date = MET) -> Carried:
    carried = named(desk)
    carried.does(Act.PANEL_MET, on)
    return carried


def reported(desk: StaffDesk, on: date = REPORTED) -> Carried:
    carried = met(desk)
    carried.does(Act.PANEL_REPORTED, on, finding="Zebedee was right.")
    return carried


# --- it is asked for


def test_the_panel_meets_within_30_working_days_of_the_request(desk: StaffDesk):
    carried = at_stage3(desk)
    assert carried.due == {"stage3-panel": "2026-10-13"}
    assert carried.facts("stage3-asked") == {
        "procedure": "statutory",
        "issues": [1],
        "on": "2026-09-01",
        "channel": "portal",
        "guide_until": "2026-09-08",
        "late": False,
        "duties": ["stage3-panel 2026-10-13"],
    }
    assert desk.written(carried.reference, "stage3-asked") == WORDS
    with pytest.raises(NotNow, match="A panel was asked for already"):
        carried.does(Act.ASK_STAGE3, channel="portal")


def test_a_late_request_is_written_down_and_never_refused(desk: StaffDesk):
    carried = adjudicated(desk)
    carried.does(Act.ASK_STAGE3, date(2026, 9, 9), channel="letter")
    assert carried.facts("stage3-asked")["late"] is True
    assert carried.due == {"stage3-panel": "2026-10-21"}


def test_there_is_no_panel_before_stage_2_is_answered(desk: StaffDesk):
    carried = answered(desk)
    with pytest.raises(NotNow, match="A panel comes after stage 2"):
        carried.does(Act.ASK_STAGE3, channel="phone")
    carried.does(Act.ASK_STAGE2, date(2026, 7, 6), channel="phone")
    with pytest.raises(NotNow, match="they can go to the Ombudsman now"):
        carried.does(Act.ASK_STAGE3, channel="phone")


def test_they_cannot_have_asked_before_the_adjudication_nor_tomorrow(desk: StaffDesk):
    carried = adjudicated(desk)
    for on, sentence in ((date(2026, 8, 7), "answered on 10 August 2026"), (date(2026, 9, 2), "in the future")):
        with pytest.raises(NotFilledIn) as refused:
            carried.does(Act.ASK_STAGE3, PANEL_ASKED, on=on, channel="phone")
        assert sentence in refused.value.problems["on"]


def test_only_the_childrens_procedure_has_a_panel(desk: StaffDesk):
    carried = at_stage2(desk, "corporate")
    with pytest.raises(NotNow, match="Only the children’s procedure has a panel"):
        carried.does(Act.ASK_STAGE3, channel="phone")


# --- it meets, reports, and is answered


def test_each_date_follows_from_the_one_before(desk: StaffDesk):
    carried = named(desk)
    carried.does(Act.PANEL_MET, MET)
    assert carried.due == {"stage3-report": "2026-10-20"}
    carried.does(Act.PANEL_REPORTED, REPORTED, finding="Zebedee was right.")
    assert carried.due == {"stage3-reply": "2026-11-10"}
    assert desk.written(carried.reference, "panel-reported") == "Zebedee was right."
    carried.does(Act.ANSWER_PANEL, ANSWERED, **CONSIDERED, **LETTER)
    assert carried.due == {}
    stage = carried.case.stage_of(Procedure.STATUTORY)
    assert stage is not None
    days = (stage.begun_on, stage.met_on, stage.reported_on, stage.replied_on)
    assert (stage.stage, days) == (Stage.REVIEW_PANEL, (PANEL_ASKED, MET, REPORTED, ANSWERED))
    for happened in ("panel-met", "panel-reported", "panel-answered"):
        assert carried.facts(happened)["in_time"] is True
    facts = carried.facts("panel-answered")
    assert (facts["outcomes"], facts["ask_ombudsman_by"]) == ({"1": "partly-upheld"}, "2027-11-10")
    assert carried.case.letters[-1].kind == "panel-answer"


def test_a_day_late_is_late_at_each_step(desk: StaffDesk):
    carried = named(desk)
    carried.does(Act.PANEL_MET, date(2026, 10, 14))
    assert carried.facts("panel-met")["late"] == ["stage3-panel"]
    carried.does(Act.PANEL_REPORTED, date(2026, 10, 22), finding="Zebedee was right.")
    assert carried.facts("panel-reported")["late"] == ["stage3-report"]
    assert carried.due == {"stage3-reply": "2026-11-12"}
    carried.does(Act.ANSWER_PANEL, date(2026, 11, 13), **CONSIDERED, **LETTER)
    assert carried.facts("panel-answered")["late"] == ["stage3-reply"]


def test_nothing_comes_before_what_it_follows(desk: StaffDesk):
    carried = at_stage3(desk)
    with pytest.raises(NotNow, match="Name the three members"):
        carried.does(Act.PANEL_MET)
    with pytest.raises(NotNow, match="The panel has not met yet"):
        carried.does(Act.PANEL_REPORTED)
    with pytest.raises(NotNow, match="report has not come yet"):
        carried.does(Act.ANSWER_PANEL)


@pytest.mark.parametrize(
    ("act", "on", "sentence"),
    [
        (Act.PANEL_MET, date(2026, 8, 31), "They asked for the panel on 1 September 2026"),
        (Act.PANEL_MET, date(2026, 10, 14), "in the future"),
        (Act.PANEL_REPORTED, date(2026, 10, 12), "The panel met on 13 October 2026"),
        (Act.PANEL_REPORTED, date(2026, 10, 21), "in the future"),
        (Act.ANSWER_PANEL, date(2026, 10, 19), "The report came on 20 October 2026"),
        (Act.ANSWER_PANEL, date(2026, 11, 11), "in the future"),
    ],
)
def test_dates_stand_in_order(desk: StaffDesk, act: Act, on: date, sentence: str):
    brought = {Act.PANEL_MET: named, Act.PANEL_REPORTED: met, Act.ANSWER_PANEL: reported}[act]
    today = {Act.PANEL_MET: MET, Act.PANEL_REPORTED: REPORTED, Act.ANSWER_PANEL: ANSWERED}[act]
    more = {Act.PANEL_REPORTED: {"finding": "Zebedee."}, Act.ANSWER_PANEL: CONSIDERED | LETTER}.get(act, {})
    carried = brought(desk)
    with pytest.raises(NotFilledIn) as refused:
        carried.does(act, today, on=on, **more)
    assert sentence in refused.value.problems["on"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (LETTER | CONSIDERED | {"letter": "Zebedee is told nothing about where to go."}, "letter"),
        (LETTER, "considered"),
    ],
    ids=["no Ombudsman", "without the independent person"],
)
def test_an_answer_the_law_would_not_take_is_not_sent(desk: StaffDesk, given: dict[str, object], field: str):
    carried = reported(desk)
    with pytest.raises(NotFilledIn) as refused:
        carried.does(Act.ANSWER_PANEL, ANSWERED, **given)
    assert set(refused.value.problems) == {field}
    assert carried.due == {"stage3-reply": "2026-11-10"}


def test_the_council_answers_by_its_complaints_manager(desk: StaffDesk):
    carried = reported(desk)
    by = desk.joins(StaffRole.COMPLAINTS_OFFICER)
    with pytest.raises(NotPermitted):
        carried.does(Act.ANSWER_PANEL, ANSWERED, by=by, **CONSIDERED, **LETTER)
    seen = carried.case.newest
    carried.does(Act.ADD_NOTE, note="A made-up note.")
    with pytest.raises(Changed):
        carried.does(Act.ANSWER_PANEL, ANSWERED, seen=seen, **CONSIDERED, **LETTER)
    carried.does(Act.ANSWER_PANEL, outcome_1="upheld", **CONSIDERED, **LETTER)
    assert carried.facts("panel-answered")["outcomes"] == {"1": "upheld"}
    with pytest.raises(NotNow, match="answered the panel on 10 November 2026"):
        carried.does(Act.ANSWER_PANEL, **CONSIDERED, **LETTER)


def test_a_panel_on_hold_does_not_meet(desk: StaffDesk):
    carried = named(desk)
    carried.does(Act.HOLD, proceedings="criminal", why="A made-up reason.", **LETTER)
    with pytest.raises(NotNow, match="on hold for other proceedings"):
        carried.does(Act.PANEL_MET)


def test_an_adjudication_is_no_answer_to_a_panel(desk: StaffDesk):
    carried = looked_at(desk)
    with pytest.raises(NotNow, match="Nobody has asked for a panel"):
        carried.does(Act.ANSWER_PANEL, **CONSIDERED, **LETTER)
