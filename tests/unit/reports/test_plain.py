"""The figures for other programs: what an edition hides is null in them too, whether or not a table of it shows it."""

from collections.abc import Iterator

import pytest

from portal.reports.annual import Wanted, Written, annual_report
from portal.reports.counting import Tally, tallied
from portal.reports.facts import LearningFact, OmbudsmanEnd
from portal.reports.figures import Figures
from portal.reports.plain import plain
from portal.reports.report import Edition, Scope
from portal.reports.year_facts import YearTotals
from portal.reports.years import ReportYear
from portal.vocabulary import ComplainantGroup, Outcome, Theme
from tests.factories import worked_council
from tests.unit.reports.counted import COUNTED_ON, case, part, thanks

YEAR = ReportYear(2016)


def numbers(found: object) -> Iterator[int]:
    """Every number in it, wherever it stands."""
    if isinstance(found, dict):
        yield from (number for each in found.values() for number in numbers(each))
    elif isinstance(found, list):
        yield from (number for each in found for number in numbers(each))
    elif isinstance(found, int):
        yield found


def told(edition: Edition) -> dict[str, object]:
    """One case of all there is, which a council has had and no more."""
    only = case(
        part(Outcome.UPHELD, Theme.DELAY),
        thanks(),
        group=ComplainantGroup.CHILD,
        ombudsman=(OmbudsmanEnd.UPHELD,),
        learning=(LearningFact("training", done=True),),
    )
    figures = Figures(YEAR, tallied([only], Scope.BOTH, COUNTED_ON), Tally(), YearTotals(), COUNTED_ON)
    report = annual_report(figures, Wanted(YEAR, edition), worked_council(), Written())
    return plain(report, figures, {}, ())


@pytest.mark.parametrize("edition", [Edition.PUBLIC, Edition.YOUNG_PEOPLE])
def test_of_a_single_case_everybody_reads_no_number_at_all(edition: Edition):
    assert list(numbers(told(edition))) == []


def test_the_panel_reads_them_all():
    assert set(numbers(told(Edition.PANEL))) >= {0, 1, 14, 100}
