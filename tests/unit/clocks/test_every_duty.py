"""Every duty has a row that says where it is computed, by what rule, in what case, and which test shows it."""

import importlib
import re
from datetime import date
from pathlib import Path

import pytest

from portal.clocks.statute import LIMITS
from portal.vocabulary import Duty
from tests.factories import calendar
from tests.unit.clocks.duties import DUES, LADO, ROWS, Row, table

FACT_SHEET = Path(__file__).parents[4] / "shared" / "domain.md"
#: The rows of the fact sheet's table of clocks, in its order.
KEYS = (
    *("ack_statutory", "stage1", "stage1_missed", "skip_stage1", "ask_stage2", "stage2", "ask_stage3", "panel"),
    *("panel_report", "council_final", "corporate_ack", "corporate_s1", "corporate_s2", "late_complaint", "lado"),
    *("dp_complaint_ack", "safeguarding_read"),
)
EACH = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)


def named(path: str) -> object:
    """What stands under a dotted name."""
    parts = path.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            found = getattr(found, part)
        return found
    raise ModuleNotFoundError(path)


@EACH
def test_the_worked_case_comes_out(row: Row) -> None:
    assert str(row.works(row.starts)) == row.ends


@EACH
def test_it_is_computed_where_it_says_and_shown_by_a_test_that_is_there(row: Row) -> None:
    assert callable(named(row.computed))
    assert callable(named(row.test))
    assert row.test.rpartition(".")[2].startswith("test_")
    assert row.citation.strip()


def test_a_function_that_is_gone_is_noticed() -> None:
    with pytest.raises(AttributeError):
        named("portal.clocks.statute.gone")
    with pytest.raises(ModuleNotFoundError):
        named("portable.gone")


@pytest.mark.parametrize("duty", Duty)
def test_every_duty_has_a_row(duty: Duty) -> None:
    rows = [row for row in ROWS if row.duty is duty]
    assert rows
    assert {row.computed for row in rows} == {LADO if duty is Duty.LADO_REFERRAL else DUES}


def test_every_row_of_the_fact_sheet_is_here_in_its_order() -> None:
    assert tuple(dict.fromkeys(row.key for row in ROWS if row.key)) == KEYS


@pytest.mark.skipif(not FACT_SHEET.is_file(), reason="No fact sheet lies beside this checkout.")
def test_the_rows_are_those_of_the_fact_sheet() -> None:
    section = FACT_SHEET.read_text(encoding="utf-8").split("\n## 4. ")[1].split("\n## ")[0]
    assert tuple(re.findall(r"^\| (\w+_\w+|\w+\d|lado|panel) \|", section, re.MULTILINE)) == KEYS


def test_each_date_counted_is_a_working_day_but_where_the_law_counts_all_days() -> None:
    any_day = {Duty.DP_ACKNOWLEDGEMENT, Duty.ACCESS_REPLY}
    for row in ROWS:
        if row.duty and row.duty not in any_day:
            assert calendar().is_working(date.fromisoformat(row.ends)), row.what


def test_all_the_citations_of_the_law_are_in_the_table() -> None:
    of_ours = {"SI 2009/309", "our promise for every complaint"}  # acknowledging what other procedures answer
    assert {limit.citation for limit in LIMITS} - {row.citation for row in ROWS} == of_ours


def test_the_table_has_a_line_for_each_row() -> None:
    lines = table().splitlines()
    assert len(lines) == len(ROWS) + 2
    assert {line.count(" | ") for line in lines} == {6}
    assert all(
        row.citation in line and row.test.rpartition(".")[2] in line for row, line in zip(ROWS, lines[2:], strict=True)
    )
