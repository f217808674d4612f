"""What is due on the day something is received: London's day, the shortest clock, and dates nobody vouches for."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given

from portal.cases.assessment import Assessment
from portal.representations import Representation
from portal.vocabulary import (
    Duty,
    Flag,
    MustNotSee,
    RecordsAbout,
    SendAbout,
    Service,
    Speaker,
    WhatFor,
    YesNoNotSure,
)
from tests.factories import assessed, london, told, worked_council
from tests.unit.representations.anything import representations

ACKNOWLEDGEMENT, STAGE1, LATEST = Duty.ACKNOWLEDGEMENT, Duty.STAGE1_REPLY, Duty.STAGE1_LATEST


def due(assessment: Assessment) -> dict[Duty, str]:
    return {each.duty: each.on.isoformat() for each in assessment.leading}


@pytest.mark.parametrize(
    ("received", "on", "acknowledgement"),
    [
        (datetime(2026, 9, 1, 22, 59, tzinfo=UTC), "2026-09-01", "2026-09-04"),  # 23:59 in London
        (datetime(2026, 9, 1, 23, 0, tzinfo=UTC), "2026-09-02", "2026-09-07"),  # midnight in London
        (datetime(2026, 1, 13, 23, 59, tzinfo=UTC), "2026-01-13", "2026-01-16"),  # in winter the clocks agree
        (datetime(2026, 1, 14, 0, 0, tzinfo=UTC), "2026-01-14", "2026-01-19"),
        (datetime(2026, 3, 28, 23, 59, 59, tzinfo=UTC), "2026-03-28", "2026-04-01"),  # the last evening of winter time
        (datetime(2026, 3, 29, 23, 0, tzinfo=UTC), "2026-03-30", "2026-04-02"),  # the first evening of summer time
        (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), "2026-10-25", "2026-10-28"),  # the last night of summer time
        (datetime(2026, 10, 25, 23, 59, tzinfo=UTC), "2026-10-25", "2026-10-28"),  # a day of 25 hours
        (london("2026-09-06", "23:50"), "2026-09-06", "2026-09-09"),  # Sunday night is received on Sunday
        (london("2026-12-24", "23:59"), "2026-12-24", "2026-12-31"),
    ],
)
def test_what_counts_is_the_day_in_london_whatever_the_hour(received: datetime, on: str, acknowledgement: str):
    assessment = assessed(told(), received)
    assert assessment.received_on.isoformat() == on
    assert due(assessment)[ACKNOWLEDGEMENT] == acknowledgement


@pytest.mark.parametrize(
    ("received", "dates"),
    [  # the worked examples of domain.md §16: +3, +10, +20
        ("2026-09-01", ("2026-09-04", "2026-09-15", "2026-09-29")),
        ("2026-09-05", ("2026-09-09", "2026-09-18", "2026-10-02")),
        ("2026-09-06", ("2026-09-09", "2026-09-18", "2026-10-02")),
        ("2026-08-28", ("2026-09-03", "2026-09-14", "2026-09-28")),
        ("2026-04-02", ("2026-04-09", "2026-04-20", "2026-05-05")),
        ("2026-12-18", ("2026-12-23", "2027-01-06", "2027-01-20")),
        ("2026-12-24", ("2026-12-31", "2027-01-12", "2027-01-26")),
        ("2026-12-25", ("2026-12-31", "2027-01-12", "2027-01-26")),
        ("2027-12-24", ("2027-12-31", "2028-01-12", "2028-01-26")),
    ],
)
@pytest.mark.parametrize("service", [Service.IN_CARE, Service.NOT_SURE])  # statutory, and undecided on its clock
def test_statutory_and_undecided_run_the_same_clock(received: str, dates: tuple[str, ...], service: Service):
    owed = due(assessed(told(WhatFor.COMPLAINT, service), london(received)))
    assert owed == dict(zip((ACKNOWLEDGEMENT, STAGE1, LATEST), dates, strict=True))


@pytest.mark.parametrize(
    ("said", "owed"),
    [
        (told(WhatFor.COMPLAINT, Service.TRANSPORT), {ACKNOWLEDGEMENT: "2026-09-08"}),  # replies wait for a person
        (told(WhatFor.COMPLAINT, Service.CONFERENCE), {ACKNOWLEDGEMENT: "2026-09-04"}),
        (told(WhatFor.COMPLAINT, Service.SCHOOL), {ACKNOWLEDGEMENT: "2026-09-04"}),
        (told(WhatFor.COMPLAINT, Service.ADULT_CARE), {ACKNOWLEDGEMENT: "2026-09-04"}),
        (told(WhatFor.COMPLAINT, Service.COURT), {ACKNOWLEDGEMENT: "2026-09-04"}),
        (told(WhatFor.COMPLAINT, Service.POLICE), {ACKNOWLEDGEMENT: "2026-09-04"}),
        (told(WhatFor.COMPLAINT, Service.SEND, send_about=SendAbout.DECISION), {ACKNOWLEDGEMENT: "2026-09-04"}),
        (told(WhatFor.COMPLAINT, Service.MY_RECORDS), {Duty.DP_ACKNOWLEDGEMENT: "2026-09-30"}),
        (
            told(WhatFor.COMPLAINT, Service.MY_RECORDS, records_about=RecordsAbout.SEE_FILE),
            {Duty.ACCESS_REPLY: "2026-10-01"},
        ),
        (told(WhatFor.IDEA, Service.TRANSPORT), {Duty.IDEA_REPLY: "2026-09-15"}),
        (told(WhatFor.THANKS), {}),
        (told(WhatFor.THANKS, must_not_see=(MustNotSee.MY_CARER,)), {}),
    ],
)
def test_what_each_procedure_owes_on_the_day(said: Representation, owed: dict[Duty, str]):
    assert due(assessed(said)) == owed


def test_an_access_request_at_the_end_of_january_is_due_at_the_end_of_february():
    said = told(WhatFor.COMPLAINT, Service.MY_RECORDS, records_about=RecordsAbout.SEE_FILE)
    assert due(assessed(said, london("2027-01-31"))) == {Duty.ACCESS_REPLY: "2027-02-28"}


def test_the_shortest_clock_leads_and_every_issue_keeps_its_own():
    said = told(WhatFor.COMPLAINT, Service.TRANSPORT, Service.SCHOOL, Service.IN_CARE, Service.MY_RECORDS)
    assessment = assessed(said)
    assert [(each.duty, each.on.isoformat(), each.issue) for each in assessment.leading] == [
        (ACKNOWLEDGEMENT, "2026-09-04", 2),  # corporate has until the 8th
        (STAGE1, "2026-09-15", 3),
        (LATEST, "2026-09-29", 3),
        (Duty.DP_ACKNOWLEDGEMENT, "2026-09-30", 4),
    ]
    acknowledged = {each.issue: each.on.isoformat() for each in assessment.dues if each.duty is ACKNOWLEDGEMENT}
    assert acknowledged == {1: "2026-09-08", 2: "2026-09-04", 3: "2026-09-04"}


def test_thanks_beside_a_complaint_owe_nothing():
    said = told(WhatFor.BOTH, Service.TRANSPORT, thanked=(Service.IN_CARE,))
    assert {each.issue for each in assessed(said).dues} == {1}


@pytest.mark.parametrize("hurt", [YesNoNotSure.YES, YesNoNotSure.NOT_SURE])
def test_a_referral_is_owed_on_the_next_working_day_by_the_whole_case(hurt: YesNoNotSure):
    (referral,) = (
        each for each in assessed(told(hurt_by_worker=hurt), london("2026-09-04")).dues if each.issue is None
    )
    assert (referral.duty, referral.on.isoformat()) == (Duty.LADO_REFERRAL, "2026-09-07")


def test_a_councils_own_targets_count():
    council = worked_council()
    council = replace(
        council, targets=replace(council.targets, acknowledgement=1, corporate_acknowledgement=2, idea_reply=7)
    )
    assert due(assessed(told(), council=council))[ACKNOWLEDGEMENT] == "2026-09-02"
    assert due(assessed(told(WhatFor.COMPLAINT, Service.TRANSPORT), council=council)) == {ACKNOWLEDGEMENT: "2026-09-03"}
    assert due(assessed(told(WhatFor.IDEA), council=council)) == {Duty.IDEA_REPLY: "2026-09-10"}
    assert due(assessed(told(WhatFor.COMPLAINT, Service.SCHOOL), council=council)) == {ACKNOWLEDGEMENT: "2026-09-04"}


# ------------------------------------------------------------- past the years whose bank holidays are checked


@pytest.mark.parametrize(
    ("said", "received", "unchecked"),
    [
        (told(), "2031-12-01", False),
        (told(), "2031-12-10", True),  # the latest day falls in 2032
        (told(), "2032-01-05", True),
        (told(WhatFor.COMPLAINT, Service.TRANSPORT), "2031-12-10", False),  # owes an acknowledgement and no more
        (told(WhatFor.COMPLAINT, Service.MY_RECORDS), "2032-01-05", False),  # counted in days of the calendar
        (told(WhatFor.THANKS), "2032-01-05", False),
        (told(WhatFor.THANKS, hurt_by_worker=YesNoNotSure.YES), "2032-01-05", True),
    ],
)
def test_a_date_past_the_checked_years_is_flagged(said: Representation, received: str, unchecked: bool):
    assessment = assessed(said, london(received))
    assert (Flag.DATES_UNCHECKED in assessment.flag_codes) == unchecked


def test_past_the_checked_years_it_is_received_and_counted_monday_to_friday():
    assessment = assessed(told(speaker=Speaker.CHILD), london("2032-03-24"))  # Easter would be the 26th to the 29th
    assert due(assessment)[ACKNOWLEDGEMENT] == "2032-03-29"
    assert "not been checked" in assessment.dues[0].because


@given(representations())
def test_what_is_due_is_ordered_reasoned_and_never_before_the_day(said: Representation):
    assessment = assessed(said)
    assert [each.on for each in assessment.leading] == sorted(each.on for each in assessment.leading)
    assert len({each.duty for each in assessment.leading}) == len(assessment.leading)
    for each in assessment.dues:
        assert each.on > assessment.received_on
        assert each.because
        assert each.issue is None or 1 <= each.issue <= len(assessment.issues)
    for lead in assessment.leading:
        assert lead.on == min(each.on for each in assessment.dues if each.duty is lead.duty)


@given(representations())
def test_flags_are_in_one_order_the_unchecked_dates_with_them(said: Representation):
    codes = assessed(said, london("2032-03-24")).flag_codes
    assert list(codes) == sorted(codes)
