"""One installation in local use on each kind of database, and the commands run on it as somebody types them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import structlog
from click.testing import CliRunner, Result

from portal.cli import main
from portal.settings import NAMES
from tests.databases import Databases
from tests.integration.keeping.bringing_back import backup_of
from tests.portals import PortalAtHand, local_portal
from tests.tellings import a_childs_complaint

Command = Callable[..., Result]


@pytest.fixture
def portal(tmp_path: Path, databases: Databases) -> Iterator[PortalAtHand]:
    """A portal that lives today: commands read the real clock."""
    portal = local_portal(tmp_path, databases.migrated())
    portal.clock.now = datetime.now(UTC)
    yield portal
    portal.close()


@pytest.fixture
def backup(portal: PortalAtHand, tmp_path: Path) -> Path:
    """Of a sent complaint, whose messages have not gone out."""
    a_childs_complaint(portal.talk())
    return backup_of(portal, tmp_path / "backup.zip")


@pytest.fixture
def env(portal: PortalAtHand, tmp_path: Path) -> dict[str, str]:
    """What a command is told of this installation."""
    return {"PORTAL_LOCAL": "1", "PORTAL_INSTANCE": str(tmp_path), "DATABASE_URL": portal.settings.database_url}


@pytest.fixture
def command(env: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Command]:
    """`command("backup", "--out", "x.zip", PORTAL_URL="...")`."""
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)

    def run(*words: str, **more: str) -> Result:
        return CliRunner().invoke(main, words, env=env | more, catch_exceptions=False)

    yield run
    structlog.reset_defaults()  # a command sends the logs of its process to its own standard error


def with_ring(portal: PortalAtHand, *keys: str) -> PortalAtHand:
    """The same installation as a process sees it that was started with other sealing keys."""
    return PortalAtHand(replace(portal.settings, sealing_keys=keys), clock=portal.clock)
