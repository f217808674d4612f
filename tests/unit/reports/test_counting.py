"""What a case counts under, and what figures are made of the counts."""

from collections import Counter
from datetime import date
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from portal.reports.counting import Tally, tallied
from portal.reports.facts import CaseFact, Decided, LearningFact, OmbudsmanEnd, StageFact
from portal.reports.figures import Figures
from portal.reports.report import Count, Scope, Sum
from portal.reports.year_facts import YearTotals
from portal.reports.years import ReportYear
from portal.vocabulary import ComplainantGroup, Outcome, Procedure, Stage, Theme
from tests.unit.reports.counted import COUNTED_ON, RECEIVED, case, part, stage1, thanks

YEAR = ReportYear(2016)


def tally(*cases: CaseFact, scope: Scope = Scope.BOTH) -> Tally:
    return tallied(cases, scope, COUNTED_ON)


def figures(this: Tally, last: Tally | None = None, totals: YearTotals | None = None) -> Figures:
    return Figures(YEAR, this, last or Tally(), totals or YearTotals(), COUNTED_ON)


def test_a_case_that_is_both_counts_once_in_each():
    counted = tally(case(part(), thanks()))
    assert (counted["received"], counted["complaints"], counted["compliments"]) == (1, 1, 1)


def test_a_case_with_parts_at_two_teams_counts_once_in_each():
    counted = tally(case(part(), part(), part(team="send")))
    assert counted.under("by-team") == {"pods": 1, "send": 1}
    assert (counted["complaints"], counted["parts"]) == (1, 3)


def test_themes_are_counted_as_raised_and_by_case():
    counted = tally(case(part(Outcome.UPHELD, Theme.DELAY, Theme.MONEY), part(Outcome.UPHELD, Theme.DELAY)))
    assert (counted["themes"], counted["theme.delay"], counted["cases-with-theme.delay"]) == (3, 2, 1)


def test_a_scope_counts_its_own_procedures_only():
    both = case(part(), part(Outcome.NOT_UPHELD, procedure=Procedure.CORPORATE, team="send"))
    statutory, corporate = (tally(both, scope=each) for each in (Scope.STATUTORY, Scope.CORPORATE))
    assert statutory.under("by-team") == {"pods": 1}
    assert statutory.under("outcome") == {"upheld": 1}
    assert corporate.under("by-team") == {"send": 1}
    assert tally(both)["complaints"] == 1


def test_what_nobody_has_decided_yet_counts_under_the_clock_that_runs():
    undecided = case(part(None, procedure=Procedure.UNDECIDED))
    assert tally(undecided, scope=Scope.STATUTORY)["complaints"] == 1
    assert tally(undecided, scope=Scope.CORPORATE)["complaints"] == 0


def test_what_others_answer_is_no_complaint_of_the_report():
    counted = tally(case(part(procedure=Procedure.SCHOOL)), case(thanks(), part(procedure=Procedure.SCHOOL)))
    assert (counted["complaints"], counted["received"], counted["elsewhere.school"]) == (0, 1, 2)


def test_every_contact_of_the_ombudsman_counts_those_investigated_too():
    ends = (OmbudsmanEnd.UPHELD, OmbudsmanEnd.NOT_UPHELD, OmbudsmanEnd.NOT_INVESTIGATED, OmbudsmanEnd.OPEN)
    counted = tally(*(case(ombudsman=(each,)) for each in ends))
    of_them = {name: counted[f"ombudsman.{name}"] for name in ("made", "investigated", "upheld", "not-upheld", "open")}
    assert of_them == {"made": 4, "investigated": 2, "upheld": 1, "not-upheld": 1, "open": 1}


def test_every_complaint_begins_at_stage_1_and_counts_at_each_it_came_to():
    later = StageFact(Procedure.STATUTORY, Stage.INVESTIGATION, RECEIVED)
    counted = tally(case(), case(stages=(stage1(), later)), case(stages=()))
    assert counted.under("stage") == {"local-resolution": 3, "investigation": 1}


