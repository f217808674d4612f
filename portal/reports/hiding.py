"""What editions that everybody reads must not show: counts that are few, and whatever would give one of them away.

Pure. It refuses to guess: a count that is few stays hidden only behind other figures that fit all that is shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from portal.reports.printing import printed, rests, with_bases
from portal.reports.protecting import FEW, LEAST_POSSIBLE, Read, Sheet
from portal.reports.read_before import Told, read_before
from portal.reports.report import Cell, Count, Report, Row, Sum, Table
from portal.reports.tables import BY_SIZE

FEWER, BESIDE = f"fewer than {FEW}", "hidden"
TOO_FEW = "There were too few to say more."


def instead(count: Count) -> str:
    """What stands in the place of a count that is hidden."""
    return FEWER if count.number < FEW else BESIDE


def hidden_in(
    counts: Mapping[str, int],
    sums: Sequence[Sum],
    dear: Mapping[str, int] | None = None,
    read: Read | None = None,
) -> frozenset[str]:
    """The keys to hide: every count under 5, and enough more that what is shown leaves each of those open.

    Who reads may know this rule, all the sums, and which count is hidden for being few. `dear` says how much is lost
    with a key, in places where it is shown; 1 where it is silent. A sum may name counts that are nowhere shown: where
    one follows from the others and is few, but not nought, it is kept open as well. `read` is what they could read
    before: it stays shown or hidden as it was. Raises ValueError where a sum does not hold.
    """
    sheet = Sheet(counts, sums, dear or {}, read)
    for key in sheet.few():
        sheet.protect(key)
    sheet.give_back()
    return sheet.hidden


def hide(report: Report) -> Report:
    """The same edition, knowing what it must not show; the panel's shows everything."""
    return hide_together((report,))[0]


def hide_together(
    reports: Sequence[Report], beside: Iterable[Count] = (), before: Sequence[Told] = ()
) -> tuple[Report, ...]:
    """Editions of one year that the same people read: what one of them must not show is hidden in all.

    Editions hidden each by itself would differ in what they hide beside what is few, and one would give away what the
    other keeps. `beside` are counts that the same people are shown elsewhere, and `before` is what was published for
    them of this year and of those next to it. Raises ValueError where one key is two numbers.
    """
    public = [report for report in reports if report.edition.is_public]
    if not public:
        return tuple(reports)
    counts: dict[str, int] = {}
    dear: dict[str, int] = {}
    shown = [count for report in public for count in printed(report)]
    shown += [count for each in beside for count in with_bases(each)]
    for count in shown:
        if counts.setdefault(count.key, count.number) != count.number:
            raise ValueError(f"“{count.key}” is {counts[count.key]} in one place and {count.number} in another")
        dear[count.key] = dear.get(count.key, 0) + 1
    read = read_before(before, counts, public[0].year)
    sums = dict.fromkeys((*(each for report in public for each in report.sums), *rests(shown)))
    hidden = hidden_in(counts, tuple(sums), dear, read)
    return tuple(_without_rank(replace(each, hidden=hidden)) if each.edition.is_public else each for each in reports)


def _without_rank(report: Report) -> Report:
    """The same, where what is hidden stands last by its name: a place between two numbers would tell about how many.

    Of fewer than 5 in all no row is left: which rows there are would tell of whom.
    """

    def turn(row: Row) -> tuple[bool, str]:
        return (True, row.name) if report.is_hidden(row.cells[0]) else (False, "")

    def in_order(table: Table) -> Table:
        if table.key not in BY_SIZE:
            return table
        left = [row for row in table.rows if not _tells_of_few(report, table, row)]
        definition = table.definition if len(left) == len(table.rows) else f"{table.definition} {TOO_FEW}"
        return replace(table, rows=tuple(sorted(left, key=turn)), definition=definition)

    sections = (
        replace(
            section,
            tables=tuple(map(in_order, section.tables)),
            # Who is told of as one of the largest is so too.
            said=tuple(
                each for each in section.said if not _is_of_the_largest(each) or not any(map(report.is_hidden, each))
            ),
        )
        for section in report.sections
    )
    return replace(report, sections=tuple(sections))


def _tells_of_few(report: Report, table: Table, row: Row) -> bool:
    """Is it a row of whatever there is, in a table of fewer than 5?"""
    counts = [cell for cell in row.cells if isinstance(cell, Count)]
    totals = [count.base for count in counts] + [*(table.total.cells[:1] if table.total else ())]
    few = [each for each in totals if isinstance(each, Count) and each.number < FEW]
    return bool(few) and all(map(report.is_hidden, (*counts, *few)))


def _is_of_the_largest(sentence: Sequence[Cell]) -> bool:
    return any(isinstance(part, Count) and part.key.startswith("by-team.") for part in sentence)


__all__ = ["BESIDE", "FEW", "FEWER", "LEAST_POSSIBLE", "hidden_in", "hide", "hide_together", "instead"]
