"""What is few is hidden, and nobody can work it out: held against one who tries all that fits what is shown."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.reports.hiding import FEW, LEAST_POSSIBLE, hidden_in, hide, hide_together
from portal.reports.report import Count, Edition, Report, Row, Section, Sum, Table
from tests.report_sample import a_report

NOWHERE = "nowhere-"  # before the key of a count that no table has
Counts = dict[str, int]
Added = tuple[Counts, list[Sum]]


def parts(total: str, *names: str) -> Sum:
    return Sum(total, names)


@pytest.mark.parametrize(
    ("why", "counts", "sums", "hidden"),
    [
        ("nothing is few", {"all": 58, "a": 33, "b": 25}, [parts("all", "a", "b")], ""),
        ("nought is few", {"all": 58, "a": 0}, [], "a"),
        ("five is not", {"a": 5}, [], ""),
        ("the next smallest goes with it", {"all": 58, "a": 3, "b": 40, "c": 15}, [parts("all", "a", "b", "c")], "a c"),
        ("two that are few hide each other", {"all": 40, "a": 3, "b": 2, "c": 35},
         [parts("all", "a", "b", "c")], "a b"),
        ("5 is hidden as 5 or more, and hides nought from nobody", {"all": 20, "a": 0, "b": 5, "c": 15},
         [parts("all", "a", "b", "c")], "a c"),
        ("one case", {"all": 1, "a": 1, "b": 0}, [parts("all", "a", "b")], "all a b"),
        ("no case", {"all": 0, "a": 0, "b": 0}, [parts("all", "a", "b")], "all a b"),
        ("a chain of sums", {"all": 60, "x": 30, "y": 30, "a": 3, "b": 27, "c": 14, "d": 16},
         [parts("all", "x", "y"), parts("x", "a", "b"), parts("y", "c", "d")], "a b"),
        ("of two ones everybody knows both, if they know that there are some", {"all": 40, "a": 38, "b": 1, "c": 1},
         [parts("all", "a", "b", "c")], "a b c"),
        ("a part that is printed nowhere", {"all": 58, "a": 55}, [parts("all", "a", "rest")], "a"),
        ("nobody is in the part that is printed nowhere", {"all": 58, "a": 58}, [parts("all", "a", "rest")], ""),
        ("nobody is in a part that a table has", {"all": 58, "a": 50, "b": 8, "rest": 0},
         [parts("all", "a", "b", "rest")], "b rest"),
        ("parts that are printed nowhere, and many", {"all": 58, "a": 3}, [parts("all", "a", "b", "c")], "a"),
        ("a sum of which too little is known", {"a": 7}, [parts("all", "a", "b")], ""),
    ],
)  # fmt: skip
def test_what_is_hidden(why: str, counts: Counts, sums: list[Sum], hidden: str):
    assert hidden_in(counts, sums) == set(hidden.split()), why


def test_what_is_shown_in_many_places_is_hidden_last():
    counts, sums = {"all": 58, "a": 3, "b": 40, "c": 15}, [parts("all", "a", "b", "c")]
    assert hidden_in(counts, sums, {"c": 9}) == {"a", "b"}


def test_bounds_on_single_counts_would_not_have_been_enough():
    counts = {"ab": 4, "abc": 6, "a": 2, "b": 2, "c": 2, "more": 30, "all": 36}
    sums = [parts("ab", "a", "b"), parts("abc", "ab", "c"), parts("all", "abc", "more")]
    hidden = hidden_in(counts, sums)
    assert hidden == {"ab", "a", "b", "c"}  # 6 is shown, and 4 is not: then c is 2, 3 or 4
    assert possible("c", counts, [sums[2], sums[1], sums[0]], hidden) == {2, 3, 4}


def test_a_sum_that_does_not_hold_is_refused():
    with pytest.raises(ValueError, match="“all” is not the sum of “a”, “b”"):
        hidden_in({"all": 9, "a": 3, "b": 7}, [parts("all", "a", "b")])
    with pytest.raises(ValueError, match="not the sum"):
        hidden_in({"all": 9, "a": 10}, [parts("all", "a", "rest")])


# ---------------------------------------------------------------- somebody who tries everything


def few(counts: Counts) -> list[str]:
    return [key for key, number in counts.items() if number < FEW]


def possible(asked: str, counts: Counts, sums: Sequence[Sum], hidden: frozenset[str]) -> set[int]:
    """Every number that one count may be to somebody who knows what is shown, the sums and the rule."""
    return {figures[asked] for figures in every_figure(counts, sums, hidden)}


def is_open(key: str, counts: Counts, sums: Sequence[Sum], hidden: frozenset[str]) -> bool:
    """May it be enough numbers? Fewer only where hiding everything would leave no more: of three it does."""
    found = len(possible(key, counts, sums, hidden))
    return found >= LEAST_POSSIBLE or found >= len(possible(key, counts, sums, frozenset(counts)))


def every_figure(counts: Counts, sums: Sequence[Sum], hidden: frozenset[str]) -> Iterator[Mapping[str, int]]:
    """All that fits what is shown. Sums of what is nowhere a total come last in `sums`."""
    totals = {each.total for each in sums}
    leaves = [key for key in counts if key not in totals]
    most = max(counts[key] for key in leaves) + 3
    for tried in product(*([n for n in range(most) if fits(key, n, counts, hidden)] for key in leaves)):
        figures = dict(zip(leaves, tried, strict=True))
        for each in reversed(sums):
            added = sum(figures[part] for part in each.parts)
            if figures.setdefault(each.total, added) != added or not fits(each.total, added, counts, hidden):
                break
        else:
            yield figures


def fits(key: str, number: int, counts: Counts, hidden: frozenset[str]) -> bool:
    if key.startswith(NOWHERE):
        return True
    if key not in hidden:
        return number == counts[key]
    # That there is any is known: many tables have rows only for what there is.
    return number >= min(1, counts[key]) and (number < FEW) == (counts[key] < FEW)


@st.composite
def crossed(draw: st.DrawFn) -> Added:
    """Two rows by two or three columns, with totals both ways."""
    wide = draw(st.integers(2, 3))
    cells = [[draw(st.integers(0, 8)) for _ in range(wide)] for _ in range(2)]
    counts = {f"{row}{column}": cells[row][column] for row in range(2) for column in range(wide)}
    sums = [parts("all", "row0", "row1"), Sum("all", tuple(f"column{each}" for each in range(wide)))]
    sums += [Sum(f"row{row}", tuple(f"{row}{column}" for column in range(wide))) for row in range(2)]
    sums += [Sum(f"column{column}", (f"0{column}", f"1{column}")) for column in range(wide)]
    return _added_up(counts, sums)


@st.composite
def nested(draw: st.DrawFn) -> Added:
    """A total of groups, and groups of parts."""
    counts: Counts = {}
    sums = []
    for group in range(2):
        names = tuple(f"{group}{part}" for part in range(draw(st.integers(1, 3))))
        counts |= {name: draw(st.integers(0, 8)) for name in names}
        sums.append(Sum(f"group{group}", names))
    return _added_up(counts, [parts("all", "group0", "group1"), *sums])


def _added_up(counts: Counts, sums: list[Sum]) -> Added:
    for each in reversed(sums):
        counts[each.total] = sum(counts[part] for part in each.parts)
    return counts, sums


@settings(max_examples=50)
@given(st.one_of(crossed(), nested()))
def test_nobody_can_work_out_what_is_few(table: Added):
    counts, sums = table
    hidden = hidden_in(counts, sums)
    assert set(few(counts)) <= hidden
    for key in few(counts):
        assert is_open(key, counts, sums, hidden), (key, hidden)


@settings(max_examples=50)
@given(nested(), st.sets(st.sampled_from(["00", "01", "02", "10", "11", "12"]), max_size=3))
def test_nor_by_what_is_printed_nowhere(table: Added, unprinted: set[str]):
    named = {key: f"{NOWHERE}{key}" if key in unprinted else key for key in table[0]}
    counts = {named[key]: number for key, number in table[0].items()}
    sums = [Sum(each.total, tuple(named[part] for part in each.parts)) for each in table[1]]
    printed = {key: number for key, number in counts.items() if not key.startswith(NOWHERE)}
    hidden = hidden_in(printed, sums)
    assert set(few(printed)) <= hidden <= set(printed)
    for key in few(printed):
        assert is_open(key, counts, sums, hidden), (key, hidden)


@settings(max_examples=50)
@given(st.one_of(crossed(), nested()))
def test_nothing_is_hidden_where_nothing_is_few(table: Added):
    counts, sums = table
    more = _added_up({key: number + FEW for key, number in counts.items() if key[0] in "01"}, sums)[0]
    assert hidden_in(more, sums) == frozenset()


def test_a_real_report_takes_less_than_a_second():
    counts: Counts = {}
    sums: list[Sum] = []
    for table in range(5):
        rows, columns = 14, 4
        counts |= {
            f"{table}-{row}-{column}": (row * 7 + column * 11 + table) % (2 + 3 * row)
            for row in range(rows)
            for column in range(columns)
        }
        across = [
            Sum(f"{table}-{row}", tuple(f"{table}-{row}-{column}" for column in range(columns))) for row in range(rows)
        ]
        down = [
            Sum(f"{table}-all-{column}", tuple(f"{table}-{row}-{column}" for row in range(rows)))
            for column in range(columns)
        ]
        _added_up(counts, across + down)
        sums += [*across, *down]
    assert len(counts) > 350
    began = time.process_time()
    hidden = hidden_in(counts, sums)
    assert time.process_time() - began < 1
    assert set(few(counts)) < hidden < set(counts)


# ---------------------------------------------------------------- whole editions


def test_the_panel_sees_everything():
    assert hide(a_report(Edition.PANEL)).hidden == frozenset()


@pytest.mark.parametrize("edition", [Edition.PUBLIC, Edition.YOUNG_PEOPLE])
@pytest.mark.parametrize(("cases", "shown"), [(1, {"council", "last"}), (0, {"council", "last"})])
def test_of_one_case_or_none_nothing_is_shown(edition: Edition, cases: int, shown: set[str]):
    report = hide(a_report(edition, cases=cases))
    counts = [
        cell for table in report.tables for row in table.every_row for cell in row.cells if isinstance(cell, Count)
    ]
    seen = {count.key for count in counts if not report.is_hidden(count)}
    assert {key for key in seen if not key.startswith("last-")} <= shown
    assert "complaints" in report.hidden


def test_what_is_left_of_a_base_is_told_by_it_and_kept_from_being_few():
    almost_all = table_of(Count("in-time", 55, Count("all", 58)))
    assert hide(almost_all).hidden == {"in-time"}
    assert hide(table_of(Count("in-time", 53, Count("all", 58)))).hidden == frozenset()


def test_editions_for_the_same_people_hide_the_same():
    every = Count("all", 18)
    cells = [Count("a", 3, every), Count("b", 15, every)]
    whole = table_of(*cells, sums=(parts("all", "a", "b"),))
    short = table_of(Count("b", 15), edition=Edition.YOUNG_PEOPLE)
    assert hide(short).hidden == frozenset()
    assert [each.hidden for each in hide_together((whole, short))] == [{"a", "b"}] * 2


def test_what_is_shown_elsewhere_is_hidden_too():
    report = table_of(Count("a", 40, Count("all", 58)), sums=(parts("all", "a", "b", "c"),))
    beside = [Count("b", 16), Count("c", 2)]
    assert hide(report).hidden == frozenset()
    assert hide_together((report,), beside)[0].hidden == {"b", "c"}


def test_one_key_is_one_number():
    with pytest.raises(ValueError, match="“a” is 7 in one place and 8 in another"):
        hide(table_of(Count("a", 7), Count("a", 8)))


def test_where_a_hidden_row_stands_tells_nothing():
    every = Count("all", 58)
    numbers = {"by-team.pods": 30, "by-team.send": 14, "by-team.mash": 3, "by-team.early": 9, "by-team.cypds": 2}
    in_turn = sorted(numbers, key=lambda key: -numbers[key])
    rows = tuple(Row(key, key, (Count(key, numbers[key], every),)) for key in in_turn)
    table = Table(key="by-team", title="T", definition="D", heads=("Team", "Complaints"), rows=rows)
    said = tuple((f"{key}: ", Count(key, numbers[key], every)) for key in in_turn[:2])
    section = Section(key="s", title="S", tables=(table,), said=said)
    report = replace(a_report(Edition.PUBLIC), sections=(section,), sums=(Sum("all", tuple(numbers)),))
    hidden = {"by-team.mash", "by-team.cypds"}

    (found,) = hide(report).sections

    shown = [key for key in in_turn if key not in hidden]
    assert [row.key for row in found.tables[0].rows] == [*shown, *sorted(hidden)]
    assert found.said == said
    alike = replace(table, rows=tuple(replace(row, name="One name") for row in rows))
    (found,) = hide(replace(report, sections=(replace(section, tables=(alike,)),))).sections
    assert {row.key for row in found.tables[0].rows} == set(numbers)
    largest = (("The most: ", Count("by-team.pods", 3)),)
    few = replace(report, sections=(replace(section, tables=(), said=largest),), sums=())
    assert hide(few).sections[0].said == ()


def table_of(*cells: Count, sums: tuple[Sum, ...] = (), edition: Edition = Edition.PUBLIC) -> Report:
    rows = tuple(Row(str(at), str(at), (cell,)) for at, cell in enumerate(cells))
    table = Table(key="t", title="T", definition="D", heads=("What", "Complaints"), rows=rows)
    return replace(a_report(edition), sections=(Section(key="s", title="S", tables=(table,)),), sums=sums)
