"""Which references a list has had before, over any number of batches."""

from hypothesis import given
from hypothesis import strategies as st

from portal.reports.history.met_before import met_before
from portal.reports.history.past_row import PastRow
from tests.unit.reports.history.lists import TODAY

references = st.sampled_from(["A", "B", "C", "D"])
outcomes = st.sampled_from(["upheld", "not-upheld"])


def past(reference: str, outcome: str) -> PastRow:
    return PastRow(
        reference=reference,
        kind="complaint",
        received_on=TODAY,
        service="in-care",
        team="pods",
        complainant_group="child",
        procedure="statutory",
        outcome=outcome,
    )


@given(st.lists(st.lists(st.tuples(references, outcomes), max_size=5), max_size=5))
def test_a_reference_that_came_before_is_told_with_its_first_row_and_whether_it_held_the_same(
    batches: list[list[tuple[str, str]]],
):
    first: dict[str, tuple[int, str]] = {}
    number = 1
    with met_before() as met:
        for batch in batches:
            rows, expected = [], {}
            for reference, outcome in batch:
                number += 1
                rows.append((number, past(reference, outcome)))
                row, held = first.setdefault(reference, (number, outcome))
                if row != number:
                    expected[number] = (row, held == outcome)
            assert met.again(rows) == expected
