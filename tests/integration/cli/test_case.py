"""`portal case` as somebody types it: a case as text, its words only when asked for, and that written down."""

import os
import re

import pytest

from portal.cases import queries
from portal.cases.intake import receive
from portal.db import make_engine, transaction
from portal.settings import Settings
from portal.vocabulary import Language, SafeNow, Service, WhatFor, YesNoNotSure
from tests.factories import EMAIL, NAME, STORY, by_email, london, office, told, transcript
from tests.integration.cli.conftest import Portal

RECEIVED = london("2026-09-01", "18:30")


@pytest.fixture
def reference(portal: Portal, local: dict[str, str]) -> str:
    """A case in the database of local use."""
    assert portal("migrate", **local).exit_code == 0
    settings = Settings.from_env(local)
    engine = make_engine(settings.database_url, settings.keyring)
    said = told(
        WhatFor.COMPLAINT,
        Service.IN_CARE,
        safe_now=SafeNow.YES,
        hurt_by_worker=YesNoNotSure.YES,
        your_name=NAME,
        reply=by_email(),
    )
    with transaction(engine, writes=True) as session:
        made = receive(session, said, transcript(), office(), key="hers", language=Language.ENGLISH, now=RECEIVED)
    engine.dispose()
    return made


def events(local: dict[str, str], reference: str) -> list[tuple[str, str]]:
    settings = Settings.from_env(local)
    engine = make_engine(settings.database_url, settings.keyring)
    with transaction(engine, writes=False) as session:
        case = queries.case_by_reference(session, reference)
    engine.dispose()
    assert case is not None
    return [(event.happened, event.by) for event in case.events]


def test_a_case_is_printed_with_its_reasons_and_dates(portal: Portal, local: dict[str, str], reference: str):
    result = portal("case", reference, **local)

    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[:4] == [
        f"Case {reference} (restricted)",
        "  received 2026-09-01 18:30 by portal",  # on the clock in London
        "  what for complaint, from child",
        "  counted as child",
    ]
    assert "Issue 1: complaint about in-care, statutory, team pods" in lines
    assert any(line.startswith("  because: It is about a child the council looks after.") for line in lines)
    assert [line.split(":")[0] for line in lines if line.startswith("Flag")] == [
        "Flag danger",
        "Flag lado",
        "Flag restricted",
    ]
    assert [line for line in lines if line.startswith("Due")] == [
        "Due 2026-09-02: lado-referral",
        "Due 2026-09-04: acknowledgement, issue 1",
        "Due 2026-09-15: stage1-reply, issue 1",
        "Due 2026-09-29: stage1-latest, issue 1",
    ]
    assert "2026-09-01 18:30 alerted by rules: teams complaints mash safety-lead" in lines


def test_without_asking_no_word_is_printed_and_nothing_noted(portal: Portal, local: dict[str, str], reference: str):
    before = events(local, reference)
    printed = portal("case", reference, **local).stdout
    for word in (STORY, NAME, EMAIL, "What happened?"):
        assert word not in printed
    assert events(local, reference) == before


def test_the_words_are_printed_when_asked_for(portal: Portal, local: dict[str, str], reference: str):
    printed = portal("case", reference, "--words", **local).stdout
    asked_and_said = printed[printed.index("We asked") :].splitlines()
    assert asked_and_said == [
        "We asked: Why are you here today?",
        "They said: Something went wrong",
        "We asked: What happened?",
        f"They said: {STORY}",
        "They said: It was in May.",
        "We asked: What is your name?",
        f"They said: {NAME}",
    ]


def test_printing_the_words_is_written_down_each_time_and_shown(portal: Portal, local: dict[str, str], reference: str):
    first = portal("case", reference, "--words", **local | {"LOGNAME": "somebody-at-a-desk"})
    portal("case", reference, "--words", **local | {"LOGNAME": "somebody-else"})
    assert events(local, reference)[-2:] == [
        ("opened", "command line: somebody-at-a-desk"),
        ("opened", "command line: somebody-else"),
    ]
    opened = r"^20\d\d-\d\d-\d\d \d\d:\d\d opened by command line: somebody-at-a-desk$"
    assert re.search(opened, first.stdout, re.MULTILINE)


def test_somebody_without_a_name_is_written_down_by_number(
    portal: Portal, local: dict[str, str], reference: str, monkeypatch: pytest.MonkeyPatch
):
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert portal("case", reference, "--words", **local).exit_code == 0
    assert events(local, reference)[-1] == ("opened", f"command line: user {os.getuid()}")


def test_a_reference_is_read_however_it_is_typed(portal: Portal, local: dict[str, str], reference: str):
    plain = portal("case", reference, **local).stdout
    assert portal("case", reference.lower().replace("-", " "), **local).stdout == plain


@pytest.mark.parametrize("words", [(), ("--words",)])
@pytest.mark.parametrize("typed", ["4KTM-7PX", "XXXX-XXXX", "not a reference", "'; DROP TABLE cases; --"])
def test_a_case_that_is_not_there_is_refused_with_a_sentence(
    portal: Portal, local: dict[str, str], reference: str, typed: str, words: tuple[str, ...]
):
    result = portal("case", typed, *words, **local)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"There is no case {typed}.\n"
    assert ("opened", "command line") not in [(happened, by[:12]) for happened, by in events(local, reference)]


def test_a_slip_in_a_reference_opens_no_other_case(portal: Portal, local: dict[str, str], reference: str):
    last = "3" if reference[-1] != "3" else "4"
    assert portal("case", reference[:-1] + last, "--words", **local).exit_code == 2


def test_it_needs_its_settings(portal: Portal):
    result = portal("case", "4KTM-7PXC")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "DATABASE_URL is not set." in result.stderr
