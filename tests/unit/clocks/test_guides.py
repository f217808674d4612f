"""Times that are no duty: until when somebody is best asked, and when somebody first looks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.clocks import guides
from portal.clocks.bank_holidays import england_and_wales
from portal.clocks.guides import (
    Guide,
    ask_next_stage_by,
    ask_ombudsman_by,
    complain_by,
    first_reading_by,
    may_ask_stage2,
    resubmit_until,
)
from portal.vocabulary import Stage

ENGLAND = england_and_wales()
DUE = date(2026, 9, 15)
BEFORE, AFTER = date(2026, 9, 8), date(2026, 9, 16)
GUIDES = {name: value for name, value in vars(guides).items() if isinstance(value, Guide)}


@pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES)
def test_each_guide_does_what_its_own_example_says(guide: Guide) -> None:
    assert guide.until(guide.example.start, ENGLAND) == guide.example.due
    assert guide.citation.strip()


@pytest.mark.parametrize(
    ("received", "read_by"),
    [("2026-09-01", "2026-09-02"), ("2026-09-04", "2026-09-07"), ("2026-12-24", "2026-12-29")],
)
def test_a_person_reads_it_by_the_next_working_day(received: str, read_by: str) -> None:
    assert first_reading_by(date.fromisoformat(received), ENGLAND).isoformat() == read_by


def test_the_next_stage_is_best_asked_for_within_20_working_days_of_the_reply() -> None:
    assert ask_next_stage_by(Stage.LOCAL_RESOLUTION, DUE, ENGLAND) == date(2026, 10, 13)
    assert ask_next_stage_by(Stage.INVESTIGATION, DUE, ENGLAND) == date(2026, 10, 13)
    assert ask_next_stage_by(Stage.REVIEW_PANEL, DUE, ENGLAND) is None


@pytest.mark.parametrize("how", [{"replied_on": BEFORE}, {"skip_agreed_on": BEFORE}])
def test_stage_2_can_be_asked_for_after_a_reply_or_by_agreement(how: dict[str, date]) -> None:
    assert may_ask_stage2(DUE, BEFORE, **how) is None


def test_stage_2_can_be_asked_for_without_a_reply_once_its_date_is_gone() -> None:
    assert may_ask_stage2(DUE, AFTER) is None
    assert may_ask_stage2(DUE, DUE) == (
        "Stage 1 runs until 15 September 2026. To start stage 2 sooner, both agree to it in writing."
    )


def test_nobody_is_turned_down_for_asking_late() -> None:
    assert may_ask_stage2(DUE, date(2036, 1, 1), replied_on=BEFORE) is None


def test_a_year_is_a_year_to_the_day() -> None:
    assert complain_by(date(2025, 9, 1)) == date(2026, 9, 1)
    assert ask_ombudsman_by(date(2028, 2, 29)) == date(2029, 2, 28)


def test_a_held_complaint_may_be_sent_again_for_a_year_after_the_other_case_ends() -> None:
    assert resubmit_until(date(2026, 10, 5)) == date(2027, 10, 5)
    assert resubmit_until(date(2028, 2, 29)) == date(2029, 2, 28)


@given(st.dates(date(2024, 1, 1), date(2029, 12, 31)), st.integers(0, 40))
def test_what_starts_later_ends_no_sooner(start: date, days: int) -> None:
    later = start.fromordinal(start.toordinal() + days)
    for guide in GUIDES.values():
        assert start < guide.until(start, ENGLAND) <= guide.until(later, ENGLAND)
