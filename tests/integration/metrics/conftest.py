"""A monitor that reads the page as one would, and a portal's database behind it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from urllib.request import urlopen

import pytest
from prometheus_client import values
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import Engine

from portal.metrics.counting import Counts
from portal.metrics.showing import Shown, show
from tests.databases import Databases
from tests.factories import calendar, engine_on
from tests.serving import free_port

NOW = datetime(2026, 9, 1, 9, 30, tzinfo=UTC)
Reads = Callable[[], dict[str, float]]


def read(url: str) -> dict[str, float]:
    """Every number on the page by its name and labels, such as `portal_outbox_messages{state="due"}`."""
    with urlopen(url, timeout=20) as page:
        families = text_string_to_metric_families(page.read().decode())
    return {_named(sample.name, sample.labels): sample.value for family in families for sample in family.samples}


def _named(name: str, labels: dict[str, str]) -> str:
    return name + ("{" + ",".join(f'{key}="{value}"' for key, value in labels.items()) + "}" if labels else "")


@pytest.fixture
def engine(databases: Databases) -> Iterator[Engine]:
    engine = engine_on(databases.migrated())
    yield engine
    engine.dispose()


@pytest.fixture
def counts() -> Iterator[Counts]:
    before = values.ValueClass
    yield Counts.alone()
    values.ValueClass = before


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def reads(engine: Engine, counts: Counts, port: int) -> Iterator[Reads]:
    end = show(port, Shown(engine, calendar(), lambda: NOW, counts=counts))
    yield lambda: read(f"http://127.0.0.1:{port}/metrics")
    end()
