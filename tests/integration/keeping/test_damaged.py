"""Files that are no backup, or not whole, or not for here, are refused before anything is changed."""

import json
from pathlib import Path

import pytest

from portal import backups
from portal.backups import NoBackup
from tests.databases import Databases, SqliteFiles
from tests.integration.keeping.bringing_back import COUNCIL, emptied, restored
from tests.integration.keeping.lines import lines_in, manifest_in, rewritten
from tests.portals import PortalAtHand


@pytest.fixture
def databases(sqlite_files: SqliteFiles) -> Databases:
    """A file is what it is, whatever database it came from."""
    return sqlite_files


DAMAGES = {
    "half of it": lambda path, to: to.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "nothing": lambda _, to: to.write_bytes(b""),
    "another file": lambda _, to: to.write_bytes(b"A letter to somebody." * 100),
    "another zip": lambda path, to: rewritten(path, to, manifest=b'{"form": 1}'),
    "another form": lambda path, to: rewritten(path, to, manifest=b'{"form": 2}'),
    "a manifest that is none": lambda path, to: rewritten(path, to, manifest=b"[1, 2"),
    "rows taken out": lambda path, to: rewritten(path, to, cases=b""),
    "rows of another": lambda path, to: rewritten(path, to, outbox=b'["a row"]\n'),
    "a later time": lambda path, to: rewritten(path, to, manifest=with_made_at(path, "2030-01-01T00:00:00+00:00")),
}


def with_made_at(path: Path, when: str) -> bytes:
    return json.dumps(manifest_in(path) | {"made_at": when}).encode()


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_not_whole_or_was_changed_is_refused(portal: PortalAtHand, backup: Path, tmp_path: Path, damage: str):
    DAMAGES[damage](backup, tmp_path / "damaged.zip")
    with pytest.raises(NoBackup, match=r"damaged\.zip"):
        restored(emptied(portal), tmp_path / "damaged.zip")
    assert portal.cases() == []


def test_one_changed_byte_anywhere_is_noticed(portal: PortalAtHand, backup: Path, tmp_path: Path):
    whole, damaged = backup.read_bytes(), tmp_path / "damaged.zip"
    noticed = 0
    for at in range(0, len(whole), 97):
        damaged.write_bytes(whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :])
        try:
            backups.read(damaged).refuse_unless_fit(portal.settings.keyring, council=COUNCIL, without_keys=False)
        except NoBackup:
            noticed += 1
        else:  # what zip says twice may differ in one of them; then everything in it is as it was
            assert lines_in(damaged) == lines_in(backup)
    assert noticed > 50


def test_of_another_council_it_is_refused(portal: PortalAtHand, tmp_path: Path):
    backups.make(portal.engine, tmp_path / "b.zip", council="elsewhere", now=portal.clock.now)
    with pytest.raises(NoBackup, match="a backup of elsewhere"):
        restored(portal, tmp_path / "b.zip")


def test_of_a_newer_release_it_is_refused(portal: PortalAtHand, backup: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("portal.backups.reading.is_known", lambda _revision: False)
    with pytest.raises(NoBackup, match="newer release"):
        restored(emptied(portal), backup)
