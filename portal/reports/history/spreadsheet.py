"""Reads a list that a spreadsheet saved as text, a row at a time, however long. It refuses to know what rows mean.

Which letters it is written in, and what parts its cells, is found out: whoever saves a list is seldom asked.
"""

import codecs
import csv
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import TextIO

from portal.reports.history.columns import NEEDED, column_called, places
from portal.reports.history.faults import Fault, refused

SEPARATORS = (",", ";", "\t")
_AT_ONCE = 1 << 20  # bytes
_NO_TEXT = {b"PK\x03\x04": "a workbook", b"\xd0\xcf\x11\xe0": "a workbook", b"%PDF": "a PDF"}
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_SAVE = "In the spreadsheet, save it as CSV (UTF-8)."
_SAYS_SEPARATOR = "sep="
_MAY_BE_NAMES = 10  # rows, of which one may hold the names of the columns, below a title
_Record = tuple[int, list[str] | None]  # a row's number and its cells; None where they cannot be told apart


@dataclass(frozen=True, slots=True)
class Row:
    """A row with something in it. `cells` stand in the order of `Column`, stripped, empty where there is none."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """A file whose letters, separator and columns are known.

    `head` is the row with the names of the columns. `has_a_line_before`: one that only names the separator. `digest` is
    that of the whole file when it was opened.
    """

    path: Path
    digest: str
    encoding: str
    separator: str
    has_a_line_before: bool
    head: int
    names: tuple[str, ...]

    @property
    def is_as_opened(self) -> bool:
        """Does the file still hold what it held? Raises HistoryFaults where it can no longer be read."""
        return _digest_of(self.path) == self.digest

    def rows(self) -> Iterator[Row | Fault]:
        """Every row with something in it, in turn; a fault in place of one that cannot be read.

        Raises HistoryFaults for the columns, and where the file can no longer be read.
        """
        width, nowhere = len(self.names), len(self.names)
        pick = itemgetter(*(nowhere if place is None else place for place in places(self.names, self.head)))
        nameless = [place for place, name in enumerate(self.names) if not name.strip()]
        with _opened(self.path, self.encoding) as file:
            for number, cells in _records(file, self.separator, self.has_a_line_before):
                if cells is None:
                    yield _unreadable(number)
                    return
                if number <= self.head or not any(map(str.strip, cells)):
                    continue
                cells += [""] * (width - len(cells))
                if any(map(str.strip, cells[width:])) or any(cells[place].strip() for place in nameless):
                    yield _does_not_fit(number, width)
                    continue
                cells[width:] = [""]  # what stands in a column that is left out
                yield Row(number, tuple(map(str.strip, pick(cells))))


def opened(path: Path) -> Spreadsheet:
    """The list in this file. Raises HistoryFaults where it is none, and looks at no row below its columns' names."""
    encoding, digest = _encoding_of(path), _digest_of(path)
    with _opened(path, encoding) as file:
        first = file.readline(16).strip("\r\n").casefold()
    separator = first.removeprefix(_SAYS_SEPARATOR)
    is_said = first.startswith(_SAYS_SEPARATOR) and separator in SEPARATORS
    heads = {each: _head(path, encoding, each, is_said) for each in ((separator,) if is_said else SEPARATORS)}
    known = {each: sum(column_called(name) is not None for name in names) for each, (_, names) in heads.items()}
    separator = max(known, key=lambda each: known[each])
    if not known[separator]:
        for each in heads:
            _refuse_names_below(path, encoding, each, is_said)
    return Spreadsheet(path, digest, encoding, separator, is_said, *heads[separator])


def _head(path: Path, encoding: str, separator: str, has_a_line_before: bool) -> tuple[int, tuple[str, ...]]:
    """The first row with something in it."""
    with _opened(path, encoding) as file:
        for number, cells in _records(file, separator, has_a_line_before):
            if cells is None:
                return number, ("",)
            if any(map(str.strip, cells)):
                return number, tuple(cells)
    raise refused("is empty", "Look whether it is the right one.")


def _refuse_names_below(path: Path, encoding: str, separator: str, has_a_line_before: bool) -> None:
    """Raises HistoryFaults where the names of the columns stand below something else, such as a title."""
    with _opened(path, encoding) as file:
        for number, cells in islice(_records(file, separator, has_a_line_before), _MAY_BE_NAMES):
            if set(NEEDED).issubset(map(column_called, cells or ())):
                above = "row" if number == 2 else "rows"
                cure = f"They look to be in row {number}: take out the {above} above."
                raise refused("the names of the columns must be in row 1", cure)


def _records(file: TextIO, separator: str, has_a_line_before: bool) -> Iterator[_Record]:
    if has_a_line_before:
        file.readline()
    reader, number = csv.reader(file, delimiter=separator, strict=True), 0
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error:  # where the next row begins nobody can tell
            yield number, None
            return


def _encoding_of(path: Path) -> str:
    """What the whole of it can be read as. Nothing but the file itself tells."""
    try:
        with path.open("rb") as file:
            begins = file.read(4)
    except (OSError, ValueError) as error:
        raise _cannot_read(error) from None
    for mark, kind in _NO_TEXT.items():
        if begins.startswith(mark):
            raise refused(f"is {kind}", _SAVE)
    marked = [encoding for mark, encoding in _MARKS.items() if begins.startswith(mark)]
    for encoding in marked or ("utf-8", "cp1252"):
        if _is_all(path, encoding):
            return encoding
    raise refused("is no text that a spreadsheet saved", _SAVE)


def _digest_of(path: Path) -> str:
    """SHA-256 of its bytes, in hexadecimal digits."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _cannot_read(error) from None


def _is_all(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while some := file.read(_AT_ONCE):
                if "\0" in decoder.decode(some):  # letters of two bytes, or no letters
                    return False
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


@contextmanager
def _opened(path: Path, encoding: str) -> Iterator[TextIO]:
    try:
        with path.open(encoding=encoding, newline="") as file:
            yield file
    except (OSError, UnicodeError) as error:
        raise _cannot_read(error) from None


def _cannot_read(error: Exception) -> Exception:
    why = error.strerror if isinstance(error, OSError) and error.strerror else "it is not what it was a moment ago"
    return refused(f"cannot be read ({why})", "Check that it is a file that the portal may read.")


def _unreadable(number: int) -> Fault:
    return Fault(
        number,
        None,
        "has a quotation mark too many or too few, or a cell of more than 100,000 characters",
        "Put it right, or save the list anew from the spreadsheet. Nobody looked at what stands below it.",
    )


def _does_not_fit(number: int, width: int) -> Fault:
    return Fault(
        number,
        None,
        f"has something in a cell that stands under no name; the file names {width} columns",
        "Empty that cell. If a text holds a comma, a semicolon or a tab, put the text in quotation marks.",
    )
