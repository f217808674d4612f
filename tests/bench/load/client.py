"""`python -m tests.bench.load.client`: many people on one thread; a plan comes in, what they met goes out, as JSON.

With a rate it does not wait for answers before it goes on: each is due at its time, and late from then.
"""

import heapq
import json
import resource
import selectors
import socket
import sys
import time
from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass, field

import click

from tests.bench.load.people import Person, Request, Response, Wrong, whole
from tests.bench.load.plan import Plan

_READ_BYTES = 1 << 18
_AFTER_AN_ERROR_SECONDS = 0.1


@dataclass(slots=True, eq=False)
class Line:
    """One person's connection, opened anew for each visit, so that visits spread over the web processes."""

    person: Person
    visit: Generator[Request, Response, None] | None = None
    request: Request | None = None
    door: socket.socket | None = None
    buffer: bytearray = field(default_factory=bytearray)
    began: float = 0.0


@dataclass(slots=True)
class Load:
    """Everybody at once. Times are in milliseconds, one for each answer that began and ended in time."""

    plan: Plan
    people: int
    rate: float
    times: list[float] = field(default_factory=list)
    requests: int = 0
    visits: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    _open: selectors.DefaultSelector = field(default_factory=selectors.DefaultSelector)
    _waiting: list[tuple[float, int, Line]] = field(default_factory=list)  # by when they go on
    _due: float = 0.0
    _number: int = 0

    def runs(self, seconds: float) -> None:
        """Go on for so long; what is under way then is left."""
        now = time.perf_counter()
        until, self._due = now + seconds, now
        for _ in range(self.people):
            self._later(Line(Person(self.plan)), now)
        while now < until:
            while self._waiting and self._waiting[0][0] <= now:
                self._goes_on(heapq.heappop(self._waiting)[2])
            next_due = min(until, self._waiting[0][0]) if self._waiting else until
            for key, _ in self._open.select(max(0.0, next_due - time.perf_counter())):
                self._reads(key.data)
            now = time.perf_counter()
        for key in list(self._open.get_map().values()):
            self._closes(key.data)
        self._open.close()

    def _later(self, line: Line, when: float) -> None:
        self._number += 1
        heapq.heappush(self._waiting, (when, self._number, line))

    def _goes_on(self, line: Line) -> None:
        """Send what is next on this line; a line without a visit begins one."""
        try:
            if line.visit is None:
                line.visit = line.person.visit()
                line.request = next(line.visit)
                self._opens(line)
            assert line.request is not None
            assert line.door is not None
            if line.request.begins and not self.rate:
                line.began = time.perf_counter()
            line.door.setblocking(True)
            line.door.sendall(line.request.sent)
            line.door.setblocking(False)
        except OSError as error:
            self._fails(line, type(error).__name__)

    def _opens(self, line: Line) -> None:
        line.door = socket.create_connection(("127.0.0.1", self.plan.port))
        line.door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._open.register(line.door, selectors.EVENT_READ, line)

    def _reads(self, line: Line) -> None:
        assert line.door is not None
        try:
            came = line.door.recv(_READ_BYTES)
            if not came:
                raise ConnectionResetError
            line.buffer += came
            response = whole(line.buffer)
            if response is not None:
                line.buffer.clear()
                self._answered(line, response)
        except StopIteration:
            self.visits += 1
            self._closes(line)
            self._next_visit(line)
        except (OSError, Wrong) as error:
            self._fails(line, str(error) if isinstance(error, Wrong) else type(error).__name__)

    def _answered(self, line: Line, response: Response) -> None:
        assert line.request is not None
        assert line.visit is not None
        self.requests += 1
        if line.request.ends:
            self.times.append((time.perf_counter() - line.began) * 1e3)
        line.request = line.visit.send(response)
        if line.request.begins and self.rate:
            self._due += 1 / self.rate
            line.began = self._due
            self._later(line, self._due)
        else:
            self._goes_on(line)

    def _next_visit(self, line: Line) -> None:
        self._later(line, time.perf_counter())

    def _fails(self, line: Line, why: str) -> None:
        self.errors[why] += 1
        self._closes(line)
        self._later(line, time.perf_counter() + _AFTER_AN_ERROR_SECONDS)

    def _closes(self, line: Line) -> None:
        if line.door is not None:
            self._open.unregister(line.door)
            line.door.close()
        line.visit = line.request = line.door = None
        line.buffer.clear()


@click.command()
@click.option("--people", type=int, required=True)
@click.option("--seconds", type=float, required=True)
@click.option("--rate", type=float, default=0.0, help="Answers a second; 0: each as soon as the one before is there.")
def main(people: int, seconds: float, rate: float) -> None:
    """Read a plan, send it for so long, and print what came of it."""
    load = Load(Plan.from_json(sys.stdin.read()), people, rate)
    before = _cpu_seconds()
    load.runs(seconds)
    met = {
        "times": [round(each, 3) for each in load.times],
        "requests": load.requests,
        "visits": load.visits,
        "errors": load.errors,
        "cpu_ms": (_cpu_seconds() - before) * 1e3,
    }
    click.echo(json.dumps(met))


def _cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
