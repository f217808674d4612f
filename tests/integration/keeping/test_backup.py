"""A backup: one moment of everything, sealed as it stands, for its owner alone; whole under its name or not there."""

import os
import resource
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import text

from portal import backups
from portal.backups import CannotWrite, NothingToBackUp
from portal.db import Unavailable, begun, make_engine
from portal.migrating import bring_to
from portal.sealing import Keyring, new_key
from portal.tables import METADATA
from tests.databases import Databases, SqliteFiles
from tests.filling import fill_empty_tables
from tests.integration.keeping.conftest import Command, with_ring
from tests.integration.keeping.lines import lines_in, manifest_in
from tests.portals import PortalAtHand
from tests.tellings import CANARIES, a_childs_complaint

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def told(portal: PortalAtHand) -> PortalAtHand:
    a_childs_complaint(portal.talk())
    half_way = portal.talk()
    half_way.starts()
    half_way.says("complaint")
    half_way.comes_back("oak oak oak oak")
    return portal


def backup_of(portal: PortalAtHand, path: Path) -> backups.Manifest:
    return backups.make(portal.engine, path, council="somewhere", now=NOW)


# -------------------------------------------------------------------------------------------------- what is in it


def test_every_row_of_every_table_is_in_it_and_counted(told: PortalAtHand, tmp_path: Path):
    fill_empty_tables(told.engine)
    manifest = backup_of(told, tmp_path / "b.zip")
    with told.engine.connect() as connection:
        there = {
            name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar()  # noqa: S608
            for name in METADATA.tables
        }
    assert manifest.rows == there
    assert {name: len(rows) for name, rows in lines_in(tmp_path / "b.zip").items()} == there
    assert all(there.values())


def test_the_manifest_tells_when_of_what_and_sealed_by_which_keys(told: PortalAtHand, tmp_path: Path):
    backup_of(told, tmp_path / "b.zip")
    manifest = manifest_in(tmp_path / "b.zip")
    (key,) = told.settings.keyring.ids
    assert (manifest["made_at"], manifest["council"]) == ("2026-09-01T09:00:00+00:00", "somewhere")
    assert list(manifest["sealed_by"]) == [key]
    # Two of the case, one of the draft, and whom each message goes to and what it says.
    assert manifest["sealed_by"][key] == 3 + 2 * manifest_rows(manifest, "outbox")


def manifest_rows(manifest: dict[str, object], table: str) -> int:
    return next(each["rows"] for each in manifest["tables"] if each["name"] == table)  # type: ignore[attr-defined]


def test_no_word_of_anybody_and_no_key_is_in_it(told: PortalAtHand, tmp_path: Path):
    somebody = told.talk()
    somebody.starts()
    somebody.says("thanks")
    code = somebody.stops()
    backup_of(told, tmp_path / "b.zip")
    with ZipFile(tmp_path / "b.zip") as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    codes = (" ".join(code), "-".join(code))
    secrets = (*CANARIES, *codes, *told.settings.sealing_keys, told.settings.secret_key, told.settings.code_key)
    assert [secret for secret in secrets if secret.encode() in everything] == []
    assert told.cases()[0].reference.encode() in everything


def test_what_another_key_seals_is_counted_under_that_key(told: PortalAtHand, tmp_path: Path):
    lost = with_ring(told, new_key())
    talk = lost.talk()
    talk.starts()
    talk.says("thanks")
    manifest = backup_of(told, tmp_path / "b.zip")
    assert manifest.sealed_by[lost.settings.keyring.ids[0]] == 1
    lost.close()


def test_nothing_that_comes_while_it_is_made_is_in_it(
    told: PortalAtHand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    written = backups.making._written
    before = len(told.drafts())

    def while_somebody_writes(archive, connection, shape, sealed_by):  # type: ignore[no-untyped-def]
        a_childs_complaint(told.talk())
        return written(archive, connection, shape, sealed_by)

    monkeypatch.setattr(backups.making, "_written", while_somebody_writes)
    manifest = backup_of(told, tmp_path / "b.zip")
    assert (manifest.rows["cases"], manifest.rows["drafts"]) == (1, before)
    assert len(told.cases()) > 1


# -------------------------------------------------------------------------------------------------- whole or not at all


def test_its_owner_alone_can_read_it_and_nothing_else_is_left(told: PortalAtHand, tmp_path: Path):
    folder = tmp_path / "backups"
    folder.mkdir()
    backup_of(told, folder / "b.zip")
    assert [(path.name, oct(path.stat().st_mode & 0o777)) for path in folder.iterdir()] == [("b.zip", "0o600")]


def test_a_file_that_is_there_is_never_written_over(told: PortalAtHand, tmp_path: Path):
    (tmp_path / "b.zip").write_text("an older one")
    with pytest.raises(CannotWrite, match="there already"):
        backup_of(told, tmp_path / "b.zip")
    assert (tmp_path / "b.zip").read_text() == "an older one"


def test_a_folder_that_is_not_there_is_said(told: PortalAtHand, tmp_path: Path):
    with pytest.raises(CannotWrite, match="No such file or directory"):
        backup_of(told, tmp_path / "nowhere" / "b.zip")


@pytest.mark.parametrize("error", [Unavailable("away"), RuntimeError("a fault of ours"), KeyboardInterrupt()])
def test_whatever_goes_wrong_half_way_leaves_nothing(
    told: PortalAtHand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
):
    folder, written, allowed = tmp_path / "backups", backups.making._written, [3]
    folder.mkdir()

    def breaks_soon(*given):  # type: ignore[no-untyped-def]
        allowed[0] -= 1
        if not allowed[0]:
            raise error
        return written(*given)

    monkeypatch.setattr(backups.making, "_written", breaks_soon)
    with pytest.raises(type(error)):
        backup_of(told, folder / "b.zip")
    assert list(folder.iterdir()) == []


def test_a_disk_that_is_full_is_said_in_a_sentence_and_leaves_nothing(
    told: PortalAtHand, tmp_path: Path, env: dict[str, str]
):
    """No file may grow beyond some kilobytes: to who writes, that is a full disk."""
    folder = tmp_path / "backups"
    folder.mkdir()
    result = subprocess.run(
        [sys.executable, "-m", "portal.cli", "backup", "--out", folder],
        env=env | {"PYTHONPATH": str(Path(__file__).parents[3]), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000)),
    )
    assert result.returncode == 2
    assert "could not be written" in result.stderr
    assert "Nothing of it was kept." in result.stderr
    assert "Traceback" not in result.stderr
    assert (result.stdout, list(folder.iterdir())) == ("", [])


