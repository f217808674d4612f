"""What Lighthouse says, made up here: a score under 100 ends the measurement in 1, and says which page and why."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.bench.lighthouse import __main__ as lighthouse
from tests.bench.lighthouse.report import Found

HERE = "http://127.0.0.1:8000/check"
PALE = {
    "id": "color-contrast",
    "title": "Words are too pale",
    "scoreDisplayMode": "binary",
    "score": 0,
    "details": {"items": [{"node": {"selector": "main > p"}}, {"node": {"selector": "footer > a"}}]},
}
CLEAR = {"id": "document-title", "title": "The page has a title", "scoreDisplayMode": "binary", "score": 1}
FOR_A_PERSON = {"id": "logical-tab-order", "title": "Try the Tab key", "scoreDisplayMode": "manual", "score": None}
BROKEN = {
    "id": "errors-in-console",
    "title": "Nothing is said in the console",
    "scoreDisplayMode": "error",
    "score": None,
    "errorMessage": "it could not be asked",
}
WEIGHTLESS = PALE | {"id": "only-told"}


def report(accessibility: float | None, audits: Sequence[dict[str, Any]], **more: Any) -> dict[str, Any]:
    weighed = [{"id": each["id"], "weight": 0 if each is WEIGHTLESS else 7} for each in audits]
    return {
        "finalDisplayedUrl": HERE,
        "categories": {
            "accessibility": {"score": accessibility, "auditRefs": weighed},
            "best-practices": {"score": 1, "auditRefs": []},
        },
        "audits": {each["id"]: each for each in audits},
        **more,
    }


def test_a_page_with_nothing_wrong_has_100_twice_and_no_fault():
    found = Found.in_report(report(1, [CLEAR, FOR_A_PERSON, WEIGHTLESS]), HERE)
    assert found == Found({"accessibility": 100, "best-practices": 100}, ())


def test_a_lower_score_names_the_audits_that_took_from_it_and_where():
    found = Found.in_report(report(0.93, [PALE, CLEAR, FOR_A_PERSON, WEIGHTLESS]), HERE)
    assert found.scores["accessibility"] == 93
    assert found.faults == ("accessibility 93", "color-contrast: Words are too pale (main > p; footer > a)")


def test_an_audit_that_broke_is_a_fault():
    found = Found.in_report(report(None, [CLEAR, BROKEN]), HERE)
    assert found.faults == (
        "accessibility has no score",
        "errors-in-console: Nothing is said in the console (it could not be asked)",
    )


def test_the_score_of_another_page_says_nothing():
    found = Found.in_report(report(1, [CLEAR], finalDisplayedUrl="http://127.0.0.1:8000/"), HERE)
    assert [fault.split(":")[0] for fault in found.faults] == ["it led elsewhere"]


def test_a_page_that_did_not_come_is_one_fault_however_many_audits_say_so():
    found = Found.in_report(report(None, [BROKEN], runtimeError={"message": "Status code: 404"}), HERE)
    assert found.faults == ("Lighthouse gave up: Status code: 404",)


def measured(monkeypatch: pytest.MonkeyPatch, **reports: dict[str, Any]) -> Result:
    """The whole command, over these pages."""
    monkeypatch.setattr(lighthouse, "_CHROMIUM", "chromium")
    monkeypatch.setattr(lighthouse, "_PROGRAM", Path(__file__))
    looks = [lighthouse.Look(page, Found.in_report(each, HERE), 1.5, "12") for page, each in reports.items()]
    monkeypatch.setattr(lighthouse, "looks", lambda: iter(looks))
    return CliRunner().invoke(lighthouse.main, catch_exceptions=False)


def test_the_measurement_ends_well_where_every_score_is_100(monkeypatch: pytest.MonkeyPatch):
    ran = measured(monkeypatch, start=report(1, [CLEAR]), check=report(1, []))
    assert ran.exit_code == 0
    assert json.loads(ran.stdout)["pages"]["check"] == {"accessibility": 100, "best-practices": 100, "seconds": 1.5}


def test_one_page_under_100_fails_the_measurement_and_is_named(monkeypatch: pytest.MonkeyPatch):
    ran = measured(monkeypatch, start=report(1, [CLEAR]), check=report(0.99, [PALE]))
    assert ran.exit_code == 1
    assert json.loads(ran.stdout)["faults"] == [
        "check: accessibility 99",
        "check: color-contrast: Words are too pale (main > p; footer > a)",
    ]
