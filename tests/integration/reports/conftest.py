"""A database at this release, and lists that come in to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from portal.db import transaction
from portal.reports.history.importing import BroughtIn, Checked, bring_in, check
from portal.reports.history.spreadsheet import opened
from portal.reports.models import PastCase
from tests.databases import Databases
from tests.factories import engine_on
from tests.published import BY
from tests.unit.reports.history.lists import as_text, checks, saved

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


def looked_at(_rows: int) -> None:
    """Nobody waits before a screen."""


@dataclass
class Histories:
    """What comes in to one database."""

    engine: Engine
    folder: Path

    def list_of(self, *rows: Mapping[str, str]) -> Path:
        return saved(self.folder, as_text(rows, list(dict.fromkeys(column for row in rows for column in row))))

    def checks(self, path: Path, *, replace: bool = False) -> Checked:
        with transaction(self.engine, writes=False) as session:
            return check(session, opened(path), checks(), replace=replace, on_the_way=looked_at)

    def brings_in(self, path: Path, *, replace: bool = False) -> BroughtIn:
        with transaction(self.engine, writes=True) as session:
            return bring_in(session, opened(path), checks(), replace=replace, by=BY, now=NOW, on_the_way=looked_at)

    def kept(self) -> dict[str, PastCase]:
        with transaction(self.engine, writes=False) as session:
            return {row.reference: row for row in session.scalars(select(PastCase))}


@pytest.fixture
def histories(databases: Databases, tmp_path: Path) -> Iterator[Histories]:
    engine = engine_on(databases.migrated())
    yield Histories(engine, tmp_path)
    engine.dispose()