# -------------------------------------------------------------------------------------------------- of what


def test_an_empty_database_has_nothing_to_back_up(sqlite_files: SqliteFiles, tmp_path: Path):
    engine = make_engine(sqlite_files.empty(), Keyring.of([new_key()]))
    with pytest.raises(NothingToBackUp, match="no portal in this database"):
        backups.make(engine, tmp_path / "b.zip", council="somewhere", now=NOW)
    engine.dispose()
    assert not (tmp_path / "b.zip").exists()


def test_a_database_that_was_not_migrated_yet_can_be_backed_up_before(
    portal: PortalAtHand, databases: Databases, tmp_path: Path
):
    engine = make_engine(databases.empty(), portal.settings.keyring)
    with begun(engine, writes=True) as connection:
        bring_to(connection, "0001")
        connection.commit()
    manifest = backups.make(engine, tmp_path / "b.zip", council="somewhere", now=NOW)
    engine.dispose()
    assert manifest.schema == "0001"


def test_a_database_of_a_newer_release_is_left_to_that_one(portal: PortalAtHand, tmp_path: Path):
    with portal.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NothingToBackUp, match="newer release"):
        backup_of(portal, tmp_path / "b.zip")


# -------------------------------------------------------------------------------------------------- the command


def test_the_command_prints_the_path_and_says_what_is_in_it(told: PortalAtHand, command: Command, tmp_path: Path):
    result = command("backup", "--out", "b.zip")
    assert (result.exit_code, result.stdout) == (0, "b.zip\n")
    assert "1 cases, " in result.stderr
    assert f"The keys it needs: {told.settings.keyring.ids[0]}." in result.stderr
    assert told.settings.sealing_keys[0] not in result.output
    assert manifest_in(tmp_path / "b.zip")["council"] == "windsor-and-maidenhead"


def test_in_a_folder_each_has_its_time_and_older_ones_go(told: PortalAtHand, command: Command, tmp_path: Path):
    folder = tmp_path / "backups"
    folder.mkdir()
    older = [folder / f"portal-2026-08-{day:02}T020000Z.zip" for day in range(1, 6)]
    others = [folder / "portal-of-somebody.zip", folder / "notes.txt"]
    for path in (*older, *others):
        path.write_text("")
    long_dead, under_way = (folder / f".portal-2026-08-0{n}T020000Z.zip.x{n}.part" for n in (1, 2))
    long_dead.write_text("half of one")
    os.utime(long_dead, (0, 0))
    under_way.write_text("half of one")
    result = command("backup", "--out", str(folder), "--keep", "3")
    made = Path(result.stdout.strip())
    assert set(folder.iterdir()) == {*others, *older[-2:], made, under_way}
    assert made.name.startswith(f"portal-{datetime.now(UTC):%Y-%m-%d}T")


def test_a_file_of_a_time_to_come_never_takes_the_place_of_the_one_just_made(
    told: PortalAtHand, command: Command, tmp_path: Path
):
    folder = tmp_path / "backups"
    folder.mkdir()
    to_come = [folder / f"portal-2999-01-0{day}T020000Z.zip" for day in (1, 2)]
    older = [folder / f"portal-2026-08-0{day}T020000Z.zip" for day in (1, 2)]
    for path in (*to_come, *older):
        path.write_text("")
    made = Path(command("backup", "--out", str(folder), "--keep", "2").stdout.strip())
    assert set(folder.iterdir()) == {*to_come, older[-1], made}
    assert manifest_in(made)["council"] == "windsor-and-maidenhead"


def test_where_there_are_fewer_than_it_keeps_none_goes(told: PortalAtHand, command: Command, tmp_path: Path):
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "portal-2026-08-01T020000Z.zip").write_text("")
    assert command("backup", "--out", str(folder), "--keep", "14").exit_code == 0
    assert len(list(folder.iterdir())) == 2


def test_a_backup_that_fails_removes_no_older_one(
    told: PortalAtHand, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "portal-2026-08-01T020000Z.zip").write_text("")
    (folder / "portal-2026-08-02T020000Z.zip").write_text("")

    def fails(*_given: object) -> None:
        raise CannotWrite("no room")

    monkeypatch.setattr(backups.making, "_written", fails)
    assert command("backup", "--out", str(folder), "--keep", "1").exit_code == 2
    assert len(list(folder.iterdir())) == 2


def test_to_keep_some_asks_for_a_folder(told: PortalAtHand, command: Command, tmp_path: Path):
    result = command("backup", "--out", "b.zip", "--keep", "3")
    assert (result.exit_code, (tmp_path / "b.zip").exists()) == (2, False)
    assert "no folder" in result.stderr


def test_a_value_whose_key_is_not_here_is_told(told: PortalAtHand, command: Command):
    result = command("backup", "--out", "b.zip", PORTAL_SEALING_KEYS=new_key())
    assert result.exit_code == 0
    assert "Nobody can read" in result.stderr
