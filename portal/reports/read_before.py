"""What everybody could read before an edition is made, under the names that its figures have in the new one.

Pure. The edition of a year prints figures of the year before it too, so that one figure may have been printed in three
years' editions and in their corrections. It is the same only where its number is: else nobody need think so.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from portal.reports.figures import LAST
from portal.reports.printing import printed, rests
from portal.reports.protecting import Read
from portal.reports.report import Count, Report, Sum
from portal.reports.years import ReportYear

#: The editions of one year that were published at one press: they hide the same.
Told = tuple[Report, ...]


class _Figure(NamedTuple):
    """A count of a year, whichever year's edition prints it."""

    year: ReportYear
    key: str


def read_before(before: Sequence[Told], counts: Mapping[str, int], year: str) -> Read:
    """What was read before a new edition of this year, which has these counts."""
    new = {_figure(ReportYear.read(year), key): (key, number) for key, number in counts.items()}
    read: dict[str, int] = {}
    shown: set[str] = set()
    sums: dict[Sum, None] = {}
    for at, told in enumerate(before):
        cells = [(report, count) for report in told for count in printed(report)]
        name = _names({count.key: count.number for _, count in cells}, ReportYear.read(told[0].year), new, at)
        read |= {name(count.key): count.number for _, count in cells}
        shown |= {name(count.key) for report, count in cells if count.key not in report.hidden}
        sums |= dict.fromkeys(_named(each, name) for report in told for each in report.sums)
        sums |= dict.fromkeys(rests(_counted(count, name) for _, count in cells))
    return Read(read, frozenset(shown), tuple(sums))


def _names(
    numbers: Mapping[str, int], year: ReportYear, new: Mapping[_Figure, tuple[str, int]], at: int
) -> Callable[[str], str]:
    """How the counts of what was told `at` this place are called beside the new ones."""

    def name(key: str) -> str:
        if key not in numbers:
            return f"{key} of {at}"  # printed nowhere: nothing tells that it is another's
        figure, number = _figure(year, key), numbers[key]
        key_now, number_now = new.get(figure, ("", -1))
        return key_now if number == number_now else f"{number} {figure.key} in {figure.year}"

    return name


def _figure(year: ReportYear, key: str) -> _Figure:
    return _Figure(year.before, key.removeprefix(LAST)) if key.startswith(LAST) else _Figure(year, key)


def _named(each: Sum, name: Callable[[str], str]) -> Sum:
    return Sum(name(each.total), tuple(name(part) for part in each.parts))


def _counted(count: Count, name: Callable[[str], str]) -> Count:
    base = _counted(count.base, name) if count.base else None
    return Count(name(count.key), count.number, base)
