"""Folders that servers count into: one that was killed outright leaves its own, and the next server removes it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client import values

from portal import metrics
from portal.cli.monitoring import counting_together
from portal.settings import Settings
from tests.databases import Databases
from tests.serving import free_port


@pytest.fixture
def settings(tmp_path: Path, databases: Databases) -> Settings:
    instance = {"PORTAL_LOCAL": "1", "PORTAL_INSTANCE": str(tmp_path), "DATABASE_URL": databases.migrated()}
    return Settings.from_env(instance | {"PORTAL_METRICS_PORT": str(free_port())})


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder, before = tmp_path / "temporary", values.ValueClass
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv(metrics.FOLDER, "")
    yield folder
    values.ValueClass = before


def made(folder: Path) -> Path:
    folder.mkdir()
    (folder / "counter_web-1.db").write_bytes(b"numbers")
    return folder


def test_what_a_dead_server_left_goes_and_nothing_else(settings: Settings, temporary: Path):
    with subprocess.Popen([sys.executable, "-c", ""]) as dead:
        pass
    left = made(temporary / f"portal-metrics-{dead.pid}-abc")
    others = {
        made(temporary / f"portal-metrics-{os.getppid()}-abc"),  # of a server that runs
        made(temporary / "portal-metrics-of-somebody"),
        made(temporary / f"somebodys-{dead.pid}-abc"),
        made(temporary / f"portal-metrics-{10**30}-abc"),
    }
    with counting_together(settings):
        (ours,) = set(temporary.iterdir()) - others
        assert ours.name.startswith(f"portal-metrics-{os.getpid()}-")
        assert not left.exists()
    assert set(temporary.iterdir()) == others
