"""What the made-up manager does beside cases: when, and in words that their readers can read."""

from datetime import UTC, date, datetime

import pytest

from portal.demo.beside import Desk, chores, report_year
from portal.demo.year.report_words import ENTRIES, WHY_CORRECTED, WORDS
from portal.reading_age import HIGHEST_GRADE, LONGEST_SENTENCE, longest_sentence, reading_grade, words
from portal.reports.filling import unknown
from portal.reports.report import Scope
from portal.reports.telling import LONGEST
from portal.reports.writing import YOUNG, sections_of
from portal.staff import Staff
from portal.vocabulary import Register
from tests.factories import office

FOR_CHILDREN = (
    *(body for section, body in WORDS.items() if section.startswith(YOUNG)),
    *(half for entry in ENTRIES for half in (entry.said, entry.did)),
    WHY_CORRECTED,
)


@pytest.mark.parametrize("text", FOR_CHILDREN)
def test_children_can_read_what_is_for_them(text: str):
    assert reading_grade(text) <= HIGHEST_GRADE[Register.CHILD]
    assert len(words(longest_sentence(text))) <= LONGEST_SENTENCE


@pytest.mark.parametrize("text", [body for section, body in WORDS.items() if not section.startswith(YOUNG)])
def test_adults_can_read_the_rest(text: str):
    assert reading_grade(text) <= HIGHEST_GRADE[Register.ADULT]


def test_words_are_for_sections_that_there_are_and_name_figures_that_there_are():
    assert WORDS.keys() <= sections_of(Scope.BOTH).keys()
    assert [unknown(body) for body in WORDS.values()] == [()] * len(WORDS)
    assert all(len(half) <= LONGEST for entry in ENTRIES for half in (entry.said, entry.did))


@pytest.mark.parametrize(
    ("today", "year"),
    [("2026-11-24", "2025-26"), ("2026-06-11", "2025-26"), ("2026-06-10", "2024-25"), ("2027-04-01", "2025-26")],
)
def test_the_report_is_that_of_the_last_year_whose_report_can_be_out(today: str, year: str):
    assert str(report_year(datetime.fromisoformat(f"{today}T12:00:00+00:00"))) == year


@pytest.mark.parametrize(
    ("now", "since", "number"),
    [
        (datetime(2026, 11, 24, 15, 30, tzinfo=UTC), date(2025, 12, 2), 11),
        (datetime(2026, 6, 11, 3, 0, tzinfo=UTC), date(2025, 6, 12), 9),  # not corrected yet
        (datetime(2027, 6, 9, 12, 0, tzinfo=UTC), date(2026, 6, 15), 11),  # it was due before the portal was there
    ],
)
def test_all_of_it_is_in_order_and_over_by_now(now: datetime, since: date, number: int):
    done = chores(Desk(Staff("id", "Demo", frozenset()), office(), since, {}), now)
    assert [each.at for each in done] == sorted(each.at for each in done)
    assert done[-1].at <= now
    assert len(done) == number
