"""Backups and restores as the commands do them, at the time of the portal's own clock."""

from collections.abc import Mapping
from pathlib import Path

from portal import backups
from portal.backups import Here, Restored
from portal.tables import METADATA
from tests.integration.keeping.lines import lines_in
from tests.portals import PortalAtHand

COUNCIL = "windsor-and-maidenhead"


def backup_of(portal: PortalAtHand, path: Path) -> Path:
    backups.make(portal.engine, path, council=COUNCIL, now=portal.clock.now)
    return path


def here_at(portal: PortalAtHand, shut: Mapping[str, int] | None = None) -> Here:
    council = portal.app.extensions["portal"].council
    return Here(council=council, code_keys=portal.settings.code_keys, now=portal.clock.now, shut=shut or {})


def restored(
    portal: PortalAtHand,
    path: Path,
    *,
    replace: bool = False,
    without_keys: bool = False,
    shut: Mapping[str, int] | None = None,
) -> Restored:
    backup = backups.read(path)
    backup.refuse_unless_fit(portal.settings.keyring, council=COUNCIL, without_keys=without_keys)
    return backups.restore(portal.engine, backup, here_at(portal, shut), replace=replace)


def emptied(portal: PortalAtHand) -> PortalAtHand:
    """The database is lost, and there is a new one."""
    with portal.engine.begin() as connection:
        for table in reversed(METADATA.sorted_tables):
            connection.execute(table.delete())
    return portal


def state_of(portal: PortalAtHand, path: Path) -> dict[str, list[str]]:
    """Every row of every table."""
    return lines_in(backup_of(portal, path))
