"""What the faults happen to: a portal in processes of its own, and a Notify that is at hand."""

from collections.abc import Iterator

import pytest

from tests.bench.kills.notify import HoldingNotify


@pytest.fixture
def notify() -> Iterator[HoldingNotify]:
    with HoldingNotify.of_sample_shire() as notify:
        yield notify
