"""A table of a dashboard with the picture beside it: of counts as they are, or of what percentage they are of a base.

Pure. Where there is nothing to take a share of there is no bar and no mark, which is not the same as nought.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from portal.reports import charts
from portal.reports.report import Cell, Count, Report, Table


@dataclass(frozen=True, slots=True)
class Figure:
    """A table, and the picture of it: bars, perhaps in several pieces, or lines, or none."""

    table: Table
    bars: tuple[charts.Bars, ...] = ()
    lines: charts.Lines | None = None


def drawn(report: Report, table: Table) -> Figure:
    """The table with a picture of its numbers: of the percentages, where its counts have bases."""
    shares = [cell for row in table.rows for cell in row.cells if isinstance(cell, Count) and cell.base]
    of_nothing = frozenset(count.key for count in shares if count.percent is None)
    as_percent = replace(table, rows=tuple(replace(row, cells=tuple(_percents(row.cells))) for row in table.rows))
    showing = replace(report, hidden=report.hidden | of_nothing)
    lines = charts.lines(showing, as_percent)
    return Figure(
        table,
        tuple(_told(charts.bars(showing, as_percent), table)),
        replace(lines, hides_some=False) if lines else None,
    )


def _percents(cells: tuple[Cell, ...]) -> Iterator[Cell]:
    for cell in cells:
        yield Count(cell.key, cell.percent or 0) if isinstance(cell, Count) and cell.base else cell


def _told(pieces: tuple[charts.Bars, ...], table: Table) -> Iterator[charts.Bars]:
    """What stands behind each bar is the count with its base, as in the table."""
    rows = iter(table.rows)
    for piece in pieces:
        yield replace(piece, bars=tuple(replace(bar, cell=next(rows).cells[0]) for bar in piece.bars))
