"""Pictures: as long as the number, and silent about what is hidden."""

from dataclasses import replace

import pytest

from portal.reports.charts import FURTHEST, LONGEST_LINE, Point, bars, lines
from portal.reports.hiding import hide
from portal.reports.report import Count, Drawn, Edition, Measured, Row, Table, Unit
from tests.report_sample import LONG, a_report

PANEL, PUBLIC = a_report(), hide(a_report(Edition.PUBLIC))


def drawn(*columns: tuple[int, ...], how: Drawn = Drawn.BARS, names: tuple[str, ...] = ()) -> Table:
    rows = tuple(
        Row(str(at), names[at] if names else f"Row {at}", tuple(Count(f"{at}-{of}", n) for of, n in enumerate(each)))
        for at, each in enumerate(zip(*columns, strict=True))
    )
    heads = ("What", *(f"Column {at}" for at in range(len(columns))))
    return Table(key="t", title="T", definition="D", heads=heads, rows=rows, drawn=how)


def test_a_bar_is_as_long_as_its_number():
    (found,) = bars(PANEL, drawn((10, 5, 0)))
    assert [bar.width for bar in found.bars] == [FURTHEST, FURTHEST / 2, 0]
    assert [bar.is_hidden for bar in found.bars] == [False, False, False]


def test_a_hidden_count_has_no_bar_and_sets_no_scale():
    table = drawn((50, 10, 5))
    (found,) = bars(replace(PUBLIC, hidden=frozenset({"0-0"})), table)
    assert [(bar.width, bar.is_hidden) for bar in found.bars] == [(0, True), (FURTHEST, False), (FURTHEST / 2, False)]


@pytest.mark.parametrize("table", [drawn((0, 0)), drawn((3, 4), how=Drawn.LINES), drawn(())])
def test_without_numbers_there_are_no_bars(table: Table):
    assert bars(PANEL, table) == ()
    assert bars(replace(PUBLIC, hidden=frozenset({"0-0", "1-0"})), drawn((3, 4))) == ()


@pytest.mark.parametrize(("rows", "pictures"), [(8, [8]), (9, [5, 4]), (17, [6, 6, 5])])
def test_many_bars_are_several_pictures_of_one_scale(rows: int, pictures: list[int]):
    found = bars(PANEL, drawn(tuple(range(1, rows + 1))))
    assert [len(each.bars) for each in found] == pictures
    assert [each.bars[0].top for each in found] == [0] * len(pictures)
    assert found[0].bars[0].width == round(FURTHEST / rows, 2)
    assert found[-1].bars[-1].width == FURTHEST


def test_a_figure_that_is_not_known_has_no_bar():
    rows = tuple(Row(str(n), "Days", (Measured(n, Unit.DAYS, ()),)) for n in (9, None, -3))
    (found,) = bars(PANEL, replace(drawn((1,)), rows=rows))
    assert [bar.width for bar in found.bars] == [FURTHEST, 0, 0]


@pytest.mark.parametrize(
    ("name", "in_lines"),
    [
        ("Fostering", ("Fostering",)),
        ("Fostering, kinship care and special guardianship", ("Fostering, kinship care", "and special guardianship")),
        (LONG, (LONG[:LONGEST_LINE], LONG[LONGEST_LINE : 2 * LONGEST_LINE], LONG[2 * LONGEST_LINE :])),
    ],
)
def test_names_are_broken_to_fit(name: str, in_lines: tuple[str, ...]):
    (found,) = bars(PANEL, drawn((1, 1), names=(name, "Next")))
    assert found.bars[0].name == in_lines
    assert found.bars[1].top == 1.25 * len(in_lines) + 2


@pytest.mark.parametrize(
    ("most", "beside"),
    [(1, "0 1"), (4, "0 1 2 3 4"), (5, "0 1 2 3 4 5"), (7, "0 2 4 6 8"), (10, "0 2 4 6 8 10"), (58, "0 20 40 60"),
     (130, "0 50 100 150"), (802, "0 200 400 600 800 1000")],
)  # fmt: skip
def test_the_scale_begins_at_nought_and_holds_the_most(most: int, beside: str):
    found = lines(PANEL, drawn((0, most), how=Drawn.LINES))
    assert found
    assert " ".join(tick.word for tick in found.beside) == beside
    assert found.beside[0].at == 100
    assert found.beside[-1].at == 0


def test_lines_have_marks_of_their_own_and_names():
    found = lines(PANEL, drawn((5, 10), (0, 5), how=Drawn.LINES))
    assert found
    assert [(line.name, line.mark) for line in found.lines] == [("Column 0", "dot"), ("Column 1", "square")]
    assert found.lines[0].points == (Point(9, 50), Point(96, 0))
    assert not found.hides_some


@pytest.mark.parametrize(("most", "left"), [(9, 9), (58, 9), (100, 12), (802, 15)])
def test_lines_begin_where_the_longest_number_beside_them_has_room(most: int, left: float):
    found = lines(PANEL, drawn((0, most), how=Drawn.LINES))
    assert found
    assert found.left == found.lines[0].points[0].across == left


def test_no_line_leads_through_what_is_hidden():
    table = drawn((9, 8, 7, 6), how=Drawn.LINES)
    found = lines(replace(PUBLIC, hidden=frozenset({"1-0"})), table)
    assert found
    assert found.hides_some
    assert len(found.lines[0].points) == 3
    assert found.lines[0].pieces == (found.lines[0].points[1:],)


def test_months_have_room_on_a_phone():
    found = lines(PANEL, next(table for table in PANEL.tables if table.drawn is Drawn.LINES))
    assert found
    assert [tick.word for tick in found.below] == ["Apr", "Jun", "Aug", "Oct", "Dec", "Feb"]


def test_one_point_is_no_line():
    assert lines(PANEL, drawn((5,), how=Drawn.LINES)) is None


def test_an_edition_of_one_case_has_no_picture():
    report = hide(a_report(Edition.PUBLIC, cases=1))
    assert [bars(report, table) for table in report.tables if table.drawn is Drawn.BARS] == [()]
