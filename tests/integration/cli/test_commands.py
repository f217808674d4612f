"""The command door: what there is, that each is loaded only when called, and what refuses to start."""

import importlib.metadata
import re
from pathlib import Path

import pytest
from sqlalchemy import text

from portal.cli import COMMANDS, main
from portal.council import load
from portal.db import make_engine, transaction
from portal.migrating import at_head
from portal.sealing import new_key
from portal.settings import Settings
from tests.factories import HERE
from tests.integration.cli.conftest import Portal

SAMPLE = str(HERE / "councils" / "sample-shire.toml")
FOLDER = Path(main.callback.__code__.co_filename).parent  # type: ignore[union-attr]


@pytest.mark.parametrize("words", [("--help",), ()])
def test_help_lists_every_command_with_its_sentence(portal: Portal, words: tuple[str, ...]):
    said = portal(*words)
    shown = " ".join((said.stdout + said.stderr).split())
    for name, sentence in COMMANDS.items():
        assert f"{name} {sentence}" in shown


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_a_file_and_explains_itself(portal: Portal, name: str):
    assert (FOLDER / f"{name.replace('-', '_')}.py").is_file()
    result = portal(name, "--help")
    assert result.exit_code == 0
    assert f"portal {name}" in result.stdout or f"main {name}" in result.stdout


def test_every_file_with_a_command_is_listed():
    begins = re.compile(r"@click\.(command|group)\(")
    with_command = {path.stem for path in FOLDER.glob("*.py") if begins.search(path.read_text())}
    assert with_command - {"__init__"} == {name.replace("-", "_") for name in COMMANDS}


def test_a_command_there_is_not_is_refused(portal: Portal):
    result = portal("complain")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "complain" in result.stderr


def test_the_version_is_that_of_the_package(portal: Portal):
    assert importlib.metadata.version("portal") in portal("--version").stdout


def test_settings_may_stand_in_a_file_beside(portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PORTAL_COUNCIL", "to be put back")  # what the file sets must not outlive this test
    monkeypatch.delenv("PORTAL_COUNCIL")
    (tmp_path / ".env").write_text(f"PORTAL_COUNCIL={SAMPLE}\n")
    assert '"listening"' in portal("explain", typed='{"received": "2026-09-01", "answers": {}}').stdout


# ------------------------------------------------------------- migrate and purge


def test_migrate_brings_a_fresh_database_and_again_changes_nothing(portal: Portal, local: dict[str, str]):
    first, second = portal("migrate", **local), portal("migrate", **local)
    assert [(run.exit_code, run.stdout) for run in (first, second)] == [(0, ""), (0, "")]
    settings = Settings.from_env(local)
    engine = make_engine(settings.database_url, settings.keyring)
    assert at_head(engine)
    engine.dispose()


def test_purge_says_how_many_went(portal: Portal, local: dict[str, str]):
    portal("migrate", **local)
    result = portal("purge", **local)
    assert (result.exit_code, result.stdout) == (0, "")
    gone = "0 drafts, 0 tokens, 0 tries, 0 messages, 0 codes, 0 sign_ins, 0 sign_in_tries"
    assert result.stderr == f"Removed {gone}.\n"


# ------------------------------------------------------------- what serve refuses, before it listens


@pytest.fixture
def real(tmp_path: Path) -> dict[str, str]:
    return {
        "PORTAL_COUNCIL": SAMPLE,
        "PORTAL_URL": "https://talk.council.example",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'portal.db'}",
        "SECRET_KEY": "s" * 32,
        "PORTAL_SEALING_KEYS": new_key(),
        "PORTAL_CODE_KEY": "c" * 32,
        "PORTAL_NAME_KEY": "m" * 32,
        "NOTIFY_API_KEY": "tests-1c9d2a6e-0000-4000-8000-00000000beef-7be0f5c4-0000-4000-8000-0000cafe0000",
        "NOTIFY_CALLBACK_TOKEN": "n" * 32,
    }


def refused(portal: Portal, *words: str, **env: str) -> str:
    result = portal("serve", "--port", "1", *words, **env)
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::"])  # noqa: S104 - what must be refused
def test_local_use_answers_this_machine_only(portal: Portal, local: dict[str, str], host: str):
    said = refused(portal, "--host", host, **local, PORTAL_URL="http://127.0.0.1:8000")
    assert "this machine only" in said


@pytest.mark.parametrize("gap", ["NOTIFY_API_KEY", "PORTAL_SEALING_KEYS"])
def test_real_use_needs_every_key(portal: Portal, real: dict[str, str], gap: str):
    assert f"{gap} is not set." in refused(portal, **real | {gap: ""})


def test_real_use_needs_a_confirmed_council(portal: Portal, real: dict[str, str]):
    assert "has not been confirmed" in refused(portal, **real | {"PORTAL_COUNCIL": "windsor-and-maidenhead"})
    assert load("windsor-and-maidenhead").unconfirmed


def test_real_use_needs_this_releases_schema(portal: Portal, real: dict[str, str]):
    assert "portal migrate" in refused(portal, **real)


def test_a_newer_schema_than_this_release_knows_is_refused_too(portal: Portal, real: dict[str, str]):
    portal("migrate", **real)
    settings = Settings.from_env(real)
    engine = make_engine(settings.database_url, settings.keyring)
    with transaction(engine, writes=True) as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    assert "portal migrate" in refused(portal, **real)
