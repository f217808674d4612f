"""What every test stands on: databases of both kinds, no network in unit tests, one Chromium for browser tests, steady
property tests.
"""

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import settings

from tests.databases import Databases, PostgresDatabases, SqliteFiles
from tests.logs_as_they_were import logging_as_it_was
from tests.postgres import NoPostgres, Server, running_postgres

TESTS = Path(__file__).parent
#: Chromium without a window, where it is there: it is the same engine, and opens pages with a third less work.
WINDOWLESS = "chromium-headless-shell"
CHROMIUM = next(filter(None, map(shutil.which, (WINDOWLESS, "chromium", "google-chrome"))), None)
ON_CI = os.environ.get("CI") == "true"
KINDS = ("sqlite", "postgresql")
ON_EVERY_DATABASE = os.environ.get("EVERY_DATABASE") == "1"

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


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Which database a test runs on that asks for either: one, told by its name, so that every file tries both.

    What a page says or what an act writes is the same on both. Whatever could differ, such as two at once, a refusal by
    the database or an attack, asks for `databases`, or says EVERY_DATABASE for its module; `EVERY_DATABASE=1 make test`
    says it for all.
    """
    if "either_database" not in metafunc.fixturenames or "databases" in metafunc.fixturenames:
        return
    is_every = ON_EVERY_DATABASE or getattr(metafunc.module, "EVERY_DATABASE", False)
    chosen = KINDS[crc32(f"{metafunc.module.__name__}.{metafunc.function.__name__}".encode()) % len(KINDS)]
    metafunc.parametrize("either_database", KINDS if is_every else [chosen], indirect=True)


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
    with logging_as_it_was():
        yield


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


@pytest.fixture(params=KINDS)
def databases(request: pytest.FixtureRequest) -> Databases:
    """A test that asks for databases runs twice: on SQLite and on PostgreSQL."""
    return _databases(request, request.param)


@pytest.fixture
def either_database(request: pytest.FixtureRequest) -> Databases:
    """A test that asks for this runs once, on one or the other; in a module of EVERY_DATABASE twice."""
    found: Databases = request.getfixturevalue("databases") if "databases" in request.fixturenames else None
    return found or _databases(request, request.param)


def _databases(request: pytest.FixtureRequest, kind: str) -> Databases:
    found: Databases = request.getfixturevalue({"sqlite": "sqlite_files", "postgresql": "postgres_databases"}[kind])
    return found
