"""A portal of its own for each test, and somebody with a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import Databases
from tests.hands import ClientHands
from tests.pages import Talk
from tests.portals import PortalAtHand, local_portal


@pytest.fixture
def portal(tmp_path: Path, either_database: Databases) -> Iterator[PortalAtHand]:
    portal = local_portal(tmp_path, either_database.migrated())
    yield portal
    portal.close()


@pytest.fixture
def talk(portal: PortalAtHand) -> Talk[ClientHands]:
    return portal.talk()
