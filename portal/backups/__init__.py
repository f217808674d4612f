"""Backups: everything the database holds, in one file, sealed as it stands; and the way back, all of it or nothing.

One form for every database: a backup of SQLite opens on PostgreSQL, and the other way round. No key is ever in it.
"""

from portal.backups.making import NothingToBackUp, make
from portal.backups.manifest import Manifest
from portal.backups.reading import Backup, NoBackup, read
from portal.backups.restoring import Here, NotRestored, Restored, follow, refuse_unless_free, restore
from portal.backups.whole_files import ASIDE, CannotWrite

__all__ = [
    "ASIDE",
    "Backup",
    "CannotWrite",
    "Here",
    "Manifest",
    "NoBackup",
    "NotRestored",
    "NothingToBackUp",
    "Restored",
    "follow",
    "make",
    "read",
    "refuse_unless_free",
    "restore",
]
