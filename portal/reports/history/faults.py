"""What is wrong with a list of past cases: each fault with its row, its column and its cure. It knows no file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from portal.vocabulary import Refusal

MOST_KINDS = 100  # of faults, each told in a line
MOST_ROWS = 10  # named in one line


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to put right. `row` is counted as a spreadsheet counts, the names of the columns included; 0: the file.

    `column` is empty where the whole row is meant. `what` follows it and has no full stop; `cure` is whole sentences.
    """

    row: int
    column: str | None
    what: str
    cure: str

    def __str__(self) -> str:
        return self.told_of(f"Row {self.row}" if self.row else "The file")

    def told_of(self, where: str) -> str:
        """Its sentences, about this row or these."""
        return f"{where}{f', {self.column}' if self.column else ''}: {self.what}. {self.cure}"


@dataclass(slots=True)
class _Kind:
    """Faults that differ in nothing but their row: the first of them, the first rows, and how many rows in all."""

    fault: Fault
    rows: list[int] = field(default_factory=list)
    number: int = 0
    last: int = -1

    def is_new_in(self, row: int) -> bool:
        """Count the row, unless it was the last."""
        if row == self.last:
            return False
        self.last = row
        self.number += 1
        if len(self.rows) < MOST_ROWS:
            self.rows.append(row)
        return True

    def __str__(self) -> str:
        return str(self.fault) if self.number == 1 else self.fault.told_of(f"Rows {_listed(self.rows, self.number)}")


class FaultsFound:
    """The faults of a list, those of one kind told together. However many there are, it holds no more than some."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self.number = 0
        self._kinds: dict[tuple[str | None, str, str], _Kind] = {}
        self.add(faults)

    def add(self, faults: Iterable[Fault]) -> None:
        """More of them, those of one kind in the order of their rows. One that a row has twice counts once."""
        for fault in faults:
            key = (fault.column, fault.what, fault.cure)
            if key not in self._kinds and len(self._kinds) < MOST_KINDS:
                self._kinds[key] = _Kind(fault)
            kind = self._kinds.get(key)
            self.number += kind is None or kind.is_new_in(fault.row)

    def told(self) -> tuple[str, ...]:
        """A line for each kind that was kept, in the order of their first rows."""
        return tuple(map(str, sorted(self._kinds.values(), key=lambda kind: kind.fault.row)))

    @property
    def untold(self) -> int:
        """How many are of kinds that were not kept."""
        return self.number - sum(kind.number for kind in self._kinds.values())


class HistoryFaults(Refusal):
    """A list that cannot come in. `faults`: a line for each kind of fault that is told; `number`: of all faults."""

    def __init__(self, found: FaultsFound) -> None:
        self.faults, self.number = found.told(), found.number
        many = "There is 1 fault" if self.number == 1 else f"There are {self.number:,} faults"
        others = f", and {found.untold:,} of them are not shown here" if found.untold else ""
        super().__init__("\n".join((*self.faults, f"{many}{others}.", "Nothing was imported.")))


def refused(what: str, cure: str) -> HistoryFaults:
    """A file of which no row can be read."""
    return HistoryFaults(FaultsFound([Fault(0, None, what, cure)]))


def _listed(rows: Sequence[int], number: int) -> str:
    """As 2, 3 and 4, or as 2, 3, 4 and 2,997 more."""
    named, last = (rows, f"{number - len(rows):,} more") if number > len(rows) else (rows[:-1], str(rows[-1]))
    return f"{', '.join(map(str, named))} and {last}"
