"""Which counts a report prints, wherever they stand in it, and what anybody works out from their bases. Pure."""

from collections.abc import Iterable, Iterator

from portal.reports.report import Count, Measured, Report, Sum


def printed(report: Report) -> Iterator[Count]:
    """Every count once for each place that tells it, as a base or as what a figure is worked out from."""
    for cell in _cells(report):
        if isinstance(cell, Measured):
            for count in cell.of:
                yield from with_bases(count)
        elif isinstance(cell, Count):
            yield from with_bases(cell)


def with_bases(count: Count | None) -> Iterator[Count]:
    """A count, what it is a share of, and what that is a share of."""
    while count is not None:
        yield count
        count = count.base


def rests(shown: Iterable[Count]) -> Iterator[Sum]:
    """Of 58, 55: everybody knows the other 3, whether or not a table has them."""
    for count in shown:
        if count.base is not None and count.key != count.base.key and count.number <= count.base.number:
            yield Sum(count.base.key, (count.key, f"{count.base.key} without {count.key}"))


def _cells(report: Report) -> Iterator[object]:
    for section in report.sections:
        for sentence in section.said:
            yield from sentence
        for row in (row for table in section.tables for row in table.every_row):
            yield from row.cells
