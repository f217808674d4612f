"""Of a few complaints everybody learns nothing, and of many no less than they can."""

import pytest

from portal.reports import rendering
from portal.reports.annual import Wanted, Written, annual_report
from portal.reports.counting import Tally, tallied
from portal.reports.facts import CaseFact
from portal.reports.figures import Figures
from portal.reports.hiding import TOO_FEW
from portal.reports.plain import plain
from portal.reports.report import Edition, Report, Scope
from portal.reports.tables import BY_SIZE
from portal.reports.year_facts import YearTotals
from portal.reports.years import ReportYear
from portal.vocabulary import ComplainantGroup, Outcome, Theme
from tests.factories import worked_council
from tests.unit.reports.counted import COUNTED_ON, case, part, thanks

YEAR = ReportYear(2016)


def figures(facts: list[CaseFact]) -> Figures:
    return Figures(YEAR, tallied(facts, Scope.BOTH, COUNTED_ON), Tally(), YearTotals(), COUNTED_ON)


def report(facts: list[CaseFact], edition: Edition = Edition.PUBLIC) -> Report:
    return annual_report(figures(facts), Wanted(YEAR, edition), worked_council(), Written())


@pytest.mark.parametrize("edition", [Edition.PUBLIC, Edition.YOUNG_PEOPLE])
def test_of_fewer_than_five_no_row_and_no_code_says_whose_they_were(edition: Edition):
    few = [case(part(Outcome.UPHELD, Theme.DELAY), group=ComplainantGroup.CHILD)] * 4 + [case(thanks(), stages=())] * 4
    made = report(few, edition)
    tables = [each for each in made.tables if each.key in BY_SIZE]
    assert tables
    assert all(each.rows == () and TOO_FEW in each.definition for each in tables)
    drawn = rendering.page(made)
    named = {each.title: "caption" if each.total else "strong" for each in tables}
    assert all(f"<{tag}>{title}</" in drawn for title, tag in named.items())
    told = plain(made, figures(few), {}, ())
    assert (told["by_team"], told["themes"], told["by_group"], told["by_service"]) == ([], [], {}, None)


def test_every_outcome_is_named_whether_or_not_there_was_one():
    many = [case()] * 30
    assert plain(report(many), figures(many), {}, ())["outcomes"].keys() >= {"upheld", "withdrawn", "open"}


@pytest.mark.parametrize("children", [6, 8])
def test_a_group_without_a_row_lends_children_no_cover(children: int):
    groups = {ComplainantGroup.PARENT: 20, ComplainantGroup.CHILD: children, ComplainantGroup.ADOPTER: 1}
    made = report([case(group=group) for group, number in groups.items() for _ in range(number)])
    assert ("themselves" in made.hidden) == ("by-group.child" in made.hidden)


def test_many_alike_beside_no_compliment_hide_no_total():
    assert "complaints" not in report([case(part(Outcome.UPHELD, Theme.DELAY))] * 20).hidden
