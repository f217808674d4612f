"""A year that is not over says so, and is not measured against a whole one."""

from dataclasses import replace
from datetime import date

import pytest

from portal.reports import charts, rendering
from portal.reports.annual import Wanted, Written, annual_report
from portal.reports.counting import tallied
from portal.reports.figures import Figures
from portal.reports.plain import plain
from portal.reports.report import Edition, Report, Scope
from portal.reports.year_facts import YearTotals
from portal.reports.years import ReportYear
from tests.factories import worked_council
from tests.unit.reports.counted import case, part, thanks

YEAR = ReportYear(2016)
NOT_OVER = "This year is not over. It ends on 31 March 2017."


def counted_on(day: date) -> Figures:
    this, last = [case(part(), thanks())] * 40, [case(part(), thanks())] * 30
    return Figures(YEAR, tallied(this, Scope.BOTH, day), tallied(last, Scope.BOTH, day), YearTotals(), day)


def edition(of: Figures, which: Edition) -> Report:
    words = {"introduction": "Thanks: {compliments_change}."}
    return annual_report(of, Wanted(YEAR, which), worked_council(), Written(words))


@pytest.mark.parametrize("which", Edition)
@pytest.mark.parametrize(("day", "is_over"), [(date(2017, 3, 31), False), (date(2017, 4, 1), True)])
def test_it_says_so_on_top_and_measures_nothing(which: Edition, day: date, is_over: bool):
    of = counted_on(day)
    made = edition(of, which)
    drawn = rendering.page(made)
    assert (NOT_OVER in drawn) is not is_over
    assert ("against the year before" in drawn) is (is_over and which is not Edition.YOUNG_PEOPLE)
    assert plain(made, of, {}, ())["ends_on"] == "2017-03-31"


@pytest.mark.parametrize(("day", "change"), [(date(2017, 3, 31), None), (date(2017, 4, 1), 33)])
def test_the_panel_reads_a_change_of_a_whole_year_alone(day: date, change: int | None):
    of = counted_on(day)
    made = edition(of, Edition.PANEL)
    assert plain(made, of, {}, ())["compliments_change_percent"] == change
    heads = {table.key: table.heads for table in made.tables}
    assert ("Change" in heads["compliments-by-team"]) is (change is not None)


def test_a_placeholder_for_the_change_has_no_figure_before_the_end():
    whole = edition(counted_on(date(2017, 4, 1)), Edition.PANEL)
    early = edition(counted_on(date(2017, 3, 31)), Edition.PANEL)
    words = [next(each.words for each in made.sections if each.key == "introduction") for made in (whole, early)]
    assert words == ["Thanks: 33% more.", "Thanks: no figure."]
    assert replace(early, counted_on=whole.counted_on) != whole


def test_a_month_to_come_is_no_nought():
    of = counted_on(date(2016, 6, 1))
    made = edition(of, Edition.PANEL)
    (table,) = (each for each in made.tables if each.key == "by-month")
    cells = {row.key: row.cells[0] for row in table.rows}
    assert [str(cells[month]) for month in ("2016-07", "2017-03")] == ["not yet", "not yet"]
    assert cells["2016-06"] == of.count("by-month.2016-06")
    drawn = charts.lines(made, table)
    assert drawn
    assert [len(line.points) for line in drawn.lines] == [3, 12]
    assert not drawn.hides_some
    told = plain(made, of, {}, ())["by_month"]
    assert (told["2016-04"], told["2016-06"], told["2016-07"]) == (40, 0, None)
