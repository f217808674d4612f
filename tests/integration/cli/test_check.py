"""`portal check` as somebody types it: ready, or every reason why not."""

from pathlib import Path

import pytest

from portal.sealing import new_key
from tests.factories import HERE
from tests.integration.cli.conftest import Portal

SAMPLE = str(HERE / "councils" / "sample-shire.toml")


@pytest.fixture
def real(tmp_path: Path) -> dict[str, str]:
    """The environment of real use, whole, for a council whose file is whole. Its database is still to be made."""
    return {
        "PORTAL_COUNCIL": SAMPLE,
        "PORTAL_URL": "https://talk.council.example",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'portal.db'}",
        "SECRET_KEY": "s" * 32,
        "PORTAL_SEALING_KEYS": new_key(),
        "PORTAL_CODE_KEY": "c" * 32,
        "NOTIFY_API_KEY": "made-up",
    }


def test_a_whole_installation_is_ready(portal: Portal, real: dict[str, str]):
    assert portal("migrate", **real).exit_code == 0
    result = portal("check", **real)
    assert (result.exit_code, result.stdout) == (0, "Settings, council file and database are ready.\n")


def test_a_database_that_was_not_migrated_is_refused(portal: Portal, real: dict[str, str]):
    result = portal("check", **real)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "portal migrate" in result.stderr


@pytest.mark.parametrize("gap", ["SECRET_KEY", "NOTIFY_API_KEY", "PORTAL_URL", "PORTAL_COUNCIL"])
def test_a_gap_in_the_settings_is_refused(portal: Portal, real: dict[str, str], gap: str):
    result = portal("check", **real | {gap: ""})
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{gap} is not set." in result.stderr


def test_an_unconfirmed_council_is_refused_with_everything_to_confirm(portal: Portal, real: dict[str, str]):
    for result in (
        portal("check", **real | {"PORTAL_COUNCIL": "windsor-and-maidenhead"}),
        portal("check", "--council", "windsor-and-maidenhead"),
    ):
        assert (result.exit_code, result.stdout) == (2, "")
        for key in ("teams.mash.inbox", "safety.fallback_reader", "notify.templates.alert", "retention"):
            assert f"{key}: has not been confirmed by the council" in result.stderr


def test_a_council_file_is_checked_by_itself(portal: Portal):
    result = portal("check", "--council", SAMPLE)
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_broken_council_file_is_refused_with_its_faults(portal: Portal, tmp_path: Path):
    whole = Path(SAMPLE).read_text()
    (tmp_path / "broken.toml").write_text(whole.replace('complaints = "listening"', 'complaints = "gone"'))
    result = portal("check", "--council", "broken.toml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "roles.complaints" in result.stderr
    assert "gone" in result.stderr


@pytest.mark.parametrize(
    "address", ["portal.db", "sqlite:////no/such/folder/portal.db", "nosuch://user:password-in-here@host/db"]
)
@pytest.mark.parametrize("command", ["check", "migrate"])
def test_a_database_that_cannot_be_reached_is_a_sentence(
    portal: Portal, real: dict[str, str], address: str, command: str
):
    result = portal(command, **real | {"DATABASE_URL": address})
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "password-in-here" not in result.stderr
