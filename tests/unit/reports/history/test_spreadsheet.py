"""A list is read the same, whatever the spreadsheet made of it when it was saved."""

import tracemalloc
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.reports.history.columns import Column
from portal.reports.history.faults import HistoryFaults
from portal.reports.history.spreadsheet import Row, opened
from tests.unit.reports.history.lists import PLAIN, as_text, read_from, saved

LINES = (
    {**PLAIN, "themes": "delay; decision", "learning": "Tell them – sooner; Ask Zoë’s “way”, then write\nit down"},
    {
        **PLAIN,
        "reference": "=PAST+2",
        "team": "Bürgerbüro",
        "ombudsman": "made",
        "due": "29/02/2016",
        "received": "01/02/2016",
    },
    {**PLAIN, "reference": "PAST 3", "kind": "Compliment"},
)
EVERY = [str(column) for column in Column]
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")


def named_as_people_do(column: str, way: int) -> str:
    return (column, column.upper(), column.replace("_", " ").title(), f" {column.replace('_', '-')} ")[way]


@given(
    columns=st.permutations(EVERY),
    ways=st.lists(st.integers(0, 3), min_size=len(EVERY), max_size=len(EVERY)),
    encoding=st.sampled_from(ENCODINGS),
    separator=st.sampled_from(",;\t"),
    line_end=st.sampled_from(["\r\n", "\n"]),
    says_so=st.booleans(),
)
def test_the_same_cases_come_of_any_order_letters_and_separator(
    columns: list[str], ways: list[int], encoding: str, separator: str, line_end: str, says_so: bool
):
    names = {column: named_as_people_do(column, way) for column, way in zip(columns, ways, strict=True)}
    lines = [{names[column]: words for column, words in line.items()} for line in LINES]
    text = as_text(lines, list(names.values()), separator).replace("\r\n", line_end)
    with TemporaryDirectory() as folder:
        path = saved(Path(folder), f"sep={separator}{line_end}" * says_so + text, encoding)
        cases, faults = read_from(path)
    assert faults == []
    assert [case.reference for case in cases] == ["PAST-1", "=PAST+2", "PAST 3"]
    assert cases[0].themes == ("delay", "decision")
    assert cases[0].learning == ("Tell them – sooner", "Ask Zoë’s “way”, then write\nit down")
    assert (cases[1].team, cases[1].ombudsman, f"{cases[1].due_on}") == ("Bürgerbüro", "made", "2016-02-29")
    assert (cases[2].kind, cases[2].learning) == ("compliment", ())


HEAD = ",".join(PLAIN)
GOOD = ",".join(PLAIN.values())


def numbers_of(path: Path) -> list[int]:
    return [each.number for each in opened(path).rows() if isinstance(each, Row)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param(f"{HEAD}\n{GOOD}\n{GOOD}\n", [2, 3], id="one after the other"),
        pytest.param(f"{HEAD}\n\n{GOOD}\n,,,,,\n{GOOD}", [3, 5], id="empty rows count, and are no cases"),
        pytest.param(f"\n{HEAD}\n{GOOD}\n", [3], id="an empty row before the names"),
        pytest.param(f'{HEAD},learning\n{GOOD},"a\nb\n\nc"\n{GOOD},\n', [2, 3], id="lines within a cell are one row"),
        pytest.param(f"sep=,\n{HEAD}\n{GOOD}\n", [2], id="the line that names the separator is no row"),
        pytest.param(f"{HEAD},,\n{GOOD},,\n{GOOD}\n", [2, 3], id="columns that hold nothing and have no name"),
    ],
)
def test_rows_are_numbered_as_the_spreadsheet_does(tmp_path: Path, text: str, numbers: list[int]):
    assert numbers_of(saved(tmp_path, text)) == numbers


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(
            f"{HEAD}\n{GOOD},SECRET",
            "Row 2: has something in a cell that stands under no name; the file names 6 columns. Empty that cell. If a "
            "text holds a comma, a semicolon or a tab, put the text in quotation marks.",
            id="a comma in a text",
        ),
        pytest.param(
            f"{HEAD},\n{GOOD},SECRET",
            "Row 2: has something in a cell that stands under no name; the file names 7 columns. Empty that cell. If a "
            "text holds a comma, a semicolon or a tab, put the text in quotation marks.",
            id="a column without a name",
        ),
        pytest.param(
            f'{HEAD}\n{GOOD}\n"SECRET,{GOOD}\n',
            "Row 3: has a quotation mark too many or too few, or a cell of more than 100,000 characters. Put it right, "
            "or save the list anew from the spreadsheet. Nobody looked at what stands below it.",
            id="a quotation mark that is not closed",
        ),
        pytest.param(
            f'{HEAD}\n"SECRET"no,{GOOD}\n{GOOD}',
            "Row 2: has a quotation mark too many or too few, or a cell of more than 100,000 characters. Put it right, "
            "or save the list anew from the spreadsheet. Nobody looked at what stands below it.",
            id="text after a quotation mark",
        ),
    ],
)
def test_a_row_that_cannot_be_read_is_told_without_a_word_of_it(tmp_path: Path, text: str, says: str):
    _, faults = read_from(saved(tmp_path, text))
    assert [str(fault) for fault in faults] == [says]


