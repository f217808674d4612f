"""Editions beside those that were published before: nobody who keeps them all works out what one of them hides."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.reports.figures import LAST
from portal.reports.hiding import FEW, LEAST_POSSIBLE, hide, hide_together
from portal.reports.report import Count, Edition, Report, Row, Section, Sum, Table
from portal.reports.years import ReportYear
from tests.report_sample import a_report

Counts = dict[str, int]
THIS, BEFORE = ReportYear(2016), ReportYear(2015)


def edition(year: ReportYear, counts: Counts, sums: Sequence[Sum], edition: Edition = Edition.PUBLIC) -> Report:
    """An edition that prints these counts, of its year and of the one before, in one table."""
    rows = tuple(Row(key, key, (Count(key, number),)) for key, number in counts.items())
    table = Table(key="t", title="T", definition="D", heads=("What", "Complaints"), rows=rows)
    sections = (Section(key="s", title="S", tables=(table,)),)
    return replace(a_report(edition), year=str(year), sections=sections, sums=tuple(sums))


def last(counts: Mapping[str, int]) -> Counts:
    return {f"{LAST}{key}": number for key, number in counts.items()}


def last_sums(sums: Sequence[Sum]) -> list[Sum]:
    return [Sum(f"{LAST}{each.total}", tuple(f"{LAST}{part}" for part in each.parts)) for each in sums]


def one_after_another(*reports: Report) -> list[Report]:
    """Each hidden beside all that came before it."""
    there: list[Report] = []
    for report in reports:
        there += hide_together((report,), before=[(each,) for each in there])
    return there


ALL = [Sum("all", ("a", "b", "c"))]
COUNTS = {"all": 58, "a": 3, "b": 40, "c": 15}
WHOLE = {"all": 60, "a": 20, "b": 20, "c": 20}


# ---------------------------------------------------------------- by hand


def test_what_is_hidden_once_is_hidden_again_and_nothing_in_its_place():
    in_many_places = edition(THIS, {**WHOLE, **last(COUNTS)}, [*ALL, *last_sums(ALL)])
    more = [Row(f"{at}", "C", (Count(f"{LAST}c", 15),)) for at in range(9)]
    table = next(in_many_places.tables)
    sections = (Section(key="s", title="S", tables=(replace(table, rows=(*table.rows, *more)),)),)
    in_many_places = replace(in_many_places, sections=sections)
    assert hide(in_many_places).hidden == {"last.a", "last.b"}
    before, beside = one_after_another(edition(BEFORE, COUNTS, ALL), in_many_places)
    assert before.hidden == {"a", "c"}
    assert beside.hidden == {"last.a", "last.c"}


def test_the_year_before_is_hidden_beside_the_year_after_too():
    after = edition(THIS, {**WHOLE, **last({"all": 58, "a": 3, "b": 40})}, [*ALL, *last_sums(ALL)])
    first, second = one_after_another(after, edition(BEFORE, COUNTS, ALL))
    assert first.hidden == {"last.a"}  # its rest is printed nowhere
    assert second.hidden == {"a", "c"}


def test_a_correction_that_counts_the_same_hides_the_same():
    every = one_after_another(*[edition(THIS, COUNTS, ALL)] * 3)
    assert {each.hidden for each in every} == {frozenset({"a", "c"})}


def test_where_a_case_came_after_the_first_edition_more_is_hidden():
    """Of 4 and 15, with 19 for both: one case more in `a` makes it 5, and whoever saw that would know the 15."""
    first, second = one_after_another(
        edition(THIS, {"all": 58, "a": 4, "b": 39, "c": 15}, ALL),
        edition(THIS, {"all": 59, "a": 5, "b": 39, "c": 15}, ALL),
    )
    assert first.hidden == {"a", "c"}
    assert hide(edition(THIS, {"all": 59, "a": 5, "b": 39, "c": 15}, ALL)).hidden == frozenset()
    assert {"all", "c"} <= second.hidden  # that `a` is 5 or more now, by one, would tell that it was 4
    assert len(possible([first, second])["a", 4]) >= LEAST_POSSIBLE


def test_what_was_given_away_already_hides_nothing_in_vain():
    given_away = replace(edition(BEFORE, COUNTS, ALL), hidden=frozenset({"a"}))
    new = edition(THIS, {**WHOLE, **last(COUNTS)}, [*ALL, *last_sums(ALL)])
    made = hide_together((new,), before=((given_away,),))[0]
    assert made.hidden == {"last.a"}


def test_what_was_shown_is_not_hidden_afterwards():
    """Nobody forgets the 15. The new 4 is hidden behind what is new."""
    before = edition(THIS, {"all": 60, "a": 5, "b": 40, "c": 15}, ALL)
    made = one_after_another(before, edition(THIS, {"all": 60, "a": 4, "b": 41, "c": 15}, ALL))[1]
    assert made.hidden == {"a", "b"}


def test_a_year_that_is_not_next_to_it_changes_nothing():
    new = edition(THIS, {**COUNTS, **last(COUNTS)}, [*ALL, *last_sums(ALL)])
    far = replace(edition(ReportYear(2012), COUNTS, ALL), hidden=frozenset({"a", "b"}))
    assert hide_together((new,), before=((far,),)) == (hide(new),) == hide_together((new,), before=())


def test_the_panel_sees_everything_whatever_was_published():
    before = hide(edition(BEFORE, COUNTS, ALL))
    assert hide_together((edition(THIS, COUNTS, ALL, Edition.PANEL),), before=((before,),))[0].hidden == frozenset()


# ---------------------------------------------------------------- somebody who keeps every edition


Figure = tuple[str, int]  # a count that has the same number is the same, in whichever edition


@dataclass(frozen=True)
class Print:
    """What one edition tells of one year: its numbers, without the mark of the year before, and what it hides."""

    counts: Counts
    hidden: frozenset[str]
    sums: tuple[Sum, ...]


def prints(reports: Sequence[Report], year: ReportYear) -> Iterator[Print]:
    for report in reports:
        is_own = report.year == str(year)
        if not is_own and report.year != str(year.after):
            continue
        cells = [cell for table in report.tables for row in table.rows for cell in row.cells]
        counts = {cell.key: cell.number for cell in cells if isinstance(cell, Count)}
        of = {key for key in counts if key.startswith(LAST) is not is_own}
        named = {key: key.removeprefix(LAST) for key in of}
        sums = [each for each in report.sums if each.total.startswith(LAST) is not is_own]
        yield Print(
            {named[key]: counts[key] for key in of},
            frozenset(named[key] for key in of & report.hidden),
            tuple(Sum(named[each.total], tuple(named[part] for part in each.parts)) for each in sums),
        )


def possible(reports: Sequence[Report], year: ReportYear = THIS) -> dict[Figure, set[int]]:
    """Every number that each count of a year may be, to somebody who keeps all editions and tries everything."""
    every = list(prints(reports, year))
    figures = {figure for each in every for figure in each.counts.items()}
    shown = {(key, number) for each in every for key, number in each.counts.items() if key not in each.hidden}
    sums = list(dict.fromkeys(
        (tuple((part, each.counts[part]) for part in of.parts), (of.total, each.counts[of.total]))
        for each in every for of in each.sums
    ))  # fmt: skip
    totals = {total for _, total in sums}
    most = max((number for _, number in figures - totals), default=0) + 4
    found: dict[Figure, set[int]] = {figure: set() for figure in figures}
    leaves = sorted(figures - totals)
    for tried in product(*(_fitting(leaf, shown, most) for leaf in leaves)):
        world = dict(zip(leaves, tried, strict=True))
        if _adds_up(world, sums, shown):
            for figure, number in world.items():
                found[figure].add(number)
    return found


def _fitting(figure: Figure, shown: set[Figure], most: int) -> Sequence[int]:
    if figure in shown:
        return (figure[1],)
    # That there is any is known: many tables have rows only for what there is.
    return range(min(1, figure[1]), FEW) if figure[1] < FEW else range(FEW, most)


def _adds_up(world: dict[Figure, int], sums: Sequence[tuple[Sequence[Figure], Figure]], shown: set[Figure]) -> bool:
    """Sums of groups come first, what they add up to last."""
    for parts, total in sums:
        added = sum(world[part] for part in parts)
        if world.setdefault(total, added) != added or (total in shown and added != total[1]):
            return False
        if (added < FEW) != (total[1] < FEW) or added < min(1, total[1]):
            return False
    return True


LEAVES = ("00", "01", "10", "11", "12")
GROUPS = (Sum("0", LEAVES[:2]), Sum("1", LEAVES[2:]), Sum("all", ("0", "1")))
CROSSED = (*GROUPS[:2], Sum("x", ("00", "10")), Sum("y", ("01", "11", "12")), GROUPS[2], Sum("all", ("x", "y")))


def added_up(cells: Sequence[int], sums: Sequence[Sum]) -> Counts:
    counts = dict(zip(LEAVES, cells, strict=True))
    for each in sums:
        counts[each.total] = sum(counts[part] for part in each.parts)
    return counts


@st.composite
def histories(draw: st.DrawFn) -> list[Report]:
    """A year, the next, a correction of the first, and one of the second with a case more; or in another turn."""
    sums = draw(st.sampled_from([GROUPS, CROSSED]))
    cells = st.lists(st.integers(0, 8), min_size=len(LEAVES), max_size=len(LEAVES))
    before, this = draw(cells), draw(cells)
    at_first = edition(BEFORE, added_up(before, sums), sums)
    before = [*before]
    before[draw(st.integers(0, 4))] += draw(st.integers(0, 1))

    def of_this() -> Report:
        counts = {**added_up(this, sums), **last(added_up(before, sums))}
        return edition(THIS, counts, [*sums, *last_sums(sums)])

    second, corrected = of_this(), edition(BEFORE, added_up(before, sums), sums)
    this = [*this]
    this[draw(st.integers(0, 4))] += 1
    return draw(st.permutations([at_first, second, corrected, of_this()]))


@settings(max_examples=40)
@given(histories())
def test_whoever_keeps_every_edition_finds_nothing_few(reports: list[Report]):
    """But where nothing that the newest may hide keeps it open: being few, or not, can tell by itself what changed."""
    there = one_after_another(*reports)
    for so_far in (there[: at + 1] for at in range(len(there))):
        for year in (BEFORE, THIS):
            found = possible(so_far, year)
            told = [figure for figure, numbers in found.items() if figure[1] < FEW and len(numbers) < 2]
            if told:
                at_best = possible([*so_far[:-1], whole_hidden(so_far[-1])], year)
                assert [figure for figure in told if len(at_best[figure]) > 1] == []


def whole_hidden(report: Report) -> Report:
    cells = [cell for table in report.tables for row in table.rows for cell in row.cells]
    return replace(report, hidden=frozenset(cell.key for cell in cells if isinstance(cell, Count)))


@settings(max_examples=40)
@given(st.lists(st.integers(0, 8), min_size=5, max_size=5), st.lists(st.integers(0, 8), min_size=5, max_size=5))
def test_of_figures_that_stay_as_they_were_each_that_is_few_may_be_three_numbers(before: list[int], this: list[int]):
    counts, after = added_up(before, CROSSED), added_up(this, CROSSED)
    both = edition(THIS, {**after, **last(counts)}, [*CROSSED, *last_sums(CROSSED)])
    there = one_after_another(edition(BEFORE, counts, CROSSED), both)
    for year in (BEFORE, THIS):
        found = possible(there, year)
        if wanting := [each for each, may_be in found.items() if each[1] < FEW and len(may_be) < LEAST_POSSIBLE]:
            # Of very few cases there are fewer numbers, whatever is hidden.
            at_best = possible([whole_hidden(each) for each in there], year)
            assert all(len(found[each]) >= len(at_best[each]) for each in wanting)
