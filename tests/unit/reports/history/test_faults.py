"""What is wrong with a list, however long: told once for all the rows that have it."""

from portal.reports.history.faults import MOST_KINDS, MOST_ROWS, Fault, FaultsFound, HistoryFaults

CURE = "Write it."


def lines(*faults: Fault) -> list[str]:
    return str(HistoryFaults(FaultsFound(faults))).splitlines()


def test_the_same_fault_is_told_once_with_its_rows_in_the_order_of_the_first():
    again = [Fault(row, "team", "is empty", CURE) for row in (3, 3, 5, 9)]  # one row may have it twice
    assert lines(*again, Fault(2, "kind", "is empty", CURE), Fault(4, "team", "is odd", CURE)) == [
        "Row 2, kind: is empty. Write it.",
        "Rows 3, 5 and 9, team: is empty. Write it.",
        "Row 4, team: is odd. Write it.",
        "There are 5 faults.",
        "Nothing was imported.",
    ]


def test_of_very_many_rows_the_first_are_named_and_all_are_counted():
    first = ", ".join(str(row) for row in range(2, 2 + MOST_ROWS))
    assert lines(*(Fault(row, "team", "is empty", CURE) for row in range(2, 3_002)))[:2] == [
        f"Rows {first} and {3_000 - MOST_ROWS:,} more, team: is empty. Write it.",
        "There are 3,000 faults.",
    ]


def test_of_very_many_kinds_the_first_are_told_and_all_are_counted():
    told = lines(*(Fault(row, "team", f"is {row % 1_000}", CURE) for row in range(2, 2_002)))
    assert (len(told), told[0], told[MOST_KINDS - 1].split(",")[0]) == (
        MOST_KINDS + 2,
        "Rows 2 and 1002, team: is 2. Write it.",
        f"Rows {MOST_KINDS + 1} and {MOST_KINDS + 1001}",
    )
    assert told[-2] == f"There are 2,000 faults, and {2_000 - 2 * MOST_KINDS:,} of them are not shown here."
