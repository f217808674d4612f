"""The edition for children: words they can read, nothing empty, and somebody to turn to."""

import pytest

from portal.reading_age import longest_sentence, reading_grade
from portal.reports import rendering
from portal.reports.annual import Wanted, Written, annual_report
from portal.reports.counting import tallied
from portal.reports.figures import Figures
from portal.reports.report import Edition, Report, Scope
from portal.reports.year_facts import YearTotals
from portal.reports.years import ReportYear
from portal.reports.young import THEMES, TITLES
from portal.vocabulary import Outcome, Theme
from tests.factories import worked_council
from tests.unit.reports.counted import COUNTED_ON, case, part, thanks

YEAR = ReportYear(2016)
GRADE = 5  # reading age 9 to 10
LONGEST = 20  # words of a sentence


def report(written: Written) -> Report:
    facts = [case(part(Outcome.UPHELD, theme), thanks()) for theme in Theme]
    before = tallied([case(), case(thanks())], Scope.BOTH, COUNTED_ON)
    figures = Figures(YEAR, tallied(facts, Scope.BOTH, COUNTED_ON), before, YearTotals(), COUNTED_ON)
    return annual_report(figures, Wanted(YEAR, Edition.YOUNG_PEOPLE), worked_council(), written)


def sentences(made: Report) -> list[str]:
    """Every sentence of ours, with a number in the place of each figure."""
    found = [part for section in made.sections for each in section.said for part in _words(each)]
    return found + [table.definition for table in made.tables]


def _words(sentence: tuple[object, ...]) -> list[str]:
    return ["".join(part if isinstance(part, str) else "7" for part in sentence)]


def test_a_child_of_nine_can_read_every_sentence():
    said = sentences(report(Written()))
    assert len(said) > 8
    hard = {each: reading_grade(each) for each in said if reading_grade(each) > GRADE}
    assert hard == {}
    assert all(len(longest_sentence(each).split()) <= LONGEST for each in said)
    assert reading_grade(". ".join([*THEMES.values(), *TITLES.values()])) <= GRADE


def test_no_heading_stands_twice():
    made = report(Written())
    assert {table.title for table in made.tables}.isdisjoint(section.title for section in made.sections)


@pytest.mark.parametrize(
    ("written", "is_there"),
    [
        (Written(), False),
        (Written({"young-learning": "We call back now."}), True),
        (Written(learned={Edition.YOUNG_PEOPLE: ("You said: call. We did: we call.",)}), True),
    ],
)
def test_what_we_changed_is_there_once_somebody_wrote_it(written: Written, is_there: bool):
    assert ("learning" in [section.key for section in report(written).sections]) is is_there


def test_whom_to_turn_to_stands_in_it_as_the_council_says():
    last = report(Written()).sections[-1]
    said, contacts = " ".join(str(part) for each in last.said for part in each), worked_council().contacts
    assert last.key == "tell-us"
    drawn = rendering.page(report(Written()), talk_at="https://portal.example/talk")
    assert "Tell us here: https://portal.example/talk" in drawn
    for number in (contacts.advocate.number, contacts.childline.number, "999"):
        assert number in said
        assert f'<a href="tel:{number.replace(" ", "")}">{number}</a>' in drawn
