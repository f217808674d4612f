"""The columns of a list of past cases, and which of a file's is which. It refuses to know what stands in them."""

from collections.abc import Sequence
from enum import StrEnum

from portal.reports.history.faults import Fault, FaultsFound, HistoryFaults
from portal.reports.history.written import alike, shown


class Column(StrEnum):
    """A column, by the name it is written with."""

    REFERENCE = "reference"
    KIND = "kind"
    RECEIVED = "received"
    SERVICE = "service"
    TEAM = "team"
    COMPLAINANT_GROUP = "complainant_group"
    THEMES = "themes"
    STAGE = "stage"
    DUE = "due"
    REPLIED = "replied"
    OUTCOME = "outcome"
    PROCEDURE = "procedure"
    OMBUDSMAN = "ombudsman"
    LEARNING = "learning"


#: Without these no figure can be told: what it was, when, about what, from whom, and who had it. A team that nobody
#: knows any more is written as such, so that the report says so, and the portal guesses none.
NEEDED = (
    Column.REFERENCE,
    Column.KIND,
    Column.RECEIVED,
    Column.SERVICE,
    Column.TEAM,
    Column.COMPLAINANT_GROUP,
)
#: These may be empty for a case, so a list may be without them: what is not there is not counted.
MAY_BE_LEFT_OUT = tuple(column for column in Column if column not in NEEDED)

_BY_NAME = {alike(column): column for column in Column}
_MOST = 100  # names of columns in one sentence


def column_called(name: str) -> Column | None:
    """The column that a file calls so; case does not matter, nor whether spaces or underscores part its words."""
    return _BY_NAME.get(alike(name))


def places(names: Sequence[str], row: int) -> tuple[int | None, ...]:
    """Where each `Column` stands in a file whose columns are called so in this row; None where it is left out.

    Raises HistoryFaults: for columns nobody knows, that are there twice, or that are needed and not there.
    """
    called = [column_called(name) for name in names]
    faults = [*_unknown(names, row), *_twice(called, row), *_lacking(called, row)]
    if faults:
        raise HistoryFaults(FaultsFound(faults))
    return tuple(called.index(column) if column in called else None for column in Column)


def _unknown(names: Sequence[str], row: int) -> list[Fault]:
    # A column without a name is what spreadsheets leave behind where something once stood; each row is asked about it.
    strange = [shown(name) for name in names if name.strip() and not column_called(name)]
    if not strange:
        return []
    more = f" and {len(strange) - _MOST} more" if len(strange) > _MOST else ""
    return [
        Fault(
            row,
            None,
            f"there is no column called {', '.join(strange[:_MOST])}{more}",
            f"Take it out, or call it by its name. The columns are {', '.join(NEEDED)}; and, where you have them, "
            f"{', '.join(MAY_BE_LEFT_OUT)}.",
        )
    ]


def _twice(called: Sequence[Column | None], row: int) -> list[Fault]:
    return [
        Fault(row, column, "is there more than once", "Keep the one that is right, and take the others out.")
        for column in Column
        if called.count(column) > 1
    ]


def _lacking(called: Sequence[Column | None], row: int) -> list[Fault]:
    return [
        Fault(row, column, "is not there", f"Add a column called {column}, and fill it for every case.")
        for column in NEEDED
        if column not in called
    ]
