"""Lists of past cases as councils save them, and what comes of them."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

from portal.cli.import_cases import public_words
from portal.reports.history.checking import Checks
from portal.reports.history.faults import Fault
from portal.reports.history.past_row import PastRow
from portal.reports.history.spreadsheet import opened
from portal.reports.history.words import CodeNames
from tests.factories import calendar, worked_council

TODAY = date(2026, 9, 1)

#: A complaint with no more than it needs.
PLAIN = {
    "reference": "PAST-1",
    "kind": "complaint",
    "received": "2016-09-01",
    "service": "social-worker",
    "team": "pods",
    "complainant_group": "parent",
}


def checks() -> Checks:
    return Checks(CodeNames(public_words()), worked_council(), calendar(), TODAY)


def as_text(rows: Iterable[Mapping[str, str]], columns: Sequence[str], separator: str = ",") -> str:
    """Rows as a spreadsheet writes them, with the columns in this order."""
    text = StringIO()
    writer = csv.DictWriter(text, columns, delimiter=separator, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def saved(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "list.csv"
    path.write_bytes(text.encode(encoding))
    return path


def read_from(path: Path) -> tuple[list[PastRow], list[Fault]]:
    """The cases of a file, and what is wrong with it."""
    against, cases, faults = checks(), [], []
    for row in opened(path).rows():
        if isinstance(row, Fault):
            faults.append(row)
            continue
        past, wrong, _ = against.read(row)
        faults += wrong
        cases += [past] if past else []
    return cases, faults


def read(folder: Path, *rows: Mapping[str, str]) -> tuple[list[PastRow], list[Fault]]:
    """What comes of these rows."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    return read_from(saved(folder, as_text(rows, columns)))


def the_case(folder: Path, **more: str) -> PastRow:
    """What comes of the plain complaint, with this otherwise."""
    (case,), faults = read(folder, {**PLAIN, **more})
    assert faults == []
    return case


def the_faults(folder: Path, **more: str) -> list[str]:
    """What is said of the plain complaint, with this otherwise."""
    cases, faults = read(folder, {**PLAIN, **more})
    assert cases == []
    return [str(fault) for fault in faults]
