"""A report as data: sections of words and tables of counts, whole enough to be kept and drawn again in any form.

Pure. It refuses to know how anything was counted, and how it is drawn.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Scope(StrEnum):
    """Which procedures a report is about."""

    STATUTORY = "statutory"
    CORPORATE = "corporate"
    BOTH = "both"


class Edition(StrEnum):
    """Whom a report is written for. The last two are read by everybody, and hide what is few."""

    PANEL = "panel"
    PUBLIC = "public"
    YOUNG_PEOPLE = "young-people"

    @property
    def is_public(self) -> bool:
        """Is it read by people who know the families?"""
        return self is not Edition.PANEL


class Drawn(StrEnum):
    """The picture beside a table."""

    BARS = "bars"  # the first column, a bar a row
    LINES = "lines"  # a line a column, over the rows in their order


@dataclass(frozen=True, slots=True)
class Count:
    """How many. `key` tells it from every other count of the report: the same key is the same number everywhere.

    With a `base` it is shown as a percentage of it too, with both counts.
    """

    key: str
    number: int
    base: "Count | None" = None

    @property
    def percent(self) -> int | None:
        """Of its base, rounded half up to a whole number; None without a base, or of nothing."""
        if self.base is None or self.base.number == 0:
            return None
        return (200 * self.number + self.base.number) // (2 * self.base.number)


class Unit(StrEnum):
    """What a figure that is no count is measured in."""

    WORKING_DAYS = "working-days"
    DAYS = "days"
    PERCENT_MORE = "percent-more"  # than last year; below nought, less


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure worked out from counts; None where there is nothing to work it out from. Hidden where one of `of` is."""

    number: int | None
    unit: Unit
    of: tuple[Count, ...]


Cell = Count | Measured | date | str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table. `key` is a code, where the line is about one."""

    key: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: what it counts stands beside it, in `definition`. `heads` begins with that of the rows' names."""

    key: str
    title: str
    definition: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    drawn: Drawn | None = None

    @property
    def every_row(self) -> tuple[Row, ...]:
        """Its rows, and the total below them."""
        return (*self.rows, self.total) if self.total else self.rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the report. `words` are what staff wrote for it, and `said` sentences made from the figures.

    A sentence of `said` is made of texts and of counts, so that what is few can be hidden in it.
    """

    key: str
    title: str
    said: tuple[tuple[str | Count | Measured, ...], ...] = ()
    words: str = ""
    tables: tuple[Table, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and the counts that make it up: who knows all but one knows the last."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One edition of the report of one year. `hidden` holds the keys of counts that this edition must not show.

    `counted_on` is the London date whose cases it counts. `year` is written 2016-17.
    """

    council: str
    year: str
    scope: Scope
    edition: Edition
    title: str
    counted_on: date
    sections: tuple[Section, ...]
    sums: tuple[Sum, ...] = ()
    hidden: frozenset[str] = frozenset()

    @property
    def tables(self) -> Iterator[Table]:
        """Every table, in order."""
        return (table for section in self.sections for table in section.tables)

    def is_hidden(self, cell: Cell) -> bool:
        """Must this edition not show it?"""
        if isinstance(cell, Count):
            return cell.key in self.hidden
        return isinstance(cell, Measured) and any(each.key in self.hidden for each in cell.of)

    def hides_share(self, count: Count) -> bool:
        """Must it not show what part of its base this is?"""
        return self.is_hidden(count) or (count.base is not None and self.is_hidden(count.base))
