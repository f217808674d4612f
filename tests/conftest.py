"""What every test stands on: databases of both kinds, no network in unit tests, one Chromium for browser tests, steady
property tests.
"""

import logging
import os
import shutil
import socket
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from hypothesis import settings

from tests.databases import Databases, PostgresDatabases, SqliteFiles
from tests.postgres import NoPostgres, Server, running_postgres

TESTS = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ON_CI = os.environ.get("CI") == "true"

# Databases of tests are written to disk thousands of times over, and nobody needs them afterwards: where the memory has
# a folder with room, they lie there. What is about a disk itself makes its own.
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder of its own in it, for its owner alone
ROOM = 2 * 1024**3  # bytes; as much as half of this was never in use at once
if IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))

# The machines are small and shared, so a slow example is no fault; on CI a failure must come again when run again.
settings.register_profile("portal", deadline=None, derandomize=ON_CI)
settings.load_profile("portal")


@pytest.hookimpl(optionalhook=True)  # there is no such hook where tests run in one process
def pytest_xdist_auto_num_workers() -> int:
    """One worker more than processors: many tests wait, for a browser, a server to come up or a phone gone silent."""
    return int(os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS") or (os.cpu_count() or 1) + 1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(TESTS / "browser"):
            item.add_marker(pytest.mark.browser)


def pytest_runtest_setup(item: pytest.Item) -> None:
    # A test that runs in each engine in turn needs its own only, and asks for that itself (tests/browser/conftest.py).
    engine = getattr(item, "callspec", None) and item.callspec.params.get("engine")
    if item.get_closest_marker("browser") and engine in {None, "chromium"} and CHROMIUM is None:
        missing = "There is no Chromium on this machine: `make tools` brings it, as root on Debian."
        (pytest.fail if ON_CI else pytest.skip)(missing)


@pytest.fixture(autouse=True)
def _no_network_in_unit_tests(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not request.path.is_relative_to(TESTS / "unit"):
        return

    def refuse(*_: object) -> None:
        raise AssertionError("A unit test reached for the network.")

    for door in ("connect", "connect_ex", "bind"):
        monkeypatch.setattr(socket.socket, door, refuse)


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    """A command run in here sets the logs up for its process, which is ours."""
    places = ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook"), (warnings, "showwarning"))
    before = [(module, name, getattr(module, name)) for module, name in places]
    records = logging.getLogger()
    handlers, level = [*records.handlers], records.level
    configured = structlog.get_config() if structlog.is_configured() else None
    yield
    for module, name, hook in before:
        setattr(module, name, hook)
    records.handlers[:], records.level = [each for each in records.handlers if each in handlers], level
    structlog.configure(**configured) if configured else structlog.reset_defaults()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """The system's own Chromium; as root it has no sandbox of its own to offer."""
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """One PostgreSQL server for all tests of this process."""
    try:
        with running_postgres() as server:
            yield server
    except NoPostgres as missing:
        (pytest.fail if ON_CI else pytest.skip)(str(missing))


@pytest.fixture
def sqlite_files(tmp_path: Path) -> SqliteFiles:
    """For what is SQLite's alone."""
    return SqliteFiles(tmp_path)


@pytest.fixture
def postgres_databases(postgres: Server) -> Iterator[PostgresDatabases]:
    """For what is PostgreSQL's alone."""
    databases = PostgresDatabases(postgres)
    yield databases
    databases.come_back()


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """A test that asks for databases runs twice: on SQLite and on PostgreSQL."""
    found: Databases = request.getfixturevalue(
        {"sqlite": "sqlite_files", "postgresql": "postgres_databases"}[request.param]
    )
    return found
