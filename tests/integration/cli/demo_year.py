"""A made-up year as `portal demo` leaves it, played once for all tests of a run that only look at it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner
from sqlalchemy import Engine, select

from portal.cases.casefile import CaseFile
from portal.cases.filing import case_file
from portal.cases.models import cases
from portal.cases.office import Office
from portal.cli import main
from portal.cli.offices import office_of
from portal.council import load
from portal.db import make_engine, transaction
from portal.settings import NAMES, Settings
from tests.logs_as_they_were import logging_as_it_was

NOW = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)  # a Tuesday
Env = dict[str, str]


@dataclass
class Year:
    """The year, and what the command said."""

    engine: Engine
    office: Office
    env: Env
    said: str
    cases: tuple[CaseFile, ...]


def demo(env: Env, *words: str, now: datetime = NOW) -> tuple[int, str, str]:
    """The command at this instant: its exit code, and what it wrote to its two outputs."""
    # Played once for many tests, it runs around none of them: what it does to logs would stay.
    with time_machine.travel(now), pytest.MonkeyPatch.context() as patch, logging_as_it_was():
        for name in NAMES:
            patch.delenv(name, raising=False)
        result = CliRunner().invoke(main, ["demo", *words], env=env, catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


@contextmanager
def opened(env: Env, said: str = "") -> Iterator[Year]:
    """The year that a command left there."""
    settings = Settings.from_env(env)
    engine = make_engine(settings.database_url, settings.keyring)
    with transaction(engine, writes=False) as session:
        references = session.scalars(select(cases.c.reference).order_by(cases.c.received_at)).all()
        files = tuple(case_file(session, reference) for reference in references)
    yield Year(engine, office_of(settings, load(settings.council)), env, said, tuple(each for each in files if each))
    engine.dispose()


@contextmanager
def played_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    """The year of NOW on SQLite. Whichever process of a run comes first plays it for the others."""
    base = tmp_path_factory.getbasetemp()
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    env, said = {"PORTAL_LOCAL": "1", "PORTAL_INSTANCE": str(folder / "demo-year")}, folder / "demo-year-said.txt"
    with _alone(folder / "demo-year.lock"):
        if not said.exists():
            code, printed, complaints = demo(env)
            assert (code, complaints) == (0, "")
            said.write_text(printed)
    with opened(env, said.read_text()) as year:
        yield year


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield
