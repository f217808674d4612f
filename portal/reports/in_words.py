"""A cell of a report in words: a percentage with its counts, a number with its unit, what stands for what is hidden.

Pure. It refuses to know what is drawn around it.
"""

from datetime import date

from portal.cases.acts.fields import spoken
from portal.reports.hiding import BESIDE, instead
from portal.reports.report import Cell, Count, Measured, Report, Unit

NO_FIGURE = "no figure"
_DAYS = {Unit.WORKING_DAYS: "working day", Unit.DAYS: "day"}


def told(report: Report, cell: Cell) -> str:
    """A cell in words, as everything that draws this report writes it."""
    match cell:
        case Count():
            return _count(report, cell)
        case Measured():
            return BESIDE if report.is_hidden(cell) else _measured(cell)
        case date():
            return spoken(cell)
        case _:
            return cell


def _count(report: Report, count: Count) -> str:
    number = instead(count) if report.is_hidden(count) else str(count.number)
    if count.base is None:
        return number
    if report.is_hidden(count.base):
        return f"{number} (share {BESIDE})"
    if count.base.number == 0:
        return number
    if report.is_hidden(count):
        return f"{number} (of {count.base.number})"
    return f"{count.percent}% ({number} of {count.base.number})"


def _measured(cell: Measured) -> str:
    if cell.number is None:
        return NO_FIGURE
    if cell.unit is Unit.PERCENT_MORE:
        return f"{abs(cell.number)}% {'more' if cell.number > 0 else 'less'}" if cell.number else "no change"
    return f"{cell.number} {_DAYS[cell.unit]}{'' if cell.number == 1 else 's'}"
