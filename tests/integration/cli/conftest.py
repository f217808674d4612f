"""Commands as somebody types them: in an empty folder, with no setting but those a test gives."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog
from click.testing import CliRunner, Result

from portal.cli import main
from portal.settings import NAMES
from tests.databases import Databases

Portal = Callable[..., Result]


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    yield
    structlog.reset_defaults()  # a command sends the logs of its process to its own standard error


@pytest.fixture
def portal() -> Portal:
    """`portal("explain", "-", typed="...", PORTAL_COUNCIL="...")`: words, what is typed in, and the environment."""

    def run(*words: str, typed: str | bytes | None = None, **env: str) -> Result:
        return CliRunner().invoke(main, words, input=typed, env=env, catch_exceptions=False)

    return run


@pytest.fixture
def local(tmp_path: Path, databases: Databases) -> dict[str, str]:
    """The environment of local use, in a folder of its own: with the SQLite file there, or a database beside it."""
    elsewhere = {} if databases.kind == "sqlite" else {"DATABASE_URL": databases.migrated()}
    return {"PORTAL_LOCAL": "1", "PORTAL_INSTANCE": str(tmp_path / "instance"), **elsewhere}
