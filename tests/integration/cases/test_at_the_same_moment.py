"""Received at the same moment on PostgreSQL, where nobody waits for another's transaction: still one case a draft."""

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.cases import intake as receiving
from portal.cases.references import new_reference
from tests.collisions import Collisions, colliding
from tests.databases import PostgresDatabases
from tests.factories import by_email, engine_on, office, told
from tests.integration.cases.conftest import Desk

HERS = told(reply=by_email())


@pytest.fixture
def url(postgres_databases: PostgresDatabases) -> str:
    return postgres_databases.migrated()


@pytest.fixture
def desk(url: str) -> Iterator[Desk]:
    engine = engine_on(url)
    yield Desk(engine, office())
    engine.dispose()


class Drawing:
    """Draws references; the first two who draw do so at the same moment, and draw the same."""

    def __init__(self, same: str | None = None) -> None:
        self.same, self.together, self.turns = same, threading.Barrier(2), iter(range(1000))

    def __call__(self) -> str:
        if next(self.turns) > 1:
            return new_reference()
        self.together.wait(20)
        return self.same or new_reference()


def test_two_taps_that_both_saw_no_case_make_one(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    drawing = Drawing()
    monkeypatch.setattr(receiving, "new_reference", drawing)
    with ThreadPoolExecutor(2) as taps:
        one, other = taps.map(lambda _: desk.receive(HERS), range(2))
    assert one == other
    assert desk.rows()["cases"] == 1
    assert set(Counter(desk.posted()).values()) == {1}
    assert next(drawing.turns) == 2  # both came as far as drawing a reference


def test_two_who_draw_the_same_reference_are_two_cases(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(receiving, "new_reference", Drawing("4KTM-7PXC"))
    with ThreadPoolExecutor(2) as people:
        references = list(people.map(lambda key: desk.receive(HERS, key=key), ("hers", "his")))
    assert "4KTM-7PXC" in references
    assert len(set(references)) == 2
    assert desk.rows()["cases"] == 2


def test_a_reference_drawn_that_is_taken_is_drawn_again(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    taken = desk.receive(HERS, key="hers")
    drawn = iter([taken, taken, "4KTM-7PXC"])
    monkeypatch.setattr(receiving, "new_reference", lambda: next(drawn))
    assert desk.receive(HERS, key="his") == "4KTM-7PXC"


def test_many_at_once_on_a_database_that_keeps_asking_again(desk: Desk, url: str):
    def receive_both_ways(collisions: Collisions) -> list[str]:
        with ThreadPoolExecutor(4) as people:
            found = list(people.map(lambda key: desk.receive(HERS, key=f"draft-{key}"), [0, 1, 2, 0, 1, 2]))
        assert collisions.count > 0
        return found

    with colliding(url) as collisions:
        references = receive_both_ways(collisions)
    assert references[:3] == references[3:]
    assert desk.rows()["cases"] == 3
