"""What editions that everybody reads must not show: counts that are few, and whatever would give one of them away.

Pure. It refuses to guess: a count that is few stays hidden only behind other figures that fit all that is shown.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from portal.reports.protecting import FEW, LEAST_POSSIBLE, Sheet
from portal.reports.report import Count, Measured, Report, Sum

FEWER, BESIDE = f"fewer than {FEW}", "hidden"


def instead(count: Count) -> str:
    """What stands in the place of a count that is hidden."""
    return FEWER if count.number < FEW else BESIDE


def hidden_in(counts: Mapping[str, int], sums: Sequence[Sum], dear: Mapping[str, int] | None = None) -> frozenset[str]:
    """The keys to hide: every count under 5, and enough more that what is shown leaves each of those open.

    Who reads may know this rule, all the sums, and which count is hidden for being few. `dear` says how much is lost
    with a key, in places where it is shown; 1 where it is silent. A sum may name counts that are nowhere shown: where
    one follows from the others and is few, but not nought, it is kept open as well. Raises ValueError where a sum does
    not hold.
    """
    sheet = Sheet(counts, sums, dear or {})
    for key in sheet.few():
        sheet.protect(key)
    sheet.give_back()
    return sheet.hidden


def hide(report: Report) -> Report:
    """The same edition, knowing what it must not show; the panel's shows everything."""
    return hide_together((report,))[0]


def hide_together(reports: Sequence[Report], beside: Iterable[Count] = ()) -> tuple[Report, ...]:
    """Editions that the same people read: what one of them must not show is hidden in all.

    Editions hidden each by itself would differ in what they hide beside what is few, and one would give away what the
    other keeps. `beside` are counts that the same people are shown elsewhere. Raises ValueError where one key is two
    numbers.
    """
    public = [report for report in reports if report.edition.is_public]
    counts: dict[str, int] = {}
    dear: dict[str, int] = {}
    shown = [count for report in public for count in _shown(report)]
    shown += [count for each in beside if public for count in _with_bases(each)]
    for count in shown:
        if counts.setdefault(count.key, count.number) != count.number:
            raise ValueError(f"“{count.key}” is {counts[count.key]} in one place and {count.number} in another")
        dear[count.key] = dear.get(count.key, 0) + 1
    sums = dict.fromkeys(each for report in public for each in report.sums) | dict.fromkeys(_rests(shown))
    hidden = hidden_in(counts, tuple(sums), dear)
    return tuple(replace(each, hidden=hidden) if each.edition.is_public else each for each in reports)


def _shown(report: Report) -> Iterator[Count]:
    """Every count once for each place that tells it, as a base or as what a figure is worked out from."""
    for cell in _cells(report):
        if isinstance(cell, Measured):
            for count in cell.of:
                yield from _with_bases(count)
        elif isinstance(cell, Count):
            yield from _with_bases(cell)


def _cells(report: Report) -> Iterator[object]:
    for section in report.sections:
        for sentence in section.said:
            yield from sentence
        for row in (row for table in section.tables for row in table.every_row):
            yield from row.cells


def _with_bases(count: Count | None) -> Iterator[Count]:
    while count is not None:
        yield count
        count = count.base


def _rests(shown: Iterable[Count]) -> Iterator[Sum]:
    """Of 58, 55: everybody knows the other 3, whether or not a table has them."""
    for count in shown:
        if count.base is not None and count.key != count.base.key and count.number <= count.base.number:
            yield Sum(count.base.key, (count.key, f"{count.base.key} without {count.key}"))


__all__ = ["BESIDE", "FEW", "FEWER", "LEAST_POSSIBLE", "hidden_in", "hide", "hide_together", "instead"]
