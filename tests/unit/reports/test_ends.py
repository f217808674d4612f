"""How a case ended as a whole, and whether it was answered in time."""

from datetime import date

import pytest

from portal.reports.ends import InTime, Overall, days_to_answer, in_time, overall
from portal.vocabulary import Outcome, Procedure
from tests.unit.reports.counted import COUNTED_ON, DUE, case, part, stage1

U, P, N, F, W, E = (
    Outcome.UPHELD,
    Outcome.PARTLY_UPHELD,
    Outcome.NOT_UPHELD,
    Outcome.NO_FINDING,
    Outcome.WITHDRAWN,
    Outcome.NOT_ELIGIBLE,
)


@pytest.mark.parametrize(
    ("outcomes", "end"),
    [
        ((U,), Overall.UPHELD),
        ((U, U), Overall.UPHELD),
        ((U, N), Overall.PARTLY_UPHELD),
        ((P,), Overall.PARTLY_UPHELD),
        ((U, F), Overall.PARTLY_UPHELD),
        ((N, F), Overall.NOT_UPHELD),
        ((F,), Overall.NO_FINDING),
        ((U, W), Overall.UPHELD),  # what was withdrawn found nothing
        ((W,), Overall.WITHDRAWN),
        ((W, E), Overall.WITHDRAWN),
        ((E,), Overall.NOT_ELIGIBLE),
        ((U, None), Overall.OPEN),  # until each part has ended
        ((None,), Overall.OPEN),
        ((), Overall.OPEN),
    ],
)
def test_a_complaint_ends_as_its_parts_do(outcomes: tuple[Outcome | None, ...], end: Overall):
    assert overall(part(each) for each in outcomes) is end


LATER = date(2016, 5, 3)


@pytest.mark.parametrize(
    ("stages", "is_kept"),
    [
        ([stage1(DUE)], InTime.FIRST_DAY),
        ([stage1(date(2016, 4, 19))], InTime.LATE),
        ([stage1(date(2016, 4, 25), due_on=LATER)], InTime.AGREED_DAY),
        ([stage1(DUE, due_on=LATER)], InTime.FIRST_DAY),  # more time was taken, and not needed
        ([stage1(date(2016, 5, 4), due_on=LATER)], InTime.LATE),
        ([stage1(None)], InTime.LATE),
        ([stage1(None, due_on=COUNTED_ON)], InTime.NOT_DUE),  # the day itself is still in time
        ([stage1(None, due_on=None)], InTime.NOT_DUE),
        ([stage1(None, due_on=None, is_day_told=False)], InTime.NOT_KNOWN),
        ([stage1(None, is_without_answer=True)], InTime.WITHOUT_ANSWER),
        ([stage1(DUE), stage1(None)], InTime.LATE),  # the worst of two procedures counts
        ([stage1(DUE), stage1(None, is_without_answer=True)], InTime.FIRST_DAY),
        ([], InTime.NOT_DUE),
    ],
)
def test_in_time_is_by_the_day_promised_or_agreed(stages: list, is_kept: InTime):
    assert in_time(stages, COUNTED_ON) is is_kept


def test_the_days_to_the_first_answer_are_calendar_days():
    assert days_to_answer(case()) == 14
    assert days_to_answer(case(stages=(stage1(None),))) is None


def test_a_part_of_another_procedure_is_not_waited_for():
    assert overall([part(U, procedure=Procedure.CORPORATE)]) is Overall.UPHELD
