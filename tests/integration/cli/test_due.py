"""`portal due` as somebody types it."""

import json

import pytest
from click.testing import CliRunner, Result

from portal.cli.due import command
from portal.vocabulary import Procedure


def due(*words: str) -> Result:
    return CliRunner().invoke(command, words)


def test_a_statutory_complaint_owes_three_dates_earliest_first() -> None:
    result = due("--procedure", "statutory", "--received", "2026-09-01")

    assert result.exit_code == 0
    assert result.stderr == ""
    assert list(json.loads(result.stdout).items()) == [
        ("acknowledgement", "2026-09-04"),
        ("stage1-reply", "2026-09-15"),
        ("stage1-latest", "2026-09-29"),
    ]


def test_every_event_brings_its_own_dates() -> None:
    result = due(
        *("--procedure", "statutory", "--received", "2026-03-02", "--acknowledged", "2026-03-03"),
        *("--stage2-requested", "2026-05-01", "--stage2-agreed", "2026-05-12"),
        *("--stage3-requested", "2026-09-01", "--panel-met", "2026-10-13", "--panel-reported", "2026-10-20"),
    )

    assert json.loads(result.stdout) == {
        "acknowledgement": "2026-03-05",
        "stage1-reply": "2026-03-16",
        "stage1-latest": "2026-03-30",
        "stage2-reply": "2026-06-09",
        "stage2-latest": "2026-08-04",
        "stage3-panel": "2026-10-13",
        "stage3-report": "2026-10-20",
        "stage3-reply": "2026-11-10",
    }


@pytest.mark.parametrize(
    ("words", "owed"),
    [
        ((), {"acknowledgement": "2026-09-08"}),
        (("--stage2-requested", "2026-10-05"), {"acknowledgement": "2026-09-08"}),
        (
            ("--acknowledged", "2026-09-08", "--stage2-acknowledged", "2026-10-06"),
            {
                "acknowledgement": "2026-09-08",
                "corporate1-reply": "2026-09-22",
                "corporate1-latest": "2026-10-06",
                "corporate2-reply": "2026-11-03",
                "corporate2-latest": "2026-12-01",
            },
        ),
    ],
)
def test_corporate_dates_wait_for_an_acknowledgement(words: tuple[str, ...], owed: dict[str, str]) -> None:
    result = due("--procedure", "corporate", "--received", "2026-09-01", *words)

    assert json.loads(result.stdout) == owed


def test_a_thank_you_owes_nothing_by_a_date() -> None:
    result = due("--procedure", "compliment", "--received", "2026-09-01")

    assert (result.exit_code, json.loads(result.stdout)) == (0, {})


@pytest.mark.parametrize(
    ("received", "acknowledgement"),
    [
        ("2026-09-06T23:50:00+01:00", "2026-09-09"),  # Sunday evening
        ("2026-09-06T23:30:00Z", "2026-09-10"),  # Monday already in London
        ("2026-09-06T23:50:00", "2026-09-09"),  # no offset: London time
        ("2026-10-25T23:59:59+00:00", "2026-10-28"),  # the night clocks went back
        ("2026-12-18T16:00:00+00:00", "2026-12-23"),
    ],
)
def test_an_instant_counts_on_its_london_date(received: str, acknowledgement: str) -> None:
    result = due("--procedure", "statutory", "--received", received)

    assert json.loads(result.stdout)["acknowledgement"] == acknowledgement


@pytest.mark.parametrize("procedure", Procedure)
def test_every_procedure_can_be_asked_for(procedure: Procedure) -> None:
    assert due("--procedure", procedure, "--received", "2026-09-01").exit_code == 0


def test_all_of_2030_can_be_counted() -> None:
    result = due("--procedure", "statutory", "--received", "2030-12-31", "--stage2-requested", "2030-12-31")

    assert json.loads(result.stdout)["stage2-latest"] == "2031-04-02"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--procedure", "magic", "--received", "2026-09-01"), "There is no procedure called 'magic'."),
        (("--procedure", "statutory", "--received", "1/9/2026"), "'1/9/2026' is not a date."),
        (("--procedure", "statutory", "--received", "2026-02-30"), "'2026-02-30' is not a date."),
        (("--procedure", "statutory", "--received", ""), "'' is not a date."),
        (
            ("--procedure", "statutory", "--received", "2026-09-01", "--panel-met", "soon"),
            "'soon' is not a date.",
        ),
        (
            ("--procedure", "corporate", "--received", "2026-09-01", "--stage2-acknowledged", "2026-08-31"),
            "--stage2-acknowledged is before --received.",
        ),
        (("--procedure", "statutory", "--received", "2040-01-02"), "The bank holidays of 2040 have not been checked."),
        (("--procedure", "compliment", "--received", "2040-01-02"), "The bank holidays of 2040 have not been checked."),
        (("--procedure", "statutory", "--received", "9999-12-31"), "The bank holidays of 9999 have not been checked."),
        (("--procedure", "statutory", "--received", "1990-01-02"), "The bank holidays of 1990 have not been checked."),
        (("--procedure", "statutory", "--received", "2031-12-30"), "The bank holidays of 2032 have not been checked."),
        (("--procedure", "statutory"), "Missing option '--received'."),
        (("--received", "2026-09-01"), "Missing option '--procedure'."),
    ],
)
def test_what_cannot_be_counted_is_refused_with_a_sentence(words: tuple[str, ...], sentence: str) -> None:
    result = due(*words)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert sentence in result.stderr
