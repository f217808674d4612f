"""What is wrong with a list of past cases: each fault with its row, its column and its cure. It knows no file."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.vocabulary import Refusal

MOST_SHOWN = 100


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
        where = f"Row {self.row}" if self.row else "The file"
        return f"{where}{f', {self.column}' if self.column else ''}: {self.what}. {self.cure}"


class HistoryFaults(Refusal):
    """A list that cannot come in: its first faults, and how many there are in all."""

    def __init__(self, faults: Sequence[Fault], number: int) -> None:
        lines = [str(fault) for fault in faults[:MOST_SHOWN]]
        if number > MOST_SHOWN:
            lines.append(f"These are the first {MOST_SHOWN} of {number:,} faults.")
        else:
            lines.append("There is 1 fault." if number == 1 else f"There are {number} faults.")
        super().__init__("\n".join((*lines, "Nothing was imported.")))
        self.faults = tuple(faults)
        self.number = number


def refused(what: str, cure: str) -> HistoryFaults:
    """A file of which no row can be read."""
    return HistoryFaults([Fault(0, None, what, cure)], 1)
