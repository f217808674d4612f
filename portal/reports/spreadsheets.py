"""The tables of a report for a spreadsheet, as CSV: a percentage never without its counts, and nothing that is hidden.

Pure. It refuses to let a cell be a formula: whatever a spreadsheet would work out is made a text.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date

from portal.reports.hiding import BESIDE, instead
from portal.reports.report import Cell, Count, Measured, Report, Table, Unit

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for something older
UNITS = {Unit.WORKING_DAYS: "working days", Unit.DAYS: "days", Unit.PERCENT_MORE: "% more than last year"}
#: The wide ones too: a spreadsheet set to Japanese or Chinese takes them for the others.
_WORKED_OUT = tuple("=+-@＝＋－＠\t\r")
_HEADS = ("Table", "Row", "Column", "Value", "Unit", "Out of", "Percent", "What is counted")
_DEFINITION = "What is counted"

Line = tuple[str | int, ...]


def tables(report: Report) -> Iterator[tuple[str, str]]:
    """File name and text of each table, as it is laid out in the report: a line a row.

    A column of shares is three: the count, what it is out of, and the percentage. Definitions end each line.
    """
    for table in report.tables:
        yield f"{report.year}-{report.edition}-{table.key}.csv", _written(_wide(report, table))


def one_text(report: Report) -> str:
    """All tables in one: a line a cell, so that tables of every shape can be filtered and put together again."""
    return _written([_HEADS, *(line for table in report.tables for line in _long(report, table))])


def _wide(report: Report, table: Table) -> Iterator[Line]:
    columns = [[row.cells[at] for row in table.every_row] for at in range(len(table.heads) - 1)]
    shared = [any(isinstance(cell, Count) and cell.base for cell in cells) for cells in columns]
    measured = [next((UNITS[cell.unit] for cell in cells if isinstance(cell, Measured)), "") for cells in columns]
    heads: list[str] = [table.heads[0]]
    for head, has_base, unit in zip(table.heads[1:], shared, measured, strict=True):
        heads.append(f"{head} ({unit})" if unit else head)
        heads.extend((f"{head}: out of", f"{head}: percent") if has_base else ())
    yield (*heads, _DEFINITION)
    for row in table.every_row:
        line: list[str | int] = [row.name]
        for cell, has_base in zip(row.cells, shared, strict=True):
            value, _, *share = _told(report, cell)
            line.extend((value, *share) if has_base else (value,))
        yield (*line, table.definition)


def _long(report: Report, table: Table) -> Iterator[Line]:
    for row in table.every_row:
        for head, cell in zip(table.heads[1:], row.cells, strict=True):
            yield (table.title, row.name, head, *_told(report, cell), table.definition)


def _told(report: Report, cell: Cell) -> Line:
    """Value, unit, what it is out of, and percentage."""
    match cell:
        case Count(base=None):
            return (_count(report, cell), "", "", "")
        case Count(base=base) if base:
            percent = BESIDE if report.hides_share(cell) else cell.percent
            return (_count(report, cell), "", _count(report, base), "" if percent is None else percent)
        case Measured():
            number = BESIDE if report.is_hidden(cell) else cell.number
            return ("" if number is None else number, UNITS[cell.unit], "", "")
        case date():
            return (cell.isoformat(), "", "", "")
        case _:
            return (str(cell), "", "", "")


def _count(report: Report, count: Count) -> str | int:
    return instead(count) if report.is_hidden(count) else count.number


def _written(lines: Iterator[Line] | Sequence[Line]) -> str:
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerows([_as_text(each) if isinstance(each, str) else each for each in line] for line in lines)
    return BYTE_ORDER_MARK + written.getvalue()


def _as_text(text: str) -> str:
    """With an apostrophe before what a spreadsheet would take for a formula, which it then shows and does not do."""
    return f"'{text}" if text.startswith(_WORKED_OUT) else text