def refusal_of(path: Path) -> str:
    with pytest.raises(HistoryFaults) as refused:
        list(opened(path).rows())
    return str(refused.value).removesuffix("\nThere is 1 fault.\nNothing was imported.")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file: is empty. Look whether it is the right one."),
        (b"\n\r\n , ,\n", "The file: is empty. Look whether it is the right one."),
        (b"PK\x03\x04....", "The file: is a workbook. In the spreadsheet, save it as CSV (UTF-8)."),
        (
            HEAD.encode("utf-16-le"),
            "The file: is no text that a spreadsheet saved. In the spreadsheet, save it as CSV (UTF-8).",
        ),
        (b"\xff\xfe\x00", "The file: is no text that a spreadsheet saved. In the spreadsheet, save it as CSV (UTF-8)."),
        (
            b"\xef\xbb\xbf\xff",
            "The file: is no text that a spreadsheet saved. In the spreadsheet, save it as CSV (UTF-8).",
        ),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, content: bytes, says: str):
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    assert refusal_of(path) == says


@pytest.mark.parametrize(("name", "why"), [("missing.csv", "No such file or directory"), ("", "Is a directory")])
def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path, name: str, why: str):
    says = f"The file: cannot be read ({why}). Check that it is a file that the portal may read."
    assert refusal_of(tmp_path / name) == says


@pytest.mark.parametrize(
    ("above", "says"),
    [
        ("Complaints; a title, with signs\n\n", "row 3: take out the rows above."),
        ("Complaints 2016-17\n", "row 2: take out the row above."),
        ("sep=;\nComplaints 2016-17\n", "row 2: take out the row above."),
    ],
)
def test_a_title_above_the_names_of_the_columns_is_told_as_one_fault(tmp_path: Path, above: str, says: str):
    text = above + f"{HEAD}\n{GOOD}\n".replace(",", ";")
    told = refusal_of(saved(tmp_path, text))
    assert told == f"The file: the names of the columns must be in row 1. They look to be in {says}"


def test_names_further_down_than_anybody_writes_a_title_are_not_looked_for(tmp_path: Path):
    assert "there is no column called “Title”" in refusal_of(saved(tmp_path, "Title\n" * 10 + f"{HEAD}\n{GOOD}\n"))


EXPECTED = (
    "The columns are reference, kind, received, service, team, complainant_group; and, where you have them, "
    "themes, stage, due, replied, outcome, procedure, ombudsman, learning."
)


def test_forty_columns_are_told_by_name_with_those_that_are_expected(tmp_path: Path):
    strange = [f"extra {number}" for number in range(1, 35)]
    text = ",".join((HEAD, *strange)) + "\n"
    named = ", ".join(f"“{name}”" for name in strange)
    assert refusal_of(saved(tmp_path, text)) == (
        f"Row 1: there is no column called {named}. Take it out, or call it by its name. {EXPECTED}"
    )


def test_columns_that_lack_or_are_there_twice_are_each_told(tmp_path: Path):
    with pytest.raises(HistoryFaults) as refused:
        list(opened(saved(tmp_path, "reference;Kind;KIND;received;service;complainant group\n")).rows())
    assert str(refused.value).splitlines() == [
        "Row 1, kind: is there more than once. Keep the one that is right, and take the others out.",
        "Row 1, team: is not there. Add a column called team, and fill it for every case.",
        "There are 2 faults.",
        "Nothing was imported.",
    ]


def test_a_long_list_takes_no_more_memory_than_a_short_one(tmp_path: Path):
    path = saved(tmp_path, f"{HEAD}\n" + f"{GOOD}\n" * 5_000)
    tracemalloc.start()
    assert sum(1 for _ in opened(path).rows()) == 5_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000
