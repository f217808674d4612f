"""What every test stands on: no network in unit tests, one Chromium for browser tests, steady property tests."""

import os
import shutil
import socket
from pathlib import Path

import pytest
from hypothesis import settings

TESTS = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ON_CI = os.environ.get("CI") == "true"

# The machines are small and shared, so a slow example is no fault; on CI a failure must come again when run again.
settings.register_profile("portal", deadline=None, derandomize=ON_CI)
settings.load_profile("portal")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(TESTS / "browser"):
            item.add_marker(pytest.mark.browser)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and CHROMIUM is None:
        missing = "There is no Chromium on this machine: `make browser` brings it, as root on Debian."
        (pytest.fail if ON_CI else pytest.skip)(missing)


@pytest.fixture(autouse=True)
def _no_network_in_unit_tests(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not request.path.is_relative_to(TESTS / "unit"):
        return

    def refuse(*_: object) -> None:
        raise AssertionError("A unit test reached for the network.")

    for door in ("connect", "connect_ex", "bind"):
        monkeypatch.setattr(socket.socket, door, refuse)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """The system's own Chromium; as root it has no sandbox of its own to offer."""
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": ["--no-sandbox"]}
