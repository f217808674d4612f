"""Tables as CSV: counts beside every percentage, nothing hidden in them, and no cell that a spreadsheet would do."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.reports.hiding import hide
from portal.reports.report import Edition, Report, Row, Section, Table
from portal.reports.spreadsheets import one_text, tables
from tests.report_sample import LONG, a_report


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def wide(report: Report) -> dict[str, list[list[str]]]:
    return {name: read(text) for name, text in tables(report)}


def test_each_table_is_a_file_of_its_own():
    found = wide(a_report())
    assert list(found) == ["2016-17-panel-by-team.csv", "2016-17-panel-by-month.csv", "2016-17-panel-answers.csv"]
    assert found["2016-17-panel-by-team.csv"][:2] == [
        ["Team", "Complaints", "Complaints: out of", "Complaints: percent", "What is counted"],
        ["PODs", "33", "58", "57", "Each complaint counts once, for the team that answered it."],
    ]
    assert found["2016-17-panel-by-team.csv"][-1][:4] == ["All teams", "58", "", ""]


def test_every_kind_of_cell():
    heads, in_time, late, upheld, few = wide(a_report())["2016-17-panel-answers.csv"]
    assert heads[4:6] == ["Days (working days)", "Change on last year (% more than last year)"]
    assert in_time[:-1] == ["In time", "36", "58", "62", "9", "194", "2016-04-01", "'=HYPERLINK(1)"]
    assert late[4:-1] == ["31", "-12", "2017-02-28", LONG]
    assert upheld[4:-1] == ["", "", "", "'-"]
    assert few[-2] == "'+44"


def test_public_editions_hide_what_is_few_and_what_gives_it_away():
    report = hide(a_report(Edition.PUBLIC))
    by_team = {row[0]: row[1:4] for row in wide(report)["2016-17-public-by-team.csv"]}
    assert by_team["SEND"] == ["fewer than 5", "58", "hidden"]
    assert by_team["PODs"] == ["33", "58", "57"]
    few = wide(report)["2016-17-public-answers.csv"][4]
    assert few[:5] == ["Went to the Ombudsman", "fewer than 5", "27", "hidden", "hidden"]


def test_all_tables_in_one():
    lines = read(one_text(a_report()))
    assert lines[0][-3:] == ["Out of", "Percent", "What is counted"]
    assert {len(line) for line in lines} == {8}
    assert lines[1][:7] == ["Complaints by team", "PODs", "Complaints", "33", "", "58", "57"]
    assert len(lines) == 1 + 6 + 13 * 2 + 4 * 5


def test_a_spreadsheet_of_any_age_reads_it():
    for text in (one_text(a_report()), *(text for _, text in tables(a_report()))):
        assert text.startswith("\ufeff")
        assert text.count("\n") == text.count("\r\n")


def a_table_of(text: str) -> Report:
    report = a_report()
    table = Table(key="t", title=text, definition=text, heads=(text, text), rows=(Row("r", text, (text,)),))
    section = Section(key="s", title="", tables=(table,))
    return Report(
        council="", year="2016-17", scope=report.scope, edition=report.edition, title="",
        counted_on=report.counted_on, sections=(section,),
    )  # fmt: skip


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"])
def test_nothing_is_a_formula(begins: str):
    report = a_table_of(f"{begins}1+1")
    for text in (one_text(report), *(text for _, text in tables(report))):
        assert [cell for line in read(text) for cell in line if cell.startswith(begins)] == []


@given(st.text())
def test_every_text_comes_back(written: str):
    report = a_table_of(written)
    for cell in read(one_text(report))[1]:
        assert cell.removeprefix("'") == written.removeprefix("'") or cell == ""
