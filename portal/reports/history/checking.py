"""Reads the cells of one row into a case of the past, or says all that is wrong with them. It knows no database.

What stands in a cell of words, the learning, is never in a fault.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TypedDict, TypeVar

from portal.clocks.working_days import WorkingCalendar
from portal.council import Council
from portal.reports.history.columns import MAY_BE_LEFT_OUT, Column
from portal.reports.history.faults import Fault
from portal.reports.history.past_row import PastRow
from portal.reports.history.procedures import FirstReplies, procedure_of
from portal.reports.history.spreadsheet import Row
from portal.reports.history.words import NOT_KNOWN, SEVERAL, CodeNames, PastOmbudsman, Teams
from portal.reports.history.written import alike, may_be_shown, one_line, ordinal, shown
from portal.vocabulary import ComplainantGroup, IssueKind, Outcome, Procedure, Service, Stage, Theme

EARLIEST = date(1990, 1, 1)  # the Children Act 1989 came into force in 1991
_A_YEAR = timedelta(days=366)
_LONGEST_NAME = 100  # characters of a reference, or of a team's name
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?", re.ASCII)
_BRITISH = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})(?: 00:00(?::00)?)?", re.ASCII)
_PLACES = {column: place for place, column in enumerate(Column)}
_KINDS = (IssueKind.COMPLAINT, IssueKind.COMPLIMENT)
_OF_THANKS = frozenset({Procedure.COMPLIMENT, Procedure.IDEA})
_WRITE_A_DAY = "Write it as 2016-02-29 or 29/02/2016"
_ALSO_WRITTEN = {Column.STAGE: ("1", "2", "3")}  # what a code may be written as that is shorter
Code = TypeVar("Code", bound=StrEnum)


class _Answered(TypedDict):
    """The fields of a `PastRow` about its answer."""

    stage: str | None
    due_on: date | None
    replied_on: date | None
    outcome: str | None
    ombudsman: str


class Checks:
    """What rows are held against: the words for codes, the council's teams and targets, and today."""

    def __init__(self, words: CodeNames, council: Council, calendar: WorkingCalendar, today: date) -> None:
        """`today` is the London date."""
        self.words = words
        self.teams = Teams(council)
        self.first_replies = FirstReplies(council, calendar)
        self.today = today

    def read(self, row: Row) -> tuple[PastRow | None, list[Fault], bool]:
        """The case, or None and all that is wrong; and whether the council file has its team."""
        reading = _Reading(self, row)
        past = reading.past_row()
        return (None if reading.faults else past), reading.faults, reading.has_a_known_team


