"""`portal import-cases` and `portal year-facts` as somebody types them, with a list of their own."""

from hashlib import sha256
from pathlib import Path

import pytest
import time_machine

from portal.settings import Settings
from tests.databases import SqliteFiles
from tests.integration.cli.conftest import Portal
from tests.past_years import write_csv

HEAD = "Reference;Kind;Received;Service;Team;Complainant group;Learning\n"
WORDS = "Tell the family sooner"


@pytest.fixture
def local(tmp_path: Path) -> dict[str, str]:
    return {"PORTAL_LOCAL": "1", "PORTAL_INSTANCE": str(tmp_path / "instance")}


def test_two_years_come_in_and_once_only(portal: Portal, local: dict[str, str], tmp_path: Path):
    write_csv(tmp_path / "years.csv")
    teams = "Teams that are not in the council file, kept as they are written: Fostering and permanence (9 rows).\n"
    ran = portal("import-cases", "years.csv", **local)
    assert (ran.exit_code, ran.stdout, ran.stderr) == (0, f"Cases imported: 182.\n{teams}", "")
    ran = portal("import-cases", "years.csv", **local)
    assert ran.stdout == f"Cases imported: 0.\nCases that were here already: 182.\n{teams}"


def test_alone_it_tells_what_came_in_when_and_by_whom(
    portal: Portal, local: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("portal.cli.import_cases.user", lambda: "made-up")
    assert portal("import-cases", **local).stdout == "No list came in yet.\n"
    assert portal("import-cases", "--replace", **local).exit_code == 2
    write_csv(tmp_path / "years.csv")
    for at in ("2026-09-01 09:30", "2026-09-01 09:31"):  # the second changes nothing
        with time_machine.travel(f"{at}:00+00:00", tick=False):
            portal("import-cases", "years.csv", **local)
    digest = sha256((tmp_path / "years.csv").read_bytes()).hexdigest()
    assert portal("import-cases", **local).stdout == (
        "Lists that came in, the newest first:\n"
        "  2026-09-01 10:30, command line: made-up: 182 new cases, of 182 rows\n"
        f"    SHA-256 {digest}\n"
    )


def test_a_list_with_faults_brings_in_nothing_and_shows_no_words(portal: Portal, local: dict[str, str], tmp_path: Path):
    good = f"A;complaint;01/04/2016;in-care;PODs;child;{WORDS}\n"
    (tmp_path / "list.csv").write_text(HEAD + good + f"B;complaint;31/04/2016;in-care;PODs;child;{WORDS}\n", "cp1252")
    ran = portal("import-cases", "list.csv", **local)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr.splitlines() == [
        "Row 3, received: “31/04/2016” is no day of the calendar. Write it as 2016-02-29 or 29/02/2016.",
        "There is 1 fault.",
        "Nothing was imported.",
    ]
    (tmp_path / "list.csv").write_text(HEAD + good)
    assert portal("import-cases", "list.csv", **local).stdout == "Cases imported: 1.\n"
    (tmp_path / "list.csv").write_text(HEAD + good.replace("in-care", "adoption") * 2)
    ran = portal("import-cases", "list.csv", **local)
    assert ran.exit_code == 2
    assert WORDS not in ran.output
    assert portal("import-cases", "list.csv", "--replace", **local).stdout == (
        "Cases imported: 0.\nCases that were here with other content, and are written anew: 1.\n"
        "Rows that say the same as another of the file, and count once: 1.\n"
    )


def test_progress_is_told_to_somebody_at_a_terminal(
    portal: Portal, local: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("portal.cli.import_cases._EVERY", 1)
    monkeypatch.setattr("portal.cli.import_cases._is_watched", lambda: True)
    (tmp_path / "list.csv").write_text(HEAD + "A;complaint;01/04/2016;in-care;PODs;child;\n")
    ran = portal("import-cases", "list.csv", **local)
    assert ran.stderr.splitlines() == ["Rows checked: 1", "Rows written: 1"]


def test_totals_of_the_council_are_said_told_and_changed(portal: Portal, local: dict[str, str], tmp_path: Path):
    write_csv(tmp_path / "years.csv")
    portal("import-cases", "years.csv", **local)
    ran = portal("year-facts", "2016-17", **local)
    assert ran.stdout == "The whole council in 2016-17:\n  Complaints: not said yet\n  Compliments: not said yet\n"
    ran = portal("year-facts", "2016/17", "--council-complaints", "1802", "--council-compliments", "192", **local)
    assert ran.stdout == "The whole council in 2016-17:\n  Complaints: 1,802\n  Compliments: 192\n"
    ran = portal("year-facts", "2016-17", "--council-complaints", "57", **local)
    assert ran.stdout == "The whole council in 2016-17:\n  Complaints: 57 (before: 1,802)\n  Compliments: 192\n"
    assert ran.stderr == (
        "The whole council cannot have had fewer complaints than are here: 57 of the council, and 58 here. "
        "The number is kept, but while it is smaller than ours the report prints no share. Look whether it is right.\n"
    )
    assert ran.exit_code == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("2016-18",), "“2016-18” is no year. Write it as 2016-17: from April 2016 to March 2017.\n"),
        (
            ("2198-99", "--council-complaints", "1"),
            "2198-99 has not begun: nobody knows yet what the whole council will have.\n",
        ),
        (("2016-17", "--council-compliments", "-1"), "-1 is no total. Write a whole number, 0 or more.\n"),
    ],
)
def test_what_can_be_no_year_or_total_is_refused(
    portal: Portal, local: dict[str, str], words: tuple[str, ...], says: str
):
    ran = portal("year-facts", *words, **local)
    assert (ran.exit_code, ran.stdout, ran.stderr) == (2, "", says)


def test_outside_local_use_an_old_database_is_told_and_not_changed(
    portal: Portal, local: dict[str, str], sqlite_files: SqliteFiles, tmp_path: Path
):
    made = Settings.from_env(local)
    env = {
        "DATABASE_URL": sqlite_files.empty(),
        "SECRET_KEY": made.secret_key,
        "PORTAL_SEALING_KEYS": ",".join(made.sealing_keys),
        "PORTAL_CODE_KEY": made.code_key,
        "PORTAL_NAME_KEY": made.name_key,
        "PORTAL_COUNCIL": made.council,
        "PORTAL_URL": "https://talk.council.example",
        "NOTIFY_API_KEY": "made-up-00000000-0000-4000-8000-000000000000-00000000-0000-4000-8000-000000000000",
        "NOTIFY_CALLBACK_TOKEN": "made up for these tests, and long enough",
    }
    write_csv(tmp_path / "years.csv")
    ran = portal("import-cases", "years.csv", **env)
    says = "The database does not have this release's schema. Run `portal migrate` first.\n"
    assert (ran.exit_code, ran.stderr) == (2, says)
