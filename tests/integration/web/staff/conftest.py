"""Passwords hashed with little work, a provider of single sign-on, and portals whose council signs in there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ON_CI
from tests.databases import Databases
from tests.integration.web.staff.walks import Made
from tests.portals import PortalAtHand
from tests.single_sign_on import CLIENT_SECRET, Provider, has_node, portal_that_signs_in_at, running_provider
from tests.staffing import hash_quickly


@pytest.fixture(autouse=True)
def _quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    hash_quickly(monkeypatch)


@pytest.fixture(scope="session")
def provider() -> Iterator[Provider]:
    if not has_node():
        missing = "oidc-provider is not there: `make setup` brings it."
        (pytest.fail if ON_CI else pytest.skip)(missing)
    with running_provider() as running:
        yield running


@pytest.fixture
def made(tmp_path: Path, databases: Databases) -> Iterator[Made]:
    """Portals whose council signs in at an issuer; they live today, as the provider does."""
    there: list[PortalAtHand] = []

    def make(issuer: str, *, secret: str = CLIENT_SECRET, client: str = "portal") -> PortalAtHand:
        given = {"database": databases.migrated(), "secret": secret, "client": client}
        there.append(portal_that_signs_in_at(issuer, tmp_path, **given))
        return there[-1]

    yield make
    for portal in there:
        portal.close()


@pytest.fixture
def council_portal(made: Made, provider: Provider) -> PortalAtHand:
    return made(provider.issuer)