class _Reading:
    """One row while it is read, and what was found wrong with it so far."""

    def __init__(self, checks: Checks, row: Row) -> None:
        self.checks, self.number, self.cells = checks, row.number, row.cells
        self.faults: list[Fault] = []
        self.has_a_known_team = True

    def past_row(self) -> PastRow | None:
        """The case; None where something is wrong."""
        reference = self.name(Column.REFERENCE)
        kind = self.kind()
        received = self.needed_day(Column.RECEIVED)
        service = self.service()
        team, self.has_a_known_team = self.checks.teams.key(self.name(Column.TEAM))
        group = self.needed(Column.COMPLAINANT_GROUP, ComplainantGroup)
        procedure = self.procedure(kind, service, group)
        themes = self.themes()
        answered = self.answered(kind, received, procedure)
        if self.faults or not (kind and received and service and group and procedure):
            return None
        return PastRow(
            reference=reference,
            kind=kind.value,
            received_on=received,
            service=service.value,
            team=team,
            complainant_group=group.value,
            procedure=procedure.value,
            themes=themes,
            learning=_several(self.cell(Column.LEARNING)),
            **answered,
        )

    def answered(self, kind: IssueKind | None, received: date | None, procedure: Procedure | None) -> _Answered:
        """How far it went, by when and when its first stage was answered, and what was found."""
        stage = self.code(Column.STAGE, Stage)
        replied = self.day_after(Column.REPLIED, received, self.checks.today)
        due = self.day_after(Column.DUE, received, self.checks.today + _A_YEAR)
        outcome = self.code(Column.OUTCOME, Outcome)
        ombudsman = self.code(Column.OMBUDSMAN, PastOmbudsman) or PastOmbudsman.NONE
        if kind is IssueKind.COMPLIMENT:
            self.nothing_was_decided(outcome, ombudsman)
            stage = due = replied = None  # nothing is owed for thanks, so nothing of it may be counted
        elif procedure and received and not due:
            due = self.checks.first_replies.due(procedure, received)
        return {
            "stage": stage.value if stage else None,
            "due_on": due,
            "replied_on": replied,
            "outcome": outcome.value if outcome else None,
            "ombudsman": ombudsman.value,
        }

    def cell(self, column: Column) -> str:
        """What is written there."""
        return self.cells[_PLACES[column]]

    def fault(self, column: Column, what: str, cure: str) -> None:
        """Something is wrong there."""
        self.faults.append(Fault(self.number, column, what, cure))

    def name(self, column: Column) -> str:
        """A name that nobody else gives: of a case, or of a team."""
        name = one_line(self.cell(column))
        if not name:
            also = f" Where nobody knows any more, write: {NOT_KNOWN}." if column is Column.TEAM else ""
            self.fault(column, "is empty", f"Write the {column}.{also}")
        elif len(name) > _LONGEST_NAME or not name.isprintable():
            self.fault(column, "is too long, or holds a sign that cannot be shown", "Write it shorter and plainer.")
        return name

    def kind(self) -> IssueKind | None:
        """A complaint or thanks: what else was said is in no yearly figure that a list holds."""
        kind = self.needed(Column.KIND, IssueKind, *_KINDS)
        if kind is IssueKind.IDEA:
            self.fault(Column.KIND, "is an idea", "Take the row out: only complaints and compliments come in.")
        return kind

    def service(self) -> Service | None:
        """Which help it is about. A name that several share is answered with those."""
        several = SEVERAL.get(alike(self.cell(Column.SERVICE)))
        if not several:
            return self.needed(Column.SERVICE, Service)
        which = f"Write the one it was: {', '.join(several)}."
        self.fault(Column.SERVICE, f"is {shown(self.cell(Column.SERVICE))}, which may be several", which)
        return None

    def procedure(
        self, kind: IssueKind | None, service: Service | None, group: ComplainantGroup | None
    ) -> Procedure | None:
        """As it is written, or told by service and group."""
        written = self.code(Column.PROCEDURE, Procedure)
        if written and kind and (written in _OF_THANKS) != (kind is IssueKind.COMPLIMENT):
            cure = f"Look which of the two is right, or leave {Column.PROCEDURE} empty."
            self.fault(Column.PROCEDURE, f"is {written}, and {Column.KIND} is {kind}", cure)
            return None
        if self.cell(Column.PROCEDURE):
            return written
        return procedure_of(kind, service, group) if kind and service and group else None

    def themes(self) -> tuple[str, ...]:
        """Each theme once, in the order they are written in."""
        written = _several(self.cell(Column.THEMES))
        found = [self.checks.words.code(Theme, each) for each in written]
        if None in found:
            for place in (place for place, theme in enumerate(found) if theme is None):
                self.no_code(Column.THEMES, f"{_which(place, written)}{shown(written[place])}", Theme)
        return tuple(dict.fromkeys(theme.value for theme in found if theme))

    def nothing_was_decided(self, outcome: Outcome | None, ombudsman: PastOmbudsman) -> None:
        """Thanks have no outcome: where a row has one, it was no thanks, or the rows have slipped."""
        cure = f"Empty this cell, or write complaint under {Column.KIND}."
        if outcome:
            self.fault(Column.OUTCOME, f"is {outcome}, of a compliment", cure)
        if ombudsman is not PastOmbudsman.NONE:
            self.fault(Column.OMBUDSMAN, f"is {ombudsman}, of a compliment", cure)

    def needed(self, column: Column, kind: type[Code], *only: Code) -> Code | None:
        """A code that must be there."""
        written = self.cell(column)
        if written:
            return self.read(column, kind, written, *only)
        self.fault(column, "is empty", _cure(column, f"Write one of: {', '.join(only or kind)}"))
        return None

    def code(self, column: Column, kind: type[Code]) -> Code | None:
        """A code that may be left out."""
        written = self.cell(column)
        return self.read(column, kind, written) if written else None

    def read(self, column: Column, kind: type[Code], written: str, *only: Code) -> Code | None:
        """The code that is written so."""
        code = self.checks.words.code(kind, written)
        if code is None and not self.checks.words.is_none_yet(kind, written):
            self.no_code(column, shown(written), only or kind)
        return code

    def no_code(self, column: Column, what: str, codes: Iterable[StrEnum]) -> None:
        """What is written there is none of these."""
        every = ", ".join((*_ALSO_WRITTEN.get(column, ()), *codes))
        self.fault(column, f"{what} is no {_said(column)}", _cure(column, f"Write one of: {every}"))

    def needed_day(self, column: Column) -> date | None:
        """A day that must be there, and is over."""
        if self.cell(column):
            return self.day(column, self.checks.today)
        self.fault(column, "is empty", _cure(column, _WRITE_A_DAY))
        return None

    def day_after(self, column: Column, received: date | None, latest: date) -> date | None:
        """A day that may be left out, and lies on or after the one on which it came."""
        day = self.day(column, latest) if self.cell(column) else None
        if day and received and day < received:
            what = f"is {day.isoformat()}, which is before it was received ({received.isoformat()})"
            self.fault(column, what, f"Look which of the two dates is right, or leave {column} empty.")
        return day

    def day(self, column: Column, latest: date) -> date | None:
        """A day that can be."""
        written = self.cell(column)
        try:
            day = _day(written)
        except ValueError:
            self.fault(column, f"{shown(written)} is no day of the calendar", _cure(column, _WRITE_A_DAY))
            return None
        if day is None:
            self.fault(column, f"{shown(written)} is not written as a date", _cure(column, _WRITE_A_DAY))
        elif EARLIEST <= day <= latest:
            return day
        else:
            too_late = "in the future" if latest == self.checks.today else "more than a year from now"
            what = f"is {day.isoformat()}, which is {'before 1990' if day < EARLIEST else too_late}"
            self.fault(column, what, _cure(column, "Look whether the year is right"))
        return None


@lru_cache(maxsize=32768)
def _day(written: str) -> date | None:
    """The London date; None where it is written in no way we read. Raises ValueError for 30 February."""
    if found := _ISO.fullmatch(written):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _BRITISH.fullmatch(written):
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    return None


def _several(written: str) -> tuple[str, ...]:
    return tuple(part for each in written.split(";") if (part := each.strip()))


def _which(place: int, themes: Sequence[str]) -> str:
    """Which of several themes is meant, where it is not shown. `place` is counted from 0."""
    return "" if len(themes) == 1 or may_be_shown(themes[place]) else f"the {ordinal(place + 1)} theme "


def _cure(column: Column, advice: str) -> str:
    """The advice as a sentence. Where nothing need stand, emptying the cell is a cure too."""
    return f"{advice}, or leave it empty." if column in MAY_BE_LEFT_OUT else f"{advice}."


def _said(column: Column) -> str:
    return {Column.THEMES: "theme", Column.COMPLAINANT_GROUP: "complainant group"}.get(column, column.value)
