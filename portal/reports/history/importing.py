"""A list of past cases, checked whole against itself and against what is here, and then brought in: all of it or none.

It refuses to know how a list is read, and whose it is.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from portal.cases.models import cases
from portal.cases.references import read_reference
from portal.db import coming_first
from portal.reports.history.came_in import CameIn, keep
from portal.reports.history.checking import Checks
from portal.reports.history.columns import Column
from portal.reports.history.faults import Fault, FaultsFound, HistoryFaults, refused
from portal.reports.history.met_before import MetBefore, met_before
from portal.reports.history.past_row import PastRow
from portal.reports.history.spreadsheet import Row, Spreadsheet
from portal.reports.models import past_cases
from portal.vocabulary import Refusal

_AT_ONCE = 500  # rows asked about and written together
_MOST_TEAMS = 200  # names of teams that are kept apart, so that a list of nothing but names fills no memory

#: Told how many rows have been looked at.
OnTheWay = Callable[[int], None]
_Numbered = tuple[int, PastRow]


class ChangedMeanwhile(Refusal):
    """What was checked is not what is there now. Nothing was imported."""


@dataclass(slots=True)
class Checked:
    """What a list holds. `strange_teams`: rows by the name of a team that the council file does not have."""

    rows: int = 0
    new: int = 0
    here_already: int = 0
    replaced: int = 0
    twice: int = 0
    strange_teams: Counter[str] = field(default_factory=Counter)
    other_strange_teams: int = 0

    def met_team(self, name: str) -> None:
        """One more row of a team that the council file does not have."""
        if name in self.strange_teams or len(self.strange_teams) < _MOST_TEAMS:
            self.strange_teams[name] += 1
        else:
            self.other_strange_teams += 1


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """How many cases came in, and how many of those here already were written anew."""

    new: int
    replaced: int

    @property
    def is_anything(self) -> bool:
        """Did it change anything here?"""
        return bool(self.new or self.replaced)


def check(session: Session, sheet: Spreadsheet, checks: Checks, *, replace: bool, on_the_way: OnTheWay) -> Checked:
    """Look at every row, and write nothing. Raises HistoryFaults with all that is wrong.

    `replace`: a case that is here already with other content is no fault, and is to be written anew.
    """
    found, faults = Checked(), FaultsFound()
    with met_before() as met:
        for batch in _batches(sheet):
            rows = _read(batch, checks, found, faults)
            faults.add(_compared(session, rows, met, found, replace=replace))
            on_the_way(found.rows)
    if faults.number:
        raise HistoryFaults(faults)
    if not found.rows:
        raise refused("has no row below the names of its columns", "Look whether it is the right one.")
    return found


def bring_in(
    session: Session, sheet: Spreadsheet, checks: Checks, *, replace: bool, by: str, now: datetime, on_the_way: OnTheWay
) -> BroughtIn:
    """Write every case that is not here yet, and who brought them, in the caller's transaction. `now` is aware UTC.

    It reads the list again, so as to hold no more of it than a few rows. Raises ChangedMeanwhile where that finds a
    fault that `check` did not, or another file; and db.AskedAgain where somebody else brought the same in.
    """
    found, faults, new, replaced = Checked(), FaultsFound(), 0, 0
    for batch in _batches(sheet):
        rows = {row.reference: row for _, row in _read(batch, checks, found, faults)}
        here = _here(session, list(rows))
        other = [reference for reference, row in here.items() if row.differs_from(rows[reference])]
        if faults.number or (other and not replace):
            raise _changed()
        if other:
            session.execute(delete(past_cases).where(past_cases.c.reference.in_(other)))
        writes = [row.as_kept(now) for reference, row in rows.items() if reference not in here or reference in other]
        if writes:
            with coming_first():
                session.execute(insert(past_cases), writes)
        new, replaced = new + len(writes) - len(other), replaced + len(other)
        on_the_way(found.rows)
    came = BroughtIn(new, replaced)
    if came.is_anything:
        if not sheet.is_as_opened:
            raise _changed()
        keep(session, CameIn(now, found.rows, new, replaced, sheet.digest, by))
    return came


def _changed() -> ChangedMeanwhile:
    return ChangedMeanwhile("The file, or what is here, changed while it was read. Nothing was imported.")


def _batches(sheet: Spreadsheet) -> Iterator[list[Row | Fault]]:
    rows = sheet.rows()
    while batch := list(islice(rows, _AT_ONCE)):
        yield batch


def _read(batch: Sequence[Row | Fault], checks: Checks, found: Checked, faults: FaultsFound) -> list[_Numbered]:
    """The cases of these rows that are as they should be."""
    read: list[_Numbered] = []
    for row in batch:
        found.rows += 1
        if isinstance(row, Fault):
            faults.add([row])
            continue
        past, wrong, is_known = checks.read(row)
        faults.add(wrong)
        if past is None:
            continue
        if not is_known:
            found.met_team(past.team)
        read.append((row.number, past))
    return read


def _compared(
    session: Session, rows: Sequence[_Numbered], met: MetBefore, found: Checked, *, replace: bool
) -> Iterator[Fault]:
    """Counts which of these cases are new; a fault for one that another row, or another case here, contradicts."""
    again = met.again(rows)
    fresh = [(number, row) for number, row in rows if number not in again]
    here = _here(session, [row.reference for _, row in fresh])
    ours = _ours(session, [row.reference for _, row in fresh])
    for number, (first, is_same) in again.items():
        if is_same:
            found.twice += 1
        else:
            yield _said_otherwise(number, first)
    for number, row in fresh:
        if row.reference in ours:
            yield _is_ours(number)
        elif row.reference not in here:
            found.new += 1
        elif not (differing := row.differs_from(here[row.reference])):
            found.here_already += 1
        elif replace:
            found.replaced += 1
        else:
            yield _is_here_otherwise(number, differing)


def _here(session: Session, references: Sequence[str]) -> dict[str, PastRow]:
    """Those of these references that are here already, with what is kept of them."""
    rows = session.execute(select(past_cases).where(past_cases.c.reference.in_(references)))
    return {row.reference: PastRow.kept(row) for row in rows}


def _ours(session: Session, references: Sequence[str]) -> set[str]:
    """Those that name a case which was received here, however they are written."""
    known = {written: ours for written in references if (ours := read_reference(written))}
    if not known:
        return set()
    taken = set(session.scalars(select(cases.c.reference).where(cases.c.reference.in_(list(known.values())))))
    return {written for written, ours in known.items() if ours in taken}


def _said_otherwise(number: int, first: int) -> Fault:
    what = f"is that of row {first} too, which holds something else"
    return Fault(number, Column.REFERENCE, what, "Give each case a reference of its own, or take one of the rows out.")


def _is_ours(number: int) -> Fault:
    what = "is that of a case which this portal received itself"
    return Fault(number, Column.REFERENCE, what, "Take the row out: the portal counts its own cases by itself.")


def _is_here_otherwise(number: int, differing: Sequence[Column]) -> Fault:
    return Fault(
        number,
        Column.REFERENCE,
        f"came in before with another {', '.join(differing)}",
        "If it is another case, give it another reference. If it is the same and the file is right, import the file "
        "with --replace. If what came in before is right, take the row out.",
    )
