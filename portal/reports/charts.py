"""Pictures of tables as measures: where bars end and lines turn, in shares of a picture whose words keep their size.

Pure: it draws nothing. It refuses to know a count that is hidden: no bar, no mark and no scale tells of one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from portal.reports.report import Cell, Count, Drawn, Measured, Report, Row, Table

FURTHEST = 46.0  # percent of the width that the longest bar takes; what it counts stands behind it
LONGEST_LINE = 26  # letters of a name that fit the narrowest screen
MOST_BARS = 8  # in one picture, which no sheet of paper can break
MARKS = ("dot", "square", "cross", "ring")
_LEFT, _RIGHT = 3.0, 96.0  # percent of the width between which lines run, with room at the left for numbers
_DIGIT = 3.0  # percent of the narrowest width that a digit takes
_FEWEST_DIGITS = 2
_STEPS = (1, 2, 5)
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its name in lines that fit, how long its bar is in percent of the width, and whether it has one."""

    name: tuple[str, ...]
    width: float
    cell: Cell
    is_hidden: bool
    top: float  # in letters' heights


@dataclass(frozen=True, slots=True)
class Bars:
    """Some bars below each other: no more than stay together on a sheet of paper. `height` is in letters' heights."""

    bars: tuple[Bar, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Point:
    """Where a number stands: percent of the width from the left, and of the height from the top."""

    across: float
    down: float


@dataclass(frozen=True, slots=True)
class Line:
    """One column. `pieces` join marks that are next to each other: where a number is hidden, nothing leads through."""

    name: str
    mark: str
    points: tuple[Point, ...]
    pieces: tuple[tuple[Point, Point], ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A word beside an edge, and where."""

    at: float
    word: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines over rows in their order, with words below and numbers at the side. They begin at `left`, in percent."""

    left: float
    lines: tuple[Line, ...]
    below: tuple[Tick, ...]
    beside: tuple[Tick, ...]
    hides_some: bool


def bars(report: Report, table: Table) -> tuple[Bars, ...]:
    """The first column as bars of one scale, in as many pictures as it takes; none where nothing is left to draw."""
    cells = [row.cells[0] for row in table.rows]
    numbers = [_number(report, cell) for cell in cells]
    most = max((number for number in numbers if number is not None), default=0)
    if table.drawn is not Drawn.BARS or most <= 0:
        return ()
    lengths = [round(FURTHEST * max(number or 0, 0) / most, 2) for number in numbers]
    drawn = list(zip(table.rows, lengths, (number is None for number in numbers), strict=True))
    each = -(-len(drawn) // -(-len(drawn) // MOST_BARS))
    return tuple(_together(drawn[start : start + each]) for start in range(0, len(drawn), each))


def _together(drawn: Sequence[tuple[Row, float, bool]]) -> Bars:
    made: list[Bar] = []
    top = 0.0
    for row, width, is_hidden in drawn:
        name = _in_lines(row.name)
        made.append(Bar(name, width, row.cells[0], is_hidden, top))
        top += 1.25 * len(name) + 2
    return Bars(tuple(made), top)


def lines(report: Report, table: Table) -> Lines | None:
    """Every column as a line; None where nothing is left to draw, or a line would have one point."""
    columns = list(zip(*(row.cells for row in table.rows), strict=True))[:_MOST_LINES]
    numbers = [[_number(report, cell) for cell in column] for column in columns]
    known = [number for column in numbers for number in column if number is not None]
    if table.drawn is not Drawn.LINES or len(table.rows) < 2 or max(known, default=0) <= 0:
        return None
    steps = _scale(max(known))
    left = _LEFT + _DIGIT * max(len(str(steps[-1])), _FEWEST_DIGITS)
    return Lines(
        left,
        tuple(
            _line(head, mark, column, steps[-1], left)
            for head, mark, column in zip(table.heads[1:], MARKS, numbers, strict=False)
        ),
        tuple(Tick(_across(at, len(table.rows), left), word) for at, word in _below(table.rows)),
        tuple(Tick(_down(step, steps[-1]), str(step)) for step in steps),
        hides_some=any(report.is_hidden(cell) for column in columns for cell in column),
    )


def _line(name: str, mark: str, numbers: Sequence[int | None], most: int, left: float) -> Line:
    places = [
        None if number is None else Point(_across(at, len(numbers), left), _down(number, most))
        for at, number in enumerate(numbers)
    ]
    pieces = tuple((one, next_one) for one, next_one in pairwise(places) if one and next_one)
    return Line(name, mark, tuple(place for place in places if place), pieces)


def _number(report: Report, cell: Cell) -> int | None:
    """What may be drawn of a cell."""
    if report.is_hidden(cell) or not isinstance(cell, Count | Measured):
        return None
    return cell.number


def _across(at: int, of: int, left: float) -> float:
    return round(left + (_RIGHT - left) * at / (of - 1), 2)


def _down(number: int, most: int) -> float:
    return round(100 - 100 * max(number, 0) / most, 2)


def _scale(most: int) -> tuple[int, ...]:
    """From nought by steps of 1, 2, 5, 10, 20, 50 ... to the first that is no less; at most five steps."""
    step, tens = 1, 1
    while step * 5 < most:
        following = [one * tens for one in _STEPS if one * tens > step]
        tens, step = (tens, following[0]) if following else (tens * 10, tens * 10)
    return tuple(range(0, most + step, step)) if most % step else tuple(range(0, most + 1, step))


def _below(rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """Short names, and only every other one where there are many: they stand side by side on a phone."""
    apart = 2 if len(rows) > 6 else 1
    return ((at, row.name[:3]) for at, row in enumerate(rows) if at % apart == 0)


def _in_lines(name: str) -> tuple[str, ...]:
    """A name in lines of words; a word longer than a line is broken."""
    found = [""]
    for word in name.split():
        pieces = [word[start : start + LONGEST_LINE] for start in range(0, len(word), LONGEST_LINE)]
        for piece in pieces:
            longer = f"{found[-1]} {piece}".strip()
            if len(longer) <= LONGEST_LINE:
                found[-1] = longer
            else:
                found.append(piece)
    return tuple(found)
