"""The table of limits, and the dates each procedure owes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.clocks.bank_holidays import england_and_wales
from portal.clocks.statute import (
    LIMITS,
    Anchor,
    Limit,
    Targets,
    Unit,
    dues,
    lado_due,
    limit_for,
    rests_on_unchecked,
)
from portal.vocabulary import Duty, Procedure

ENGLAND = england_and_wales()
TUESDAY = date(2026, 9, 1)


def owed(procedure: Procedure, **events: date) -> dict[str, str]:
    """What is owed, as `duty: date`; events are named as the anchors are, with underscores."""
    known = {Anchor(name.replace("_", "-")): day for name, day in events.items()}
    return {due.duty: due.on.isoformat() for due in dues(procedure, known, ENGLAND, Targets())}


def row_name(limit: Limit) -> str:
    return f"{limit.duty}-{'-'.join(sorted(limit.procedures)) or 'flag'}"


@pytest.mark.parametrize(
    ("received", "after"),
    [
        ("2026-09-01", "2026-09-04 2026-09-08 2026-09-15 2026-09-29 2026-10-06 2026-12-01"),
        ("2026-09-05", "2026-09-09 2026-09-11 2026-09-18 2026-10-02 2026-10-09 2026-12-04"),
        ("2026-09-06", "2026-09-09 2026-09-11 2026-09-18 2026-10-02 2026-10-09 2026-12-04"),
        ("2026-08-28", "2026-09-03 2026-09-07 2026-09-14 2026-09-28 2026-10-05 2026-11-30"),
        ("2026-04-02", "2026-04-09 2026-04-13 2026-04-20 2026-05-05 2026-05-12 2026-07-08"),
        ("2026-12-18", "2026-12-23 2026-12-29 2027-01-06 2027-01-20 2027-01-27 2027-03-24"),
        ("2026-12-24", "2026-12-31 2027-01-05 2027-01-12 2027-01-26 2027-02-02 2027-04-01"),
        ("2026-12-25", "2026-12-31 2027-01-05 2027-01-12 2027-01-26 2027-02-02 2027-04-01"),
        ("2027-12-24", "2027-12-31 2028-01-05 2028-01-12 2028-01-26 2028-02-02 2028-03-29"),
    ],
)
def test_the_vectors_of_the_fact_sheet(received: str, after: str) -> None:
    """domain.md section 16: 3, 5, 10, 20, 25 and 65 working days."""
    day = date.fromisoformat(received)
    third, fifth, tenth, twentieth, twenty_fifth, sixty_fifth = after.split()

    statutory = owed(Procedure.STATUTORY, received=day, stage2_requested=day)
    corporate = owed(Procedure.CORPORATE, received=day)

    assert statutory == {
        "acknowledgement": third,
        "stage1-reply": tenth,
        "stage1-latest": twentieth,
        "stage2-reply": twenty_fifth,
        "stage2-latest": sixty_fifth,
    }
    assert corporate == {"acknowledgement": fifth}


def test_stage_3_runs_from_the_request_the_meeting_and_the_report_in_turn() -> None:
    asked = {"received": date(2026, 3, 2), "stage3_requested": TUESDAY}
    met = asked | {"panel_met": date(2026, 10, 13)}
    reported = met | {"panel_reported": date(2026, 10, 20)}

    assert owed(Procedure.STATUTORY, **asked)["stage3-panel"] == "2026-10-13"
    assert "stage3-report" not in owed(Procedure.STATUTORY, **asked)
    assert owed(Procedure.STATUTORY, **met)["stage3-report"] == "2026-10-20"
    assert "stage3-reply" not in owed(Procedure.STATUTORY, **met)
    assert owed(Procedure.STATUTORY, **reported)["stage3-reply"] == "2026-11-10"


@pytest.mark.parametrize("limit", LIMITS, ids=row_name)
def test_each_limit_does_what_its_own_example_says(limit: Limit) -> None:
    assert limit.due(limit.example.start, ENGLAND, Targets()) == limit.example.due


@pytest.mark.parametrize("limit", LIMITS, ids=row_name)
def test_each_limit_has_a_citation_and_an_event_to_run_from(limit: Limit) -> None:
    assert limit.citation.strip()
    assert limit.runs_from
    assert limit.amount >= 1


def test_every_duty_has_a_row_and_no_procedure_has_two_for_one_duty() -> None:
    pairs = [(limit.duty, procedure) for limit in LIMITS for procedure in limit.procedures]

    assert {limit.duty for limit in LIMITS} == set(Duty)
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize(
    ("procedure", "expected"),
    [
        (Procedure.STATUTORY, {"acknowledgement": "09-04", "stage1-reply": "09-15", "stage1-latest": "09-29"}),
        (Procedure.UNDECIDED, {"acknowledgement": "09-04", "stage1-reply": "09-15", "stage1-latest": "09-29"}),
        (Procedure.CORPORATE, {"acknowledgement": "09-08"}),
        (Procedure.CP_CONFERENCE, {"acknowledgement": "09-04"}),
        (Procedure.TRIBUNAL, {"acknowledgement": "09-04"}),
        (Procedure.COURT, {"acknowledgement": "09-04"}),
        (Procedure.SCHOOL, {"acknowledgement": "09-04"}),
        (Procedure.IRM, {"acknowledgement": "09-04"}),
        (Procedure.AGENCY, {"acknowledgement": "09-04"}),
        (Procedure.OTHER_BODY, {"acknowledgement": "09-04"}),
        (Procedure.ADULT_SOCIAL_CARE, {"acknowledgement": "09-04"}),
        (Procedure.DATA_PROTECTION, {"dp-acknowledgement": "09-30"}),
        (Procedure.ACCESS_REQUEST, {"access-reply": "10-01"}),
        (Procedure.IDEA, {"idea-reply": "09-15"}),
        (Procedure.COMPLIMENT, {}),
    ],
)
def test_what_each_procedure_owes_on_the_day_it_comes_in(procedure: Procedure, expected: dict[str, str]) -> None:
    assert owed(procedure, received=TUESDAY) == {duty: f"2026-{day}" for duty, day in expected.items()}


def test_every_procedure_is_in_the_table_above() -> None:
    without_a_duty = {procedure for procedure in Procedure if not owed(procedure, received=TUESDAY)}

    assert without_a_duty == {Procedure.COMPLIMENT}


def test_the_corporate_clock_starts_when_a_person_acknowledges() -> None:
    assert owed(Procedure.CORPORATE, received=TUESDAY, acknowledged=date(2026, 9, 8)) == {
        "acknowledgement": "2026-09-08",
        "corporate1-reply": "2026-09-22",
        "corporate1-latest": "2026-10-06",
    }


def test_corporate_stage_2_waits_for_its_own_acknowledgement() -> None:
    asked = owed(Procedure.CORPORATE, received=date(2026, 6, 1), stage2_requested=TUESDAY)
    acknowledged = owed(Procedure.CORPORATE, received=date(2026, 6, 1), stage2_acknowledged=TUESDAY)

    assert not {duty for duty in asked if duty.startswith("corporate2")}
    assert acknowledged["corporate2-reply"] == "2026-09-29"
    assert acknowledged["corporate2-latest"] == "2026-10-27"


def test_a_request_for_corporate_stage_2_owes_its_acknowledgement_and_no_reply_yet() -> None:
    asked = owed(Procedure.CORPORATE, corporate2_requested=date(2026, 10, 5))

    assert asked == {"corporate2-acknowledgement": "2026-10-12"}
    assert owed(Procedure.STATUTORY, corporate2_requested=TUESDAY) == {}


@pytest.mark.parametrize("procedure", [Procedure.STATUTORY, Procedure.UNDECIDED])
def test_stage_1_runs_from_the_day_it_was_decided_that_we_may_look_into_it(procedure: Procedure) -> None:
    """Who complains late, or for a child they may not speak for, is acknowledged all the same."""
    events = {Anchor.RECEIVED: TUESDAY, Anchor.DECIDED: date(2026, 9, 5)}
    acknowledgement, reply, latest = dues(procedure, events, ENGLAND, Targets())

    assert [each.on.isoformat() for each in (acknowledgement, reply, latest)] == [
        "2026-09-04",
        "2026-09-18",
        "2026-10-02",
    ]
    assert reply.because == (
        "10 working days from the day a person decided that we may look into it (SI 2006/1738 reg. 14)"
    )


def test_a_decision_moves_no_other_clock() -> None:
    known = {anchor: TUESDAY for anchor in Anchor if anchor is not Anchor.DECIDED}
    moved = known | {Anchor.DECIDED: date(2026, 9, 8)}
    for procedure in Procedure:
        before, after = (dues(procedure, events, ENGLAND, Targets()) for events in (known, moved))
        different = {due.duty for due in set(before) ^ set(after)}
        assert different <= {Duty.STAGE1_REPLY, Duty.STAGE1_LATEST}


def test_acknowledging_changes_nothing_in_the_statutory_clock() -> None:
    assert owed(Procedure.STATUTORY, received=TUESDAY, acknowledged=date(2026, 9, 3)) == owed(
        Procedure.STATUTORY, received=TUESDAY
    )


@pytest.mark.parametrize(
    ("requested", "agreed", "because"),
    [
        (TUESDAY, None, "stage 2 was asked for"),
        (TUESDAY, TUESDAY + timedelta(days=14), "stage 2 was asked for"),
        (TUESDAY + timedelta(days=14), TUESDAY, "the complaint statement was agreed"),
        (None, TUESDAY, "the complaint statement was agreed"),
    ],
)
def test_stage_2_counts_from_the_request_or_the_statement_whichever_came_first(
    requested: date | None, agreed: date | None, because: str
) -> None:
    both = {Anchor.STAGE2_REQUESTED: requested, Anchor.STAGE2_AGREED: agreed}
    events = {anchor: day for anchor, day in both.items() if day}

    reply, latest = dues(Procedure.STATUTORY, events, ENGLAND, Targets())

    assert (reply.on, latest.on) == (date(2026, 10, 6), date(2026, 12, 1))
    assert because in reply.because


def test_each_due_says_which_limit_set_it() -> None:
    reasons = {
        due.duty: due.because for due in dues(Procedure.STATUTORY, {Anchor.RECEIVED: TUESDAY}, ENGLAND, Targets())
    }

    assert reasons[Duty.STAGE1_REPLY] == "10 working days from the day we got it (SI 2006/1738 reg. 14)"


def test_one_day_and_one_month_are_said_in_the_singular() -> None:
    (access,) = dues(Procedure.ACCESS_REQUEST, {Anchor.RECEIVED: TUESDAY}, ENGLAND, Targets())

    assert lado_due(TUESDAY, ENGLAND).because.startswith("1 working day from")
    assert access.because.startswith("1 month from")


def test_a_possible_allegation_is_passed_on_by_the_next_working_day_for_the_whole_case() -> None:
    due = lado_due(date(2026, 9, 4), ENGLAND)

    assert (due.duty, due.on, due.issue) == (Duty.LADO_REFERRAL, date(2026, 9, 7), None)


def test_dues_carry_the_issue_and_come_earliest_first() -> None:
    found = dues(Procedure.STATUTORY, {Anchor.RECEIVED: TUESDAY}, ENGLAND, Targets(), issue=2)

    assert [due.issue for due in found] == [2, 2, 2]
    assert [due.on for due in found] == sorted(due.on for due in found)


def test_what_is_counted_past_the_checked_years_says_so() -> None:
    received = ENGLAND.checked_until - timedelta(days=14)

    early, *_, late = dues(Procedure.STATUTORY, {Anchor.RECEIVED: received}, ENGLAND, Targets())

    assert not rests_on_unchecked([early], ENGLAND)
    assert "checked" not in early.because
    assert rests_on_unchecked([early, late], ENGLAND)
    assert late.because.endswith(f"the bank holidays of {ENGLAND.last_year + 1} have not been checked")


def test_calendar_days_and_months_need_no_bank_holidays() -> None:
    far = {Anchor.RECEIVED: date(2050, 1, 31)}
    found = [
        *dues(Procedure.DATA_PROTECTION, far, ENGLAND, Targets()),
        *dues(Procedure.ACCESS_REQUEST, far, ENGLAND, Targets()),
    ]

    assert [due.on for due in found] == [date(2050, 3, 1), date(2050, 2, 28)]
    assert not rests_on_unchecked(found, ENGLAND)


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_whatever_comes_in_until_the_end_of_2030_gets_checked_dates_in_legal_order(received: date) -> None:
    found = dues(
        Procedure.STATUTORY, {Anchor.RECEIVED: received, Anchor.STAGE2_REQUESTED: received}, ENGLAND, Targets()
    )

    assert [due.duty for due in found] == [
        Duty.ACKNOWLEDGEMENT,
        Duty.STAGE1_REPLY,
        Duty.STAGE1_LATEST,
        Duty.STAGE2_REPLY,
        Duty.STAGE2_LATEST,
    ]
    assert all(ENGLAND.is_working(due.on) for due in found)
    assert not rests_on_unchecked(found, ENGLAND)


def test_a_limit_is_found_by_duty_and_procedure() -> None:
    assert limit_for(Duty.ACKNOWLEDGEMENT, Procedure.CORPORATE).amount == 5
    assert limit_for(Duty.DP_ACKNOWLEDGEMENT, Procedure.DATA_PROTECTION).unit is Unit.CALENDAR_DAYS
    assert limit_for(Duty.LADO_REFERRAL, Procedure.COURT).amount == 1  # beside every procedure
    with pytest.raises(LookupError):
        limit_for(Duty.STAGE1_REPLY, Procedure.CORPORATE)
