"""Figures in words that staff wrote: put in as the report tells them, hidden where it hides them, and none made up."""

import pytest

from portal.reports.annual import Wanted, Written, annual_report
from portal.reports.figures import Figures
from portal.reports.filling import PLACEHOLDERS, filled, unknown
from portal.reports.printing import printed
from portal.reports.report import Count, Edition, Measured, Report
from portal.vocabulary import ComplainantGroup, Outcome
from tests.factories import worked_council
from tests.unit.reports.counted import case, part, thanks
from tests.unit.reports.test_counting import YEAR, figures, tally


def counted() -> Figures:
    """Nine complaints, of which seven were upheld and one came from a child, and eight thanks; six the year before."""
    ours = [case(part(Outcome.UPHELD)) for _ in range(6)]
    ours += [case(part(Outcome.UPHELD), group=ComplainantGroup.CHILD)]
    ours += [case(part(Outcome.NOT_UPHELD)) for _ in range(2)]
    thanked = [case(thanks(), stages=()) for _ in range(8)]
    return figures(tally(*ours, *thanked), tally(*(case(thanks(), stages=()) for _ in range(6))))


def with_words(edition: Edition, words: str, section: str = "introduction") -> Report:
    return annual_report(counted(), Wanted(YEAR, edition), worked_council(), Written({section: words}))


def words_of(report: Report, section: str = "introduction") -> str:
    return next(each.words for each in report.sections if each.key == section)


def test_words_say_the_figures_as_the_report_does():
    words = "Of {complaints}: {upheld_or_partly}. Children: {themselves}. {compliments}, {compliments_change}."
    report = with_words(Edition.PANEL, words)
    assert words_of(report) == "Of 9: 78% (7 of 9). Children: 11% (1 of 9). 8, 33% more."


def test_words_for_everybody_hide_what_the_report_hides():
    report = with_words(Edition.PUBLIC, "Children: {themselves}.")
    assert "themselves" in report.hidden
    assert words_of(report).startswith("Children: fewer than 5")
    young = with_words(Edition.YOUNG_PEOPLE, "Of {complaints} people.", "young-how-many")
    assert words_of(young, "how-many").endswith(" people.")
    assert "{" not in words_of(young, "how-many")


def test_every_figure_there_is_stands_in_the_public_edition_so_that_hiding_knows_of_it():
    shown = {count.key for count in printed(with_words(Edition.PUBLIC, ""))}
    for name, known in PLACEHOLDERS.items():
        cell = known.figure(counted())
        counts = cell.of if isinstance(cell, Measured) else (cell,)
        bases = [count.base for count in counts if isinstance(count, Count) and count.base]
        assert {count.key for count in (*counts, *bases)} <= shown, name


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("We had {complaints", ("{complaints",)),
        ("We had {complaints complaints, and {compliments}.", ("{complaints",)),
        ("We had complaints} and {", ("complaints}", "{")),
        ("{{complaints}}", ("{", "}")),
        (f"{{{'a' * 70}}}", (f"{{{'a' * 30}", f"{'a' * 30}}}")),
    ],
)
def test_a_bracket_without_its_other_is_known_with_the_word_it_stands_at(words: str, found: tuple[str, ...]):
    assert unknown(words) == found


def test_what_is_no_figure_is_known_and_stays_as_it_was_written():
    assert unknown("{complaints} and {complaint}, {} {complaint} { or } {two\nlines}") == (
        "{complaint}",
        "{}",
        "{ or }",
        "{two",
        "lines}",
    )
    report = with_words(Edition.PANEL, "{complaint} and { this")
    assert words_of(report) == "{complaint} and { this"
    assert filled(report, counted()) == report
