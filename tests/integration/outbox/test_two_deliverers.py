"""Several deliverers beside each other, each with its own connections: every message goes out exactly once."""

import multiprocessing
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from portal.outbox.delivery import Delivery
from portal.outbox.models import MessageState
from portal.outbox.notify import Outcome, Outgoing, Sent, Stop
from tests.integration.outbox.world import Outbox, notice

MESSAGES = 40


class Diary:
    """A Notify that writes each message it gets into a file of its own. `meet`: where the first waits for others."""

    def __init__(self, path: Path, meet=None) -> None:  # type: ignore[no-untyped-def]
        self.path, self.meet = path, meet

    def send(self, message: Outgoing) -> Outcome:
        if self.meet is not None:
            self.meet.wait(60)
            self.meet = None
        with self.path.open("a") as diary:
            diary.write(f"{message.reference}\n")
        return Sent(message.reference)

    def find(self, reference: str) -> Sent | Stop | None:
        return None


def deliver(url: str, keys: tuple[str, ...], diary: Path, start, meet=None) -> None:  # type: ignore[no-untyped-def]
    engine = Outbox(url, keys).engine
    notify = Diary(diary, meet)
    delivery = Delivery(engine=engine, notify=notify, clock=lambda: datetime.now(UTC), lease=timedelta(minutes=5))
    start.wait(30)
    delivery.once()
    engine.dispose()


def delivered(diaries: list[Path]) -> Counter[str]:
    return Counter(line for diary in diaries if diary.exists() for line in diary.read_text().split())


def test_two_processes_share_the_work_and_no_message_goes_twice(outbox: Outbox, tmp_path: Path):
    ids = outbox.post(*(notice(number) for number in range(MESSAGES)))
    spawn = multiprocessing.get_context("spawn")
    diaries, start, meet = [tmp_path / "one", tmp_path / "two"], spawn.Barrier(2), spawn.Barrier(2)
    workers = [spawn.Process(target=deliver, args=(outbox.url, outbox.keys, diary, start, meet)) for diary in diaries]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
        assert worker.exitcode == 0
    assert delivered(diaries) == Counter(ids)
    assert all(diary.exists() for diary in diaries)  # both had a part in it
    assert {row.state for row in outbox.rows().values()} == {MessageState.SENT}
    assert {row.attempts for row in outbox.rows().values()} == {1}


def test_four_threads_share_the_work_while_more_is_posted(outbox: Outbox, tmp_path: Path):
    diaries, start = [tmp_path / str(number) for number in range(4)], threading.Barrier(5)
    threads = [
        threading.Thread(target=deliver, args=(outbox.url, outbox.keys, diary, start), daemon=True) for diary in diaries
    ]
    ids = outbox.post(*(notice(number) for number in range(MESSAGES)))
    for thread in threads:
        thread.start()
    start.wait(30)
    for number in range(10):
        ids += outbox.post(notice(100 + number))
    for thread in threads:
        thread.join(60)
    deliver(outbox.url, outbox.keys, tmp_path / "last", threading.Barrier(1))  # whatever came after they were done
    assert delivered([*diaries, tmp_path / "last"]) == Counter(ids)
