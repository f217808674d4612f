"""What nothing is known of is said to be so, or left out: a nought would be read as a figure."""

from dataclasses import replace

import pytest

from portal.reports.annual import Wanted, Written, annual_report
from portal.reports.counting import Tally, tallied
from portal.reports.facts import CaseFact, LearningFact, StageFact
from portal.reports.figures import LAST, Figures
from portal.reports.in_words import told
from portal.reports.printing import printed
from portal.reports.report import Count, Edition, Report, Scope, Table
from portal.reports.year_facts import YearTotals
from portal.reports.years import ReportYear
from portal.vocabulary import Procedure, Stage
from tests.factories import worked_council
from tests.unit.reports.counted import COUNTED_ON, RECEIVED, case, stage1, thanks

YEAR = ReportYear(2016)
FURTHER = StageFact(Procedure.STATUTORY, Stage.INVESTIGATION, RECEIVED, is_day_told=False)


def from_a_list(number: int = 8) -> list[CaseFact]:
    stages = (stage1(), FURTHER)
    return [case(stages=stages, is_from_before=True, learning=(LearningFact("Made up: say why"),))] * number


def report(
    edition: Edition,
    facts: list[CaseFact],
    before: list[CaseFact] | None = None,
    totals: YearTotals | None = None,
    words: str = "",
) -> Report:
    this, last = (tallied(each, Scope.BOTH, COUNTED_ON) if each else Tally() for each in (facts, before))
    figures = Figures(YEAR, this, last, totals or YearTotals(), COUNTED_ON)
    return annual_report(figures, Wanted(YEAR, edition), worked_council(), Written({"introduction": words}))


def table(of: Report, key: str) -> Table:
    return next(each for each in of.tables if each.key == key)


def in_words(of: Report, key: str, row: str) -> dict[str, str]:
    found = table(of, key)
    cells = next(each.cells for each in found.rows if each.key == row)
    return {head: told(of, cell) for head, cell in zip(found.heads[1:], cells, strict=True)}


@pytest.mark.parametrize("edition", Edition)
def test_a_year_of_which_nothing_is_known_is_not_compared_with(edition: Edition):
    first, second = report(edition, [case()] * 8), report(edition, [case()] * 8, [case()])
    assert [count.key for count in printed(first) if count.key.startswith(LAST)] == []
    assert any(count.key.startswith(LAST) for count in printed(second))
    for each in first.tables:
        assert not {"Last year", "Change"} & set(each.heads)
        assert {len(row.cells) for row in each.every_row} <= {len(each.heads) - 1}


def test_words_that_ask_for_such_a_year_say_so():
    words = "{complaints} and {complaints_before}"
    assert report(Edition.PANEL, [case()] * 8, words=words).sections[0].words == "8 and no figure"


def test_a_list_of_before_does_not_tell_whether_later_stages_were_answered_in_time():
    here = case(stages=(stage1(), replace(stage1(), stage=Stage.INVESTIGATION)))
    made = report(Edition.PANEL, [*from_a_list(), here])
    told_of = in_words(made, "in-time", Stage.INVESTIGATION)
    assert (told_of["In time"], told_of["Not known"], told_of["Not due yet"]) == ("1", "8", "0")
    assert in_words(made, "in-time", Stage.LOCAL_RESOLUTION)["In time"] == "100% (9 of 9)"
    assert "stage 1 only" in table(made, "in-time").definition
    assert in_words(report(Edition.PANEL, [case()]), "in-time", Stage.INVESTIGATION)["In time"] == "0"


def test_learning_of_before_counts_as_not_known():
    told_of = {row.key: told(made, row.cells[0]) for made in [report(Edition.PANEL, from_a_list())]
               for row in table(made, "learning").rows}  # fmt: skip
    assert (told_of["learning.made"], told_of["learning.not-known"]) == ("8", "100% (8 of 8)")


def test_there_is_no_share_of_a_total_that_is_less_than_ours():
    facts = [case(), case(), case(thanks(), stages=())]
    said = [report(Edition.PANEL, facts, totals=YearTotals(total, None)).sections[1].said[0] for total in (1, 2)]
    assert [isinstance(part, Count) and part.base is not None for (_, part, _) in said] == [False, True]
