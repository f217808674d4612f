"""Days that a letter names, and the first that is later than what was promised."""

from datetime import date

import pytest

from portal.cases.named_days import days_named, first_after

TODAY = date(2026, 9, 15)
PROMISED = date(2026, 9, 29)


@pytest.mark.parametrize(
    ("letter", "days"),
    [
        ("By 3 October 2026.", [date(2026, 10, 3)]),
        ("By Tuesday 3rd October, or the 4th  november.", [date(2026, 10, 3), date(2026, 11, 4)]),
        ("You told us on 2 September 2026.", [date(2026, 9, 2)]),
        ("On 2 January we meet.", [date(2027, 1, 2)]),  # of the next year
        ("On 31 September 2026.", []),
        ("On 29 February.", []),  # none of the years near has one
        ("It was on 12 March.", [date(2026, 3, 12)]),
        ("You told us on 1 September.", [date(2026, 9, 1)]),
        ("The 3 of us. In 10 days. 3/10/2026.", []),
        ("Call 12 Mayfield Road, 3 Octobers ago.", []),
    ],
)
def test_days_are_read_as_people_write_them(letter: str, days: list[date]):
    assert list(days_named(letter, TODAY)) == days


@pytest.mark.parametrize(
    ("letter", "named"),
    [
        ("We answer by 3 October 2026.", date(2026, 10, 3)),
        ("We answer by 29 September 2026.", None),
        ("You told us on 1 September. We answer on 20 September.", None),
        ("We answer by 29 September, and meet on 1 November or 2 December.", date(2026, 11, 1)),
    ],
)
def test_only_a_day_after_what_was_promised_is_told(letter: str, named: date | None):
    assert first_after(letter, PROMISED, TODAY) == named


def test_a_day_that_is_over_is_not_told_however_late_it_was():
    assert first_after("You told us on 2 September 2026.", date(2026, 8, 1), TODAY) is None
