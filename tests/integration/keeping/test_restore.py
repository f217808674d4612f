"""The way back: refused before anything is changed, or everything with all that must follow; never half of it."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from portal import backups
from portal.backups import NoBackup, NotRestored, restoring
from portal.db import make_engine
from portal.migrating import at_head, migrate
from portal.sealing import new_key
from tests.databases import Databases
from tests.integration.keeping.bringing_back import COUNCIL, backup_of, emptied, here_at, restored, state_of
from tests.integration.keeping.conftest import Command, with_ring
from tests.integration.keeping.lines import lines_in, manifest_in, rewritten
from tests.portals import PortalAtHand
from tests.tellings import a_childs_complaint

# -------------------------------------------------------------------------------------------------- what comes back


def test_everything_comes_back_but_what_must_not(portal: PortalAtHand, backup: Path, tmp_path: Path):
    before, words = portal.cases(), portal.words_of(portal.cases()[0].reference)
    done = restored(emptied(portal), backup)
    assert portal.cases() == before
    assert portal.words_of(before[0].reference) == words
    assert sum(done.gone.values()) == 0
    again, was = state_of(portal, tmp_path / "again.zip"), lines_in(backup)
    changed = {table for table in was if was[table] != again[table]}
    assert changed == {"draft_tokens", "outbox"}
    assert len(again["outbox"]) == len(was["outbox"])


def test_a_backup_of_one_kind_of_database_comes_back_in_the_other(
    portal: PortalAtHand, backup: Path, databases: Databases, request: pytest.FixtureRequest, tmp_path: Path
):
    other = request.getfixturevalue("postgres_databases" if databases.kind == "sqlite" else "sqlite_files")
    moved = PortalAtHand(replace(portal.settings, database_url=other.migrated()), portal.clock)
    restored(moved, backup)
    assert moved.engine.dialect.name != portal.engine.dialect.name
    assert moved.cases() == portal.cases()
    was, again = lines_in(backup), state_of(moved, tmp_path / "again.zip")
    assert {table for table in was if was[table] != again[table]} == {"draft_tokens", "outbox"}
    moved.close()


def test_into_a_database_that_has_nothing_at_all(
    portal: PortalAtHand, backup: Path, databases: Databases
):
    fresh = PortalAtHand(replace(portal.settings, database_url=databases.empty()), portal.clock)
    restored(fresh, backup)
    assert at_head(fresh.engine)
    assert fresh.cases() == portal.cases()
    fresh.close()


def test_an_older_backup_is_migrated_on_the_way(
    portal: PortalAtHand, databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    old = make_engine(databases.empty(), portal.settings.keyring)
    with old.connect() as connection:
        restoring.bring_to(connection, "0001")
        ring = portal.settings.keyring
        sealed = {"to": ring.seal("x", "outbox.to"), "said": ring.seal("{}", "outbox.personalisation")}
        connection.execute(
            text(
                'INSERT INTO outbox (id, kind, channel, "to", language, personalisation, case_reference, urgent, state,'
                " attempts, created_at, sent_at) VALUES ('m', 'alert', 'email', :to, 'en_GB', :said, 'X', true, 'sent',"
                " 1, '2026-09-01 09:00:00', '2026-09-01 09:00:00')"
            ),
            sealed,
        )
        connection.commit()
    backups.make(old, tmp_path / "old.zip", council=COUNCIL, now=portal.clock.now)
    old.dispose()
    assert manifest_in(tmp_path / "old.zip")["schema"] == "0001"
    portal.clock.now = datetime(2026, 9, 2, tzinfo=UTC)
    restored(portal, tmp_path / "old.zip")
    assert at_head(portal.engine)
    assert [json.loads(row)[:2] for row in state_of(portal, tmp_path / "n.zip")["outbox"]] == [["m", "alert"]]


# -------------------------------------------------------------------------------------------------- what is refused


def test_a_database_that_holds_something_is_left_alone_unless_told(portal: PortalAtHand, backup: Path, tmp_path: Path):
    a_childs_complaint(portal.talk())
    before = state_of(portal, tmp_path / "before.zip")
    with pytest.raises(NotRestored, match="--replace"):
        restored(portal, backup)
    assert state_of(portal, tmp_path / "after.zip") == before
    assert len(portal.cases()) == 2
    restored(portal, backup, replace=True)
    assert len(portal.cases()) == 1


def test_without_the_key_it_says_which_one_before_anything_is_changed(
    portal: PortalAtHand, backup: Path, tmp_path: Path
):
    without = with_ring(emptied(portal), new_key())
    with pytest.raises(NoBackup, match=portal.settings.keyring.ids[0]):
        restored(without, backup)
    assert without.cases() == []
    # Dates and teams are there all the same, where somebody wants them without the words.
    restored(without, backup, without_keys=True)
    assert len(without.cases()) == 1
    without.close()


def test_without_a_key_a_backup_that_was_changed_is_refused_as_long_as_its_proof_can_be_looked_at(
    portal: PortalAtHand, tmp_path: Path
):
    a_childs_complaint(portal.talk())
    (old,), new = portal.settings.sealing_keys, new_key()
    turned = with_ring(portal, new, old)
    path = backup_of(turned, tmp_path / "b.zip")
    later = json.dumps(manifest_in(path) | {"made_at": "2030-01-01T00:00:00+00:00"}).encode()
    changed = rewritten(path, tmp_path / "changed.zip", manifest=later)
    without = with_ring(emptied(portal), new)
    with pytest.raises(NoBackup, match="changed since it was made"):
        restored(without, changed, without_keys=True)
    assert without.cases() == []
    restored(without, path, without_keys=True)
    assert len(without.cases()) == 1
    for each in (turned, without):
        each.close()


def test_the_command_says_which_keys_are_not_here_and_what_cannot_be_told(
    portal: PortalAtHand, backup: Path, command: Command
):
    emptied(portal)
    result = command("restore", str(backup), "--check", "--without-keys", PORTAL_SEALING_KEYS=new_key())
    assert result.exit_code == 0
    assert f"whole, but these keys are not here: {portal.settings.keyring.ids[0]}." in result.stderr
    assert "Nobody can read " in result.stderr
    assert "Whether it was changed since it was made cannot be told" in result.stderr
    assert "it opens" not in result.stderr


def test_a_database_of_a_newer_release_is_left_alone(portal: PortalAtHand, backup: Path):
    with portal.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NotRestored, match="newer release"):
        restored(portal, backup, replace=True)
    assert len(portal.cases()) == 1


def test_a_database_of_somebody_else_is_left_alone(portal: PortalAtHand, backup: Path, databases: Databases):
    theirs = make_engine(databases.empty(), portal.settings.keyring)
    with theirs.connect() as connection:
        connection.execute(text("CREATE TABLE theirs (id INTEGER)"))
        connection.commit()
    with pytest.raises(NotRestored, match="none of the portal's"):
        backups.restore(theirs, backups.read(backup), here_at(portal), replace=True)
    migrated(theirs)


def migrated(engine: Engine) -> None:
    migrate(engine)
    engine.dispose()


@pytest.mark.parametrize("breaks", ["bring_to", "_drop", "_follow", "let_go", "doubt_what_waited"])
def test_a_restore_that_fails_leaves_what_was_there(
    portal: PortalAtHand, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, breaks: str
):
    a_childs_complaint(portal.talk())
    before = state_of(portal, tmp_path / "before.zip")
    works = getattr(restoring, breaks)

    def breaks_at_its_end(*given: object, **named: object) -> None:
        works(*given, **named)
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(restoring, breaks, breaks_at_its_end)
    with pytest.raises(RuntimeError):
        restored(portal, backup, replace=True)
    assert state_of(portal, tmp_path / "after.zip") == before


# -------------------------------------------------------------------------------------------------- the command


def test_the_command_checks_without_changing_anything(portal: PortalAtHand, backup: Path, command: Command):
    emptied(portal)
    result = command("restore", str(backup), "--check")
    assert result.exit_code == 0
    assert f"A backup of {COUNCIL}, made " in result.stderr
    assert portal.cases() == []


def test_to_check_looks_at_the_database_too(
    portal: PortalAtHand, backup: Path, command: Command, databases: Databases, tmp_path: Path
):
    before = state_of(portal, tmp_path / "before.zip")
    refused = command("restore", str(backup), "--check")
    assert refused.exit_code == 2
    assert "say --replace" in refused.stderr
    free = command("restore", str(backup), "--check", "--replace")
    assert free.exit_code == 0
    assert "It could be brought back here. Nothing was changed." in free.stderr
    assert state_of(portal, tmp_path / "after.zip") == before
    fresh = databases.empty()
    assert command("restore", str(backup), "--check", DATABASE_URL=fresh).exit_code == 0
    if databases.kind == "sqlite":
        assert not Path(fresh.removeprefix("sqlite:///")).exists()
        portal.close()
        portal.file.write_bytes(b"nothing that SQLite knows" * 500)
        assert "Move it away" in command("restore", str(backup), "--check", "--replace").stderr


def test_the_command_says_what_it_did(portal: PortalAtHand, backup: Path, command: Command):
    emptied(portal)
    result = command("restore", str(backup))
    assert result.exit_code == 0
    assert "Brought back." in result.stderr
    assert len(portal.cases()) == 1
    refused = command("restore", str(backup))
    assert refused.exit_code == 2
    assert "--replace" in refused.stderr


def test_the_command_wants_a_backup_or_a_time(portal: PortalAtHand, backup: Path, command: Command):
    for words in ((), (str(backup), "--by-other-means", "2026-09-01T09:00")):
        result = command("restore", *words)
        assert result.exit_code == 2
        assert "--by-other-means" in result.stderr


def test_a_damaged_sqlite_file_must_be_moved_away_first(portal: PortalAtHand, backup: Path, command: Command):
    if portal.engine.dialect.name != "sqlite":
        pytest.skip("a file of SQLite's")
    portal.close()
    portal.file.write_bytes(b"nothing that SQLite knows" * 500)
    result = command("restore", str(backup), "--replace")
    assert result.exit_code == 2
    assert "Move it away" in result.stderr
    portal.file.unlink()
    portal.clock.now += timedelta(minutes=1)
    assert command("restore", str(backup)).exit_code == 0
