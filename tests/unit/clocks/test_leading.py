"""What leads a case of several issues: of each duty the earliest."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from portal.clocks.bank_holidays import england_and_wales
from portal.clocks.statute import Anchor, Targets, dues, lado_due, leading
from portal.vocabulary import Due, Duty, Procedure

ENGLAND = england_and_wales()
TUESDAY = date(2026, 9, 1)


def test_the_shortest_clock_leads_a_case_of_several_issues() -> None:
    events = {Anchor.RECEIVED: TUESDAY}
    corporate = dues(Procedure.CORPORATE, events, ENGLAND, Targets(), issue=1)
    statutory = dues(Procedure.STATUTORY, events, ENGLAND, Targets(), issue=2)

    first = leading((*corporate, *statutory, lado_due(TUESDAY, ENGLAND)))

    assert [(due.duty, due.issue) for due in first] == [
        (Duty.LADO_REFERRAL, None),
        (Duty.ACKNOWLEDGEMENT, 2),
        (Duty.STAGE1_REPLY, 2),
        (Duty.STAGE1_LATEST, 2),
    ]


def test_duties_of_one_day_are_told_in_order_of_name_and_the_first_issue_leads() -> None:
    same_day = [
        Due(Duty.STAGE1_REPLY, TUESDAY, 1, ""),
        Due(Duty.IDEA_REPLY, TUESDAY, 3, ""),
        Due(Duty.IDEA_REPLY, TUESDAY, 2, ""),
    ]

    assert [(due.duty, due.issue) for due in leading(same_day)] == [(Duty.IDEA_REPLY, 2), (Duty.STAGE1_REPLY, 1)]


@given(
    st.lists(
        st.builds(
            Due, st.sampled_from(Duty), st.dates(date(2026, 1, 1), date(2026, 3, 1)), st.integers(1, 4), st.just("")
        )
    )
)
def test_leading_keeps_one_of_each_duty_and_it_is_the_earliest(all_dues: list[Due]) -> None:
    first = leading(all_dues)

    assert {due.duty for due in first} == {due.duty for due in all_dues}
    assert len(first) == len({due.duty for due in first})
    assert all(due.on == min(other.on for other in all_dues if other.duty is due.duty) for due in first)
    assert [due.on for due in first] == sorted(due.on for due in first)
