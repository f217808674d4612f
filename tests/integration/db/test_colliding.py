"""Real collisions on a real PostgreSQL: whoever must give way does it all again, and nothing is lost or done twice."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.db import AskedAgain, coming_first, retried, transaction
from tests.databases import PostgresDatabases
from tests.integration.db.conftest import THINGS

PATIENCE = 20


@pytest.fixture
def url(postgres_databases: PostgresDatabases) -> str:
    return postgres_databases.empty()


class Meeting:
    """Two meet here the first time each comes by; whoever comes again passes."""

    def __init__(self) -> None:
        self.barrier, self.lock, self.times = threading.Barrier(2), threading.Lock(), dict[str, int]()

    def comes(self, who: str) -> None:
        with self.lock:
            self.times[who] = self.times.get(who, 0) + 1
            is_first = self.times[who] == 1
        if is_first:
            self.barrier.wait(PATIENCE)

    @property
    def tries(self) -> list[int]:
        return sorted(self.times.values())


def things(engine: Engine, *ids: int) -> None:
    with transaction(engine, writes=True) as session:
        session.execute(insert(THINGS), [{"id": each, "n": 0} for each in ids])


def one_more(session: Session, of: int) -> None:
    session.execute(update(THINGS).where(THINGS.c.id == of).values(n=THINGS.c.n + 1))


def counts(engine: Engine) -> list[int]:
    with transaction(engine, writes=False) as session:
        return list(session.scalars(select(THINGS.c.n).order_by(THINGS.c.id)))


def together(*acts) -> list[object]:  # type: ignore[no-untyped-def]
    with ThreadPoolExecutor(len(acts)) as people:
        return [done.result(PATIENCE) for done in [people.submit(act) for act in acts]]


def test_two_who_wait_for_each_other_both_come_to_their_end(engine: Engine):
    things(engine, 1, 2)
    meeting = Meeting()

    def crossing(who: str, first: int, second: int) -> None:
        with transaction(engine, writes=True) as session:
            one_more(session, first)
            meeting.comes(who)
            one_more(session, second)

    together(lambda: retried(lambda: crossing("a", 1, 2)), lambda: retried(lambda: crossing("b", 2, 1)))
    assert counts(engine) == [2, 2]
    assert meeting.tries == [1, 2]  # one of them gave way, and came again


def test_without_doing_it_again_one_of_them_is_told(engine: Engine):
    things(engine, 1, 2)
    meeting, told = Meeting(), list[AskedAgain]()

    def crossing(who: str, first: int, second: int) -> None:
        try:
            with transaction(engine, writes=True) as session:
                one_more(session, first)
                meeting.comes(who)
                one_more(session, second)
        except AskedAgain as again:
            told.append(again)

    together(lambda: crossing("a", 1, 2), lambda: crossing("b", 2, 1))
    assert len(told) == 1
    assert counts(engine) == [1, 1]


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_two_who_build_on_the_same_reading_do_not_undo_each_other(engine: Engine, level: str):
    things(engine, 1)
    meeting = Meeting()

    def build(who: str) -> None:
        with transaction(engine, writes=True) as session:
            session.execute(text(f"SET TRANSACTION ISOLATION LEVEL {level}"))
            n = session.scalars(select(THINGS.c.n)).one()
            meeting.comes(who)
            session.execute(update(THINGS).values(n=n + 1))

    together(lambda: retried(lambda: build("a")), lambda: retried(lambda: build("b")))
    assert counts(engine) == [2]
    assert meeting.tries == [1, 2]


def test_a_collision_that_shows_only_at_the_commit(engine: Engine):
    things(engine, 1, 2)
    meeting = Meeting()

    def skewed(who: str, looks_at: int, writes: int) -> None:
        with transaction(engine, writes=True) as session:
            session.execute(text("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"))
            n = session.scalars(select(THINGS.c.n).where(THINGS.c.id == looks_at)).one()
            session.execute(update(THINGS).where(THINGS.c.id == writes).values(n=n + 1))
            meeting.comes(who)

    together(lambda: retried(lambda: skewed("a", 1, 2)), lambda: retried(lambda: skewed("b", 2, 1)))
    assert sorted(counts(engine)) == [1, 2]  # as if one had come after the other
    assert meeting.tries == [1, 2]


def test_whoever_comes_second_to_a_place_finds_the_first_there(engine: Engine):
    meeting = Meeting()

    def take_or_find(who: str) -> int:
        with transaction(engine, writes=True) as session:
            if found := session.scalar(select(func.max(THINGS.c.n))):
                return found
            meeting.comes(who)
            with coming_first():
                session.execute(insert(THINGS).values(id=1, n=len(who)))
            return len(who)

    found = together(lambda: retried(lambda: take_or_find("a")), lambda: retried(lambda: take_or_find("bb")))
    assert len(set(found)) == 1
    assert counts(engine) == [found[0]]


def test_a_place_that_can_never_be_taken_is_a_fault_of_ours(engine: Engine):
    with pytest.raises(IntegrityError), transaction(engine, writes=True) as session, coming_first():
        session.execute(insert(THINGS).values(part_of=404))
