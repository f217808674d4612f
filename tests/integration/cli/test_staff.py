"""`portal staff` as somebody types it: accounts made and changed, and no password on any line."""

import re
from datetime import UTC, datetime

import pytest
from click.testing import Result

from portal.db import make_engine, transaction
from portal.settings import Settings
from portal.staff import setting_up
from portal.vocabulary import StaffRole
from tests.integration.cli.conftest import Portal

ROWAN = "rowan@sampleshire.gov.uk"
CODE = re.compile(r"^  ((?:[0-9a-z]{4}-){3}[0-9a-z]{4})$", re.MULTILINE)


@pytest.fixture
def staff(portal: Portal, local: dict[str, str]) -> Portal:
    """`staff("add", ...)` on a migrated database of the worked council."""
    portal("migrate", **local)

    def run(*words: str) -> Result:
        return portal("staff", *words, **local)

    return run


def added(staff: Portal, *more: str) -> Result:
    return staff("add", ROWAN, "--name", "Rowan Sample", "--role", "complaints-officer", *more)


def test_add_prints_where_and_a_code_that_sets_the_account_up(staff: Portal, local: dict[str, str]):
    said = added(staff)
    assert (said.exit_code, said.stderr) == (0, "")
    assert "http://127.0.0.1:8000/staff/set-up" in said.stdout
    (code,) = CODE.findall(said.stdout)
    settings = Settings.from_env(local)
    engine = make_engine(settings.database_url, settings.keyring)
    with transaction(engine, writes=True) as session:
        assert setting_up.redeem(session, code, "here", key="k", now=datetime.now(UTC)) is not None
    engine.dispose()


def test_list_says_who_there_is_and_no_secret(staff: Portal):
    assert "There are no accounts" in staff("list").stderr
    code = CODE.findall(added(staff).stdout)[0]
    staff(
        "add", "ash@sampleshire.gov.uk", "--name", "Ash", "--role", "team-manager", "--role", "senior", "--team", "pods"
    )
    said = staff("list").stdout
    assert said.splitlines() == [
        "ash@sampleshire.gov.uk (Ash): senior team-manager of pods, not set up yet",
        f"{ROWAN} (Rowan Sample): complaints-officer, not set up yet",
    ]
    assert code not in said


def test_roles_disable_enable_and_reset_each_do_what_they_say(staff: Portal):
    first = CODE.findall(added(staff).stdout)[0]
    assert staff("roles", ROWAN, "--role", "safety-lead").exit_code == 0
    assert "safety-lead" in staff("list").stdout
    assert staff("disable", ROWAN.upper()).exit_code == 0
    assert staff("list").stdout.endswith(", disabled\n")
    refused = staff("reset", ROWAN)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "Enable it first" in refused.stderr
    assert staff("enable", ROWAN).exit_code == 0
    again = CODE.findall(staff("reset", ROWAN).stdout)
    assert again
    assert again != [first]
    assert staff("single-sign-on", ROWAN).exit_code == 0


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("add", "rowan", "--name", "R", "--role", "senior"), "not an email address"),
        (("add", ROWAN, "--name", " ", "--role", "senior"), "Give a name"),
        (("add", ROWAN, "--name", "R", "--role", "team-manager"), "needs a team"),
        (("add", ROWAN, "--name", "R", "--role", "team-manager", "--team", "nobody"), "no team nobody. The teams are:"),
        (("add", ROWAN, "--name", "R"), "--role"),
        (("add", ROWAN, "--name", "R", "--role", "boss"), "complaints-manager"),
        (("add", ROWAN, "--role", "senior"), "--name"),
        (("add", ROWAN, "--name", "R", "--role", "senior", "--password", "x"), "--password"),
        (("roles", "nobody@x.uk", "--role", "senior"), "There is no account"),
        (("disable", "nobody@x.uk"), "There is no account"),
        (("enable", "nobody@x.uk"), "There is no account"),
        (("reset", "nobody@x.uk"), "There is no account"),
        (("single-sign-on", "nobody@x.uk"), "There is no account"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_made(staff: Portal, words: tuple[str, ...], why: str):
    said = staff(*words)
    assert (said.exit_code, said.stdout) == (2, "")
    assert why in said.stderr
    assert staff("list").stdout == ""


def test_the_same_address_twice_is_refused(staff: Portal):
    added(staff)
    said = added(staff)
    assert said.exit_code == 2
    assert "already" in said.stderr


def test_help_names_every_role(staff: Portal):
    said = staff("add", "--help").stdout
    assert all(role in "".join(said.split()) for role in StaffRole)
