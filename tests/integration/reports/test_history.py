"""Cases of past years come in: every one of a list or none, each once, and what was learned is sealed."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from hashlib import sha256
from threading import Event

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from portal.cases.intake import receive
from portal.db import transaction, written
from portal.reports.history.came_in import CameIn, kept
from portal.reports.history.faults import HistoryFaults
from portal.reports.history.importing import BroughtIn, ChangedMeanwhile, bring_in
from portal.reports.history.spreadsheet import opened
from portal.reports.models import imports
from portal.vocabulary import Language
from tests.factories import RECEIVED, by_email, office, told, transcript
from tests.integration.reports.conftest import NOW, Histories, looked_at
from tests.past_years import lines, write_csv
from tests.published import BY
from tests.unit.reports.history.lists import PLAIN, checks

LEARNED = {"learning": "Tell families who their new worker is; =Share reports in time"}


def test_two_years_come_in_once(histories: Histories):
    path = histories.folder / "years.csv"
    write_csv(path)
    every = len(list(lines()))
    assert histories.checks(path).new == every
    assert histories.kept() == {}
    assert histories.brings_in(path) == BroughtIn(every, 0)
    again = histories.checks(path)
    assert (again.new, again.here_already, again.replaced) == (0, every, 0)
    assert dict(again.strange_teams) == {"Fostering and permanence": 9}
    assert histories.brings_in(path) == BroughtIn(0, 0)
    assert len(histories.kept()) == every


def test_a_case_is_kept_as_codes_and_days_and_its_learning_sealed(histories: Histories):
    more = {"themes": "delay;decision", "stage": "2", "due": "2016-10-01", "replied": "01/10/2016", "outcome": "upheld"}
    path = histories.list_of({**PLAIN, **LEARNED, **more, "ombudsman": "made"})
    histories.brings_in(path)
    row = histories.kept()["PAST-1"]
    assert (row.kind, row.received_on, row.service, row.team) == (
        "complaint",
        date(2016, 9, 1),
        "social-worker",
        "pods",
    )
    assert (row.complainant_group, row.procedure, row.themes) == ("parent", "statutory", ["delay", "decision"])
    assert (row.stage, row.due_on, row.replied_on) == ("investigation", date(2016, 10, 1), date(2016, 10, 1))
    assert (row.outcome, row.ombudsman, row.imported_at) == ("upheld", "made", NOW)
    assert json.loads(row.learning or "") == ["Tell families who their new worker is", "=Share reports in time"]
    with transaction(histories.engine, writes=False) as session:
        lying = bytes(session.execute(text("SELECT learning FROM past_cases")).scalar_one())
    assert b"families" not in lying


def test_who_brought_a_list_in_is_kept_where_it_changed_anything(histories: Histories):
    path = histories.list_of({**PLAIN, **LEARNED}, {**PLAIN, "reference": "PAST-2"}, {**PLAIN, "reference": "PAST-2"})
    digest = sha256(path.read_bytes()).hexdigest()
    for _ in range(2):  # the same again changes nothing
        histories.brings_in(path)
    assert came_in(histories) == [CameIn(NOW, 3, 2, 0, digest, BY)]
    path = histories.list_of({**PLAIN, "team": "mash"})
    histories.brings_in(path, replace=True)
    anew = CameIn(NOW, 1, 0, 1, sha256(path.read_bytes()).hexdigest(), BY)
    assert sorted(came_in(histories), key=lambda each: each.rows) == [anew, CameIn(NOW, 3, 2, 0, digest, BY)]
    assert anew.in_words == "0 new cases, 1 written anew, of 1 row"
    with transaction(histories.engine, writes=False) as session:
        lying = repr(session.execute(select(imports)).all())
    assert not any(word in lying for word in (path.name, "PAST-", "families"))


def came_in(histories: Histories) -> list[CameIn]:
    with transaction(histories.engine, writes=False) as session:
        return list(kept(session))


def test_of_a_list_of_which_nothing_came_in_nothing_is_kept(histories: Histories):
    histories.brings_in(histories.list_of(PLAIN))
    with pytest.raises(ChangedMeanwhile):
        histories.brings_in(histories.list_of({**PLAIN, "reference": "PAST-2"}, {**PLAIN, "team": "mash"}))
    assert [each.rows for each in came_in(histories)] == [1]


def test_another_file_than_the_one_that_was_opened_brings_in_nothing(histories: Histories):
    sheet = opened(histories.list_of(PLAIN))
    histories.list_of({**PLAIN, "reference": "PAST-2"})
    with pytest.raises(ChangedMeanwhile), transaction(histories.engine, writes=True) as session:
        bring_in(session, sheet, checks(), replace=False, by=BY, now=NOW, on_the_way=looked_at)
    assert (histories.kept(), came_in(histories)) == ({}, [])


def faults_of(histories: Histories, *rows: dict[str, str]) -> list[str]:
    with pytest.raises(HistoryFaults) as refused:
        histories.checks(histories.list_of(*rows))
    assert str(refused.value).endswith("Nothing was imported.")
    return [str(fault) for fault in refused.value.faults]


def test_the_same_row_twice_in_a_list_counts_once(histories: Histories):
    path = histories.list_of(PLAIN, {**PLAIN, "received": "01/09/2016", "service": "Social worker"})
    found = histories.checks(path)
    assert (found.rows, found.new, found.twice) == (2, 1, 1)
    assert histories.brings_in(path) == BroughtIn(1, 0)


def test_one_reference_for_two_cases_of_a_list_is_a_fault(histories: Histories):
    assert faults_of(histories, PLAIN, {**PLAIN, "reference": "PAST-2"}, {**PLAIN, "team": "mash"}) == [
        "Row 4, reference: is that of row 2 too, which holds something else. "
        "Give each case a reference of its own, or take one of the rows out."
    ]


@pytest.mark.parametrize(
    ("other", "columns"),
    [
        ({"outcome": "upheld"}, "outcome"),
        ({"learning": "Something else"}, "learning"),
        ({"received": "2016-09-02", "team": "Old team"}, "received, team, due"),
    ],
)
def test_a_case_that_came_in_otherwise_is_a_fault_unless_it_is_to_be_replaced(
    histories: Histories, other: dict[str, str], columns: str
):
    histories.brings_in(histories.list_of({**PLAIN, **LEARNED}, {**PLAIN, "reference": "PAST-2"}))
    changed = {**PLAIN, **LEARNED, **other}
    assert faults_of(histories, changed) == [
        f"Row 2, reference: came in before with another {columns}. If it is another case, give it another "
        "reference. If it is the same and the file is right, import the file with --replace. If what came in before is "
        "right, take the row out."
    ]
    path = histories.list_of(changed)
    assert histories.checks(path, replace=True).replaced == 1
    assert histories.brings_in(path, replace=True) == BroughtIn(0, 1)
    assert histories.checks(path).here_already == 1
    assert len(histories.kept()) == 2


def test_a_case_of_the_portals_own_is_a_fault_however_its_reference_is_written(histories: Histories):
    with transaction(histories.engine, writes=True) as session:
        said = told(reply=by_email())
        ours = receive(session, said, transcript(), office(), key="d", language=Language.ENGLISH, now=RECEIVED)
    assert faults_of(histories, {**PLAIN, "reference": ours.replace("-", " ").lower()}) == [
        "Row 2, reference: is that of a case which this portal received itself. "
        "Take the row out: the portal counts its own cases by itself."
    ]


def test_a_fault_of_a_whole_long_list_is_told_once_and_counted_for_every_row(histories: Histories):
    rows = [{**PLAIN, "reference": f"PAST-{number}", "received": "then"} for number in range(1_234)]
    with pytest.raises(HistoryFaults) as refused:
        histories.checks(histories.list_of(*rows, {**PLAIN, "reference": "PAST-9", "kind": ""}))
    said = str(refused.value).splitlines()
    assert [line.split(":")[0] for line in said[:2]] == [
        f"Rows {', '.join(map(str, range(2, 12)))} and 1,224 more, received",
        "Row 1236, kind",
    ]
    assert said[2:] == ["There are 1,235 faults.", "Nothing was imported."]


def test_a_list_that_changed_after_it_was_checked_brings_in_nothing(histories: Histories):
    rows = [{**PLAIN, "reference": f"PAST-{number}"} for number in range(1_200)]
    path = histories.list_of(*rows)
    histories.checks(path)
    histories.list_of(*rows, {**PLAIN, "kind": "x"})
    with pytest.raises(ChangedMeanwhile):
        histories.brings_in(path)
    assert histories.kept() == {}


def test_two_who_import_the_same_at_once_bring_it_in_once(histories: Histories):
    path = histories.list_of(PLAIN, {**PLAIN, "reference": "PAST-2"})

    def brings_in(session: Session) -> BroughtIn:
        started.set()
        return bring_in(session, opened(path), checks(), replace=False, by=BY, now=NOW, on_the_way=looked_at)

    started = Event()
    with ThreadPoolExecutor(1) as pool:
        with transaction(histories.engine, writes=True) as session:
            first = brings_in(session)
            started.clear()
            second = pool.submit(written, histories.engine, brings_in)
            started.wait(0.3)  # on SQLite it waits for its turn before that
        assert (first, second.result()) == (BroughtIn(2, 0), BroughtIn(0, 0))
    assert len(histories.kept()) == 2
    assert [each.new for each in came_in(histories)] == [2]


def test_a_list_without_a_row_is_a_fault(histories: Histories):
    path = histories.folder / "list.csv"
    path.write_text(",".join(PLAIN))
    with pytest.raises(HistoryFaults, match="has no row below the names of its columns"):
        histories.checks(path)
