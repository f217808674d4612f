"""Done again where the database asks for it: a few times, with growing pauses out of step, and for nothing else."""

import time
from itertools import pairwise

import pytest
from structlog.testing import capture_logs

from portal.db import AskedAgain, Unavailable, retried
from portal.db.transactions import TIMES


class Act:
    """Collides so many times, then comes to its end; or raises something else."""

    def __init__(self, collisions: int, error: Exception | None = None) -> None:
        self.collisions, self.error, self.times = collisions, error, 0

    def __call__(self) -> str:
        self.times += 1
        if self.times <= self.collisions:
            raise AskedAgain("collided")
        if self.error:
            raise self.error
        return "done"


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    pauses: list[float] = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    return pauses


@pytest.mark.parametrize("collisions", range(TIMES))
def test_it_is_done_as_often_as_it_takes(collisions: int, pauses: list[float]):
    act = Act(collisions)
    with capture_logs() as logs:
        assert retried(act) == "done"
    assert act.times == collisions + 1
    assert len(pauses) == collisions
    assert [(line["event"], line["attempt"]) for line in logs] == [("asked-again", n + 1) for n in range(collisions)]


def test_in_the_end_it_is_said_that_it_did_not_come_about(pauses: list[float]):
    act = Act(100)
    with pytest.raises(AskedAgain):
        retried(act)
    assert act.times == TIMES
    assert sum(pauses) < 0.5  # somebody waits for a page


def test_pauses_grow_and_are_never_quite_the_same(pauses: list[float]):
    for _ in range(20):
        with pytest.raises(AskedAgain):
            retried(Act(100))
    rounds = [pauses[start : start + TIMES - 1] for start in range(0, len(pauses), TIMES - 1)]
    assert all(0 < shorter <= longer for pause in rounds for shorter, longer in pairwise(pause))
    assert all(len({pause[turn] for pause in rounds}) > 1 for turn in range(TIMES - 1))


@pytest.mark.parametrize("error", [Unavailable("gone"), ValueError("ours"), KeyError("ours")])
@pytest.mark.parametrize("collisions", [0, 2])
def test_anything_else_is_raised_at_once(error: Exception, collisions: int, pauses: list[float]):
    act = Act(collisions, error)
    with pytest.raises(type(error)):
        retried(act)
    assert act.times == collisions + 1