def test_decisions_and_advocacy():
    counted = tally(
        case(lateness=Decided.YES, interest=Decided.OPEN, is_advocacy_offered=True, is_advocacy_taken=True),
        case(lateness=Decided.NO, freeze=Decided.YES, is_advocacy_offered=False),
    )
    assert counted.under("lateness") == {"asked": 2, "yes": 1, "no": 1}
    assert counted.under("interest") == {"asked": 1, "open": 1}
    assert (counted["advocacy.offered"], counted["advocacy.taken"], counted["advocacy.not-known"]) == (1, 1, 0)


def test_learning_is_done_or_not_or_open_or_overdue():
    learned = (
        LearningFact("training", date(2017, 1, 1), done=True),
        LearningFact("training", date(2017, 1, 1), done=False),
        LearningFact("training", date(2017, 1, 1)),
        LearningFact("training", COUNTED_ON),
    )
    expected = {"made": 4, "done": 1, "not-done": 1, "overdue": 1, "open": 1}
    assert tally(case(learning=learned)).under("learning") == expected
    assert tally(case(learning=(LearningFact("words"),), is_from_before=True))["learning.not-known"] == 1


@given(st.lists(st.integers(0, 400), min_size=1, max_size=40))
def test_the_median_is_that_of_the_days_with_halves_rounded_up(days: list[int]):
    middle = median(days)
    assert Tally(days=Counter(days)).median_days == int(middle) + (middle != int(middle))


def test_of_nothing_there_is_no_median_and_no_percentage():
    of = figures(Tally())
    assert of.median_days.number is None
    assert of.upheld_or_partly.percent is None
    assert of.more(of.compliments, of.before("compliments")).number is None


def test_percentages_are_rounded_half_up_and_changes_cut_towards_nought():
    assert [Count("x", n, Count("y", 200)).percent for n in (1, 2, 3, 199)] == [1, 1, 2, 100]
    of = figures(Tally())
    pairs = ((56, 19, 194), (19, 56, -66), (19, 19, 0), (0, 19, -100), (39, 20, 95))
    assert all(of.more(Count("a", now), Count("b", then)).number == percent for now, then, percent in pairs)


GROUPS, OUTCOMES = st.sampled_from(ComplainantGroup), st.sampled_from([None, *Outcome])
PROCEDURES = st.sampled_from([Procedure.STATUTORY, Procedure.CORPORATE, Procedure.UNDECIDED, Procedure.SCHOOL])
THEMES = st.lists(st.sampled_from(Theme), max_size=3, unique=True)
TEAMS = st.sampled_from(["pods", "send", "mash"])
PARTS = st.builds(
    lambda end, themes, team, procedure: part(end, *themes, team=team, procedure=procedure),
    OUTCOMES,
    THEMES,
    TEAMS,
    PROCEDURES,
)
DAYS = st.dates(YEAR.before.first, YEAR.last)
CASES = st.builds(
    lambda parts, group, day, thanked, ends: case(
        *parts, *([thanks()] if thanked else ()), group=group, received_on=day, ombudsman=tuple(ends)
    ),
    st.lists(PARTS, min_size=1, max_size=3),
    GROUPS,
    DAYS,
    st.booleans(),
    st.lists(st.sampled_from(OmbudsmanEnd), max_size=2),
)


@given(st.lists(CASES, max_size=25))
def test_every_sum_that_a_report_names_holds(cases: list[CaseFact]):
    this, last = (tally(*(each for each in cases if each.received_on in year)) for year in (YEAR, YEAR.before))
    of = figures(this, last)

    def number(key: str) -> int:
        return (of.before(key.removeprefix("last.")) if key.startswith("last.") else of.count(key)).number

    def holds(each: Sum) -> bool:
        return number(each.total) == sum(number(key) for key in each.parts)

    assert [each for each in of.sums() if not holds(each)] == []
