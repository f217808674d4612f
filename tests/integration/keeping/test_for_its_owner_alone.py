"""What commands make is for its owner alone, whatever the system's own custom is."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.portals import real_env
from tests.serving import portal as run
from tests.tellings import CANARIES


@pytest.fixture
def open_to_all() -> Any:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("open_to_all")
def test_the_database_of_real_use(tmp_path: Path):
    env = real_env(tmp_path) | {"DATABASE_URL": f"sqlite:///{tmp_path / 'real.db'}"}
    made = run("migrate", env=env, folder=tmp_path)
    assert made.returncode == 0, made.stderr
    assert not [word for word in CANARIES if word in made.stderr]
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in tmp_path.glob("real.db*")}
    assert modes["real.db"] == "0o600"
    assert set(modes.values()) == {"0o600"}
